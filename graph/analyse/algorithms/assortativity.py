"""Measure whether edges join nodes of the same kind (assortative mixing)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from graph.analyse.networks.adjacency import Adjacency

T = TypeVar("T")


@dataclass(frozen=True)
class Mixing:
    """How edges connect kinds of nodes.

    Attributes:
        assortativity: 1 where edges stay within a kind, 0 where kinds do not matter, below 0 where
            edges lead to other kinds; None with one kind only.
        counts: number of edges for each pair of kinds, A to Z within the pair.
    """

    assortativity: float | None
    counts: dict[tuple[str, str], int]


def mixing(adjacency: Adjacency[T], kinds: Mapping[T, str]) -> Mixing:
    """Return how far edges stay within a kind.

    Source: Newman, “Mixing patterns in networks”, Physical Review E 67 (2003), equation 2.

    Args:
        adjacency: whose weights do not matter.
        kinds: of each node.
    """
    labels = [kinds[node] for node in adjacency.nodes]
    counts: Counter[tuple[str, str]] = Counter()
    for source, target in adjacency.pairs():
        first, second = sorted((labels[source], labels[target]))
        counts[first, second] += 1
    return Mixing(_assortativity(counts), dict(sorted(counts.items())))


def _assortativity(counts: Counter[tuple[str, str]]) -> float | None:
    """Return the share of edges within a kind against the share that chance would give."""
    ends: Counter[str] = Counter()
    for pair, number in counts.items():
        for kind in pair:
            ends[kind] += number
    if len(ends) < 2:
        return None
    total = counts.total()
    chance = sum((number / (2 * total)) ** 2 for number in ends.values())
    within = sum(number for (first, second), number in counts.items() if first == second) / total
    return (within - chance) / (1 - chance)
