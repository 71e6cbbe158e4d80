"""Knows where nodes stand when edges shall point to the right: in layers, with few crossings.

Method: Sugiyama, Tagawa and Toda (1981). Cycles are broken by the order of Eades, Lin and Smyth (1993); ranks are longest paths, sources drawn
to their targets; barycentres, both ways in turn, reduce crossings; heights come from isotonic regression (Best and Chakravarti, 1990). A crowded
layer stands in several columns, so that the whole keeps the shape of a screen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from graph.layout.boxes import ASPECT, apart

if TYPE_CHECKING:
    import networkx
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

Item: TypeAlias = tuple[
    str, int
]  # a node with -1, or the name of a long edge with the layer through which it passes
_SWEEPS = 10
_BETWEEN = 70.0  # pixels between layers, for edges
_PASSAGE = 8.0  # pixels that an edge takes where it passes a layer


@dataclass
class _Drawing:
    """The layers with their items from top to bottom, and what is linked to what in the layer before and after."""

    layers: list[list[Item]]
    before: Mapping[Item, list[Item]]
    after: Mapping[Item, list[Item]]


def layered(part: networkx.DiGraph[str], members: list[str], halves: Points) -> Points:
    """Place the nodes of a connected network in layers from left to right.

    Args:
        part: the network.
        members: its nodes, in the order of the answer.
        halves: half the widths and heights of their boxes, in pixels.

    Returns:
        The middles of the boxes.
    """
    import numpy as np

    drawing = _ordered(_drawing(_ranks(members, sorted(part.edges())), sorted(part.edges())))
    sizes = dict(zip(members, halves, strict=True))
    tries = (_placed(drawing, sizes, rows) for rows in (5, 7, 9, 12, 16, 22, 30, 45, 1000))
    found = [np.array([places[node] for node in members]) for places in tries]
    return apart(min(found, key=lambda points: _height(points, halves)), halves)


def _ranks(members: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Give each node its layer: after all that point to it, as near to what it points to as that allows."""
    place = {node: number for number, node in enumerate(_without_cycles(members, edges))}
    forward = sorted(
        {(one, other) if place[one] < place[other] else (other, one) for one, other in edges}
    )
    ranks = dict.fromkeys(place, 0)
    targets: dict[str, list[str]] = defaultdict(list)
    for one, other in forward:
        targets[one].append(other)
    for node in place:
        for other in targets[node]:
            ranks[other] = max(ranks[other], ranks[node] + 1)
    for node in reversed(place):
        if targets[node]:
            ranks[node] = min(ranks[other] for other in targets[node]) - 1
    return ranks


def _without_cycles(members: Sequence[str], edges: Sequence[tuple[str, str]]) -> list[str]:
    """Order nodes so that few edges point back: sinks last, sources first, else whoever points most."""
    into: dict[str, set[str]] = {node: set() for node in members}
    out: dict[str, set[str]] = {node: set() for node in members}
    for one, other in edges:
        out[one].add(other)
        into[other].add(one)
    first: list[str] = []
    last: list[str] = []
    left = sorted(members)
    while left:
        node = next((n for n in left if not out[n]), None)
        (last if node else first).append(
            node := node
            or next((n for n in left if not into[n]), None)
            or max(left, key=lambda n: len(out[n]) - len(into[n]))
        )
        left.remove(node)
        for other in out.pop(node):
            into[other].discard(node)
        for other in into.pop(node):
            out[other].discard(node)
    return first + last[::-1]


def _drawing(ranks: Mapping[str, int], edges: Sequence[tuple[str, str]]) -> _Drawing:
    """Set nodes in their layers, and long edges in every layer that they pass."""
    layers: list[list[Item]] = [[] for _ in range(max(ranks.values()) - min(ranks.values()) + 1)]
    lowest = min(ranks.values())
    for node in sorted(ranks):
        layers[ranks[node] - lowest].append((node, -1))
    before: dict[Item, list[Item]] = defaultdict(list)
    after: dict[Item, list[Item]] = defaultdict(list)
    for one, other in edges:
        start, end = sorted((one, other), key=lambda node: ranks[node])
        passing: list[Item] = [
            (f"{start} {end}", layer)
            for layer in range(ranks[start] - lowest + 1, ranks[end] - lowest)
        ]
        for item in passing:
            layers[item[1]].append(item)
        chain: list[Item] = [(start, -1), *passing, (end, -1)]
        for left, right in pairwise(chain):
            after[left].append(right)
            before[right].append(left)
    return _Drawing([list(dict.fromkeys(layer)) for layer in layers], before, after)


