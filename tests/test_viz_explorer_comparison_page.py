"""The comparison in a real browser: numbers, table, filters, picture, evidence of both sides, files."""

from __future__ import annotations

import csv
import re
from functools import partial
from operator import ne
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import go_to, open_explorer, violations
from playwright.sync_api import Page
from second_graphs import HUB, VALUE, Earlier, another_force, earlier_version

from graph.diff.snapshot import read_snapshot, snapshot_of_quads
from graph.diff.statements import difference
from graph.namespaces import compress, expand
from graph.parse.parser import parse_file
from graph.store import Quad, Store
from viz.explorer.explorer_page import render_site

Opened = tuple[Page, list[str]]
VIEW = "view=comparison"
NOTE = f"<{expand('skos:editorialNote')}>"
LOOKS = """() => [...new Set(peelgraph.page.picture.drawing.lines.map((line) => line.lineStyle))].sort()"""
NUMBERS = "#sentence button.number, #remarks button.number"


class Compared(NamedTuple):
    """A page that compares the real graph with an earlier version, as a file."""

    path: Path
    earlier: Earlier


def _write(real: Store, directory: Path, folder: Path, name: str, quads: list[Quad]) -> Path:
    delta = difference(snapshot_of_quads(name, quads), read_snapshot(str(directory)))
    path = folder / "explorer.html"
    path.write_text(render_site(real, delta=delta).html, "utf-8")
    return path


@pytest.fixture(scope="module")
def compared(
    real: Store, real_directory: Path, tmp_path_factory: pytest.TempPathFactory
) -> Compared:
    """The page beside an earlier version."""
    earlier = earlier_version(real)
    folder = tmp_path_factory.mktemp("earlier")
    return Compared(_write(real, real_directory, folder, "earlier.nq", earlier.quads), earlier)


