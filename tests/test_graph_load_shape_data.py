"""Statements by property and subject: each once, classes with those below them."""

from __future__ import annotations

import pytest

from graph.load.shape_data import LiteralValue, Statements, UnsupportedShapeError, plain_value
from graph.namespaces import PREFIXES
from graph.store import parse_text

_PREFIXES = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("rdfs", "xsd"))
_STRING = PREFIXES["xsd"] + "string"


def _statements(text: str) -> Statements:
    statements = Statements(["urn:p"])
    statements.add(parse_text(_PREFIXES + text))
    return statements


def test_a_statement_of_two_graphs_counts_once() -> None:
    """Values are distinct, whatever their graphs; texts differ by language; other properties are left out."""
    statements = _statements(
        '<urn:a> <urn:p> "x" , <urn:x> ; <urn:q> 1 . <urn:g> { <urn:a> <urn:p> "x" , "x"@en }'
    )
    text = PREFIXES["rdf"] + "langString"
    assert set(statements.values("urn:a", "urn:p")) == {
        "urn:x",
        LiteralValue("x", _STRING, ""),
        LiteralValue("x", text, "en"),
    }
    assert len(statements.values("urn:a", "urn:p")) == 3
    assert list(statements.subjects("urn:p")) == ["urn:a"]
    assert statements.values("urn:b", "urn:p") == ()


def test_instances_are_those_of_classes_below_too() -> None:
    """A class reaches through all below it, even where they lead round in a circle."""
    statements = _statements(
        "<urn:b> rdfs:subClassOf <urn:a> . <urn:c> rdfs:subClassOf <urn:b> . <urn:a> rdfs:subClassOf <urn:c> ."
        "<urn:x> a <urn:c> . <urn:y> a <urn:a> , <urn:d> . <urn:z> a <urn:d> ."
    )
    assert statements.instances_of("urn:a") == {"urn:x", "urn:y"}
    assert statements.instances_of("urn:d") == {"urn:y", "urn:z"}
    assert statements.instances_of("urn:none") == set()


@pytest.mark.parametrize(
    "value",
    [
        '"04"^^xsd:integer',
        '"x"^^xsd:integer',
        '"+1.5"^^xsd:decimal',
        '"1"^^xsd:boolean',
        '"2020-01-01"^^xsd:date',
        "<<( <urn:a> <urn:b> 1 )>>",
    ],
)
def test_what_rdflib_would_rewrite_is_refused(value: str) -> None:
    """A number in another form, what is no number, other datatypes and triple terms are left to pySHACL."""
    with pytest.raises(UnsupportedShapeError):
        _statements(f"<urn:a> <urn:p> {value} .")
    (quad,) = parse_text('<urn:a> <urn:p> "4"^^<http://www.w3.org/2001/XMLSchema#integer> .')
    assert plain_value(quad.object) == LiteralValue("4", PREFIXES["xsd"] + "integer", "")
