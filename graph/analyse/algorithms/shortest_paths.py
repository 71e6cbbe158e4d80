"""Find the cheapest path between two nodes, and the next cheapest ones.

Method: Dijkstra (1959) from both ends at once (Pohl, “Bi-directional search”, 1971), with edges
taken both ways. Of several paths of one cost, the one whose nodes come first, from the target
backwards, is taken. Further paths: Yen, “Finding the k shortest loopless paths in a network”,
Management Science 17 (1971).

Nodes are numbers, so that a caller can read the neighbours of a node from an index. Edges carry the
number of sentences behind them, and costs are whole numbers, so that equal costs are equal.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_UNIT = 360_360  # the least common multiple of 1 to 15, so that most shares of it are whole
_FIRST = 10**9  # weighs the first criterion above any sum of the second
Neighbours: TypeAlias = Callable[[int], Iterable[tuple[int, int]]]
Cost: TypeAlias = Callable[[int], int]


def fewest_hops(sentences: int) -> int:
    """Return the cost of a hop for the shortest path, the best supported one of its length."""
    return _FIRST + _UNIT // sentences


def most_sentences(sentences: int) -> int:
    """Return the cost of a hop for the best-supported path, the shortest one of its support.

    A hop costs one over its sentences, so that two well-supported hops may beat a single one that
    stands on one sentence.
    """
    return _FIRST * (_UNIT // sentences) + 1


def cheapest_path(neighbours: Neighbours, source: int, target: int, cost: Cost) -> list[int]:
    """Return the nodes along the cheapest path, with both ends; empty where there is none.

    Args:
        neighbours: of a node, each with the number of sentences behind the edge.
        source: where the path begins.
        target: where it ends.
        cost: of a hop, by the number of its sentences.
    """
    forward, backward = _Search(source), _Search(target)
    best, meetings = -1, set[tuple[int, int]]()
    while forward.queue and backward.queue:
        if 0 <= best < forward.queue[0][0] + backward.queue[0][0]:
            break
        search, opposite = forward, backward
        if len(backward.queue) < len(forward.queue):
            search, opposite = backward, forward
        for total, edge in search.advance(neighbours, cost, opposite, best):
            if best < 0 or total < best:
                best, meetings = total, set()
            if total == best:
                meetings.add(edge if search is forward else edge[::-1])
    return _first_path(forward, backward, meetings) if meetings else []


def cheapest_paths(
    neighbours: Neighbours, source: int, target: int, cost: Cost, *, number: int = 3
) -> list[list[int]]:
    """Return the cheapest paths without a loop, the cheapest first.

    Args:
        neighbours: of a node, each with the number of sentences behind the edge.
        source: where the paths begin.
        target: where they end.
        cost: of a hop, by the number of its sentences.
        number: how many paths at most.
    """
    paths: list[list[int]] = []
    candidates: list[tuple[int, list[int]]] = []  # with the nodes from the target backwards
    path = cheapest_path(neighbours, source, target, cost)
    while path and len(paths) < number:
        paths.append(path)
        for deviation in _deviations(neighbours, paths, cost):
            candidate = _path_cost(neighbours, deviation, cost), deviation[::-1]
            if candidate not in candidates:
                heapq.heappush(candidates, candidate)
        path = heapq.heappop(candidates)[1][::-1] if candidates else []
    return paths


def network_path(network: Network, source: str, target: str, cost: Cost) -> list[str]:
    """Return the nodes of a network along the cheapest path; empty where there is none.

    Args:
        network: with the sentences on its edges, which are taken both ways.
        source: where the path begins.
        target: where it ends.
        cost: of a hop, by the number of distinct sentences behind it.
    """
    nodes = sorted(network)
    ends = nodes.index(source), nodes.index(target)
    path = cheapest_path(network_neighbours(network, nodes), *ends, cost)
    return [nodes[number] for number in path]


def network_paths(
    network: Network, source: str, target: str, *, cost: Cost = fewest_hops, number: int = 3
) -> list[list[str]]:
    """Return the cheapest paths of a network without a loop, the cheapest first.

    Args:
        network: with the sentences on its edges, which are taken both ways.
        source: where the paths begin.
        target: where they end.
        cost: of a hop, by the number of distinct sentences behind it.
        number: how many paths at most.
    """
    nodes = sorted(network)
    ends = nodes.index(source), nodes.index(target)
    paths = cheapest_paths(network_neighbours(network, nodes), *ends, cost, number=number)
    return [[nodes[number] for number in path] for path in paths]


def network_neighbours(network: Network, nodes: list[str]) -> Neighbours:
    """Return the neighbours of a node by its place in the order of nodes, each node read once."""
    numbers = {node: number for number, node in enumerate(nodes)}
    table: dict[int, list[tuple[int, int]]] = {}

    def neighbours(number: int) -> list[tuple[int, int]]:
        if number not in table:
            counts = _sentence_counts(network, nodes[number])
            table[number] = sorted((numbers[node], count) for node, count in counts.items())
        return table[number]

    return neighbours


def _sentence_counts(network: Network, node: str) -> dict[str, int]:
    """Return the neighbours of a node, each with the number of distinct sentences between them.

    An edge without a sentence counts as one, so that networks of other origin have paths too.
    """
    sentences: dict[str, set[str]] = defaultdict(set)
    edges: list[tuple[str, str, dict[str, Any]]] = [
        *network.out_edges(node, data=True),
        *(
            (node, source, attributes)
            for source, _, attributes in network.in_edges(node, data=True)
        ),
    ]
    for _, neighbour, attributes in edges:
        if neighbour != node:
            sentences[neighbour] |= {sentence.iri for sentence in attributes.get("sentences", ())}
    return {neighbour: max(len(iris), 1) for neighbour, iris in sentences.items()}


@dataclass
class _Search:
    """A search from one end: the cost of each node so far, and the nodes before it on the way."""

    start: int
    queue: list[tuple[int, int]] = field(default_factory=list)
    costs: dict[int, int] = field(default_factory=dict)
    previous: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    settled: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.costs[self.start] = 0
        self.queue.append((0, self.start))

    def advance(
        self, neighbours: Neighbours, cost: Cost, opposite: _Search, best: int
    ) -> Iterator[tuple[int, tuple[int, int]]]:
        """Settle the nearest node; yield each edge to a node of the opposite search, with the cost.

        Args:
            neighbours: of a node.
            cost: of a hop.
            opposite: the search from the other end.
            best: cost of the cheapest path so far, beyond which nothing is looked at; -1 for none.
        """
        start_cost, node = heapq.heappop(self.queue)
        if node in self.settled:
            return
        self.settled.add(node)
        for neighbour, sentences in neighbours(node):
            total = start_cost + cost(sentences)
            if 0 <= best < total:
                continue
            self._reach(neighbour, total, node)
            if neighbour in opposite.costs:
                yield total + opposite.costs[neighbour], (node, neighbour)

    def _reach(self, node: int, cost: int, previous: int) -> None:
        before = self.costs.get(node)
        if before is None or cost < before:
            self.costs[node] = cost
            self.previous[node] = {previous}
            heapq.heappush(self.queue, (cost, node))
        elif cost == before:
            self.previous[node].add(previous)

    def steps_back(self, nodes: set[int]) -> Iterator[tuple[int, int]]:
        """Yield each step from nodes back to the start, over all cheapest paths."""
        waiting, visited = sorted(nodes), set(nodes)
        while waiting:
            node = waiting.pop()
            for before in self.previous.get(node, ()):
                yield node, before
                if before not in visited:
                    visited.add(before)
                    waiting.append(before)


def _first_path(forward: _Search, backward: _Search, meetings: set[tuple[int, int]]) -> list[int]:
    """Choose one of the cheapest paths: from the target backwards, always the first node before."""
    previous: dict[int, set[int]] = defaultdict(set)
    for before, node in meetings:
        previous[node].add(before)
    for node, before in forward.steps_back({before for before, _ in meetings}):
        previous[node].add(before)
    for before, node in backward.steps_back({node for _, node in meetings}):
        previous[node].add(before)
    path = [backward.start]
    while path[-1] != forward.start:
        path.append(min(previous[path[-1]]))
    return path[::-1]


def _deviations(neighbours: Neighbours, paths: list[list[int]], cost: Cost) -> Iterator[list[int]]:
    """Yield the cheapest path that leaves the last of some paths at each of its nodes."""
    last = paths[-1]
    for place, node in enumerate(last[:-1]):
        root = last[:place]
        nexts = {path[place + 1] for path in paths if path[: place + 1] == [*root, node]}
        rest = _without(neighbours, root, node, nexts)
        if tail := cheapest_path(rest, node, last[-1], cost):
            yield [*root, *tail]


def _without(
    neighbours: Neighbours, nodes: Collection[int], start: int, nexts: Collection[int]
) -> Neighbours:
    """Leave out some nodes, and the edges between a start and some next nodes."""
    hidden_nodes = {*nodes}
    hidden_edges = {(start, node) for node in nexts} | {(node, start) for node in nexts}

    def rest(node: int) -> Iterator[tuple[int, int]]:
        for neighbour, sentences in neighbours(node):
            if neighbour not in hidden_nodes and (node, neighbour) not in hidden_edges:
                yield neighbour, sentences

    return rest


def _path_cost(neighbours: Neighbours, path: list[int], cost: Cost) -> int:
    return sum(cost(dict(neighbours(node))[following]) for node, following in pairwise(path))
