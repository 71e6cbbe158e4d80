"""Divide a network into communities and measure how stable the division is.

Louvain: Blondel et al., Journal of Statistical Mechanics (2008), P10008. Leiden: Traag, Waltman and
van Eck, Scientific Reports 9 (2019), 5233. Both through scikit-network, seeded. Modularity: Newman
and Girvan, Physical Review E 69 (2004), 026113.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Generic, Literal, TypeVar, get_args

from graph.analyse.networks.adjacency import Adjacency

if TYPE_CHECKING:
    import numpy as np

T = TypeVar("T")
N = TypeVar("N", int, float)
Method = Literal["louvain", "leiden"]
METHODS: tuple[Method, ...] = get_args(Method)


@dataclass(frozen=True)
class Division(Generic[T]):
    """A division of nodes into communities.

    Attributes:
        groups: the communities, the largest first, each with its nodes A to Z; a node without edges
            is alone.
        modularity: -0.5 to 1; above about 0.3 the groups are more than chance (Newman and Girvan).
        seed: of the random order that led to it.
    """

    groups: tuple[tuple[T, ...], ...]
    modularity: float
    seed: int


@dataclass(frozen=True)
class Stability:
    """How alike the divisions of several seeds are.

    Attributes:
        rand: mean adjusted Rand index of all pairs, 1 for the same division, 0 for chance (Hubert
            and Arabie, Journal of Classification 2, 1985).
        information: mean normalised mutual information of all pairs, 0 to 1 (Danon et al., Journal
            of Statistical Mechanics (2005), P09008).
        modularity: the smallest and the largest of all seeds.
        groups: the smallest and the largest number of communities.
        seeds: how many.
    """

    rand: float
    information: float
    modularity: tuple[float, float]
    groups: tuple[int, int]
    seeds: int


def communities(
    adjacency: Adjacency[T], *, method: Method = "louvain", seed: int = 0
) -> Division[T]:
    """Divide nodes into communities; the order of the nodes does not matter.

    Args:
        adjacency: nodes with a heavier edge are more likely to share a community.
        method: `louvain` or `leiden`.
        seed: for the random order in which nodes are looked at.
    """
    ordered = _in_order(adjacency)
    labels = _labels(ordered, method, seed)
    groups: dict[int, list[T]] = {}
    for node, label in zip(ordered.nodes, labels.tolist(), strict=True):
        groups.setdefault(label, []).append(node)
    largest_first = sorted(groups.values(), key=lambda group: (-len(group), str(group[0])))
    return Division(tuple(map(tuple, largest_first)), _modularity(ordered, labels), seed)


def stability(
    adjacency: Adjacency[T],
    *,
    method: Method = "louvain",
    seed: int = 0,
    seeds: int = 20,
    progress: Callable[[str], None] = lambda _: None,
) -> Stability:
    """Divide again with further seeds and compare.

    Args:
        adjacency: as for `communities`.
        method: `louvain` or `leiden`.
        seed: the first one; the next ones follow.
        seeds: how many.
        progress: receives a line for each step of the work.
    """
    ordered = _in_order(adjacency)
    divisions = []
    for number in range(seeds):
        progress(f"communities with seed {number + 1} of {seeds}")
        divisions.append(_labels(ordered, method, seed + number))
    pairs = list(combinations(divisions, 2))
    return Stability(
        _mean(adjusted_rand(first, second) for first, second in pairs),
        _mean(mutual_information(first, second) for first, second in pairs),
        _range(_modularity(ordered, labels) for labels in divisions),
        _range(len(set(labels.tolist())) for labels in divisions),
        seeds,
    )


def modularity(adjacency: Adjacency[T], groups: tuple[tuple[T, ...], ...]) -> float:
    """Return the share of weight within groups, less what chance would give; 0 without edges."""
    import numpy as np

    labels = {node: number for number, group in enumerate(groups) for node in group}
    return _modularity(adjacency, np.array([labels[node] for node in adjacency.nodes], dtype=int))


def adjusted_rand(first: np.ndarray, second: np.ndarray) -> float:
    """Return the adjusted Rand index of two labellings (Hubert and Arabie 1985)."""
    table = _contingency(first, second)
    pairs = len(first) * (len(first) - 1) / 2
    common = _number_of_pairs(table)
    rows, columns = _number_of_pairs(table.sum(axis=1)), _number_of_pairs(table.sum(axis=0))
    chance = rows * columns / (pairs or 1)
    maximum = (rows + columns) / 2
    return 1.0 if maximum == chance else (common - chance) / (maximum - chance)


def mutual_information(first: np.ndarray, second: np.ndarray) -> float:
    """Return the mutual information of two labellings over the mean of their entropies.

    Source: Danon et al. (2005).
    """
    table = _contingency(first, second)
    entropies = _entropy(table.sum(axis=1)) + _entropy(table.sum(axis=0))
    return 2 * (entropies - _entropy(table)) / entropies if entropies else 1.0


def _in_order(adjacency: Adjacency[T]) -> Adjacency[T]:
    """Return the adjacency with its nodes A to Z."""
    import numpy as np

    names = [str(node) for node in adjacency.nodes]
    order = sorted(range(len(names)), key=lambda row: names[row])
    return adjacency.subset(np.array(order, dtype=int))


def _labels(adjacency: Adjacency[T], method: Method, seed: int) -> np.ndarray:
    """Number the community of each node; without any weight, each node is alone."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sknetwork.clustering import Leiden, Louvain

    if not adjacency.weights.data.any():
        return np.arange(len(adjacency))
    algorithm = {"leiden": Leiden, "louvain": Louvain}[method](
        random_state=seed,
        shuffle_nodes=True,
        modularity="newman",
        return_aggregate=False,
        return_probs=False,
    )
    _seed_c_library(seed)
    labels: np.ndarray = algorithm.fit_predict(csr_matrix(adjacency.weights))
    return labels


def _seed_c_library(seed: int) -> None:
    """Seed `rand` of the C library: scikit-network's Leiden draws from it, whatever its seed is."""
    import ctypes

    library = ctypes.CDLL("msvcrt" if sys.platform == "win32" else None)
    library.srand(ctypes.c_uint(seed))


def _modularity(adjacency: Adjacency[T], labels: np.ndarray) -> float:
    import numpy as np

    weights = adjacency.weights
    total = float(weights.sum())
    if not total:
        return 0.0
    rows = np.repeat(np.arange(len(adjacency)), np.diff(weights.indptr))
    within = float(weights.data[labels[rows] == labels[weights.indices]].sum())
    shares = np.bincount(labels, weights=weights.sum(axis=1)) / total
    return within / total - float((shares**2).sum())


def _contingency(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Count how often each label of the first labelling meets each label of the second."""
    import numpy as np

    rows, columns = (np.unique(labels, return_inverse=True)[1] for labels in (first, second))
    table = np.zeros((rows.max(initial=-1) + 1, columns.max(initial=-1) + 1))
    np.add.at(table, (rows, columns), 1)
    return table


def _number_of_pairs(sizes: np.ndarray) -> float:
    return float((sizes * (sizes - 1)).sum()) / 2


def _entropy(sizes: np.ndarray) -> float:
    import numpy as np

    shares = sizes[sizes > 0] / sizes.sum()
    return -float((shares * np.log(shares)).sum()) + 0.0


def _mean(values: Iterable[float]) -> float:
    numbers = list(values) or [1.0]
    return sum(numbers) / len(numbers)


def _range(values: Iterable[N]) -> tuple[N, N]:
    numbers = list(values)
    return min(numbers), max(numbers)
