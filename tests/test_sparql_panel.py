"""SPARQL in the page: the answers of the command, in a real browser, from a file, without a network."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT, listen
from sparql_page import write_sparql_page

from graph.query import sparql
from graph.query.question_answers import answer_question
from graph.query.questions import read_questions
from graph.store import QueryBoolean, QuerySolutions, Store, serialize_results

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_TEXT = (ROOT / "tests" / "examples" / "explorer" / "queries.rq").read_text("utf-8")
_QUERIES = dict(part.split("\n", 1) for part in re.split(r"^#~ ", _TEXT, flags=re.MULTILINE)[1:])
_BOMB = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def file(real: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page with the panel."""
    path = tmp_path_factory.mktemp("panel") / "panel.html"
    write_sparql_page(real, path)
    return path


@pytest.fixture(scope="module")
def shared(browser: Browser, file: Path) -> Iterator[tuple[Page, list[str]]]:
    """One open page for many queries, with its engine ready, and what went wrong in it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    page = context.new_page()
    troubles: list[str] = []
    listen(page, troubles)
    page.goto(file.as_uri())
    page.evaluate("page.ready()")
    yield page, troubles
    context.close()


@pytest.fixture
def panel(shared: tuple[Page, list[str]]) -> Iterator[Page]:
    """The open page, in which nothing may go wrong."""
    page, troubles = shared
    troubles.clear()
    page.evaluate("page.calls.length = 0")
    yield page
    assert troubles == []


def _table(text: str | bytes) -> tuple[list[str], list[str]]:
    """Return columns and rows of SPARQL JSON, each row as a text that can be compared."""
    data = json.loads(text)
    rows = [json.dumps(row, sort_keys=True) for row in data["results"]["bindings"]]
    return data["head"]["vars"], rows


def _triples(text: str) -> list[tuple[str, ...]]:
    data = json.loads(text)
    return sorted(
        tuple(row[name]["value"] for name in ("subject", "property", "object"))
        for row in data["results"]["bindings"]
    )


@pytest.mark.parametrize("name", read_questions())
def test_a_named_question_has_the_rows_of_the_command(panel: Page, real: Store, name: str) -> None:
    """Asked with the values that it comes with, a question has the same columns and rows, in the same order, from the engine of the page and from the rows kept for pages without it."""
    expected = _table(serialize_results(answer_question(real, read_questions()[name]), "json"))
    assert expected[1]
    assert _table(panel.evaluate("name => page.ask(name)", name)) == expected
    assert _table(panel.evaluate("name => page.stored(name)", name)) == expected


@pytest.mark.parametrize("title", _QUERIES)
def test_a_query_has_the_rows_of_the_command(panel: Page, real: Store, title: str) -> None:
    """SELECT, ASK, CONSTRUCT and DESCRIBE give in the page what they give in the command."""
    text = _QUERIES[title]
    answer = sparql.answer_query(real, text)
    content = panel.evaluate("text => page.query(text)", text)
    if isinstance(answer, QueryBoolean):
        assert json.loads(content)["boolean"] is bool(answer)
    elif isinstance(answer, QuerySolutions):
        columns, rows = _table(serialize_results(answer, "json"))
        assert rows
        page_columns, page_rows = _table(content)
        assert page_columns == columns
        assert sorted(page_rows) == sorted(rows)
    else:
        expected = sorted(
            (triple.subject.value, triple.predicate.value, triple.object.value)
            for triple in {str(triple): triple for triple in answer}.values()
        )
        assert expected
        assert _triples(content) == expected


def test_there_are_fifty_queries() -> None:
    """The queries of this file use every part of the language that people use."""
    assert len(_QUERIES) >= 50
    for word in ("GRAPH", "OPTIONAL", "MINUS", "VALUES", "UNION", "CONSTRUCT", "ASK", "FILTER"):
        assert any(word in text for text in _QUERIES.values())


def _problem(page: Page, text: str, limit: int = 10_000) -> str:
    call = "([text, limit]) => page.query(text, limit).then(() => '', (error) => error.message)"
    message: str = page.evaluate(call, [text, limit])
    return message


def test_a_query_that_runs_away_is_stopped(panel: Page) -> None:
    """At its limit a query ends with its worker, and the next one is answered by another."""
    assert "was stopped after 0.5 seconds" in _problem(panel, _BOMB, 500)
    assert json.loads(panel.evaluate("page.query('ASK { ?s ?p ?o }')"))["boolean"] is True


def test_a_query_beyond_the_stack_is_refused_each_time(panel: Page) -> None:
    """A query that the engine has no room for ends its worker, which could answer less each time, and the next one is answered by another."""
    deep = f"SELECT ({'!' * 4000}true AS ?x) {{ }}"
    for _ in range(2):
        assert "too long or nested too deep" in _problem(panel, deep)
    assert json.loads(panel.evaluate("page.query('ASK { ?s ?p ?o }')"))["boolean"] is True


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } }", "column 12: SERVICE is refused"),
        ("select * { service silent <http://x.org/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT *\n{ ?s peal:worksWith ?o }", "line 2, column 6: .*“peal”.* mean peel:"),
        ("SELCT * { ?s ?p ?o }", "line 1, column 1: .*“SELCT”. Did you mean SELECT"),
        ("SELECT * { ?s ?p ?o FLITER(?o) }", "column 21: “FLITER” .* mean FILTER"),
        ("SELECT * { ?s ?p ?o", "column 10: the bracket { is never closed"),
        ("SELECT * { ?s peel:about }", "line 1, column 26: “}” cannot stand here"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "INSERT is refused"),
        ("SELECT (1 AS ?x) (2 AS ?x) { }", "names a variable twice"),
        ("SELECT * { BIND(1 AS ?a) BIND(2 AS ?a) }", "column 41: this may be legal SPARQL"),
        ("SELECT * { ?s ?p <http://x.org/a b> }", "column 18: an address holds a blank"),
        ("SELECT * { ?s ?p 'o }", "column 18: this quotation mark is never closed"),
        ("SELECT * { ?s worksWith ?o }", "column 15: “worksWith” has no prefix"),
        ("SELECT COUNT(*) { ?s ?p ?o }", "column 8: an aggregate needs a name"),
        ("SELECT ?a { ?a a peel:Unit } GROUP BY ?b", "neither grouped nor aggregated"),
        (f"SELECT * {{ {'{' * 101} {'}' * 101} }}", "nested deeper than 100"),
        (f"ASK {{ }} #{'x' * 10_000}", "10,009 characters; 10,000 are allowed"),
        ("", "no query yet"),
    ],
)
def test_an_error_says_where_and_what_was_meant(panel: Page, text: str, message: str) -> None:
    """A query that is no SPARQL, or that is refused, gets one line with the place and the likely word."""
    assert re.search(message, _problem(panel, text))


@pytest.fixture
def fresh(opened: tuple[Page, list[str]], file: Path) -> Iterator[Callable[[dict[str, Any]], Page]]:
    """A page of its own that shows a state of the panel, in which nothing may go wrong."""
    page, troubles = opened

    def show(state: dict[str, Any]) -> Page:
        page.goto(file.as_uri())
        page.evaluate("state => page.panel.show(state)", state)
        return page

    yield show
    assert troubles == []


def test_an_answer_is_a_table_that_opens_things(fresh: Callable[[dict[str, Any]], Page]) -> None:
    """A query is typed, completed and run by keyboard; names are links into the explorer, and columns can be sorted and filtered."""
    page = fresh({"query": "SELECT ?unit ?name { ?unit a peel:Unit ; rdfs:label ?name }"})
    page.evaluate("page.ready()")
    page.locator(".cm-content").press("Control+Enter")
    page.wait_for_selector("tbody tr")
    rows = page.locator("tbody tr")
    count = rows.count()
    assert f"{count} rows" in page.locator(".progress").inner_text()
    page.get_by_role("button", name="name", exact=True).click()
    names = page.locator("tbody td:nth-child(2)").all_inner_texts()
    assert names == sorted(names, key=str.lower)
    page.get_by_label("Filter rows").fill("demand")
    assert 0 < rows.count() < count
    rows.first.get_by_role("button").first.press("Enter")
    assert page.evaluate("page.calls.at(-1)[0]") == "openThing"


def test_completion_knows_the_class_of_the_subject(fresh: Callable[[dict[str, Any]], Page]) -> None:
    """A property of figures is offered for a figure, with its label, and none that figures do not have."""
    page = fresh({"query": "SELECT * { ?f a peel:Figure ; "})
    page.evaluate("page.ready()")
    page.locator(".cm-content").press("End")
    page.wait_for_timeout(300)
    page.keyboard.type("peel:")
    options = page.locator(".cm-tooltip-autocomplete li")
    options.first.wait_for()
    labels = options.all_inner_texts()
    assert any(label.startswith("peel:value") for label in labels)
    assert not any(label.startswith("peel:worksWith") for label in labels)


def test_eighteen_thousand_rows_do_not_freeze_the_page(
    fresh: Callable[[dict[str, Any]], Page],
) -> None:
    """A long answer is shown in pages of a hundred rows; the page holds no more than those."""
    page = fresh({"query": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 18000"})
    page.evaluate("page.ready()")
    page.evaluate("page.panel.run()")
    page.wait_for_selector("tbody tr", timeout=60_000)
    assert page.locator("tbody tr").count() == 100
    assert "1 to 100 of 18,000 rows" in page.locator(".results .position").inner_text()
    page.get_by_role("button", name="Last").click()
    assert "17,901 to 18,000" in page.locator(".results .position").inner_text()


def test_the_reader_cancels_a_query(fresh: Callable[[dict[str, Any]], Page]) -> None:
    """Cancel ends the query that runs; the next one is answered."""
    page = fresh({"query": _BOMB})
    page.evaluate("page.ready()")
    page.evaluate("void page.panel.run()")
    page.get_by_role("button", name="Cancel").click()
    page.get_by_text("The query was cancelled").wait_for()
    page.evaluate("page.panel.show({ query: 'ASK { ?s ?p ?o }' })")
    page.evaluate("page.panel.run()")
    page.get_by_text("Yes.").wait_for()


def test_rows_with_two_things_and_statements_become_a_map(
    fresh: Callable[[dict[str, Any]], Page],
) -> None:
    """The map gets subject, property and object of each link, with the property that the query names."""
    page = fresh({"query": "SELECT ?a ?b { ?a peel:worksWith ?b }"})
    page.evaluate("page.ready()")
    page.evaluate("page.panel.run()")
    page.get_by_role("button", name="as a map").click()
    kind, statements, _ = page.evaluate("page.calls.at(-1)")
    assert kind == "drawGraph"
    assert statements
    assert {item[1] for item in statements} == {"https://w3id.org/peelgraph/ontology#worksWith"}


def test_a_number_becomes_bars(fresh: Callable[[dict[str, Any]], Page]) -> None:
    """An answer with a column of numbers can be shown as bars, each with its name and number."""
    page = fresh({"query": _QUERIES["a group with the most partners"]})
    page.evaluate("page.ready()")
    page.evaluate("page.panel.run()")
    page.get_by_role("button", name="Chart").click()
    assert page.locator(".bars li").count() > 5
    widths = page.evaluate(
        "[...document.querySelectorAll('.bars rect')].map(r => r.width.baseVal.value)"
    )
    assert widths == sorted(widths, reverse=True)
    assert widths[0] == 100


def test_a_question_is_a_form(fresh: Callable[[dict[str, Any]], Page]) -> None:
    """An acronym means its thing; a wrong name gets the nearest; the form shows its SPARQL and its command."""
    page = fresh({"question": "partners-of-unit"})
    page.evaluate("page.ready()")
    field = page.get_by_label("unit", exact=True)
    page.wait_for_selector("datalist option", state="attached")
    field.fill("METHUBB")
    page.get_by_role("button", name="Ask", exact=True).click()
    message = page.locator(".question-form .error").inner_text()
    assert "Nothing that unit may be" in message
    assert "missing, exploited and trafficked team (unit:cambridgeshire-methub)" in message
    field.fill("methub")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_selector("tbody tr")
    assert "missing, exploited and trafficked team" in page.locator("#panel h2").inner_text()
    page.get_by_role("button", name="Show the SPARQL").click()
    assert "unit:cambridgeshire-methub peel" not in page.locator(".question-form").inner_text()
    assert "unit:cambridgeshire-methub" in page.locator(".cm-content").inner_text()


def test_without_webassembly_named_questions_are_answered(browser: Browser, file: Path) -> None:
    """Where the browser has no WebAssembly, one line says so, and named questions are answered with the values that they come with."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.add_init_script("delete window.WebAssembly")
    page.goto(file.as_uri())
    page.evaluate("page.panel.show({ question: 'partners-of-unit' })")
    page.get_by_text("does not run WebAssembly").wait_for()
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_selector("tbody tr")
    assert page.get_by_label("unit", exact=True).get_attribute("readonly") is not None
    context.close()


