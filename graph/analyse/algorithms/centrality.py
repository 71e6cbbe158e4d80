"""Measure how central nodes are: degree, strength, PageRank, closeness, betweenness and others.

Every measure takes `adjacency(network)` of any NetworkX graph and gives a value for each node, as
NetworkX would, but through sparse matrices and rustworkx.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from graph.analyse.algorithms.distances import distance_sums
from graph.analyse.algorithms.pendant_trees import without_trees
from graph.analyse.networks.adjacency import Adjacency

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_array

T = TypeVar("T")
Progress = Callable[[str], None]
_DAMPING = 0.85  # the probability that a walker goes on and does not start anew at any node
_MOST_LEVELS = 40  # each takes as long and as much memory, however few nodes it reaches
_BATCH = 25  # starts at once: their numbers fit into the processor's cache


def degree(adjacency: Adjacency[T]) -> dict[T, float]:
    """Return the number of neighbours (Freeman, Social Networks 1, 1978)."""
    return adjacency.by_node(adjacency.pattern.sum(axis=1))


def strength(adjacency: Adjacency[T]) -> dict[T, float]:
    """Return the sum of the weights of each node's edges (Barrat et al., PNAS 101, 2004)."""
    return adjacency.by_node(adjacency.weights.sum(axis=1))


def pagerank(adjacency: Adjacency[T]) -> dict[T, float]:
    """Return PageRank: the share of time that a random walker spends at each node.

    Source: Brin and Page, Computer Networks 30 (1998).

    Args:
        adjacency: the walker takes an edge as often as its weight says, in its direction if any.
    """
    import numpy as np

    number = len(adjacency)
    if not number:
        return {}
    transitions, dead_ends = _transitions(adjacency.weights)
    rank = np.full(number, 1 / number)
    for _ in range(1000):
        before = rank
        teleport = rank[dead_ends].sum() / number
        rank = _DAMPING * (transitions @ rank + teleport) + (1 - _DAMPING) / number
        if np.abs(rank - before).sum() < 1e-13:
            break
    return adjacency.by_node(rank)


def closeness(adjacency: Adjacency[T]) -> dict[T, float]:
    """Return one over the mean number of steps to the nodes in reach, times their share of all.

    Source: Wasserman and Faust, Social Network Analysis (1994), equation 5.22, for networks that
    fall into components. Networks of few steps across are searched from many starts at once (as in
    Then et al., The More the Merrier: Efficient Multi-Source Graph Traversal, 2014).
    """
    import numpy as np

    sums = distance_sums(adjacency.pattern)
    if sums is None:
        import rustworkx

        values = rustworkx.graph_closeness_centrality(adjacency.as_rustworkx())
        return adjacency.by_node([values[row] for row in range(len(adjacency))])
    reached, total = sums
    shares = reached / max(len(adjacency) - 1, 1)
    near = np.divide(reached, total, out=np.zeros(len(adjacency)), where=total > 0)
    return adjacency.by_node(near * shares)


def betweenness(
    adjacency: Adjacency[T],
    *,
    sample: int | None = None,
    seed: int = 0,
    starts: Set[T] | None = None,
    progress: Progress = lambda _: None,
) -> dict[T, float]:
    """Return the share of shortest paths between two other nodes that lead through each node.

    Sources: Freeman, Sociometry 40 (1977); Brandes, Journal of Mathematical Sociology 25 (2001);
    from a sample of starts: Brandes and Pich, International Journal of Bifurcation and Chaos 17
    (2007).

    Args:
        adjacency: its weights do not matter.
        sample: from how many starts the shortest paths are counted; from all of them by default.
        seed: for the choice of starts.
        starts: nodes from which the shortest paths are counted, in place of a sample.
        progress: receives a line for each step of the work.
    """
    import numpy as np

    number = len(adjacency)
    if starts is not None:
        rows = np.flatnonzero([node in starts for node in adjacency.nodes])
    elif sample is None or sample >= number:
        progress(f"shortest paths between {number:,} things")
        through = _all_dependencies(adjacency)
        return adjacency.by_node(through / ((number - 1) * (number - 2) or 1))
    else:
        rows = np.sort(np.random.default_rng(seed).choice(number, size=sample, replace=False))
    through = np.zeros(number)
    for first in range(0, len(rows), _BATCH):
        progress(f"shortest paths from start {first + 1:,} of {len(rows):,}")
        through += _dependencies(adjacency.pattern, rows[first : first + _BATCH])
    pairs = len(rows) * (number - 1) * (number - 2) / number
    return adjacency.by_node(through / (pairs or 1))


def eigenvector(adjacency: Adjacency[T]) -> dict[T, float]:
    """Return how well each node is connected to well-connected nodes.

    Source: Bonacich, American Journal of Sociology 92 (1987). The values are the leading
    eigenvector of the weights, of length one in each component.
    """
    import numpy as np

    values = np.zeros(len(adjacency))
    for rows in adjacency.components:
        values[rows] = _leading(adjacency.weights[rows][:, rows])
    return adjacency.by_node(values)


def core_number(adjacency: Adjacency[T]) -> dict[T, float]:
    """Return the largest k for which each node has k neighbours within a group of such nodes.

    Source: Seidman, Social Networks 5 (1983); Batagelj and Zaversnik (2003).
    """
    import rustworkx

    graph = adjacency.as_rustworkx()
    values: dict[int, int] = rustworkx.core_number(graph)  # type: ignore[assignment]
    return adjacency.by_node([values[row] for row in range(len(adjacency))])


