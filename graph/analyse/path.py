"""Knows how two things are connected: the shortest and the best-supported path, each hop with the sentences that state it.

Method: Dijkstra (1959) over the stated relations, taken both ways. For the shortest path each hop costs one, and among paths of one
length the one with more sentences wins; for the best-supported path a hop costs one over the number of its sentences.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.store import Store, rows

_QUERIES = Path(__file__).parent / "links"


@dataclass(frozen=True, order=True)
class Link:
    """One stated relation, read in the direction of the path."""

    words: str
    sentence: str


@dataclass(frozen=True)
class Hop:
    """A step of a path: from one thing to the next, with all that is stated between them."""

    one: str
    other: str
    links: tuple[Link, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """IRIs of the distinct sentences behind the hop, A to Z."""
        return tuple(sorted({link.sentence for link in self.links}))


Links = dict[str, dict[str, set[Link]]]


def links(store: Store, *, findings: bool = False) -> Links:
    """Read every stated relation from a store, both ways, as thing -> neighbour -> links.

    Args:
        store: a built store.
        findings: whether findings, figures and demands may be stepping stones too.
    """
    found: Links = defaultdict(lambda: defaultdict(set))
    for name in ("links", "findings") if findings else ("links",):
        for row in rows(store, (_QUERIES / f"{name}.rq").read_text("utf-8")):
            one, other, sentence = row["one"].value, row["other"].value, row["sentence"].value
            found[one][other].add(Link(row["words"].value, sentence))
            found[other][one].add(Link(row["back"].value, sentence))
    return found


def shortest(known: Links, one: str, other: str) -> list[Hop]:
    """Return the shortest path, the best-supported of those of its length; empty where there is none.

    Args:
        known: the links, as `links` gives them.
        one: IRI to start from.
        other: IRI to arrive at.
    """
    return _path(known, one, other, lambda sentences: 1.0 + 1e-3 / sentences)


def best_supported(known: Links, one: str, other: str) -> list[Hop]:
    """Return the path with the most sentences behind its hops; empty where there is none.

    A hop costs one over the number of its sentences, so that two well-supported hops may beat one that stands on a single sentence.
    """
    return _path(known, one, other, lambda sentences: 1.0 / sentences)


def _path(known: Links, one: str, other: str, cost: Callable[[int], float]) -> list[Hop]:
    queue: list[tuple[float, str, str]] = [(0.0, one, "")]
    came: dict[str, str] = {}
    while queue:
        so_far, thing, before = heapq.heappop(queue)
        if thing in came:
            continue
        came[thing] = before
        if thing == other:
            return list(_hops(known, came, other))
        for neighbour, stated in known.get(thing, {}).items():
            if neighbour not in came:
                number = len({link.sentence for link in stated})
                heapq.heappush(queue, (so_far + cost(number), neighbour, thing))
    return []


def _hops(known: Links, came: dict[str, str], other: str) -> Iterator[Hop]:
    steps = [other]
    while came[steps[-1]]:
        steps.append(came[steps[-1]])
    for after, before in zip(steps[-2::-1], steps[:0:-1], strict=True):
        yield Hop(before, after, tuple(sorted(known[before][after])))
