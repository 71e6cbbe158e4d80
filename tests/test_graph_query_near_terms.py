"""Terms that are most like a mistaken one."""

from __future__ import annotations

import pytest

from graph.namespaces import expand
from graph.query.near_terms import nearest_terms

_TERMS = (
    *("peel:Unit", "peel:unit", "peel:Force", "peel:worksWith", "rdfs:label", "org:unitOf"),
    *("unit:exampleshire-river-team", "unit:otherford-river-team", "unit:exampleshire-methub"),
)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("peel:Unti", ["peel:Unit"]),
        ("peel:unti", ["peel:unit"]),
        ("http://example.org/Unit", ["peel:Unit", "org:unitOf"]),
        ("peel:works", ["peel:worksWith"]),
        ("peel:PoliceForce", ["peel:Force"]),
        ("skos:prefLabel", ["rdfs:label"]),
        ("unit:methub", ["unit:exampleshire-methub"]),
        ("unit:metub", ["unit:exampleshire-methub"]),
        ("unit:team", ["unit:exampleshire-river-team", "unit:otherford-river-team"]),
        ("peel:xyz", []),
        ("peel:", []),
    ],
)
def test_what_was_meant_is_named(name: str, near: list[str]) -> None:
    """Capitals tell a class from a property; the name of a force, or a word, may be missing."""
    assert nearest_terms(expand(name), map(expand, _TERMS)) == near
