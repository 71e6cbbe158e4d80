"""Maps: legible, offline, safe, and alive in a real browser."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, sync_playwright

from graph.analyse.network import Choice, project
from graph.errors import PeelgraphError
from graph.store import Store, rows
from viz.draw import page as draw_page
from viz.layout import overlaps, positions, wrapped
from viz.maps import draw
from viz.style import size, width

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium; without one the page is untested, and that is said loudly."""
    if CHROMIUM is None:
        pytest.skip("CHROMIUM IS MISSING: install Debian's package chromium to test the pages")
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page without a network, and a list that fills with whatever goes wrong or is asked of a server."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on("request", lambda request: troubles.append(f"request: {request.url}") if not request.url.startswith(("file:", "data:", "blob:")) else None)
    yield page, troubles
    context.close()


def _open(page: Page, path: Path) -> None:
    page.goto(path.as_uri())
    page.wait_for_selector("body[data-drawn=yes]", timeout=30_000)


def test_the_network_carries_its_evidence(invented: Store) -> None:
    """Nodes have label and kind, edges the sentences with place, address and voice, and as weight their number."""
    network = project(invented)
    team, trust = "https://w3id.org/peelgraph/id/unit/exampleshire-river-team", "https://w3id.org/peelgraph/id/organisation/angling-trust"
    assert network.nodes[team]["kind"] == "Unit"
    assert network.nodes[trust]["sector"] == "voluntary sector"
    (edge,) = network.get_edge_data(team, trust).values()
    (sentence,) = edge["sentences"]
    assert (edge["words"], edge["weight"], edge["planned"]) == ("works with", 1, False)
    assert sentence["place"] == "question 1, Watching the river, paragraph 1, sentence 1"
    assert sentence["address"].startswith("https://example.org/exampleshire/#:~:text=")
    assert sentence["voices"] == ["inspectorate"]


def test_plans_are_dashed_and_mutual_relations_have_no_arrow(invented: Store) -> None:
    """What is only planned, what holds both ways and what rests on more sentences can be told by its line."""
    page = draw_page(project(invented), title="x", description="y")
    picture = json.loads(unescape(re.search(r'id="picture">(.*?)</script>', page, re.DOTALL)[1]))  # type: ignore[index]
    details = json.loads(re.search(r'id="details">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    looks = {told["words"]: edge for told, edge in zip(details["edges"], picture["edges"], strict=True)}
    assert looks["works with"]["arrows"] == ""
    assert looks["refers to"]["arrows"] == "to"
    assert not any(edge["dashes"] for edge in looks.values())
    assert [width(1), width(4), width(9), width(50)] == sorted([width(1), width(4), width(9), width(50)])
    network = project(invented)
    one, other, key = next(iter(network.edges(keys=True)))
    network.edges[one, other, key]["planned"] = True
    again = draw_page(network, title="x", description="y")
    assert again.count('"dashes": true') == 1


def test_a_question_narrows_the_network(real: Store) -> None:
    """Only relations of sentences under the question remain, and an empty network says what emptied it."""
    network = project(real, choice=Choice(question=1))
    places = {s["iri"] for _, _, edge in network.edges(data=True) for s in edge["sentences"]}
    assert places
    assert all("/q1/" in place for place in places)
    with pytest.raises(PeelgraphError, match="under question 8"):
        project(real, choice=Choice(question=8))


def test_each_edge_of_the_real_network_is_stated_in_its_sentences(real: Store) -> None:
    """The sentences on an edge are exactly the graphs that state it."""
    network = project(real)
    assert network.number_of_edges() > 50
    for one, other, relation, edge in network.edges(keys=True, data=True):
        text = f"SELECT ?s {{ GRAPH ?s {{ <{one}> <{relation}> <{other}> }} ?s a peel:Sentence }}"
        assert {row["s"].value for row in rows(real, text)} == {sentence["iri"] for sentence in edge["sentences"]}


@pytest.mark.parametrize("question", [None, 1])
def test_labels_of_the_real_map_do_not_overlap(real: Store, question: int | None) -> None:
    """At most five of a hundred labels touch another node's box."""
    network = project(real, choice=Choice(question=question))
    labels = {iri: wrapped(str(network.nodes[iri]["label"])) for iri in network}
    radii = {iri: size(network.degree(iri)) for iri in network}
    assert overlaps(positions(network, labels, radii), labels, radii) <= 0.05 * len(labels)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=30), st.integers(0, 3))
