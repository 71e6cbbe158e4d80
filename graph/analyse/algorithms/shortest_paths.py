"""Find the cheapest path between two nodes, and all paths with the fewest hops.

Method: Dijkstra (1959) from both ends at once (Pohl, “Bi-directional search”, 1971), with edges
taken both ways. Of several paths of one cost, the one whose nodes come first, from the target
backwards, is taken.

Nodes are numbers, so that a caller can read the neighbours of a node from an index. Edges carry the
number of sentences behind them, and costs are whole numbers, so that equal costs are equal.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, pairwise
from operator import itemgetter
from typing import Generic, NamedTuple, TypeAlias, TypeVar

_UNIT = 360_360  # the least common multiple of 1 to 15, so that most shares of it are whole
MOST_PATHS = 10
_FIRST = 10**9  # weighs the first criterion above any sum of the second
Neighbours: TypeAlias = Callable[[int], Iterable[tuple[int, int]]]
Cost: TypeAlias = Callable[[int], int]
Node = TypeVar("Node", int, str)
_Previous: TypeAlias = Mapping[int, set[int]]  # the nodes before each node of the cheapest paths


class Routes(NamedTuple, Generic[Node]):
    """How two nodes are connected.

    Attributes:
        shortest: paths with the fewest hops, the best supported first.
        total: how many such paths there are, of which `shortest` may leave out some.
        best_supported: the path with the most sentences behind its hops.
        only_through: avoided nodes that alone connect the two, where no path avoids them.
        reports: of each of the shortest paths and then of the best-supported one, the numbers of
            the reports that state all its steps; empty where none does, or nobody asked.
        is_across: whether no report connects the two, and only several together would.
    """

    shortest: list[list[Node]]
    total: int
    best_supported: list[Node]
    only_through: list[Node]
    reports: Sequence[frozenset[int]] = ()
    is_across: bool = False


def fewest_hops(sentences: int) -> int:
    """Return the cost of a hop for the shortest path, the best supported one of its length."""
    return _FIRST + _UNIT // sentences


def most_sentences(sentences: int) -> int:
    """Return the cost of a hop for the best-supported path, the shortest one of its support.

    A hop costs one over its sentences, so that two well-supported hops may beat a single one that
    stands on one sentence.
    """
    return _FIRST * (_UNIT // sentences) + 1


def cheapest_path(
    neighbours: Neighbours, source: int, target: int, cost: Cost, *, best: int = -1
) -> list[int]:
    """Return the nodes along the cheapest path, with both ends; empty where there is none.

    Args:
        neighbours: of a node, each with the number of sentences behind the edge.
        source: where the path begins.
        target: where it ends.
        cost: of a hop, by the number of its sentences, of which more cost no more.
        best: cost of a path that is known; -1 for none.
    """
    ordered = _best_supported_first(neighbours)
    return _first_path(_cheapest_steps(ordered, source, target, cost, best), source, target)


def routes(
    neighbours: Neighbours,
    source: int,
    target: int,
    *,
    most: int = MOST_PATHS,
    avoided: Collection[int] = (),
) -> Routes[int]:
    """Return the paths with the fewest hops, and the best-supported path.

    Args:
        neighbours: of a node, each with the number of sentences behind the edge.
        source: where the paths begin.
        target: where they end, at another node.
        most: how many of the shortest paths at most.
        avoided: nodes through which no path may lead; either end may be one.
    """
    hidden = {*avoided} - {source, target}
    rest = cache(_without(neighbours, hidden))
    previous = _shortest_steps(rest, source, target)
    shortest, total = _supported_paths(rest, previous, source, target, most)
    known = min((_cost(rest, path, most_sentences) for path in shortest), default=-1)
    best_supported = cheapest_path(rest, source, target, most_sentences, best=known)
    only_through: list[int] = []
    if hidden and not shortest:
        path = cheapest_path(neighbours, source, target, fewest_hops)
        only_through = [node for node in path if node in hidden]
    return Routes(shortest, total, best_supported, only_through)


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

        A node that the opposite search has not settled is as far from its start as the nearest one
        that waits there, so that dearer edges lead to no path of the best cost. One that it has
        settled is passed over then, as its edge to this node was looked at from there, and the
        two searches meet where this node was reached.

        Args:
            neighbours: of a node, those with most sentences first.
            cost: of a hop, of which more sentences cost no more.
            opposite: the search from the other end.
            best: cost of the cheapest path so far, beyond which nothing is looked at; -1 for none.
        """
        start_cost, node = heapq.heappop(self.queue)
        if node in self.settled:
            return
        self.settled.add(node)
        most = best - opposite.queue[0][0]
        for neighbour, sentences in neighbours(node):
            total = start_cost + cost(sentences)
            if best >= 0 and most < total:
                break
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


