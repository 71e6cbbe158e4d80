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

CHARACTER = 7.5  # mean width of a character of a label, in pixels at the drawn size
LINE = 15.0
LABEL_WIDTH = 17  # characters after which a label is broken
ASPECT = 1.6  # width of a picture for each unit of height
_ROUNDS = 900
_GAP = 4.0


def positions(network: networkx.Graph[str], labels: dict[str, str], radii: dict[str, float], *, spread: float = 95.0) -> dict[str, tuple[float, float]]:
    """Place every node so that no two boxes of node and label overlap.

    Args:
        network: nodes and edges; direction does not matter.
        labels: the text below each node, with line breaks.
        radii: of the nodes, in pixels.
        spread: wanted distance between neighbours, in pixels.

    Returns:
        Coordinates in pixels, rounded, the same for the same input.
    """
    import networkx
    import numpy as np

    plain: networkx.Graph[str] = networkx.Graph()
    plain.add_nodes_from(sorted(network))
    plain.add_edges_from(sorted({(min(edge[:2]), max(edge[:2])) for edge in network.edges() if edge[0] != edge[1]}))
    nodes: list[str] = []
    blocks: list[Points] = []
    boxes: list[Points] = []
    for part in sorted(networkx.connected_components(plain), key=lambda p: (-len(p), min(p))):
        members = sorted(part)
        box, middle = _boxes(members, labels, radii)
        blocks.append(_apart(_one(plain.subgraph(members), members, spread) + middle, box))
        boxes.append(box)
        nodes += members
    if not nodes:
        return {}
    points = np.concatenate(_side_by_side(blocks, boxes)) - _boxes(nodes, labels, radii)[1]
    return {node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(nodes, points, strict=True)}


def wrapped(label: str, *, characters: int = LABEL_WIDTH) -> str:
    """Break a label into lines of about so many characters, at spaces; a very long one is cut.

    >>> wrapped("multi-agency safeguarding hub")
    'multi-agency\\nsafeguarding hub'
    """
    import textwrap

    lines = textwrap.wrap(label, characters, break_long_words=True) or [""]
    return "\n".join(lines if len(lines) <= 4 else [*lines[:3], lines[3][: characters - 1] + "\u2026"])


def overlaps(points: dict[str, tuple[float, float]], labels: dict[str, str], radii: dict[str, float]) -> int:
    """Count the nodes whose box of node and label overlaps another's."""
    import numpy as np

    nodes = sorted(points)
    if len(nodes) < 2:
        return 0
    boxes, middles = _boxes(nodes, labels, radii)
    across, down = _overlap(np.array([points[node] for node in nodes]) + middles, boxes)
    return int(((across > 0.5) & (down > 0.5)).any(axis=1).sum())


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
    return _landscape(points * (spread / max(float(np.median(lengths)), 1e-9)))


def _landscape(points: Points) -> Points:
    """Turn a part so that its longer axis lies across, and stretch it to the wanted aspect."""
    import numpy as np

    middle = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov(middle.T)) if len(points) > 2 else (None, np.eye(2))
    turned = middle @ axes[:, ::-1]
    extent = np.maximum(np.ptp(turned, axis=0), 1e-9)
    stretch = np.sqrt(np.clip(ASPECT * extent[1] / extent[0], 0.4, 2.5))
    scaled: Points = turned * [stretch, 1 / stretch]
    return scaled


def _boxes(members: list[str], labels: dict[str, str], radii: dict[str, float]) -> tuple[Points, Points]:
    """Give half the size of each box around a node and the label below it, and where its middle lies from the node."""
    import numpy as np

    lines = [labels.get(node, "").split("\n") for node in members]
    sizes = np.array([radii[node] for node in members])
    widths = np.array([max(len(line) for line in one) * CHARACTER for one in lines])
    texts = np.array([LINE * len(one) for one in lines])
    boxes = np.array([np.maximum(widths, 2 * sizes), 2 * sizes + texts]).T / 2 + _GAP
    return boxes, np.array([np.zeros(len(members)), texts / 2]).T


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
        for axis, over, other, room in ((0, across, down, 1 / ASPECT), (1, down, across, ASPECT)):
            push = np.where(touching & (over * room <= other), over, 0.0)
            side = np.sign(points[:, None, axis] - points[None, :, axis])
            side = np.where(side == 0, np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None, :]), side)
            points[:, axis] += (push * side).sum(axis=1) * 0.26
    return points


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
