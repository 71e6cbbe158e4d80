"""Knows how a built graph describes itself: VoID and DCAT, with counts taken from the graph at build."""

from __future__ import annotations

from pathlib import Path

from graph import files
from graph.namespaces import BASE, GRAPH, expand
from graph.queries import PackagedQuery
from graph.store import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

DATASET = BASE + "dataset"
DESCRIPTION = GRAPH + "description"
_QUERIES = Path(__file__).parent / "description"


def describe(store: Store) -> int:
    """Describe the default graph of a store in a graph of its own, and in the default graph; the counts are of all but the description.

    Sources: Describing Linked Datasets with the VoID Vocabulary (W3C Interest Group Note, 2011); DCAT version 3 (W3C, 2024).

    Returns:
        The number of statements of the description.
    """
    told = {Triple(NamedNode(DATASET), NamedNode(expand("dcat:version")), Literal(files.version()))}
    for query in PackagedQuery.read_all(_QUERIES).values():
        told.update(query.statements(store))
    for graph in (NamedNode(DESCRIPTION), DefaultGraph()):
        store.extend(Quad(one.subject, one.predicate, one.object, graph) for one in told)
    return len(told)
