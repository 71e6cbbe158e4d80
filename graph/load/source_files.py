"""Parse the files of ontology/ and data/ into quads: a Turtle file is one graph."""

from __future__ import annotations

from typing import TypeVar

from graph.files import Source
from graph.parse.parser import parse_file, term_types
from graph.store import BlankNode, DefaultGraph, NamedNode, Quad

_T = TypeVar("_T")


def parse_source(source: Source) -> list[Quad]:
    """Parse one file; statements without a graph go into the graph of the file.

    Blank nodes, such as cells of lists, get IRIs, but for those of shapes.

    Raises:
        InputError: with file, line and column of a syntax error.
    """
    graph = NamedNode(source.graph)
    quads = parse_file(source.path, base=source.base)
    for number, quad in enumerate(quads):
        if isinstance(quad.graph_name, DefaultGraph):
            quads[number] = Quad(quad.subject, quad.predicate, quad.object, graph)
    if source.is_shape:
        return quads
    return _skolemized(quads, source)


def _skolemized(quads: list[Quad], source: Source) -> list[Quad]:
    """Name blank nodes by their order in the file, so that exports and diffs stay stable.

    Source: RDF 1.1 Concepts, section 3.5.
    """
    if BlankNode not in term_types(quads):
        return quads
    terms = (term for quad in quads for term in (quad.subject, quad.object))
    nodes = dict.fromkeys(term for term in terms if isinstance(term, BlankNode))
    names = {
        node: NamedNode(f"{source.graph}/genid/{number}")
        for number, node in enumerate(nodes, start=1)
    }

    def name(term: _T) -> _T | NamedNode:
        if isinstance(term, BlankNode):
            return names[term]
        return term

    return [
        Quad(name(quad.subject), quad.predicate, name(quad.object), quad.graph_name)
        for quad in quads
    ]
