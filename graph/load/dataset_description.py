"""Describe a built graph in VoID and DCAT, with counts of what it holds."""

from __future__ import annotations

from pathlib import Path

from graph import files
from graph.namespaces import BASE, GRAPH, expand
from graph.queries import PackagedQuery
from graph.store import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

DATASET = BASE + "dataset"
DESCRIPTION = GRAPH + "description"
_QUERIES = Path(__file__).parent / "dataset_description"


def add_description(store: Store) -> int:
    """Describe the default graph of a store, in a graph of its own and in the default graph.

    The counts are those before the description is added.

    Sources: Describing Linked Datasets with the VoID Vocabulary (W3C Interest Group Note, 2011);
    DCAT version 3 (W3C, 2024).

    Returns:
        The number of statements of the description.
    """
    triples = description(store)
    for graph in (NamedNode(DESCRIPTION), DefaultGraph()):
        store.extend(
            Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples
        )
    return len(triples)


def description(store: Store) -> set[Triple]:
    """Return the description of the default graph of a store."""
    version = Literal(files.version())
    triples = {Triple(NamedNode(DATASET), NamedNode(expand("dcat:version")), version)}
    for query in PackagedQuery.read_all(_QUERIES).values():
        triples.update(query.statements(store))
    return triples
