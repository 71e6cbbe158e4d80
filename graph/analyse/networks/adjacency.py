"""Turn a NetworkX graph into a sparse adjacency matrix for fast measures.

Loops are dropped, parallel and opposite edges become one, and their weights are added. A missing
weight counts one, a weight below zero or none at all counts nothing, but the edge stays. So
measures do not depend on how many relations connect two things.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    import networkx
    import numpy as np
    import rustworkx
    from scipy.sparse import csr_array

T = TypeVar("T")
_of_frozen: WeakKeyDictionary[networkx.Graph[Any], dict[bool, Adjacency[Any]]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Adjacency(Generic[T]):
    """Nodes and the edges between them.

    Attributes:
        nodes: in the order of rows and columns.
        weights: symmetric unless directed, without diagonal; a stored zero is an edge of no weight.
        directed: whether an edge leads from row to column only.
    """

    nodes: tuple[T, ...]
    weights: csr_array
    directed: bool = False

    def __len__(self) -> int:
        return len(self.nodes)

    @cached_property
    def pattern(self) -> csr_array:
        """One for each edge, whatever its weight."""
        import numpy as np
        from scipy.sparse import csr_array

        return csr_array(
            (np.ones(self.weights.nnz), self.weights.indices, self.weights.indptr),
            shape=self.weights.shape,
        )

    @cached_property
    def components(self) -> list[np.ndarray]:
        """Rows of each connected component, the largest first."""
        import numpy as np
        from scipy.sparse.csgraph import connected_components

        if not self.nodes:
            return []
        number, labels = connected_components(
            self.pattern, directed=self.directed, connection="weak"
        )
        order = np.argsort(labels, kind="stable")
        rows = np.split(order, np.cumsum(np.bincount(labels, minlength=number))[:-1])
        return sorted(rows, key=lambda component: (-len(component), int(component[0])))

    def subset(self, rows: np.ndarray) -> Adjacency[T]:
        """Return the edges among some of the nodes, in the order of the given rows."""
        nodes = tuple(self.nodes[row] for row in rows)
        return Adjacency(nodes, self.weights[rows][:, rows].tocsr(), self.directed)

    def pairs(self) -> list[tuple[int, int]]:
        """Return each edge once, as rows of its two ends; the source of a directed edge first."""
        from scipy.sparse import triu

        edges = self.pattern.tocoo() if self.directed else triu(self.pattern).tocoo()
        return list(zip(edges.row.tolist(), edges.col.tolist(), strict=True))

    def neighbours(self) -> list[set[int]]:
        """Return the rows of the neighbours of each node."""
        starts, columns = self.pattern.indptr.tolist(), self.pattern.indices.tolist()
        return [set(columns[first:last]) for first, last in pairwise(starts)]

    def by_node(self, values: np.ndarray | list[float]) -> dict[T, float]:
        """Return a value for each node, from values in the order of rows."""
        import numpy as np

        return dict(zip(self.nodes, np.asarray(values, dtype=float).tolist(), strict=True))

    def as_rustworkx(self) -> rustworkx.PyGraph[None, None]:
        """Return the edges as a graph of rustworkx, without weights."""
        import rustworkx

        pygraph: rustworkx.PyGraph[None, None] = rustworkx.PyGraph(multigraph=False)
        pygraph.add_nodes_from([None] * len(self))
        pygraph.add_edges_from_no_data(self.pairs())
        return pygraph


def adjacency(network: networkx.Graph[T], *, directed: bool = False) -> Adjacency[T]:
    """Return the adjacency of any NetworkX graph; that of a frozen one is made once.

    Args:
        network: of any kind, with or without `weight` on its edges.
        directed: keep the direction of a directed network.
    """
    import networkx

    if not networkx.is_frozen(network):
        return _adjacency(network, directed)
    of_network = _of_frozen.setdefault(network, {})
    if directed not in of_network:
        of_network[directed] = _adjacency(network, directed)
    return of_network[directed]


def frozen(network: networkx.MultiDiGraph[str]) -> networkx.MultiDiGraph[str]:
    """Freeze a network that several analyses share, so that none may change it."""
    import networkx

    networkx.freeze(network)
    return network


def _adjacency(network: networkx.Graph[T], directed: bool) -> Adjacency[T]:
    import numpy as np

    rows = {node: number for number, node in enumerate(network)}
    edges = (
        (rows[source], rows[target], 1.0 if weight is None else weight)
        for source, target, weight in network.edges(data="weight", default=1.0)
    )
    table = np.fromiter(chain.from_iterable(edges), dtype=float).reshape(-1, 3)
    sources, targets = table[:, 0].astype(np.int32), table[:, 1].astype(np.int32)
    weights = np.nan_to_num(table[:, 2], nan=0.0, posinf=0.0).clip(0.0)
    return from_edges(tuple(rows), sources, targets, weights, directed=directed)


def from_edges(
    nodes: tuple[T, ...],
    sources: np.ndarray,
    targets: np.ndarray,
    weights: np.ndarray,
    *,
    directed: bool = False,
) -> Adjacency[T]:
    """Return the adjacency of edges that are given as arrays.

    Args:
        nodes: in the order of rows.
        sources: rows of the first ends.
        targets: rows of the second ends.
        weights: not negative.
        directed: keep the direction.
    """
    import numpy as np
    from scipy.sparse import coo_array

    proper = sources != targets
    sources, targets, weights = sources[proper], targets[proper], weights[proper]
    if not directed:
        sources, targets = (
            np.concatenate([sources, targets]),
            np.concatenate([targets, sources]),
        )
        weights = np.concatenate([weights, weights])
    matrix = coo_array((weights, (sources, targets)), shape=(len(nodes), len(nodes))).tocsr()
    matrix.sum_duplicates()
    return Adjacency(nodes, matrix, directed)
