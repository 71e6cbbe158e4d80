"""Lines and marks of a picture: where they end, their corners, and short numbers."""

from __future__ import annotations

import math
import re

import pytest

from viz.maps.svg_shapes import line_path, mark, short_number


def test_a_line_ends_at_the_rim_of_its_target() -> None:
    """A straight relation ends four pixels before the mark, in the direction of its middle."""
    assert line_path((0, 0), (100, 0), 16, 0) == "M0 0L80 0"
    assert line_path((0, 0), (0, -100), 16, 0) == "M0 0L0 -80"
    assert line_path((0, 0), (30, 40), 6, 0) == "M0 0L24 32"
    assert line_path((10, 20), (11, 20), 0, 0) == "M10 20L7 20"


def test_parallel_relations_bend_to_both_sides_ever_wider() -> None:
    """The second and third relation of two things bend to either side, the next ones twice as far, and the way back does not fall on the way there."""
    bends = [line_path((0, 0), (100, 0), 6, turn) for turn in (1, 2, 3, 4)]
    assert bends == ["M0 0Q50 12 90 0", "M0 0Q50 -12 90 0", "M0 0Q50 24 90 0", "M0 0Q50 -24 90 0"]
    assert line_path((0, 0), (0, 100), 6, 1) == "M0 0Q-12 50 0 90"
    assert line_path((0, 0), (100, 0), 6, -1) == "M0 0Q50 -12 90 0"
    assert line_path((0, 0), (100, 0), 6, -2) == "M0 0Q50 12 90 0"


def test_a_line_to_its_own_place_is_a_loop() -> None:
    """It leaves at the upper left and comes back at the upper right."""
    assert line_path((10, 20), (10, 20), 16, 0) == "M4 14c-40 -50 52 -50 12 0"


def _corners(shape: str) -> list[tuple[float, float]]:
    drawn = mark(shape, (100, 50), 10, "n")
    pairs = re.findall(r"(-?[\d.]+),(-?[\d.]+)", drawn)
    return [(float(x) - 100, float(y) - 50) for x, y in pairs]


@pytest.mark.parametrize(
    ("shape", "number", "first", "reach"),
    [
        ("triangle", 3, (0, -11.5), 11.5),
        ("triangleDown", 3, (0, 11.5), 11.5),
        ("square", 4, (8.1, 8.1), 11.5),
        ("diamond", 4, (11.5, 0), 11.5),
        ("hexagon", 6, (10, 0), 10),
    ],
)
def test_marks_have_their_corners(
    shape: str, number: int, first: tuple[float, float], reach: float
) -> None:
    """Each shape has its number of corners, at equal distances from the middle and from each other, and stands on its side or corner."""
    corners = _corners(shape)
    assert len(corners) == number
    assert corners[0] == pytest.approx(first, abs=0.06)
    assert [math.hypot(*corner) for corner in corners] == pytest.approx([reach] * number, abs=0.1)
    sides = [math.dist(corners[at], corners[at - 1]) for at in range(number)]
    assert sides == pytest.approx([2 * reach * math.sin(math.pi / number)] * number, abs=0.15)


def test_a_star_has_five_points() -> None:
    """Ten corners, every second one drawn in."""
    corners = _corners("star")
    assert [math.hypot(*corner) for corner in corners] == pytest.approx(
        [11.5, 11.5 * 0.45] * 5, abs=0.1
    )
    assert corners[0] == pytest.approx((0, -11.5))


def test_a_dot_is_a_circle() -> None:
    """The mark without corners has its middle and its radius."""
    assert mark("dot", (1.25, 2), 3, "n") == '<circle class="n" cx="1.2" cy="2" r="3"/>'


@pytest.mark.parametrize(
    ("value", "text"), [(12.5, "12.5"), (12.04, "12"), (-0.04, "0"), (12.06, "12.1"), (-3.0, "-3")]
)
def test_numbers_are_short(value: float, text: str) -> None:
    """One place after the point, none where it is nought, and never a minus before nought."""
    assert short_number(value) == text
