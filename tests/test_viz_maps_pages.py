"""The pages of maps in a real browser: the explorer on a part of the graph, alone and from disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html import unescape
from operator import ne
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, go_to, listen, open_explorer, page_data
from playwright.sync_api import Browser, Page
from second_graphs import earlier_version

from graph.namespaces import compress, expand
from graph.query import answers, sparql
from graph.store import NamedNode, Quad, Store, store_in_memory
from viz.maps.answer import draw_answer
from viz.maps.builder import draw, picture
from viz.maps.catalogue import MAPS, SECOND_STORE, THING, TWO_THINGS, MapOptions

METHUB, MASH = (
    expand("unit:cambridgeshire-methub"),
    expand("unit:cambridgeshire-multi-agency-safeguarding-hub"),
)
ABUSE = expand("theme:domestic-abuse")
LICENCE = "Open Government Licence v3.0"
Opened = tuple[Page, list[str]]
SMALLEST, LARGEST = 500_000, 900_000  # bytes; the drawing library alone takes the first


@pytest.fixture(scope="module")
def other(real: Store) -> Store:
    """An earlier version of the real graph, as a second store."""
    earlier = earlier_version(real)
    return store_in_memory([*earlier.quads, *(Quad(*quad.triple) for quad in earlier.quads)])


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Opened]:
    """One page for all maps, without a network, and a list of what goes wrong in it."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    troubles: list[str] = []
    listen(page, troubles)
    yield page, troubles
    context.close()


def _options(name: str, other: Store) -> MapOptions:
    """The least that has to be named for a map."""
    needs = {
        THING: MapOptions(about=(METHUB,)),
        TWO_THINGS: MapOptions(about=(METHUB, MASH)),
        SECOND_STORE: MapOptions(other=(other, "now", "then")),
    }
    need = MAPS[name].needs
    return needs[need] if need else MapOptions()


def _view(page: Page) -> dict[str, Any]:
    view: dict[str, Any] = page.evaluate("peelgraph.view()")
    return view


def _rows(view: dict[str, Any], name: str) -> list[list[str]]:
    [rows] = [item["rows"] for item in view["lists"] if item["id"] == name]
    return list(rows)


@pytest.mark.parametrize("name", MAPS)
def test_every_map_opens_from_disk_and_says_what_it_holds(
    window: Opened, real: Store, other: Store, tmp_path: Path, name: str
) -> None:
    """Without a network, a message or a request: at its view, with named marks and the numbers of its network."""
    page, troubles = window
    file = tmp_path / f"{name}.html"
    options = _options(name, other)
    counts = draw(real, name, file, options)
    open_explorer(page, file)
    view, part = _view(page), page_data(file)["part"]
    assert all(f"{number:,}" in part["words"] for number in counts) or name == "compare"
    start = {key: value for key, value in part["address"].items() if value}
    shown = page.evaluate("peelgraph.page.view.address")
    assert {key: shown.get(key, start[key]) for key in start} == start
    assert part["words"] in page.locator("#remarks").inner_text()
    assert "Cambridgeshire PEEL 2018/19, effectiveness" in page.locator("#head").inner_text()
    assert view["sentence"]
    if name not in ("figures", "timeline"):
        assert view["picture"]["marks"]
        assert all(view["picture"]["marks"])
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert SMALLEST < file.stat().st_size < LARGEST
    assert troubles == []


def test_nothing_in_the_page_asks_for_anything(real: Store, tmp_path: Path) -> None:
    """It loads from no address, its policy forbids that and WebAssembly, and it has no query engine."""
    file = tmp_path / "map.html"
    draw(real, "operations", file)
    text = file.read_text("utf-8")
    head = unescape(text.partition("</style>")[0])
    assert "default-src 'none'" in head
    assert "unsafe" not in head
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", text)
    assert "engine-wasm" not in text
    assert "cm-editor" not in text


def test_all_of_a_map_is_its_network(window: Opened, real: Store, tmp_path: Path) -> None:
    """Its relations and things are exactly those that the command counts, and each row has its sentences."""
    page, _ = window
    network = picture(real, "partnerships").network
    draw(real, "partnerships", tmp_path / "map.html")
    open_explorer(page, tmp_path / "map.html", "view=map")
    view = _view(page)
    assert len(_rows(view, "things")) == network.number_of_nodes()
    assert len(_rows(view, "relations")) == network.number_of_edges()
    sentences = sum(len(row[3].split("; ")) for row in _rows(view, "relations"))
    assert sentences == sum(len(edge["sentences"]) for *_, edge in network.edges(data=True))


