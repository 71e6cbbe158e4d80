"""Views of figures, timeline, measures, conflicts, data model and about, in a real browser."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from conftest import go_to, listen, open_explorer, violations
from playwright.sync_api import Browser, Page

from graph.queries import text_rows
from graph.store import Store

Opened = tuple[Page, list[str]]
VIEWS = ("figures", "timeline", "measures", "conflicts", "model", "about")
ADDRESSES = (
    *(f"view={name}" for name in VIEWS),
    "view=figures&theme=theme:domestic-abuse",
    "view=measures&measure=communities",
    "view=measures&measure=degree&force=with",
    "view=model&class=Unit",
    "view=about&voice=plan",
)


def _list(page: Page, name: str) -> list[list[str]]:
    lists = page.evaluate("peelgraph.view().then((view) => view.lists)")
    rows: list[list[str]] = next(item["rows"] for item in lists if item["id"] == name)
    return rows


def _count(store: Store, pattern: str) -> int:
    [row] = text_rows(store, f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}")
    return int(row["n"])


def test_numbers_open_what_they_count(explorer: Opened) -> None:
    """A click on a number of the sentence shows a table with so many rows, in every view, of which only the middle scrolls."""
    page, troubles = explorer
    for address in ADDRESSES:
        go_to(page, address)
        numbers = page.locator("#sentence button.number")
        assert numbers.count() > 0, address
        for at in range(numbers.count()):
            words = numbers.nth(at).inner_text()
            numbers.nth(at).click()
            rows = page.evaluate("peelgraph.page.lists.rows().length")
            assert rows == int(words.split()[0].replace(",", "")), (address, words)
            height = page.evaluate("document.documentElement.scrollHeight - innerHeight")
            assert height == 0, (address, words)
    assert troubles == []


def test_numbers_are_those_of_sparql(explorer: Opened, real: Store) -> None:
    """Figures, conflicts with their sides and resolutions, classes and voices are counted as SPARQL counts them."""
    page, _ = explorer
    go_to(page, "view=figures")
    assert len(_list(page, "figures")) == _count(real, "?x a peel:Figure")
    assert len(_list(page, "comparisons")) == _count(real, "?x peel:comparedWith ?y")
    go_to(page, "view=conflicts")
    rows = _list(page, "conflicts")
    query = "SELECT ?x ?label { ?x a peel:Conflict ; peel:resolution/rdfs:label ?label }"
    assert Counter(row[2] for row in rows) == Counter(
        row["label"] for row in text_rows(real, query)
    )
    pairs = "?conflict a peel:Conflict ; peel:between ?side . BIND(CONCAT(STR(?conflict), STR(?side)) AS ?x)"
    assert len(_list(page, "sides")) == _count(real, pairs)
    go_to(page, "view=model")
    counts = {row[0]: row[1] for row in _list(page, "classes")}
    assert counts["unit"] == f"{_count(real, '?x a peel:Unit')} units"
    works = next(row for row in _list(page, "relations") if row[0] == "works with")
    assert works[2].endswith("statements")
    go_to(page, "view=about&voice=plan")
    assert len(_list(page, "sentences")) == _count(
        real, "?x a peel:Sentence ; peel:basis basis:plan"
    )


def test_filter_by_theme_keeps_narrower_themes(explorer: Opened, real: Store) -> None:
    """Figures on domestic abuse include those about narrower themes and the groups it concerns."""
    page, _ = explorer
    go_to(page, "view=figures&theme=theme:domestic-abuse")
    pattern = "?x a peel:Figure ; peel:about ?near . ?near skos:broader*/skos:related? theme:domestic-abuse ."
    assert len(_list(page, "figures")) == _count(real, pattern)
    outcomes = {row[3].rpartition("this is ")[2] for row in _list(page, "comparisons")}
    assert "better" in outcomes


def test_measures_with_and_without_the_force(explorer: Opened) -> None:
    """With the force it comes first by betweenness; without it, it is not there, and ranks are those of the rest."""
    page, _ = explorer
    go_to(page, "view=measures&force=with")
    assert _list(page, "values")[0][0] == "Cambridgeshire Constabulary"
    page.get_by_role("link", name="without the force", exact=True).click()
    page.wait_for_function("peelgraph.page.view.filters[0] === 'without the force'")
    rows = _list(page, "values")
    assert "Cambridgeshire Constabulary" not in {row[0] for row in rows}
    sentence = page.evaluate("peelgraph.view().then((view) => view.sentence)")
    assert f" is {rows[0][0]}. Of 100 shortest paths " in sentence
    assert [row[1] for row in rows] == [str(at + 1) for at in range(len(rows))]
    assert page.locator(".chart a").count() == 15


def test_the_note_on_everything_says_what_is_drawn(explorer: Opened) -> None:
    """No line stands for fewer relations between two groups than the note says, and all are counted."""
    page, _ = explorer
    go_to(page, "view=everything")
    verbs = page.evaluate("peelgraph.view().then((view) => view.picture.verbs)")
    note = page.inner_text("#picture-note")
    assert min(verb["statements"] for verb in verbs) >= 10
    drawn = sum(verb["statements"] for verb in verbs)
    assert f"The picture has {drawn:,} of {len(_list(page, 'relations')):,} relations." in note
    assert "between groups of one column" in note


def test_the_page_says_what_rests_on_no_sentence_and_what_has_no_definition(
    explorer: Opened,
) -> None:
    """Start and About agree on evidence; each class and relation says what it means, or that the graph does not."""
    page, _ = explorer
    go_to(page, "view=about")
    view = page.evaluate("peelgraph.view()")
    [register] = [len(item["rows"]) for item in view["lists"] if item["id"] == "register"]
    assert register
    assert "except for a few relations that only the register states" in page.inner_text("#fill")
    go_to(page, "view=start")
    sentence = page.inner_text("#sentence")
    assert sentence.endswith(f" and {register} stated by the register alone.")
    assert "each with the sentence" not in sentence
    go_to(page, "view=model")
    view = page.evaluate("peelgraph.view()")
    lists = {item["id"]: item for item in view["lists"]}
    meanings = [
        row[lists[name]["columns"].index(column)]
        for name, column in (("classes", "What it is"), ("relations", "What it says"))
        for row in lists[name]["rows"]
    ]
    assert all(meanings)
    foreign = [words for words in meanings if words.startswith("A term of another vocabulary")]
    assert f"; {len(foreign)} of them are terms of other vocabularies" in view["sentence"]
    title = page.inner_text("figcaption")
    assert title.endswith(f": the first 16 of {len(lists['classes']['rows'])}")
    go_to(page, "view=model&class=Theme")
    assert "Theme: Crimes, harms" in page.inner_text("#remarks")
    go_to(page, "view=model&relation=org:unitOf")
    assert "http://www.w3.org/ns/org#unitOf" in page.inner_text("#remarks")


@pytest.mark.parametrize("width", [1280, 390])
def test_no_row_of_a_chart_is_cut(explorer: Opened, width: int) -> None:
    """Name, values and outcome stand there in full, on the page and in the saved picture."""
    page, _ = explorer
    page.set_viewport_size({"width": width, "height": 800})
    go_to(page, "view=figures")
    page.wait_for_selector(".chart svg a")
    drawn = [" ".join(row.split()) for row in page.locator(".chart svg a").all_text_contents()]
    saved = page.evaluate("peelgraph.file('svg')")
    assert drawn
    for text in (*drawn, saved):
        assert "…" not in text
    rows = page.evaluate(
        "peelgraph.page.view.charts.flatMap(({rows}) => rows).map(({words}) => words)"
    )
    for words, text in zip(rows, drawn, strict=True):
        assert "".join(text.split()).endswith("".join(words.split()))


def test_a_date_is_not_broken(explorer: Opened) -> None:
    """In a table of the timeline each date stands on one line."""
    page, _ = explorer
    go_to(page, "view=timeline")
    cells = page.locator("td.date")
    heights = cells.evaluate_all(
        "cells => cells.map((cell) => { const range = document.createRange();"
        " range.selectNodeContents(cell); return range.getClientRects().length; })"
    )
    assert len(heights) > 20
    assert set(heights) == {1}
    assert page.locator("table.folded").count() == 0


def test_a_name_in_a_link_that_is_unknown_is_said(explorer: Opened) -> None:
    """A theme, class or relation that the graph does not hold: nobody takes the whole for the part."""
    page, troubles = explorer
    go_to(page, "view=units&theme=theme:nothing")
    assert "The graph holds no theme called theme:nothing" in page.inner_text("#remarks")
    assert page.inner_text("#chips") == "unknown theme: theme:nothing"
    unlimited = page.inner_text("#sentence")
    assert "unknown theme: theme:nothing" in page.evaluate("peelgraph.file('csv')")
    go_to(page, "view=units")
    assert page.inner_text("#sentence") == unlimited
    for address in ("view=model&class=Nothing", "view=model&relation=Nothing"):
        go_to(page, address)
        assert "holds no class or relation called Nothing" in page.inner_text("#remarks")
    assert troubles == []


def test_the_menu_shows_the_view_that_is_open(explorer: Opened) -> None:
    """Also where it is wider than the window, as on a phone."""
    page, _ = explorer
    page.set_viewport_size({"width": 390, "height": 800})
    go_to(page, "view=about")
    for name in ("about", "figures", "partnerships"):
        go_to(page, f"view={name}")
        box = page.locator(f"#views [data-view={name}]").bounding_box()
        assert box
        assert -1 < box["x"] < 391 - box["width"]


def test_a_row_of_a_chart_opens_its_evidence(explorer: Opened) -> None:
    """Enter on a row of a chart shows claim, voice and place of what it stands for."""
    page, troubles = explorer
    go_to(page, "view=timeline")
    row = page.locator(".chart a").nth(5)
    label = str(row.get_attribute("aria-label"))
    row.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#evidence:not([hidden])")
    assert label.partition(":")[0].lower() in page.inner_text("#evidence h2").lower()
    assert page.locator("#evidence ol.evidence a").count() > 0
    assert troubles == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_everybody_can_use_them(
    explorer_file: Path, browser: Browser, width: int, scheme: Any
) -> None:
    """On a phone by night and on a desk by day nothing sticks out sideways, and axe finds no violation."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, offline=True, color_scheme=scheme
    )
    page, troubles = context.new_page(), list[str]()
    listen(page, troubles)
    open_explorer(page, explorer_file)
    for address in ADDRESSES:
        go_to(page, address)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
        assert violations(page) == [], address
    page.get_by_role("button", name="Keep this view").click()
    assert violations(page) == []
    assert troubles == []
    context.close()
