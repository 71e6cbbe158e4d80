"""A query is refused exactly where the engine would answer otherwise than SPARQL says."""

from __future__ import annotations

import pytest
import rdflib

from graph.errors import QueryError
from graph.query import sparql
from graph.query.graph_variables import refuse_lost_graphs
from graph.store import QuerySolutions, parse_text, query, store_in_memory

pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
DATA = """
GRAPH <urn:g1> { <urn:a> <urn:q> "1" . <urn:b> <urn:p> <urn:c> }
GRAPH <urn:g2> { <urn:a> <urn:p> <urn:c> . <urn:c> <urn:p> <urn:d> }
GRAPH <urn:g3> { <urn:d> <urn:r> <urn:e> . <urn:d> <urn:p> <urn:d> . <urn:d> <urn:q> "3" }
<urn:a> <urn:p> <urn:z> . <urn:a> <urn:q> "1" . <urn:a> <urn:p> <urn:b> .
"""
KEPT = {
    "a pattern": "?a <urn:p> ?b",
    "a join": "?a <urn:p> ?b . ?a <urn:p> ?c",
    "OPTIONAL": "?a <urn:q> ?b OPTIONAL { ?a <urn:p> ?c }",
    "UNION": "{ ?a <urn:p> ?b } UNION { ?a <urn:q> ?b }",
    "VALUES beside a pattern": "VALUES ?a { <urn:a> } ?a <urn:p> ?b",
    "BIND": "?a <urn:p> ?b BIND(STR(?b) AS ?c)",
    "a path": "?a <urn:p>+ ?b",
    "MINUS": "?a <urn:q> ?b MINUS { ?a <urn:p> ?c }",
    "NOT EXISTS": "?a <urn:q> ?b FILTER NOT EXISTS { ?a <urn:p> ?c }",
    "EXISTS": "?a <urn:q> ?b FILTER EXISTS { ?a <urn:p> ?c }",
    "another GRAPH beside a pattern": "?a <urn:p> ?b GRAPH ?h { ?c <urn:r> ?d }",
    "a subquery that selects it": "{ SELECT ?g ?a { ?a <urn:p> ?b } }",
    "a subquery in a GRAPH of one name": "?a <urn:p> ?b GRAPH <urn:g1> { SELECT ?c { ?c <urn:q> ?d } }",
}
LOST = {
    "an aggregate": ("a subquery", "SELECT (COUNT(*) AS ?n) { ?a <urn:p> ?b }"),
    "an aggregate in braces": ("a subquery", "{ SELECT (COUNT(*) AS ?n) { ?a <urn:p> ?b } }"),
    "a subquery": ("a subquery", "{ SELECT ?a { ?a <urn:p> ?b } }"),
    "a subquery of everything": ("a subquery", "{ SELECT * { ?a <urn:p> ?b } }"),
    "DISTINCT": ("a subquery", "{ SELECT DISTINCT ?a { ?a <urn:p> ?b } }"),
    "GROUP BY": ("a subquery", "{ SELECT ?a (COUNT(*) AS ?n) { ?a <urn:p> ?b } GROUP BY ?a }"),
    "a subquery beside a pattern": (
        "a subquery",
        "?a <urn:q> ?q . { SELECT DISTINCT ?a { ?a <urn:p> ?b } }",
    ),
    "a subquery in OPTIONAL": (
        "a subquery",
        "?a <urn:q> ?q OPTIONAL { SELECT ?a ?b { ?a <urn:p> ?b } }",
    ),
    "a subquery in MINUS": (
        "a subquery",
        "?a <urn:q> ?q MINUS { SELECT ?a { ?a <urn:p> ?b } }",
    ),
    "a subquery in NOT EXISTS": (
        "a subquery",
        "?a <urn:q> ?q FILTER NOT EXISTS { SELECT ?a { ?a <urn:p> ?b } }",
    ),
    "LIMIT": ("LIMIT", "{ SELECT ?g ?a { ?a <urn:p> ?b } ORDER BY ?a LIMIT 1 }"),
    "MINUS that shares nothing": ("MINUS", "?a <urn:q> ?q MINUS { ?x <urn:r> ?y }"),
    "MINUS without variables": ("MINUS", "?a <urn:q> ?q MINUS { <urn:b> <urn:p> <urn:c> }"),
    "VALUES alone": ("VALUES", "VALUES ?a { <urn:a> }"),
    "VALUES in UNION": ("VALUES", "{ ?a <urn:p> ?b } UNION { VALUES ?a { <urn:x> } }"),
    "another GRAPH": ("another GRAPH", "GRAPH ?h { ?a <urn:q> ?b }"),
}


