"""Boxes of nodes and labels: as large as what they hold, pushed apart the shorter way, and parts set in rows."""

from __future__ import annotations

from typing import Any

import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.layout import boxes, radial, stress

HALVES = np.array([[10.0, 5.0], [10.0, 5.0]])


def _links(network: networkx.Graph[int], length: float = 1.0) -> Any:
    networkx.set_edge_attributes(network, dict.fromkeys(network.edges(), length), "length")
    return networkx.to_scipy_sparse_array(
        network, weight="length", dtype=np.dtype(float), format="csr"
    )


def test_a_box_holds_the_node_and_its_label() -> None:
    """As wide as the node or the longest line, as high as the node with its lines, and a little free room; its middle lies below the node's."""
    halves, middles = boxes.boxes(
        ["a", "b", "c"], {"a": "one\ntwo!", "b": "x"}, {"a": 10, "b": 40, "c": 1}
    )
    free, line, character = boxes.GAP, boxes.LINE, boxes.CHARACTER
    assert halves.tolist() == [
        [4 * character / 2 + free, 10 + line + free],
        [40 + free, 40 + line / 2 + free],
        [1 + free, 1 + line / 2 + free],
    ]
    assert middles.tolist() == [[0, line], [0, line / 2], [0, line / 2]]


@pytest.mark.parametrize(
    ("place", "overlap"),
    [
        ((0, 0), True),
        ((19.4, 9.4), True),
        ((-19.4, 9.4), True),
        ((19.6, 0), False),
        ((0, 9.6), False),
        ((0, -9.4), True),
        ((20, 10), False),
        ((19.5, 0), False),
    ],
)
def test_boxes_overlap_by_more_than_half_a_pixel(place: tuple[float, float], overlap: bool) -> None:
    """Both across and down; which comes first does not matter."""
    points = np.array([[0.0, 0.0], place])
    assert bool(len(boxes.overlapping(points, HALVES))) == overlap
    assert bool(len(boxes.overlapping(points[::-1], HALVES))) == overlap


def test_all_pairs_that_overlap_are_found() -> None:
    """Of many boxes, large and small, just the pairs that a look at each pair finds."""
    random = np.random.default_rng(3)
    points, halves = random.uniform(0, 200, (40, 2)), random.uniform(2, 20, (40, 2))
    room = halves[:, None] + halves[None] - np.abs(points[:, None] - points[None])
    by_hand = {
        (one, other) for one in range(40) for other in range(one) if (room[one, other] > 0.5).all()
    }
    assert {
        (max(pair), min(pair)) for pair in boxes.overlapping(points, halves).tolist()
    } == by_hand
    assert len(by_hand) > 10


@pytest.mark.parametrize(
    ("place", "axis"),
    [
        ((4, 0), 0),
        ((-4, 0), 0),
        ((19, 9), 0),
        ((18, 9), 1),
        ((0, 4), 1),
        ((0, -4), 1),
        ((15, 7.5), 1),
        ((17, 8), 0),
    ],
)
def test_boxes_move_apart_the_shorter_way(place: tuple[float, float], axis: int) -> None:
    """Across where twice that overlap is less than the other, else down; in opposite directions, no further than they must, and not along the other axis."""
    points = np.array([[0.0, 0.0], place])
    moved = boxes.apart(points, HALVES)
    shift = moved - points
    assert np.abs(shift[:, 1 - axis]).max() < 0.01
    assert shift[0, axis] == pytest.approx(-shift[1, axis], abs=0.01)
    assert len(boxes.overlapping(moved, HALVES)) == 0
    distance = abs(moved[1, axis] - moved[0, axis])
    assert (19.5, 9.5)[axis] <= distance < (20.5, 10.5)[axis]
    assert np.sign(moved[1, axis] - moved[0, axis]) == np.sign(place[axis])


def test_boxes_that_are_apart_stay_where_they_are() -> None:
    """Nothing moves where nothing overlaps, or where no round is allowed; what stands on one spot moves apart."""
    points = np.array([[0.0, 0.0], [30.0, 0.0]])
    assert boxes.apart(points, HALVES) == pytest.approx(points, abs=1e-4)
    assert boxes.apart(points * 0.1, HALVES, rounds=0) == pytest.approx(points * 0.1, abs=1e-4)
    crowd = np.zeros((30, 2))
    assert (
        len(boxes.overlapping(boxes.apart(crowd, np.full((30, 2), 5.0)), np.full((30, 2), 5.0)))
        == 0
    )


