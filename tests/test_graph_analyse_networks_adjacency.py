"""The adjacency of a network has one edge between two nodes, whatever relations there are."""

from __future__ import annotations

import math

import networkx
import numpy as np
import pytest
from hypothesis import given
from known_networks import Edges, edge_lists, weighted

from graph.analyse.networks.adjacency import adjacency, from_edges


def test_parallel_and_opposite_edges_are_one() -> None:
    """Their weights are added, a missing weight counts one, and loops are dropped."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    network.add_edge("a", "b", weight=2)
    network.add_edge("b", "a")
    network.add_edge("a", "a", weight=7)
    matrix = adjacency(network)
    assert matrix.weights.toarray().tolist() == [[0, 3], [3, 0]]
    assert matrix.pairs() == [(0, 1)]
    directed = adjacency(network, directed=True)
    assert directed.weights.toarray().tolist() == [[0, 2], [1, 0]]
    assert directed.pairs() == [(0, 1), (1, 0)]


@pytest.mark.parametrize("weight", [0, -1, math.nan, math.inf])
def test_an_impossible_weight_counts_nothing(weight: float) -> None:
    """The edge stays, as an edge without weight."""
    network: networkx.Graph[str] = networkx.Graph()
    network.add_edge("a", "b", weight=weight)
    matrix = adjacency(network)
    assert (matrix.weights.sum(), matrix.pattern.sum()) == (0, 2)


@given(edge_lists)
def test_components_are_those_of_networkx(edges: Edges) -> None:
    """Each connected component is there, the largest first, and can be taken out with its edges."""
    network = weighted(edges, lone=2)
    matrix = adjacency(network)
    components = [{matrix.nodes[row] for row in rows.tolist()} for rows in matrix.components]
    assert sorted(map(sorted, components)) == sorted(
        map(sorted, networkx.connected_components(network))
    )
    assert [len(component) for component in components] == sorted(map(len, components))[::-1]
    subset = matrix.subset(matrix.components[0])
    assert set(subset.nodes) == components[0]
    assert len(subset.pairs()) == network.subgraph(components[0]).number_of_edges()


@given(edge_lists)
def test_neighbours_are_those_of_the_network(edges: Edges) -> None:
    """The rows of the neighbours name the nodes that have an edge, for rustworkx as well."""
    network = weighted(edges)
    matrix = adjacency(network)
    for node, rows in zip(matrix.nodes, matrix.neighbours(), strict=True):
        assert {matrix.nodes[row] for row in rows} == set(network[node])
    assert matrix.as_rustworkx().num_edges() == network.number_of_edges()


def test_edges_may_come_as_arrays() -> None:
    """Arrays of ends and weights give the adjacency of the same network."""
    ends = np.array([0, 1, 1]), np.array([1, 2, 1])
    matrix = from_edges(("a", "b", "c"), *ends, np.array([1.0, 2.0, 5.0]))
    network: networkx.Graph[str] = networkx.Graph()
    network.add_weighted_edges_from([("a", "b", 1), ("b", "c", 2), ("b", "b", 5)])
    assert matrix.nodes == adjacency(network).nodes
    assert (matrix.weights != adjacency(network).weights).nnz == 0
    assert matrix.by_node([1, 2, 3]) == {"a": 1.0, "b": 2.0, "c": 3.0}


def test_the_adjacency_of_a_frozen_network_is_made_once() -> None:
    """Analyses that share a network share its matrix; one that may change gets it anew each time."""
    network = weighted([(0, 1, 2), (1, 2, 1)])
    assert adjacency(network) is not adjacency(network)
    networkx.freeze(network)
    assert adjacency(network) is adjacency(network)
    assert adjacency(network, directed=True).directed
    assert not adjacency(network).directed
    changed = network.copy()
    changed.remove_node(2)
    assert len(adjacency(changed)) == 2
