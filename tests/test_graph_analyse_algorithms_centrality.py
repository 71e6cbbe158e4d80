"""Centrality is right on known networks, by published values and two oracles."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import igraph
import networkx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from known_networks import KNOWN, Edges, edge_lists, igraph_of, weighted

from graph.analyse.algorithms import (
    assortativity,
    centrality,
    communities,
    connectivity,
    similarity,
)
from graph.analyse.networks.adjacency import Adjacency, adjacency

MEASURES: dict[str, Callable[[Adjacency[Any]], dict[Any, float]]] = {
    "degree": centrality.degree,
    "strength": centrality.strength,
    "pagerank": centrality.pagerank,
    "closeness": centrality.closeness,
    "betweenness": centrality.betweenness,
    "eigenvector": centrality.eigenvector,
    "core": centrality.core_number,
}


OF_NETWORKX: dict[str, Callable[[networkx.Graph[Any]], Mapping[Any, float]]] = {
    "degree": lambda net: dict(net.degree()),
    "strength": lambda net: dict(net.degree(weight="weight")),
    "pagerank": lambda net: networkx.pagerank(net, tol=1e-15, max_iter=1000),
    "closeness": networkx.closeness_centrality,
    "betweenness": networkx.betweenness_centrality,
    "eigenvector": lambda net: networkx.eigenvector_centrality_numpy(net, weight="weight"),
    "core": networkx.core_number,
}


def _norm(values: list[float]) -> list[float]:
    length = math.sqrt(sum(value * value for value in values))
    return [value / length for value in values]


OF_IGRAPH: dict[str, Callable[[igraph.Graph, list[float]], list[float]]] = {
    "degree": lambda net, _: net.degree(),
    "strength": lambda net, weights: net.strength(weights=weights),
    "pagerank": lambda net, weights: net.pagerank(weights=weights),
    "closeness": lambda net, _: net.closeness(),
    "betweenness": lambda net, _: [
        value * 2 / ((net.vcount() - 1) * (net.vcount() - 2)) for value in net.betweenness()
    ],
    "eigenvector": lambda net, weights: _norm(net.eigenvector_centrality(weights=weights)),
    "core": lambda net, _: net.coreness(),
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


def test_the_kite_has_three_different_centres() -> None:
    """Krackhardt (1990): Diane has most ties, Fernando and Garth are nearest to all, Heather stands between; with the values printed since."""
    kite = adjacency(KNOWN["kite"])
    diane, fernando, garth, heather = 3, 5, 6, 7
    degree, near, between = (
        centrality.degree(kite),
        centrality.closeness(kite),
        centrality.betweenness(kite),
    )
    assert (max(degree, key=lambda node: degree[node]), degree[diane]) == (diane, 6)
    assert [round(near[node], 3) for node in (fernando, garth, diane, heather)] == [
        0.643,
        0.643,
        0.6,
        0.6,
    ]
    assert max(near.values()) == near[fernando]
    assert (max(between, key=lambda node: between[node]), round(between[heather], 3)) == (
        heather,
        0.389,
    )
    assert between[heather] * 36 == pytest.approx(14)


def test_the_medici_stand_between_the_families() -> None:
    """Padgett's Florentine families: the Medici lie on 0.522 of the shortest ways, the Guadagni on 0.255, the Strozzi on 0.103 (Jackson 2008, table 2.1)."""
    between = centrality.betweenness(adjacency(KNOWN["families"]))
    assert [round(between[name], 3) for name in ("Medici", "Guadagni", "Strozzi")] == [
        0.522,
        0.255,
        0.103,
    ]


