"""What may be asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import QueryError, StoreError
from graph.query import sparql
from graph.store import Literal, NamedNode, Quad, QuerySolutions, Store
from graph.store_writer import store_writer

PARTNERS = "SELECT ?a ?b ?s { GRAPH ?s { ?a peel:worksWith ?b } ?s a peel:Sentence }"


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


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_every_format_of_rows_takes_a_statement_as_a_value(
    invented_directory: Path, form: str
) -> None:
    """A value of RDF 1.2 that is a statement is written, and remarks on the answer can be made."""
    query = "SELECT (<<( <urn:a> <urn:b> <urn:c> )>> AS ?statement) ?none { }"
    answer = sparql.write_answer(invented_directory, query, form, as_table=False)
    assert all(name in answer.text for name in ("urn:a", "urn:b", "urn:c"))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?z peel:worksWith ?b . ?b rdfs:label ?a }",
        "select distinct * { ?z peel:worksWith ?b . ?b rdfs:label ?a } # ?c",
        "SELECT * { ?z peel:worksWith ?b . ?b rdfs:label ?a FILTER(?a != '?c') }",
        "SELECT * { ?z peel:worksWith ?b . ?b rdfs:label ?a MINUS { ?z a ?c } }",
    ],
)
def test_columns_stand_in_the_order_of_the_query(invented: Store, query: str) -> None:
    """All that a pattern names comes in its order, not A to Z, with its own values; what only a comment, a text or MINUS names is no column."""
    answer = sparql.answer_query(invented, query)
    assert isinstance(answer, QuerySolutions)
    assert [variable.value for variable in answer.variables] == ["z", "b", "a"]
    for row in answer:
        assert isinstance(row["a"], Literal)


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