def test_only_views_with_content_are_offered(window: Opened, real: Store, tmp_path: Path) -> None:
    """No referral in a map of operations, no question or SPARQL without an engine."""
    page, troubles = window
    draw(real, "operations", tmp_path / "map.html")
    open_explorer(page, tmp_path / "map.html")
    names = page.eval_on_selector_all("#views a", "links => links.map(link => link.dataset.view)")
    assert {"map", "operations", "findings", "about"} <= set(names)
    assert not {"referrals", "timeline", "questions", "sparql", "measures", "model"} & set(names)
    for name in names:
        go_to(page, f"view={name}")
        assert any(item["rows"] for item in _view(page)["lists"]), name
    assert troubles == []


def test_numbers_of_a_thing_are_those_of_the_graph(
    window: Opened, real: Store, explorer_file: Path, tmp_path: Path
) -> None:
    """What is around a unit reads as in the explorer of everything: the same sentence, relations and findings."""
    page, _ = window
    draw(real, "ego", tmp_path / "map.html", MapOptions(about=(MASH,)))
    views = []
    for file in (tmp_path / "map.html", explorer_file):
        open_explorer(page, file, f"thing={compress(MASH)}")
        views.append(_view(page))
    part, whole = ({item["id"]: sorted(item["rows"]) for item in view["lists"]} for view in views)
    assert views[0]["sentence"] == views[1]["sentence"]
    assert {"relations", "strengths", "sentences"} <= part.keys() == whole.keys()
    for name in part.keys() - {"sentences"}:  # in which the part has only its own
        assert part[name] == whole[name], name


def test_an_answer_on_a_part_is_of_this_page(
    window: Opened, real: Store, explorer_file: Path, tmp_path: Path
) -> None:
    """Nobody takes its paths and counts for those of the graph; what the map is of is answered as there."""
    page, _ = window
    draw(real, "partnerships", tmp_path / "map.html")
    open_explorer(page, tmp_path / "map.html", "view=partnerships")
    partners = _view(page)
    for name in page.eval_on_selector_all("#views a", "links => links.map(a => a.dataset.view)"):
        go_to(page, f"view={name}")
        assert _view(page)["sentence"].startswith("On this page: "), name
    for words in ("NPT, CPS", "domestic abuse", "hare coursing", "METHUB", "supervision"):
        before = page.url
        page.fill("#search", words)
        page.press("#search", "Enter")
        page.wait_for_url(partial(ne, before))
        assert _view(page)["sentence"].startswith("On this page: "), words
        if words == "NPT, CPS":
            assert "may hold shorter paths" in page.locator("#remarks").inner_text()
    open_explorer(page, tmp_path / "map.html", f"view=partnerships&chosen={compress(METHUB)}")
    assert "On this page: " in page.locator("#evidence").inner_text()
    options = MapOptions(about=(METHUB, expand("organisation:crown-prosecution-service")))
    draw(real, "path", tmp_path / "path.html", options)
    ends = "&".join(
        f"{name}={compress(iri)}" for name, iri in zip(("from", "to"), options.about, strict=True)
    )
    open_explorer(page, explorer_file, "view=partnerships")
    assert partners["sentence"] == f"On this page: {_view(page)['sentence']}"
    go_to(page, ends)
    sentence = _view(page)["sentence"]
    open_explorer(page, tmp_path / "path.html")
    assert _view(page)["sentence"] == sentence
    go_to(page, f"{ends}&force=yes")
    assert _view(page)["sentence"].startswith("On this page: METHUB and CPS are 3 steps apart")


def test_filters_are_said_everywhere(window: Opened, real: Store, tmp_path: Path) -> None:
    """In the chips of every view, in remarks, and in files with the licence; the theme is in the address."""
    page, _ = window
    options = MapOptions(theme=ABUSE, voices=("inspectorate",), planned=False, question=3)
    draw(real, "partnerships", tmp_path / "map.html", options)
    open_explorer(page, tmp_path / "map.html")
    first = _view(page)
    words = ["voice: inspectorate", "without plans", "question 3 of the report"]
    assert set(words) < set(first["filters"])
    assert "theme:domestic-abuse" in first["address"]
    for suffix in ("csv", "ttl", "graphml", "svg"):
        text = unescape(page.evaluate("suffix => peelgraph.file(suffix)", suffix))
        text = " ".join(re.sub(r"<[^>]+>|\n# ?", " ", text).split())
        assert all(word in text for word in (*words, "domestic abuse", LICENCE)), suffix
    go_to(page, "view=findings")
    assert {*words, "theme: domestic abuse"} <= set(_view(page)["filters"])


def test_a_path_has_the_steps_of_the_command(window: Opened, real: Store, tmp_path: Path) -> None:
    """The shortest path, and in words the one with the most sentences."""
    page, _ = window
    options = MapOptions(about=(METHUB, MASH))
    drawn = picture(real, "path", options).network
    draw(real, "path", tmp_path / "map.html", options)
    open_explorer(page, tmp_path / "map.html")
    things = {item["iri"] for item in _view(page)["picture"]["things"]}
    assert {METHUB, MASH} < things <= set(drawn)
    assert "The best-supported path: " in page.locator("#remarks").inner_text()


