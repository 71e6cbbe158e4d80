"""The statements that belong to each network of the analysis, by its name."""

from __future__ import annotations

from collections.abc import Mapping

from graph.analyse.networks.projection import project, projections
from graph.errors import PeelgraphError
from graph.namespaces import compress
from graph.store import Store
from viz.explorer.graph_part import Part

_LEFT_OUT = ("everything", "findings")  # the page has all statements anyway


def read_section(
    store: Store, numbers: Mapping[str, int], part: Part | None = None
) -> dict[str, object]:
    """Return each network: its question, what it holds statements.

    A statement is the number of its source, its compact property and the number of its target.
    """
    if part:
        return {name: _members(part, name, numbers) for name in part.networks}
    return {
        name: {
            "question": projection.question,
            "holds": projection.holds,
            **_network(store, name, numbers),
        }
        for name, projection in projections().items()
        if name not in _LEFT_OUT
    }


def _members(part: Part, name: str, numbers: Mapping[str, int]) -> dict[str, object]:
    """Return the statements of a part that belong to a network, and its second side."""
    members, second = part.networks[name]
    statements = [
        [numbers[source], compress(relation), numbers[target]]
        for source, relation, target in members
    ]
    return {"statements": sorted(statements), "second": [numbers[iri] for iri in second]}


def _network(store: Store, name: str, numbers: Mapping[str, int]) -> dict[str, object]:
    """Return the statements of a network, and the things on its second side."""
    try:
        network = project(store, name)
    except PeelgraphError:
        return {"statements": [], "second": []}  # the store states nothing of this network
    second = [numbers[iri] for iri, side in network.nodes(data="side") if side and iri in numbers]
    statements = sorted(
        [numbers[source], compress(str(relation)), numbers[target]]
        for source, target, relation in network.edges(keys=True)
        if source in numbers and target in numbers
    )
    return {"statements": statements, "second": sorted(second)}
