"""Boxes of nodes and labels: as large as what they hold, pushed apart the shorter way, and parts set in rows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from graph.layout import boxes
from graph.layout.boxes import ASPECT

HALVES = np.array([[10.0, 5.0], [10.0, 5.0]])
POINTS = st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=1, max_size=25)


def test_a_box_holds_the_node_and_its_label() -> None:
    """As wide as the node or the longest line, as high as the node with its lines, and a little free room; its middle lies below the node's."""
    halves, middles = boxes.label_boxes(
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
    assert bool(len(boxes.overlapping_pairs(points, HALVES))) == overlap
    assert bool(len(boxes.overlapping_pairs(points[::-1], HALVES))) == overlap


@pytest.mark.parametrize("spread", [0.0, 1.0, 80.0])
def test_a_crowd_is_loosened(spread: float) -> None:
    """Eighty boxes of one size, in one place or near it, stand in each other's way; all get room."""
    points = np.random.default_rng(0).uniform(0, 1, (80, 2)) * spread
    halves = np.tile([[30.0, 8.0]], (80, 1))
    assert len(boxes.overlapping_pairs(boxes.separate_boxes(points, halves), halves)) == 0


def test_all_pairs_that_overlap_are_found() -> None:
    """Of many boxes, large and small, just the pairs that a look at each pair finds."""
    random = np.random.default_rng(3)
    points, halves = random.uniform(0, 200, (40, 2)), random.uniform(2, 20, (40, 2))
    room = halves[:, None] + halves[None] - np.abs(points[:, None] - points[None])
    by_hand = {
        (one, other) for one in range(40) for other in range(one) if (room[one, other] > 0.5).all()
    }
    assert {
        (max(pair), min(pair)) for pair in boxes.overlapping_pairs(points, halves).tolist()
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
    moved = boxes.separate_boxes(points, HALVES)
    shift = moved - points
    assert np.abs(shift[:, 1 - axis]).max() < 0.01
    assert shift[0, axis] == pytest.approx(-shift[1, axis], abs=0.01)
    assert len(boxes.overlapping_pairs(moved, HALVES)) == 0
    distance = abs(moved[1, axis] - moved[0, axis])
    assert (19.5, 9.5)[axis] <= distance < (20.5, 10.5)[axis]
    assert np.sign(moved[1, axis] - moved[0, axis]) == np.sign(place[axis])


def test_boxes_that_are_apart_stay_where_they_are() -> None:
    """Nothing moves where nothing overlaps, or where no round is allowed; what stands on one spot moves apart."""
    points = np.array([[0.0, 0.0], [30.0, 0.0]])
    assert boxes.separate_boxes(points, HALVES) == pytest.approx(points, abs=1e-4)
    assert boxes.separate_boxes(points * 0.1, HALVES, rounds=0) == pytest.approx(
        points * 0.1, abs=1e-4
    )
    crowd = np.zeros((30, 2))
    assert (
        len(
            boxes.overlapping_pairs(
                boxes.separate_boxes(crowd, np.full((30, 2), 5.0)), np.full((30, 2), 5.0)
            )
        )
        == 0
    )


@given(st.lists(st.tuples(st.integers(5, 300), st.integers(5, 300)), min_size=1, max_size=12))
def test_parts_of_a_picture_never_overlap(sizes: list[tuple[int, int]]) -> None:
    """Set side by side, parts keep their shape and thirty pixels between them."""
    blocks = [np.array([[3.0, 4.0], [3.0 + across, 4.0 + down]]) for across, down in sizes]
    halves = [np.array([[1.0, 1.0], [1.0, 1.0]])] * len(blocks)
    placed = boxes.pack_components(blocks, halves)
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
    placed = boxes.pack_components([np.array([[7.0, 7.0]])] * 5, halves)
    corners = [(middle - half).tolist()[0] for middle, half in zip(placed, halves, strict=True)]
    assert corners == [[0, 0], [100, 0], [100, 30], [100, 60], [0, 80]]


def test_a_picture_has_the_shape_of_a_screen() -> None:
    """Whatever shape points have, what is drawn of them is about as wide as a screen is for its height, dense, and free of overlaps."""
    random = np.random.default_rng(1)
    points, halves = random.normal(size=(60, 2)) * [1.0, 9.0], np.full((60, 2), [30.0, 12.0])
    placed = boxes.compact_layout(points, halves)
    across, down = (placed + halves).max(axis=0) - (placed - halves).min(axis=0)
    assert 0.7 * boxes.ASPECT < across / down < 1.4 * boxes.ASPECT
    assert 60 * 60 * 24 / (across * down) > 0.5
    assert len(boxes.overlapping_pairs(placed, halves)) == 0
    assert boxes.compact_layout(np.array([[3.0, 4.0]]), HALVES[:1]).tolist() == [[0.0, 0.0]]


@pytest.mark.parametrize("unit", [1e-3, 1e3])
def test_the_unit_of_points_does_not_matter(unit: float) -> None:
    """A picture of points a thousand times as near or far is the same."""
    points, halves = np.random.default_rng(1).normal(size=(20, 2)), np.full((20, 2), [30.0, 12.0])
    assert boxes.compact_layout(points * unit, halves) == pytest.approx(
        boxes.compact_layout(points, halves), abs=0.01
    )


def _array(*rows: tuple[float, float]) -> NDArray[np.float64]:
    return np.array(rows, dtype=float)


@settings(deadline=None, max_examples=25)
@given(POINTS)
def test_boxes_are_pushed_apart(points: list[tuple[int, int]]) -> None:
    """However many boxes are on one spot, none overlaps in the end, and boxes that are apart stay where they are."""
    halves = np.tile([20.0, 8.0], (len(points), 1))
    separate = boxes.separate_boxes(_array(*points), halves)
    assert len(boxes.overlapping_pairs(separate, halves)) == 0
    assert boxes.separate_boxes(separate, halves) == pytest.approx(separate, abs=0.01)


def test_the_height_of_a_picture_counts_its_width_by_the_aspect() -> None:
    """A wide picture needs the height that its width has on a screen, a tall one its own."""
    halves = _array((10, 5), (20, 10))
    assert boxes.picture_height(_array((0, 0), (280, 20)), halves) == pytest.approx(310 / ASPECT)
    assert boxes.picture_height(_array((0, 0), (0, 400)), halves) == pytest.approx(415)


@pytest.mark.parametrize("slack", [0.0, 0.3])
def test_a_tree_gives_the_pairs_of_a_sweep(monkeypatch: pytest.MonkeyPatch, slack: float) -> None:
    """Near boxes are the same, in the same order, whichever way they are searched for; on a grid, pairs are just out of reach."""
    chance = np.random.default_rng(5)
    grid = np.array([[x, y] for x in range(12) for y in range(12)], dtype=float) * 20
    for points in (chance.normal(0, 150, (300, 2)), grid, np.zeros((30, 2))):
        halves = np.full(points.shape, 10.0)
        expected = boxes._near_pairs(points, halves, slack)
        monkeypatch.setattr(boxes, "_MEDIUM", 1)
        pairs = boxes._near_pairs(points, halves, slack)
        monkeypatch.undo()
        assert pairs.tolist() == expected.tolist()
        assert slack == 0 or len(pairs) > 100


@pytest.mark.parametrize("slack", [0.0, 0.3])
def test_a_tree_leaves_out_what_is_far_by_its_own_size(
    monkeypatch: pytest.MonkeyPatch, slack: float
) -> None:
    """One large box does not make small ones near; every two that overlap are near."""
    chance = np.random.default_rng(6)
    points, halves = chance.normal(0, 200, (300, 2)), chance.uniform(2, 12, (300, 2))
    halves[7] = 80.0
    gaps = np.abs(points[:, None] - points[None]) - halves[:, None] - halves[None]
    first, second = np.nonzero((gaps < 160 * slack).all(axis=2))
    expected = {(one, other) for one, other in zip(first, second, strict=True) if one < other}
    swept = boxes._near_pairs(points, halves, slack)
    monkeypatch.setattr(boxes, "_MEDIUM", 1)
    pairs = boxes._near_pairs(points, halves, slack)
    assert {tuple(sorted(pair)) for pair in pairs} == expected
    assert len(pairs) < len(swept) / 2


def test_many_boxes_come_apart_in_few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where they go on as they moved, they need no more height than one push after the other takes, and few rounds."""
    points = np.random.default_rng(7).normal(0, 150, (1200, 2))
    halves = np.random.default_rng(8).uniform(5, 15, (1200, 2))
    quick = boxes.separate_boxes(points, halves, rounds=250)
    assert len(boxes.overlapping_pairs(quick, halves)) == 0
    monkeypatch.setattr(boxes, "_INERTIA", 0.0)
    assert len(boxes.overlapping_pairs(boxes.separate_boxes(points, halves, rounds=250), halves))
    slow = boxes.separate_boxes(points, halves)
    assert boxes.picture_height(quick, halves) <= boxes.picture_height(slow, halves)
