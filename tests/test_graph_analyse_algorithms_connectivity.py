"""Articulation points and bridges are those of NetworkX, with what is really lost."""

from __future__ import annotations

from typing import Any

import networkx
from hypothesis import given, settings
from hypothesis import strategies as st
from known_networks import Edges, edge_lists, weighted

from graph.analyse.algorithms import (
    connectivity,
)
from graph.analyse.networks.adjacency import adjacency


@settings(deadline=None)
@given(edge_lists, st.integers(0, 2))
def test_cut_points_and_bridges_are_those_of_networkx(edges: Edges, lone: int) -> None:
    """On any network, in parts or not, the same things and ties split it, and the loss is what really falls off."""
    made = weighted(edges, lone)
    points, spans = (
        connectivity.articulation_points(adjacency(made)),
        connectivity.bridges(adjacency(made)),
    )
    assert {cut.ends[0] for cut in points} == set(networkx.articulation_points(made))
    assert {frozenset(cut.ends) for cut in spans} == {
        frozenset(edge) for edge in list[Any](networkx.bridges(made))
    }
    for cut in (*points, *spans):
        part = made.subgraph(networkx.node_connected_component(made, cut.ends[0])).copy()
        if len(cut.ends) == 1:
            part.remove_node(cut.ends[0])
        else:
            part.remove_edge(*cut.ends)
        assert cut.loss == len(part) - max(map(len, networkx.connected_components(part)))


def test_long_chains_are_no_problem() -> None:
    """A chain of 5,000 nodes is searched without recursion; its middle is the greatest loss."""
    chain = adjacency(networkx.path_graph(5001))
    assert connectivity.articulation_points(chain)[0] == connectivity.Cut((2500,), 2500)
    assert connectivity.bridges(chain)[0].loss == 2500
