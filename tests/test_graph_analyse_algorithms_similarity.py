"""Nodes with the same neighbours are found, with the similarity counted by hand."""

from __future__ import annotations

import pytest
from known_networks import KNOWN, weighted

from graph.analyse.algorithms import (
    similarity,
)
from graph.analyse.networks.adjacency import adjacency


def test_things_with_the_same_ties_are_found() -> None:
    """Six members of the karate club know the same two; likeness agrees with counting by hand on every pair of the kite."""
    best = [
        pair
        for pair in similarity.similar_pairs(adjacency(KNOWN["karate"]))
        if pair.similarity == 1
    ]
    assert {frozenset(pair.nodes) for pair in best} >= {
        frozenset((14, 15)),
        frozenset((18, 22)),
    }
    kite = KNOWN["kite"]
    found = {
        frozenset(pair.nodes): pair for pair in similarity.similar_pairs(adjacency(kite), shared=1)
    }
    for one in kite:
        for other in range(one):
            both, either = (
                set(kite[one]) & set(kite[other]),
                (set(kite[one]) | set(kite[other])) - {one, other},
            )
            assert (frozenset((one, other)) in found) == bool(both)
            if both:
                assert found[frozenset((one, other))].similarity == pytest.approx(
                    len(both) / len(either)
                )
                assert set(found[frozenset((one, other))].shared) == both


def test_the_most_similar_come_first() -> None:
    """Pairs come by similarity, then by the number of common neighbours."""
    network = weighted([(0, 2, 1), (1, 2, 1), (0, 3, 1), (1, 3, 1), (1, 4, 1)])
    pairs = similarity.similar_pairs(adjacency(network))
    assert [pair.nodes for pair in pairs] == [(2, 3), (0, 1)]
    assert [pair.similarity for pair in pairs] == [1, pytest.approx(2 / 3)]
