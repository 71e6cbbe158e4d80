"""The statements that belong to each network of the analysis, by its name."""

from __future__ import annotations

from collections.abc import Mapping

from graph.analyse.networks.projection import (
    Members,
    Projection,
    project_members,
    projections,
)
from graph.namespaces import compress
from graph.store import Store
from viz.explorer.graph_part import Part

_LEFT_OUT = ("everything", "findings")  # the page has all statements anyway


def read_section(
    store: Store, numbers: Mapping[str, int], part: Part | None = None
) -> dict[str, object]:
    """Return each network: its question, what it holds, and its statements.

    A statement is the number of its source, its compact property and the number of its target.
    """
    if part:
        return {name: _members(part, name, numbers) for name in part.networks}
    chosen = {name: item for name, item in projections().items() if name not in _LEFT_OUT}
    members = project_members(store, chosen)
    return {name: _network(item, members[name], numbers) for name, item in chosen.items()}


def _members(part: Part, name: str, numbers: Mapping[str, int]) -> dict[str, object]:
    """Return the statements of a part that belong to a network, and its second side."""
    members, second = part.networks[name]
    statements = [
        [numbers[source], compress(relation), numbers[target]]
        for source, relation, target in members
    ]
    return {"statements": sorted(statements), "second": [numbers[iri] for iri in second]}


def _network(
    projection: Projection, members: Members, numbers: Mapping[str, int]
) -> dict[str, object]:
    """Return what a network holds, in words, its statements, and the things on its second side."""
    statements = sorted(
        [numbers[source], compress(relation), numbers[target]]
        for source, relation, target in members.relations
        if source in numbers and target in numbers
    )
    return {
        "question": projection.question,
        "holds": projection.holds,
        "statements": statements,
        "second": sorted(numbers[iri] for iri in members.second if iri in numbers),
    }