def test_any_network_is_laid_out_without_overlap(pairs: list[tuple[int, int]], lone: int) -> None:
    """Disconnected parts, loops, parallel edges and lone nodes are placed apart, twice the same."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    network.add_nodes_from(f"lone {n}" for n in range(lone))
    network.add_edges_from((f"node {a}", f"node {b}") for a, b in pairs)
    labels = {node: wrapped(f"the label of {node}") for node in network}
    radii = {node: size(network.degree(node)) for node in network}
    placed = positions(network, labels, radii)
    assert set(placed) == set(network)
    assert placed == positions(network, labels, radii)
    assert overlaps(placed, labels, radii) == 0


def test_the_same_store_draws_the_same_page(invented: Store, tmp_path: Path) -> None:
    """Two drawings have the same bytes."""
    for name in ("a", "b"):
        draw(invented, "partnerships", tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_the_page_asks_nothing_of_anybody(real: Store, tmp_path: Path) -> None:
    """Nothing in the page loads from an address, its policy forbids it, and it is small enough for a letter."""
    path = tmp_path / "x.html"
    draw(real, "partnerships", path)
    text = path.read_text("utf-8")
    head = unescape(text.partition("</style>")[0])
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", text)
    assert "default-src 'none'" in head
    assert "unsafe" not in head
    assert path.stat().st_size < 900_000


def test_the_real_map_opens_draws_and_answers(opened: tuple[Page, list[str]], real: Store, tmp_path: Path) -> None:
    """From disk, without a network: it draws, a found thing shows its relations with links to the published page, and the table holds them all."""
    page, troubles = opened
    path = tmp_path / "partnerships.html"
    nodes, edges = draw(real, "partnerships", path)
    _open(page, path)
    assert page.locator("#twin tbody tr").count() == edges
    assert page.evaluate("peelgraph.network.body.nodeIndices.length") == nodes
    page.fill("#search", "MASH")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "multi-agency safeguarding hub"
    link = page.locator("#panel .evidence a").first
    assert "#:~:text=" in str(link.get_attribute("href"))
    assert "question" in link.inner_text()
    page.fill("#search", "no such thing")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Nothing found"
    assert troubles == []


def test_a_click_on_node_and_line_shows_the_evidence(opened: tuple[Page, list[str]], invented: Store, tmp_path: Path) -> None:
    """The mouse reaches what is drawn: a thing, then the line between two things."""
    page, troubles = opened
    path = tmp_path / "x.html"
    draw(invented, "partnerships", path)
    _open(page, path)
    where = """(label) => {
        const id = Object.keys(peelgraph.details.nodes).find((key) => peelgraph.details.nodes[key].label === label);
        const place = peelgraph.network.canvasToDOM(peelgraph.network.getPosition(id));
        const box = document.getElementById("map").getBoundingClientRect();
        return [box.x + place.x, box.y + place.y];
    }"""
    team, trust = page.evaluate(where, "river team"), page.evaluate(where, "angling trust")
    page.mouse.click(*trust)
    page.wait_for_function("document.querySelector('#panel h2').textContent === 'angling trust'")
    assert page.locator("#panel .kind").inner_text() == "partner \u00b7 voluntary sector"
    page.mouse.click((team[0] + trust[0]) / 2, (team[1] + trust[1]) / 2 + 8)
    page.wait_for_function("document.querySelector('#panel h2').textContent === 'works with'")
    assert "1 sentence says so" in page.locator("#panel").inner_text()
    assert troubles == []


def test_the_legend_hides_a_kind(opened: tuple[Page, list[str]], invented: Store, tmp_path: Path) -> None:
    """Unticking partners takes them off the map; ticking brings them back."""
    page, troubles = opened
    path = tmp_path / "x.html"
    draw(invented, "partnerships", path)
    _open(page, path)
    shown = "peelgraph.network.body.nodeIndices.length"
    page.get_by_label("partner").uncheck()
    assert page.evaluate(shown) == 2
    page.get_by_label("partner").check()
    assert page.evaluate(shown) == 4
    assert troubles == []


HOSTILE = [
    "</script><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    '"href" <a href="javascript:window.hit=1">x</a>',
    "{{ 7*7 }} {% raw %}",
    "'; window.hit=1; '",
    "\u202eevil\u202c",
    "\u05e9\u05dc\u05d5\u05dd \U0001f694",
    "x" * 10_000,
    "",
]


@pytest.mark.parametrize("label", HOSTILE, ids=lambda label: ascii(label[:12]))
def test_data_are_text_and_never_markup(opened: tuple[Page, list[str]], tmp_path: Path, label: str) -> None:
    """Whatever a label, name or place holds is shown as text and runs nothing."""
    page, troubles = opened
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    network.add_node("urn:a", label=label, kind="Unit", names=[label], sector=label)
    network.add_node("urn:b", label="b", kind="Partner", names=[], sector="")
    sentence = {"iri": "urn:s", "place": label, "address": "https://example.org/#:~:text=a", "voices": [label]}
    network.add_edge("urn:a", "urn:b", "urn:p", words=label or "x", planned=False, both=False, weight=1, sentences=[sentence])
    path = tmp_path / "x.html"
    path.write_text(draw_page(network, title=label, description=label), "utf-8")
    _open(page, path)
    page.fill("#search", "b")
    page.keyboard.press("Enter")
    page.evaluate("peelgraph.choose(Object.keys(peelgraph.details.nodes).find((key) => peelgraph.details.nodes[key].iri === 'urn:a'))")
    assert page.locator("#panel h2").inner_text() == label
    assert page.evaluate("window.hit") is None
    assert page.locator("#panel img, #panel script, #twin img, header img").count() == 0
    assert troubles == []


@pytest.mark.parametrize(("width", "height", "scheme"), [(1280, 800, "light"), (1280, 800, "dark"), (390, 844, "light"), (390, 844, "dark")])
def test_the_page_fits_screens_large_and_small(browser: Browser, real: Store, tmp_path: Path, width: int, height: int, scheme: str) -> None:
    """On a desk and on a phone, by day and by night, nothing sticks out sideways and the map is not empty."""
    path = tmp_path / "x.html"
    draw(real, "partnerships", path, question=1)
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light", offline=True)
    page = context.new_page()
    _open(page, path)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    drawn = """() => { const c = document.querySelector('#map canvas'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        const seen = new Set();
        for (let i = 0; i < d.length; i += 4) if (d[i + 3] > 200) seen.add(d[i] + ',' + d[i + 1] + ',' + d[i + 2]);
        return seen.size; }"""
    assert page.evaluate(drawn) > 20
    context.close()
