"""Boxes around nodes and their labels: size them, push them apart, and pack components.

Method: boxes that overlap move apart along the axis with the smaller overlap (as in Huang, Lai,
Sajeev and Gao, A New Algorithm for Removing Node Overlapping, 2007), all at once, in rounds. A
sweep from left to right finds the pairs that are near each other; of many boxes, a k-d tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Numbers = NDArray[np.int64]

CHARACTER = 7.5  # mean width of a character of a label, in pixels at the drawn size
LINE = 15.0  # height of a line of a label, in pixels
ASPECT = 1.55  # width of a map for each unit of height
GAP = 2.5  # free pixels around each box
_COMPONENT_GAP = 30.0  # free pixels between components
_PREFERENCE = 2.0  # weight of vertical overlap: boxes are about twice as wide as high
_SHARE = 0.35  # share of an overlap by which each box of a pair moves in a round
_REFRESH = 4  # rounds after which neighbouring pairs are computed again
_PATIENCE = (60, 30)  # rounds after which all points spread a little, of few boxes and of many
_INERTIA = 0.95  # share of its last move by which each of many boxes goes on
_GROWTH = 1.02
_SMALL, _MEDIUM = 250, 1000  # numbers of nodes
_TRIALS = ((ASPECT, 0.6), (ASPECT, 0.8), (2.0, 1.0), (1.3, 1.2))  # aspect and share of boxes
_ROUNDING = 1e-9  # share by which a distance may come out wrong
_WIDTHS = (0.8, 0.9, 1.0, 1.15, 1.3, 1.6)  # of rows of components, relative to their area


def label_boxes(
    members: Sequence[str], labels: Mapping[str, str], radii: Mapping[str, float]
) -> tuple[Points, Points]:
    """Measure the box around each node and the label below it.

    Args:
        members: the nodes.
        labels: their texts, with line breaks.
        radii: of the nodes, in pixels.

    Returns:
        Half the width and height of each box, and the offset of its centre from the node, in
        pixels.
    """
    import numpy as np

    lines = [labels.get(node, "").split("\n") for node in members]
    diameters = 2 * np.array([radii[node] for node in members])
    widths = np.array([max(map(len, texts)) * CHARACTER for texts in lines])
    heights = np.array([LINE * len(texts) for texts in lines])
    halves = np.array([np.maximum(widths, diameters), diameters + heights]).T / 2 + GAP
    return halves, np.array([np.zeros(len(members)), heights / 2]).T


def overlapping_pairs(points: Points, halves: Points) -> Numbers:
    """Return the pairs of boxes that overlap by more than half a pixel, as rows of two indices."""
    import numpy as np

    pairs = _near_pairs(points, halves, 0.0)
    first, second = pairs[:, 0], pairs[:, 1]
    overlaps = halves[first] + halves[second] - np.abs(points[first] - points[second])
    overlapping: Numbers = pairs[(overlaps > 0.5).all(axis=1)]
    return overlapping


def separate_boxes(points: Points, halves: Points, *, rounds: int = 1500) -> Points:
    """Push boxes apart until none overlaps, or for a number of rounds.

    Args:
        points: centres of the boxes.
        halves: half their widths and heights.
        rounds: the most rounds.

    Returns:
        The new centres.
    """
    import numpy as np

    # tiny offsets give boxes with the same centre a direction in which to move
    points = points + np.arange(len(points))[:, None] * 1e-6
    pairs = _near_pairs(points, halves, 0.0)
    patience = _PATIENCE[len(points) > _MEDIUM]
    speed = np.zeros_like(points)
    for number in range(rounds):
        if number % patience == patience - 1:
            points = points * _GROWTH
        if number % _REFRESH == 0:
            pairs = _near_pairs(points, halves, 0.3)
        moves = _moves(points, halves, pairs)
        if moves is not None:
            speed = _speed(speed, moves, halves)
            points += speed
        elif len(overlapping_pairs(points, halves)):
            pairs = _near_pairs(points, halves, 0.3)
        else:
            break
    return points


def compact_layout(points: Points, halves: Points) -> Points:
    """Scale points to the aspect of a map and push their boxes apart, densely.

    Args:
        points: in any unit.
        halves: half the widths and heights of the boxes, in pixels.

    Returns:
        The centres of the boxes, from the trial that needs the least height.
    """
    import numpy as np

    points = _evened(points)
    area = float((4 * halves.prod(axis=1)).sum())
    extent = np.maximum(np.ptp(points, axis=0), 1e-9)
    layouts = []
    for aspect, density in _trials(len(points)):
        height = float(np.sqrt(area / density / aspect))
        layouts.append(separate_boxes(points / extent * [height * aspect, height], halves))
    return min(layouts, key=lambda layout: picture_height(layout, halves))


def pack_components(blocks: Sequence[Points], halves: Sequence[Points]) -> list[Points]:
    """Set components side by side, the largest first, in rows whose width suits the aspect.

    Args:
        blocks: centres of the boxes of each component.
        halves: half their widths and heights.

    Returns:
        The new centres of each component.
    """
    import numpy as np

    lows = [(block - half).min(axis=0) for block, half in zip(blocks, halves, strict=True)]
    extents = [
        (block + half).max(axis=0) - low + _COMPONENT_GAP
        for block, half, low in zip(blocks, halves, lows, strict=True)
    ]
    scale = float(np.sqrt(sum(float(extent.prod()) for extent in extents) * ASPECT))
    widest = max(float(extent[0]) for extent in extents)
    rows = (_rows(extents, max(widest, factor * scale)) for factor in _WIDTHS)
    _, corners = min(rows, key=lambda row: _height(row[0]))
    return [block - low + corner for block, low, corner in zip(blocks, lows, corners, strict=True)]


def picture_height(points: Points, halves: Points) -> float:
    """Return the height that a picture of the usual aspect needs for some boxes."""
    return _height((points + halves).max(axis=0) - (points - halves).min(axis=0))


def _height(extent: Points) -> float:
    return max(float(extent[0]) / ASPECT, float(extent[1]))


def _trials(count: int) -> Sequence[tuple[float, float]]:
    """Choose the aspects and densities to try: many for a small network, one for a large one."""
    if count > _MEDIUM:
        return [(ASPECT, 0.2)]
    if count > _SMALL or count <= 1:
        return _TRIALS[:1]
    return _TRIALS


def _evened(points: Points, *, share: float = 0.7) -> Points:
    """Move points along their direction from the middle, part of the way to an even density."""
    import numpy as np

    offsets = (points - np.median(points, axis=0)) / np.maximum(points.std(axis=0), 1e-9)
    distances = np.maximum(np.hypot(offsets[:, 0], offsets[:, 1]), 1e-9)
    ranks = np.empty(len(points))
    ranks[np.argsort(distances, kind="stable")] = np.arange(len(points))
    even = 2.0 * np.sqrt((ranks + 0.5) / len(points))
    scaled: Points = offsets * ((1 - share) + share * even / distances)[:, None]
    return scaled


def _rows(extents: Sequence[Points], width: float) -> tuple[Points, list[Points]]:
    """Set rectangles in rows of a width.

    A rectangle that is much lower than its row starts a column there.

    Returns:
        The extent of all rows, and the corner of each rectangle.
    """
    import numpy as np

    corners = list(_corners([(float(across), float(down)) for across, down in extents], width))
    ends = np.array(corners) + np.array(extents)
    return ends.max(axis=0), [np.array(corner) for corner in corners]


def _corners(extents: Sequence[tuple[float, float]], limit: float) -> Iterator[tuple[float, float]]:
    x = y = height = column = depth = 0.0
    for number, (across, down) in enumerate(extents):
        if depth and depth + down <= height and across <= column:
            yield x - column, y + depth
            depth += down
            continue
        if number and x + across > limit:
            x, y, height = 0.0, y + height, 0.0
        yield x, y
        x, height, column, depth = x + across, max(height, down), across, down


def _near_pairs(points: Points, halves: Points, slack: float) -> Numbers:
    """Return the pairs of boxes near enough to overlap, or within a slack of that.

    They come in the order of a sweep across, however they are searched for, so that sums over them
    are the same.
    """
    import numpy as np

    order = np.argsort(points[:, 0], kind="stable")
    search = _tree_pairs if len(points) > _MEDIUM else _sweep_pairs
    first, second = search(points[order], halves[order], slack)
    pairs: Numbers = order[np.array([first, second]).T]
    return pairs


def _sweep_pairs(swept: Points, halves: Points, slack: float) -> tuple[Numbers, Numbers]:
    """Return the pairs of points, sorted across, that the largest box would make near."""
    import numpy as np

    reach = 2 * halves.max(axis=0) * (1 + slack)
    across, numbers = swept[:, 0], np.arange(len(swept))
    counts = np.searchsorted(across, across + reach[0]) - numbers - 1
    first = np.repeat(numbers, counts)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    near = np.abs(swept[first, 1] - swept[second, 1]) < reach[1]
    return first[near], second[near]


def _tree_pairs(swept: Points, halves: Points, slack: float) -> tuple[Numbers, Numbers]:
    """Return those of `_sweep_pairs` that their own boxes make near, from a tree of many points."""
    import numpy as np
    from scipy.spatial import KDTree

    largest = 2 * halves.max(axis=0)
    tree = KDTree(swept / largest, compact_nodes=False, balanced_tree=False)
    pairs = tree.query_pairs(1 + slack + _ROUNDING, p=np.inf, output_type="ndarray")
    first, second = pairs[:, 0], pairs[:, 1]
    reach = halves[first] + halves[second] + slack * largest
    near = (np.abs(swept[first] - swept[second]) < reach).all(axis=1)
    first, second = first[near], second[near]
    sweep = np.argsort(first * len(swept) + second)
    return first[sweep], second[sweep]


def _speed(before: Points, moves: Points, halves: Points) -> Points:
    """Let many boxes go on as they moved before, at most by a quarter of their size in a round.

    Overlaps in the middle of a large map are gone after some hundred rounds then, not thousands.
    """
    import numpy as np

    if len(moves) <= _MEDIUM:
        return moves
    return np.clip(_INERTIA * before + moves, -halves / 2, halves / 2)


def _moves(points: Points, halves: Points, pairs: Numbers) -> Points | None:
    """Return the move of each box in this round; None where no pair overlaps."""
    import numpy as np

    first, second = pairs[:, 0], pairs[:, 1]
    offsets = points[first] - points[second]
    overlaps = halves[first] + halves[second] - np.abs(offsets)
    touching = (overlaps > 0.0).all(axis=1)
    if not touching.any():
        return None
    first, second = first[touching], second[touching]
    offsets, overlaps = offsets[touching], overlaps[touching]
    vertical = overlaps[:, 1] * _PREFERENCE <= overlaps[:, 0]
    signs = np.where(offsets < 0, -1.0, 1.0)
    steps = (overlaps + 0.3) * signs * np.array([~vertical, vertical]).T * _SHARE
    moves = [
        np.bincount(first, steps[:, axis], len(points))
        - np.bincount(second, steps[:, axis], len(points))
        for axis in (0, 1)
    ]
    return np.array(moves).T
