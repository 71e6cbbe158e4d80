"""Sum the distances from every node to all others, going out from many starts at once.

Each start is a bit of a number, so that one step along all edges moves 64 searches (Then et al.,
The More the Merrier: Efficient Multi-Source Graph Traversal, VLDB 2014).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_array

_MOST_STEPS = 40  # each takes as long, however few nodes it reaches
_WORDS_AT_ONCE = 2_000_000  # numbers of 64 starts, for all ends of edges


def distance_sums(pattern: csr_array) -> tuple[np.ndarray, np.ndarray] | None:
    """Return for each node how many others it reaches, and the sum of the steps to them.

    Args:
        pattern: symmetric, with an entry for each end of an edge.

    Returns:
        Both in the order of rows; None where a node is too many steps away from another.
    """
    import numpy as np

    number = pattern.shape[0]
    reached, total = np.zeros(number), np.zeros(number)
    words = max(_WORDS_AT_ONCE // max(pattern.nnz, 1), 1)
    for first in range(0, number, 64 * words):
        starts = np.arange(first, min(first + 64 * words, number))
        if not _add_steps(pattern, starts, reached, total):
            return None
    return reached, total


def _add_steps(
    pattern: csr_array, starts: np.ndarray, reached: np.ndarray, total: np.ndarray
) -> bool:
    """Add the searches from some starts; as edges have no direction, each node counts its starts.

    Returns:
        Whether all were reached within the most steps.
    """
    import numpy as np

    bits = np.arange(len(starts))
    frontier = np.zeros((pattern.shape[0], -(-len(starts) // 64)), dtype=np.uint64)
    frontier[starts, bits // 64] = np.uint64(1) << (bits % 64).astype(np.uint64)
    seen = frontier.copy()
    linked = np.flatnonzero(np.diff(pattern.indptr))
    if not len(linked):
        return True
    for step in range(1, _MOST_STEPS + 1):
        ends = np.bitwise_or.reduceat(frontier[pattern.indices], pattern.indptr[linked], axis=0)
        frontier[linked] = ends & ~seen[linked]
        counts = np.bitwise_count(frontier[linked]).sum(axis=1, dtype=np.int64)
        if not counts.any():
            return True
        seen |= frontier
        reached[linked] += counts
        total[linked] += step * counts
    return False
