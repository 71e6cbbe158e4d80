"""Knows where the marks of small charts stand, in percent of a chart's width, so that a chart fits any screen.

A chart is drawn only where a figure has something to be set against: a whole, a rank among others, a hundred percent, no change, or
a figure that the report itself puts beside it. A mere number gets no bar.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_DOTS = 120  # cases up to which each has a dot of its own
_ROW = 20  # dots in a row
_INSET = 3.0  # percent left free at each end, for marks that stand there


@dataclass(frozen=True)
class Bar:
    """A share of a whole, or a change from nothing: from and to, in percent of the width, the ticks below it, and what it is set against."""

    start: float
    end: float
    ticks: tuple[tuple[float, str], ...]
    against: tuple[float, ...] = ()


@dataclass(frozen=True)
class Dots:
    """So many of so many: a place for each, across in percent and down in rows, and how many are full."""

    places: tuple[tuple[float, int], ...]
    full: int
    rows: int


@dataclass(frozen=True)
class Ladder:
    """A rank among others: a place for each, and the one that counts."""

    steps: tuple[float, ...]
    step: int


@dataclass(frozen=True)
class Pair:
    """Two values on one axis, each with its place in percent, and the ticks below."""

    one: float
    other: float
    ticks: tuple[tuple[float, str], ...]


Chart = Bar | Dots | Ladder | Pair


def single(
    value: Decimal, unit: str, whole: Decimal | None, *, against: Iterable[Decimal] = ()
) -> Chart | None:
    """Choose the chart of one figure, or none where it has nothing to be set against.

    Args:
        value: of the figure.
        unit: last part of the unit's IRI, as in `percent`.
        whole: of which it is a part or among which it ranks.
        against: values in the same unit with which it may be compared.

    >>> single(Decimal(14), "people", None) is None
    True
    """
    if unit == "rank":
        return (
            Ladder(tuple(_at(step, 1, int(whole)) for step in range(1, int(whole) + 1)), int(value))
            if whole and 1 < whole <= _DOTS
            else None
        )
    if unit == "percent" and 0 <= value <= 100:
        return Bar(
            _at(0, 0, 100),
            _at(value, 0, 100),
            tuple((_at(tick, 0, 100), f"{tick}%") for tick in (0, 50, 100)),
            tuple(_at(one, 0, 100) for one in against),
        )
    if unit in ("percent-change", "percentage-points"):
        reach = max(50, 10 * math.ceil(abs(value) / 10))
        return Bar(
            _at(0, -reach, reach),
            _at(value, -reach, reach),
            tuple(
                (_at(tick, -reach, reach), f"{tick:+d}%" if tick else "no change")
                for tick in (-reach, 0, reach)
            ),
        )
    if whole and 0 <= value <= whole <= _DOTS and value == int(value) and whole == int(whole):
        places = tuple(
            (_at(place % _ROW, 0, _ROW - 1), place // _ROW) for place in range(int(whole))
        )
        return Dots(places, int(value), -(-int(whole) // _ROW))
    if whole and 0 <= value <= whole:
        return Bar(
            _at(0, 0, whole),
            _at(value, 0, whole),
            ((_at(0, 0, whole), "0"), (_at(whole, 0, whole), f"{whole:,f}")),
        )
    return None


def pair(one: Decimal, other: Decimal, *, percent: bool) -> Pair:
    """Set two values on an axis from nothing to a round number beyond both.

    Args:
        one: the value asked about.
        other: what it is set against.
        percent: whether both are percentages, so that the axis never ends beyond a hundred.
    """
    low, high = min(0.0, float(one), float(other)), max(float(one), float(other))
    end = _round(high if high > 0 else -low)
    end = min(end, 100.0) if percent and high <= 100 else end
    first, last = (0.0, end) if low >= 0 else (-_round(-low), end if high > 0 else 0.0)
    middle = (first + last) / 2
    ticks = tuple(
        (_at(tick, first, last), f"{tick:,.6g}{'%' if percent else ''}")
        for tick in (first, middle, last)
    )
    return Pair(_at(one, first, last), _at(other, first, last), ticks)


def _round(value: float) -> float:
    """Give a round number beyond a value.

    >>> [_round(value) for value in (0, 17, 45, 95, 104)]
    [1.0, 20.0, 60.0, 100.0, 200.0]
    """
    if value <= 0:
        return 1.0
    power: float = 10.0 ** math.floor(math.log10(value))
    return next(
        step * power
        for step in (1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0, 20.0)
        if step * power >= value * 1.02 or step == 20.0
    )


def _at(value: Decimal | float, first: Decimal | float, last: Decimal | float) -> float:
    """Give the place of a value between two others, in percent of the width."""
    share = (float(value) - float(first)) / (float(last) - float(first))
    return round(_INSET + share * (100 - 2 * _INSET), 2)
