"""Knows names for nodes that have none of their own: blank nodes and list cells, named by what they state.

A label of a blank node, or the number of a list cell, says nothing beyond its file. Two nodes are taken for the same when they
state the same, all the way down.
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
_ANY = re.compile(rb"(?:^| )_:|/genid/[0-9]+>")
DIGEST_NAME = "urn:peelgraph:anonymous:"
_Node = NamedNode | BlankNode | Literal | Triple


def has_blank_nodes(lines: Iterable[bytes]) -> bool:
    """Tell whether lines speak of nodes without a name of their own."""
    return any(_ANY.search(line) for line in lines)


def name_blank_nodes(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot in which such nodes are named by a digest of what they state."""
    parsed = {graph: parse_lines(lines) for graph, lines in snapshot.graphs.items()}
    states: dict[_Node, list[tuple[str, _Node]]] = defaultdict(list)
    for quad in (quad for found in parsed.values() for quad in found):
        if _anonymous(quad.subject):
            states[quad.subject].append((quad.predicate.value, quad.object))
    names: dict[_Node, NamedNode] = {}
    for node in [
        *states,
        *(quad.object for found in parsed.values() for quad in found if _anonymous(quad.object)),
    ]:
        _name(node, states, names, ())
    return Snapshot(
        snapshot.name,
        snapshot.store,
        {graph: _renamed(found, names) for graph, found in parsed.items()},
    )


def _anonymous(node: _Node) -> bool:
    return isinstance(node, BlankNode) or (
        isinstance(node, NamedNode) and _CELL.fullmatch(node.value) is not None
    )


def _name(
    node: _Node,
    states: Mapping[_Node, list[tuple[str, _Node]]],
    names: dict[_Node, NamedNode],
    above: tuple[_Node, ...],
) -> str:
    """Name a node after what it states; a node within itself counts as nothing."""
    if not _anonymous(node):
        return str(node)
    if node in above:
        return ""
    if node not in names:
        told = sorted(
            f"{predicate} {_name(other, states, names, (*above, node))}"
            for predicate, other in states.get(node, ())
        )
        names[node] = NamedNode(
            DIGEST_NAME + hashlib.sha256("\n".join(told).encode()).hexdigest()[:20]
        )
    return names[node].value


def _renamed(found: Iterable[Quad], names: Mapping[_Node, NamedNode]) -> Lines:
    return frozenset(
        f"{names.get(quad.subject, quad.subject)} {quad.predicate} {names.get(quad.object, quad.object)} .".encode()
        for quad in found
    )
