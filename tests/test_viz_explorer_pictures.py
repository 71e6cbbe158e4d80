"""Pictures of the explorer: every name can be read, and what the reader arranges comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import go_to, open_explorer
from playwright.sync_api import Browser, Page

from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.networks.projection import project
from graph.analyse.settings import Settings
from graph.namespaces import expand
from graph.queries import text_rows
from graph.store import Store

Opened = tuple[Page, list[str]]
METHUB = "thing=unit:cambridgeshire-methub"
CASES = (
    METHUB,
    "thing=theme:domestic-abuse",
    "from=operation:cambridgeshire-pheasant&to=organisation:university-of-cambridge",
    "view=measures&measure=communities",
    "view=measures&force=with",
    "view=partnerships&theme=theme:domestic-abuse",
)
LEAST = {1280: 10.99, 390: 9.5}  # pixels of the smallest letters, by the width of the screen
LEAST_FREE = {1280: 10, 390: 9.5}  # the same, in layouts that the reader chooses
BOXES = """() => { const { drawing, canvas } = peelgraph.page.picture;
const { width, height } = document.getElementById("picture").getBoundingClientRect();
const box = (item, words) => { const at = (x, y) => canvas.canvasToDOM({ x, y });
  const start = at(item.x - item.width / 2, item.y - item.height / 2);
  const end = at(item.x + item.width / 2, item.y + item.height / 2);
  return { words, left: start.x, top: start.y, right: end.x, bottom: end.y }; };
const edge = { left: 0.5, center: 0, right: -0.5 };
return { width, height, letters: 12 * canvas.getScale(),
  marks: drawing.marks.map((mark) => box(mark, mark.strong + mark.lines.join(" "))),
  verbs: drawing.verbs.filter((verb) => verb.words).map((verb) => box(verb, verb.words)),
  headings: drawing.headings.map((heading) => box(
    { ...heading, x: heading.x + edge[heading.align] * heading.width, height: 14 }, heading.text)),
  frames: drawing.frames.map((frame) => box({ ...frame, height: 16 * frame.lines.length,
    y: frame.y - frame.height / 2 + 7 + 8 * frame.lines.length,
    width: 7 * Math.max(...frame.lines.map((line) => line.length)) }, frame.lines.join(" "))) }; }"""


def _boxes(page: Page) -> dict[str, Any]:
    boxes: dict[str, Any] = page.evaluate(BOXES)
    return boxes


def _overlaps(boxes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (box["words"], before["words"])
        for at, box in enumerate(boxes)
        for before in boxes[:at]
        if min(box["right"], before["right"]) - max(box["left"], before["left"]) > 1
        and min(box["bottom"], before["bottom"]) - max(box["top"], before["top"]) > 1
    ]


def _outside(boxes: list[dict[str, Any]], width: float, height: float) -> list[str]:
    return [
        box["words"]
        for box in boxes
        if min(box["left"], box["top"]) < 0 or box["right"] > width or box["bottom"] > height
    ]


def _views(page: Page) -> list[str]:
    names: list[str] = page.evaluate(
        "[...document.querySelectorAll('[data-view]')].map((link) => link.dataset.view)"
    )
    return [f"view={name}" for name in names]


def _plain(page: Page) -> dict[str, Any]:
    picture: dict[str, Any] = page.evaluate("peelgraph.view().then(({ picture }) => picture)")
    return picture


def _at_width(page: Page, width: int) -> None:
    """Open the picture, on a phone too."""
    page.set_viewport_size({"width": width, "height": 844})
    page.evaluate("document.body.classList.add('show-picture')")


@pytest.mark.parametrize("width", LEAST)
def test_first_pictures_can_be_read(explorer: Opened, width: int) -> None:
    """In every view each mark has its name, in letters of 11 pixels, on a phone of 9.5; nothing overlaps or sticks out."""
    page, troubles = explorer
    _at_width(page, width)
    pictures = 0
    for address in (*_views(page), *CASES):
        go_to(page, address)
        if not page.evaluate("peelgraph.page.view.picture !== null"):
            continue
        pictures += 1
        seen = _boxes(page)
        boxes = seen["marks"] + seen["verbs"] + seen["headings"] + seen["frames"]
        assert all(box["words"] for box in boxes), address
        assert seen["letters"] >= LEAST[width], (address, seen["letters"])
        assert _overlaps(boxes) == [], address
        assert _outside(boxes, seen["width"], seen["height"]) == [], address
    assert pictures >= 10 + len(CASES)
    assert troubles == []


def test_charts_keep_their_words_inside(explorer: Opened) -> None:
    """No word of a chart leaves its frame."""
    page, _ = explorer
    for address in ("view=figures", "view=timeline", "view=measures", "view=model"):
        go_to(page, address)
        outside = page.evaluate(
            """[...document.querySelectorAll(".chart svg")].flatMap((svg) => {
            const frame = svg.getBoundingClientRect();
            return [...svg.querySelectorAll("text")].filter((text) => {
              const box = text.getBoundingClientRect();
              return box.left < frame.left - 1 || box.right > frame.right + 1;
            }).map((text) => text.textContent); })"""
        )
        assert outside == [], address


def test_communities_are_those_of_the_command(explorer: Opened, real: Store) -> None:
    """Marks coloured by community show the groups of `peelgraph analyse communities`."""
    page, _ = explorer
    go_to(page, "view=partnerships&colour=community")
    rows = run_analysis(real, "communities", Settings(top=10_000)).rows
    groups = page.evaluate(
        "peelgraph.model.data.sections.measures.communities.with.map((group) => group.map((id) => peelgraph.model.thing(id).label))"
    )
    assert [len(group) for group in groups] == [row.number("things") for row in rows]
    assert [group[0] for group in groups] == [row.values["around"] for row in rows]
    labels = {label for _, label in project(real).nodes(data="label")}
    assert {label for group in groups for label in group} == labels
    of = {iri: at for at, group in enumerate(_groups(page)) for iri in group}
    things = _plain(page)["things"]
    named = [item for item in things if item["group"].startswith("group ")]
    assert named
    for item in named:
        assert item["group"].startswith(f"group {of[item['iri']] + 1}, around ")


def _groups(page: Page) -> list[list[str]]:
    groups: list[list[str]] = page.evaluate(
        "peelgraph.model.data.sections.measures.communities.with.map((group) => group.map((id) => peelgraph.model.expand(peelgraph.model.thing(id).iri)))"
    )
    return groups


def test_sizes_are_the_measures(explorer: Opened, real: Store) -> None:
    """Sizes by betweenness are those of the analysis without the force; by degree, what SPARQL counts."""
    page, _ = explorer
    go_to(page, "view=partnerships&size=betweenness")
    measured = page.evaluate(
        "Object.fromEntries(peelgraph.model.data.sections.measures.analyses.filter(({ name }) => name === 'betweenness').flatMap(({ without }) => without.rows.map((row) => [peelgraph.model.expand(peelgraph.model.thing(row[0]).iri), row[2 + without.columns.indexOf('betweenness')]])))"
    )
    for item in _plain(page)["things"]:
        assert item["value"] == measured.get(item["iri"])
    assert any(item["value"] for item in _plain(page)["things"])
    go_to(page, f"{METHUB}&size=degree")
    values = {item["iri"]: item["value"] for item in _plain(page)["things"]}
    query = """SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?p peel:isRelation true .
    {{ GRAPH ?g {{ <{0}> ?p ?x }} }} UNION {{ GRAPH ?g {{ ?x ?p <{0}> }} }} ?g a peel:Sentence FILTER(?x != <{0}>) }}"""
    iri = expand("unit:cambridgeshire-methub")
    [row] = text_rows(real, query.format(iri))
    assert values[iri] == int(row["n"])


@pytest.mark.parametrize("width", LEAST_FREE)
@pytest.mark.parametrize("layout", ["distance", "layers", "blocks", "rings"])
def test_layouts_keep_names_apart(explorer: Opened, layout: str, width: int) -> None:
    """In each layout of a thing and of a view names can be read, and none lies on another one or sticks out."""
    page, troubles = explorer
    _at_width(page, width)
    for address in (METHUB, "view=partnerships", "view=referrals"):
        go_to(page, f"{address}&layout={layout}")
        seen = _boxes(page)
        boxes = seen["marks"] + seen["verbs"] + seen["headings"]
        assert seen["letters"] >= LEAST_FREE[width], (address, seen["letters"])
        assert _overlaps(boxes) == [], address
        assert _outside(boxes, seen["width"], seen["height"]) == [], address
    assert troubles == []


def test_choices_and_moved_marks_are_in_the_link(explorer_file: Path, opened: Opened) -> None:
    """What is chosen below the picture, and where marks were dragged, is in a short address that restores it."""
    page, troubles = opened
    open_explorer(page, explorer_file, METHUB)
    page.get_by_text("Arrange").click()
    page.get_by_label("Colour by").select_option("sector")
    page.get_by_label("Size by").select_option("sentences")
    page.get_by_label("Layout").select_option("rings")
    page.keyboard.press("Escape")
    page.get_by_label("Hide the force").check()
    _drag(page, "children's services", 60, 40)
    before = _plain(page)
    [moved] = [item["iri"] for item in before["things"] if item["isMoved"]]
    assert moved == expand("organisation:childrens-services")
    address = str(page.evaluate("location.hash"))[1:]
    assert len(address) < 130
    places = "peelgraph.page.picture.drawing.marks.map(({ key, x, y }) => [key, Math.round(x), Math.round(y)])"
    drawn = page.evaluate(places)
    open_explorer(page, explorer_file, address)
    assert _plain(page) == before
    assert page.evaluate(places) == drawn
    page.get_by_text("Arrange").click()
    page.get_by_role("button", name="Places as computed").click()
    assert not any(item["isMoved"] for item in _plain(page)["things"])
    assert troubles == []


def _drag(page: Page, label: str, across: float, down: float) -> None:
    x, y = _point(page, label)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across / 2, y + down / 2)
    page.mouse.move(x + across, y + down)
    page.mouse.up()
    page.wait_for_function("location.hash.includes('moved=')")


def _point(page: Page, label: str) -> tuple[float, float]:
    """The middle of the mark of a thing on the screen."""
    point = page.evaluate(
        """(label) => { const { drawing, canvas } = peelgraph.page.picture;
        const thing = peelgraph.model.things.find((item) => item.label === label).id;
        const mark = drawing.marks.find((item) => item.thing === thing);
        const { left, top } = document.getElementById("picture").getBoundingClientRect();
        const { x, y } = canvas.canvasToDOM(mark);
        return [left + x, top + y]; }""",
        label,
    )
    return point[0], point[1]


def test_several_marks_say_what_links_them(explorer_file: Path, opened: Opened) -> None:
    """Control and click choose several marks; the evidence says what they have in common, and the link restores it."""
    page, troubles = opened
    open_explorer(page, explorer_file, METHUB)
    page.mouse.click(*_point(page, "children's services"))
    page.keyboard.down("Control")
    page.mouse.click(*_point(page, "private care providers"))
    page.keyboard.up("Control")
    page.wait_for_selector("#evidence:not([hidden]) h2:text('2 chosen')")
    assert "2 things have" in page.inner_text("#evidence")
    assert "chosen=" in page.evaluate("location.hash")
    open_explorer(page, explorer_file, page.evaluate("location.hash")[1:])
    page.get_by_role("link", name="Open what they have in common").click()
    page.wait_for_function("peelgraph.page.view.kind === 'together'")
    rows = page.evaluate(
        "peelgraph.view().then(({ lists }) => lists.find(({ id }) => id === 'common').rows)"
    )
    assert any("METHUB" in row[0] for row in rows)
    assert troubles == []


def test_several_marks_by_keyboard(explorer_file: Path, opened: Opened) -> None:
    """Space adds the mark in hand to those that are chosen, Shift and an arrow key move it."""
    page, _ = opened
    open_explorer(page, explorer_file, METHUB)
    page.focus("#picture")
    for key in ("ArrowRight", "Space"):
        page.keyboard.press(key)
    page.focus("#picture")
    chosen = 1
    for _ in range(6):
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Space")
        page.focus("#picture")
        chosen = page.evaluate("peelgraph.page.picture.chosen.size")
        if chosen > 1:
            break
    assert chosen == 2
    assert "2 chosen" in page.inner_text("#evidence h2")
    page.keyboard.press("Shift+ArrowDown")
    assert "moved=" in page.evaluate("location.hash")


def test_small_marks_in_hand_are_enlarged(explorer_file: Path, opened: Opened) -> None:
    """In a picture that the reader opened far, the mark in hand is drawn in letters that can be read."""
    page, _ = opened
    open_explorer(page, explorer_file, "view=partnerships")
    page.evaluate("for (const key of ['0', '1', '2', '3']) peelgraph.page.picture.unfold(key)")
    assert page.evaluate("peelgraph.page.picture.canvas.getScale()") * 13.5 < 12
    dark = """() => { const canvas = document.querySelector("#picture canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let count = 0; for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 200 && data[at] < 90) count += 1;
    return count; }"""
    before = page.evaluate(dark)
    page.evaluate("peelgraph.page.picture.hovered = 0; peelgraph.page.picture.canvas.redraw()")
    page.wait_for_timeout(200)
    assert page.evaluate(dark) > before


def test_phone_reads_the_answer_first(explorer_file: Path, browser: Browser) -> None:
    """On a phone the menu scrolls, and after a search the focus is at the title of the answer, in sight."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, offline=True)
    page = context.new_page()
    open_explorer(page, explorer_file, "view=areas")
    menu = "document.querySelector('nav').scrollWidth > document.querySelector('nav').clientWidth"
    assert page.evaluate(menu)
    page.evaluate("scrollTo(0, 900)")
    page.fill("#search", "METHUB")
    page.keyboard.press("Enter")
    page.wait_for_function("document.title.includes('METHUB')")
    assert page.evaluate("document.activeElement.id") == "title"
    assert page.locator("#title").bounding_box()["y"] < 844  # type: ignore[index]
    assert not page.is_visible("#picture")
    page.click("#to-picture")
    assert _boxes(page)["letters"] >= 9
    context.close()


def test_what_no_view_needs_does_not_run(explorer_file: Path, opened: Opened) -> None:
    """The drawing library runs with the first picture, the editor with the first query; the start of the page needs neither."""
    page, troubles = opened
    open_explorer(page, explorer_file)
    libraries = "['vis', 'peelgraphEditor'].filter((name) => name in window)"
    page.wait_for_timeout(300)
    assert page.evaluate(libraries) == []
    go_to(page, METHUB)
    assert page.evaluate(libraries) == ["vis"]
    go_to(page, "view=sparql")
    page.wait_for_function("'peelgraphEditor' in window")
    assert troubles == []