def _cheapest_steps(
    neighbours: Neighbours, source: int, target: int, cost: Cost, best: int
) -> _Previous:
    """Return the nodes before each node, over all cheapest paths; empty where there is no path.

    Args:
        neighbours: of a node, those with most sentences first.
        source: where the paths begin.
        target: where they end.
        cost: of a hop, by the number of its sentences.
        best: cost of a path that is known; -1 for none.
    """
    forward, backward = _Search(source), _Search(target)
    meetings: set[tuple[int, int]] = set()
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
    previous: dict[int, set[int]] = defaultdict(set)
    for before, node in meetings:
        previous[node].add(before)
    for node, before in forward.steps_back({before for before, _ in meetings}):
        previous[node].add(before)
    for before, node in backward.steps_back({node for _, node in meetings}):
        previous[node].add(before)
    return previous


def _shortest_steps(neighbours: Neighbours, source: int, target: int) -> _Previous:
    """Return the nodes before each node, over all paths with the fewest hops; empty for none.

    The nodes at each distance are found from both ends, always those of the end that has fewer,
    until both have some in common; the steps between them are looked up last.
    """
    sides: tuple[list[set[int]], list[set[int]]] = [{source}], [{target}]
    reached: tuple[set[int], set[int]] = {source}, {target}
    while not (common := sides[0][-1] & sides[1][-1]):
        side = int(len(sides[1][-1]) < len(sides[0][-1]))
        layer = {node for last in sides[side][-1] for node, _ in neighbours(last)}
        sides[side].append(layer - reached[side])
        reached[side].update(layer)
        if not sides[side][-1]:
            return {}
    previous: dict[int, set[int]] = defaultdict(set)
    for node, before in _steps_between(neighbours, sides[0], common):
        previous[node].add(before)
    for before, node in _steps_between(neighbours, sides[1], common):
        previous[node].add(before)
    return previous


def _steps_between(
    neighbours: Neighbours, layers: list[set[int]], nodes: set[int]
) -> Iterator[tuple[int, int]]:
    """Yield each step from nodes of the last layer back through the others."""
    for layer in layers[-2::-1]:
        steps = [
            (node, before) for node in nodes for before, _ in neighbours(node) if before in layer
        ]
        yield from steps
        nodes = {before for _, before in steps}


def _first_path(previous: _Previous, source: int, target: int) -> list[int]:
    """Choose one of the cheapest paths: from the target backwards, always the first node before."""
    if not previous:
        return []
    path = [target]
    while path[-1] != source:
        path.append(min(previous[path[-1]]))
    return path[::-1]


def _best_supported_first(neighbours: Neighbours) -> Neighbours:
    return lambda node: sorted(neighbours(node), key=itemgetter(1), reverse=True)


def _cost(neighbours: Neighbours, path: list[int], cost: Cost) -> int:
    """Return the cost of a path."""
    return sum(cost(dict(neighbours(node))[following]) for node, following in pairwise(path))


def _without(neighbours: Neighbours, nodes: Collection[int]) -> Neighbours:
    """Leave out some nodes, through which no path leads then."""
    if not nodes:
        return neighbours
    return lambda node: [pair for pair in neighbours(node) if pair[0] not in nodes]


def _supported_paths(
    neighbours: Neighbours, previous: _Previous, source: int, target: int, most: int
) -> tuple[list[list[int]], int]:
    """Return the best supported of all shortest paths, and how many there are.

    Of each node, no more paths are kept than are asked for: a path that is none of the best up to a
    node is none of the best beyond it.
    """
    paths: dict[int, list[tuple[int, list[int]]]] = {source: [(0, [source])]}
    totals = {source: 1}
    for node in _in_order(previous, target):
        hops = {
            before: fewest_hops(sentences)
            for before, sentences in neighbours(node)
            if before in previous[node]
        }
        candidates = (
            (total + hops[before], [node, *path])
            for before in previous[node]
            for total, path in paths[before]
        )
        paths[node] = heapq.nsmallest(most, candidates)
        totals[node] = sum(totals[before] for before in previous[node])
    return [path[::-1] for _, path in paths.get(target, [])], totals.get(target, 0)


def _in_order(previous: _Previous, target: int) -> list[int]:
    """Return the nodes of the shortest paths, each after those before it; without the source."""
    layers: list[set[int]] = []
    layer = {target} & previous.keys()
    while layer:
        layers.append(layer)
        layer = set(chain.from_iterable(previous[node] for node in layer)) & previous.keys()
    return list(chain.from_iterable(reversed(layers)))
