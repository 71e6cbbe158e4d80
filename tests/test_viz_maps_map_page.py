"""The page of a map in a real browser: it answers mouse, keyboard and links, hands out what is seen, and shows its evidence."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import networkx
import pytest
from playwright.sync_api import Browser, Page

from graph.analyse.networks.projection import project
from graph.errors import PeelgraphError
from graph.evidence import Evidence
from graph.layout.positions import positions, wrap_label
from graph.layout.style import Style, node_radius
from graph.namespaces import STATEMENT, compress
from graph.store import Literal, NamedNode, Store, parse_text, rows
from graph.terms import packaged
from viz import visjs_page
from viz.maps.map_page import render_map
from viz.maps.panel_data import read_panel_data

Opened = tuple[Page, list[str]]
Network = networkx.MultiDiGraph
HUB = "unit:cambridgeshire-demand-hub"
NODES, EDGES = "peelgraph.shown.nodes.size", "peelgraph.shown.edges.size"


@pytest.fixture(scope="session")
def network(real: Store) -> Network[str]:
    """The partnerships of the real report."""
    return project(real)


@pytest.fixture(scope="session")
def path(real: Store, network: Network[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the real partnerships, with all its details."""
    file = tmp_path_factory.mktemp("page") / "partnerships.html"
    file.write_text(
        render_map(
            network,
            title="Who works with whom",
            description="What the report states.",
            details=read_panel_data(real, network),
        ),
        "utf-8",
    )
    return file


@pytest.fixture
def small(invented: Store, tmp_path: Path) -> Path:
    """The page of the invented report: four things, three relations."""
    return _write(tmp_path, project(invented), details=read_panel_data(invented, project(invented)))


def _write(folder: Path, network: Network[str], **more: Any) -> Path:
    file = folder / "x.html"
    file.write_text(render_map(network, **{"title": "x", "description": "y", **more}), "utf-8")
    return file


def _open(page: Page, path: Path, fragment: str = "") -> None:
    page.goto("about:blank")
    page.goto(path.as_uri() + fragment)
    page.wait_for_selector("body[data-drawn=yes]", timeout=60_000)


def _place(page: Page, label: str) -> tuple[float, float]:
    """Where a thing stands in the window."""
    x, y = page.evaluate(
        """(label) => { const box = document.getElementById("map").getBoundingClientRect();
        const point = peelgraph.sights().get(peelgraph.nodes.findIndex((node) => node.label === label)); return [box.x + point.x, box.y + point.y]; }""",
        label,
    )
    return x, y


def _until(page: Page, script: str) -> None:
    """Wait until something holds; asked from outside, because the page's policy lets nothing be evaluated inside."""
    for _ in range(200):
        if page.evaluate(script):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {script}")


def _state(page: Page) -> dict[str, Any]:
    state: dict[str, Any] = page.evaluate("peelgraph.state()")
    return state


def _drawn(page: Page, canvas: str = "#map canvas") -> int:
    """How many colours a canvas shows."""
    count: int = page.evaluate(
        """(canvas) => { const c = document.querySelector(canvas); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        const seen = new Set();
        for (let i = 0; i < d.length; i += 4) if (d[i + 3] > 200) seen.add(d[i] + ',' + d[i + 1] + ',' + d[i + 2]);
        return seen.size; }""",
        canvas,
    )
    return count


def _kept(network: Network[str], keep: Callable[[Evidence], bool]) -> set[tuple[str, str, str]]:
    return {
        (one, other, key)
        for one, other, key, told in network.edges(keys=True, data=True)
        if any(keep(sentence) for sentence in told["sentences"])
    }


def _seen(page: Page) -> set[tuple[str, str, str]]:
    found = page.evaluate(
        "[...peelgraph.shown.edges].map((id) => peelgraph.edges[id]).map((e) => [peelgraph.nodes[e.from].iri, e.relation, peelgraph.nodes[e.to].iri])"
    )
    return {(one, relation, other) for one, relation, other in found}


