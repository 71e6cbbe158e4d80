"""Knows who is like whom: whether like is tied to like, and which things have the same ties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from graph.analyse.networks.adjacency import Ties

T = TypeVar("T")


@dataclass(frozen=True)
class Mixing:
    """How kinds of things are tied to one another.

    Attributes:
        assortativity: 1 where ties stay within a kind, 0 where kinds do not matter, below 0 where they lead to other kinds; None with one kind only.
        counts: number of ties for each pair of kinds, A to Z within the pair.
    """

    assortativity: float | None
    counts: dict[tuple[str, str], int]


@dataclass(frozen=True)
class Alike(Generic[T]):
    """Two things with ties to the same others.

    Attributes:
        one: a thing.
        other: another one.
        shared: what both are tied to.
        likeness: shared others over all others of either (Jaccard), 0 to 1; a tie between the two does not count.
    """

    one: T
    other: T
    shared: tuple[T, ...]
    likeness: float


def mixing(known: Ties[T], kind: Mapping[T, str]) -> Mixing:
    """Return how far ties stay within a kind (Newman, “Mixing patterns in networks”, Physical Review E 67, 2003, equation 2).

    Args:
        known: the ties.
        kind: of each thing.
    """
    counts: dict[tuple[str, str], int] = {}
    ends: dict[str, int] = {}
    pairs = known.pairs()
    for one, other in pairs:
        first, second = sorted((kind[known.nodes[one]], kind[known.nodes[other]]))
        counts[first, second] = counts.get((first, second), 0) + 1
        for end in (first, second):
            ends[end] = ends.get(end, 0) + 1
    chance = sum((number / (2 * len(pairs))) ** 2 for number in ends.values())
    within = (
        sum(number for (one, other), number in counts.items() if one == other) / len(pairs)
        if pairs
        else 0.0
    )
    return Mixing(
        None if len(ends) < 2 else (within - chance) / (1 - chance), dict(sorted(counts.items()))
    )


def equivalents(known: Ties[T], *, shared: int = 2) -> list[Alike[T]]:
    """Return the pairs of things with the most similar ties, the most similar first.

    Source: structural equivalence, Lorrain and White, Journal of Mathematical Sociology 1 (1971), by the measure of Jaccard (1901).

    Args:
        known: the ties.
        shared: how many others a pair must share at least.
    """
    from scipy.sparse import triu

    around = [
        set(known.pattern.indices[first:last].tolist())
        for first, last in pairwise(known.pattern.indptr.tolist())
    ]
    common = triu(known.pattern @ known.pattern, k=1).tocoo()
    found = []
    for one, other, number in zip(
        common.row.tolist(), common.col.tolist(), common.data.tolist(), strict=True
    ):
        if number >= shared:
            both = around[one] & around[other]
            likeness = len(both) / len((around[one] | around[other]) - {one, other})
            found.append(
                Alike(
                    known.nodes[one],
                    known.nodes[other],
                    tuple(known.nodes[node] for node in sorted(both)),
                    likeness,
                )
            )
    return sorted(
        found, key=lambda pair: (-pair.likeness, -len(pair.shared), str(pair.one), str(pair.other))
    )
