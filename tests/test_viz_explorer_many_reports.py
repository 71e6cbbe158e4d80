"""The explorer over several reports: whose things are, and forces that are counted, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import go_to, open_explorer
from playwright.sync_api import Page

from benchmarks import corpus
from graph.queries import text_rows
from graph.store import Store, open_current
from viz.explorer.explorer_page import render_site

Opened = tuple[Page, list[str]]
VIEWS = ("everything", "partnerships", "units", "findings", "figures", "timeline", "conflicts")
NUMBER = re.compile(r"(?<![\d,])\d{4,}(?!,?\d)")
ALIKE = """
SELECT ?label (GROUP_CONCAT(?name; separator="|") AS ?forces) {
  { SELECT DISTINCT ?label ?name {
    ?unit a peel:Unit ; rdfs:label ?label ; org:unitOf/rdfs:label ?name } }
} GROUP BY ?label HAVING (COUNT(*) > 1) ORDER BY ?label LIMIT 1
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Four reports on four forces."""
    return open_current(corpus.make(tmp_path_factory.mktemp("many") / "store", reports=4))


@pytest.fixture(scope="module")
def file(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer of the four reports."""
    path = tmp_path_factory.mktemp("page") / "many.html"
    path.write_text(render_site(store).html, "utf-8")
    return path


def test_suggestions_and_answers_tell_things_of_one_name_apart(
    file: Path, opened: Opened, store: Store
) -> None:
    """Each suggestion of one name has its force; Enter lists them all, and each answer names its force."""
    [row] = text_rows(store, ALIKE)
    forces = row["forces"].split("|")
    page, troubles = opened
    open_explorer(page, file)
    page.fill("#search", row["label"])
    page.wait_for_selector("#matches li")
    options = page.locator("#matches li").all_inner_texts()
    own = [option for option in options if option.startswith(row["label"])]
    assert all(sum(force in option for option in own) == 1 for force in forces)
    page.keyboard.press("Enter")
    page.wait_for_function("peelgraph.page.view.kind === 'words'")
    cells = page.locator("#lists td").all_inner_texts()
    assert all(force in cells for force in forces)
    page.locator("#lists th a", has_text=row["label"]).first.click()
    page.wait_for_function("peelgraph.page.view.kind === 'thing'")
    remark = page.inner_text("#remarks p >> nth=0")
    assert remark in {f"Of {force}." for force in forces}
    assert troubles == []


@pytest.mark.parametrize("view", ["partnerships", "units", "measures"])
def test_many_forces_are_counted_and_controls_stand_near_the_title(
    file: Path, opened: Opened, view: str
) -> None:
    """No answer lists all forces, and the first control is in sight."""
    page, _ = opened
    open_explorer(page, file, f"view={view}")
    words = page.inner_text("#sentence") + page.inner_text("#remarks")
    assert "4 police forces" in words
    assert "Alddenshire Constabulary, " not in words
    assert page.locator("#controls").evaluate("item => item.getBoundingClientRect().top") < 500


def test_units_stand_in_no_frame_of_another_force(file: Path, opened: Opened, store: Store) -> None:
    """Where there are too many forces for frames, the force of each unit stands below it."""
    rows = text_rows(
        store,
        "SELECT ?label ?name { ?x a peel:Unit ; rdfs:label ?label ; org:unitOf/rdfs:label ?name }",
    )
    pairs = {(row["label"], row["name"]) for row in rows}
    page, troubles = opened
    open_explorer(page, file)
    for view in ("units", "partnerships"):
        go_to(page, f"view={view}")
        assert page.evaluate("peelgraph.page.picture.drawing.frames") == []
        tags = page.evaluate(
            "[...peelgraph.page.view.picture.tags].map(([id, words]) => [peelgraph.page.model.thing(id).label, words])"
        )
        assert len(tags) > 10
        assert all(tuple(tag) in pairs for tag in tags if view == "units")
    assert troubles == []


def test_numbers_over_999_have_commas(file: Path, opened: Opened) -> None:
    """In answers, lists, notes and marks no number but a year has four digits in a row."""
    page, _ = opened
    open_explorer(page, file)
    for view in VIEWS:
        go_to(page, f"view={view}")
        marks = page.evaluate("peelgraph.page.picture.drawing.marks.flatMap((mark) => mark.lines)")
        tabs = page.locator("#lists [role=tab]").all_inner_texts()
        texts = [page.inner_text(f"#{place}") for place in ("sentence", "remarks", "picture-note")]
        numbers = NUMBER.findall(" ".join([*marks, *tabs, *texts]))
        assert [number for number in numbers if not 1900 < int(number) < 2100] == [], view


