"""A query that gives nothing is explained; one that gives something is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.query import sparql
from graph.query.remarks import remarks_on
from graph.store import Store

NEVER = "never has a value"


def _remarks(directory: Path, text: str, form: str | None = None) -> tuple[str, ...]:
    return sparql.write_answer(directory, text, form, form is None).remarks


@pytest.mark.parametrize(
    ("text", "variable"),
    [
        ("SELECT ?foo { ?x a peel:Unit }", "?foo"),
        ("SELECT ?unit { ?unti a peel:Unit }", "?unit"),
        ("SELECT ?x { ?x a peel:Unit } ORDER BY ?name", "?name"),
        ("SELECT ?x { ?x a peel:Unit FILTER(?y = 3) }", "?y"),
        ("SELECT ?x ?n { ?x a peel:Unit { SELECT ?x { ?x rdfs:label ?n } } }", "?n"),
        ("SELECT ?x ?b { ?x a peel:Unit MINUS { ?x peel:targets ?b } }", "?b"),
        ("SELECT (MAX(?v) AS ?n) { ?x a peel:Unit }", "?n"),
    ],
)
def test_a_variable_that_never_has_a_value_is_named(
    invented_directory: Path, text: str, variable: str
) -> None:
    """Selected, ordered by or compared, and lost in a subquery or MINUS, in a table and in a pipe."""
    for form in (None, "csv"):
        remarks = [remark for remark in _remarks(invented_directory, text, form) if NEVER in remark]
        assert [remark.split()[0] for remark in remarks] == [variable]


def test_a_variable_is_perhaps_misspelt(invented_directory: Path) -> None:
    """The nearest variable that has values is offered."""
    (remark,) = _remarks(invented_directory, "SELECT ?unit { ?unti a peel:Unit }")
    assert remark.endswith("did you mean ?unti?")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?x ?l { ?x a peel:Unit OPTIONAL { ?x rdfs:label ?l } }",
        "SELECT ?x (COUNT(?y) AS ?n) { ?x a peel:Unit ; peel:worksWith ?y } GROUP BY ?x",
        "SELECT * { ?x a peel:Unit }",
        "SELECT ?x { ?x a peel:Unit FILTER(!BOUND(?y)) }",
        "SELECT ?x { VALUES ?x { 1 } }",
        "SELECT (1 AS ?x) {}",
        "SELECT ?g ?a { GRAPH ?g { ?a peel:worksWith ?b FILTER(?g != ?a) } }",
        "SELECT ?x (?l AS ?name) { ?x a peel:Unit ; rdfs:label ?l }",
        "SELECT ?a { ?a peel:worksWith ?b . { SELECT ?b { ?b rdfs:label ?l } } }",
        "CONSTRUCT { ?x peel:isNewHere ?y } WHERE { ?x peel:worksWith ?y }",
        "ASK { ?x a peel:Unit }",
    ],
)
@pytest.mark.parametrize("form", ["table", "other"])
def test_what_has_an_answer_gets_no_remark(invented_directory: Path, text: str, form: str) -> None:
    """A legal query with an answer is left alone, however unusual it is."""
    written = {"table": None, "other": "jsonld" if text.startswith("CONSTRUCT") else "json"}[form]
    assert _remarks(invented_directory, text, written) == ()


def test_a_column_that_stays_empty_is_named(invented_directory: Path) -> None:
    """What is optional and never there is said, and nothing of the rest."""
    text = "SELECT ?x ?g { ?x a peel:Unit OPTIONAL { ?x peel:grade ?g } }"
    assert _remarks(invented_directory, text) == ("?g has no value in any row.",)


@pytest.mark.parametrize("form", [None, "csv", "tsv", "json"])
@pytest.mark.parametrize(
    "text",
    [
        'SELECT ?x { ?x rdfs:label "no such label"@en }',
        'SELECT (COUNT(*) AS ?n) { ?x rdfs:label "no such label"@en }',
        'ASK { ?x rdfs:label "no such label"@en }',
    ],
)
def test_nothing_is_explained_in_every_format(
    invented_directory: Path, text: str, form: str | None
) -> None:
    """No rows, a count of nothing and a no are explained, whatever the answer is written as."""
    (remark,) = _remarks(invented_directory, text, form)
    assert remark.startswith('no rdfs:label is "no such label"@en')


def test_statements_are_explained_too(invented_directory: Path) -> None:
    """CONSTRUCT without a match, and DESCRIBE of what is not there."""
    text = 'CONSTRUCT { ?x a peel:Foo } WHERE { ?x rdfs:label "x" }'
    assert _remarks(invented_directory, text, "ttl")
    (remark,) = _remarks(invented_directory, "DESCRIBE <https://example.org/none>", "nt")
    assert remark == "nothing here is called <https://example.org/none>."


def test_remarks_are_few(invented: Store) -> None:
    """However much is wrong, a reader gets at most four."""
    names = " ".join(f"?v{number}" for number in range(9))
    assert len(remarks_on(invented, f"SELECT {names} {{ ?x a peel:Unit }}", (), [])) == 4
