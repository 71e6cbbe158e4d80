"""Links between things are read out of an answer: statements, or rows with two things."""

from __future__ import annotations

import pytest

from graph.query.answer_edges import STATEMENT, edges_between

_THINGS = {"urn:a", "urn:b", "urn:c"}
_WORKS = "https://w3id.org/peelgraph/ontology#worksWith"


def test_statements_between_things_are_edges() -> None:
    """Of a graph, the statements with two things are drawn, each once; texts and other terms are not."""
    rows = [("urn:b", "urn:p", "urn:a"), ("urn:a", "urn:p", "words"), ("urn:b", "urn:p", "urn:a")]
    assert edges_between(STATEMENT, rows, "", _THINGS) == [("urn:b", "urn:p", "urn:a")]


@pytest.mark.parametrize(
    ("query", "relation"),
    [
        ("SELECT ?x ?y { ?x peel:worksWith ?y }", _WORKS),
        ("SELECT ?x ?y { ?x <urn:p> ?y . ?x rdfs:label ?name }", "urn:p"),
        ("PREFIX k: <urn:k/>\nSELECT ?x ?y { ?x k:knows ?y }", "urn:k/knows"),
        ("SELECT ?x ?y { ?x peel:worksWith/peel:worksWith ?y }", ""),
        ("SELECT ?x ?y { ?x peel:worksWith ?z . ?z peel:worksWith ?y }", ""),
    ],
)
def test_the_query_names_what_is_between_two_columns(query: str, relation: str) -> None:
    """A pattern of the query says how the things of a row are related; a path or a detour says nothing."""
    edges = edges_between(("x", "y"), [("urn:a", "urn:b")], query, _THINGS)
    assert edges == [("urn:a", relation, "urn:b")]


def test_a_column_can_be_what_is_between() -> None:
    """A variable between two columns gives each row its own relation, and a pattern the other way turns the edge."""
    query = "SELECT ?x ?how ?y { ?y ?how ?x }"
    rows = [("urn:a", "urn:p", "urn:b"), ("urn:b", "urn:q", "urn:c")]
    edges = edges_between(("x", "how", "y"), rows, query, _THINGS)
    assert edges == [("urn:b", "urn:p", "urn:a"), ("urn:c", "urn:q", "urn:b")]


def test_an_answer_without_two_things_has_no_edges() -> None:
    """One thing and a text in each row connect nothing."""
    assert edges_between(("x", "name"), [("urn:a", "A")], "", _THINGS) == []
