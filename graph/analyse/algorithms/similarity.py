"""Find nodes with similar neighbours (structural equivalence)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.analyse.networks.adjacency import Adjacency

T = TypeVar("T")


@dataclass(frozen=True)
class SimilarPair(Generic[T]):
    """Two nodes with common neighbours.

    Attributes:
        nodes: the two.
        shared: their common neighbours.
        similarity: common neighbours over all neighbours of either (Jaccard), 0 to 1; an edge
            between the two does not count.
    """

    nodes: tuple[T, T]
    shared: tuple[T, ...]
    similarity: float


def similar_pairs(adjacency: Adjacency[T], *, shared: int = 2) -> list[SimilarPair[T]]:
    """Return the pairs of nodes with the most similar neighbours, the most similar first.

    Source: structural equivalence, Lorrain and White, Journal of Mathematical Sociology 1 (1971),
    by the measure of Jaccard (1901).

    Args:
        adjacency: whose weights do not matter.
        shared: how many common neighbours a pair must have at least.
    """
    from scipy.sparse import triu

    neighbours = adjacency.neighbours()
    common = triu(adjacency.pattern @ adjacency.pattern, k=1).tocoo()
    enough = common.data >= shared
    rows = zip(common.row[enough].tolist(), common.col[enough].tolist(), strict=True)
    pairs = [_pair(adjacency, neighbours, first, second) for first, second in rows]
    return sorted(pairs, key=_most_similar_first)


def _pair(
    adjacency: Adjacency[T], neighbours: list[set[int]], first: int, second: int
) -> SimilarPair[T]:
    common = neighbours[first] & neighbours[second]
    union = (neighbours[first] | neighbours[second]) - {first, second}
    return SimilarPair(
        (adjacency.nodes[first], adjacency.nodes[second]),
        tuple(adjacency.nodes[row] for row in sorted(common)),
        len(common) / len(union),
    )


def _most_similar_first(pair: SimilarPair[T]) -> tuple[float, int, str, str]:
    return -pair.similarity, -len(pair.shared), str(pair.nodes[0]), str(pair.nodes[1])
