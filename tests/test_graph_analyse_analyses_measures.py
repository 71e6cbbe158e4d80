"""Measures: right on known networks, by published values and two oracles, and indifferent to what must not matter."""

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

from graph.analyse.algorithms import centrality, communities, similarity, structural_holes
from graph.analyse.algorithms.shortest_paths import ways
from graph.analyse.networks.adjacency import Ties, ties

Net = networkx.Graph  # of any nodes
KNOWN: dict[str, Net[Any]] = {
    "karate": networkx.karate_club_graph(),
    "women": networkx.davis_southern_women_graph(),
    "families": networkx.florentine_families_graph(),
    "kite": networkx.krackhardt_kite_graph(),
}
MEASURES: dict[str, Callable[[Ties[Any]], dict[Any, float]]] = {
    "degree": centrality.degree,
    "strength": centrality.strength,
    "pagerank": centrality.pagerank,
    "closeness": centrality.closeness,
    "betweenness": centrality.betweenness,
    "eigenvector": centrality.eigenvector,
    "core": centrality.core_number,
    "constraint": structural_holes.constraint,
    "constraint, weighted": lambda known: structural_holes.constraint(known, weighted=True),
    "effective size": structural_holes.effective_size,
    "effective size, weighted": lambda known: structural_holes.effective_size(known, weighted=True),
}
OF_NETWORKX: dict[str, Callable[[Net[Any]], Mapping[Any, float]]] = {
    "degree": lambda net: dict(net.degree()),
    "strength": lambda net: dict(net.degree(weight="weight")),
    "pagerank": lambda net: networkx.pagerank(net, tol=1e-15, max_iter=1000),
    "closeness": networkx.closeness_centrality,
    "betweenness": networkx.betweenness_centrality,
    "eigenvector": lambda net: networkx.eigenvector_centrality_numpy(net, weight="weight"),
    "core": networkx.core_number,
    "constraint": networkx.constraint,
    "constraint, weighted": lambda net: networkx.constraint(net, weight="weight"),
    # node by node: the matrix form of NetworkX 3.6 divides by the strongest tie of the wrong end where scipy gives flat maxima
    "effective size": lambda net: networkx.effective_size(net, list(net)),
    "effective size, weighted": lambda net: networkx.effective_size(
        net, list(net), weight="weight"
    ),
}


def _igraph(net: Net[Any]) -> tuple[igraph.Graph, list[float]]:
    row = {node: n for n, node in enumerate(net)}
    edges = list(net.edges(data="weight", default=1))
    return igraph.Graph(len(row), [(row[a], row[b]) for a, b, _ in edges]), [
        weight for _, _, weight in edges
    ]


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
    "constraint": lambda net, _: net.constraint(),
    "constraint, weighted": lambda net, weights: net.constraint(weights=weights),
}


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("net", KNOWN)
def test_measures_agree_with_networkx(name: str, net: str) -> None:
    """On four classic networks each measure is that of NetworkX to nine digits."""
    assert MEASURES[name](ties(KNOWN[net])) == pytest.approx(
        dict(OF_NETWORKX[name](KNOWN[net])), abs=1e-9
    )


@pytest.mark.parametrize("name", OF_IGRAPH)
@pytest.mark.parametrize("net", KNOWN)
def test_measures_agree_with_igraph(name: str, net: str) -> None:
    """A second, independent implementation gives the same."""
    found = list(MEASURES[name](ties(KNOWN[net])).values())
    assert found == pytest.approx(OF_IGRAPH[name](*_igraph(KNOWN[net])), abs=1e-9)


def test_the_kite_has_three_different_centres() -> None:
    """Krackhardt (1990): Diane has most ties, Fernando and Garth are nearest to all, Heather stands between; with the values printed since."""
    kite = ties(KNOWN["kite"])
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
    between = centrality.betweenness(ties(KNOWN["families"]))
    assert [round(between[name], 3) for name in ("Medici", "Guadagni", "Strozzi")] == [
        0.522,
        0.255,
        0.103,
    ]


def test_the_karate_club_reaches_its_best_known_modularity() -> None:
    """Of 20 seeds the best division has 0.4198, the proven maximum (Brandes et al., IEEE TKDE 20, 2008), by either method."""
    club: Net[Any] = networkx.Graph(KNOWN["karate"].edges())
    for method in ("louvain", "leiden"):
        found = communities.stability(
            ties(club), method="leiden" if method == "leiden" else "louvain"
        )
        assert round(found.modularity[1], 4) == 0.4198
        assert 0.3 < found.modularity[0] <= found.modularity[1]
        assert 0.5 < found.rand <= 1
        assert found.seeds == 20


