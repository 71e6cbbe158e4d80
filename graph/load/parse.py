"""Knows how the files of ontology/ and data/ become quads: a Turtle file is one graph, a TriG file names its own."""

from __future__ import annotations

from collections.abc import Iterable

from graph.files import Source
from graph.store import DefaultGraph, NamedNode, Quad, parse_file


def quads(source: Source) -> list[Quad]:
    """Parse one file; statements without a graph go into the graph of the file.

    Raises:
        InputError: with file, line and column of a syntax error.
    """
    graph = NamedNode(source.graph)
    parsed = parse_file(source.path, base=source.base)
    return [Quad(q.subject, q.predicate, q.object, graph) if isinstance(q.graph_name, DefaultGraph) else q for q in parsed]


def all_quads(files: Iterable[Source]) -> dict[Source, list[Quad]]:
    """Parse files, each into its quads."""
    return {source: quads(source) for source in files}
