"""Structural holes are those of two oracles, and brokers those counted by hand."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import igraph
import networkx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from known_networks import KNOWN, Edges, edge_lists, igraph_of, weighted

from graph.analyse.algorithms import (
    structural_holes,
)
from graph.analyse.networks.adjacency import Adjacency, adjacency

MEASURES: dict[str, Callable[[Adjacency[Any]], dict[Any, float]]] = {
    "constraint": structural_holes.constraint,
    "effective size": structural_holes.effective_size,
}


OF_NETWORKX: dict[str, Callable[[networkx.Graph[Any]], Mapping[Any, float]]] = {
    "constraint": networkx.constraint,
    # node by node: the matrix form of NetworkX 3.6 divides by the strongest tie of the wrong end where scipy gives flat maxima
    "effective size": lambda net: networkx.effective_size(net, list(net)),
}


OF_IGRAPH: dict[str, Callable[[igraph.Graph, list[float]], list[float]]] = {
    "constraint": lambda net, _: net.constraint(),
}


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("net", KNOWN)
def test_measures_agree_with_networkx(name: str, net: str) -> None:
    """On four classic networks each measure is that of NetworkX to nine digits."""
    assert MEASURES[name](adjacency(KNOWN[net])) == pytest.approx(
        dict(OF_NETWORKX[name](KNOWN[net])), abs=1e-9
    )


@pytest.mark.parametrize("name", OF_IGRAPH)
@pytest.mark.parametrize("net", KNOWN)
def test_measures_agree_with_igraph(name: str, net: str) -> None:
    """A second, independent implementation gives the same."""
    found = list(MEASURES[name](adjacency(KNOWN[net])).values())
    assert found == pytest.approx(OF_IGRAPH[name](*igraph_of(KNOWN[net])), abs=1e-9)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("name", MEASURES)
@given(edges=edge_lists, lone=st.integers(0, 2))
def test_measures_agree_with_networkx_on_any_network(name: str, edges: Edges, lone: int) -> None:
    """Networks in parts and with lone things as well; where NetworkX has no value for a lone thing, neither have we."""
    made = weighted(edges, lone)
    theirs = dict(OF_NETWORKX[name](made)) if len(made) else {}
    assert MEASURES[name](adjacency(made)) == pytest.approx(theirs, abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("name", MEASURES)
def test_a_node_without_edges_has_no_value(name: str) -> None:
    """Where there is nothing to divide, the value is NaN, and an empty network has none."""
    assert math.isnan(MEASURES[name](adjacency(weighted([], lone=1)))[100])
    assert MEASURES[name](adjacency(weighted([]))) == {}


@settings(deadline=None)
@given(edge_lists)
def test_brokers_are_counted_as_by_hand(edges: Edges) -> None:
    """The open pairs of each thing are its contacts of different groups that do not know each other."""
    made = weighted(edges)
    group = {node: "ab"[node % 2] for node in made if node % 5}
    found = structural_holes.open_pairs(adjacency(made), group)
    for node in made:
        by_hand = {
            frozenset[int]((one, other))
            for one in made[node]
            for other in made[node]
            if one in group
            and other in group
            and group[one] != group[other]
            and not made.has_edge(one, other)
        }
        assert {frozenset(pair) for pair in found[node]} == by_hand
