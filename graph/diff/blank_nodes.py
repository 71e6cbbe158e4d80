"""Name blank nodes and cells of lists by what they state, so that two graphs can be compared.

The label of a blank node, or the number of a cell, has no meaning beyond its file. The nodes that
are linked with each other get canonical names together, so that equal graphs get equal names,
whatever their cycles. `graph.diff.colours` tells them apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from graph.diff.colours import Colours, Statement, digest
from graph.diff.snapshot import Snapshot, parse_lines
from graph.namespaces import BASE, GRAPH
from graph.store import BlankNode, Literal, NamedNode, Quad, Triple

_CELL = re.compile(rf"{re.escape(GRAPH)}.+/genid/[0-9]+")
_BLANK_IN_LINE = re.compile(rb"(?:^| )_:|/genid/[0-9]+>")
DIGEST_NAME = "urn:peelgraph:anonymous:"
_Node = NamedNode | BlankNode | Literal | Triple
_Names = dict[str, str]


def has_blank_nodes(lines: Iterable[bytes]) -> bool:
    """Tell whether lines of N-Triples hold blank nodes or cells of lists."""
    return any(_BLANK_IN_LINE.search(line) for line in lines)


def name_blank_nodes(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot in which blank nodes and cells have IRIs that depend on content alone."""
    statements: dict[str, list[Statement]] = {
        graph: [_statement(quad) for quad in parse_lines(lines)]
        for graph, lines in snapshot.graphs.items()
    }
    names = _names(
        (*statement, *_graph_term(graph))
        for graph, items in statements.items()
        for statement in items
    )
    renamed = {
        _graph_name(graph, names): frozenset(_line(statement, names) for statement in items)
        for graph, items in statements.items()
    }
    return Snapshot(snapshot.name, snapshot.store, renamed, snapshot.literals)


def _statement(quad: Quad) -> Statement:
    """Return the parts of a statement: texts, and its nodes as they are written."""
    return *_parts(quad.subject), str(quad.predicate), *_parts(quad.object)


def _parts(term: _Node) -> Iterator[str | BlankNode]:
    """Yield a term in parts: a node without a name of its own as a blank node."""
    match term:
        case BlankNode():
            yield term
        case NamedNode(value=iri) if _CELL.fullmatch(iri):
            yield BlankNode(f"cell{digest(iri)}")
        case Triple():
            yield "<<("
            yield from _statement(Quad(term.subject, term.predicate, term.object))
            yield ")>>"
        case _:
            yield str(term)


def _graph_term(graph: str) -> tuple[str | BlankNode, ...]:
    """Return the name of a graph as part of its statements.

    Graphs of files and sentences have none: a node in another sentence is the same node.
    """
    if graph.startswith("_:"):
        return (BlankNode(graph.removeprefix("_:")),)
    if not graph or graph.startswith(BASE):
        return ()
    return (f"<{graph}>",)


def _graph_name(graph: str, names: _Names) -> str:
    if not graph.startswith("_:"):
        return graph
    return names[graph].strip("<>")


def _line(statement: Statement, names: _Names) -> bytes:
    terms = (part if isinstance(part, str) else names[str(part)] for part in statement)
    return f"{' '.join(terms)} .".encode()


def _names(statements: Iterable[Statement]) -> _Names:
    """Name the nodes of statements; of several equal groups of nodes, each has its number."""
    names: _Names = {}
    copies: Counter[str] = Counter()
    for group in _groups(statements):
        colours = Colours(group)
        certificate = colours.certificate()
        copies[certificate] += 1
        for node, colour in colours.of_nodes.items():
            name = digest(certificate, colour, str(copies[certificate]))
            names[str(node)] = f"<{DIGEST_NAME}{name}>"
    return names


def _groups(statements: Iterable[Statement]) -> list[list[Statement]]:
    """Group the statements that share nodes, directly or by others; others are left out."""
    parents: dict[BlankNode, BlankNode] = {}

    def root(node: BlankNode) -> BlankNode:
        while parents.setdefault(node, node) != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    with_nodes = []
    for statement in statements:
        nodes = [part for part in statement if isinstance(part, BlankNode)]
        if nodes:
            with_nodes.append((nodes[0], statement))
        for node in nodes:
            parents[root(node)] = root(nodes[0])
    groups: dict[BlankNode, list[Statement]] = defaultdict(list)
    for node, statement in with_nodes:
        groups[root(node)].append(statement)
    return list(groups.values())
