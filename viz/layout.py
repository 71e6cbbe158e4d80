"""Knows where each node of a picture stands: force-directed, seeded, then pushed apart until labels are legible.

Method: Kamada and Kawai (1989) on each connected part, through NetworkX; the parts are set side by side; boxes around node and
label that overlap are moved apart along the shorter way, in rounds, until none does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

CHARACTER = 6.7  # mean width of a character of a label, in pixels at the drawn size
LINE = 15.0
LABEL_WIDTH = 20  # characters after which a label is broken
_ROUNDS = 600
_GAP = 5.0


def positions(network: networkx.Graph[str], labels: dict[str, str], *, spread: float = 95.0) -> dict[str, tuple[float, float]]:
    """Place every node so that no two boxes of node and label overlap.

    Args:
        network: nodes and edges; direction does not matter.
        labels: the text below each node, with line breaks.
        spread: wanted distance between neighbours, in pixels.

    Returns:
        Coordinates in pixels, rounded, the same for the same input.
    """
    import networkx
    import numpy as np

    plain = networkx.Graph()
    plain.add_nodes_from(sorted(network))
    plain.add_edges_from(sorted({tuple(sorted(edge[:2])) for edge in network.edges() if edge[0] != edge[1]}))
    nodes: list[str] = []
    blocks: list[Points] = []
    for part in sorted(networkx.connected_components(plain), key=lambda p: (-len(p), min(p))):
        members = sorted(part)
        placed = _one(plain.subgraph(members), members, spread)
        blocks.append(_apart(placed, _boxes(members, labels)))
        nodes += members
    points = np.concatenate(_side_by_side(blocks, [_boxes(b, labels) for b in _split(nodes, blocks)])) if nodes else np.zeros((0, 2))
    return {node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(nodes, points, strict=True)}


def wrapped(label: str, *, characters: int = LABEL_WIDTH) -> str:
    """Break a label into lines of about so many characters, at spaces; a very long one is cut.

    >>> wrapped("multi-agency safeguarding hub")
    'multi-agency\\nsafeguarding hub'
    """
    import textwrap

    lines = textwrap.wrap(label, characters, break_long_words=True) or [""]
    return "\n".join(lines if len(lines) <= 4 else [*lines[:3], lines[3][: characters - 1] + "\u2026"])


def overlaps(points: dict[str, tuple[float, float]], labels: dict[str, str]) -> int:
    """Count the nodes whose box of node and label overlaps another's."""
    import numpy as np

    nodes = sorted(points)
    if len(nodes) < 2:
        return 0
    placed, boxes = np.array([points[n] for n in nodes]), _boxes(nodes, labels)
    over = _overlap(placed, boxes)
    return int(((over[0] > 0.5) & (over[1] > 0.5)).any(axis=1).sum())


def _one(part: networkx.Graph[str], members: list[str], spread: float) -> Points:
    import networkx
    import numpy as np

    if len(members) == 1:
        return np.zeros((1, 2))
    circle = networkx.circular_layout(part)
    start = {node: circle[node] for node in members}
    placed = networkx.kamada_kawai_layout(part, pos=start) if len(members) <= 250 else networkx.spring_layout(part, pos=start, seed=1, iterations=80)
    points = np.array([placed[node] for node in members])
    lengths = [float(np.hypot(*(placed[a] - placed[b]))) for a, b in part.edges()]
    return points * (spread / max(float(np.median(lengths)), 1e-9))


def _boxes(members: list[str], labels: dict[str, str]) -> Points:
    """Half widths and half heights of the box around a node and the label below it."""
    import numpy as np

    lines = [labels.get(node, "").split("\n") for node in members]
    widths = [max([30.0, *(len(line) * CHARACTER for line in one)]) for one in lines]
    heights = [30.0 + LINE * len(one) for one in lines]
    return np.array([widths, heights]).T / 2 + _GAP


def _overlap(points: Points, boxes: Points) -> tuple[Points, Points]:
    import numpy as np

    over = []
    for axis in (0, 1):
        distance = np.abs(points[:, None, axis] - points[None, :, axis])
        room = boxes[:, None, axis] + boxes[None, :, axis]
        one = room - distance
        np.fill_diagonal(one, -1.0)
        over.append(one)
    return over[0], over[1]


def _apart(points: Points, boxes: Points) -> Points:
    import numpy as np

    points = points.copy()
    for _ in range(_ROUNDS):
        across, down = _overlap(points, boxes)
        touching = (across > 0) & (down > 0)
        if not touching.any():
            break
        for axis, over, other in ((0, across, down), (1, down, across)):
            push = np.where(touching & (over <= other), over, 0.0)
            side = np.sign(points[:, None, axis] - points[None, :, axis])
            side = np.where(side == 0, np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None, :]), side)
            points[:, axis] += (push * side).sum(axis=1) * 0.26
    return points


def _split(nodes: list[str], blocks: list[Points]) -> list[list[str]]:
    parts, start = [], 0
    for block in blocks:
        parts.append(nodes[start : start + len(block)])
        start += len(block)
    return parts


def _side_by_side(blocks: list[Points], boxes: list[Points]) -> list[Points]:
    """Set the parts in rows below the largest one."""
    placed: list[Points] = []
    left = top = bottom = 0.0
    width = 0.0
    for number, (block, box) in enumerate(zip(blocks, boxes, strict=True)):
        low, high = (block - box).min(axis=0), (block + box).max(axis=0)
        extent = high - low
        if number == 0:
            width = max(float(extent[0]), 600.0)
        elif left + extent[0] > width or number == 1:
            left, top = 0.0, bottom + 40.0
        placed.append(block - low + [left, top])
        left += float(extent[0]) + 40.0
        bottom = max(bottom, top + float(extent[1]))
    return placed