def _names(text: str) -> list[str]:
    answer = query(store_in_memory(parse_text(DATA)), text)
    assert isinstance(answer, QuerySolutions)
    return sorted(variable.value for variable in answer.variables)


def _engine(text: str) -> list[tuple[str, ...]]:
    answer = query(store_in_memory(parse_text(DATA)), text)
    assert isinstance(answer, QuerySolutions)
    return sorted(
        tuple("-" if row[name] is None else str(row[name].value) for name in _names(text))
        for row in answer
    )


def _oracle(text: str) -> list[tuple[str, ...]]:
    dataset = rdflib.Dataset()
    dataset.parse(data=DATA, format="trig")
    return sorted(
        tuple(str(row.get(rdflib.Variable(name), "-")) for name in _names(text))
        for row in dataset.query(text).bindings
    )


@pytest.mark.parametrize("body", KEPT.values(), ids=KEPT)
def test_what_is_answered_is_answered_as_rdflib_does(body: str) -> None:
    """A query that is let through has the rows that another engine gives."""
    text = f"SELECT * {{ GRAPH ?g {{ {body} }} }}"
    refuse_lost_graphs(text)
    assert _engine(text) == _oracle(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?a ?b { GRAPH ?g { SELECT * { ?a <urn:p> ?b } } }",
        "SELECT ?a { GRAPH ?g { { SELECT ?a { ?a ?p ?g } } } }",
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { SELECT ?b { ?a <urn:p> ?b } } }",
        "SELECT ?b { ?b <urn:q> ?c GRAPH ?g { SELECT ?b { ?b <urn:p> ?d FILTER(?d != <urn:z>) } } }",
    ],
)
def test_a_subquery_may_lose_what_nothing_else_uses(text: str) -> None:
    """Where the graph is named by a variable only to look into all of them, the rows are right."""
    refuse_lost_graphs(text)
    assert _engine(text) == _oracle(text) != []


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?a ?g { GRAPH ?g { SELECT ?a { ?a <urn:p> ?b } } }",
        "SELECT ?a { GRAPH ?g { SELECT ?a { ?a <urn:p> ?b } } FILTER(?g = <urn:g1>) }",
        "SELECT ?a { GRAPH ?g { SELECT ?a { ?a <urn:p> ?b } } } ORDER BY ?g",
        "SELECT ?a { GRAPH ?g { SELECT ?a { ?a <urn:p> ?b } } GRAPH ?g { ?a <urn:q> ?c } }",
        "SELECT ?a { GRAPH ?g { SELECT DISTINCT ?a { ?x ?p <urn:d> BIND(<urn:a> AS ?a) } } }",
        "SELECT ?n { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?a <urn:p> ?b } } }",
        "SELECT ?a { GRAPH ?g { ?a <urn:q> ?q { SELECT ?a { ?a <urn:p> ?b } } } }",
    ],
)
def test_a_subquery_may_not_lose_what_is_used(text: str) -> None:
    """A graph that is selected, filtered, sorted by, joined or counted by is needed."""
    with pytest.raises(QueryError, match=r"lose \?g around a subquery"):
        refuse_lost_graphs(text)


@pytest.mark.parametrize(("what", "body"), LOST.values(), ids=LOST)
def test_what_is_refused_would_be_answered_wrongly(what: str, body: str) -> None:
    """The message names what loses the variable; the engine's rows are not those of another one."""
    text = f"SELECT * {{ GRAPH ?g {{ {body} }} }}"
    with pytest.raises(QueryError, match=rf"^this is SPARQL, but .* lose \?g around {what} "):
        refuse_lost_graphs(text)
    assert _engine(text) != _oracle(text)


def test_the_way_round_that_the_message_shows_is_right() -> None:
    """With GRAPH inside of the subquery, the engine counts graph by graph."""
    text = "SELECT * { { SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?a <urn:p> ?b } } GROUP BY ?g } }"
    refuse_lost_graphs(text)
    assert _engine(text) == _oracle(text)
    assert _engine(text) == [("urn:g1", "1"), ("urn:g2", "2"), ("urn:g3", "1")]


def test_a_query_is_guarded_before_it_is_answered() -> None:
    """The engine never sees such a query, also where texts and comments look like keywords."""
    store = store_in_memory(parse_text(DATA))
    with pytest.raises(QueryError, match="Put GRAPH into the subquery"):
        sparql.answer_query(store, "SELECT ?g ?n { GRAPH ?g { SELECT (1 AS ?n) {} } }")
    fine = "SELECT * { GRAPH ?g { ?a <urn:q> ?b FILTER(?b != 'SELECT') } } # MINUS { }"
    assert len(list(sparql.answer_query(store, fine))) == 2  # type: ignore[arg-type]
