"""Knows where each node of a picture stands, in one of three ways: by distance, in layers, or in rings around a middle.

Whatever the way, boxes of nodes and labels are pushed apart until labels are legible, parts without connection are set side by side, and the
whole takes the shape of a screen, so that labels are as large as can be at first sight. The same input gives the same points.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from graph.layout.boxes import boxes, compact, overlapping, packed

if TYPE_CHECKING:
    import networkx
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

LABEL_WIDTH = 17  # characters after which a label is broken
LAYOUTS = ("force", "layered", "radial")


def positions(
    network: networkx.Graph[str],
    labels: Mapping[str, str],
    radii: Mapping[str, float],
    *,
    way: str = "force",
    middle: Collection[str] = (),
) -> dict[str, tuple[float, float]]:
    """Place every node so that no two boxes of node and label overlap.

    Args:
        network: nodes and edges; direction matters for layers only.
        labels: the text below each node, with line breaks.
        radii: of the nodes, in pixels.
        way: `force` (distance tells how far apart things are), `layered` (edges point to the right), or `radial` (rings around a middle).
        middle: nodes around which rings are drawn; the best-connected one by default.

    Returns:
        Coordinates in pixels, rounded, y pointing down, the same for the same input.
    """
    import networkx
    import numpy as np

    plain: networkx.DiGraph[str] = networkx.DiGraph()
    plain.add_nodes_from(sorted(network))
    plain.add_edges_from(sorted({edge[:2] for edge in network.edges() if edge[0] != edge[1]}))
    nodes: list[str] = []
    blocks: list[Points] = []
    halves: list[Points] = []
    for part in sorted(
        networkx.weakly_connected_components(plain), key=lambda p: (-len(p), min(p))
    ):
        members = sorted(part)
        half, _ = boxes(members, labels, radii)
        blocks.append(_way(way, middle)(plain.subgraph(members), members, half))
        halves.append(half)
        nodes += members
    if not nodes:
        return {}
    points = np.concatenate(packed(blocks, halves)) - boxes(nodes, labels, radii)[1]
    return {
        node: (round(float(x), 1), round(float(y), 1))
        for node, (x, y) in zip(nodes, points, strict=True)
    }


def wrapped(label: str, *, characters: int = LABEL_WIDTH) -> str:
    """Break a label into as few lines of about so many characters as possible, of like length, at spaces; a very long one is cut.

    >>> wrapped("multi-agency safeguarding hub")
    'multi-agency\\nsafeguarding hub'
    >>> wrapped("partnership and operational support department")
    'partnership and\\noperational\\nsupport\\ndepartment'
    """
    import textwrap

    lines = textwrap.wrap(label, characters, break_long_words=True) or [""]
    if len(lines) > 4:
        return "\n".join([*lines[:3], lines[3][: characters - 1] + "\u2026"])
    narrower = (
        textwrap.wrap(label, width, break_long_words=False) for width in range(1, characters)
    )
    even = (
        found
        for found in narrower
        if 0 < len(found) <= len(lines) and max(map(len, found)) < max(map(len, lines))
    )
    return "\n".join(next(even, lines))


def overlaps(
    points: Mapping[str, tuple[float, float]], labels: Mapping[str, str], radii: Mapping[str, float]
) -> int:
    """Count the nodes whose box of node and label overlaps another's."""
    import numpy as np

    nodes = sorted(points)
    if len(nodes) < 2:
        return 0
    halves, middles = boxes(nodes, labels, radii)
    return len(np.unique(overlapping(np.array([points[node] for node in nodes]) + middles, halves)))


def _way(
    way: str, middle: Collection[str]
) -> Callable[[networkx.DiGraph[str], list[str], Points], Points]:
    from graph.layout.layered import layered
    from graph.layout.radial import radial

    known: dict[str, Callable[[networkx.DiGraph[str], list[str], Points], Points]] = {
        "force": _by_distance,
        "layered": layered,
        "radial": lambda part, members, half: radial(part, members, half, middle=middle),
    }
    return known[way]


def _by_distance(part: networkx.DiGraph[str], members: list[str], half: Points) -> Points:
    import networkx
    import numpy as np

    from graph.layout.stress import placed

    known = part.to_undirected(as_view=True)
    return compact(
        placed(
            networkx.to_scipy_sparse_array(
                known, nodelist=members, weight=None, dtype=np.dtype(float), format="csr"
            )
        ),
        half,
    )
