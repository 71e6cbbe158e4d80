"""Projections of networks of two sides are those of NetworkX."""

from __future__ import annotations

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analyse.networks.bipartite import projected_graph
from graph.analyse.networks.projection import project
from graph.errors import PeelgraphError
from graph.store import Store


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=25))
def test_projected_graphs_are_those_of_networkx(pairs: set[tuple[int, int]]) -> None:
    """Shared neighbours, and Newman's weights, agree with NetworkX on any network of two sides; lone things stay."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name="made", sides=2)
    network.add_nodes_from((f"a{n}" for n in range(7)), side=0)
    network.add_nodes_from((f"b{n}" for n in range(7)), side=1)
    for a, b in sorted(pairs):
        network.add_edge(*((f"a{a}", f"b{b}") if (a + b) % 2 else (f"b{b}", f"a{a}")), "p")
    plain: networkx.Graph[str] = networkx.Graph(network)
    tops = [f"a{n}" for n in range(7)]
    for weight, oracle in (
        ("count", networkx.bipartite.weighted_projected_graph(plain, tops)),
        ("newman", networkx.bipartite.collaboration_weighted_projected_graph(plain, tops)),
    ):
        made = projected_graph(network, weight="newman" if weight == "newman" else "count")
        assert set(made) == set(oracle)
        assert {frozenset(edge) for edge in made.edges()} == {
            frozenset(edge) for edge in oracle.edges()
        }
        for one, other, told in made.edges(data=True):
            assert told["weight"] == pytest.approx(oracle[one][other]["weight"])
            assert set(told["shared"]) == set(plain[one]) & set(plain[other])


def test_a_network_of_one_side_has_no_projected_graph(real: Store) -> None:
    """The error names the network."""
    with pytest.raises(PeelgraphError, match="partnerships has one side only"):
        projected_graph(project(real))