EVENTS = """
() => {
  const { model } = peelgraph;
  const { events } = model.data.sections.timeline;
  const things = model.allOf("Event");
  const sentences = model.sentences.filter((_, at) => at % 2 === 0);
  for (let at = 0; at < 200; at += 1) {
    const begin = `${1900 + at / 2}`.slice(0, 4) + "-06-01";
    events.push({
      of: things[at % things.length], when: begin, begin, end: begin,
      planned: false, voices: "", sentences: [sentences[at].iri],
    });
  }
}
"""


def test_a_long_timeline_draws_what_can_be_read_and_all_of_it_on_demand(
    file: Path, opened: Opened
) -> None:
    """The chart has sixty rows until all are asked for; one force can be chosen, and every list keeps everything."""
    page, troubles = opened
    open_explorer(page, file)
    page.evaluate(EVENTS)
    go_to(page, "view=timeline")
    rows = page.locator("#fill figure a")
    rows.first.wait_for()
    assert rows.count() == 60
    assert "The picture has 60 of 200 events" in page.inner_text("#fill .note")
    assert page.evaluate("peelgraph.page.lists.rows().length") == 200
    page.get_by_role("button", name="Show all 200 rows").click()
    assert rows.count() == 200
    assert page.evaluate("document.activeElement.tagName") == "a"
    assert page.locator("#fill .more").count() == 0
    page.focus("#only-report")
    page.select_option("#only-report", label="Bramfordshire Constabulary")
    page.wait_for_function("peelgraph.page.view.filters.length === 1")
    assert page.inner_text("#chips") == "force: Bramfordshire Constabulary"
    shown = page.evaluate("peelgraph.page.lists.rows().length")
    assert 0 < shown < 200
    cells = page.locator("#lists td[data-title='Sentences'] button").count()
    assert cells > 0
    assert page.evaluate("document.activeElement.id") == "only-report"
    assert troubles == []


@pytest.mark.parametrize("view", ["areas", "conflicts", "figures", "findings"])
def test_what_reports_say_can_be_limited_to_one_force(
    file: Path, opened: Opened, view: str
) -> None:
    """A choice from the list leaves what the reports on that force say, and "all forces" all of it."""
    page, troubles = opened
    open_explorer(page, file, f"view={view}")
    list_of_all = "peelgraph.page.view.lists.reduce((sum, { rows }) => sum + rows.length, 0)"
    every = page.evaluate(list_of_all)
    counts = []
    for force in page.locator("#only-report option").all_inner_texts()[1:]:
        page.select_option("#only-report", label=force)
        page.wait_for_function(
            "name => peelgraph.page.view.filters[0] === name", arg=f"force: {force}"
        )
        counts.append(page.evaluate(list_of_all))
    assert len(counts) == 4
    assert any(counts)
    assert all(count < every for count in counts)
    page.select_option("#only-report", label="all forces")
    page.wait_for_function("peelgraph.page.view.filters.length === 0")
    assert page.evaluate(list_of_all) == every
    assert troubles == []


def test_an_address_that_is_not_understood_is_said(file: Path, opened: Opened) -> None:
    """In a browser too, what a view does not know is said, also of what is open in it."""
    page, troubles = opened
    open_explorer(page, file, "view=measures&measure=beauty&layout=spiral&chosen=unit:nowhere")
    remarks = page.inner_text("#remarks")
    for words in (
        "The graph holds no measure called beauty: betweenness is shown.",
        "“layout=spiral”, which this view does not know: the usual one is shown.",
        "The graph holds nothing called unit:nowhere.",
    ):
        assert words in remarks
    go_to(page, "view=measures&measure=degree")
    assert "beauty" not in page.inner_text("#remarks")
    open_explorer(page, file, "view=questions&question=why")
    page.get_by_text("There is no question called “why” here.").wait_for()
    open_explorer(page, file, "view=questions&question=partners-of-unit&with-colour=red")
    page.get_by_text("This question has no parameter called colour.").wait_for()
    assert troubles == []


def test_many_reports_are_counted_at_the_start_and_named_in_about(
    file: Path, opened: Opened, store: Store
) -> None:
    """The first view of many reports is not a list of their names, which the view About has."""
    page, troubles = opened
    open_explorer(page, file)
    assert page.get_by_text("4 inspection reports, as a graph:").is_visible()
    go_to(page, "view=about")
    named = page.locator("main").inner_text()
    reports = text_rows(store, "SELECT ?name { ?report a peel:Report ; rdfs:label ?name }")
    labels = [row["name"] for row in reports]
    assert len(labels) == 4
    assert all(named.count(label) == 1 for label in labels)
    assert named.count("Published by") == 1
    assert (
        "Her Majesty's Inspectorate of Constabulary and Fire & Rescue Services, 4 inspection reports. As a"
        in named
    )
    assert troubles == []
