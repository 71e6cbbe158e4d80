"""Draw lines and marks of a picture as SVG elements, with short numbers."""

from __future__ import annotations

import math
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
_CORNERS = {  # number and direction of the first one
    "triangle": (3, -90.0),
    "triangleDown": (3, 90.0),
    "square": (4, 45.0),
    "diamond": (4, 0.0),
    "hexagon": (6, 0.0),
}
_STAR = (10, -90.0)
_LARGER, _NOTCH = 1.15, 0.45  # reach of sharp corners, and of the notches of a star


def line_path(start: Point, end: Point, radius: float, turn: int) -> str:
    """Draw from one node to the rim of another, or a loop.

    Args:
        start: place of the source.
        end: place of the target.
        radius: of the target.
        turn: 0 for a straight line; further lines of the same pair bend to either side.
    """
    across, down = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, down)
    if length < 1.0:
        return f"M{short_number(start[0] - 6)} {short_number(start[1] - 6)}c-40 -50 52 -50 12 0"
    gap = (radius + 4) / length
    first = f"{short_number(start[0])} {short_number(start[1])}"
    last = f"{short_number(end[0] - across * gap)} {short_number(end[1] - down * gap)}"
    if turn == 0:
        return f"M{first}L{last}"
    bend = _bend(turn)
    x = (start[0] + end[0]) / 2 - down * bend
    y = (start[1] + end[1]) / 2 + across * bend
    return f"M{first}Q{short_number(x)} {short_number(y)} {last}"


def _bend(turn: int) -> float:
    """Return the bend of a line, as a share of its length; its sign is the direction.

    >>> [_bend(turn) for turn in (1, 2, 3, -1)]
    [0.12, -0.12, 0.24, -0.12]
    """
    bend = 0.12 * ((abs(turn) + 1) // 2)
    if (turn > 0) == (turn % 2 == 1):
        return bend
    return -bend


def mark(shape: str, centre: Point, radius: float, style: str) -> str:
    """Draw a mark; a shape without corners of its own is a star.

    Args:
        shape: as the ontology names it.
        centre: in pixels.
        radius: in pixels.
        style: class of its colour.
    """
    x, y = centre
    if shape == "dot":
        place = f'cx="{short_number(x)}" cy="{short_number(y)}"'
        return f'<circle class="{style}" {place} r="{short_number(radius)}"/>'
    count, first = _CORNERS.get(shape, _STAR)
    corners = []
    for corner in range(count):
        angle = math.radians(first + 360.0 / count * corner)
        reach = radius * _reach(count, corner)
        across, down = x + reach * math.cos(angle), y + reach * math.sin(angle)
        corners.append(f"{short_number(across)},{short_number(down)}")
    return f'<polygon class="{style}" points="{" ".join(corners)}"/>'


def _reach(count: int, corner: int) -> float:
    """Return how far a corner is from the centre, in radii."""
    if count == _STAR[0] and corner % 2:
        return _LARGER * _NOTCH
    if count == 6:
        return 1.0
    return _LARGER


def short_number(value: float) -> str:
    """Write a number short, as in `12.5` or `12`."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")
