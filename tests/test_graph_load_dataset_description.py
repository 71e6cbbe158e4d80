"""A built graph describes itself with the counts of what it holds."""

from __future__ import annotations

from graph import files
from graph.load.dataset_description import DATASET, DESCRIPTION, add_description
from graph.namespaces import expand
from graph.store import DefaultGraph, NamedNode, Store, parse_text, store_in_memory

QUADS = "<urn:a> a <urn:Unit> ; <urn:p> <urn:b>, <urn:c> ."


def _values(store: Store, name: str) -> list[str]:
    quads = store.quads_for_pattern(
        NamedNode(DATASET), NamedNode(expand(name)), None, NamedNode(DESCRIPTION)
    )
    return [str(getattr(quad.object, "value", "")) for quad in quads]


def test_the_counts_are_those_of_the_graph() -> None:
    """The number of triples is that before the description was added."""
    store = store_in_memory(parse_text(QUADS))
    add_description(store)
    assert _values(store, "void:triples") == ["3"]
    assert _values(store, "dcat:version") == [files.version()]


def test_the_description_stands_in_its_graph_and_in_the_default_graph() -> None:
    """Each statement of the description is added twice, so that a plain query finds it too."""
    store = store_in_memory(parse_text(QUADS))
    size = len(store)
    number = add_description(store)
    assert number > 5
    assert len(store) == size + 2 * number
    described = set(store.quads_for_pattern(None, None, None, NamedNode(DESCRIPTION)))
    default = {quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}
    assert {quad.triple for quad in described} <= default
