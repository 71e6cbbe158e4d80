"""Name blank nodes and cells of lists by what they state, so that two files can be compared.

The label of a blank node, or the number of a cell, has no meaning beyond its file. Two nodes are
the same when they state the same, down to the last node that they refer to.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.diff.snapshot import Lines, Snapshot, parse_lines
from graph.namespaces import GRAPH
from graph.store import BlankNode, Literal, NamedNode, Quad, Triple

_CELL = re.compile(rf"{re.escape(GRAPH)}.+/genid/[0-9]+")
_BLANK_IN_LINE = re.compile(rb"(?:^| )_:|/genid/[0-9]+>")
DIGEST_NAME = "urn:peelgraph:anonymous:"
_DIGITS = 20  # of a digest
_Node = NamedNode | BlankNode | Literal | Triple
_Properties = Mapping[_Node, list[tuple[str, _Node]]]
_Names = dict[_Node, NamedNode]


def has_blank_nodes(lines: Iterable[bytes]) -> bool:
    """Tell whether lines of N-Triples hold blank nodes or cells of lists."""
    return any(_BLANK_IN_LINE.search(line) for line in lines)


def name_blank_nodes(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot in which blank nodes and cells are named by a digest of what they state."""
    graphs = {graph: parse_lines(lines) for graph, lines in snapshot.graphs.items()}
    quads = [quad for graph in graphs.values() for quad in graph]
    properties: dict[_Node, list[tuple[str, _Node]]] = defaultdict(list)
    for quad in quads:
        if _is_blank(quad.subject):
            properties[quad.subject].append((quad.predicate.value, quad.object))
    names: _Names = {}
    for node in [*properties, *(quad.object for quad in quads)]:
        _name(node, properties, names, ())
    renamed = {graph: _renamed(graphs[graph], names) for graph in graphs}
    return Snapshot(snapshot.name, snapshot.store, renamed)


def _is_blank(node: _Node) -> bool:
    """Tell whether a node has no name of its own."""
    match node:
        case BlankNode():
            return True
        case NamedNode(value=iri):
            return _CELL.fullmatch(iri) is not None
    return False


def _name(node: _Node, properties: _Properties, names: _Names, parents: tuple[_Node, ...]) -> str:
    """Name a node after what it states; a node within itself counts as nothing."""
    if not _is_blank(node):
        return str(node)
    if node in parents:
        return ""
    if node not in names:
        lines = sorted(
            f"{predicate} {_name(value, properties, names, (*parents, node))}"
            for predicate, value in properties.get(node, ())
        )
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        names[node] = NamedNode(DIGEST_NAME + digest[:_DIGITS])
    return names[node].value


def _renamed(quads: Iterable[Quad], names: _Names) -> Lines:
    return frozenset(_line(quad, names).encode() for quad in quads)


def _line(quad: Quad, names: _Names) -> str:
    subject = names.get(quad.subject, quad.subject)
    value = names.get(quad.object, quad.object)
    return f"{subject} {quad.predicate} {value} ."
