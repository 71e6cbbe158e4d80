"""Name blank nodes and cells of lists by what they state, so that two graphs can be compared.

The label of a blank node, or the number of a cell, has no meaning beyond its file. Nodes that are
linked with each other get canonical names together (`graph.serialize.blank_nodes`), so that equal
graphs get equal names, whatever their cycles.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from graph.diff.snapshot import Graph, Snapshot, graph_term, parse_lines
from graph.namespaces import BASE, GRAPH
from graph.serialize.blank_nodes import canonical_components, renamed_quads
from graph.store import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

_CELL = re.compile(rf"{re.escape(GRAPH)}.+/genid/[0-9]+")
_BLANK_IN_LINE = re.compile(rb"(?:^| )_:|/genid/[0-9]+>")
_BYTES = 10  # of a digest
DIGEST_NAME = "urn:peelgraph:anonymous:"
_Node = NamedNode | BlankNode | Literal | Triple
_Names = dict[BlankNode, NamedNode]


def has_blank_nodes(lines: Iterable[bytes]) -> bool:
    """Tell whether lines of N-Triples hold blank nodes or cells of lists."""
    return any(_BLANK_IN_LINE.search(line) for line in lines)


def name_blank_nodes(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot in which blank nodes and cells have IRIs that depend on content alone."""
    graphs = {
        graph: [_with_blank_cells(quad, graph) for quad in parse_lines(lines)]
        for graph, lines in snapshot.graphs.items()
    }
    names = _names(quad for quads in graphs.values() for quad in quads)
    renamed = {
        _graph_name(graph, names): frozenset(map(_line, renamed_quads(quads, names)))
        for graph, quads in graphs.items()
    }
    return Snapshot(snapshot.name, snapshot.store, renamed, snapshot.literals)


def _with_blank_cells(quad: Quad, graph: str) -> Quad:
    """Return a statement in its graph, with blank nodes in place of the cells of lists."""
    subject, value = _blank_cell(quad.subject), _blank_cell(quad.object)
    return Quad(subject, quad.predicate, value, _graph_term(graph))  # type: ignore[arg-type]


def _blank_cell(term: _Node) -> _Node:
    match term:
        case NamedNode(value=iri) if _CELL.fullmatch(iri):
            return BlankNode(f"cell{_digest(iri)}")
        case Triple():
            subject, value = _blank_cell(term.subject), _blank_cell(term.object)
            return Triple(subject, term.predicate, value)  # type: ignore[arg-type]
    return term


def _graph_term(graph: str) -> Graph:
    """Return the name of a graph as part of its statements.

    Graphs of files and sentences have none: a node in another sentence is the same node.
    """
    if graph.startswith(BASE):
        return DefaultGraph()
    return graph_term(graph)


def _graph_name(graph: str, names: _Names) -> str:
    if not graph.startswith("_:"):
        return graph
    return names[BlankNode(graph.removeprefix("_:"))].value


def _line(quad: Quad) -> bytes:
    return f"{quad.triple} .".encode()  # which marks a triple term, as its own text does not


def _names(quads: Iterator[Quad]) -> _Names:
    """Name the nodes of statements; of several equal groups of nodes, each has its number."""
    names: _Names = {}
    copies: Counter[str] = Counter()
    for component in canonical_components(quads):
        certificate = _digest(*component.lines)
        copies[certificate] += 1
        for number, node in enumerate(component.nodes):
            name = _digest(certificate, str(number), str(copies[certificate]))
            names[node] = NamedNode(DIGEST_NAME + name)
    return names


def _digest(*texts: str) -> str:
    return hashlib.blake2b("\n".join(texts).encode(), digest_size=_BYTES).hexdigest()
