"""Knows the boxes of nodes with their labels: how large they are, how they are pushed apart, and how parts of a picture are set side by side.

Method: boxes that overlap move apart along the shorter way (as in Huang, Lai, Sajeev and Gao, A New Algorithm for Removing Node Overlapping,
2007), all at once, in rounds; a sweep finds the pairs that are near each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Numbers = NDArray[np.int64]

CHARACTER = 7.5  # mean width of a character of a label, in pixels at the drawn size
LINE = 15.0
ASPECT = 1.55  # width of a picture for each unit of height
GAP = 2.5  # free pixels around each box
_PREFERENCE = 2.0  # overlap across that costs as much as one unit of overlap down: boxes are about twice as wide as high
_SHARE = 0.35  # of an overlap that each side gives way in a round
_STALE = 4  # rounds for which a list of neighbours is good
_PATIENCE = 60  # rounds after which the whole grows a little, so that every jam comes loose
_GROWTH = 1.02


def boxes(
    members: Sequence[str], labels: Mapping[str, str], radii: Mapping[str, float]
) -> tuple[Points, Points]:
    """Give half the size of each box around a node and the label below it, and where its middle lies from the node, in pixels."""
    import numpy as np

    lines = [labels.get(node, "").split("\n") for node in members]
    sizes = np.array([radii[node] for node in members])
    widths = np.array([max(len(line) for line in one) * CHARACTER for one in lines])
    texts = np.array([LINE * len(one) for one in lines])
    halves = np.array([np.maximum(widths, 2 * sizes), 2 * sizes + texts]).T / 2 + GAP
    return halves, np.array([np.zeros(len(members)), texts / 2]).T


def overlapping(points: Points, halves: Points) -> Numbers:
    """Give the pairs of boxes that overlap by more than half a pixel, as rows of two indices."""
    import numpy as np

    pairs = _near(points, halves, 0.0)
    room = (
        halves[pairs[:, 0]]
        + halves[pairs[:, 1]]
        - np.abs(points[pairs[:, 0]] - points[pairs[:, 1]])
    )
    found: Numbers = pairs[(room > 0.5).all(axis=1)]
    return found


def apart(points: Points, halves: Points, *, rounds: int = 1500) -> Points:
    """Push boxes apart until none overlaps, or so many rounds are over.

    Args:
        points: middles of the boxes.
        halves: half their widths and heights.
        rounds: at most.
    """
    import numpy as np

    points = (
        points + np.arange(len(points))[:, None] * 1e-6
    )  # what stands on one spot has to know whither
    pairs = _near(points, halves, 0.0)
    for number in range(rounds):
        if number % _PATIENCE == _PATIENCE - 1:
            points = points * _GROWTH
        if number % _STALE == 0:
            pairs = _near(points, halves, 0.3)
        moves = _pushes(points, halves, pairs)
        if moves is None:
            if not len(overlapping(points, halves)):
                break
            pairs = _near(points, halves, 0.3)
        else:
            points += moves
    return points


def compact(points: Points, halves: Points) -> Points:
    """Scale points to the aspect of a picture and push their boxes apart, as densely as a few tries allow.

    Args:
        points: in any unit.
        halves: half the widths and heights of the boxes, in pixels.
    """
    import numpy as np

    points = _drawn_in(points)
    area, extent = float((4 * halves.prod(axis=1)).sum()), np.maximum(np.ptp(points, axis=0), 1e-9)
    tries = (
        ((ASPECT, 0.6), (ASPECT, 0.8), (2.0, 1.0), (1.3, 1.2))
        if len(points) <= 250
        else ((ASPECT, 0.6 if len(points) <= 1000 else 0.3),)
    )
    found = []
    for aspect, fill in tries if len(points) > 1 else tries[:1]:
        height = float(np.sqrt(area / fill / aspect))
        found.append(apart(points / extent * [height * aspect, height], halves))
    return min(found, key=lambda one: _scale(one, halves))


def packed(blocks: Sequence[Points], halves: Sequence[Points]) -> list[Points]:
    """Set the parts of a picture side by side, the largest first, in rows as wide as suits the aspect.

    Args:
        blocks: middles of the boxes of each part.
        halves: half their widths and heights.
    """
    import numpy as np

    lows = [(block - half).min(axis=0) for block, half in zip(blocks, halves, strict=True)]
    extents = [
        (block + half).max(axis=0) - low + 30.0
        for block, half, low in zip(blocks, halves, lows, strict=True)
    ]
    area = sum(float(extent.prod()) for extent in extents)
    widest = max(float(extent[0]) for extent in extents)
    corners = min(
        (
            _rows(extents, max(widest, factor * float(np.sqrt(area * ASPECT))))
            for factor in (0.8, 0.9, 1.0, 1.15, 1.3, 1.6)
        ),
        key=_reach,
    )[1]
    return [block - low + corner for block, low, corner in zip(blocks, lows, corners, strict=True)]


def _drawn_in(points: Points, *, share: float = 0.7) -> Points:
    """Move far-out points nearer to the middle and near ones out, part of the way to an even density; directions stay."""
    import numpy as np

    apart = (points - np.median(points, axis=0)) / np.maximum(points.std(axis=0), 1e-9)
    distances = np.maximum(np.hypot(apart[:, 0], apart[:, 1]), 1e-9)
    ranks = np.empty(len(points))
    ranks[np.argsort(distances, kind="stable")] = np.arange(len(points))
    even = 2.0 * np.sqrt((ranks + 0.5) / len(points))
    moved: Points = apart * ((1 - share) + share * even / distances)[:, None]
    return moved


def _rows(extents: Sequence[Points], width: float) -> tuple[Points, list[Points]]:
    """Set rectangles in rows of a width; a rectangle that is much lower than its row starts a column there."""
    import numpy as np

    corners: list[Points] = []
    left = top = height = column = below = 0.0
    for across, down in extents:
        if below and below + down <= height and across <= column:
            corners.append(np.array([left - column, top + below]))
            below += down
            continue
        if corners and left + across > width:
            left, top, height = 0.0, top + height, 0.0
        corners.append(np.array([left, top]))
        left, height, column, below = left + across, max(height, down), across, down
    ends = np.array(corners) + np.array(extents)
    return ends.max(axis=0), corners


def _reach(rows: tuple[Points, list[Points]]) -> float:
    return max(float(rows[0][0]) / ASPECT, float(rows[0][1]))


def _scale(points: Points, halves: Points) -> float:
    """Give the height that a picture of this aspect needs."""
    across, down = (points + halves).max(axis=0) - (points - halves).min(axis=0)
    return max(float(across) / ASPECT, float(down))


def _near(points: Points, halves: Points, slack: float) -> Numbers:
    """Give the pairs of boxes that are near enough to overlap, and those within some slack of it, by a sweep from left to right."""
    import numpy as np

    reach = 2 * halves.max(axis=0) * (1 + slack)
    order = np.argsort(points[:, 0], kind="stable")
    across = points[order, 0]
    counts = np.searchsorted(across, across + reach[0]) - np.arange(len(order)) - 1
    one = np.repeat(np.arange(len(order)), counts)
    other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(counts) - counts, counts)
    pairs = order[np.array([one, other]).T]
    near: Numbers = pairs[np.abs(points[pairs[:, 0], 1] - points[pairs[:, 1], 1]) < reach[1]]
    return near


def _pushes(points: Points, halves: Points, pairs: Numbers) -> Points | None:
    """Give the move of each box in this round; None where none overlaps."""
    import numpy as np

    one, other = pairs[:, 0], pairs[:, 1]
    between = points[one] - points[other]
    over = halves[one] + halves[other] - np.abs(between)
    touching = (over > 0.0).all(axis=1)
    if not touching.any():
        return None
    one, other, between, over = one[touching], other[touching], between[touching], over[touching]
    down = over[:, 1] * _PREFERENCE <= over[:, 0]
    sides = np.where(between < 0, -1.0, 1.0)
    pushed = (over + 0.3) * sides * np.array([~down, down]).T * _SHARE
    moves = [
        np.bincount(one, pushed[:, axis], len(points))
        - np.bincount(other, pushed[:, axis], len(points))
        for axis in (0, 1)
    ]
    return np.array(moves).T