def _short(edges: set[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    return {(compress(one), compress(relation), compress(other)) for one, other, relation in edges}


def test_the_page_asks_nothing_of_anybody(path: Path) -> None:
    """Nothing in the page loads from an address, its policy forbids it, and it is small enough for a letter."""
    text = path.read_text("utf-8")
    head = unescape(text.partition("</style>")[0])
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", text)
    assert "default-src 'none'" in head
    assert "unsafe" not in head
    assert path.stat().st_size < 1_000_000


def test_five_hundred_things_fit_into_a_letter(real: Store, tmp_path: Path) -> None:
    """A map of 500 things with all relations between them and all that is told of them stays below one megabyte."""
    text = "SELECT ?a ?p ?b ?s { ?p peel:isRelation true . GRAPH ?s { ?a ?p ?b } ?s a peel:Sentence ; a peel:Sentence }"
    whole: Network[str] = networkx.MultiDiGraph()
    sentences = {
        s.iri: s for _, _, told in project(real).edges(data=True) for s in told["sentences"]
    }
    for row in rows(real, text):
        one, relation, other, sentence = (row[name].value for name in "apbs")
        if not whole.has_edge(one, other, relation):
            whole.add_edge(
                one,
                other,
                relation,
                words=relation.rpartition("#")[2],
                planned=False,
                both=False,
                sentences=[],
            )
        known = sentences.get(sentence) or Evidence(
            sentence,
            "question 1, paragraph 1, sentence 1",
            "https://example.org/#:~:text=x",
            ("x",),
        )
        whole.edges[one, other, relation]["sentences"].append(known)
    chosen = sorted(whole, key=lambda iri: (-whole.degree(iri), iri))[:500]
    whole = whole.subgraph(chosen).copy()
    for iri in whole:
        whole.nodes[iri].update(label=iri.rpartition("/")[2], kind="Unit", names=[], sector="")
    places = {iri: (float(at % 25), float(at // 25)) for at, iri in enumerate(whole)}
    assert whole.number_of_nodes() == 500
    assert (
        _write(tmp_path, whole, places=places, details=read_panel_data(real, whole)).stat().st_size
        < 1_000_000
    )


def test_a_missing_script_is_named(
    invented: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a source tree where the script of maps has not been built, the message says which command builds it."""
    monkeypatch.setattr(visjs_page, "TEMPLATES", tmp_path)
    with pytest.raises(PeelgraphError, match=r"map\.js: .* python viz/frontend/build\.py$"):
        render_map(project(invented), title="x", description="y")


def test_badges_have_the_colours_of_findings(path: Path) -> None:
    """The page takes the colours of its badges from the one palette."""
    found = re.search(r'id="details">(.*?)</script>', path.read_text("utf-8"), re.DOTALL)
    assert found
    badges = json.loads(found[1])["badges"]
    style = Style(packaged())
    assert {name: badge["light"] for name, badge in badges.items()} == {
        "strength": style.look("Finding", "strength").colour,
        "concern": style.look("Finding", "concern").colour,
        "practice": style.look("Judgment").colour,
    }
    assert len({badge["shape"] for badge in badges.values()}) == 3


def test_the_same_network_draws_the_same_page(invented: Store) -> None:
    """Two drawings have the same bytes."""
    one, other = (
        render_map(
            project(invented),
            title="x",
            description="y",
            details=read_panel_data(invented, project(invented)),
        )
        for _ in range(2)
    )
    assert one == other


def test_the_real_map_opens_draws_and_answers(
    opened: Opened, path: Path, network: Network[str]
) -> None:
    """From disk, without a network: it draws all, a found thing shows its relations with links to the published page, and the table holds them all."""
    page, troubles = opened
    _open(page, path)
    assert page.evaluate("peelgraph.canvas.body.nodeIndices.length") == network.number_of_nodes()
    assert page.evaluate(EDGES) == network.number_of_edges()
    assert _drawn(page) > 50
    page.fill("#search", "MASH")
    page.keyboard.press("Enter")
    assert page.locator("#detail h2").inner_text() == "multi-agency safeguarding hub"
    hrefs = page.locator("#detail .evidence a").evaluate_all("(all) => all.map((one) => one.href)")
    assert hrefs
    assert all("#:~:text=" in href for href in hrefs)
    page.locator("#twin > summary").click()
    _until(page, "document.querySelector('#twin tbody tr') !== null")  # it is filled when it opens
    assert page.locator("#twin tbody tr").count() == network.number_of_edges()
    assert troubles == []


def test_a_click_on_thing_and_line_shows_the_evidence(opened: Opened, small: Path) -> None:
    """The mouse reaches what is drawn: a thing, the line between two things, and nothing."""
    page, troubles = opened
    _open(page, small)
    team, trust = _place(page, "river team"), _place(page, "angling trust")
    page.mouse.click(*trust)
    _until(page, "document.querySelector('#detail h2')?.textContent === 'angling trust'")
    assert page.locator("#detail .kind").inner_text().strip() == "partner \u00b7 voluntary sector"
    page.mouse.click((team[0] + trust[0]) / 2, (team[1] + trust[1]) / 2)
    _until(
        page,
        "document.querySelector('#detail h2')?.textContent === 'river team works with angling trust'",
    )
    assert "1 sentence says so" in page.locator("#detail").inner_text()
    assert str(page.locator("#detail .sources a").get_attribute("href")).startswith(
        "https://example.org/exampleshire/#:~:text="
    )
    assert "inspectorate" in page.locator("#detail .sources").inner_text()
    page.mouse.click(20, 250)
    _until(page, "document.getElementById('detail').hidden")
    assert troubles == []


def test_each_line_tells_every_sentence_behind_it(
    opened: Opened, path: Path, network: Network[str]
) -> None:
    """The panel of a relation lists exactly its sentences, each with its voices."""
    page, troubles = opened
    one, other, key, told = max(
        network.edges(keys=True, data=True), key=lambda edge: (edge[3]["weight"], edge[:2])
    )
    assert told["weight"] > 1
    _open(page, path, "#line=" + quote(f"{compress(one)} {compress(key)} {compress(other)}"))
    items = page.locator("#detail .sources > li")
    assert sorted(link.inner_text() for link in items.locator("a").all()) == sorted(
        s.place for s in told["sentences"]
    )
    assert sorted(link.get_attribute("href") or "" for link in items.locator("a").all()) == sorted(
        s.address for s in told["sentences"]
    )
    for item, sentence in zip(
        items.all(), sorted(told["sentences"], key=lambda s: s.iri), strict=True
    ):
        assert all(voice in item.inner_text() for voice in sentence.voices)
    assert troubles == []


def test_the_panel_tells_what_the_graph_holds(
    opened: Opened, path: Path, real: Store, network: Network[str]
) -> None:
    """Findings by polarity, figures with their comparators as bars and in words, and areas for improvement, as many as there are."""
    page, troubles = opened
    force = "https://w3id.org/peelgraph/id/force/cambridgeshire"
    details = read_panel_data(real, network)
    thing = details.things[force]
    _open(page, path, f"#at={compress(force)}")
    text = page.locator("#detail").inner_text()
    for count, words in (
        (len(thing.findings), "findings"),
        (len(thing.figures), "figures"),
        (len(thing.areas), "areas for improvement"),
    ):
        assert f"{count} {words}" in text
    concerns = sum(details.findings[iri].polarity == "concern" for iri in thing.findings)
    assert page.locator("#detail h4", has_text="Concerns").locator(".count").inner_text() == str(
        concerns
    )
    page.locator("#detail details.more").evaluate_all(
        "(all) => all.forEach((one) => { one.open = true; })"
    )
    compared = page.locator("#detail .figure", has=page.locator(".bar")).first
    assert compared.locator(".bar").count() == compared.locator(".value").count() >= 2
    assert re.search(r"higher|lower|comparable", compared.locator(".outcome").inner_text())
    widths = compared.locator(".bar i").evaluate_all(
        "(all) => all.map((one) => Number.parseFloat(one.style.width))"
    )
    assert max(widths) == 100
    assert min(widths) < 100
    assert troubles == []


def test_the_legend_takes_kinds_and_relations_off_the_map(
    opened: Opened, path: Path, network: Network[str]
) -> None:
    """Unticking a kind or a relation hides just that; “only” keeps just that; ticking brings it back."""
    page, troubles = opened
    _open(page, path)
    kinds = [network.nodes[iri]["kind"] for iri in network]
    page.get_by_label("Unit", exact=True).uncheck()
    assert page.evaluate(NODES) == len(kinds) - kinds.count("Unit")
    assert page.locator("#chips").inner_text().startswith("Without unit")
    page.get_by_label("Unit", exact=True).check()
    assert page.evaluate(NODES) == len(kinds)
    page.get_by_label("Works with", exact=True).uncheck()
    assert "peel:worksWith" not in {relation for _, relation, _ in _seen(page)}
    page.get_by_label("Works with", exact=True).check()
    page.locator("#legend .tick", has_text="Refers to").hover()
    page.get_by_role("button", name="Only refers to").click()
    assert {relation for _, relation, _ in _seen(page)} == {"peel:refersTo"}
    ends = {end for one, _, other in _seen(page) for end in (one, other)}
    assert page.evaluate(NODES) == len(ends)
    assert troubles == []


def test_filters_keep_what_their_sentences_say(
    opened: Opened, path: Path, real: Store, network: Network[str]
) -> None:
    """Part of the report, voice, theme and number of sentences: the relations left are those that the graph itself gives."""
    page, troubles = opened
    _open(page, path)
    known = read_panel_data(real, network).sentences
    voiced = _kept(network, lambda s: "force states" in s.voices)
    page.locator("#filters > summary").click()
    page.get_by_role("checkbox", name="Force states").check()
    assert _seen(page) == _short(voiced)
    assert voiced
    page.get_by_role("checkbox", name="Force states").uncheck()
    page.locator("#filters .tick", has_text="Question 3").locator("input").check()
    assert _seen(page) == _short(_kept(network, lambda s: "/q3/" in s.iri))
    theme = "https://w3id.org/peelgraph/vocabulary/theme/domestic-abuse"
    page.get_by_label("Find a theme").fill("domestic ab")
    page.get_by_label("Domestic abuse", exact=True).check()
    assert _seen(page) == _short(
        _kept(network, lambda s: "/q3/" in s.iri and theme in known[s.iri].themes)
    )
    page.keyboard.press("Escape")
    for chip in page.locator("#chips button").all()[::-1]:
        chip.click()
    assert page.evaluate(EDGES) == network.number_of_edges()
    page.locator("#filters > summary").click()
    page.locator("#least").focus()
    page.keyboard.press("ArrowRight")
    assert _seen(page) == _short(
        {(a, b, k) for a, b, k, told in network.edges(keys=True, data=True) if told["weight"] >= 2}
    )
    assert page.locator("#counted").inner_text().startswith(f"{page.evaluate(EDGES)} relations")
    assert troubles == []


def test_surroundings_alone(opened: Opened, path: Path, network: Network[str]) -> None:
    """A thing can be seen with its neighbours only, and one step farther."""
    page, troubles = opened
    hub = next(iri for iri in network if compress(iri) == HUB)
    _open(page, path, f"#at={HUB}")
    page.get_by_role("button", name="Only its surroundings").click()
    plain = networkx.Graph(network)
    assert page.evaluate(NODES) == len(networkx.ego_graph(plain, hub))
    page.get_by_role("button", name="One step more").click()
    assert page.evaluate(NODES) == len(networkx.ego_graph(plain, hub, radius=2))
    page.locator("#detail .close").click()
    assert page.evaluate(NODES) == len(network)
    assert troubles == []


def test_changes_are_undone_and_done_again(opened: Opened, path: Path) -> None:
    """Each change of what is shown, seen and chosen can be taken back, and made again, by button and by key."""
    page, troubles = opened
    _open(page, path)
    seen = [page.evaluate("peelgraph.fragment()")]
    page.get_by_label("Role", exact=True).uncheck()
    seen.append(page.evaluate("peelgraph.fragment()"))
    page.evaluate("peelgraph.choose(3)")
    seen.append(page.evaluate("peelgraph.fragment()"))
    page.locator("#nearer").click()
    seen.append(page.evaluate("peelgraph.fragment()"))
    assert len(set(seen)) == 4
    for expected in seen[2::-1]:
        page.locator("#undo").click()
        assert page.evaluate("peelgraph.fragment()") == expected
    assert page.locator("#undo").is_disabled()
    assert page.get_by_label("Role", exact=True).is_checked()
    page.locator("#map").focus()
    for expected in seen[1:]:
        page.keyboard.press("Control+y")
        assert page.evaluate("peelgraph.fragment()") == expected
    page.keyboard.press("Control+z")
    assert page.evaluate("peelgraph.fragment()") == seen[2]
    assert troubles == []


def test_the_map_is_walked_by_keyboard(opened: Opened, path: Path) -> None:
    """Tab reaches the map, arrows go to things in their direction, Enter opens one, Escape leads back, and a ring shows where one is."""
    page, troubles = opened
    _open(page, path)
    page.locator("#help > summary").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "map"
    before = page.screenshot()
    page.keyboard.press("ArrowRight")
    assert "Cambridgeshire Constabulary, police force" in page.locator("#status").inner_text()
    assert page.screenshot() != before
    start = _place(page, "Cambridgeshire Constabulary")
    for key, axis, sign in (("ArrowLeft", 0, -1), ("ArrowUp", 1, -1)):
        page.keyboard.press(key)
        label = page.locator("#status").inner_text().split(", ")[0]
        place = _place(page, label)
        assert sign * (place[axis] - start[axis]) > 0
        start = place
    page.keyboard.press("Enter")
    assert page.locator("#detail h2").inner_text() == label
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "map"
    page.keyboard.press("Escape")
    assert page.locator("#detail").is_hidden()
    scale = page.evaluate("peelgraph.canvas.getScale()")
    page.keyboard.press("+")
    assert page.evaluate("peelgraph.canvas.getScale()") > scale
    page.keyboard.press("0")
    assert page.evaluate("peelgraph.canvas.getScale()") == pytest.approx(scale)
    page.keyboard.press("?")
    assert page.locator("#help .sheet").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#help .sheet").is_hidden()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    assert page.locator("#search").input_value() == ""
    assert troubles == []


def test_the_search_completes(opened: Opened, path: Path) -> None:
    """Names and other names are offered, arrows choose among them, and what is not there is said."""
    page, troubles = opened
    _open(page, path)
    search = page.locator("#search")
    search.fill("hub")
    options = page.locator("#matches [role=option]")
    assert options.count() > 1
    assert all("hub" in text.lower() for text in options.all_inner_texts())
    page.keyboard.press("ArrowDown")
    assert search.get_attribute("aria-activedescendant") == "match-1"
    wanted = options.nth(1).locator("bdi").first.inner_text()
    page.keyboard.press("Enter")
    assert page.locator("#detail h2").inner_text() == wanted
    assert search.get_attribute("aria-expanded") == "false"
    search.fill("no such thing")
    assert "Nothing on this map" in page.locator("#matches").inner_text()
    page.keyboard.press("Enter")
    assert page.locator("#detail h2").inner_text() == wanted
    assert troubles == []


def test_the_view_lives_in_the_address(opened: Opened, path: Path) -> None:
    """Filters, what is chosen and where one looks stand in the address, come back from it, and nonsense there does no harm."""
    page, troubles = opened
    _open(page, path)
    page.get_by_label("Role", exact=True).uncheck()
    page.evaluate(
        "peelgraph.choose(peelgraph.nodes.findIndex((node) => node.iri === 'unit:cambridgeshire-demand-hub'))"
    )
    page.locator("#nearer").click()
    address, state, seen = page.url, _state(page), _seen(page)
    assert "hide=Role" in address
    assert "view=" in address
    eye = page.evaluate("[peelgraph.canvas.getScale(), peelgraph.canvas.getViewPosition()]")
    _open(page, path, "#" + address.partition("#")[2])
    assert _state(page) == state
    assert _seen(page) == seen
    again = page.evaluate("[peelgraph.canvas.getScale(), peelgraph.canvas.getViewPosition()]")
    assert again[0] == pytest.approx(eye[0])
    assert (again[1]["x"], again[1]["y"]) == pytest.approx((eye[1]["x"], eye[1]["y"]), abs=1.5)
    page.evaluate("location.hash = 'hide=Unit'")
    _until(page, "peelgraph.state().hide[0] === 'Unit'")
    page.evaluate(
        "location.hash = 'at=%3Cscript%3E&view=1,x,9&least=-4&around=99&theme=nothing&line=a%20b&%E0%A4%A'"
    )
    _until(page, "peelgraph.state().theme[0] === 'nothing'")
    assert _state(page) | {"theme": []} == {
        "hide": [],
        "outside": [],
        "without": [],
        "theme": [],
        "part": [],
        "voice": [],
        "least": 1,
        "at": "",
        "line": "",
        "around": 0,
        "view": None,
    }
    assert page.locator("#empty").is_visible()
    page.locator("#clear-all").click()
    assert page.evaluate(NODES) == page.evaluate("peelgraph.nodes.length")
    assert troubles == []


def test_a_page_can_begin_with_a_view_of_its_own(
    opened: Opened, invented: Store, tmp_path: Path
) -> None:
    """What the maker of a map wants to be seen first is seen first; an address of the reader's goes before."""
    page, troubles = opened
    file = _write(tmp_path, project(invented), shown="hide=Partner")
    _open(page, file)
    assert _state(page)["hide"] == ["Partner"]
    _open(page, file, "#hide=Unit")
    assert _state(page)["hide"] == ["Unit"]
    assert troubles == []


def _take(page: Page, kind: str) -> bytes:
    page.locator("#share").evaluate("(menu) => { menu.open = true; }")
    with page.expect_download() as waiting:
        page.locator(f"[data-take={kind}]").click()
    assert waiting.value.suggested_filename.endswith(f".{kind}")
    return Path(waiting.value.path()).read_bytes()


def _statements(turtle: bytes) -> list[tuple[str, str, str]]:
    def text(term: object) -> str:
        return term.value if isinstance(term, NamedNode | Literal) else str(term)

    return [
        (text(quad.subject), quad.predicate.value, text(quad.object))
        for quad in parse_text(turtle.decode())
    ]


def test_what_is_seen_leaves_as_a_table(opened: Opened, path: Path, network: Network[str]) -> None:
    """The CSV has a row for each relation shown, with kinds, IRIs, places, voices and addresses."""
    page, troubles = opened
    _open(page, path, "#without=" + quote("works with"))
    found = list(csv.DictReader(io.StringIO(_take(page, "csv").decode())))
    expected = {
        (a, b, k): told
        for a, b, k, told in network.edges(keys=True, data=True)
        if told["words"] != "works with"
    }
    assert {(row["from_iri"], row["to_iri"], row["relation_iri"]) for row in found} == set(expected)
    assert len(found) == len(expected)
    for row in found:
        told = expected[row["from_iri"], row["to_iri"], row["relation_iri"]]
        assert row["sentences"] == str(told["weight"])
        assert sorted(row["addresses"].split(" ")) == sorted(
            sentence.address for sentence in told["sentences"]
        )
    assert troubles == []


def test_what_is_seen_leaves_as_turtle(opened: Opened, path: Path, network: Network[str]) -> None:
    """Oxigraph reads just the statements shown, each with its sentences, under the same names as in the exports of the command."""
    page, troubles = opened
    _open(page, path, "#hide=Role&voice=inspectorate")
    seen = _seen(page)
    found = _statements(_take(page, "ttl"))
    relations = {compress(key) for _, _, key in network.edges(keys=True)}
    assert {
        edge
        for edge in _short({(one, other, relation) for one, relation, other in found})
        if edge[1] in relations
    } == seen
    quoted: dict[str, set[str]] = {}
    for one, relation, other in found:
        if relation.endswith("wasQuotedFrom"):
            quoted.setdefault(one, set()).add(other)
    assert len(quoted) == len(seen)
    assert all(name.startswith(STATEMENT) for name in quoted)
    evidence = {
        frozenset(s.iri for s in told["sentences"])
        for a, b, k, told in network.edges(keys=True, data=True)
        if next(iter(_short({(a, b, k)}))) in seen
    }
    assert {frozenset(found) for found in quoted.values()} == evidence
    assert troubles == []


def test_statements_have_the_names_of_the_exports(
    opened: Opened, small: Path, invented: Store, tmp_path: Path
) -> None:
    """A statement taken from the page and one from `peelgraph export --evidence` are the same node."""
    from graph.export.rdf import write_rdf

    page, _ = opened
    _open(page, small)
    write_rdf(invented, tmp_path / "all.ttl", evidence="reification")
    names = {
        one
        for one, relation, _ in _statements(_take(page, "ttl"))
        if relation.endswith("wasQuotedFrom")
    }
    assert names
    assert names <= {one for one, _, _ in _statements((tmp_path / "all.ttl").read_bytes())}


def test_what_is_seen_leaves_as_a_network(opened: Opened, path: Path) -> None:
    """NetworkX reads the GraphML: the things and relations shown, with labels, kinds and places."""
    page, troubles = opened
    _open(page, path, "#hide=Role")
    found = networkx.parse_graphml(_take(page, "graphml").decode())
    assert found.number_of_nodes() == page.evaluate(NODES)
    assert found.number_of_edges() == page.evaluate(EDGES)
    told = found.nodes["https://w3id.org/peelgraph/id/unit/cambridgeshire-demand-hub"]
    assert (told["label"], told["kind"]) == ("demand hub", "unit")
    assert troubles == []


def test_what_is_seen_leaves_as_a_picture(opened: Opened, path: Path) -> None:
    """The PNG is three times as sharp as the screen, and the map on the screen stays as it was."""
    page, troubles = opened
    _open(page, path)
    before = page.screenshot(clip={"x": 100, "y": 150, "width": 700, "height": 500})
    picture = _take(page, "png")
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    width = int.from_bytes(picture[16:20], "big")
    assert width == 3 * page.evaluate("document.getElementById('map').clientWidth")
    page.keyboard.press("Escape")
    assert page.screenshot(clip={"x": 100, "y": 150, "width": 700, "height": 500}) == before
    assert troubles == []


def test_a_link_is_copied(browser: Browser, path: Path) -> None:
    """The link holds the view; where the clipboard is closed it can be taken from a field."""
    context = browser.new_context(offline=True, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    _open(page, path, "#hide=Role")
    page.locator("#share > summary").click()
    page.locator("#copy").click()
    _until(page, "document.getElementById('copied').textContent === 'Copied.'")
    assert page.evaluate("navigator.clipboard.readText()") == f"{path.as_uri()}#hide=Role"
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator("#copy").click()
    assert page.locator("#link").input_value() == f"{path.as_uri()}#hide=Role"
    context.close()


def test_on_paper_the_map_is_a_picture_above_its_table(
    browser: Browser, path: Path, network: Network[str]
) -> None:
    """Printing shows the map in light colours and all relations, without buttons; afterwards the screen is as before."""
    context = browser.new_context(color_scheme="dark", offline=True)
    page = context.new_page()
    _open(page, path)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#paper canvas").is_visible()
    assert _drawn(page, "#paper canvas") > 50
    assert page.locator("#twin tbody tr").count() == network.number_of_edges()
    assert page.locator("#tools").is_hidden()
    assert page.locator("#panel").is_hidden()
    corner = page.evaluate(
        "[...document.querySelector('#paper canvas').getContext('2d').getImageData(2, 2, 1, 1).data]"
    )
    assert min(corner) > 240
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#paper canvas").count() == 0
    assert not page.locator("#twin").evaluate("(twin) => twin.open")
    assert len(page.pdf()) > 50_000
    context.close()


def test_the_table_is_sorted_and_follows_the_filters(opened: Opened, path: Path) -> None:
    """Its heads sort both ways and say so; it never shows more than the map does."""
    page, troubles = opened
    _open(page, path)
    page.locator("#twin > summary").click()
    _until(page, "document.querySelector('#twin tbody tr') !== null")  # it is filled when it opens
    column = "(all) => all.map((row) => row.cells[%d].innerText.trim())"
    rows_of = page.locator("#twin tbody tr")
    page.get_by_role("button", name="To", exact=True).click()
    names = rows_of.evaluate_all(column % 2)
    assert names == sorted(names, key=lambda name: re.sub(r"[^a-z0-9 ]", "", name.lower()))
    assert page.locator("#twin th[aria-sort]").evaluate_all(
        "(all) => all.map((one) => [one.innerText.trim(), one.ariaSort])"
    ) == [["To", "ascending"]]
    page.get_by_role("button", name="Sentences", exact=True).click()
    counts = [int(text) for text in rows_of.evaluate_all(column % 3)]
    assert counts == sorted(counts, reverse=True)
    assert page.locator("#twin th[aria-sort]").get_attribute("aria-sort") == "descending"
    page.get_by_label("Works with", exact=True).uncheck()
    assert "works with" not in rows_of.evaluate_all(column % 1)
    assert rows_of.count() == page.evaluate(EDGES)
    assert troubles == []


RECORD = """() => { window.texts = []; const plain = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...rest) {
    const at = this.getTransform(); const width = this.measureText(text).width; const size = Number(/([0-9.]+)px/.exec(this.font)[1]);
    const [left, right] = [x - width / 2, x + width / 2].map((one) => at.a * one + at.e);
    const [top, bottom] = [y - size * 0.72, y].map((one) => at.d * one + at.f);
    window.texts.push({ text, left, right, top, bottom, size: size * at.a });
    return plain.call(this, text, x, y, ...rest); }; }"""


def _written(page: Page) -> list[dict[str, Any]]:
    """The lines of text that one drawing of the canvas really writes, with their boxes in pixels."""
    texts: list[dict[str, Any]] = page.evaluate(
        "() => { window.texts = []; peelgraph.canvas.redraw(); return window.texts; }"
    )
    return texts


def _overlapping(texts: list[dict[str, Any]]) -> int:
    def meet(one: dict[str, Any], other: dict[str, Any]) -> bool:
        return bool(
            one["left"] < other["right"]
            and other["left"] < one["right"]
            and one["top"] < other["bottom"]
            and other["top"] < one["bottom"]
        )

    return sum(any(meet(one, other) for other in texts if other is not one) for one in texts)


@pytest.mark.parametrize(("width", "height", "least"), [(1280, 800, 45), (390, 844, 12)])
def test_names_on_the_map_can_be_read(
    browser: Browser, path: Path, width: int, height: int, least: int
) -> None:
    """At first sight many names are written, at eleven pixels or more, within the map, and of a hundred at most five touch another; nearer there are more."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, offline=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.add_init_script(f"({RECORD})()")
    _open(page, path)
    texts = _written(page)
    labels = page.evaluate("peelgraph.drawn.boxes.length")
    assert labels >= least
    assert min(text["size"] for text in texts) >= 11
    assert _overlapping(texts) <= 0.05 * len(texts)
    frame = page.evaluate(
        "[document.getElementById('map').clientWidth, document.getElementById('map').clientHeight]"
    )
    assert all(
        text["left"] >= 0 and text["right"] <= frame[0] and text["bottom"] <= frame[1]
        for text in texts
    )
    assert "Cambridgeshire" in " ".join(text["text"] for text in texts)
    page.evaluate(
        "peelgraph.choose(peelgraph.nodes.findIndex((node) => node.iri === 'unit:cambridgeshire-demand-hub'))"
    )
    assert {"demand", "hub"} <= set(" ".join(text["text"] for text in _written(page)).split())
    context.close()


@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    [(1280, 800, "light"), (1280, 800, "dark"), (390, 844, "light"), (390, 844, "dark")],
)
def test_the_page_fits_every_screen_and_everybody(
    browser: Browser, path: Path, width: int, height: int, scheme: Any
) -> None:
    """On a desk and on a phone, by day and by night: nothing sticks out sideways, the map has most of the room, axe finds no violation, whatever is open."""
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        offline=True,
        reduced_motion="reduce",
    )
    page = context.new_page()
    _open(page, path)
    assert _drawn(page) > 50
    share = page.evaluate(
        "(() => { const box = document.getElementById('map').getBoundingClientRect(); return box.width * box.height / innerWidth / innerHeight; })()"
    )
    assert share > 0.55
    states = {
        "at rest": "",
        "a thing": "peelgraph.choose(peelgraph.nodes.findIndex((node) => node.iri === 'force:cambridgeshire'))",
        "a line": "peelgraph.chooseLine(0)",
        "filters": "document.getElementById('filters').open = true",
        "share": "document.getElementById('share').open = true",
        "help": "document.getElementById('help').open = true",
        "table": "document.getElementById('help').open = false; document.getElementById('twin').open = true",
        "search": "document.getElementById('search').value = 'hub'; document.getElementById('search').dispatchEvent(new Event('input'))",
    }
    for name, script in states.items():
        page.evaluate(f"() => {{ {script} }}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        if (width == 1280) == (
            scheme == "light"
        ):  # each width and each scheme once: axe takes seconds for each state
            found = Axe().run(page)
            assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    context.close()


HOSTILE = [
    "</script><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    '"href" <a href="javascript:window.hit=1">x</a>',
    "javascript:window.hit=1",
    "{{ 7*7 }} {% raw %}",
    "'; window.hit=1; '",
    '=HYPERLINK("http://x")',
    "\u202eevil\u202c",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \U0001f694",
    "x" * 10_000,
    "",
]


def _hostile(text: str) -> tuple[Network[str], Any]:
    """A network and its details in which every text is the same."""
    from viz.maps.panel_data import (
        Assessment,
        ComparedFigure,
        FigureValue,
        PanelData,
        SentenceData,
        ThingData,
    )

    network: Network[str] = networkx.MultiDiGraph(grouping=text or "community")
    network.add_node("urn:a", label=text, kind="Unit", names=[text], sector=text, group=text)
    network.add_node("urn:b", label="b", kind=text or "Partner", names=[], sector="", group="other")
    sentence = Evidence("urn:s", text, text, (text,))
    network.add_edge(
        "urn:a",
        "urn:b",
        "urn:p",
        words=text,
        back=text,
        planned=False,
        both=False,
        weight=1,
        sentences=[sentence, sentence._replace(iri="urn:t")],
        group=text,
    )
    said = Assessment(text, text, text, text, (text,), ("urn:s",))
    bar = FigureValue(text, text, 1.0, text)
    thing = ThingData((text,), ("urn:f",), ("urn:g",), ("urn:d",))
    details = PanelData(
        things={"urn:a": thing, "urn:b": thing},
        findings={"urn:f": said},
        figures={"urn:g": ComparedFigure(bar, (bar,), text, (text,), ("urn:s",))},
        areas={"urn:d": said},
        sentences={
            iri: SentenceData(sentence._replace(iri=iri), text or "part", ("urn:theme",))
            for iri in ("urn:s", "urn:t")
        },
        themes={"urn:theme": text},
        parts={text or "part": text},
    )
    return network, details


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_data_are_text_and_never_markup(opened: Opened, tmp_path: Path, text: str) -> None:
    """Whatever stands in labels, notes, findings, places, voices or groups is shown as text, runs nothing, makes no link and breaks no layout."""
    page, troubles = opened
    network, details = _hostile(text)
    file = _write(
        tmp_path,
        network,
        title=text,
        description=text,
        details=details,
        notice=text,
        places={"urn:a": (0.0, 0.0), "urn:b": (200.0, 0.0)},
    )
    _open(page, file)
    page.evaluate("peelgraph.choose(0)")
    assert page.locator("#detail h2").text_content() == (text or "(no name)")
    for menu in page.locator("details").all():
        menu.evaluate("(one) => { one.open = true; }")
    page.evaluate("peelgraph.chooseLine(0)")
    page.fill("#search", text[:20] or "b")
    page.mouse.move(*_place(page, "b"))
    assert page.evaluate("window.hit") is None
    assert (
        page.locator(
            "main img, main script, #twin img, #twin script, header img, header script"
        ).count()
        == 0
    )
    hrefs = page.locator("a[href]").evaluate_all("(all) => all.map((one) => one.href)")
    assert hrefs == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.locator("#map").bounding_box()
    assert box
    assert box["width"] > 700
    assert 300 < box["height"] < 800
    assert box["y"] < 260
    table = list(csv.reader(io.StringIO(_take(page, "csv").decode())))
    assert len(table) == 2
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in table[1])
    assert parse_text(_take(page, "ttl").decode())
    assert networkx.parse_graphml(_take(page, "graphml").decode()).number_of_edges() == 1
    assert troubles == []


def test_inline_scripts_that_are_not_ours_are_refused(opened: Opened, small: Path) -> None:
    """The policy of the page lets no other script run, wherever it comes from."""
    page, troubles = opened
    _open(page, small)
    page.evaluate(
        "() => { const script = document.createElement('script'); script.textContent = 'window.hit = 1'; document.body.append(script); }"
    )
    assert page.evaluate("window.hit") is None
    assert any("Content Security Policy" in trouble for trouble in troubles)


def test_a_map_without_details_works(opened: Opened, invented: Store, tmp_path: Path) -> None:
    """Relations and their sentences are told even if nothing else is known; voices can still be chosen."""
    page, troubles = opened
    _open(
        page, _write(tmp_path, project(invented), notice="showing the 4 best-connected of 9 things")
    )
    assert page.locator("#notice").inner_text() == "showing the 4 best-connected of 9 things"
    page.evaluate(
        "peelgraph.choose(peelgraph.nodes.findIndex((node) => node.label === 'river team'))"
    )
    assert "relation" in page.locator("#detail").inner_text()
    assert "finding" not in page.locator("#detail").inner_text()
    page.locator("#filters > summary").click()
    assert page.locator("#filters legend").all_inner_texts() == ["Voice"]
    assert troubles == []


def test_groups_take_the_place_of_kinds(opened: Opened, tmp_path: Path) -> None:
    """Where a map is about groups, colours and legend go by group, and a group can be taken off the map."""
    page, troubles = opened
    network: Network[str] = networkx.MultiDiGraph(grouping="community", directed=False)
    for at in range(12):
        network.add_node(
            f"urn:{at}",
            label=f"thing {at}",
            kind="Unit",
            names=[],
            sector="",
            group=f"group {at // 4 + 1}",
        )
    for at in range(11):
        network.add_edge(
            f"urn:{at}",
            f"urn:{at + 1}",
            "urn:p",
            words="x",
            planned=False,
            both=False,
            sentences=[],
            weight=2,
        )
    _open(page, _write(tmp_path, network))
    assert page.locator("#legend legend").first.inner_text() == "Community"
    fills = (
        page.locator("#legend fieldset")
        .first.locator("svg circle")
        .evaluate_all("(all) => all.map((one) => one.getAttribute('fill'))")
    )
    assert len(set(fills)) == 3
    page.get_by_label("Group 2", exact=True).uncheck()
    assert page.evaluate(NODES) == 8
    assert (
        page.evaluate(
            "Object.values(peelgraph.canvas.body.edges).some((edge) => edge.options.arrows.to.enabled)"
        )
        is False
    )
    assert troubles == []


def test_an_empty_map_says_so(opened: Opened, tmp_path: Path) -> None:
    """A network without anything still gives a page that tells it."""
    page, troubles = opened
    _open(page, _write(tmp_path, networkx.MultiDiGraph()))
    assert page.locator("#empty").is_visible()
    assert troubles == []


def test_plans_families_and_parallel_relations_can_be_told_apart(
    path: Path, invented: Store
) -> None:
    """What is only planned is dashed, more sentences make a thicker line, and relations between the same two things do not lie upon each other."""
    network = project(invented)
    one, other, key = next(iter(network.edges(keys=True)))
    network.edges[one, other, key]["planned"] = True
    for at in range(3):
        network.add_edge(
            one, other, f"urn:{at}", words="x", planned=False, both=False, sentences=[], weight=9
        )
    found = re.search(
        r'id="picture">(.*?)</script>', render_map(network, title="x", description="y"), re.DOTALL
    )
    assert found
    picture = json.loads(found[1])
    assert sum(edge.get("dashes", False) for edge in picture["edges"]) == 1
    same = [edge for edge in picture["edges"] if edge["width"] > 3]
    bends = [
        json.dumps(edge.get("smooth"))
        for edge in picture["edges"]
        if {edge["from"], edge["to"]} == {same[0]["from"], same[0]["to"]}
    ]
    assert len(bends) == len(set(bends)) == 4


def test_movement_is_spared_those_who_ask_for_it(browser: Browser, path: Path) -> None:
    """With reduced motion the view jumps; otherwise it glides."""
    far = {}
    motions: tuple[Any, Any] = ("reduce", "no-preference")
    for motion in motions:
        context = browser.new_context(reduced_motion=motion, offline=True)
        page = context.new_page()
        _open(page, path)
        far[motion] = page.evaluate(
            "() => { peelgraph.choose(5, true); const point = peelgraph.sights(1e9).get(5);"
            " const map = document.getElementById('map'); return Math.hypot(point.x - map.clientWidth / 2, point.y - map.clientHeight / 2); }"
        )
        context.close()
    assert far["reduce"] < 2
    assert far["no-preference"] > 20


def test_ten_thousand_things_are_written_without_pyvis_looking_at_each(tmp_path: Path) -> None:
    """The page of a large map has them all, at the places given."""
    network: Network[str] = networkx.MultiDiGraph()
    for at in range(2000):
        network.add_node(f"urn:{at}", label=f"thing {at}", kind="Unit", names=[], sector="")
        network.add_edge(
            f"urn:{at}",
            f"urn:{at // 2}",
            "urn:p",
            words="x",
            planned=False,
            both=False,
            sentences=[],
            weight=1,
        )
    text = render_map(
        network,
        title="x",
        description="y",
        places={f"urn:{at}": (float(at), 0.0) for at in range(2000)},
    )
    found = re.search(r'id="picture">(.*?)</script>', text, re.DOTALL)
    assert found
    picture = json.loads(found[1])
    assert len(picture["nodes"]) == len(picture["edges"]) == 2000


def test_positions_are_the_layouts_by_default(invented: Store) -> None:
    """Without places of its own a map takes those of the layout."""
    network = project(invented)
    labels = {iri: wrap_label(network.nodes[iri]["label"]) for iri in network}
    places = positions(network, labels, {iri: node_radius(network.degree(iri)) for iri in network})
    found = re.search(
        r'id="picture">(.*?)</script>', render_map(network, title="x", description="y"), re.DOTALL
    )
    assert found
    assert [(node["x"], node["y"]) for node in json.loads(found[1])["nodes"]] == [
        places[iri] for iri in sorted(network)
    ]
