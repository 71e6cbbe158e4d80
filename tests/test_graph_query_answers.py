"""How answers are written."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.query import answers, sparql
from graph.store import Literal, NamedNode, QuerySolutions, Store, Triple

PARTNERS = "SELECT ?a ?b ?s { GRAPH ?s { ?a peel:worksWith ?b } ?s a peel:Sentence }"


def test_a_statement_comes_with_its_sentence(invented: Store) -> None:
    """One pattern gives who works with whom and the sentence that says so."""
    answer = answers.format_answer(sparql.answer_query(invented, PARTNERS), "csv").splitlines()
    base = "https://w3id.org/peelgraph/"
    team, trust = f"{base}id/unit/exampleshire-river-team", f"{base}id/organisation/angling-trust"
    assert answer == [
        "a,b,s",
        f"{team},{trust},{base}report/exampleshire-2018-19-effectiveness/q1/watching-the-river/1/1",
    ]


def test_every_format_of_rows_carries_the_same_answer(invented: Store) -> None:
    """Csv, tsv, json and xml hold the same values."""
    texts = {
        form: answers.format_answer(sparql.answer_query(invented, PARTNERS), form)
        for form in answers.ROW_FORMATS
    }
    assert len(json.loads(texts["json"])["results"]["bindings"]) == 1
    assert all(
        "exampleshire-river-team" in text and "watching-the-river/1/1" in text
        for text in texts.values()
    )


def test_csv_keeps_what_belongs_together(invented: Store) -> None:
    """Addresses with commas, quotes, line breaks and blank nodes are one cell each, and nothing is an empty one."""
    query = """SELECT ?a ?b ?c ?d { VALUES (?a ?b ?c) { (<https://example.org/#:~:text=one,two> 'say "x"\\nand, more' 1) } }"""
    assert list(
        csv.reader(
            io.StringIO(
                answers.format_answer(sparql.answer_query(invented, query), "csv"), newline=""
            )
        )
    ) == [
        ["a", "b", "c", "d"],
        ["https://example.org/#:~:text=one,two", 'say "x"\nand, more', "1", ""],
    ]
    assert (
        answers.format_answer(
            sparql.answer_query(invented, "SELECT ?x { BIND(BNODE() AS ?x) }"), "csv"
        )
        .splitlines()[1]
        .startswith("_:")
    )


def test_statements_are_sorted_and_prefixed(invented: Store) -> None:
    """CONSTRUCT answers in Turtle have the same bytes every time; N-Triples too."""
    text = "CONSTRUCT { ?a peel:worksWith ?b } WHERE { ?a peel:worksWith ?b }"
    first, second = (
        answers.format_answer(sparql.answer_query(invented, text), "ttl") for _ in range(2)
    )
    assert first == second
    assert "unit:exampleshire-river-team" in first
    assert answers.format_answer(sparql.answer_query(invented, text), "nt").count("\n") == 2


def test_yes_and_no(invented: Store) -> None:
    """ASK answers in words and in JSON."""
    answer = sparql.answer_query(invented, "ASK { ?x a peel:Force }")
    assert answers.format_answer(answer, "csv") == "true\n"
    assert (
        json.loads(
            answers.format_answer(
                sparql.answer_query(invented, "ASK { ?x a peel:Nothing }"), "json"
            )
        )["boolean"]
        is False
    )


@pytest.mark.parametrize("form", ["ttl", "nt", "png"])
def test_rows_do_not_fit_formats_of_statements(invented: Store, form: str) -> None:
    """A format that does not fit is refused with those that do."""
    with pytest.raises(QueryError, match="csv, tsv, json, xml"):
        answers.format_answer(sparql.answer_query(invented, "SELECT * { ?x a peel:Force }"), form)


def test_statements_do_not_fit_formats_of_rows(invented: Store) -> None:
    """The same the other way round."""
    with pytest.raises(QueryError, match="ttl, nt, jsonld"):
        answers.format_answer(sparql.answer_query(invented, "DESCRIBE force:exampleshire"), "csv")


@given(st.text())
def test_shown_text_cannot_steer_a_terminal(text: str) -> None:
    """Whatever a value holds, no escape, control or direction mark gets through."""
    import unicodedata

    shown = answers.cell_text(Literal(text))
    assert all(c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf"} for c in shown)


def test_cells_are_short_names() -> None:
    """IRIs are shown as prefixed names where one fits; nothing is shown for an unbound variable."""
    assert answers.cell_text(NamedNode("https://w3id.org/peelgraph/id/force/kent")) == "force:kent"
    assert answers.cell_text(None) == ""


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("3", 3, "3"),
        ("-0.5", -0.5, "-0.5"),
        ("2.5e1", 25.0, "25"),
        ("true", True, "true"),
        ("false", False, "false"),
        ('"12"', "12", "12"),
        ('"a"@en', "a", "a"),
        ('"2018-05-31"^^xsd:date', "2018-05-31", "2018-05-31"),
        ("force:kent", "force:kent", "force:kent"),
        ("<urn:x>", "urn:x", "urn:x"),
        ("UNDEF", None, ""),
    ],
)
def test_values_are_those_of_python(invented: Store, text: str, value: object, shown: str) -> None:
    """Numbers are numbers, truth values are truth values, IRIs are prefixed names, and nothing is None; a reader sees texts."""
    query = f"SELECT ?x {{ VALUES ?x {{ {text} }} }}"
    columns, ((found,),) = sparql.select(invented, query)
    assert (columns, found, type(found)) == (("x",), value, type(value))
    answer = sparql.answer_query(invented, query)
    assert isinstance(answer, QuerySolutions)
    assert answers.answer_table(answer) == (["x"], [[shown]])


def test_a_literal_that_is_no_number_stays_a_text() -> None:
    """What its datatype does not allow is given as it is written; a statement is written out."""
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert answers.python_value(Literal("many", datatype=NamedNode(f"{xsd}integer"))) == "many"
    assert answers.python_value(Literal("1.5", datatype=NamedNode(f"{xsd}float"))) == 1.5
    assert (
        answers.python_value(Triple(NamedNode("urn:a"), NamedNode("urn:b"), Literal("c")))
        == '<urn:a> <urn:b> "c"'
    )
    assert (
        answers.cell_text(Triple(NamedNode("urn:a"), NamedNode("urn:b"), Literal("c")))
        == '<urn:a> <urn:b> "c"'
    )


def test_only_rows_and_truth_have_values(invented: Store) -> None:
    """An ASK query has one row with its answer; of CONSTRUCT and DESCRIBE, each statement is a row."""
    assert sparql.select(invented, "ASK { ?x a peel:Force }") == (("answer",), [(True,)])
    assert sparql.select(invented, "ASK { ?x a peel:Nothing }") == (("answer",), [(False,)])
    columns, rows = sparql.select(invented, "DESCRIBE force:exampleshire")
    assert columns == ("subject", "property", "object")
    assert ("force:exampleshire", "rdf:type", "peel:Force") in rows
    assert answers.answer_cells(sparql.answer_query(invented, "ASK { ?x a peel:Force }")) == (
        ("answer",),
        [("true",)],
    )
    columns, cells = answers.answer_cells(
        sparql.answer_query(invented, "CONSTRUCT WHERE { ?x a peel:Force }")
    )
    assert columns == ("subject", "property", "object")
    assert cells[0][2] == "https://w3id.org/peelgraph/ontology#Force"


@pytest.mark.parametrize(("form", "plain"), [("csv", "x\r\n=1\x1b\r\n"), ("tsv", '?x\n"=1\x1b"\n')])
def test_raw_answers_keep_what_a_spreadsheet_would_run(
    invented: Store, form: str, plain: str
) -> None:
    """Formulas are defused, and controls of csv made harmless, unless raw data are asked for."""
    answer = sparql.answer_query(invented, "SELECT ?x { VALUES ?x { '=1\\u001B' } }")
    assert answers.format_answer(answer, form, raw=True) == plain
    assert "'=1" in answers.format_answer(
        sparql.answer_query(invented, "SELECT ?x { VALUES ?x { '=1\\u001B' } }"), form
    )


def test_what_xml_cannot_hold_is_refused(invented: Store) -> None:
    """A control character in a text fits every format but XML, and the message names one that holds it."""
    query = "SELECT ?x { VALUES ?x { 'a\\uFFFEb' } }"
    with pytest.raises(QueryError, match=r"XML cannot hold\. Use --format json"):
        answers.format_answer(sparql.answer_query(invented, query), "xml")
    assert (
        json.loads(answers.format_answer(sparql.answer_query(invented, query), "json"))["results"][
            "bindings"
        ][0]["x"]["value"]
        == "a\ufffeb"
    )
