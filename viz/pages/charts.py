"""Compute where the marks of small charts are, in percent of a width, so that they fit any screen.

A chart is drawn only where a figure can be compared: with a whole, with other ranks, with a
hundred percent, with no change, or with a figure that the report itself sets beside it. A mere
number gets no bar.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

_DOTS = 120  # cases up to which each has a dot of its own
_ROW = 20  # dots in a row
_INSET = 3.0  # percent free at each end, for marks that are there
_STEPS = (1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0)  # ends of an axis, as multiples of a power of ten
_CHANGES = ("percent-change", "percentage-points")
Ticks: TypeAlias = tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Bar:
    """A share of a whole, or a change from nothing, with places in percent of the width.

    Attributes:
        start: of the bar.
        end: of the bar.
        ticks: places of labels below the bar.
        against: places of the values with which it is compared.
    """

    start: float
    end: float
    ticks: Ticks
    against: tuple[float, ...] = ()


@dataclass(frozen=True)
class Dots:
    """A number of cases out of all: one dot for each case.

    Attributes:
        places: of the dots, across in percent and down in rows.
        full: how many of them are filled.
        rows: how many rows there are.
    """

    places: tuple[tuple[float, int], ...]
    full: int
    rows: int


@dataclass(frozen=True)
class Ladder:
    """A rank among others: the place of each rank, and the number of the rank itself."""

    steps: tuple[float, ...]
    step: int


@dataclass(frozen=True)
class Pair:
    """Two values on one axis: a figure and its comparator, with the ticks below."""

    figure: float
    comparator: float
    ticks: Ticks


Chart: TypeAlias = Bar | Dots | Ladder | Pair


def single_chart(
    value: Decimal, unit: str, whole: Decimal | None, *, against: Iterable[Decimal] = ()
) -> Chart | None:
    """Choose the chart of one figure, or None where it cannot be compared with anything.

    Args:
        value: of the figure.
        unit: last part of the unit's IRI, as in `percent`.
        whole: of which it is a part, or the number of ranks.
        against: values in the same unit with which it may be compared.

    >>> single_chart(Decimal(14), "people", None) is None
    True
    """
    if unit == "rank":
        return _ladder(value, whole)
    if unit == "percent" and 0 <= value <= 100:
        return _percentage(value, against)
    if unit in _CHANGES:
        return _change(value)
    if whole is None or not 0 <= value <= whole or not whole:
        return None
    if whole <= _DOTS and value == int(value) and whole == int(whole):
        return _dots(int(value), int(whole))
    ticks = ((_place(0, 0, whole), "0"), (_place(whole, 0, whole), f"{whole:,f}"))
    return Bar(_place(0, 0, whole), _place(value, 0, whole), ticks)


def pair_chart(value: Decimal, comparator: Decimal, *, percent: bool) -> Pair:
    """Set two values on an axis from zero to a round number beyond both.

    Args:
        value: of the figure.
        comparator: the value with which it is compared.
        percent: whether both are percentages, so that the axis never ends beyond a hundred.
    """
    first, last = _axis(float(value), float(comparator), percent=percent)
    unit = "%" * percent
    ticks = tuple(
        (_place(tick, first, last), f"{tick:,.6g}{unit}")
        for tick in (first, (first + last) / 2, last)
    )
    return Pair(_place(value, first, last), _place(comparator, first, last), ticks)


def _ladder(value: Decimal, whole: Decimal | None) -> Ladder | None:
    if whole is None or not 1 < whole <= _DOTS:
        return None
    count = int(whole)
    return Ladder(tuple(_place(step, 1, count) for step in range(1, count + 1)), int(value))


def _percentage(value: Decimal, against: Iterable[Decimal]) -> Bar:
    return Bar(
        _place(0, 0, 100),
        _place(value, 0, 100),
        tuple((_place(tick, 0, 100), f"{tick}%") for tick in (0, 50, 100)),
        tuple(_place(comparator, 0, 100) for comparator in against),
    )


def _change(value: Decimal) -> Bar:
    reach = max(50, 10 * math.ceil(abs(value) / 10))
    labels = {-reach: f"{-reach:+d}%", 0: "no change", reach: f"{reach:+d}%"}
    ticks = tuple((_place(tick, -reach, reach), label) for tick, label in labels.items())
    return Bar(_place(0, -reach, reach), _place(value, -reach, reach), ticks)


def _dots(value: int, whole: int) -> Dots:
    places = tuple((_place(dot % _ROW, 0, _ROW - 1), dot // _ROW) for dot in range(whole))
    return Dots(places, value, -(-whole // _ROW))


def _axis(first: float, second: float, *, percent: bool) -> tuple[float, float]:
    """Return the ends of an axis on which two values and zero have a place."""
    low, high = min(0.0, first, second), max(first, second)
    if low < 0 and high <= 0:
        return -_round(-low), 0.0
    end = _round(high)
    if percent and high <= 100:
        end = min(end, 100.0)
    if low < 0:
        return -_round(-low), end
    return 0.0, end


def _round(value: float) -> float:
    """Return a round number beyond a value.

    >>> [_round(value) for value in (0, 17, 45, 95, 104)]
    [1.0, 20.0, 60.0, 100.0, 200.0]
    """
    if value <= 0:
        return 1.0
    power: float = 10.0 ** math.floor(math.log10(value))
    return next((step * power for step in _STEPS if step * power >= value * 1.02), 20.0 * power)


def _place(value: Decimal | float, first: Decimal | float, last: Decimal | float) -> float:
    """Return the place of a value between two others, in percent of the width."""
    share = (float(value) - float(first)) / (float(last) - float(first))
    return round(_INSET + share * (100 - 2 * _INSET), 2)
