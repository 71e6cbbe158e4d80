"""Measure structural holes: constraint, effective size, and pairs of unconnected contacts."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

from graph.analyse.networks.adjacency import Adjacency

if TYPE_CHECKING:
    from scipy.sparse import csr_array

T = TypeVar("T")
_BLOCK = 256


def constraint(adjacency: Adjacency[T]) -> dict[T, float]:
    """Return Burt's constraint: how far each node's contacts are contacts of one another.

    Low values bridge holes; NaN for a node without edges. Source: Burt, “Structural holes and good
    ideas”, American Journal of Sociology 110 (2004).
    """
    import numpy as np

    shares, mask = _shares(adjacency.pattern), adjacency.pattern
    blocks = [
        ((shares[rows] + shares[rows] @ shares) * mask[rows]).power(2).sum(axis=1)
        for rows in _blocks(len(adjacency))
    ]
    values = np.concatenate([np.empty(0), *blocks])
    return adjacency.by_node(np.where(shares.sum(axis=1) > 0, values, np.nan))


def effective_size(adjacency: Adjacency[T]) -> dict[T, float]:
    """Return Burt's effective size: contacts, less how far they are contacts of one another.

    NaN for a node without edges. Source: Burt, Structural Holes (1992), chapter 2; American Journal
    of Sociology 110 (2004).
    """
    import numpy as np

    shares, mask = _shares(adjacency.pattern), adjacency.pattern
    contacts = mask.sum(axis=1)
    blocks = [((mask[rows] @ mask) * shares[rows]).sum(axis=1) for rows in _blocks(len(adjacency))]
    redundant = np.concatenate([np.empty(0), *blocks])
    return adjacency.by_node(np.where(contacts > 0, contacts - redundant, np.nan))


def open_pairs(adjacency: Adjacency[T], groups: Mapping[T, str]) -> dict[T, list[tuple[T, T]]]:
    """Return, for each node, the pairs of its contacts of different groups without an edge.

    Source: Gould and Fernandez, “Structures of mediation”, Sociological Methodology 19 (1989): the
    middle of such a pair brokers between the groups.

    Args:
        adjacency: whose weights do not matter.
        groups: of each node that has one; nodes without a group are in no pair.
    """
    neighbours = adjacency.neighbours()
    labels = [groups.get(node) or "" for node in adjacency.nodes]
    pairs: dict[T, list[tuple[T, T]]] = {}
    for row, node in enumerate(adjacency.nodes):
        contacts = [contact for contact in sorted(neighbours[row]) if labels[contact]]
        pairs[node] = [
            (adjacency.nodes[first], adjacency.nodes[second])
            for first, second in combinations(contacts, 2)
            if labels[first] != labels[second] and second not in neighbours[first]
        ]
    return pairs


def _blocks(number: int) -> list[slice]:
    """Return slices of rows, so that products of large matrices fit into memory."""
    return [slice(first, first + _BLOCK) for first in range(0, number, _BLOCK)]


def _shares(pattern: csr_array) -> csr_array:
    """Divide each row by its sum; rows of zeros stay as they are."""
    import numpy as np
    from scipy.sparse import csr_array

    if not pattern.nnz:
        return pattern
    totals = pattern.sum(axis=1)
    scale = np.divide(1.0, totals, out=np.zeros(len(totals)), where=totals > 0)
    data = pattern.data * np.repeat(scale, np.diff(pattern.indptr))
    return csr_array((data, pattern.indices, pattern.indptr), shape=pattern.shape)
