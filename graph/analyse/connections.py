"""Knows how two things are connected: the shortest and the best-supported path, each hop with the sentences that state it.

Method: Dijkstra (1959) from both ends at once (Pohl, "Bi-directional search", 1971) over the stated relations, taken both ways. For the
shortest path each hop costs one, and among paths of one length the one with more sentences wins; for the best-supported path a hop costs
one over the number of its sentences, and among paths of one cost the shortest wins. If several are left, the one whose steps have the
first IRIs, from the end backwards, is taken.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from graph.load.links import End, Links
from graph.query.description import Evidence
from graph.store import NamedNode, QuerySolutions, Store, open_index, query

_STATED = Path(__file__).parent / "connections" / "stated.rq"
_UNIT = 360_360  # the least common multiple of 1 to 15: costs are whole numbers, so that equal costs are equal
_MORE = 10**9  # weighs what counts first above all that counts second
Neighbours: TypeAlias = Callable[[int], Iterable[tuple[int, int]]]
Cost: TypeAlias = Callable[[int], int]


@dataclass(frozen=True, order=True)
class Link:
    """A relation that sentences state, in words as read in the direction of the path."""

    words: str
    sentences: tuple[Evidence, ...]


@dataclass(frozen=True)
class Hop:
    """A step of a path: from one thing to the next, with all that is stated between them."""

    one: End
    other: End
    links: tuple[Link, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """IRIs of the distinct sentences behind the hop, A to Z."""
        return tuple(sorted({sentence.iri for link in self.links for sentence in link.sentences}))


@dataclass(frozen=True)
class Paths:
    """How two things are connected; both paths are empty where no relation that a sentence states leads from one to the other.

    Attributes:
        shortest: with the fewest hops; the best supported of those.
        best_supported: with the most sentences behind its hops.
    """

    shortest: tuple[Hop, ...]
    best_supported: tuple[Hop, ...]


def between(
    directory: Path, store: Store, one: str, other: str, *, findings: bool = False
) -> Paths:
    """Find the shortest and the best-supported path between two things.

    Args:
        directory: of the store, whose index holds the links.
        store: the store itself, opened.
        one: IRI to start from.
        other: IRI to arrive at.
        findings: whether findings, figures, areas for improvement and judgments may be stepping stones too; documents never are.

    Raises:
        StoreError: when the store has no index, or one of an earlier version.
    """
    with open_index(directory) as database:
        links = Links(database, findings=findings)
        ends = links.number(one), links.number(other)
        if ends[0] is None or ends[1] is None:
            return Paths((), ())
        found = [
            cheapest(links.neighbours, ends[0], ends[1], cost)
            for cost in (fewest_hops, most_sentences)
        ]
        things = {number: links.end(number) for path in found for number in path}
    hops = {
        pair: _hop(store, things[pair[0]], things[pair[1]])
        for path in found
        for pair in pairwise(path)
    }
    return Paths(*(tuple(hops[pair] for pair in pairwise(path)) for path in found))


def fewest_hops(sentences: int) -> int:
    """Return what a hop costs on the way to the shortest path."""
    return _MORE + _UNIT // sentences


def most_sentences(sentences: int) -> int:
    """Return what a hop costs on the way to the best-supported path: two well-supported hops may beat one that stands on a single sentence."""
    return _MORE * (_UNIT // sentences) + 1


def cheapest(neighbours: Neighbours, one: int, other: int, cost: Cost) -> list[int]:
    """Return the things along the cheapest path, both ends included; empty where there is none.

    Args:
        neighbours: of a thing, each with the number of sentences behind the link.
        one: to start from.
        other: to arrive at.
        cost: of a hop, by the number of its sentences.
    """
    here, there = _Side(one), _Side(other)
    best, meetings = -1, set[tuple[int, int]]()
    while here.queue and there.queue and (best < 0 or here.queue[0][0] + there.queue[0][0] <= best):
        side, facing = (here, there) if len(here.queue) <= len(there.queue) else (there, here)
        so_far, thing = heapq.heappop(side.queue)
        if thing in side.settled:
            continue
        side.settled.add(thing)
        for neighbour, sentences in neighbours(thing):
            reached = so_far + cost(sentences)
            if 0 <= best < reached:
                continue
            side.reach(neighbour, reached, thing)
            if neighbour in facing.cost:
                whole = reached + facing.cost[neighbour]
                if best < 0 or whole < best:
                    best, meetings = whole, set()
                if whole == best:
                    meetings.add((thing, neighbour) if side is here else (neighbour, thing))
    return _first(here, there, meetings) if meetings else []


@dataclass
class _Side:
    """A search from one end: what was reached at which cost, and over which things."""

    start: int
    queue: list[tuple[int, int]] = field(default_factory=list)
    cost: dict[int, int] = field(default_factory=dict)
    over: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    settled: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.cost[self.start] = 0
        self.queue.append((0, self.start))

    def reach(self, thing: int, cost: int, over: int) -> None:
        known = self.cost.get(thing)
        if known is None or cost < known:
            self.cost[thing] = cost
            self.over[thing] = {over}
            heapq.heappush(self.queue, (cost, thing))
        elif cost == known:
            self.over[thing].add(over)


def _first(here: _Side, there: _Side, meetings: set[tuple[int, int]]) -> list[int]:
    """Choose one of the cheapest paths: from the end backwards, always the first of the things before."""
    before: dict[int, set[int]] = defaultdict(set)
    for one, other in meetings:
        before[other].add(one)
    for thing, nearer in _back(here, {one for one, _ in meetings}):
        before[thing].add(nearer)
    for thing, nearer in _back(there, {other for _, other in meetings}):
        before[nearer].add(thing)
    path = [there.start]
    while path[-1] != here.start:
        path.append(min(before[path[-1]]))
    return path[::-1]


def _back(side: _Side, things: set[int]) -> Iterator[tuple[int, int]]:
    """Yield each step back from things to where a side started, over all cheapest ways."""
    waiting, seen = sorted(things), set(things)
    while waiting:
        thing = waiting.pop()
        for nearer in side.over.get(thing, ()):
            yield thing, nearer
            if nearer not in seen:
                seen.add(nearer)
                waiting.append(nearer)


def _hop(store: Store, one: End, other: End) -> Hop:
    """Collect what sentences state between two things, either way, in words as read from the first."""
    voices: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    text = _STATED.read_text("utf-8")
    for ends, words in (((one, other), "words"), ((other, one), "back")):
        values = {
            name: NamedNode(end.iri) for name, end in zip(("one", "other"), ends, strict=True)
        }
        answer = query(store, text, values)
        assert isinstance(answer, QuerySolutions)
        for row in answer:
            voices[
                row[words].value, row["sentence"].value, row["place"].value, row["address"].value
            ].update([row["voice"].value] if row["voice"] else [])
    links: dict[str, list[Evidence]] = defaultdict(list)
    for (words, sentence, place, address), told in sorted(voices.items()):
        links[words].append(Evidence(sentence, place, ", ".join(sorted(told)), address))
    return Hop(
        one,
        other,
        tuple(Link(words, tuple(sentences)) for words, sentences in sorted(links.items())),
    )