def test_the_southern_women_at_the_eighth_event() -> None:
    """Davis, Gardner and Gardner (1941): 14 women came to event 8, and Evelyn and Theresa went to eight events each."""
    degree = centrality.degree(adjacency(KNOWN["women"]))
    assert [degree[name] for name in ("E8", "Evelyn Jefferson", "Theresa Anderson")] == [14, 8, 8]


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("name", [name for name in MEASURES if name != "eigenvector"])
@given(edges=edge_lists, lone=st.integers(0, 2))
def test_measures_agree_with_networkx_on_any_network(name: str, edges: Edges, lone: int) -> None:
    """Networks in parts and with lone things as well; where NetworkX has no value for a lone thing, neither have we."""
    made = weighted(edges, lone)
    theirs = dict(OF_NETWORKX[name](made)) if len(made) else {}
    assert MEASURES[name](adjacency(made)) == pytest.approx(theirs, abs=1e-9, nan_ok=True)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("name", MEASURES)
@given(edges=edge_lists, order=st.randoms(use_true_random=False))
def test_names_and_order_do_not_matter(name: str, edges: Edges, order: Any) -> None:
    """Other names of the nodes and another order of the edges give the same values."""
    made = weighted(edges)
    shuffled: Edges = list(made.edges(data="weight"))
    order.shuffle(shuffled)
    again: networkx.Graph[str] = networkx.Graph()
    again.add_weighted_edges_from(
        (f"n{other}", f"n{one}", weight) for one, other, weight in shuffled
    )
    found = MEASURES[name](adjacency(made))
    assert MEASURES[name](adjacency(again)) == pytest.approx(
        {f"n{node}": value for node, value in found.items()}, abs=1e-7, nan_ok=True
    )


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("name", MEASURES)
@given(edges=edge_lists, lone=st.integers(0, 3))
def test_loops_parallel_edges_and_lone_things_do_not_matter(
    name: str, edges: Edges, lone: int
) -> None:
    """Loops change nothing; a tie drawn as several relations is one tie with their weight; part by part, lone things change nothing for others."""
    made = weighted(edges)
    multi: networkx.MultiDiGraph[int] = networkx.MultiDiGraph()
    multi.add_nodes_from(made)
    weight: int
    for one, other, weight in made.edges(data="weight"):
        multi.add_edge(other, one, weight=1)
        multi.add_edge(one, other, weight=weight - 1)
        multi.add_edge(one, one, weight=5)
    found = MEASURES[name](adjacency(made))
    assert MEASURES[name](adjacency(multi)) == pytest.approx(found, abs=1e-7, nan_ok=True)
    apart = centrality.by_component(adjacency(made), MEASURES[name])
    multi.add_nodes_from(range(100, 100 + lone))
    more = centrality.by_component(adjacency(multi), MEASURES[name])
    assert {node: more[node] for node in made} == pytest.approx(apart, abs=1e-7, nan_ok=True)


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("weight", [0, None, -1, math.nan, math.inf])
def test_odd_weights_never_crash(name: str, weight: float | None) -> None:
    """A weight of zero, none, below zero or beyond number gives finite values, or NaN where there is nothing to divide."""
    net: networkx.Graph[str] = networkx.Graph()
    net.add_edge("a", "b", weight=weight)
    net.add_edge("b", "c", weight=weight)
    found = MEASURES[name](adjacency(net))
    assert set(found) == {"a", "b", "c"}
    assert all(math.isnan(value) or 0 <= value <= 4 for value in found.values())
    assert len(communities.communities(adjacency(net)).groups) in (1, 2, 3)


@pytest.mark.parametrize("name", MEASURES)
def test_nothing_is_measured_of_nothing(name: str) -> None:
    """An empty network has no values, no communities and nothing that splits it."""
    empty: networkx.Graph[str] = networkx.Graph()
    assert MEASURES[name](adjacency(empty)) == {}
    assert communities.communities(adjacency(empty)).groups == ()
    assert [
        connectivity.articulation_points(adjacency(empty)),
        connectivity.bridges(adjacency(empty)),
        similarity.similar_pairs(adjacency(empty)),
    ] == [[], [], []]
    assert assortativity.mixing(adjacency(empty), {}).assortativity is None


@pytest.mark.parametrize("net", KNOWN)
def test_a_sample_of_all_starts_is_the_whole(net: str) -> None:
    """Counted from every start, the estimate of betweenness is the exact value, within single precision."""
    from graph.analyse.algorithms.centrality import _dependencies

    known = adjacency(KNOWN[net])
    number = len(known)
    whole = _dependencies(known.pattern, np.arange(number)) / ((number - 1) * (number - 2))
    assert list(whole) == pytest.approx(list(centrality.betweenness(known).values()), abs=1e-6)


