"""Layers from left to right: ranks, the order in a layer, heights and columns, each against figures worked out by hand or another method."""

from __future__ import annotations

from collections import defaultdict

import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression

from graph.layout import layered
from graph.layout.boxes import ASPECT

Edges = list[tuple[str, str]]
EDGES = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=20)


def _layers(*names: str) -> list[list[layered.Item]]:
    return [[(node, -1) for node in layer] for layer in names]


def _drawing(layers: list[list[layered.Item]], edges: Edges) -> layered._Layers:
    before: dict[layered.Item, list[layered.Item]] = defaultdict(list)
    after: dict[layered.Item, list[layered.Item]] = defaultdict(list)
    for source, target in edges:
        after[source, -1].append((target, -1))
        before[target, -1].append((source, -1))
    return layered._Layers(layers, before, after)


def _acyclic(edges: Edges) -> Edges:
    return sorted({(source, target) for source, target in edges if source < target})


def _members(edges: Edges) -> list[str]:
    return sorted({node for edge in edges for node in edge})


def test_a_rank_is_one_more_than_the_longest_path_before_it() -> None:
    """A thing stands right of all that lead to it, also where a shorter path leads there too."""
    edges = [("a", "b"), ("a", "d"), ("b", "c"), ("c", "d")]
    assert layered._ranks("abcd", edges) == {"a": 0, "b": 1, "c": 2, "d": 3}


def test_a_source_stands_one_layer_before_its_nearest_target() -> None:
    """A thing to which nothing leads is drawn to the nearest of its targets, not left at the far left."""
    edges = [("a", "b"), ("b", "c"), ("c", "d"), ("s", "c"), ("s", "d")]
    assert layered._ranks("abcds", edges)["s"] == 1


def test_what_nothing_follows_stays_beside_its_source() -> None:
    """A thing that leads nowhere keeps the layer right after what leads to it."""
    assert layered._ranks("abcx", [("a", "b"), ("b", "c"), ("a", "x")])["x"] == 1


@given(EDGES)
def test_ranks_respect_every_edge_of_a_network_without_cycles(edges: Edges) -> None:
    """Without a cycle, every edge leads to a higher rank, and every target's rank is next to one of its sources or targets."""
    edges = _acyclic(edges)
    ranks = layered._ranks(_members(edges), edges)
    assert all(ranks[source] < ranks[target] for source, target in edges)
    for source in {source for source, _ in edges}:
        assert ranks[source] == min(ranks[target] for start, target in edges if start == source) - 1


def test_the_order_without_cycles_takes_sinks_last_and_sources_first() -> None:
    """In a ring, the node that points to most more than point to it comes first; sinks close the order."""
    assert layered._acyclic_order("dcba", [("a", "b"), ("b", "c"), ("c", "d")]) == [
        "a",
        "b",
        "c",
        "d",
    ]
    assert layered._acyclic_order(
        "abcd", [("b", "a"), ("a", "c"), ("c", "b"), ("b", "d"), ("d", "c")]
    ) == ["b", "d", "a", "c"]
    assert layered._acyclic_order("abcs", [("s", "a"), ("a", "b"), ("b", "c"), ("c", "a")]) == [
        "s",
        "a",
        "b",
        "c",
    ]


@given(EDGES)
def test_few_edges_lead_back(edges: Edges) -> None:
    """At most half of the edges lead back, none where there is no cycle (Eades, Lin and Smyth)."""
    edges = sorted({(source, target) for source, target in edges if source != target})
    members = _members(edges)
    place = {node: number for number, node in enumerate(layered._acyclic_order(members, edges))}
    assert sorted(place) == members
    back = sum(place[source] > place[target] for source, target in edges)
    assert back <= len(edges) / 2
    if networkx.is_directed_acyclic_graph(networkx.DiGraph(edges)):
        assert back == 0


def test_long_edges_pass_every_layer_between() -> None:
    """An edge over two layers takes a place in the one between, and is linked from layer to layer."""
    drawing = layered._layers({"a": 2, "b": 3, "c": 4}, [("a", "b"), ("a", "c"), ("b", "c")])
    passage = ("a c", 1)
    assert drawing.layers == [[("a", -1)], [("b", -1), passage], [("c", -1)]]
    assert drawing.after == {
        ("a", -1): [("b", -1), passage],
        passage: [("c", -1)],
        ("b", -1): [("c", -1)],
    }
    assert drawing.before == {
        ("b", -1): [("a", -1)],
        passage: [("a", -1)],
        ("c", -1): [passage, ("b", -1)],
    }


