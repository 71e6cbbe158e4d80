"""Find the nodes and edges whose loss splits a network: articulation points and bridges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.analyse.networks.adjacency import Adjacency

T = TypeVar("T")


@dataclass(frozen=True)
class Cut(Generic[T]):
    """A node or edge whose loss splits its component.

    Attributes:
        ends: the node, or the two ends of the edge.
        loss: how many nodes would lose their path to the larger rest.
    """

    ends: tuple[T, ...]
    loss: int


def articulation_points(adjacency: Adjacency[T]) -> list[Cut[T]]:
    """Return the nodes without which others lose their path to the rest, the greatest loss first.

    Source: Hopcroft and Tarjan, “Efficient algorithms for graph manipulation”, Communications of
    the ACM 16 (1973).
    """
    tree = _depth_first(adjacency)
    branches: dict[int, list[int]] = {}
    for node, parent in enumerate(tree.parents):
        if parent >= 0 and tree.lowpoints[node] >= tree.order[parent]:
            branches.setdefault(parent, []).append(tree.descendants[node])
    cuts = []
    for node, sizes in branches.items():
        pieces = sorted([*sizes, tree.component_sizes[node] - 1 - sum(sizes)])
        if loss := sum(pieces[:-1]):
            cuts.append(Cut((adjacency.nodes[node],), loss))
    return _greatest_first(cuts)


def bridges(adjacency: Adjacency[T]) -> list[Cut[T]]:
    """Return the edges without which nodes lose their path to the rest, the greatest loss first.

    Source: Tarjan, Information Processing Letters 2 (1974).
    """
    tree = _depth_first(adjacency)
    cuts = []
    for node, parent in enumerate(tree.parents):
        if parent >= 0 and tree.lowpoints[node] > tree.order[parent]:
            size = tree.descendants[node]
            loss = min(size, tree.component_sizes[node] - size)
            cuts.append(Cut((adjacency.nodes[parent], adjacency.nodes[node]), loss))
    return _greatest_first(cuts)


@dataclass
class _Tree:
    """A depth-first search of all components.

    Attributes:
        parents: of each node; -1 for a root.
        order: in which nodes were visited; -1 before the visit.
        lowpoints: the earliest visit that the descendants of a node have an edge to.
        descendants: how many nodes lie below each node, itself included.
        component_sizes: how many nodes the component of each node has.
    """

    parents: list[int]
    order: list[int]
    lowpoints: list[int]
    descendants: list[int]
    component_sizes: list[int]

    def visit(self, node: int, parent: int, clock: int) -> None:
        self.parents[node], self.order[node], self.lowpoints[node] = parent, clock, clock

    def leave(self, node: int) -> None:
        """Carry what is known of a finished node over to its parent."""
        parent = self.parents[node]
        if parent >= 0:
            self.lowpoints[parent] = min(self.lowpoints[parent], self.lowpoints[node])
            self.descendants[parent] += self.descendants[node]


def _depth_first(adjacency: Adjacency[T]) -> _Tree:
    """Search every component depth first, without recursion, so that chains may be long."""
    number = len(adjacency)
    neighbours = [sorted(rows) for rows in adjacency.neighbours()]
    tree = _Tree([-1] * number, [-1] * number, [0] * number, [1] * number, [0] * number)
    clock = 0
    for rows in adjacency.components:
        for row in rows.tolist():
            tree.component_sizes[row] = len(rows)
        root = int(rows[0])
        tree.visit(root, -1, clock)
        clock += 1
        stack = [(root, iter(neighbours[root]))]
        while stack:
            node, waiting = stack[-1]
            child = _next_child(tree, node, waiting)
            if child is None:
                stack.pop()
                tree.leave(node)
            else:
                tree.visit(child, node, clock)
                clock += 1
                stack.append((child, iter(neighbours[child])))
    return tree


def _next_child(tree: _Tree, node: int, waiting: Iterable[int]) -> int | None:
    """Return the next neighbour that was not visited; note the edges back up on the way."""
    for neighbour in waiting:
        if tree.order[neighbour] < 0:
            return neighbour
        if neighbour != tree.parents[node]:
            tree.lowpoints[node] = min(tree.lowpoints[node], tree.order[neighbour])
    return None


def _greatest_first(cuts: list[Cut[T]]) -> list[Cut[T]]:
    return sorted(cuts, key=lambda point: (-point.loss, str(point.ends)))
