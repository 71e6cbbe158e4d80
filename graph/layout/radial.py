"""Lay out a connected network in rings around a centre: one ring for each step away from it.

Method: radial drawing of a breadth-first tree, with wedges as wide as their outermost nodes need
(Eades, Drawing Free Trees, 1992). The order around the centre comes from the layout by stress.
Rings are ellipses with the aspect of a screen, and crowded ones are staggered.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from graph.layout.boxes import ASPECT, separate_boxes
from graph.layout.stress import adjacency_matrix, stress_layout

if TYPE_CHECKING:
    import networkx
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

_STEP = 95.0  # least pixels from one ring to the next
_STAGGER = 3  # rows of a crowded ring
_STAGGER_STEP = _STEP * 0.75
_FILL = 1.25  # share of an ellipse's length, relative to its circle, that boxes may fill
_CENTRE_STEP = 120.0  # pixels between the nodes of the centre


def radial_layout(
    part: networkx.DiGraph[str],
    members: Sequence[str],
    halves: Points,
    *,
    centre: Collection[str] = (),
) -> Points:
    """Place the nodes of a connected network in rings around a centre.

    Args:
        part: the network; direction does not matter.
        members: its nodes, in the order of the result.
        halves: half the widths and heights of their boxes, in pixels.
        centre: nodes in the centre; the best-connected node where none of them is here.

    Returns:
        The centres of the boxes.
    """
    import numpy as np

    network = part.to_undirected(as_view=True)
    inner = sorted(set(centre) & set(members)) or [
        max(members, key=lambda node: (network.degree(node), node))
    ]
    parents, rings = _tree(network, inner, _angles(network, members, inner))
    angles = _wedges(parents, rings)
    sizes = dict(zip(members, halves, strict=True))
    places = {
        node: (_CENTRE_STEP * (number - (len(inner) - 1) / 2), 0.0)
        for number, node in enumerate(inner)
    }
    reach = 0.0
    for ring in rings[1:]:
        reach = _place_ring(ring, angles, sizes, places, reach=reach)
    return separate_boxes(np.array([places[node] for node in members]), halves)


def _angles(
    network: networkx.Graph[str], members: Sequence[str], inner: Sequence[str]
) -> dict[str, float]:
    """Return the direction of each node from the centre, in the layout by stress."""
    import numpy as np

    points = stress_layout(adjacency_matrix(network, members))
    number = {node: at for at, node in enumerate(members)}
    points = points - points[[number[node] for node in inner]].mean(axis=0)
    return dict(zip(members, np.arctan2(points[:, 1], points[:, 0]).tolist(), strict=True))


def _tree(
    network: networkx.Graph[str], inner: list[str], angles: Mapping[str, float]
) -> tuple[dict[str, str], list[list[str]]]:
    """Return the parent of each node in a breadth-first tree, and the rings in their order."""
    parents = dict.fromkeys(inner, "")
    rings = [inner]
    while rings[-1]:
        ring: list[str] = []
        for node in rings[-1]:
            children = [near for near in network[node] if near not in parents]
            children.sort(key=lambda child: (angles[child], child))
            parents.update(dict.fromkeys(children, node))
            ring += children
        if len(rings) == 1:
            ring.sort(key=lambda node: (angles[node], node))
        rings.append(ring)
    return parents, rings[:-1]


def _wedges(parents: Mapping[str, str], rings: Sequence[Sequence[str]]) -> dict[str, float]:
    """Share the circle among the first ring, and each wedge among children, by their leaves."""
    leaves = _leaves(parents, rings)
    starts = dict.fromkeys(rings[0], -math.pi)
    angles: dict[str, float] = {}
    total = sum(leaves[node] for node in rings[min(1, len(rings) - 1)])
    for ring in rings[1:]:
        for node in ring:
            parent = rings[0][0] if ring is rings[1] else parents[node]
            share = 2 * math.pi * leaves[node] / total
            starts[node] = starts[parent]
            angles[node] = starts[parent] + share / 2
            starts[parent] += share
    return angles


def _leaves(parents: Mapping[str, str], rings: Sequence[Sequence[str]]) -> dict[str, float]:
    """Count the leaves of the tree below each node; a leaf counts itself."""
    leaves = dict.fromkeys(parents, 0.0)
    for ring in reversed(rings):
        for node in ring:
            leaves[node] = max(leaves[node], 1.0)
            if parents[node]:
                leaves[parents[node]] += leaves[node]
    return leaves


def _place_ring(
    ring: Sequence[str],
    angles: Mapping[str, float],
    sizes: Mapping[str, Points],
    places: dict[str, tuple[float, float]],
    *,
    reach: float,
) -> float:
    """Place a ring outside the last one, wide enough for its boxes, and return its radius."""
    across = sum(
        2 * float(sizes[node][0]) * abs(math.sin(angles[node]))
        + 2 * float(sizes[node][1]) * abs(math.cos(angles[node]))
        for node in ring
    )
    rows = _STAGGER
    if across < 2 * math.pi * (reach + _STEP) * _FILL:
        rows = 1
    radius = max(reach + _STEP, across / rows / (2 * math.pi * _FILL))
    for number, node in enumerate(ring):
        distance = radius + number % rows * _STAGGER_STEP
        x, y = math.cos(angles[node]), math.sin(angles[node])
        places[node] = (distance * x * ASPECT, distance * y)
    return radius + (rows - 1) * _STAGGER_STEP
