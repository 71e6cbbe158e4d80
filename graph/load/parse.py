"""Knows how the files of ontology/ and data/ become quads: a Turtle file is one graph, a TriG file names its own."""

from __future__ import annotations

from collections.abc import Iterable

from graph.files import Source
from graph.store import BlankNode, DefaultGraph, NamedNode, Quad, parse_file


def quads(source: Source) -> list[Quad]:
    """Parse one file; statements without a graph go into the graph of the file, and list cells get IRIs (shapes keep theirs blank).

    Raises:
        InputError: with file, line and column of a syntax error.
    """
    graph = NamedNode(source.graph)
    parsed = parse_file(source.path, base=source.base)
    placed = [
        Quad(q.subject, q.predicate, q.object, graph)
        if isinstance(q.graph_name, DefaultGraph)
        else q
        for q in parsed
    ]
    return placed if source.is_shape else _skolemized(placed, source)


def all_quads(files: Iterable[Source]) -> dict[Source, list[Quad]]:
    """Parse files, each into its quads."""
    return {source: quads(source) for source in files}


def _skolemized(parsed: list[Quad], source: Source) -> list[Quad]:
    """Name blank nodes by their order in the file (RDF 1.1 Concepts, section 3.5), so that exports and diffs stay stable."""
    names: dict[BlankNode, NamedNode] = {}

    def name(node: BlankNode) -> NamedNode:
        return names.setdefault(node, NamedNode(f"{source.graph}/genid/{len(names) + 1}"))

    return [
        Quad(
            name(q.subject) if isinstance(q.subject, BlankNode) else q.subject,
            q.predicate,
            name(q.object) if isinstance(q.object, BlankNode) else q.object,
            q.graph_name,
        )
        for q in parsed
    ]