@given(st.lists(st.tuples(st.integers(5, 300), st.integers(5, 300)), min_size=1, max_size=12))
def test_parts_of_a_picture_never_overlap(sizes: list[tuple[int, int]]) -> None:
    """Set side by side, parts keep their shape and thirty pixels between them."""
    blocks = [np.array([[3.0, 4.0], [3.0 + across, 4.0 + down]]) for across, down in sizes]
    halves = [np.array([[1.0, 1.0], [1.0, 1.0]])] * len(blocks)
    placed = boxes.packed(blocks, halves)
    for before, after in zip(blocks, placed, strict=True):
        assert after[1] - after[0] == pytest.approx(before[1] - before[0])
        assert after.min() >= 1
    for number, one in enumerate(placed):
        for other in placed[:number]:
            gap = (
                np.maximum(one.min(axis=0) - other.max(axis=0), other.min(axis=0) - one.max(axis=0))
                - 2
            )
            assert gap.max() >= 30 - 1e-6


def test_parts_stand_in_rows_and_low_ones_in_columns() -> None:
    """The largest begins; what is low stands below its neighbour in the same row; what has no room begins the next row."""
    sizes = [(100, 80), (60, 30), (50, 30), (40, 20), (90, 70)]
    halves = [np.array([[across / 2 - 15, down / 2 - 15]]) for across, down in sizes]
    placed = boxes.packed([np.array([[7.0, 7.0]])] * 5, halves)
    corners = [(middle - half).tolist()[0] for middle, half in zip(placed, halves, strict=True)]
    assert corners == [[0, 0], [100, 0], [100, 30], [100, 60], [0, 80]]


def test_a_picture_has_the_shape_of_a_screen() -> None:
    """Whatever shape points have, what is drawn of them is about as wide as a screen is for its height, dense, and free of overlaps."""
    random = np.random.default_rng(1)
    points, halves = random.normal(size=(60, 2)) * [1.0, 9.0], np.full((60, 2), [30.0, 12.0])
    placed = boxes.compact(points, halves)
    across, down = (placed + halves).max(axis=0) - (placed - halves).min(axis=0)
    assert 0.7 * boxes.ASPECT < across / down < 1.4 * boxes.ASPECT
    assert 60 * 60 * 24 / (across * down) > 0.5
    assert len(boxes.overlapping(placed, halves)) == 0
    assert boxes.compact(np.array([[3.0, 4.0]]), HALVES[:1]).tolist() == [[0.0, 0.0]]


@pytest.mark.parametrize(
    ("network", "wanted"),
    [
        (networkx.path_graph(1), []),
        (networkx.path_graph(2), [(0, 1, 1.0)]),
        (networkx.path_graph(5), [(0, 1, 1.0), (0, 4, 4.0), (1, 3, 2.0)]),
        (networkx.cycle_graph(4), [(0, 1, 1.1), (0, 2, 1.55)]),
        (networkx.grid_2d_graph(3, 5), [(0, 1, 1.13), (0, 4, 4.5), (0, 10, 2.3), (0, 14, 5.05)]),
    ],
)
def test_distances_on_the_picture_are_those_in_the_network(
    network: networkx.Graph[int], wanted: list[tuple[int, int, float]]
) -> None:
    """Neighbours stand about one apart, others as far as their steps; the longer axis lies across, and the middle is the origin."""
    points = stress.placed(_links(network))
    assert len(points) == len(network)
    for one, other, distance in wanted:
        assert np.hypot(*(points[one] - points[other])) == pytest.approx(distance, rel=0.06)
    if len(points) > 2:
        assert points.mean(axis=0) == pytest.approx([0, 0], abs=1e-6)
        assert np.ptp(points[:, 0]) >= np.ptp(points[:, 1]) - 1e-6


def test_large_networks_keep_the_distances_too() -> None:
    """Beyond four hundred nodes only some pairs count, and a long grid is still drawn as one, with neighbours about one apart."""
    network = networkx.convert_node_labels_to_integers(networkx.grid_2d_graph(6, 80))
    points = stress.placed(_links(network))
    edges = [float(np.hypot(*(points[one] - points[other]))) for one, other in network.edges()]
    assert np.mean(edges) == pytest.approx(1.0, rel=0.25)
    assert np.ptp(points[:, 0]) == pytest.approx(79, rel=0.1)
    assert np.ptp(points[:, 1]) < 12


