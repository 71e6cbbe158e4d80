"""Positions of the nodes of a map, in one of three layouts: by stress, in layers, or in rings.

In every layout, boxes of nodes and labels are pushed apart until labels are legible, components
are packed side by side, and the whole takes the aspect of a screen. The same input gives the same
points.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, TypeAlias

from graph.layout.boxes import compact_layout, label_boxes, overlapping_pairs, pack_components
from graph.layout.layered import layered_layout
from graph.layout.radial import radial_layout
from graph.layout.stress import adjacency_matrix, stress_layout
from graph.layout.style import node_radius

if TYPE_CHECKING:
    import networkx
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Layout: TypeAlias = Callable[[networkx.DiGraph[str], Sequence[str], Points], Points]

LABEL_WIDTH = 17  # characters after which a label is broken
LAYOUTS = ("stress", "layered", "radial")
_LINES = 4  # the most lines of a label
_SPACES = str.maketrans(dict.fromkeys("\t\n\x0b\x0c\r", " "))


def positions(
    network: networkx.Graph[str],
    labels: Mapping[str, str],
    radii: Mapping[str, float],
    *,
    layout: str = "stress",
    centre: Collection[str] = (),
) -> dict[str, tuple[float, float]]:
    """Place every node so that no two boxes of node and label overlap.

    Args:
        network: nodes and edges; direction matters for layers only.
        labels: the text below each node, with line breaks.
        radii: of the nodes, in pixels.
        layout: `stress` (distances follow those of the network), `layered` (edges point to the
            right), or `radial` (rings around a centre).
        centre: nodes around which rings are drawn; the best-connected node by default.

    Returns:
        Coordinates in pixels, rounded, with y pointing down.
    """
    import networkx
    import numpy as np

    plain = _simple(network)
    components = sorted(
        map(sorted, networkx.weakly_connected_components(plain)),
        key=lambda members: (-len(members), members[0]),
    )
    if not components:
        return {}
    place = _layout(layout, centre)
    boxes = [label_boxes(members, labels, radii) for members in components]
    blocks = [
        place(plain.subgraph(members), members, halves)
        for members, (halves, _) in zip(components, boxes, strict=True)
    ]
    points = np.concatenate(pack_components(blocks, [halves for halves, _ in boxes]))
    points -= np.concatenate([offsets for _, offsets in boxes])
    nodes = [node for members in components for node in members]
    return {
        node: (round(float(x), 1), round(float(y), 1))
        for node, (x, y) in zip(nodes, points, strict=True)
    }


def network_positions(
    network: networkx.Graph[str],
    *,
    layout: str = "stress",
    centre: Collection[str] = (),
    edges: networkx.Graph[str] | None = None,
) -> dict[str, tuple[float, float]]:
    """Place the nodes of a network by their labels and degrees, as maps draw them.

    Args:
        network: its nodes have a `label`.
        layout: one of `LAYOUTS`.
        centre: nodes around which rings are drawn.
        edges: a network of the same nodes whose edges the layout follows; its own by default.

    Returns:
        Coordinates in pixels, as `positions` gives them.
    """
    labels = {node: wrap_label(str(network.nodes[node]["label"])) for node in network}
    radii = {node: node_radius(network.degree(node)) for node in network}
    if edges is None:
        edges = network
    return positions(edges, labels, radii, layout=layout, centre=centre)


@lru_cache(maxsize=10_000)
def wrap_label(label: str, *, characters: int = LABEL_WIDTH) -> str:
    """Break a label at spaces into few lines of similar length; cut a very long one.

    Args:
        label: in one line.
        characters: the longest line; longer words are broken.

    Returns:
        The label with line breaks.

    >>> wrap_label("multi-agency safeguarding hub")
    'multi-agency\\nsafeguarding hub'
    >>> wrap_label("partnership and operational support department")
    'partnership and\\noperational\\nsupport\\ndepartment'
    """
    lines = textwrap.wrap(label, characters, break_long_words=True) or [""]
    if len(lines) > _LINES:
        return "\n".join([*lines[: _LINES - 1], lines[_LINES - 1][: characters - 1] + "\u2026"])
    pieces, longest = _pieces(label), max(map(len, lines))
    for width in range(1, characters):
        narrower = _fill(pieces, width)
        if 0 < len(narrower) <= len(lines) and max(map(len, narrower)) < longest:
            return "\n".join(narrower)
    return "\n".join(lines)


def count_overlaps(
    points: Mapping[str, tuple[float, float]], labels: Mapping[str, str], radii: Mapping[str, float]
) -> int:
    """Count the nodes whose box of node and label overlaps another box.

    Args:
        points: of the nodes, in pixels.
        labels: the text below each node, with line breaks.
        radii: of the nodes, in pixels.
    """
    import numpy as np

    nodes = sorted(points)
    if len(nodes) < 2:
        return 0
    halves, offsets = label_boxes(nodes, labels, radii)
    centres = np.array([points[node] for node in nodes]) + offsets
    return len(np.unique(overlapping_pairs(centres, halves)))


def _simple(network: networkx.Graph[str]) -> networkx.DiGraph[str]:
    """Return the network in a fixed order, without loops and parallel edges."""
    import networkx

    plain: networkx.DiGraph[str] = networkx.DiGraph()
    plain.add_nodes_from(sorted(network))
    plain.add_edges_from(sorted({edge[:2] for edge in network.edges() if edge[0] != edge[1]}))
    return plain


def _pieces(label: str) -> list[tuple[str, str]]:
    """Split a label where it may be broken, each piece with the space before it."""
    pieces: list[tuple[str, str]] = []
    rest = label.expandtabs().translate(_SPACES)
    for piece in textwrap.wrap(label, 1, break_long_words=False):
        space = rest[: rest.index(piece)]
        rest = rest[len(space) + len(piece) :]
        pieces.append((space, piece))
    return pieces


def _fill(pieces: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Fill lines with pieces; a piece that is longer than the width has a line of its own."""
    lines: list[str] = []
    for space, piece in pieces:
        if lines and len(lines[-1]) + len(space) + len(piece) <= width:
            lines[-1] += space + piece
        else:
            lines.append(piece)
    return lines


def _layout(name: str, centre: Collection[str]) -> Layout:
    layouts: dict[str, Layout] = {
        "stress": _compact_stress,
        "layered": layered_layout,
        "radial": partial(radial_layout, centre=centre),
    }
    return layouts[name]


def _compact_stress(part: networkx.DiGraph[str], members: Sequence[str], halves: Points) -> Points:
    links = adjacency_matrix(part, members)
    return compact_layout(stress_layout(links.maximum(links.T)), halves)
