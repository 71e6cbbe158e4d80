"""Names say in which language they are."""

from __future__ import annotations

from graph.namespaces import expand
from graph.store import Literal, NamedNode, Quad, store_in_memory
from viz.explorer.sections import languages


def test_languages_of_names() -> None:
    """A name without a language or in another than English says so; English goes without saying."""
    a, label = NamedNode("urn:a"), NamedNode(expand("rdfs:label"))
    names = [Literal("plain"), Literal("Wert", language="de"), Literal("value", language="en")]
    store = store_in_memory(Quad(a, label, name) for name in names)
    assert languages.read_section(store, {"urn:a": 7}) == [[7, "Wert", "de"], [7, "plain", ""]]