def test_the_southern_women_at_the_eighth_event() -> None:
    """Davis, Gardner and Gardner (1941): 14 women came to event 8, and Evelyn and Theresa went to eight events each."""
    degree = centrality.degree(ties(KNOWN["women"]))
    assert [degree[name] for name in ("E8", "Evelyn Jefferson", "Theresa Anderson")] == [14, 8, 8]


@pytest.mark.parametrize("net", KNOWN)
@pytest.mark.parametrize("method", ["louvain", "leiden"])
def test_communities_are_a_division_with_its_modularity(
    net: str, method: communities.Method
) -> None:
    """Each thing is in one community, the modularity is NetworkX's, and one seed gives one division."""
    known = ties(KNOWN[net])
    found = communities.communities(known, method=method, seed=3)
    assert sorted(map(str, (node for group in found.groups for node in group))) == sorted(
        map(str, known.nodes)
    )
    assert found.modularity == pytest.approx(
        networkx.community.modularity(KNOWN[net], map(set, found.groups)), abs=1e-9
    )
    assert communities.modularity(known, found.groups) == pytest.approx(found.modularity)
    assert found == communities.communities(known, method=method, seed=3)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=30))
def test_likeness_of_divisions_agrees_with_igraph(labels: list[tuple[int, int]]) -> None:
    """Adjusted Rand index and normalised mutual information are those of igraph."""
    one, other = (list(side) for side in zip(*labels, strict=True))
    rand = communities.adjusted_rand(np.array(one), np.array(other))
    assert communities.mutual_information(np.array(one), np.array(other)) == pytest.approx(
        igraph.compare_communities(one, other, method="nmi"), abs=1e-9
    )
    theirs = igraph.compare_communities(one, other, method="adjusted_rand")
    assert math.isnan(theirs) or rand == pytest.approx(theirs, abs=1e-9)


nets = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 4)), max_size=25)


def _made(edges: list[tuple[int, int, int]], lone: int = 0) -> networkx.Graph[int]:
    made: networkx.Graph[int] = networkx.Graph()
    made.add_weighted_edges_from(edge for edge in edges if edge[0] != edge[1])
    made.add_nodes_from(range(100, 100 + lone))
    return made


@settings(deadline=None)
@given(nets, st.integers(0, 2))
def test_cut_points_and_bridges_are_those_of_networkx(
    edges: list[tuple[int, int, int]], lone: int
) -> None:
    """On any network, in parts or not, the same things and ties split it, and the loss is what really falls off."""
    made = _made(edges, lone)
    points, spans = structural_holes.cut_points(ties(made)), structural_holes.bridges(ties(made))
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
        assert cut.lost == len(part) - max(map(len, networkx.connected_components(part)))


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("name", [name for name in MEASURES if name != "eigenvector"])
@given(edges=nets, lone=st.integers(0, 2))
def test_measures_agree_with_networkx_on_any_network(
    name: str, edges: list[tuple[int, int, int]], lone: int
) -> None:
    """Networks in parts and with lone things as well; where NetworkX has no value for a lone thing, neither have we."""
    made = _made(edges, lone)
    theirs = dict(OF_NETWORKX[name](made)) if len(made) else {}
    assert MEASURES[name](ties(made)) == pytest.approx(theirs, abs=1e-9, nan_ok=True)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("name", MEASURES)