def test_a_sample_estimates_the_whole() -> None:
    """From a third of the starts the estimate is close, the same for the same seed, and told step by step."""
    known = adjacency(networkx.barabasi_albert_graph(300, 2, seed=5))
    exact, steps = centrality.betweenness(known), list[str]()
    found = centrality.betweenness(known, sample=100, seed=1, progress=steps.append)
    assert found == centrality.betweenness(known, sample=100, seed=1)
    assert found != centrality.betweenness(known, sample=100, seed=2)
    assert max(abs(found[node] - exact[node]) for node in exact) < 0.05
    assert len(steps) == 4


def test_starts_may_be_given() -> None:
    """From all nodes the values are exact; where a start is gone, the others are kept."""
    net = networkx.barabasi_albert_graph(120, 2, seed=5)
    exact = centrality.betweenness(adjacency(net))
    assert centrality.betweenness(adjacency(net), starts=set(net)) == pytest.approx(exact)
    starts = set(range(40, 80))
    whole = centrality.betweenness(adjacency(net), starts=starts)
    assert whole == centrality.betweenness(adjacency(net), starts=starts | {1000})
    leaf = next(node for node in starts if net.degree(node) == 2)
    net.remove_node(leaf)
    rest = centrality.betweenness(adjacency(net), starts=starts)
    assert max(abs(rest[node] - whole[node]) for node in net) < 0.05


def test_countless_shortest_ways_do_not_overflow() -> None:
    """A chain of 200 diamonds has more shortest ways than single precision can count; the estimate stays a number."""
    net: networkx.Graph[int] = networkx.Graph()
    for n in range(0, 600, 3):
        net.add_edges_from([(n, n + 1), (n, n + 2), (n + 1, n + 3), (n + 2, n + 3)])
    found = centrality.betweenness(adjacency(net), sample=10, seed=1)
    exact = centrality.betweenness(adjacency(net))
    assert all(math.isfinite(value) for value in found.values())
    assert max(found.values()) == pytest.approx(max(exact.values()), rel=0.5)


def _with_trees(network: networkx.Graph[Any]) -> networkx.Graph[Any]:
    """Hang trees of several depths on every second node."""
    for node in [*network][::2]:
        branch = networkx.balanced_tree(2, node % 3)
        network.add_edges_from(((node, source), (node, target)) for source, target in branch.edges)
        network.add_edge(node, (node, 0))
    return network


@pytest.mark.parametrize(
    "network",
    [
        _with_trees(networkx.barabasi_albert_graph(60, 2, seed=5)),
        _with_trees(networkx.disjoint_union(networkx.cycle_graph(9), networkx.path_graph(7))),
        networkx.balanced_tree(3, 4),
        networkx.path_graph(150),
        _with_trees(networkx.cycle_graph(150)),
    ],
    ids=["dense middle", "two parts", "tree", "path", "many steps across"],
)
def test_betweenness_counts_trees_and_long_paths_as_networkx_does(
    network: networkx.Graph[Any],
) -> None:
    """What hangs on one other, what has no circle, and what is many steps across."""
    values = centrality.betweenness(adjacency(network))
    assert values == pytest.approx(networkx.betweenness_centrality(network), abs=1e-12)


def test_a_long_network_is_not_searched_from_many_starts_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its levels would fill the memory: a circle of 4,000 has 2,000 of them."""
    kept: list[int] = []
    accumulate = centrality._accumulate

    def counted(pattern: Any, paths: list[Any], *rest: Any) -> Any:
        kept.append(len(paths))
        return accumulate(pattern, paths, *rest)

    monkeypatch.setattr(centrality, "_accumulate", counted)
    centrality.betweenness(adjacency(networkx.cycle_graph(200)))
    assert not kept
    centrality.betweenness(adjacency(networkx.cycle_graph(30)))
    assert kept
