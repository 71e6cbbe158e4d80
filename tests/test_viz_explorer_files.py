"""Files and paper of the explorer: only what the graph states, with filter, licence and legend."""

from __future__ import annotations

import base64
import csv
import re
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest
from conftest import go_to, open_explorer
from playwright.sync_api import Browser, Page

from graph.namespaces import expand
from graph.parse.parser import parse_file
from graph.store import DefaultGraph, NamedNode, Quad, Store

Opened = tuple[Page, list[str]]
METHUB = "thing=unit:cambridgeshire-methub"
ABUSE = "view=partnerships&theme=theme:domestic-abuse"
VIEWS = (
    *("partnerships", "units", "operations", "referrals", "themes", "findings", "areas"),
    *("figures", "timeline", "measures", "conflicts", "model", "about"),
)
ADDRESSES = (*(f"view={name}" for name in VIEWS), METHUB, ABUSE)
ASKED = "view=questions&question=partners-of-unit"
FILLED = ("view=start", "view=questions", "view=sparql", ASKED, "find=zzzz")
LICENCE = "Open Government Licence v3.0"


def _file(page: Page, suffix: str) -> str:
    text: str = page.evaluate("suffix => peelgraph.file(suffix)", suffix)
    return text


def _quads(page: Page, suffix: str, folder: Path) -> list[Quad]:
    path = folder / f"view.{suffix}"
    path.write_text(_file(page, suffix), "utf-8")
    return parse_file(path)


def test_rdf_holds_only_what_the_graph_states(
    explorer: Opened, real: Store, tmp_path: Path
) -> None:
    """Each statement of Turtle, and of TriG in its graph, stands in the published graph, in every view."""
    page, troubles = explorer
    for address, suffix in product(ADDRESSES, ("ttl", "trig")):
        go_to(page, address)
        quads = _quads(page, suffix, tmp_path)
        assert quads, address
        assert [str(quad) for quad in quads if quad not in real][:3] == [], (address, suffix)
    assert troubles == []


def test_rdf_holds_kinds_voices_plans_and_evidence(
    explorer: Opened, real: Store, tmp_path: Path
) -> None:
    """Turtle names classes, voices and plans; TriG states each relation in the graph of its sentence."""
    page, _ = explorer
    go_to(page, "view=timeline")
    triples = {(str(quad.predicate), str(quad.object)) for quad in _quads(page, "ttl", tmp_path)}
    voices = {value for property_, value in triples if property_ == f"<{expand('peel:basis')}>"}
    assert f"<{expand('basis:plan')}>" in voices
    assert (f"<{expand('peel:status')}>", f"<{expand('status:planned')}>") in triples
    assert any(property_ == f"<{expand('peel:plans')}>" for property_, _ in triples)
    go_to(page, "view=partnerships")
    quads = _quads(page, "trig", tmp_path)
    named = [quad for quad in quads if quad.graph_name != DefaultGraph()]
    works = NamedNode(expand("peel:worksWith"))
    assert any(quad.predicate == works for quad in named)
    rows = page.evaluate("peelgraph.view().then((view) => view.lists.at(-1).rows.length)")
    assert len({(quad.subject, quad.predicate, quad.object) for quad in named}) >= rows


@pytest.mark.parametrize("suffix", ["csv", "ttl", "trig", "graphml", "svg"])
def test_files_say_what_they_hold(explorer: Opened, suffix: str) -> None:
    """Every file has the title, the filter in words, the licence line and the legend that applies."""
    page, _ = explorer
    go_to(page, ABUSE)
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", _file(page, suffix)))
    text = text.replace("&#38;", "&").replace("&#39;", "'")
    assert "Partnerships: who works with whom" in text
    assert "Filter: theme: domestic abuse" in text
    assert LICENCE in text
    assert "collaboration" in text
    assert "strategy" not in text.partition("Legend")[2][:120]


def test_table_is_the_list_as_it_is_shown(explorer: Opened) -> None:
    """CSV has the rows of the open list in their order: filtered, sorted, with IRIs and addresses."""
    page, _ = explorer
    go_to(page, "view=figures")
    page.get_by_role("button", name="4 better").click()
    lines = [line for line in csv.reader(_file(page, "csv").splitlines()) if line[0][:1] != "#"]
    head, *rows = lines
    assert head[-3:] == ["iri", "places", "addresses"]
    assert len(rows) == 4
    assert all("better" in row[3] and row[-3].startswith("https://") for row in rows)
    assert all(row[-1].startswith("https://") for row in rows)


def test_graphml_opens_in_networkx(explorer: Opened, tmp_path: Path) -> None:
    """GraphML reads as a network whose edges are the statements of the view."""
    page, _ = explorer
    go_to(page, METHUB)
    path = tmp_path / "view.graphml"
    path.write_text(_file(page, "graphml"), "utf-8")
    network = networkx.read_graphml(path)
    node = expand("unit:cambridgeshire-methub")
    assert network.nodes[node]["type"] == "unit"
    assert network.degree(node) > 5
    assert all(edge["words"] for _, _, edge in network.edges(data=True))


