"""Assortativity is that of two oracles."""

from __future__ import annotations

import networkx
import pytest
from known_networks import KNOWN, igraph_of, weighted

from graph.analyse.algorithms import (
    assortativity,
)
from graph.analyse.networks.adjacency import adjacency


def test_like_and_unlike_mix_as_in_networkx_andigraph_of() -> None:
    """Assortativity by a kind is that of both oracles on the karate club's two factions and the women's two sides."""
    for net, key in (("karate", "club"), ("women", "bipartite")):
        kind = {node: str(told[key]) for node, told in KNOWN[net].nodes(data=True)}
        found = assortativity.mixing(adjacency(KNOWN[net]), kind)
        assert found.assortativity == pytest.approx(
            networkx.attribute_assortativity_coefficient(KNOWN[net], key), abs=1e-9
        )
        numbered = [sorted(set(kind.values())).index(kind[node]) for node in KNOWN[net]]
        assert found.assortativity == pytest.approx(
            igraph_of(KNOWN[net])[0].assortativity_nominal(numbered, directed=False), abs=1e-9
        )
        assert sum(found.counts.values()) == KNOWN[net].number_of_edges()
    assert (
        assortativity.mixing(
            adjacency(KNOWN["kite"]), dict.fromkeys(range(10), "one")
        ).assortativity
        is None
    )


def test_edges_are_counted_by_kinds() -> None:
    """Each edge counts once for its pair of kinds, A to Z; a network without edges has none."""
    network = weighted([(0, 1, 1), (1, 2, 1), (2, 4, 1)])
    kinds = {node: "odd" if node % 2 else "even" for node in network}
    counts = assortativity.mixing(adjacency(network), kinds).counts
    assert counts == {("even", "even"): 1, ("even", "odd"): 2}
    assert assortativity.mixing(adjacency(weighted([])), {}) == assortativity.Mixing(None, {})