def test_a_comparison_says_what_only_one_store_states(
    window: Opened, real: Store, other: Store, tmp_path: Path
) -> None:
    """Relations only here, only there, and in both, as the network of the command counts them."""
    page, troubles = window
    options = MapOptions(other=(other, "now", "then"))
    groups = [
        edge["group"] for *_, edge in picture(real, "compare", options).network.edges(data=True)
    ]
    draw(real, "compare", tmp_path / "map.html", options)
    open_explorer(page, tmp_path / "map.html")
    names = ("only in now", "only in then", "in both")
    counts = [groups.count(name) for name in names]
    sentence = _view(page)["sentence"]
    assert [int(number) for number in re.findall(r"\d+", sentence)[:3]] == counts
    assert troubles == []


def test_communities_colour_the_map(window: Opened, real: Store, tmp_path: Path) -> None:
    """The legend names the communities of the command."""
    page, _ = window
    draw(real, "communities", tmp_path / "map.html")
    open_explorer(page, tmp_path / "map.html")
    legend = _view(page)["picture"]["legend"]
    assert sum(words.startswith("group ") for words in legend) >= 2


@pytest.mark.parametrize(
    ("query", "words", "isolated"),
    [
        ("CONSTRUCT WHERE { ?a peel:refersTo ?b }", "refers to", False),
        ("SELECT ?a ?b { ?a a peel:Unit . ?b a peel:Force }", "in a row with", True),
        ("CONSTRUCT { ?b <urn:x/isSeenBy> ?a } { ?a peel:worksWith ?b }", "is seen by", True),
    ],
)
def test_the_answer_to_a_query_is_a_map(
    window: Opened, real: Store, tmp_path: Path, query: str, words: str, isolated: bool
) -> None:
    """With its query in words, a row for each link, and sentences where the graph states it."""
    page, troubles = window
    file = tmp_path / "answer.html"
    columns, rows = answers.answer_cells(sparql.answer_query(real, query))
    things, links = draw_answer(real, columns, rows, query, file)
    open_explorer(page, file)
    view = _view(page)
    assert view["title"] == "Answer to a query"
    assert query in page.locator("#remarks").inner_text()
    assert len(_rows(view, "things")) == things
    relations = _rows(view, "relations")
    assert len(relations) == links
    assert {row[1] for row in relations} == {words}
    assert all(len(row) < 4 or not row[3] for row in relations) == isolated
    assert troubles == []


LOADED = """
@prefix ex: <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:a a ex:Person ; rdfs:label "Ann Office" ; ex:knows ex:b .
ex:b a ex:Person ; rdfs:label "Bob Desk" ; ex:worksIn ex:c .
ex:c a ex:Place ; rdfs:label "Cell Block" .
"""


def test_relations_of_loaded_data_are_drawn(window: Opened, run: Run, tmp_path: Path) -> None:
    """In any vocabulary; a view that has nothing of it gives way to all of the map."""
    page, troubles = window
    (tmp_path / "x.ttl").write_text(LOADED, "utf-8")
    assert run("load", tmp_path / "x.ttl", "--store", tmp_path / "store").returncode == 0
    for words, file in (("partnerships", "p.html"), ("ego --about ex:b", "e.html")):
        name, *more = words.replace("ex:b", "https://example.org/b").split()
        assert run("map", name, *more, "-o", tmp_path / file).returncode == 0
    open_explorer(page, tmp_path / "p.html")
    rows = {tuple(row[:3]) for row in _rows(_view(page), "relations")}
    assert rows == {("Ann Office", "knows", "Bob Desk"), ("Bob Desk", "works in", "Cell Block")}
    open_explorer(page, tmp_path / "e.html")
    assert _view(page)["title"] == "Bob Desk"
    assert len(_rows(_view(page), "relations")) == 2
    assert "<https://example.org/knows>" in page.evaluate("peelgraph.file('ttl')")
    assert troubles == []


HOSTILE = "</script><img src=x onerror=window.hit=1>\u202e" + "x" * 300


def test_labels_are_text_and_never_widen_the_page(
    window: Opened, real: Store, tmp_path: Path
) -> None:
    """Whatever a label holds is shown as text, runs nothing, and breaks no layout."""
    page, troubles = window
    label = NamedNode(expand("rdfs:label"))
    quads = [
        Quad(quad.subject, quad.predicate, type(quad.object)(HOSTILE), quad.graph_name)
        if quad.predicate == label and quad.subject == NamedNode(METHUB)
        else quad
        for quad in real
    ]
    draw(store_in_memory(quads), "ego", tmp_path / "map.html", MapOptions(about=(METHUB,)))
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        open_explorer(page, tmp_path / "map.html")
        assert "<img src=x" in page.locator("h1").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.evaluate("window.hit") is None
    assert troubles == []