@given(edges=nets, order=st.randoms(use_true_random=False))
def test_names_and_order_do_not_matter(
    name: str, edges: list[tuple[int, int, int]], order: Any
) -> None:
    """Other names of the nodes and another order of the edges give the same values."""
    made = _made(edges)
    shuffled: list[tuple[int, int, int]] = list(made.edges(data="weight"))
    order.shuffle(shuffled)
    again: networkx.Graph[str] = networkx.Graph()
    again.add_weighted_edges_from(
        (f"n{other}", f"n{one}", weight) for one, other, weight in shuffled
    )
    found = MEASURES[name](ties(made))
    assert MEASURES[name](ties(again)) == pytest.approx(
        {f"n{node}": value for node, value in found.items()}, abs=1e-7, nan_ok=True
    )


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("name", MEASURES)
@given(edges=nets, lone=st.integers(0, 3))
def test_loops_parallel_edges_and_lone_things_do_not_matter(
    name: str, edges: list[tuple[int, int, int]], lone: int
) -> None:
    """Loops change nothing; a tie drawn as several relations is one tie with their weight; part by part, lone things change nothing for others."""
    made = _made(edges)
    multi: networkx.MultiDiGraph[int] = networkx.MultiDiGraph()
    multi.add_nodes_from(made)
    weight: int
    for one, other, weight in made.edges(data="weight"):
        multi.add_edge(other, one, weight=1)
        multi.add_edge(one, other, weight=weight - 1)
        multi.add_edge(one, one, weight=5)
    found = MEASURES[name](ties(made))
    assert MEASURES[name](ties(multi)) == pytest.approx(found, abs=1e-7, nan_ok=True)
    apart = centrality.by_part(ties(made), MEASURES[name])
    multi.add_nodes_from(range(100, 100 + lone))
    more = centrality.by_part(ties(multi), MEASURES[name])
    assert {node: more[node] for node in made} == pytest.approx(apart, abs=1e-7, nan_ok=True)


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("weight", [0, None, -1, math.nan, math.inf])
def test_odd_weights_never_crash(name: str, weight: float | None) -> None:
    """A weight of zero, none, below zero or beyond number gives finite values, or NaN where there is nothing to divide."""
    net: networkx.Graph[str] = networkx.Graph()
    net.add_edge("a", "b", weight=weight)
    net.add_edge("b", "c", weight=weight)
    found = MEASURES[name](ties(net))
    assert set(found) == {"a", "b", "c"}
    assert all(math.isnan(value) or 0 <= value <= 4 for value in found.values())
    assert len(communities.communities(ties(net)).groups) in (1, 2, 3)


@pytest.mark.parametrize("name", MEASURES)
def test_nothing_is_measured_of_nothing(name: str) -> None:
    """An empty network has no values, no communities and nothing that splits it."""
    empty: networkx.Graph[str] = networkx.Graph()
    assert MEASURES[name](ties(empty)) == {}
    assert communities.communities(ties(empty)).groups == ()
    assert [
        structural_holes.cut_points(ties(empty)),
        structural_holes.bridges(ties(empty)),
        similarity.equivalents(ties(empty)),
    ] == [[], [], []]
    assert similarity.mixing(ties(empty), {}).assortativity is None


@pytest.mark.parametrize("net", KNOWN)
def test_a_sample_of_all_starts_is_the_whole(net: str) -> None:
    """Counted from every start, the estimate of betweenness is the exact value, within single precision."""
    from graph.analyse.algorithms.centrality import _dependencies

    known = ties(KNOWN[net])
    number = len(known)
    whole = _dependencies(known.pattern, np.arange(number)) / ((number - 1) * (number - 2))
    assert list(whole) == pytest.approx(list(centrality.betweenness(known).values()), abs=1e-6)


def test_a_sample_estimates_the_whole() -> None:
    """From a third of the starts the estimate is close, the same for the same seed, and told step by step."""
    known = ties(networkx.barabasi_albert_graph(300, 2, seed=5))
    exact, steps = centrality.betweenness(known), list[str]()
    found = centrality.betweenness(known, sample=100, seed=1, progress=steps.append)
    assert found == centrality.betweenness(known, sample=100, seed=1)
    assert found != centrality.betweenness(known, sample=100, seed=2)
    assert max(abs(found[node] - exact[node]) for node in exact) < 0.05
    assert len(steps) == 4


def test_countless_shortest_ways_do_not_overflow() -> None:
    """A chain of 200 diamonds has more shortest ways than single precision can count; the estimate stays a number."""
    net: networkx.Graph[int] = networkx.Graph()
    for n in range(0, 600, 3):
        net.add_edges_from([(n, n + 1), (n, n + 2), (n + 1, n + 3), (n + 2, n + 3)])
    found = centrality.betweenness(ties(net), sample=10, seed=1)
    exact = centrality.betweenness(ties(net))
    assert all(math.isfinite(value) for value in found.values())
    assert max(found.values()) == pytest.approx(max(exact.values()), rel=0.5)


