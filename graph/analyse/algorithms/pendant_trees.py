"""Take the trees that hang on a network off it, for what counts its shortest paths.

Every path from a tree to what is outside it leads through the node on which the tree hangs, so that
this node stands for the whole tree in what is left (as in Baglioni et al., Fast Exact Computation
of Betweenness Centrality in Social Networks, ASONAM 2012).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    import numpy as np

    from graph.analyse.networks.adjacency import Adjacency

T = TypeVar("T")


class PrunedNetwork(NamedTuple):
    """A network without the trees that hung on it.

    Attributes:
        rows: of the nodes that are left.
        weights: for how many nodes each of these stands, itself among them.
        through: for every node, the pairs of others, in either order, whose only shortest path
            leads through it because a tree hangs there.
    """

    rows: np.ndarray
    weights: np.ndarray
    through: np.ndarray


def without_trees(adjacency: Adjacency[T]) -> PrunedNetwork:
    """Take nodes with one neighbour off a network until none is left.

    Args:
        adjacency: without directions.
    """
    import numpy as np

    neighbours, number = adjacency.neighbours(), len(adjacency)
    weights, through = [1] * number, [0] * number
    component = np.empty(number, dtype=np.int64)
    for rows in adjacency.components:
        component[rows] = len(rows)
    sizes = component.tolist()
    leaves = [row for row in range(number) if len(neighbours[row]) == 1]
    for leaf in leaves:  # grows as others become leaves
        if not neighbours[leaf]:
            continue  # the last of a part that is a tree
        parent = neighbours[leaf].pop()
        neighbours[parent].remove(leaf)
        tree = weights[leaf]
        through[leaf] += 2 * (tree - 1) * (sizes[leaf] - tree)
        through[parent] += 2 * tree * (weights[parent] - 1)
        weights[parent] += tree
        weights[leaf] = 0
        if len(neighbours[parent]) == 1:
            leaves.append(parent)
    left = np.flatnonzero(weights)
    standing = np.array(weights, dtype=float)[left]
    counts = np.array(through, dtype=float)
    counts[left] += 2 * (standing - 1) * (component[left] - standing)
    return PrunedNetwork(left, standing, counts)