@pytest.mark.parametrize("address", ["view=partnerships", "view=timeline", METHUB])
def test_pictures(explorer: Opened, address: str) -> None:
    """SVG holds every mark and verb of the picture, or row of the chart; PNG is a picture of it."""
    page, troubles = explorer
    go_to(page, address)
    root = ElementTree.fromstring(_file(page, "svg"))  # noqa: S314 - our own picture
    words = " ".join("".join(item.itertext()) for item in root.iter())
    view = page.evaluate("peelgraph.view()")
    marks = (view["picture"] or {"marks": []})["marks"]
    for mark in marks:
        assert all(part in words for part in mark.split(", ")), mark
    labels = page.evaluate(
        "(peelgraph.page.view.charts ?? []).flatMap(({rows}) => rows).map(({label}) => label)"
    )
    assert marks or labels
    assert all(label in words for label in labels)
    picture = base64.b64decode(_file(page, "png").partition(",")[2])
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 20_000
    assert troubles == []


def test_paper_takes_three_pages_at_most(explorer: Opened) -> None:
    """Every view prints on one to three pages, and is itself again afterwards."""
    page, _ = explorer
    for address in (*ADDRESSES, *FILLED):
        go_to(page, address)
        paper = page.pdf(format="A4", prefer_css_page_size=True)
        assert 1 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) <= 3, address
        assert page.locator("#sheet *").count() == 0


def test_paper_has_what_a_view_shows_beside_lists(explorer_file: Path, opened: Opened) -> None:
    """The answer to a question with what asks it again, the questions, facts about the data: without controls."""
    page, troubles = opened
    open_explorer(page, explorer_file, "view=questions")
    page.get_by_text("Who does UNIT work with?").click()
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_selector(".results tbody tr", timeout=60_000)
    rows = page.locator(".results tbody tr").count()
    first = page.inner_text(".results tbody tr >> nth=0").split("\t")[0]

    def paper() -> str:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("#sheet :is(button, input, select, textarea, form)").count() == 0
        assert page.locator("#sheet [id]").count() == 0
        return page.text_content("#sheet") or ""

    words = paper()
    assert page.locator("#sheet tbody tr").count() == rows > 2
    assert first in words
    assert "Who does “missing, exploited and trafficked team” work with?" in words
    assert f"View: #{ASKED}" in words
    go_to(page, "view=questions&question=")
    page.wait_for_selector(".question-list li")
    assert "Who does UNIT work with?" in paper()
    assert page.locator("#sheet li").count() > 40
    go_to(page, "view=about")
    words = paper()
    assert all(fact in words for fact in ("How to cite", "Published by", "How sure", "Voices"))
    go_to(page, "view=figures")
    assert paper().count("Comparable figures in percent") == 1  # the picture has it
    assert troubles == []


def test_paper_says_what_was_left_out(explorer_file: Path, opened: Opened) -> None:
    """A long list says on paper how many of its rows are there, and where the others are."""
    page, _ = opened
    open_explorer(page, explorer_file, "view=about&list=single")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    head = page.text_content("#sheet h2") or ""
    assert re.search(r"the first \d+ of 1,\d+; the CSV file holds all", head)
    count = int(re.findall(r"first (\d+)", head)[0])
    assert page.locator("#sheet tbody tr").count() == count > 20
    assert LICENCE in (page.text_content("#sheet") or "")


def test_menu_saves_files_and_links(explorer_file: Path, browser: Browser) -> None:
    """The menu writes a download named after the view, and a link that says which file it is for."""
    context = browser.new_context(offline=True, accept_downloads=True)
    page = context.new_page()
    open_explorer(page, explorer_file, "view=areas")
    page.get_by_text("Save or print").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Statements (Turtle)").click()
    assert download.value.suggested_filename.endswith(".ttl")
    assert download.value.suggested_filename.startswith("areas-for-improvement")
    assert page.evaluate("document.activeElement.textContent") == "Save or print"
    page.get_by_text("Save or print").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copy the link").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#notice:not([hidden])")
    assert page.evaluate("document.activeElement.textContent") == "Save or print"
    assert "Open explorer.html" in page.inner_text("#notice")
    assert "#view=areas" in page.inner_text("#notice")
    page.get_by_role("button", name="Close this message").press("Enter")
    assert page.locator("#notice").is_hidden()
    assert page.evaluate("document.activeElement.id") == "title"
    page.get_by_text("Save or print").click()
    page.get_by_role("button", name="Copy the link").click()
    page.wait_for_selector("#notice:not([hidden])")
    go_to(page, "view=areas&list=areas")
    assert page.locator("#notice").is_visible()  # the same view, another list
    go_to(page, "view=units")
    assert page.locator("#notice").is_hidden()
    context.close()