def test_an_edge_that_leads_back_is_drawn_from_the_lower_rank() -> None:
    """Two edges in opposite directions share the place that they take in the layer between."""
    drawing = layered._layers({"a": 0, "b": 1, "c": 2}, [("a", "c"), ("c", "a")])
    assert drawing.layers == [[("a", -1)], [("b", -1), ("a c", 1)], [("c", -1)]]


@pytest.mark.parametrize(
    ("first", "second", "edges", "crossings"),
    [
        ("ab", "xy", ["ax", "ay", "bx", "by"], 1),
        ("abc", "xyz", [start + end for start in "abc" for end in "xyz"], 9),
        ("abc", "xyz", ["az", "by", "cx"], 3),
        ("abc", "xyz", ["ax", "by", "cz"], 0),
        ("ab", "x", ["ax", "bx"], 0),
        ("ab", "xy", [], 0),
    ],
)
def test_crossings_are_counted(first: str, second: str, edges: list[str], crossings: int) -> None:
    """Complete bipartite, reversed and parallel edges have the numbers of crossings known for them."""
    assert (
        layered._crossings(_drawing(_layers(first, second), [(edge[0], edge[1]) for edge in edges]))
        == crossings
    )
    both = _drawing(
        _layers(first, second, "pq"),
        [*((edge[0], edge[1]) for edge in edges), ("x", "q"), (second[-1], "p")],
    )
    assert layered._crossings(both) == crossings + (second != "x")


def test_the_first_layer_is_ordered_by_the_second() -> None:
    """A crossing that only another order of the first layer avoids is avoided: the sweep back reaches it."""
    ordered = layered._ordered(_drawing(_layers("abc", "pq"), [("a", "p"), ("b", "q"), ("c", "p")]))
    assert layered._crossings(ordered) == 0
    assert ordered.layers == _layers("acb", "pq")
    ordered = layered._ordered(
        _drawing(
            _layers("s", "abc", "pq"),
            [("s", "a"), ("s", "b"), ("s", "c"), ("a", "p"), ("b", "q"), ("c", "p")],
        )
    )
    assert ordered.layers == _layers("s", "acb", "pq")


def test_the_last_layer_is_ordered_by_the_one_before() -> None:
    """A crossing that only another order of the last layer avoids is avoided: the sweep forth reaches it."""
    ordered = layered._ordered(_drawing(_layers("ab", "pqr"), [("a", "p"), ("b", "q"), ("a", "r")]))
    assert ordered.layers == _layers("ab", "prq")


def test_sweeps_go_forth_again() -> None:
    """A crossing that goes only once the first layer has been ordered by the second, and that one by the first again, is avoided."""
    edges = [("a", "e"), ("b", "f"), ("b", "i"), ("c", "e"), ("c", "f")]
    assert layered._ordered(_drawing(_layers("abc", "efi"), edges)).layers == _layers("acb", "efi")


@given(EDGES)
def test_the_order_kept_has_the_fewest_crossings(edges: Edges) -> None:
    """No order of the sweeps has fewer crossings than the first, and every item stays in its layer."""
    edges = _acyclic(edges)
    if not edges:
        return
    drawing = layered._layers(layered._ranks(_members(edges), edges), edges)
    layers, crossings = [sorted(layer) for layer in drawing.layers], layered._crossings(drawing)
    ordered = layered._ordered(drawing)
    assert layered._crossings(ordered) <= crossings
    assert [sorted(layer) for layer in ordered.layers] == layers


def test_an_item_without_neighbours_keeps_its_part_of_the_layer() -> None:
    """What is linked to nothing in the neighbouring layer stays at its share of the height; the rest goes to its barycentre."""
    near = {("a", -1): [("y", -1)], ("c", -1): [("x", -1), ("elsewhere", -1)]}
    fixed = {("x", -1): 0, ("y", -1): 1, ("z", -1): 2}
    assert layered._by_barycentre(_layers("abc")[0], near, fixed) == _layers("cab")[0]
    assert layered._by_barycentre(_layers("abc")[0], {}, fixed) == _layers("abc")[0]
    near = {("a", -1): [("x", -1), ("z", -1)], ("b", -1): [("x", -1), ("y", -1)]}
    assert layered._by_barycentre(_layers("ab")[0], near, fixed) == _layers("ba")[0]


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(0, 20)), min_size=1, max_size=12))
def test_heights_are_those_of_isotonic_regression(items: list[tuple[int, int]]) -> None:
    """Heights in a layer are the least-squares ones that keep order and distance, as SciPy finds them."""
    layer = [(f"{number}", -1) for number in range(len(items))]
    rooms = [float(room) for _, room in items]
    wanted = {item: float(height) for item, (height, _) in zip(layer, items, strict=True)}
    offsets = np.cumsum(rooms)
    expected = isotonic_regression(np.array(list(wanted.values())) - offsets).x + offsets
    assert list(layered._isotonic(layer, rooms, wanted).values()) == pytest.approx(list(expected))