def _star() -> tuple[networkx.DiGraph[str], list[str]]:
    star: networkx.DiGraph[str] = networkx.DiGraph(
        [*(("m", end) for end in "abcd"), ("a", "e"), ("a", "f"), ("f", "g")]
    )
    return star, sorted(star)


def test_rings_go_around_the_middle() -> None:
    """The best-connected stands in the middle, each ring one step further out in the shape of a screen, what lies behind a node near its direction."""
    star, members = _star()
    points = dict(
        zip(
            members,
            radial.radial(star, members, np.full((len(members), 2), [15.0, 8.0])).tolist(),
            strict=True,
        )
    )
    reach = {
        node: float(np.hypot(across / boxes.ASPECT, down))
        for node, (across, down) in points.items()
    }
    assert points["m"] == pytest.approx([0, 0], abs=1e-4)
    assert [reach[node] for node in "abcd"] == pytest.approx([95] * 4, abs=0.5)
    assert [reach[node] for node in "ef"] == pytest.approx([190] * 2, abs=0.5)
    assert reach["g"] == pytest.approx(285, abs=0.5)
    angle = {
        node: np.arctan2(down, across / boxes.ASPECT) for node, (across, down) in points.items()
    }
    turn = {
        (one, other): abs((angle[one] - angle[other] + np.pi) % (2 * np.pi) - np.pi)
        for one in "abcdefg"
        for other in "abcdefg"
    }
    assert turn["a", "e"] == pytest.approx(turn["a", "f"], abs=0.02)
    assert turn["e", "f"] == pytest.approx(2 * np.pi / 5, abs=0.02)  # five ends share the circle
    assert turn["f", "g"] == pytest.approx(0, abs=0.02)
    firsts = sorted(angle[node] for node in "abcd")
    gaps = sorted(np.diff([*firsts, firsts[0] + 2 * np.pi]).tolist())
    assert gaps == pytest.approx(
        [2 * np.pi / 5, 2 * np.pi / 5, 3 * np.pi / 5, 3 * np.pi / 5], abs=0.02
    )


def test_several_things_may_stand_in_the_middle() -> None:
    """They stand beside each other, those that are not here are left out, and every other node is as far out as its steps from the nearest."""
    star, members = _star()
    points = dict(
        zip(
            members,
            radial.radial(
                star, members, np.full((len(members), 2), [15.0, 8.0]), middle=["b", "a", "x"]
            ).tolist(),
            strict=True,
        )
    )
    assert [points["a"], points["b"]] == [
        pytest.approx([-60, 0], abs=1e-3),
        pytest.approx([60, 0], abs=1e-3),
    ]
    reach = {
        node: float(np.hypot(across / boxes.ASPECT, down))
        for node, (across, down) in points.items()
    }
    assert [reach[node] for node in "mef"] == pytest.approx([95] * 3, abs=0.5)
    assert [reach[node] for node in "cdg"] == pytest.approx([190] * 3, abs=0.5)


def test_a_crowded_ring_is_staggered() -> None:
    """Where a ring has no room for its boxes it stands in three rows, one box behind the other, and nothing overlaps."""
    crowd: networkx.DiGraph[str] = networkx.DiGraph([("m", f"{number:02}") for number in range(40)])
    members, halves = sorted(crowd), np.full((41, 2), [60.0, 12.0])
    points = radial.radial(crowd, members, halves)
    assert len(boxes.overlapping(points, halves)) == 0
    reach = sorted(np.hypot(points[:, 0] / boxes.ASPECT, points[:, 1]).tolist())
    assert reach[0] < 1
    assert reach[1] > 95
    assert reach[-1] - reach[1] > 100


@pytest.mark.parametrize("unit", [1e-3, 1e3])
def test_the_unit_of_points_does_not_matter(unit: float) -> None:
    """A picture of points a thousand times as near or far is the same."""
    points, halves = np.random.default_rng(1).normal(size=(20, 2)), np.full((20, 2), [30.0, 12.0])
    assert boxes.compact(points * unit, halves) == pytest.approx(
        boxes.compact(points, halves), abs=0.01
    )
