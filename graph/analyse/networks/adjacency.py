"""Knows the ties of a network: one between two things, whatever relations make it up, as a sparse matrix for fast measures.

Loops are dropped, parallel and opposite edges become one tie, and their weights are added; a missing weight counts one, a weight below
zero or none at all counts nothing, but the tie stays. So measures do not depend on how often a relation was drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    import networkx
    import numpy as np
    import rustworkx
    from scipy.sparse import csr_array

T = TypeVar("T")


@dataclass(frozen=True)
class Ties(Generic[T]):
    """Things and the ties between them.

    Attributes:
        nodes: the things, in the order of rows and columns.
        weights: symmetric unless directed, without diagonal; a stored zero is a tie of no weight.
        directed: whether a tie leads from row to column only.
    """

    nodes: tuple[T, ...]
    weights: csr_array
    directed: bool = False

    def __len__(self) -> int:
        return len(self.nodes)

    @cached_property
    def pattern(self) -> csr_array:
        """One for each tie, whatever its weight."""
        import numpy as np
        from scipy.sparse import csr_array

        return csr_array(
            (np.ones(self.weights.nnz), self.weights.indices, self.weights.indptr),
            shape=self.weights.shape,
        )

    @cached_property
    def parts(self) -> list[np.ndarray]:
        """Rows of each connected part, the largest first."""
        import numpy as np
        from scipy.sparse.csgraph import connected_components

        if not self.nodes:
            return []
        number, label = connected_components(
            self.pattern, directed=self.directed, connection="weak"
        )
        rows = np.split(
            np.argsort(label, kind="stable"), np.cumsum(np.bincount(label, minlength=number))[:-1]
        )
        return sorted(rows, key=lambda part: (-len(part), int(part[0])))

    def part(self, rows: np.ndarray) -> Ties[T]:
        """Return the ties among some of the things."""
        return Ties(
            tuple(self.nodes[row] for row in rows),
            self.weights[rows][:, rows].tocsr(),
            self.directed,
        )

    def pairs(self) -> list[tuple[int, int]]:
        """Return each tie once, as rows of its two ends; of a directed tie, where it comes from first."""
        from scipy.sparse import triu

        found = self.pattern.tocoo() if self.directed else triu(self.pattern).tocoo()
        return list(zip(found.row.tolist(), found.col.tolist(), strict=True))

    def values(self, found: np.ndarray | list[float]) -> dict[T, float]:
        """Return a value for each thing, given in the order of rows."""
        return dict(zip(self.nodes, (float(value) for value in found), strict=True))

    def rustworkx(self) -> rustworkx.PyGraph[None, None]:
        """Return the ties as a graph of rustworkx, without weights."""
        import rustworkx

        made: rustworkx.PyGraph[None, None] = rustworkx.PyGraph(multigraph=False)
        made.add_nodes_from([None] * len(self))
        made.add_edges_from_no_data(self.pairs())
        return made


def ties(network: networkx.Graph[T], *, directed: bool = False) -> Ties[T]:
    """Return the ties of any NetworkX graph.

    Args:
        network: of any kind, with or without `weight` on its edges.
        directed: keep the direction of a directed network.
    """
    import numpy as np
    from scipy.sparse import coo_array

    row = {node: number for number, node in enumerate(network)}
    told = (
        (row[one], row[other], 1.0 if weight is None else weight)
        for one, other, weight in network.edges(data="weight", default=1.0)
    )
    ends = np.fromiter(chain.from_iterable(told), dtype=float).reshape(-1, 3)
    ends = ends[ends[:, 0] != ends[:, 1]]
    ones, others, heavy = (
        ends[:, 0].astype(np.int32),
        ends[:, 1].astype(np.int32),
        np.nan_to_num(ends[:, 2], nan=0.0, posinf=0.0).clip(0.0),
    )
    if not directed:
        ones, others, heavy = (
            np.concatenate([ones, others]),
            np.concatenate([others, ones]),
            np.concatenate([heavy, heavy]),
        )
    matrix = coo_array((heavy, (ones, others)), shape=(len(row), len(row))).tocsr()
    matrix.sum_duplicates()
    return Ties(tuple(row), matrix, directed)