def by_component(
    adjacency: Adjacency[T], measure: Callable[[Adjacency[T]], dict[T, float]]
) -> dict[T, float]:
    """Measure each connected component for itself, so that no value depends on other components."""
    if len(adjacency.components) < 2:
        return measure(adjacency)
    values: dict[T, float] = {}
    for rows in adjacency.components:
        values.update(measure(adjacency.subset(rows)))
    return {node: values[node] for node in adjacency.nodes}


def _transitions(weights: csr_array) -> tuple[csr_array, np.ndarray]:
    """Return the probabilities of a walker's steps, to row from column, and which rows end it."""
    import numpy as np
    from scipy.sparse import csr_array

    totals = weights.sum(axis=1)
    scale = np.divide(1.0, totals, out=np.zeros(len(totals)), where=totals > 0)
    shares = weights.data * np.repeat(scale, np.diff(weights.indptr))
    steps = csr_array((shares, weights.indices, weights.indptr), shape=weights.shape)
    return steps.T.tocsr(), totals == 0


def _all_dependencies(adjacency: Adjacency[T]) -> np.ndarray:
    """Count the pairs, in either order, whose shortest paths lead through each node.

    Trees that hang on the network are counted by themselves, and the rest is searched from many
    starts at once, unless it is many steps across.
    """
    import numpy as np

    pruned = without_trees(adjacency)
    pattern = adjacency.subset(pruned.rows).pattern
    through = pruned.through
    for first in range(0, len(pruned.rows), _BATCH):
        starts = np.arange(first, min(first + _BATCH, len(pruned.rows)))
        paths = list(islice(_levels(pattern, starts), _MOST_LEVELS + 1))
        if len(paths) > _MOST_LEVELS:
            return _one_by_one(adjacency)
        through[pruned.rows] += _accumulate(pattern, paths, starts, pruned.weights)
    return through


def _one_by_one(adjacency: Adjacency[T]) -> np.ndarray:
    """Do the same from one start after the other."""
    import numpy as np
    import rustworkx

    values = rustworkx.graph_betweenness_centrality(adjacency.as_rustworkx(), normalized=False)
    return np.array([2 * values[row] for row in range(len(adjacency))])


def _dependencies(pattern: csr_array, starts: np.ndarray) -> np.ndarray:
    """Sum how much of the shortest paths from some starts leads through each node.

    Single precision is enough for an estimate and three times as fast; where it overflows, double
    precision does it again.
    """
    import numpy as np

    with np.errstate(over="ignore", invalid="ignore"):
        through = _brandes(pattern.astype(np.float32), starts)
        return through if np.isfinite(through).all() else _brandes(pattern, starts)


def _brandes(pattern: csr_array, starts: np.ndarray) -> np.ndarray:
    """Go out from the starts level by level, counting shortest paths, and accumulate backwards."""
    import numpy as np

    paths = list(_levels(pattern, starts))
    return _accumulate(pattern, paths, starts, np.ones(pattern.shape[0], dtype=pattern.dtype))


def _accumulate(
    pattern: csr_array, paths: list[np.ndarray], starts: np.ndarray, weights: np.ndarray
) -> np.ndarray:
    """Sum the shares of the paths from the starts that lead through each node.

    Args:
        pattern: of the network.
        paths: numbers of shortest paths at each distance, as `_levels` gives them.
        starts: rows of the nodes from which they go.
        weights: for how many nodes each node stands, as a start and as an end.
    """
    import numpy as np

    through = np.zeros(pattern.shape[0])
    dependencies = np.zeros_like(paths[0])
    for level in range(len(paths) - 1, 1, -1):
        dependencies += weights[:, np.newaxis]
        dependencies *= paths[level] > 0
        dependencies /= np.maximum(paths[level], 1)
        dependencies = pattern @ dependencies
        dependencies *= paths[level - 1]
        through += (dependencies * weights[starts]).sum(axis=1)
    return through


def _levels(pattern: csr_array, starts: np.ndarray) -> Iterator[np.ndarray]:
    """Yield the numbers of shortest paths from each start to the nodes at distance 0, 1, 2 ...

    Nodes are rows and starts are columns.
    """
    import numpy as np

    paths = np.zeros((pattern.shape[0], len(starts)), dtype=pattern.dtype)
    paths[starts, np.arange(len(starts))] = 1
    unseen = np.ones_like(paths)
    while (paths > 0).any():  # a number that has overflowed is not above zero, so this ends
        yield paths
        unseen *= paths == 0
        paths = pattern @ paths
        paths *= unseen


def _leading(weights: csr_array) -> np.ndarray:
    """Return the eigenvector of the largest eigenvalue of a component, with length one."""
    import numpy as np
    from scipy.sparse.linalg import eigsh

    number = weights.shape[0]
    if number == 1 or not weights.data.any():
        return np.full(number, number**-0.5)
    if number < 200:
        vector = np.linalg.eigh(weights.toarray())[1][:, -1]
    else:
        vector = eigsh(weights, k=1, which="LA", v0=np.ones(number), tol=0)[1][:, 0]
    positive: np.ndarray = np.abs(vector)
    return positive