def test_distances_follow_the_tallest_box_and_the_columns() -> None:
    """Things keep the height of the tallest box, shared by the columns; edges that pass keep half of it, at least 8 pixels."""
    sizes = {"a": np.array([10.0, 20.0]), "b": np.array([10.0, 30.0]), "c": np.array([10.0, 5.0])}
    layer = [*_layers("ab")[0], ("x y", 1), ("x z", 1), ("c", -1)]
    assert list(layered._distances(layer, sizes, 5)) == [0.0, 60.0, 30.0, 30.0, 30.0]
    assert list(layered._distances(_layers("abc")[0], sizes, 1)) == [0.0, 20.0, 20.0]
    assert list(layered._distances([("x y", 1), ("x z", 1), ("c", -1)], sizes, 5)) == [
        0.0,
        8.0,
        8.0,
    ]
    assert list(layered._distances([("x y", 1), ("x z", 1)], sizes, 5)) == [0.0, 8.0]


@pytest.mark.parametrize(
    ("count", "rows", "columns"),
    [(0, 5, 1), (1, 5, 1), (5, 5, 1), (6, 5, 2), (10, 5, 2), (11, 5, 3)],
)
def test_a_layer_has_as_many_columns_as_it_needs(count: int, rows: int, columns: int) -> None:
    """No column holds more rows than allowed, and there is always one."""
    assert layered._columns(count, rows) == columns


def test_columns_stand_beside_each_other() -> None:
    """Boxes of a column share their middle, the next column begins where the widest ends, and 70 pixels part two layers."""
    sizes = {node: np.array([10.0 * number, 5.0]) for number, node in enumerate("abcz", 1)}
    drawing = _drawing(_layers("abc", "z"), [("a", "z"), ("b", "z"), ("c", "z")])
    places = layered._places(drawing, sizes, 2)
    assert {node: place[0] for node, place in places.items()} == {
        "a": 30.0,
        "c": 30.0,
        "b": 80.0,
        "z": 60 + 40 + 70 + 40.0,
    }
    places = layered._places(drawing, sizes, 3)
    assert {node: place[0] for node, place in places.items()} == {
        "a": 30.0,
        "b": 30.0,
        "c": 30.0,
        "z": 60 + 70 + 40.0,
    }


def test_a_thing_stands_at_the_mean_height_of_its_neighbours() -> None:
    """The middle of three things that point to one has its height, and they keep their distance of a box."""
    sizes = {node: np.array([10.0, 5.0]) for node in "abcz"}
    heights = layered._heights(
        _drawing(_layers("abc", "z"), [("a", "z"), ("b", "z"), ("c", "z")]), sizes, 5
    )
    assert heights["b", -1] == pytest.approx(heights["z", -1])
    assert heights["b", -1] - heights["a", -1] == pytest.approx(10.0)
    assert heights["c", -1] - heights["b", -1] == pytest.approx(10.0)
    chains = [("a", "x"), ("b", "y"), ("x", "p"), ("x", "q"), ("x", "r"), ("y", "s")]
    heights = layered._heights(
        _drawing(_layers("ab", "xy", "pqrs"), chains),
        {node: np.array([10.0, 5.0]) for node in "abxypqrs"},
        5,
    )
    assert heights["a", -1] == pytest.approx(heights["x", -1], abs=0.5)
    assert heights["x", -1] == pytest.approx(heights["q", -1], abs=0.5)


def test_a_crowded_layer_takes_the_shape_of_a_screen() -> None:
    """Of all numbers of rows the one is taken with which the whole fits a screen best: forty things of a layer do not make a tower."""
    part: networkx.DiGraph[str] = networkx.DiGraph()
    part.add_edges_from(("hub", f"leaf {number:02}") for number in range(40))
    members = sorted(part)
    halves: NDArray[np.float64] = np.tile([40.0, 15.0], (len(members), 1))
    points = layered.layered_layout(part, members, halves)
    across, down = (points + halves).max(axis=0) - (points - halves).min(axis=0)
    assert max(across / ASPECT, down) < 40 * 30 / 3
    assert all(points[0][0] < point[0] for point in points[1:])
