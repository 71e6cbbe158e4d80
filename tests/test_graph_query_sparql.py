"""What may be asked, and how answers are written."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError, StoreError
from graph.query import sparql
from graph.store import Literal, NamedNode, Quad, QuerySolutions, Store, Triple
from graph.writer import store_writer

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
    texts = {
        form: sparql.format_answer(sparql.answer_query(invented, PARTNERS), form)
        for form in sparql.ROW_FORMATS
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
                sparql.format_answer(sparql.answer_query(invented, query), "csv"), newline=""
            )
        )
    ) == [
        ["a", "b", "c", "d"],
        ["https://example.org/#:~:text=one,two", 'say "x"\nand, more', "1", ""],
    ]
    assert (
        sparql.format_answer(
            sparql.answer_query(invented, "SELECT ?x { BIND(BNODE() AS ?x) }"), "csv"
        )
        .splitlines()[1]
        .startswith("_:")
    )


def test_statements_are_sorted_and_prefixed(invented: Store) -> None:
    """CONSTRUCT answers in Turtle have the same bytes every time; N-Triples too."""
    text = "CONSTRUCT { ?a peel:worksWith ?b } WHERE { ?a peel:worksWith ?b }"
    first, second = (
        sparql.format_answer(sparql.answer_query(invented, text), "ttl") for _ in range(2)
    )
    assert first == second
    assert "unit:exampleshire-river-team" in first
    assert sparql.format_answer(sparql.answer_query(invented, text), "nt").count("\n") == 2


def test_yes_and_no(invented: Store) -> None:
    """ASK answers in words and in JSON."""
    answer = sparql.answer_query(invented, "ASK { ?x a peel:Force }")
    assert sparql.format_answer(answer, "csv") == "true\n"
    assert (
        json.loads(
            sparql.format_answer(sparql.answer_query(invented, "ASK { ?x a peel:Nothing }"), "json")
        )["boolean"]
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
        ("", "the query is empty"),
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
    assert sparql.answer_table(answer) == (["x"], [[shown]])


def test_a_literal_that_is_no_number_stays_a_text() -> None:
    """What its datatype does not allow is given as it is written; a statement is written out."""
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert sparql.python_value(Literal("many", datatype=NamedNode(f"{xsd}integer"))) == "many"
    assert sparql.python_value(Literal("1.5", datatype=NamedNode(f"{xsd}float"))) == 1.5
    assert (
        sparql.python_value(Triple(NamedNode("urn:a"), NamedNode("urn:b"), Literal("c")))
        == '<urn:a> <urn:b> "c"'
    )
    assert (
        sparql.cell_text(Triple(NamedNode("urn:a"), NamedNode("urn:b"), Literal("c")))
        == '<urn:a> <urn:b> "c"'
    )


def test_only_rows_and_truth_have_values(invented: Store) -> None:
    """An ASK query has one row with its answer; of CONSTRUCT and DESCRIBE, each statement is a row."""
    assert sparql.select(invented, "ASK { ?x a peel:Force }") == (("answer",), [(True,)])
    assert sparql.select(invented, "ASK { ?x a peel:Nothing }") == (("answer",), [(False,)])
    columns, rows = sparql.select(invented, "DESCRIBE force:exampleshire")
    assert columns == ("subject", "property", "object")
    assert ("force:exampleshire", "rdf:type", "peel:Force") in rows
    assert sparql.answer_cells(sparql.answer_query(invented, "ASK { ?x a peel:Force }")) == (
        ("answer",),
        [("true",)],
    )
    columns, cells = sparql.answer_cells(
        sparql.answer_query(invented, "CONSTRUCT WHERE { ?x a peel:Force }")
    )
    assert columns == ("subject", "property", "object")
    assert cells[0][2] == "https://w3id.org/peelgraph/ontology#Force"


_NO_VALUE = "?y never has a value: SELECT names it, but no pattern there gives it one."


@pytest.mark.parametrize(
    ("query", "form", "table", "written"),
    [
        (
            "SELECT ?x { VALUES ?x { 1 '=2' } }",
            None,
            False,
            sparql.WrittenAnswer((), text="x\r\n1\r\n'=2\r\n", form="csv"),
        ),
        (
            "SELECT ?x { VALUES ?x { 1 '=2' } }",
            "tsv",
            False,
            sparql.WrittenAnswer((), text='?x\n1\n"\'=2"\n', form="tsv"),
        ),
        (
            "SELECT ?x ?y { VALUES ?x { 1 '=2' } }",
            None,
            True,
            sparql.WrittenAnswer((_NO_VALUE,), ["x", "y"], [["1", ""], ["=2", ""]]),
        ),
        ("ASK {}", None, False, sparql.WrittenAnswer((), text="yes\n")),
        (
            f"ASK {{ ?x a peel:{'q' * 40} }}",
            None,
            True,
            sparql.WrittenAnswer((f"nothing here is called peel:{'q' * 40}.",), text="no\n"),
        ),
        ("ASK {}", "csv", False, sparql.WrittenAnswer((), text="true\n", form="csv")),
        (
            "ASK { ?a <urn:none> ?b }",
            "tsv",
            False,
            sparql.WrittenAnswer(("nothing here is called urn:none.",), text="false\n", form="tsv"),
        ),
        (
            "CONSTRUCT { <urn:a> <urn:b> 'c' } {}",
            None,
            False,
            sparql.WrittenAnswer((), text='<urn:a> <urn:b> "c" .\n', form="ttl"),
        ),
    ],
)
def test_an_answer_has_a_format_by_itself(
    invented_directory: Path,
    query: str,
    form: str | None,
    table: bool,
    written: sparql.WrittenAnswer,
) -> None:
    """Rows are csv, statements ttl, truth yes or no; a table has columns and cells; unknown names are remarked."""
    assert sparql.write_answer(invented_directory, query, form, table) == written


@pytest.mark.parametrize(("form", "plain"), [("csv", "x\r\n=1\x1b\r\n"), ("tsv", '?x\n"=1\x1b"\n')])
def test_raw_answers_keep_what_a_spreadsheet_would_run(
    invented: Store, form: str, plain: str
) -> None:
    """Formulas are defused, and controls of csv made harmless, unless raw data are asked for."""
    answer = sparql.answer_query(invented, "SELECT ?x { VALUES ?x { '=1\\u001B' } }")
    assert sparql.format_answer(answer, form, raw=True) == plain
    assert "'=1" in sparql.format_answer(
        sparql.answer_query(invented, "SELECT ?x { VALUES ?x { '=1\\u001B' } }"), form
    )


def test_what_xml_cannot_hold_is_refused(invented: Store) -> None:
    """A control character in a text fits every format but XML, and the message names one that holds it."""
    query = "SELECT ?x { VALUES ?x { 'a\\uFFFEb' } }"
    with pytest.raises(QueryError, match=r"XML cannot hold\. Use --format json"):
        sparql.format_answer(sparql.answer_query(invented, query), "xml")
    assert (
        json.loads(sparql.format_answer(sparql.answer_query(invented, query), "json"))["results"][
            "bindings"
        ][0]["x"]["value"]
        == "a\ufffeb"
    )


def test_the_longest_and_the_deepest_query_are_asked() -> None:
    """What is as long or as deep as the limit is allowed; one more is not, and brackets beside each other are no depth."""
    sparql.guard("SELECT * {}".ljust(sparql.MAX_LENGTH))
    with pytest.raises(
        QueryError, match=r"^the query has 10,001 characters; 10,000 are allowed\.$"
    ):
        sparql.guard("SELECT * {}".ljust(sparql.MAX_LENGTH + 1))
    sparql.guard("SELECT * " + "{([" * 33 + "{" + "}" + "])}" * 33)
    sparql.guard("SELECT * { " + "{} () [] " * 200 + "}")
    sparql.guard("SELECT * { ?s ?p '" + "(" * 200 + "' } # " + "{" * 200)
    with pytest.raises(QueryError, match=r"^the query is nested deeper than 100 levels\.$"):
        sparql.guard("SELECT * " + "{" * 101 + "}" * 101)


def test_half_a_character_is_no_query() -> None:
    """A surrogate, which no file of UTF-8 holds, is refused; other characters that are not printed are not."""
    with pytest.raises(QueryError, match="the query is not UTF-8"):
        sparql.guard("SELECT * { ?s ?p '\udc80' }")
    sparql.guard("SELECT * {\n ?s ?p '\u200b' }")


def test_a_store_is_opened_once_until_it_changes(tmp_path: Path) -> None:
    """A process that asks again gets the store that it has open, and the new one after a write; without a store it is told so."""
    with pytest.raises(StoreError, match="there is no store here"):
        sparql.open_cached(tmp_path)
    for number in (1, 2):
        with store_writer(tmp_path) as writer:
            writer.replace(
                lambda store, n=number: store.add(  # type: ignore[misc]
                    Quad(NamedNode(f"urn:{n}"), NamedNode("urn:p"), Literal(n))
                ),
                note={},
                keep=True,
            )
        first = sparql.open_cached(tmp_path)
        assert sparql.open_cached(tmp_path) is first
        assert len(first) == number
        assert sparql.select_values(tmp_path, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == (
            ("n",),
            [(number,)],
            (),
        )
    with store_writer(tmp_path) as writer:
        writer.replace(len, note={})
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "current.json",
        "generation-2",
        "generation-3",
    ]  # the second is still read
    assert len(sparql.open_cached(tmp_path)) == 0
