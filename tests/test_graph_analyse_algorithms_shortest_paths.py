"""The cheapest path, and the next cheapest, are those of NetworkX, and ties are broken in one order."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import networkx
from hypothesis import given, settings
from hypothesis import strategies as st
from known_networks import Edges, edge_lists, stated, weighted

from graph.analyse.algorithms.network_paths import network_routes
from graph.analyse.algorithms.shortest_paths import (
    Cost,
    cheapest_path,
    fewest_hops,
    most_sentences,
    routes,
)

Table = dict[int, dict[int, int]]


def _table(edges: Edges) -> Table:
    table: Table = defaultdict(dict)
    for one, other, sentences in edges:
        table[one][other] = table[other][one] = table[one].get(other, 0) + sentences
    return table


def _cheapest(table: Table, one: int, other: int, cost: str) -> list[int]:
    return cheapest_path(
        lambda thing: table.get(thing, {}).items(),
        one,
        other,
        {"hops": fewest_hops, "sentences": most_sentences}[cost],
    )


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(1, 4)), max_size=20))
def test_paths_are_as_good_as_those_of_networkx(edges: Edges) -> None:
    """Of all cheapest paths of any small network, the one is taken whose steps come first, from the end backwards."""
    table = _table([edge for edge in edges if edge[0] != edge[1]])
    network: networkx.Graph[int] = networkx.Graph()
    network.add_nodes_from([0, 7])
    for one, others in table.items():
        for other, sentences in others.items():
            network.add_edge(
                one, other, hops=fewest_hops(sentences), sentences=most_sentences(sentences)
            )
    for cost in ("hops", "sentences"):
        best = (
            [path[::-1] for path in networkx.all_shortest_paths(network, 0, 7, weight=cost)]
            if networkx.has_path(network, 0, 7)
            else [[]]
        )
        assert _cheapest(table, 0, 7, cost) == min(best)[::-1]


def test_the_better_supported_of_two_ways_is_taken() -> None:
    """Two hops on five sentences each beat one hop on a single sentence; the shortest path stays the one hop."""
    table = _table([(0, 2, 1), (0, 1, 5), (1, 2, 5)])
    assert _cheapest(table, 0, 2, "hops") == [0, 2]
    assert _cheapest(table, 0, 2, "sentences") == [0, 1, 2]


def test_of_equally_supported_ways_the_shortest_is_taken() -> None:
    """Two hops on two sentences each cost as much as one hop on one sentence, which is the better answer."""
    assert _cheapest(_table([(1, 0, 2), (0, 2, 2), (1, 2, 1)]), 1, 2, "sentences") == [1, 2]


def test_long_ways_are_found() -> None:
    """A well-supported way of many hops is taken where it is the best."""
    table = _table([(n, n + 1, 9) for n in range(12)] + [(0, 12, 1)])
    assert len(_cheapest(table, 0, 12, "sentences")) == 2
    table = _table([(n, n + 1, 30) for n in range(12)] + [(0, 12, 1), (12, 13, 1)])
    assert len(_cheapest(table, 0, 13, "sentences")) == 14


def _neighbours(network: networkx.Graph[int], node: int) -> list[tuple[int, int]]:
    return [(neighbour, network.edges[node, neighbour]["weight"]) for neighbour in network[node]]


def _cost(network: networkx.Graph[int], path: list[int], cost: Cost) -> int:
    return sum(cost(network.edges[pair]["weight"]) for pair in pairwise(path))


@settings(deadline=None)
@given(edge_lists, st.integers(1, 6), st.sets(st.integers(1, 8), max_size=2))
def test_the_shortest_paths_are_all_of_their_length(
    edges: Edges, most: int, avoided: set[int]
) -> None:
    """Of the paths with the fewest hops the best supported come, then by nodes from the target backwards."""
    network = weighted(edges)
    network.add_nodes_from([0, 9])
    rest = network.subgraph(set(network) - avoided)
    every: list[list[int]] = []
    if networkx.has_path(rest, 0, 9):
        every = sorted(
            networkx.all_shortest_paths(rest, 0, 9),
            key=lambda path: (_cost(network, path, fewest_hops), path[::-1]),
        )
    answer = routes(lambda node: _neighbours(network, node), 0, 9, most=most, avoided=avoided)
    assert (answer.shortest, answer.total) == (every[:most], len(every))
    assert bool(answer.only_through) == (not every and networkx.has_path(network, 0, 9))
    assert set(answer.only_through) <= avoided


def test_the_best_supported_path_may_be_a_longer_one() -> None:
    """The shortest paths all come, and beside them the one with the most sentences."""
    long_way = ("a r e 6 7 8 9", "e r f 6 7 8 9", "f r c 6 7 8 9")
    network = stated("a r b 1", "b r c 2", "a r d 3", "d r c 4 5", *long_way)
    answer = network_routes(network, "a", "c")
    assert answer.shortest == [["a", "d", "c"], ["a", "b", "c"]]
    assert answer.best_supported == ["a", "e", "f", "c"]
    assert network_routes(network, "a", "c", most=1).shortest == [["a", "d", "c"]]
    assert network_routes(network, "a", "c", most=1).total == 2


def test_an_avoided_node_is_no_step_but_may_be_an_end() -> None:
    """A path goes round it; where nothing else connects, it is named, and there is no path."""
    network = stated("a r hub 1", "hub r b 1", "a r c 1", "c r d 1", "d r b 1", "hub r e 1")
    answer = network_routes(network, "a", "b", avoided=["hub"])
    assert (answer.shortest, answer.only_through) == ([["a", "c", "d", "b"]], [])
    alone = network_routes(network, "a", "e", avoided=["hub"])
    assert (alone.shortest, alone.best_supported, alone.only_through) == ([], [], ["hub"])
    assert network_routes(network, "hub", "b", avoided=["hub"]).shortest == [["hub", "b"]]


def test_a_path_takes_relations_of_either_direction_and_counts_their_sentences_once() -> None:
    """The path goes against arrows too; the sentences of all relations between two things count, each once."""
    network = stated("a r b 1 2", "b r a 1 2 3", "c r b 4 5 6", "a r c 7", "a r a 9")
    assert network_routes(network, "a", "c").best_supported == ["a", "b", "c"]
    assert network_routes(network, "c", "a").best_supported == ["c", "b", "a"]
    assert network_routes(network, "a", "c").shortest == [["a", "c"]]


def test_no_path_is_empty() -> None:
    """Between things that nothing connects there is no path, and no node to blame."""
    network = stated("a r b 1", "c r d 1")
    assert network_routes(network, "a", "d", avoided=["b"])[:4] == ([], 0, [], [])
