"""Lay out a connected network so that distances on the map follow distances in the network.

Method: stress majorisation with one majorant for each node (Gansner, Koren and North, Graph
Drawing by Stress Majorization, 2004), started from classical scaling on pivots (Brandes and Pich,
Eigensolver Methods for Progressive Multidimensional Scaling, 2007). Large networks use the stress
between nodes and pivots, and between neighbours (Ortmann, Klimenta and Brandes, A Sparse Stress
Model, 2016).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Points = NDArray[np.float64]
    Numbers = NDArray[np.int64]

_SMALL = 400  # nodes up to which every pair counts
_PIVOTS = 64
_ROUNDS = 70


def adjacency_matrix(network: networkx.Graph[str], members: Sequence[str]) -> csr_array:
    """Return the adjacency matrix of a network, with one row a member."""
    import networkx
    import numpy as np

    return networkx.to_scipy_sparse_array(
        network, nodelist=members, weight=None, dtype=np.dtype(float), format="csr"
    )


def stress_layout(links: csr_array) -> Points:
    """Place the nodes of a connected network; neighbours stand about one unit apart.

    Args:
        links: symmetric matrix with the length of each edge.

    Returns:
        One point a node, with the longer axis across.
    """
    import numpy as np
    from scipy.sparse.csgraph import dijkstra

    count = links.shape[0]
    if count < 3:
        return np.array([[0.0, 0.0], [1.0, 0.0]])[:count]
    pivots, distances = _pivots(links)
    points = _scaled(distances)
    if count <= _SMALL:
        pivots, distances = np.arange(count), dijkstra(links, directed=False)
    return _across(_majorised(points, pivots, distances, _links(links, pivots)))


def _pivots(links: csr_array) -> tuple[Numbers, Points]:
    """Choose pivots far from each other, and return the distance of every node to each."""
    import numpy as np
    from scipy.sparse.csgraph import dijkstra

    pivots = [int(np.argmax(np.diff(links.indptr)))]
    nearest = np.full(links.shape[0], np.inf)
    columns = []
    for _ in range(min(_PIVOTS, links.shape[0])):
        columns.append(dijkstra(links, directed=False, indices=pivots[-1]))
        nearest = np.minimum(nearest, columns[-1])
        pivots.append(int(np.argmax(nearest)))
    return np.array(pivots[:-1]), np.array(columns).T


def _links(links: csr_array, pivots: Numbers) -> tuple[Numbers, Numbers]:
    """Return the ends of all edges where not every node is a pivot, else none."""
    import numpy as np

    count = links.shape[0]
    if len(pivots) >= count:
        return pivots[:0], pivots[:0]
    return np.repeat(np.arange(count), np.diff(links.indptr)), links.indices


def _scaled(distances: Points) -> Points:
    """Place nodes by classical scaling of distances to pivots, with a small seeded noise."""
    import numpy as np

    squares = distances**2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean()
    _, axes = np.linalg.eigh(centred.T @ centred)
    points = -centred @ axes[:, [-1, -2]]
    points *= distances.max() / (2.0 * max(float(np.abs(points).max()), 1e-9))
    noisy: Points = points + np.random.default_rng(1).normal(0.0, 0.05, points.shape)
    return noisy


def _majorised(
    points: Points, pivots: Numbers, distances: Points, ends: tuple[Numbers, Numbers]
) -> Points:
    """Move every node, in rounds, to where pivots and neighbours pull it.

    Nothing is left to threads of a library for matrices: they cost more than they save here, and
    sums might depend on how many there are.
    """
    import numpy as np

    weights = np.where(distances > 0, np.maximum(distances, 1e-9) ** -2.0, 0.0)
    targets = weights * distances
    total = weights.sum(axis=1) + np.bincount(ends[0], minlength=len(points))
    pull, gaps = np.empty_like(weights), np.empty_like(weights)
    for _ in range(_ROUNDS):
        anchors = points[pivots]
        np.divide(targets, _gaps(points, anchors, gaps, pull), out=pull)
        own = pull.sum(axis=1)
        np.subtract(weights, pull, out=pull)
        near = _beside(points, *ends)
        sums = [
            np.einsum("ij,j->i", pull, anchors[:, axis])
            + own * points[:, axis]
            + np.bincount(ends[0], near[:, axis], len(points))
            for axis in (0, 1)
        ]
        points = np.array(sums).T / total[:, None]
    return points


def _gaps(points: Points, anchors: Points, gaps: Points, steps: Points) -> Points:
    """Write the distance of each point to each anchor into `gaps`; `steps` is overwritten too."""
    import numpy as np

    gaps.fill(1e-18)
    for axis in (0, 1):
        np.subtract.outer(points[:, axis], anchors[:, axis], out=steps)
        np.square(steps, out=steps)
        np.add(gaps, steps, out=gaps)
    return np.sqrt(gaps, out=gaps)


def _beside(points: Points, source: Numbers, target: Numbers) -> Points:
    """Return where the source of each edge would stand one unit away from its target."""
    import numpy as np

    step = points[source] - points[target]
    placed: Points = points[target] + step / np.sqrt((step**2).sum(axis=1) + 1e-18)[:, None]
    return placed


def _across(points: Points) -> Points:
    """Rotate points so that their longer axis lies across."""
    import numpy as np

    centred = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov(centred.T))
    rotated: Points = centred @ axes[:, ::-1]
    return rotated
