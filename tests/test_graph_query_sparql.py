"""What may be asked, and how answers are written."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.query import sparql
from graph.store import Literal, NamedNode, Store

PARTNERS = "SELECT ?a ?b ?s { GRAPH ?s { ?a peel:worksWith ?b } ?s a peel:Sentence }"


def test_a_statement_comes_with_its_sentence(invented: Store) -> None:
    """One pattern gives who works with whom and the sentence that says so."""
    answer = sparql.format_answer(sparql.answer_query(invented, PARTNERS), "csv").splitlines()
    base = "https://w3id.org/peelgraph/"
    team, trust = f"{base}id/unit/exampleshire-river-team", f"{base}id/organisation/angling-trust"
    assert answer == [
        "a,b,s",
        f"{team},{trust},{base}report/exampleshire-2018-19-effectiveness/q1/watching-the-river/1/1",
    ]


def test_every_format_of_rows_carries_the_same_answer(invented: Store) -> None:
    """Csv, tsv, json and xml hold the same values."""
    texts = {form: sparql.format_answer(sparql.answer_query(invented, PARTNERS), form) for form in sparql.ROW_FORMATS}
    assert len(json.loads(texts["json"])["results"]["bindings"]) == 1
    assert all(
        "exampleshire-river-team" in text and "watching-the-river/1/1" in text
        for text in texts.values()
    )


def test_csv_keeps_what_belongs_together(invented: Store) -> None:
    """Addresses with commas, quotes, line breaks and blank nodes are one cell each, and nothing is an empty one."""
    query = """SELECT ?a ?b ?c ?d { VALUES (?a ?b ?c) { (<https://example.org/#:~:text=one,two> 'say "x"\\nand, more' 1) } }"""
    assert list(
        csv.reader(io.StringIO(sparql.format_answer(sparql.answer_query(invented, query), "csv"), newline=""))
    ) == [
        ["a", "b", "c", "d"],
        ["https://example.org/#:~:text=one,two", 'say "x"\nand, more', "1", ""],
    ]
    assert (
        sparql.format_answer(sparql.answer_query(invented, "SELECT ?x { BIND(BNODE() AS ?x) }"), "csv")
        .splitlines()[1]
        .startswith("_:")
    )


def test_statements_are_sorted_and_prefixed(invented: Store) -> None:
    """CONSTRUCT answers in Turtle have the same bytes every time; N-Triples too."""
    text = "CONSTRUCT { ?a peel:worksWith ?b } WHERE { ?a peel:worksWith ?b }"
    first, second = (sparql.format_answer(sparql.answer_query(invented, text), "ttl") for _ in range(2))
    assert first == second
    assert "unit:exampleshire-river-team" in first
    assert sparql.format_answer(sparql.answer_query(invented, text), "nt").count("\n") == 2


def test_yes_and_no(invented: Store) -> None:
    """ASK answers in words and in JSON."""
    answer = sparql.answer_query(invented, "ASK { ?x a peel:Force }")
    assert sparql.format_answer(answer, "csv") == "true\n"
    assert (
        json.loads(sparql.format_answer(sparql.answer_query(invented, "ASK { ?x a peel:Nothing }"), "json"))[
            "boolean"
        ]
        is False
    )


@pytest.mark.parametrize("form", ["ttl", "nt", "png"])
def test_rows_do_not_fit_formats_of_statements(invented: Store, form: str) -> None:
    """A format that does not fit is refused with those that do."""
    with pytest.raises(QueryError, match="csv, tsv, json, xml"):
        sparql.format_answer(sparql.answer_query(invented, "SELECT * { ?x a peel:Force }"), form)


def test_statements_do_not_fit_formats_of_rows(invented: Store) -> None:
    """The same the other way round."""
    with pytest.raises(QueryError, match="ttl, nt, jsonld"):
        sparql.format_answer(sparql.answer_query(invented, "DESCRIBE force:exampleshire"), "csv")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT * { ?s ?p }", "line 1, column 12: this part cannot be read"),
        ("", "ends too early"),
        ("SELECT * { service <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * { { SERVICE\n SILENT ?x { ?s ?p ?o } } }", "SERVICE is refused"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "INSERT is refused"),
        ("PREFIX x: <urn:x>\nDROP ALL", "DROP is refused"),
        ("CLEAR ALL", "CLEAR is refused"),
        ("SELECT * {" * 200, "nested deeper"),
        ("SELECT * { ?s ?p ?o }" + " " * 100_000, "characters"),
        ("SELECT * { ?s ?p ?b.SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is refused"),
        (
            "PREFIX x: <urn:> SELECT * { ?s ?p x:.SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "SERVICE is refused",
        ),
        ("SELECT * { SERVICESILENT <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is refused"),
        (
            "PREFIX ex: <http://127.0.0.1:9/> SELECT * { SERVICEex:y { ?s ?p ?o } }",
            "SERVICE is refused",
        ),
        (
            "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:four { ?s ?p ?o } }",
            "SERVICE is refused",
        ),
        (
            "PREFIX x: <urn:> SELECT * { { ?s ?p x:a\\#b } SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "SERVICE is refused",
        ),
        ("SELECT * { # x\r SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is refused"),
        (
            "SELECT * { <urn:\\u0041#> ?p ?o . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "SERVICE is refused",
        ),
        (
            "SELECT * { ?s ?p ?o FILTER(true||?s<?o)SERVICE#>\n<http://127.0.0.1:9/>{ ?s ?p ?o } }",
            "SERVICE is refused",
        ),
        ("SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is refused"),
    ],
)
def test_what_may_not_be_asked_is_refused_with_the_reason(
    invented: Store, query: str, says: str
) -> None:
    """Bad syntax, updates, calls outside, and queries that could crash the store never reach it."""
    with pytest.raises(QueryError, match=says):
        sparql.answer_query(invented, query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a peel:Programme }",
        "SELECT * { ?s rdfs:label 'SERVICE <x>' } # SERVICE <y>",
        'SELECT * { ?s rdfs:label """SERVICE \\""" x""" }',
        "SELECT * { <http://example.org/SERVICE> ?p ?o }",
        "PREFIX service: <urn:s:> SELECT * { service:a ?p ?o }",
        "SELECT ?load ?insert { ?load ?p ?insert }",
    ],
)
def test_harmless_uses_of_those_words_are_allowed(invented: Store, query: str) -> None:
    """Variables, texts, comments, addresses and prefixes may be called like a keyword."""
    sparql.answer_query(invented, query)


@given(st.text())
def test_shown_text_cannot_steer_a_terminal(text: str) -> None:
    """Whatever a value holds, no escape, control or direction mark gets through."""
    import unicodedata

    shown = sparql.cell_text(Literal(text))
    assert all(c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf"} for c in shown)


def test_cells_are_short_names() -> None:
    """IRIs are shown as prefixed names where one fits; nothing is shown for an unbound variable."""
    assert sparql.cell_text(NamedNode("https://w3id.org/peelgraph/id/force/kent")) == "force:kent"
    assert sparql.cell_text(None) == ""
