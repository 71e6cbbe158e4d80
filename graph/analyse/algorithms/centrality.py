"""Knows how central things are: degree, strength, PageRank, closeness, betweenness, eigenvector centrality and core numbers.

Every measure takes `ties(network)` of any NetworkX graph and gives a value for each node, as NetworkX would, but through sparse matrices
and rustworkx.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from graph.analyse.networks.adjacency import Ties

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_array

T = TypeVar("T")
Progress = Callable[[str], None]
_BATCH = 25  # starts at once: their numbers fit into the processor's cache


def degree(known: Ties[T]) -> dict[T, float]:
    """Return the number of things each one is tied to (Freeman, “Centrality in social networks”, Social Networks 1, 1978)."""
    return known.values(known.pattern.sum(axis=1))


def strength(known: Ties[T]) -> dict[T, float]:
    """Return the sum of the weights of each thing's ties (Barrat et al., PNAS 101, 2004)."""
    return known.values(known.weights.sum(axis=1))


def pagerank(known: Ties[T], *, damping: float = 0.85) -> dict[T, float]:
    """Return PageRank: the share of time that a walker along the ties spends at each thing (Brin and Page, Computer Networks 30, 1998).

    Args:
        known: the ties; the walker takes a tie as often as its weight says, and their direction where they have one.
        damping: how probable it is that the walker goes on, and does not start anew at any thing.
    """
    import numpy as np
    from scipy.sparse import csr_array

    number = len(known)
    if not number:
        return {}
    out = known.weights.sum(axis=1)
    scale = np.divide(1.0, out, out=np.zeros(number), where=out > 0)
    shares = known.weights.data * np.repeat(scale, np.diff(known.weights.indptr))
    step = csr_array(
        (shares, known.weights.indices, known.weights.indptr), shape=(number, number)
    ).T.tocsr()
    ends, rank = out == 0, np.full(number, 1 / number)
    for _ in range(1000):
        before = rank
        rank = damping * (step @ rank + rank[ends].sum() / number) + (1 - damping) / number
        if np.abs(rank - before).sum() < 1e-13:
            break
    return known.values(rank)


def closeness(known: Ties[T]) -> dict[T, float]:
    """Return how near each thing is to those it can reach: one over the mean number of steps, times the share of things it reaches.

    Source: Wasserman and Faust, Social Network Analysis (1994), equation 5.22, for networks that fall into parts.
    """
    import rustworkx

    found = rustworkx.graph_closeness_centrality(known.rustworkx())
    return known.values([found[row] for row in range(len(known))])


def betweenness(
    known: Ties[T], *, sample: int | None = None, seed: int = 0, progress: Progress = lambda _: None
) -> dict[T, float]:
    """Return the share of shortest ways between two other things that lead through each thing, on average over all pairs.

    Sources: Freeman, Sociometry 40 (1977); Brandes, Journal of Mathematical Sociology 25 (2001); from a sample of starts: Brandes and
    Pich, International Journal of Bifurcation and Chaos 17 (2007).

    Args:
        known: the ties; their weights do not matter.
        sample: from how many starts the shortest ways are counted; from all of them by default.
        seed: for the choice of starts.
        progress: is told how far the work is.
    """
    import numpy as np
    import rustworkx

    number = len(known)
    if sample is None or sample >= number:
        progress(f"shortest ways between {number:,} things")
        found = rustworkx.graph_betweenness_centrality(known.rustworkx())
        return known.values([found[row] for row in range(number)])
    starts = np.sort(np.random.default_rng(seed).choice(number, size=sample, replace=False))
    through = np.zeros(number)
    for first in range(0, sample, _BATCH):
        progress(f"shortest ways from start {first + 1:,} of {sample:,}")
        through += _dependencies(known.pattern, starts[first : first + _BATCH])
    pairs = sample * (number - 1) * (number - 2) / number
    return known.values(through / pairs if pairs else through)


def eigenvector(known: Ties[T]) -> dict[T, float]:
    """Return how well each thing is tied to well-tied things, in each part for itself as a vector of length one.

    Source: Bonacich, American Journal of Sociology 92 (1987); the values are the leading eigenvector of the weights.
    """
    import numpy as np

    found = np.zeros(len(known))
    for rows in known.parts:
        found[rows] = _leading(known.weights[rows][:, rows])
    return known.values(found)


def core_number(known: Ties[T]) -> dict[T, float]:
    """Return the largest k for which each thing belongs to a group where all are tied to at least k others of the group.

    Source: Seidman, Social Networks 5 (1983); Batagelj and Zaversnik (2003).
    """
    import rustworkx

    found: dict[int, int] = rustworkx.core_number(known.rustworkx())  # type: ignore[assignment]  # its types say a number
    return known.values([found[row] for row in range(len(known))])


def by_part(known: Ties[T], measure: Callable[[Ties[T]], dict[T, float]]) -> dict[T, float]:
    """Take a measure in each connected part for itself, so that a thing's value does not depend on things it has no way to."""
    if len(known.parts) < 2:
        return measure(known)
    found: dict[T, float] = {}
    for rows in known.parts:
        found.update(measure(known.part(rows)))
    return {node: found[node] for node in known.nodes}


def _dependencies(pattern: csr_array, starts: np.ndarray) -> np.ndarray:
    """Sum over some starts how much of the shortest ways from them leads through each thing, all starts at once.

    Single precision is enough for an estimate and three times as fast; where it overflows, double precision does it again.
    """
    import numpy as np

    with np.errstate(over="ignore", invalid="ignore"):
        through = _brandes(pattern.astype(np.float32), starts)
        return through if np.isfinite(through).all() else _brandes(pattern, starts)


def _brandes(pattern: csr_array, starts: np.ndarray) -> np.ndarray:
    """Go out from the starts level by level, counting shortest ways, and back, sharing out what lies behind each thing."""
    import numpy as np

    ways = list(_levels(pattern, starts))
    through = np.zeros(pattern.shape[0])
    behind = np.zeros_like(ways[0])
    for level in range(len(ways) - 1, 1, -1):
        behind += 1
        behind *= ways[level] > 0
        behind /= np.maximum(ways[level], 1)
        behind = pattern @ behind
        behind *= ways[level - 1]
        through += behind.sum(axis=1)
    return through


def _levels(pattern: csr_array, starts: np.ndarray) -> Iterator[np.ndarray]:
    """Yield the numbers of shortest ways from each start (column) to the things at distance 0, 1, 2 ..."""
    import numpy as np

    ways = np.zeros((pattern.shape[0], len(starts)), dtype=pattern.dtype)
    ways[starts, np.arange(len(starts))] = 1
    unseen = np.ones_like(ways)
    while (ways > 0).any():  # what has overflowed is not greater than nothing, so this ends
        yield ways
        unseen *= ways == 0
        ways = pattern @ ways
        ways *= unseen


def _leading(weights: csr_array) -> np.ndarray:
    """Return the eigenvector of the largest eigenvalue of a connected part, of length one and not negative."""
    import numpy as np
    from scipy.sparse.linalg import eigsh

    number = weights.shape[0]
    if number == 1 or not weights.data.any():
        return np.full(number, number**-0.5)
    vector = (
        np.linalg.eigh(weights.toarray())[1][:, -1]
        if number < 200
        else eigsh(weights, k=1, which="LA", v0=np.ones(number), tol=0)[1][:, 0]
    )
    positive: np.ndarray = np.abs(vector)
    return positive
