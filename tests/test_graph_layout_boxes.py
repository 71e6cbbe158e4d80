"""Boxes of nodes and labels: their sizes, their overlaps, and how they are set apart and packed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from graph.layout import boxes
from graph.layout.boxes import ASPECT, CHARACTER, GAP, LINE

POINTS = st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=1, max_size=25)


def _array(*rows: tuple[float, float]) -> NDArray[np.float64]:
    return np.array(rows, dtype=float)


def test_a_box_holds_the_node_and_its_label() -> None:
    """A box is as wide as the longest line or the node, and as high as the node with all lines; its centre is below the node."""
    halves, offsets = boxes.label_boxes(
        ["a", "b"], {"a": "a label\nof two lines", "b": ""}, {"a": 10.0, "b": 30.0}
    )
    assert halves[0] == pytest.approx([12 * CHARACTER / 2 + GAP, (20 + 2 * LINE) / 2 + GAP])
    assert halves[1] == pytest.approx([30 + GAP, (60 + LINE) / 2 + GAP])
    assert offsets.tolist() == [[0, LINE], [0, LINE / 2]]


def test_boxes_overlap_by_more_than_half_a_pixel() -> None:
    """Boxes that touch do not overlap, boxes that share more than half a pixel in both directions do."""
    halves = _array((10, 5), (10, 5), (10, 5))
    points = _array((0, 0), (19.4, 0), (0, 9.6))
    assert boxes.overlapping_pairs(points, halves).tolist() == [[0, 1]]
    assert boxes.overlapping_pairs(_array((0, 0), (20, 0), (0, 10)), halves).tolist() == []


@settings(deadline=None, max_examples=25)
@given(POINTS)
def test_boxes_are_pushed_apart(points: list[tuple[int, int]]) -> None:
    """However many boxes are on one spot, none overlaps in the end, and boxes that are apart stay where they are."""
    halves = np.tile([20.0, 8.0], (len(points), 1))
    separate = boxes.separate_boxes(_array(*points), halves)
    assert len(boxes.overlapping_pairs(separate, halves)) == 0
    assert boxes.separate_boxes(separate, halves) == pytest.approx(separate, abs=0.01)


def test_boxes_move_along_the_axis_with_the_smaller_overlap() -> None:
    """Two boxes beside each other move sideways only, two above each other up and down only."""
    halves = _array((10, 5), (10, 5))
    beside = boxes.separate_boxes(_array((0, 0), (18, 0)), halves)
    assert beside[:, 1] == pytest.approx([0, 0], abs=1e-5)
    assert beside[1, 0] - beside[0, 0] >= 19.5
    above = boxes.separate_boxes(_array((0, 0), (0, 8)), halves)
    assert above[:, 0] == pytest.approx([0, 0], abs=1e-5)
    assert above[1, 1] - above[0, 1] >= 9.5


@settings(deadline=None, max_examples=10)
@given(POINTS)
def test_a_compact_layout_is_dense_and_apart(points: list[tuple[int, int]]) -> None:
    """Whatever the unit of the points, boxes do not overlap and the picture is not much larger than they are."""
    halves = np.tile([30.0, 12.0], (len(points), 1))
    layout = boxes.compact_layout(_array(*points) * 1000, halves)
    assert len(boxes.overlapping_pairs(layout, halves)) == 0
    height = boxes.picture_height(layout, halves)
    assert height * height * ASPECT < 40 * float((4 * halves.prod(axis=1)).sum())


def test_components_are_packed_without_overlap() -> None:
    """Components keep their shape, begin at the upper left, and no box of one overlaps a box of another."""
    blocks = [_array((0, 0), (100, 40)), _array((7, 7)), _array((-5, 3)), _array((0, 0))]
    halves = [np.tile([20.0, 10.0], (len(block), 1)) for block in blocks]
    places = boxes.pack_components(blocks, halves)
    assert (places[0][1] - places[0][0]).tolist() == [100, 40]
    points, sizes = np.concatenate(places), np.concatenate(halves)
    assert len(boxes.overlapping_pairs(points, sizes)) == 0
    assert (points - sizes).min(axis=0).tolist() == [0, 0]


def test_a_low_rectangle_starts_a_column_in_its_row() -> None:
    """Rectangles much lower than the first one of their row are set one below the other; the next row begins below the highest."""
    extents = [_array(pair)[0] for pair in ((100, 90), (50, 30), (50, 30), (50, 30), (90, 20))]
    extent, corners = boxes._rows(extents, 160)
    assert [corner.tolist() for corner in corners] == [
        [0, 0],
        [100, 0],
        [100, 30],
        [100, 60],
        [0, 90],
    ]
    assert extent.tolist() == [150, 110]


def test_the_height_of_a_picture_counts_its_width_by_the_aspect() -> None:
    """A wide picture needs the height that its width has on a screen, a tall one its own."""
    halves = _array((10, 5), (20, 10))
    assert boxes.picture_height(_array((0, 0), (280, 20)), halves) == pytest.approx(310 / ASPECT)
    assert boxes.picture_height(_array((0, 0), (0, 400)), halves) == pytest.approx(415)
