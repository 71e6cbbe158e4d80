"""RDF/XML: well-formed and equal in two libraries, or refused with the name of the term."""

from __future__ import annotations

import re

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from graph.errors import PeelgraphError
from graph.serialize.rdf import serialize_sorted
from graph.store import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
A, P, TYPE = NamedNode("urn:a"), NamedNode("urn:p"), NamedNode(RDF + "type")
REFUSED_PREDICATES = (
    "https://example.org/",
    "https://example.org/a%20",
    "https://example.org/%20",
    "https://example.org/2018",
    "https://example.org/a()",
    "urn:a:",
    RDF + "li",
    RDF + "Description",
    RDF + "aboutEach",
    "http://www.w3.org/2000/xmlns/a",
)
PREDICATES = (
    "https://example.org/a%20b",
    "https://example.org/a&b",
    "https://example.org/\u00e9",
    "http://www.w3.org/2002/07/owl#1a",
    "http://www.w3.org/XML/1998/namespacea",
    RDF + "_1",
    RDF + "value",
)
TEXTS = ("", " a ", "a\r\nb\rc\nd\t", "<b>&amp;]]>", "\u0085\u2028", "\U0001f694", '"\\')


def _same_in_both(quads: list[Quad]) -> None:
    content = serialize_sorted(quads, RdfFormat.RDF_XML)
    again = Store()
    again.load(content, format=RdfFormat.RDF_XML)
    assert {quad.triple for quad in again} == {quad.triple for quad in quads}
    lines = serialize_sorted(quads, RdfFormat.N_TRIPLES).decode()
    expected = Graph().parse(data=lines, format="nt")
    assert isomorphic(Graph().parse(data=content, format="xml"), expected)


@pytest.mark.parametrize("iri", PREDICATES)
def test_predicates_with_a_name_at_their_end_are_read_back(iri: str) -> None:
    """Whatever precedes the name becomes the namespace."""
    _same_in_both([Quad(A, NamedNode(iri), Literal("x"))])


@pytest.mark.parametrize("iri", REFUSED_PREDICATES)
def test_predicates_without_a_name_are_refused_by_name(iri: str) -> None:
    """The message names the predicate and another format, also within a triple term."""
    with pytest.raises(PeelgraphError, match=f"<{re.escape(iri)}>.*predicate.*another format"):
        serialize_sorted([Quad(A, NamedNode(iri), A)], RdfFormat.RDF_XML)
    nested = Triple(A, NamedNode(iri), A)
    with pytest.raises(PeelgraphError, match=re.escape(iri)):
        serialize_sorted([Quad(A, P, nested)], RdfFormat.RDF_XML)


@pytest.mark.parametrize("iri", REFUSED_PREDICATES)
def test_classes_without_a_name_do_not_become_elements(iri: str) -> None:
    """Such a class is written as a value; alone, it is read back all the same or refused by name."""
    kinds = [Quad(A, TYPE, NamedNode(iri)), Quad(A, P, A)]
    _same_in_both(kinds)
    try:
        _same_in_both(kinds[:1])
    except PeelgraphError as error:
        assert f"<{iri}>" in str(error)  # noqa: PT017 - either will do


@pytest.mark.parametrize("text", TEXTS)
def test_texts_are_read_back(text: str) -> None:
    """Line ends, white space and markup survive."""
    _same_in_both([Quad(A, P, Literal(text)), Quad(A, P, Literal(text, language="en"))])


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_characters_that_xml_cannot_hold_are_refused_with_the_text(character: str) -> None:
    """The message shows the text with the character as an escape, and is short."""
    quads = [Quad(A, P, Literal(f"told{character}{'x' * 999}"))]
    with pytest.raises(PeelgraphError, match=r'"told.*XML cannot hold') as error:
        serialize_sorted(quads, RdfFormat.RDF_XML)
    assert len(str(error.value)) < 400


def test_blank_nodes_have_names_that_xml_allows() -> None:
    """A label that begins with a digit, as other formats allow, is no name of XML."""
    node = BlankNode("1a")
    content = serialize_sorted([Quad(node, P, node)], RdfFormat.RDF_XML).decode()
    assert set(re.findall('nodeID="([^"]*)"', content)) == {"b0"}
