"""Literals that the data write otherwise are named with what the data have."""

from __future__ import annotations

import pytest

from graph.namespaces import PREFIXES
from graph.query.algebra import parse_query
from graph.query.literal_remarks import comparison_remarks, literal_remarks
from graph.store import Store, parse_text, store_in_memory

_PREFIXES = " ".join(
    f"PREFIX {name}: <{PREFIXES[name]}>" for name in ("rdfs", "skos", "dcterms", "peel", "xsd")
)
DATA = f"""{_PREFIXES}
<urn:hub> rdfs:label "demand hub"@en ; skos:altLabel "DH"@en ; peel:value 14.0 .
<urn:report> dcterms:modified "2020-01-21"^^xsd:date ; dcterms:publisher <urn:hub> .
"""


@pytest.fixture(scope="module")
def store() -> Store:
    """Two things with a label, a number and a date."""
    return store_in_memory(parse_text(DATA))


def _of(store: Store, body: str) -> list[str]:
    query = parse_query(f"SELECT * {{ {body} }}")
    assert query is not None
    return [*literal_remarks(store, query), *comparison_remarks(store, query)]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('?x rdfs:label "demand hub"', '"demand hub"@en'),
        ('?x rdfs:label "Demand Hub"@en', '"demand hub"@en'),
        ('?x rdfs:label "demand hub"@de', '"demand hub"@en'),
        ('?x rdfs:label "DH"@en', 'skos:altLabel "DH"@en'),
        ('VALUES ?l { "demand hub" } ?x rdfs:label ?l', '"demand hub"@en'),
        ('BIND("demand hub" AS ?l) ?x rdfs:label ?l', '"demand hub"@en'),
        ("?x peel:value 14", "14.0"),
        ("?x peel:value 14e0", "14.0"),
        ('?x peel:value "14"', "14.0"),
        ('?x dcterms:modified "2020-01-21"', '"2020-01-21"^^xsd:date'),
        ('?x rdfs:label ?l FILTER(?l = "demand hub")', '"demand hub"@en'),
        ('?x rdfs:label ?l FILTER(?l IN ("demand hub", "x"@en))', '"demand hub"@en'),
        ('?x rdfs:label ?l FILTER("demand hub" = ?l)', '"demand hub"@en'),
        ('?x rdfs:label ?l FILTER(CONTAINS(?l, "Demand"))', "'demand'"),
        ('?x peel:value ?v FILTER(?v = "14")', "without quotes"),
        ('?x dcterms:modified ?d FILTER(?d > "2019-01-01")', '"2019-01-01"^^xsd:date'),
        ('?x dcterms:publisher ?p FILTER(?p = "demand hub")', "rdfs:label of ?p"),
        ('?x dcterms:publisher ?p FILTER(CONTAINS(?p, "hub"))', "?p is a thing"),
        ('?x rdfs:label "nothing like it"@en', "whatever its language or type"),
    ],
)
def test_what_the_data_have_is_named(store: Store, body: str, words: str) -> None:
    """Language, type, capitals and property, in patterns, VALUES, BIND and FILTER."""
    assert words in " ".join(_of(store, body))


@pytest.mark.parametrize(
    "body",
    [
        '?x rdfs:label "demand hub"@en',
        "?x peel:value 14.0",
        "?x peel:value ?v FILTER(?v > 20)",
        '?x rdfs:label ?l FILTER(CONTAINS(?l, "demand"))',
        '?x rdfs:label ?l FILTER(STR(?l) = "demand hub")',
        '?x ?p "demand hub"',
    ],
)
def test_what_is_written_as_in_the_data_gets_no_remark(store: Store, body: str) -> None:
    """Also a comparison of the same kind that happens to be false."""
    assert _of(store, body) == []
