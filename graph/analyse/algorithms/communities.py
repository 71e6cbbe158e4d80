"""Knows communities: groups with more ties among themselves than chance would give, and how stable such a division is.

Louvain: Blondel et al., Journal of Statistical Mechanics (2008), P10008. Leiden: Traag, Waltman and van Eck, Scientific Reports 9 (2019),
5233. Both through scikit-network, seeded. Modularity: Newman and Girvan, Physical Review E 69 (2004), 026113.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from graph.analyse.networks.adjacency import Ties

if TYPE_CHECKING:
    import numpy as np

T = TypeVar("T")
Method = Literal["louvain", "leiden"]


@dataclass(frozen=True)
class Division(Generic[T]):
    """A division of things into communities.

    Attributes:
        groups: the communities, the largest first; a thing without ties is alone.
        modularity: -0.5 to 1; above about 0.3 the groups are more than chance (Newman and Girvan).
        seed: that made it.
    """

    groups: tuple[tuple[T, ...], ...]
    modularity: float
    seed: int


@dataclass(frozen=True)
class Stability:
    """How alike the divisions of several seeds are.

    Attributes:
        rand: mean adjusted Rand index of all pairs, 1 for the same division, 0 for chance (Hubert and Arabie, Journal of Classification 2, 1985).
        information: mean normalised mutual information of all pairs, 0 to 1 (Danon et al., Journal of Statistical Mechanics (2005), P09008).
        modularity: the smallest and the largest of all seeds.
        groups: the smallest and the largest number of communities.
        seeds: how many.
    """

    rand: float
    information: float
    modularity: tuple[float, float]
    groups: tuple[int, int]
    seeds: int


def communities(known: Ties[T], *, method: Method = "louvain", seed: int = 0) -> Division[T]:
    """Divide things into communities.

    Args:
        known: the ties; a heavier tie holds more.
        method: `louvain` or `leiden`.
        seed: for the order in which things are looked at.
    """
    labels = _labels(known, method, seed)
    groups: dict[int, list[T]] = {}
    for node, label in zip(known.nodes, labels.tolist(), strict=True):
        groups.setdefault(label, []).append(node)
    ordered = sorted(groups.values(), key=lambda group: -len(group))
    return Division(tuple(map(tuple, ordered)), _modularity(known, labels), seed)


def stability(
    known: Ties[T],
    *,
    method: Method = "louvain",
    seed: int = 0,
    seeds: int = 20,
    progress: Callable[[str], None] = lambda _: None,
) -> Stability:
    """Divide again with other seeds and compare.

    Args:
        known: the ties.
        method: `louvain` or `leiden`.
        seed: the first one; the others follow.
        seeds: how many.
        progress: is told how far the work is.
    """
    found = []
    for number in range(seed, seed + seeds):
        progress(f"communities with seed {number - seed + 1} of {seeds}")
        found.append(_labels(known, method, number))
    modularities = [_modularity(known, labels) for labels in found]
    sizes = [len(set(labels.tolist())) for labels in found]
    alike = [
        (adjusted_rand(one, other), mutual_information(one, other))
        for one, other in combinations(found, 2)
    ] or [(1.0, 1.0)]
    rand, information = (sum(values) / len(alike) for values in zip(*alike, strict=True))
    return Stability(
        rand, information, (min(modularities), max(modularities)), (min(sizes), max(sizes)), seeds
    )


def modularity(known: Ties[T], groups: tuple[tuple[T, ...], ...]) -> float:
    """Return the modularity of any division: the share of weight within groups, less what chance would give; 0 without ties."""
    import numpy as np

    place = {node: number for number, group in enumerate(groups) for node in group}
    return _modularity(known, np.array([place[node] for node in known.nodes], dtype=int))


def adjusted_rand(one: np.ndarray, other: np.ndarray) -> float:
    """Return the adjusted Rand index of two labellings (Hubert and Arabie 1985)."""
    both, first, second, number = _counts(one, other)
    within = float((both * (both - 1)).sum()) / 2
    ones, others, pairs = (
        float((first * (first - 1)).sum()) / 2,
        float((second * (second - 1)).sum()) / 2,
        number * (number - 1) / 2,
    )
    chance, most = ones * others / pairs if pairs else 0.0, (ones + others) / 2
    return 1.0 if most == chance else (within - chance) / (most - chance)


def mutual_information(one: np.ndarray, other: np.ndarray) -> float:
    """Return the mutual information of two labellings over the mean of their entropies (Danon et al. 2005)."""
    import numpy as np

    both, first, second, number = _counts(one, other)
    if not number:
        return 1.0

    def entropy(counts: np.ndarray) -> float:
        share = counts[counts > 0] / number
        return float(-(share * np.log(share)).sum())

    ones, others = entropy(first), entropy(second)
    return 1.0 if ones + others == 0 else 2 * (ones + others - entropy(both)) / (ones + others)


def _labels(known: Ties[T], method: Method, seed: int) -> np.ndarray:
    """Number the community of each thing; without any weight, each is alone."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sknetwork.clustering import Leiden, Louvain

    if not known.weights.data.any():
        return np.arange(len(known))
    finder = (Leiden if method == "leiden" else Louvain)(
        random_state=seed,
        shuffle_nodes=True,
        modularity="newman",
        return_aggregate=False,
        return_probs=False,
    )
    labels: np.ndarray = finder.fit_predict(csr_matrix(known.weights))
    return labels


def _modularity(known: Ties[T], labels: np.ndarray) -> float:
    import numpy as np

    whole = float(known.weights.sum())
    if not whole:
        return 0.0
    rows = np.repeat(np.arange(len(known)), np.diff(known.weights.indptr))
    within = float(known.weights.data[labels[rows] == labels[known.weights.indices]].sum())
    shares = np.bincount(labels, weights=known.weights.sum(axis=1)) / whole
    return within / whole - float((shares**2).sum())


def _counts(one: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """Count how often two labels meet, and how often each stands."""
    import numpy as np

    both = (
        np.unique(np.stack([one, other]), axis=1, return_counts=True)[1]
        if len(one)
        else np.zeros(0)
    )
    return (
        both,
        np.unique(one, return_counts=True)[1],
        np.unique(other, return_counts=True)[1],
        len(one),
    )