@pytest.fixture(scope="module")
def forces(real: Store, real_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page beside the report of another force."""
    folder = tmp_path_factory.mktemp("forces")
    return _write(real, real_directory, folder, "other.nq", another_force(real))


def _rows(page: Page, name: str = "relations") -> list[list[str]]:
    lists = page.evaluate("peelgraph.view().then((view) => view.lists)")
    rows: list[list[str]] = next(item["rows"] for item in lists if item["id"] == name)
    return rows


def _file(page: Page, suffix: str) -> str:
    text: str = page.evaluate("suffix => peelgraph.file(suffix)", suffix)
    return text


def _check_numbers(page: Page) -> int:
    """Press each number, and see that the table has so many rows."""
    numbers = page.locator(NUMBERS)
    for at in range(numbers.count()):
        words = numbers.nth(at).inner_text()
        numbers.nth(at).click()
        rows = page.evaluate("peelgraph.page.lists.rows().length")
        assert rows == int(words.split()[0].replace(",", "")), words
    return numbers.count()


def test_every_number_opens_what_it_counts(compared: Compared, opened: Opened) -> None:
    """The sentence counts relations by side, and each number of the answer opens just those rows."""
    page, troubles = opened
    open_explorer(page, compared.path, VIEW)
    sentence = page.locator("#sentence").inner_text()
    words = " ".join(sentence.split())
    assert re.match(r"4 relations only here ?, 1 only there ?, [\d,]+ in both and 2 on", words)
    assert _check_numbers(page) >= 7
    assert troubles == []


def test_the_table_names_each_change(compared: Compared, opened: Opened) -> None:
    """What the earlier version lacks is only here; what it states in another sentence says so."""
    page, _ = opened
    open_explorer(page, compared.path, VIEW)
    rows = _rows(page)
    [there] = [row for row in rows if row[3] == "only there"]
    assert "an old charity" in there
    assert len([row for row in rows if row[3] == "only here"]) == 4
    for _ in range(2):
        page.get_by_role("button", name="Where", exact=True).click()
    first = page.locator("#panel tbody tr").first.inner_text()
    assert "only there" in first
    figures = _rows(page, "figures")
    [changed] = [row for row in figures if row[1] == "changed"]
    assert changed[2].startswith(VALUE)
    assert f"value: {VALUE} → " in changed[4]


def test_filters_by_relation_thing_and_side(compared: Compared, opened: Opened) -> None:
    """The form limits table and picture to a relation, a kind, a thing; a link restores it."""
    page, _ = opened
    open_explorer(page, compared.path, VIEW)
    page.get_by_label("Relation", exact=True).select_option(label="works with")
    page.wait_for_function("location.hash.includes('relation=peel:worksWith')")
    assert {row[1] for row in _rows(page)} == {"works with"}
    page.get_by_label("Thing", exact=True).fill("METHUB")
    page.get_by_label("Thing", exact=True).press("Tab")
    page.wait_for_function("location.hash.includes('about=')")
    assert all("METHUB" in row[0] + row[2] for row in _rows(page))
    go_to(page, f"{VIEW}&about={HUB}&only=there")
    assert [row[3] for row in _rows(page)] == ["only there"]
    page.get_by_role("button", name="Everything").click()
    page.wait_for_function("!location.hash.includes('about')")
    assert len(_rows(page)) > 1000


def test_a_list_of_choices_is_gone_through_by_keyboard(compared: Compared, opened: Opened) -> None:
    """Each arrow takes the next relation, and the reader stays in the list."""
    page, troubles = opened
    open_explorer(page, compared.path, VIEW)
    page.focus("#only-relation")
    names = []
    for _ in range(3):
        before = page.url
        page.keyboard.press("ArrowDown")
        page.wait_for_url(partial(ne, before))
        page.wait_for_selector("#only-relation:focus")
        names.append(page.evaluate("document.activeElement.value"))
    assert len(set(names)) == 3
    assert page.evaluate("peelgraph.page.view.address.relation") == names[-1]
    assert troubles == []


def test_the_picture_has_a_stroke_for_each_side(compared: Compared, opened: Opened) -> None:
    """Lines differ in stroke, sign and colour, and the legend names each that is drawn."""
    page, troubles = opened
    open_explorer(page, compared.path, VIEW)
    looks = page.evaluate(LOOKS)
    assert {"here", "there", "both"} <= set(looks)
    legend = page.locator("#legend").inner_text()
    assert all(words in legend for words in ("+ only here", "− only there", "in both"))
    strokes = page.locator("#legend path").evaluate_all(
        "(paths) => paths.map((path) => path.getAttribute('stroke-dasharray'))"
    )
    assert len(set(strokes)) == 3
    svg = _file(page, "svg")
    assert "− works with" in svg
    assert 'stroke-dasharray="10 6"' in svg
    assert "only there" in svg
    assert troubles == []


def test_evidence_of_both_sides(compared: Compared, opened: Opened) -> None:
    """A moved relation has sentences here and there; one only there says who said it there."""
    page, _ = opened
    open_explorer(page, compared.path, VIEW)
    page.locator("#sentence button.number", has_text="on other sentences").click()
    page.locator("#panel .evidence-button").first.click()
    evidence = page.locator("#evidence")
    assert evidence.locator(".outcome").inner_text() == "on other sentences"
    assert evidence.locator("h3").all_inner_texts() == ["Here", "There"]
    places = evidence.locator("ol.evidence").all_inner_texts()
    assert len(places) == 2
    assert places[0] != places[1]
    page.locator("#sentence button.number", has_text="only there").click()
    page.locator("#panel .evidence-button").first.click()
    assert evidence.locator("h3").all_inner_texts() == ["There"]
    figure = compress(compared.earlier.figure)
    open_explorer(page, compared.path, f"{VIEW}&list=figures&chosen={figure}")
    assert f"there: {VALUE}" in evidence.inner_text()
    go_to(page, "view=partnerships")
    assert evidence.locator(".outcome").count() == 0


def test_files_hold_the_marks(
    compared: Compared, opened: Opened, real: Store, tmp_path: Path
) -> None:
    """CSV says where each relation is; Turtle describes each with its mark, and states only what is here."""
    page, _ = opened
    open_explorer(page, compared.path, f"{VIEW}&relation=peel:worksWith")
    rows = [row for row in csv.reader(_file(page, "csv").splitlines()) if row[0][:1] != "#"]
    where = [row[rows[0].index("Where")] for row in rows[1:]]
    assert (where.count("only here"), where.count("only there")) == (4, 1)
    path = tmp_path / "view.ttl"
    path.write_text(_file(page, "ttl"), "utf-8")
    quads = parse_file(path)
    statements = {
        str(quad.subject): str(quad.object)
        for quad in quads
        if str(quad.predicate) == NOTE and "/statement/" in str(quad.subject)
    }
    assert sorted(mark.split('"')[1] for mark in statements.values()) == sorted(where)
    works = f"<{expand('peel:worksWith')}>"
    stated = [quad for quad in quads if str(quad.predicate) == works]
    assert stated
    assert all(Quad(*quad.triple) in real for quad in stated)


def test_another_report_is_alike_by_name(forces: Path, opened: Opened) -> None:
    """Beside another force, relations between corresponding things are alike, and kinds are counted."""
    page, troubles = opened
    open_explorer(page, forces, VIEW)
    assert _check_numbers(page) >= 8
    rows = _rows(page)
    where = [row[3] for row in rows]
    assert where.count("alike") > 500
    assert where.count("only here") > 0
    assert where.count("only there") == 0
    assert forces.stat().st_size <= 3_500_000
    remarks = page.locator("#remarks").inner_text()
    assert "There: Carrowshire PEEL 2018/19" in remarks
    page.get_by_role("tab", name="By kind").click()
    link = page.locator("#panel tbody td a").first
    count = int(link.inner_text())
    link.click()
    page.wait_for_function("location.hash.includes('kinds=')")
    assert len(_rows(page)) == count
    assert troubles == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_comparison_is_for_everybody(
    compared: Compared, opened: Opened, width: int, scheme: Any
) -> None:
    """On a desk and on a phone nothing sticks out sideways, and axe finds no violation."""
    page, troubles = opened
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    open_explorer(page, compared.path, f"{VIEW}&list=figures")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    assert troubles == []


def test_a_page_without_a_second_graph_does_not_offer_it(
    explorer_file: Path, opened: Opened
) -> None:
    """Without a second graph the view is not in the menu, and its address says how to get it."""
    page, _ = opened
    open_explorer(page, explorer_file, VIEW)
    assert page.locator("#views [data-view=comparison]").count() == 0
    assert "peelgraph site --with OTHER" in page.locator("#sentence").inner_text()