def test_an_editor_without_codemirror_is_a_textarea(browser: Browser, file: Path) -> None:
    """Where the editor cannot start, a plain text area runs the query and selects the mistake."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.add_init_script("Element.prototype.attachShadow = () => { throw new Error('none') }")
    page.goto(file.as_uri())
    page.evaluate("page.panel.show({ query: 'SELECT * { ?s ?p ?o FLITER }' })")
    page.evaluate("page.ready()")
    page.locator("textarea").press("Control+Enter")
    page.get_by_text("Did you mean FILTER").wait_for()
    assert page.evaluate("document.querySelector('textarea').selectionStart") == 20
    context.close()


def test_the_panel_has_no_barrier(fresh: Callable[[dict[str, Any]], Page]) -> None:
    """Axe finds nothing in the list of questions, a form, the editor, an error and an answer."""
    from axe_playwright_python.sync_playwright import Axe

    page = fresh({"question": ""})
    page.evaluate("page.ready()")
    page.wait_for_selector(".question-list li")
    states: list[dict[str, Any]] = [
        {"question": ""},
        {"question": "timeline"},
        {"query": _QUERIES["a group with the most partners"]},
        {"query": "SELECT nothing"},
    ]
    for state in states:
        page.evaluate("state => page.panel.show(state)", state)
        if state.get("question") != "":
            page.evaluate("page.panel.run()")
            page.wait_for_timeout(500)
        violations = Axe().run(page).response["violations"]
        assert [item["id"] for item in violations] == [], state
