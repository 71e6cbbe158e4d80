"""Knows where connected nodes stand when their distances on the picture shall say how far apart they are in the network.

Method: stress majorisation with one majorant for each node (Gansner, Koren and North, Graph Drawing by Stress Majorization, 2004), started from
classical scaling on pivots (Brandes and Pich, Eigensolver Methods for Progressive Multidimensional Scaling, 2007). Large networks keep to
the stress between nodes and pivots, with their neighbours (Ortmann, Klimenta and Brandes, A Sparse Stress Model, 2016).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Points = NDArray[np.float64]
    Numbers = NDArray[np.int64]

_ALL = 400  # nodes up to which every pair counts
_PIVOTS = 64
_ROUNDS = 70


def placed(links: csr_array) -> Points:
    """Place the nodes of a connected network; neighbours stand about one apart.

    Args:
        links: symmetric matrix with the length of each edge.

    Returns:
        One point a node, the longer axis across.
    """
    import numpy as np
    from scipy.sparse.csgraph import dijkstra

    if links.shape[0] < 3:
        return np.array([[0.0, 0.0], [1.0, 0.0]])[: links.shape[0]]
    pivots, distances = _pivots(links)
    points = _scaled(distances)
    if links.shape[0] <= _ALL:
        pivots, distances = np.arange(links.shape[0]), dijkstra(links, directed=False)
    return _across(_majorised(points, pivots, distances, links))


def _pivots(links: csr_array) -> tuple[Numbers, Points]:
    """Choose pivots far from each other, and give the distance of every node to each."""
    import numpy as np
    from scipy.sparse.csgraph import dijkstra

    chosen, near, columns = (
        [int(np.argmax(np.diff(links.indptr)))],
        np.full(links.shape[0], np.inf),
        [],
    )
    for _ in range(min(_PIVOTS, links.shape[0])):
        columns.append(dijkstra(links, directed=False, indices=chosen[-1]))
        near = np.minimum(near, columns[-1])
        chosen.append(int(np.argmax(near)))
    return np.array(chosen[:-1]), np.array(columns).T


def _scaled(distances: Points) -> Points:
    """Place nodes by classical scaling of their distances to the pivots; equals are set a little apart, by a fixed seed."""
    import numpy as np

    centred = (
        distances**2
        - (distances**2).mean(axis=0)
        - (distances**2).mean(axis=1)[:, None]
        + (distances**2).mean()
    )
    _, axes = np.linalg.eigh(centred.T @ centred)
    points = -centred @ axes[:, [-1, -2]]
    points *= distances.max() / (2.0 * max(float(np.abs(points).max()), 1e-9))
    moved: Points = points + np.random.default_rng(1).normal(0.0, 0.05, points.shape)
    return moved


def _majorised(points: Points, pivots: Numbers, distances: Points, links: csr_array) -> Points:
    """Move every node to where its distances to the pivots, and to its neighbours where those are not pivots, pull it; in rounds."""
    import numpy as np

    weights = np.where(distances > 0, np.maximum(distances, 1e-9) ** -2.0, 0.0)
    wanted, total = weights * distances, weights.sum(axis=1)
    one, other = (
        (np.repeat(np.arange(links.shape[0]), np.diff(links.indptr)), links.indices)
        if len(pivots) < len(points)
        else (pivots[:0], pivots[:0])
    )
    total = total + np.bincount(one, minlength=len(points))
    for _ in range(_ROUNDS):
        between = [points[:, None, axis] - points[None, pivots, axis] for axis in (0, 1)]
        pull = wanted / np.sqrt(between[0] ** 2 + between[1] ** 2 + 1e-18)
        step = points[one] - points[other]
        near = points[other] + step / np.sqrt((step**2).sum(axis=1) + 1e-18)[:, None]
        sums = [
            weights @ points[pivots, axis]
            + np.einsum("ij,ij->i", pull, between[axis])
            + np.bincount(one, near[:, axis], len(points))
            for axis in (0, 1)
        ]
        points = np.array(sums).T / total[:, None]
    return points


def _across(points: Points) -> Points:
    """Turn points so that their longer axis lies across."""
    import numpy as np

    middle = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov(middle.T))
    turned: Points = middle @ axes[:, ::-1]
    return turned
