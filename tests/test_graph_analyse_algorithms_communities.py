"""Communities reach known modularities, and their stability is that of an oracle."""

from __future__ import annotations

import math
from typing import Any

import igraph
import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known_networks import KNOWN, Edges, edge_lists, weighted

from graph.analyse.algorithms import (
    communities,
)
from graph.analyse.networks.adjacency import adjacency


def test_the_karate_club_reaches_its_best_known_modularity() -> None:
    """Of 20 seeds the best division has 0.4198, the proven maximum (Brandes et al., IEEE TKDE 20, 2008), by either method."""
    club: networkx.Graph[Any] = networkx.Graph(KNOWN["karate"].edges())
    for method in ("louvain", "leiden"):
        found = communities.stability(
            adjacency(club), method="leiden" if method == "leiden" else "louvain"
        )
        assert round(found.modularity[1], 4) == 0.4198
        assert 0.3 < found.modularity[0] <= found.modularity[1]
        assert 0.5 < found.rand <= 1
        assert found.seeds == 20


@pytest.mark.parametrize("net", KNOWN)
@pytest.mark.parametrize("method", ["louvain", "leiden"])
def test_communities_are_a_division_with_its_modularity(
    net: str, method: communities.Method
) -> None:
    """Each thing is in one community, the modularity is NetworkX's, and one seed gives one division."""
    known = adjacency(KNOWN[net])
    found = communities.communities(known, method=method, seed=3)
    assert sorted(map(str, (node for group in found.groups for node in group))) == sorted(
        map(str, known.nodes)
    )
    assert found.modularity == pytest.approx(
        networkx.community.modularity(KNOWN[net], map(set, found.groups)), abs=1e-9
    )
    assert communities.modularity(known, found.groups) == pytest.approx(found.modularity)
    again = [communities.communities(known, method=method, seed=3) for _ in range(30)]
    assert again == [found] * 30


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=30))
def test_likeness_of_divisions_agrees_withigraph_of(labels: list[tuple[int, int]]) -> None:
    """Adjusted Rand index and normalised mutual information are those of igraph."""
    one, other = (list(side) for side in zip(*labels, strict=True))
    rand = communities.adjusted_rand(np.array(one), np.array(other))
    assert communities.mutual_information(np.array(one), np.array(other)) == pytest.approx(
        igraph.compare_communities(one, other, method="nmi"), abs=1e-9
    )
    theirs = igraph.compare_communities(one, other, method="adjusted_rand")
    assert math.isnan(theirs) or rand == pytest.approx(theirs, abs=1e-9)


@given(edge_lists, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=30)
def test_the_order_of_nodes_does_not_matter(edges: Edges, order: Any) -> None:
    """A network that was put together in another order has the same communities."""
    network = weighted(edges, lone=2)
    nodes = list(network)
    shuffled: Edges = list(network.edges(data="weight"))
    order.shuffle(nodes)
    order.shuffle(shuffled)
    again: networkx.Graph[int] = networkx.Graph()
    again.add_nodes_from(nodes)
    again.add_weighted_edges_from(shuffled)
    assert (
        communities.communities(adjacency(network)).groups
        == communities.communities(adjacency(again)).groups
    )


def test_an_empty_network_has_no_communities() -> None:
    """Nothing is divided into nothing; nodes without edges are alone."""
    assert communities.communities(adjacency(weighted([]))).groups == ()
    assert communities.communities(adjacency(weighted([], lone=2))).groups == ((100,), (101,))
