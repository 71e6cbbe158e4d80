"""Sums of distances: those of NetworkX, whatever falls apart, and no answer for long chains."""

from __future__ import annotations

from typing import Any

import networkx
import pytest

from graph.analyse.algorithms import centrality, distances
from graph.analyse.algorithms.distances import distance_sums
from graph.analyse.networks.adjacency import adjacency

NETWORKS = {
    "nothing": networkx.Graph(),
    "no edges": networkx.empty_graph(3),
    "pieces": networkx.disjoint_union(networkx.star_graph(5), networkx.path_graph(7)),
    "chance": networkx.gnm_random_graph(200, 300, seed=3),
    "hubs": networkx.barabasi_albert_graph(150, 2, seed=3),
}


def _expected(network: networkx.Graph[Any]) -> list[tuple[int, int]]:
    lengths = dict(networkx.all_pairs_shortest_path_length(network))
    return [(len(lengths[node]) - 1, sum(lengths[node].values())) for node in network]


@pytest.mark.parametrize("words", [1, 2, 1_000_000])
@pytest.mark.parametrize("name", NETWORKS)
def test_sums_are_those_of_single_searches(
    monkeypatch: pytest.MonkeyPatch, name: str, words: int
) -> None:
    """However many starts go out at once, each node reaches as many in as many steps."""
    pattern = adjacency(NETWORKS[name]).pattern
    monkeypatch.setattr(distances, "_WORDS_AT_ONCE", words * max(pattern.nnz, 1))
    sums = distance_sums(pattern)
    assert sums is not None
    assert list(zip(*map(list, sums), strict=True)) == _expected(NETWORKS[name])


def test_long_chains_are_searched_one_start_at_a_time() -> None:
    """Where a node is many steps away, closeness is measured otherwise, and is the same."""
    chain = networkx.path_graph(60)
    assert distance_sums(adjacency(chain).pattern) is None
    assert distance_sums(adjacency(networkx.path_graph(40)).pattern) is not None
    assert centrality.closeness(adjacency(chain)) == pytest.approx(
        networkx.closeness_centrality(chain)
    )
