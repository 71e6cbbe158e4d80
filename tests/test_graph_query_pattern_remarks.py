"""Patterns without an answer are named, with the way that has some."""

from __future__ import annotations

import pytest

from graph.namespaces import PREFIXES
from graph.query.algebra import parse_query
from graph.query.pattern_remarks import combination_remarks, dataset_remarks, term_remarks
from graph.store import Store, parse_text, store_in_memory

_PREFIXES = " ".join(f"PREFIX {name}: <{PREFIXES[name]}>" for name in ("rdfs", "peel", "org"))
DATA = f"""{_PREFIXES}
<urn:hub> a peel:Unit ; rdfs:label "hub"@en ; org:unitOf <urn:force> ; peel:worksWith <urn:trust> .
<urn:force> a peel:Force ; rdfs:label "force"@en .
<urn:trust> a peel:Partner ; rdfs:label "trust"@en ; peel:unit "x" .
GRAPH <urn:sentence> {{ <urn:hub> peel:worksWith <urn:trust> }}
"""


@pytest.fixture(scope="module")
def store() -> Store:
    """A unit of a force that works with a trust, as one sentence says."""
    return store_in_memory(parse_text(DATA))


def _of(store: Store, body: str) -> str:
    query = parse_query(f"SELECT * {{ {body} }}")
    assert query is not None
    return " ".join([*term_remarks(store, query), *combination_remarks(store, query)])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            "?x peel:workWith ?y",
            "nothing here is called peel:workWith; did you mean peel:worksWith?",
        ),
        ("?x rdfs:lable ?y", "did you mean rdfs:label?"),
        ("?x peel:worksWith/rdfs:lable ?y", "did you mean rdfs:label?"),
        ("?x peel:unitOf ?y", "did you mean org:unitOf or peel:unit?"),
        ("?x a peel:unit", "no thing is of the class peel:unit; did you mean peel:Unit?"),
        ("?x peel:Unit ?y", "no statement has the property peel:Unit; did you mean peel:unit"),
        ("<urn:force> org:unitOf ?x", "the other way round"),
        ("?x org:unitOf ?y . ?x a peel:Force", "nothing has both"),
        ("?x org:unitOf ?y . ?x a peel:Force", "with `?y org:unitOf ?x`, the other way round"),
        (
            "?x a peel:Unit ; a peel:Force",
            "nothing has both `?x a peel:Force` and `?x a peel:Unit`",
        ),
        ("GRAPH ?s { ?x peel:worksWith ?y . ?x rdfs:label ?l }", "move it out of GRAPH"),
        ("GRAPH ?s { ?x rdfs:label ?l }", "move it out of GRAPH"),
        ("?x a peel:Unit FILTER(1 = 2)", "it is FILTER or MINUS"),
        ("?x a peel:Unit MINUS { ?x rdfs:label ?l }", "it is FILTER or MINUS"),
    ],
)
def test_the_pattern_without_an_answer_is_named(store: Store, body: str, words: str) -> None:
    """Terms, classes for properties, directions, and what stands in no GRAPH together."""
    assert words in _of(store, body)


def test_patterns_that_only_fail_together_are_said_to(store: Store) -> None:
    """Each two of three go together, but no thing has all."""
    text = f"""{_PREFIXES} <urn:a> peel:x 1 ; peel:y 1 . <urn:b> peel:y 1 ; peel:z 1 .
    <urn:c> peel:x 1 ; peel:z 1 ."""
    remark = _of(store_in_memory(parse_text(text)), "?s peel:x ?o ; peel:y ?o ; peel:z ?o")
    assert remark == "every two of the patterns have answers together, but not all of them at once."


@pytest.mark.parametrize(
    ("data", "body", "words"),
    [
        ("", "?s ?p ?o", "the store holds no statement."),
        ("GRAPH <urn:g> { <urn:a> <urn:p> 1 }", "?s ?p ?o", "GRAPH ?graph { ... } looks into"),
        ("GRAPH <urn:g> { <urn:a> <urn:p> 1 }", "GRAPH <urn:h> { ?s ?p ?o }", "no such GRAPH"),
    ],
)
def test_nothing_at_all_is_called_so(data: str, body: str, words: str) -> None:
    """Where any statement would do, the remark says that there is none, and where there are some."""
    query = parse_query(f"SELECT * {{ {body} }}")
    assert words in " ".join(combination_remarks(store_in_memory(parse_text(data)), query))


def test_a_graph_that_is_not_there_is_named(store: Store) -> None:
    """FROM and FROM NAMED with a graph that the store lacks are remarked on, the others are not."""
    text = "SELECT * FROM <urn:sentence> FROM <urn:x> FROM NAMED <urn:y> { ?s ?p ?o }"
    remarks = list(dataset_remarks(store, parse_query(text)))
    assert [remark.split(";")[0] for remark in remarks] == [
        "no graph is called urn:x",
        "no graph is called urn:y",
    ]