def _ordered(drawing: _Drawing) -> _Drawing:
    """Order every layer by the barycentres of its neighbours, forth and back, and keep the order with the fewest crossings."""
    best, fewest = [list(layer) for layer in drawing.layers], _crossings(drawing)
    for sweep in range(_SWEEPS):
        forth = sweep % 2 == 0
        near = drawing.before if forth else drawing.after
        numbers = range(1, len(drawing.layers)) if forth else range(len(drawing.layers) - 2, -1, -1)
        for number in numbers:
            fixed = {
                item: place
                for place, item in enumerate(drawing.layers[number - 1 if forth else number + 1])
            }
            drawing.layers[number] = _by_barycentre(drawing.layers[number], near, fixed)
        crossings = _crossings(drawing)
        if crossings < fewest:
            best, fewest = [list(layer) for layer in drawing.layers], crossings
    return _Drawing(best, drawing.before, drawing.after)


def _by_barycentre(
    layer: Sequence[Item], near: Mapping[Item, list[Item]], fixed: Mapping[Item, int]
) -> list[Item]:
    wanted = {}
    for place, item in enumerate(layer):
        known = [fixed[other] for other in near.get(item, ()) if other in fixed]
        wanted[item] = sum(known) / len(known) if known else place * max(len(fixed), 1) / len(layer)
    return sorted(layer, key=lambda item: wanted[item])


def _crossings(drawing: _Drawing) -> int:
    """Count crossings of edges between neighbouring layers."""
    import numpy as np

    count = 0
    for layer, following in pairwise(drawing.layers):
        places = {item: place for place, item in enumerate(following)}
        ends = [
            (start, places[other])
            for start, item in enumerate(layer)
            for other in drawing.after.get(item, ())
            if other in places
        ]
        if ends:
            one, other = np.array(ends).T
            count += int(((one[:, None] < one[None, :]) & (other[:, None] > other[None, :])).sum())
    return count


def _placed(
    drawing: _Drawing, sizes: Mapping[str, Points], rows: int
) -> dict[str, tuple[float, float]]:
    """Give middles of boxes where no column holds more than so many rows."""
    heights = _heights(drawing, sizes, rows)
    places: dict[str, tuple[float, float]] = {}
    left = 0.0
    for layer in drawing.layers:
        nodes = [item for item in layer if item[1] < 0]
        columns = _columns(len(nodes), rows)
        for column in range(columns):
            standing = nodes[column::columns]
            reach = max((float(sizes[node][0]) for node, _ in standing), default=0.0)
            for item in standing:
                places[item[0]] = (left + reach, heights[item])
            left += 2 * reach
        left += _BETWEEN
    return places


def _heights(drawing: _Drawing, sizes: Mapping[str, Points], rows: int) -> dict[Item, float]:
    """Draw every item towards its neighbours, as far as the order of its layer and the room of its box allow."""
    heights: dict[Item, float] = {}
    rooms = [list(_rooms(layer, sizes, rows)) for layer in drawing.layers]
    for layer, room in zip(drawing.layers, rooms, strict=True):
        heights.update(_isotonic(layer, room, dict.fromkeys(layer, 0.0)))
    for sweep in range(_SWEEPS):
        for number in range(len(drawing.layers))[:: 1 if sweep % 2 == 0 else -1]:
            layer = drawing.layers[number]
            wanted = {}
            for item in layer:
                near = [
                    heights[other]
                    for other in (*drawing.before.get(item, ()), *drawing.after.get(item, ()))
                ]
                wanted[item] = sum(near) / len(near) if near else heights[item]
            heights.update(_isotonic(layer, rooms[number], wanted))
    return heights


def _rooms(layer: Sequence[Item], sizes: Mapping[str, Points], rows: int) -> Iterator[float]:
    """Give the distance that each item keeps from the one above."""
    nodes = [node for node, passage in layer if passage < 0]
    tall = max((2 * float(sizes[node][1]) for node in nodes), default=0.0) / _columns(
        len(nodes), rows
    )
    for before, (_, passage) in zip([None, *layer[:-1]], layer, strict=True):
        yield (
            0.0
            if before is None
            else tall
            if passage < 0 and before[1] < 0
            else max(_PASSAGE, tall / 2)
        )


def _isotonic(
    layer: Sequence[Item], rooms: Sequence[float], wanted: Mapping[Item, float]
) -> dict[Item, float]:
    """Give heights nearest to the wanted ones that keep order and distances (pooling of adjacent violators)."""
    offsets: list[float] = []
    blocks: list[tuple[float, int]] = []
    for item, room in zip(layer, rooms, strict=True):
        offsets.append((offsets[-1] if offsets else 0.0) + room)
        mean, count = wanted[item] - offsets[-1], 1
        while blocks and blocks[-1][0] >= mean:
            other, number = blocks.pop()
            mean, count = (mean * count + other * number) / (count + number), count + number
        blocks.append((mean, count))
    means = [mean for mean, count in blocks for _ in range(count)]
    return {item: mean + offset for item, mean, offset in zip(layer, means, offsets, strict=True)}


def _columns(count: int, rows: int) -> int:
    return max(-(-count // rows), 1)


def _height(points: Points, halves: Points) -> float:
    """Give the height that a picture of the usual aspect needs."""
    across, down = (points + halves).max(axis=0) - (points - halves).min(axis=0)
    return max(float(across) / ASPECT, float(down))
