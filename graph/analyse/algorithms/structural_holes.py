"""Knows who stands between others: structural holes, brokers between groups, and what falls apart without one thing or tie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Generic, TypeVar

from graph.analyse.networks.adjacency import Ties

if TYPE_CHECKING:
    from scipy.sparse import csr_array

T = TypeVar("T")
_BLOCK = 256


@dataclass(frozen=True)
class Cut(Generic[T]):
    """A thing or tie whose loss splits its part.

    Attributes:
        ends: the thing, or the two ends of the tie.
        lost: how many things would lose their way to the larger rest.
    """

    ends: tuple[T, ...]
    lost: int


def constraint(known: Ties[T], *, weighted: bool = False) -> dict[T, float]:
    """Return Burt's constraint: how far each thing's contacts are contacts of one another; low for those who bridge holes.

    Source: Burt, “Structural holes and good ideas”, American Journal of Sociology 110 (2004). NaN for a thing without ties.
    """
    import numpy as np

    shares = _scaled(known.weights if weighted else known.pattern, "sum")
    mask = known.pattern
    rows = [
        (
            (shares[first : first + _BLOCK] + shares[first : first + _BLOCK] @ shares)
            * mask[first : first + _BLOCK]
        )
        .power(2)
        .sum(axis=1)
        for first in range(0, len(known), _BLOCK)
    ]
    found = np.concatenate(rows) if rows else np.empty(0)
    return known.values(np.where(shares.sum(axis=1) > 0, found, np.nan))


def effective_size(known: Ties[T], *, weighted: bool = False) -> dict[T, float]:
    """Return Burt's effective size: the number of each thing's contacts, less how far they are contacts of one another.

    Source: Burt, Structural Holes (1992), chapter 2; American Journal of Sociology 110 (2004). NaN for a thing without ties.
    """
    import numpy as np

    weights = known.weights if weighted else known.pattern
    shares, strongest, mask = _scaled(weights, "sum"), _scaled(weights, "max"), known.pattern
    contacts = mask.sum(axis=1)
    rows = [
        ((mask[first : first + _BLOCK] @ strongest) * shares[first : first + _BLOCK]).sum(axis=1)
        for first in range(0, len(known), _BLOCK)
    ]
    redundant = np.concatenate(rows) if rows else np.empty(0)
    return known.values(np.where(contacts > 0, contacts - redundant, np.nan))


def cut_points(known: Ties[T]) -> list[Cut[T]]:
    """Return the things without which others lose their way to the rest, the greatest loss first.

    Source: Hopcroft and Tarjan, “Efficient algorithms for graph manipulation”, Communications of the ACM 16 (1973).
    """
    found = _lowpoints(known)
    branches: dict[int, list[int]] = {}
    for node, above in enumerate(found.parent):
        if above >= 0 and found.low[node] >= found.order[above]:
            branches.setdefault(above, []).append(found.below[node])
    cuts = []
    for node, sizes in branches.items():
        pieces = sorted([*sizes, found.whole[node] - 1 - sum(sizes)])
        if lost := sum(pieces[:-1]):
            cuts.append(Cut((known.nodes[node],), lost))
    return sorted(cuts, key=lambda cut: (-cut.lost, str(cut.ends)))


def bridges(known: Ties[T]) -> list[Cut[T]]:
    """Return the ties without which things lose their way to the rest, the greatest loss first (Tarjan, Information Processing Letters 2, 1974)."""
    found = _lowpoints(known)
    cuts = [
        Cut(
            (known.nodes[above], known.nodes[node]),
            min(found.below[node], found.whole[node] - found.below[node]),
        )
        for node, above in enumerate(found.parent)
        if above >= 0 and found.low[node] > found.order[above]
    ]
    return sorted(cuts, key=lambda cut: (-cut.lost, str(cut.ends)))


def open_pairs(known: Ties[T], group: Mapping[T, str]) -> dict[T, list[tuple[T, T]]]:
    """Return, for each thing, the pairs of its contacts of different groups that are not tied to each other.

    Source: Gould and Fernandez, “Structures of mediation”, Sociological Methodology 19 (1989): the middle of such a pair brokers between
    the groups.

    Args:
        known: the ties.
        group: of each thing that has one; others are in no pair.
    """
    around = _neighbours(known)
    found: dict[T, list[tuple[T, T]]] = {}
    for row, node in enumerate(known.nodes):
        grouped = [other for other in sorted(around[row]) if group.get(known.nodes[other])]
        found[node] = [
            (known.nodes[one], known.nodes[other])
            for one, other in combinations(grouped, 2)
            if group[known.nodes[one]] != group[known.nodes[other]] and other not in around[one]
        ]
    return found


@dataclass
class _Lowpoints:
    """What one walk in depth tells: when each thing was met, how far up a way round leads, and how many lie below."""

    parent: list[int]
    order: list[int]
    low: list[int]
    below: list[int]
    whole: list[int]


def _lowpoints(known: Ties[T]) -> _Lowpoints:
    """Walk every part in depth without recursion, so that long chains do not matter."""
    number, around = len(known), [sorted(others) for others in _neighbours(known)]
    found = _Lowpoints([-1] * number, [-1] * number, [0] * number, [1] * number, [0] * number)
    clock = 0
    for rows in known.parts:
        root = int(rows[0])
        stack, found.order[root], found.low[root] = [(root, iter(around[root]))], clock, clock
        clock += 1
        while stack:
            node, others = stack[-1]
            found.whole[node] = len(rows)
            for other in others:
                if found.order[other] < 0:
                    found.parent[other], found.order[other], found.low[other] = node, clock, clock
                    clock += 1
                    stack.append((other, iter(around[other])))
                    break
                if other != found.parent[node]:
                    found.low[node] = min(found.low[node], found.order[other])
            else:
                stack.pop()
                if (above := found.parent[node]) >= 0:
                    found.low[above] = min(found.low[above], found.low[node])
                    found.below[above] += found.below[node]
    return found


def _neighbours(known: Ties[T]) -> list[set[int]]:
    starts, others = known.pattern.indptr.tolist(), known.pattern.indices.tolist()
    return [set(others[first:last]) for first, last in pairwise(starts)]


def _scaled(weights: csr_array, by: str) -> csr_array:
    """Divide each row by its sum or its greatest weight; rows of nothing stay nothing."""
    import numpy as np
    from scipy.sparse import csr_array

    if not weights.nnz:
        return weights
    whole = weights.sum(axis=1) if by == "sum" else weights.max(axis=1).toarray().ravel()
    scale = np.divide(1.0, whole, out=np.zeros(len(whole)), where=whole > 0)
    return csr_array(
        (weights.data * np.repeat(scale, np.diff(weights.indptr)), weights.indices, weights.indptr),
        shape=weights.shape,
    )
