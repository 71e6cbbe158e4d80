"""The groups of the analysis are those of the map, around the same things."""

from __future__ import annotations

import pytest

from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.analyses.communities import network_communities
from graph.analyse.networks.adjacency import adjacency
from graph.analyse.networks.projection import project
from graph.analyse.settings import Settings
from graph.store import Store
from viz.maps.catalogue import find_map
from viz.maps.grouping import by_community


@pytest.mark.parametrize("name", ["partnerships", "units-partners", "everything"])
def test_the_map_has_the_groups_of_the_analysis(real: Store, name: str) -> None:
    """The largest groups of a map have the size and the name that the analysis gives."""
    result = run_analysis(real, "communities", Settings(network=name, top=8))
    groups: dict[str, int] = {}
    for _, attributes in by_community(project(real, name)).nodes(data=True):
        groups[attributes["group"]] = groups.get(attributes["group"], 0) + 1
    groups.pop("smaller communities", None)
    sizes: dict[str, int] = {}
    for row in result.rows:
        around = f"around {row.values['around']}"
        sizes[around] = sizes.get(around, 0) + int(row.number("things"))
    assert groups == sizes


def test_the_default_network_is_that_of_the_map(real: Store) -> None:
    """Without any setting, analysis and map `communities` divide the same network."""
    network = project(real, find_map("communities").projection)
    result = run_analysis(real, "communities", Settings(top=1000))
    division = network_communities(network)
    assert [row.number("things") for row in result.rows] == list(map(len, division.groups))


def test_every_edge_is_within_a_group_or_between_two(real: Store) -> None:
    """The numbers for the plot add up to all edges."""
    result = run_analysis(real, "communities")
    edges = adjacency(project(real, "partnerships")).pairs()
    assert sum(sum(counts) for counts in result.series.values()) == len(edges)
