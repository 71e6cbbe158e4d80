"""Lay out a connected network in layers whose edges point to the right, with few crossings.

Method: Sugiyama, Tagawa and Toda (1981). Cycles are broken by the order of Eades, Lin and Smyth
(1993). Ranks are longest paths, with sources moved next to their targets. Barycentres, in
alternating sweeps, reduce crossings. Heights come from isotonic regression (Best and Chakravarti,
1990). A crowded layer has several columns, so that the whole fits the aspect of a screen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from graph.layout.boxes import picture_height, separate_boxes

if TYPE_CHECKING:
    import networkx
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

# a node with -1, or the name of a long edge with the layer through which it passes
Item: TypeAlias = tuple[str, int]
_SWEEPS = 10
_LAYER_GAP = 70.0  # pixels between layers, for edges
_PASSAGE = 8.0  # height that an edge takes where it passes a layer, in pixels
_ROWS = (5, 7, 9, 12, 16, 22, 30, 45, 1000)  # numbers of rows of a column to try


@dataclass
class _Layers:
    """Layers of items from top to bottom, with links to the items of the neighbouring layers."""

    layers: list[list[Item]]
    before: Mapping[Item, list[Item]]
    after: Mapping[Item, list[Item]]

    def neighbours(self, item: Item) -> list[Item]:
        """Return the items of both neighbouring layers to which an item is linked."""
        return [*self.before.get(item, ()), *self.after.get(item, ())]


def layered_layout(part: networkx.DiGraph[str], members: Sequence[str], halves: Points) -> Points:
    """Place the nodes of a connected network in layers from left to right.

    Args:
        part: the network.
        members: its nodes, in the order of the result.
        halves: half the widths and heights of their boxes, in pixels.

    Returns:
        The centres of the boxes.
    """
    import numpy as np

    edges = sorted(part.edges())
    layers = _ordered(_layers(_ranks(members, edges), edges))
    sizes = dict(zip(members, halves, strict=True))
    trials = (_places(layers, sizes, rows) for rows in _ROWS)
    layouts = [np.array([places[node] for node in members]) for places in trials]
    best = min(layouts, key=lambda points: picture_height(points, halves))
    return separate_boxes(best, halves)


def _ranks(members: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Give each node its layer: after all its sources, as near to its targets as that allows."""
    place = {node: number for number, node in enumerate(_acyclic_order(members, edges))}
    targets: dict[str, list[str]] = defaultdict(list)
    for source, target in sorted({_forward(edge, place) for edge in edges}):
        targets[source].append(target)
    ranks = dict.fromkeys(place, 0)
    for node in place:
        for target in targets[node]:
            ranks[target] = max(ranks[target], ranks[node] + 1)
    for node in reversed(place):
        if targets[node]:
            ranks[node] = min(ranks[target] for target in targets[node]) - 1
    return ranks


def _forward(edge: tuple[str, str], order: Mapping[str, int]) -> tuple[str, str]:
    """Turn an edge so that it leads to the later of its ends."""
    start, end = sorted(edge, key=lambda node: order[node])
    return start, end


def _acyclic_order(members: Sequence[str], edges: Sequence[tuple[str, str]]) -> list[str]:
    """Order nodes so that few edges point back: sinks last, sources first."""
    sources: dict[str, set[str]] = {node: set() for node in members}
    targets: dict[str, set[str]] = {node: set() for node in members}
    for source, target in edges:
        targets[source].add(target)
        sources[target].add(source)
    head: list[str] = []
    tail: list[str] = []
    rest = sorted(members)
    while rest:
        sink = next((node for node in rest if not targets[node]), None)
        if sink is not None:
            node = sink
            tail.append(node)
        else:
            node = _next_source(rest, sources, targets)
            head.append(node)
        rest.remove(node)
        for target in targets.pop(node):
            sources[target].discard(node)
        for source in sources.pop(node):
            targets[source].discard(node)
    return head + tail[::-1]


def _next_source(
    nodes: Sequence[str], sources: Mapping[str, set[str]], targets: Mapping[str, set[str]]
) -> str:
    """Return a node without sources, else the one with most targets more than sources."""
    source = next((node for node in nodes if not sources[node]), None)
    return source or max(nodes, key=lambda node: len(targets[node]) - len(sources[node]))


def _layers(ranks: Mapping[str, int], edges: Sequence[tuple[str, str]]) -> _Layers:
    """Set nodes in their layers, and long edges in every layer that they pass."""
    lowest = min(ranks.values())
    layers: list[list[Item]] = [[] for _ in range(max(ranks.values()) - lowest + 1)]
    for node in sorted(ranks):
        layers[ranks[node] - lowest].append((node, -1))
    before: dict[Item, list[Item]] = defaultdict(list)
    after: dict[Item, list[Item]] = defaultdict(list)
    for edge in edges:
        start, end = _forward(edge, ranks)
        numbers = range(ranks[start] - lowest + 1, ranks[end] - lowest)
        passages: list[Item] = [(f"{start} {end}", number) for number in numbers]
        for item in passages:
            layers[item[1]].append(item)
        for source, target in pairwise([(start, -1), *passages, (end, -1)]):
            after[source].append(target)
            before[target].append(source)
    return _Layers([list(dict.fromkeys(layer)) for layer in layers], before, after)


