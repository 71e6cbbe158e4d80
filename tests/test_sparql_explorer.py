"""Questions and SPARQL in the explorer itself: the same rows, addresses that restore them, maps, and a small file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from conftest import ROOT, violations

from graph.query import answers, sparql
from graph.query.question_answers import standalone_query
from graph.query.questions import read_questions
from graph.store import Store
from viz.explorer.engine import sparql_blocks

if TYPE_CHECKING:
    from playwright.sync_api import Page

_TEXT = (ROOT / "tests" / "examples" / "explorer" / "queries.rq").read_text("utf-8")
_QUERIES = [part.partition("\n")[2] for part in re.split(r"^#~ ", _TEXT, flags=re.MULTILINE)[1:]]
_LINKS = "SELECT ?a ?b { ?a peel:refersTo ?b }"
_LARGEST = 3_000_000  # bytes of the file


@pytest.fixture
def file(explorer_file: Path) -> Path:
    """The explorer."""
    return explorer_file


@pytest.fixture
def page(opened: tuple[Page, list[str]], file: Path) -> Iterator[Page]:
    """A page without a network, in which nothing may go wrong."""
    page, troubles = opened
    page.set_viewport_size({"width": 1280, "height": 900})
    page.set_default_timeout(60_000)
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-drawn=yes]")
    yield page
    assert troubles == []


def _go(page: Page, address: str) -> None:
    page.evaluate("address => { location.hash = address }", address)


def _type_query(page: Page, text: str) -> None:
    page.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")


def _until(page: Page, expression: str) -> None:
    """Wait until an expression is true; Playwright's own wait needs `unsafe-eval`, which the page forbids."""
    for _ in range(300):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(200)
    pytest.fail(f"never true: {expression}")


def test_scripts_get_the_rows_of_the_command(page: Page, real: Store) -> None:
    """`peelgraph.query` gives columns and rows of texts, as the CSV of the command has them, for every named question and fifty queries."""
    texts = [*_QUERIES, *(standalone_query(question) for question in read_questions().values())]
    results = page.evaluate(
        "async (texts) => { const all = []; for (const text of texts) all.push(await peelgraph.query(text)); return all }",
        texts,
    )
    for text, answer in zip(texts, results, strict=True):
        columns, cells = answers.answer_cells(sparql.answer_query(real, text))
        assert answer["columns"] == list(columns), text
        rows = [tuple(row[name] or "" for name in columns) for row in answer["rows"]]
        assert sorted(rows) == sorted(cells), text


def test_an_address_restores_the_answer_and_its_map(page: Page) -> None:
    """A link to a query runs it and draws its map; Back leads to the query before."""
    _go(page, f"view=sparql&query={quote(_LINKS)}")
    page.wait_for_selector("tbody tr")
    page.get_by_role("button", name="as a map").click()
    _until(page, "peelgraph.page.picture.drawing.marks.length > 5")
    assert page.evaluate("document.activeElement.id") == "picture"
    marks = page.evaluate("peelgraph.view().then((view) => view.picture.marks)")
    page.reload()
    _until(page, "window.peelgraph?.page.picture.drawing.marks.length > 5")
    assert page.evaluate("peelgraph.view().then((view) => view.picture.marks)") == marks
    _type_query(page, "ASK { ?s ?p ?o }")
    page.get_by_text("Yes.").wait_for()
    page.go_back()
    page.wait_for_selector("tbody tr")
    assert _LINKS in page.locator(".cm-content").inner_text()


def test_a_question_keeps_its_values_in_the_address(page: Page) -> None:
    """The values of a form stand in the address, and a name in the answer opens its thing."""
    _go(
        page,
        "view=questions&question=partners-of-unit&with-unit=role:cambridgeshire-neighbourhood-officers",
    )
    page.wait_for_selector("tbody tr")
    _until(page, "document.querySelector('#fill input').value === 'neighbourhood officers'")
    assert "“neighbourhood officers”" in page.locator("#fill h2").inner_text()
    page.locator("tbody td").first.get_by_role("button").click()
    _until(page, "location.hash.startsWith('#thing=')")


def test_the_editor_has_its_keys_to_itself(page: Page) -> None:
    """A slash in a query is a slash, though elsewhere it leads to the box at the top."""
    _go(page, "view=sparql")
    page.locator(".cm-content").click()
    page.keyboard.type("ASK { ?s peel:worksWith/rdfs:label ?o")
    assert "peel:worksWith/rdfs:label" in page.locator(".cm-content").inner_text()


def test_what_only_the_query_says_is_drawn_as_such(page: Page) -> None:
    """A row of two things that no property connects in the query becomes a line with words that claim no more."""
    query = "SELECT ?a ?b { ?a peel:worksWith ?x . ?b peel:worksWith ?x FILTER(STR(?a) < STR(?b)) } LIMIT 3"
    _go(page, f"view=sparql&query={quote(query)}&map=yes")
    _until(page, "peelgraph.page.picture.drawing.verbs.length > 0")
    verbs = page.evaluate("peelgraph.view().then((view) => view.picture.verbs)")
    assert {verb["words"] for verb in verbs} == {"in a row with"}


@pytest.mark.parametrize("width", [1280, 390])
def test_the_views_have_no_barrier(page: Page, width: int) -> None:
    """The checker axe finds nothing in both views with an answer, and nothing is wider than the page."""
    page.set_viewport_size({"width": width, "height": 844})
    for address in (
        "view=questions",
        "view=questions&question=timeline",
        f"view=sparql&query={quote(_LINKS)}",
    ):
        _go(page, address)
        page.wait_for_selector(
            "tbody tr" if "=t" in address or "query" in address else ".question-list li"
        )
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert violations(page) == [], address


def test_the_file_is_small(file: Path, real: Store) -> None:
    """The whole explorer with its engine is a file that can be sent by mail."""
    blocks = {name: len(text) for name, text in sparql_blocks(real).items()}
    size = file.stat().st_size
    assert size <= _LARGEST, blocks
    assert sum(blocks.values()) < 0.7 * size