def test_like_and_unlike_mix_as_in_networkx_and_igraph() -> None:
    """Assortativity by a kind is that of both oracles on the karate club's two factions and the women's two sides."""
    for net, key in (("karate", "club"), ("women", "bipartite")):
        kind = {node: str(told[key]) for node, told in KNOWN[net].nodes(data=True)}
        found = similarity.mixing(ties(KNOWN[net]), kind)
        assert found.assortativity == pytest.approx(
            networkx.attribute_assortativity_coefficient(KNOWN[net], key), abs=1e-9
        )
        numbered = [sorted(set(kind.values())).index(kind[node]) for node in KNOWN[net]]
        assert found.assortativity == pytest.approx(
            _igraph(KNOWN[net])[0].assortativity_nominal(numbered, directed=False), abs=1e-9
        )
        assert sum(found.counts.values()) == KNOWN[net].number_of_edges()
    assert (
        similarity.mixing(ties(KNOWN["kite"]), dict.fromkeys(range(10), "one")).assortativity
        is None
    )


def test_things_with_the_same_ties_are_found() -> None:
    """Six members of the karate club know the same two; likeness agrees with counting by hand on every pair of the kite."""
    best = [pair for pair in similarity.equivalents(ties(KNOWN["karate"])) if pair.likeness == 1]
    assert {frozenset((pair.one, pair.other)) for pair in best} >= {
        frozenset((14, 15)),
        frozenset((18, 22)),
    }
    kite = KNOWN["kite"]
    found = {
        frozenset((pair.one, pair.other)): pair
        for pair in similarity.equivalents(ties(kite), shared=1)
    }
    for one in kite:
        for other in range(one):
            both, either = (
                set(kite[one]) & set(kite[other]),
                (set(kite[one]) | set(kite[other])) - {one, other},
            )
            assert (frozenset((one, other)) in found) == bool(both)
            if both:
                assert found[frozenset((one, other))].likeness == pytest.approx(
                    len(both) / len(either)
                )
                assert set(found[frozenset((one, other))].shared) == both


@settings(deadline=None)
@given(nets)
def test_brokers_are_counted_as_by_hand(edges: list[tuple[int, int, int]]) -> None:
    """The open pairs of each thing are its contacts of different groups that do not know each other."""
    made = _made(edges)
    group = {node: "ab"[node % 2] for node in made if node % 5}
    found = structural_holes.open_pairs(ties(made), group)
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


@settings(deadline=None)
@given(nets, st.integers(1, 5))
def test_ways_are_the_shortest_ones(edges: list[tuple[int, int, int]], number: int) -> None:
    """Ways come in order of length, none twice, each a real way, and as many as asked for if there are so many."""
    made: networkx.MultiDiGraph[int] = networkx.MultiDiGraph(_made(edges))
    made.add_nodes_from([0, 9])
    plain = networkx.Graph(made)
    found = ways(made, 0, 9, number=number)
    every = (
        sorted(len(way) for way in networkx.all_simple_paths(plain, 0, 9))
        if networkx.has_path(plain, 0, 9)
        else []
    )
    assert [len(way) for way in found] == every[:number]
    assert len({tuple(way) for way in found}) == len(found)
    assert all(networkx.is_path(plain, way) for way in found)


@pytest.mark.parametrize(
    ("weight", "counts"), [(0, 0), (None, 1), (2.5, 2.5), (-1, 0), (math.nan, 0), (math.inf, 0)]
)
def test_an_odd_weight_counts_as_the_module_says(weight: float | None, counts: float) -> None:
    """A missing weight is one; below zero, none at all and beyond number are nothing, but the tie stays."""
    net: networkx.Graph[str] = networkx.Graph()
    net.add_edge("a", "b", weight=weight)
    assert centrality.strength(ties(net)) == {"a": counts, "b": counts}
    assert centrality.degree(ties(net)) == {"a": 1, "b": 1}


def test_of_two_ways_of_one_length_the_better_supported_comes_first() -> None:
    """A relation without a weight counts one sentence, several relations of a hop count together, and no weight at all counts nothing."""
    net: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for middle, weights in (
        ("missing", [None]),
        ("one and a half", [1.5]),
        ("two of one", [1, 1]),
        ("half", [0.5]),
    ):
        for one, other in (("start", middle), (middle, "end")):
            for weight in weights:
                net.add_edge(one, other, **({} if weight is None else {"weight": weight}))
    assert [way[1] for way in ways(net, "start", "end", number=9)] == [
        "two of one",
        "one and a half",
        "missing",
        "half",
    ]
    assert len(ways(net, "start", "end")) == 3
    net.add_node("alone")
    assert ways(net, "start", "alone") == []