def _ordered(drawing: _Layers) -> _Layers:
    """Order every layer by the barycentres of its neighbours, in alternating sweeps.

    Returns:
        The order with the fewest crossings.
    """
    best, fewest = [list(layer) for layer in drawing.layers], _crossings(drawing)
    last = len(drawing.layers) - 1
    for sweep in range(_SWEEPS):
        if sweep % 2 == 0:
            for number in range(1, last + 1):
                _order_layer(drawing, number, drawing.before, number - 1)
        else:
            for number in range(last - 1, -1, -1):
                _order_layer(drawing, number, drawing.after, number + 1)
        crossings = _crossings(drawing)
        if crossings < fewest:
            best, fewest = [list(layer) for layer in drawing.layers], crossings
    return _Layers(best, drawing.before, drawing.after)


def _order_layer(
    drawing: _Layers, number: int, links: Mapping[Item, list[Item]], reference: int
) -> None:
    """Order one layer by its links to a neighbouring layer, which stays as it is."""
    fixed = {item: place for place, item in enumerate(drawing.layers[reference])}
    drawing.layers[number] = _by_barycentre(drawing.layers[number], links, fixed)


def _by_barycentre(
    layer: Sequence[Item], links: Mapping[Item, list[Item]], fixed: Mapping[Item, int]
) -> list[Item]:
    """Sort a layer by the mean place of linked items; items without any stay in proportion."""
    barycentres: dict[Item, float] = {}
    for place, item in enumerate(layer):
        places = [fixed[neighbour] for neighbour in links.get(item, ()) if neighbour in fixed]
        if places:
            barycentres[item] = sum(places) / len(places)
        else:
            barycentres[item] = place * max(len(fixed), 1) / len(layer)
    return sorted(layer, key=lambda item: barycentres[item])


def _crossings(drawing: _Layers) -> int:
    """Count crossings of edges between neighbouring layers."""
    import numpy as np

    total = 0
    for layer, following in pairwise(drawing.layers):
        places = {item: place for place, item in enumerate(following)}
        ends = [
            (start, places[target])
            for start, item in enumerate(layer)
            for target in drawing.after.get(item, ())
            if target in places
        ]
        starts, stops = np.array(ends, dtype=int).reshape(-1, 2).T
        crossing = (starts[:, None] < starts[None, :]) & (stops[:, None] > stops[None, :])
        total += int(crossing.sum())
    return total


def _places(
    drawing: _Layers, sizes: Mapping[str, Points], rows: int
) -> dict[str, tuple[float, float]]:
    """Return centres of boxes where no column has more than a number of rows."""
    heights = _heights(drawing, sizes, rows)
    places: dict[str, tuple[float, float]] = {}
    x = 0.0
    for layer in drawing.layers:
        nodes = [item for item in layer if item[1] < 0]
        columns = _columns(len(nodes), rows)
        for column in range(columns):
            items = nodes[column::columns]
            reach = max((float(sizes[node][0]) for node, _ in items), default=0.0)
            places.update({item[0]: (x + reach, heights[item]) for item in items})
            x += 2 * reach
        x += _LAYER_GAP
    return places


def _heights(drawing: _Layers, sizes: Mapping[str, Points], rows: int) -> dict[Item, float]:
    """Move every item towards its neighbours, as far as the order and the distances allow."""
    heights: dict[Item, float] = {}
    distances = [list(_distances(layer, sizes, rows)) for layer in drawing.layers]
    for layer, gaps in zip(drawing.layers, distances, strict=True):
        heights.update(_isotonic(layer, gaps, dict.fromkeys(layer, 0.0)))
    order = list(zip(drawing.layers, distances, strict=True))
    for _ in range(_SWEEPS):
        for layer, gaps in order:
            targets = {item: _mean_height(drawing, item, heights) for item in layer}
            heights.update(_isotonic(layer, gaps, targets))
        order.reverse()
    return heights


def _mean_height(drawing: _Layers, item: Item, heights: Mapping[Item, float]) -> float:
    """Return the mean height of an item's neighbours; its own where it has none."""
    near = [heights[neighbour] for neighbour in drawing.neighbours(item)]
    if not near:
        return heights[item]
    return sum(near) / len(near)


def _distances(layer: Sequence[Item], sizes: Mapping[str, Points], rows: int) -> Iterator[float]:
    """Yield the least distance of each item from the one above."""
    nodes = [node for node, passage in layer if passage < 0]
    tallest = max((2 * float(sizes[node][1]) for node in nodes), default=0.0)
    height = tallest / _columns(len(nodes), rows)
    if layer:
        yield 0.0
    for (_, above), (_, passage) in pairwise(layer):
        if above < 0 and passage < 0:
            yield height
        else:
            yield max(_PASSAGE, height / 2)


def _isotonic(
    layer: Sequence[Item], distances: Sequence[float], targets: Mapping[Item, float]
) -> dict[Item, float]:
    """Return heights nearest to their targets that respect order and distances.

    Method: pooling of adjacent violators.
    """
    offset = 0.0
    offsets: list[float] = []
    blocks: list[tuple[float, int]] = []
    for item, distance in zip(layer, distances, strict=True):
        offset += distance
        offsets.append(offset)
        mean, count = targets[item] - offset, 1
        while blocks and blocks[-1][0] >= mean:
            last, size = blocks.pop()
            mean, count = (mean * count + last * size) / (count + size), count + size
        blocks.append((mean, count))
    means = [mean for mean, count in blocks for _ in range(count)]
    return {item: mean + offset for item, mean, offset in zip(layer, means, offsets, strict=True)}


def _columns(count: int, rows: int) -> int:
    return max(-(-count // rows), 1)
