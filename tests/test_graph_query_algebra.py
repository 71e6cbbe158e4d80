"""Variables and patterns of a query are those that SPARQL gives it."""

from __future__ import annotations

import pytest

from graph.query.algebra import (
    certain_variables,
    expressions,
    operators_of,
    parse_query,
    patterns,
    possible_variables,
)


@pytest.mark.parametrize(
    ("body", "possible", "certain"),
    [
        ("?a <urn:p> ?b", "ab", "ab"),
        ("?a <urn:p>/<urn:q> ?b", "ab", "ab"),
        ("?a <urn:p> ?b OPTIONAL { ?a <urn:q> ?c }", "abc", "ab"),
        ("{ ?a <urn:p> ?b } UNION { ?a <urn:q> ?c }", "abc", "a"),
        ("?a <urn:p> ?b MINUS { ?a <urn:q> ?c }", "ab", "ab"),
        ("GRAPH ?g { ?a <urn:p> 1 }", "ag", "ag"),
        ("VALUES (?a ?b) { (1 UNDEF) (2 3) }", "ab", "a"),
        ("?a <urn:p> ?b BIND(1 AS ?c)", "abc", "ab"),
        ("{ SELECT ?a { ?a <urn:p> ?b } }", "a", "a"),
        ("{ SELECT ?a (COUNT(?b) AS ?n) { ?a <urn:p> ?b } GROUP BY ?a }", "an", ""),
        ("{ SELECT ?z (SAMPLE(?y) AS ?n) { ?a <urn:p> ?b } GROUP BY ?z }", "", ""),
        ("?a <urn:p> ?b FILTER NOT EXISTS { ?a <urn:q> ?c }", "ab", "ab"),
    ],
)
def test_variables_are_those_that_a_pattern_gives_a_value(
    body: str, possible: str, certain: str
) -> None:
    """What may have a value, and what has one in each row."""
    query = parse_query(f"ASK {{ {body} }}")
    assert query is not None
    assert possible_variables(query) == frozenset(possible)
    assert certain_variables(query) == frozenset(certain)


def test_patterns_say_where_they_stand() -> None:
    """OPTIONAL and UNION are no must, MINUS adds nothing, and GRAPH is known of each pattern."""
    body = "?a <urn:p> 1 OPTIONAL { ?a <urn:q> 2 } GRAPH ?g { ?a <urn:r> 3 } MINUS { ?a <urn:s> 4 }"
    query = parse_query(f"SELECT * {{ {body} }}")
    assert query is not None
    found = {
        str(pattern.target): (pattern.optional, str(pattern.graph)) for pattern in patterns(query)
    }
    assert found == {"1": (False, "None"), "2": (True, "None"), "3": (False, "g")}


def test_expressions_come_with_what_has_a_value_there() -> None:
    """FILTER and ORDER BY; the operators within come too, but nothing of EXISTS."""
    text = "SELECT * { ?a <urn:p> ?b FILTER(?b > 1 && EXISTS { ?c ?d ?e }) } ORDER BY ?z"
    query = parse_query(text)
    assert query is not None
    (order, _), (condition, scope) = expressions(query)
    assert str(order) == "z"
    assert scope == frozenset("ab")
    names = [operator.name for operator in operators_of(condition)]
    assert names == ["ConditionalAndExpression", "RelationalExpression"]


def test_what_is_no_query_has_no_structure() -> None:
    """Nothing is raised, not even for one that is nested too deeply for the parser."""
    assert parse_query("SELECT") is None
    assert parse_query("ASK " + "{" * 3000 + "}" * 3000) is None
