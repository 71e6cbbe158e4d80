"""Knows where nodes stand around a middle: one ring for each step away from it, each node near the one through which it is reached.

Method: radial drawing of a breadth-first tree with wedges as wide as their outermost nodes need (Eades, Drawing Free Trees, 1992); the order around
the middle comes from the drawing by distance. Rings are ellipses of the shape of a screen, and crowded ones are staggered.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from graph.layout.boxes import ASPECT, apart

if TYPE_CHECKING:
    import networkx
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

_STEP = 95.0  # pixels from one ring to the next, at least
_STAGGER = 3  # rows in which a crowded ring stands


def radial(
    part: networkx.DiGraph[str], members: list[str], halves: Points, *, middle: Collection[str] = ()
) -> Points:
    """Place the nodes of a connected network in rings around a middle.

    Args:
        part: the network; direction does not matter.
        members: its nodes, in the order of the answer.
        halves: half the widths and heights of their boxes, in pixels.
        middle: the nodes around which the rings are drawn; the best-connected one where none of them is here.

    Returns:
        The middles of the boxes.
    """
    import numpy as np

    known = part.to_undirected(as_view=True)
    inner = sorted(set(middle) & set(members)) or [
        max(members, key=lambda node: (known.degree(node), node))
    ]
    parents, rings = _tree(known, inner, _angles(known, members, inner))
    angles = _wedges(parents, rings)
    sizes = dict(zip(members, halves, strict=True))
    places = {
        node: (120.0 * (number - (len(inner) - 1) / 2), 0.0) for number, node in enumerate(inner)
    }
    reach = 0.0
    for ring in rings[1:]:
        reach = _ring(ring, angles, sizes, places, reach=reach)
    return apart(np.array([places[node] for node in members]), halves)


def _angles(known: networkx.Graph[str], members: list[str], inner: list[str]) -> dict[str, float]:
    """Give the direction in which each node lies from the middle when drawn by distance."""
    import networkx
    import numpy as np

    from graph.layout.stress import placed

    points = placed(
        networkx.to_scipy_sparse_array(
            known, nodelist=members, weight=None, dtype=np.dtype(float), format="csr"
        )
    )
    points = points - points[[members.index(node) for node in inner]].mean(axis=0)
    return dict(zip(members, np.arctan2(points[:, 1], points[:, 0]).tolist(), strict=True))


def _tree(
    known: networkx.Graph[str], inner: list[str], angles: Mapping[str, float]
) -> tuple[dict[str, str], list[list[str]]]:
    """Reach every node from the middle; give the one before it, and the rings in their order around the middle."""
    parents = dict.fromkeys(inner, "")
    rings = [inner]
    while rings[-1]:
        fresh: dict[str, list[str]] = {}
        for node in rings[-1]:
            for other in sorted(known[node], key=lambda one: (angles[one], one)):
                if other not in parents:
                    parents[other] = node
                    fresh.setdefault(node, []).append(other)
        following = [other for found in fresh.values() for other in found]
        rings.append(
            sorted(following, key=lambda node: (angles[node], node))
            if len(rings) == 1
            else following
        )
    return parents, rings[:-1]


def _wedges(parents: Mapping[str, str], rings: list[list[str]]) -> dict[str, float]:
    """Share the circle among the nodes of the first ring, and each one's wedge among those behind it, by the number of ends."""
    ends = dict.fromkeys(parents, 0.0)
    for ring in reversed(rings):
        for node in ring:
            ends[node] = max(ends[node], 1.0)
            if parents[node]:
                ends[parents[node]] += ends[node]
    total = sum(ends[node] for node in rings[1]) if len(rings) > 1 else 1.0
    begins: dict[str, float] = {}
    angles: dict[str, float] = {}
    around = -math.pi
    for number, ring in enumerate(rings[1:], 1):
        for node in ring:
            begin = around if number == 1 else begins[parents[node]]
            share = 2 * math.pi * ends[node] / total
            angles[node], begins[node] = begin + share / 2, begin
            if number == 1:
                around += share
            else:
                begins[parents[node]] += share
    return angles


def _ring(
    ring: list[str],
    angles: Mapping[str, float],
    sizes: Mapping[str, Points],
    places: dict[str, tuple[float, float]],
    *,
    reach: float,
) -> float:
    """Place a ring outside the last one, wide enough for its boxes; give how far it reaches."""
    across = sum(
        2 * float(sizes[node][0]) * abs(math.sin(angles[node]))
        + 2 * float(sizes[node][1]) * abs(math.cos(angles[node]))
        for node in ring
    )
    rows = 1 if across < 2 * math.pi * (reach + _STEP) * 1.25 else _STAGGER
    radius = max(reach + _STEP, across / rows / (2 * math.pi * 1.25))
    for number, node in enumerate(ring):
        out = radius + number % rows * _STEP * 0.75
        places[node] = (out * math.cos(angles[node]) * ASPECT, out * math.sin(angles[node]))
    return radius + (rows - 1) * _STEP * 0.75
