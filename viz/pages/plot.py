"""Draw small plots as inline SVG with a text alternative, coloured by the page's style sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

_WIDTH = 400
_CHARACTERS = 52  # of a label that fit into the width
_BASE = 150  # bottom of the bars of a histogram
_MIDDLE = 150.0  # axis between concerns and strengths


def histogram(values: Sequence[float], *, name: str, title: str, axis: str) -> str:
    """Draw how many things have each whole value; beyond eleven values, powers of two share a bar.

    Args:
        values: whole numbers of 0 or more.
        name: makes the ids of the plot unique on its page.
        title: of the plot.
        axis: what the values are.
    """
    bins = _bins([round(value) for value in values])
    highest = max((number for _, number in bins), default=1) or 1
    step = (_WIDTH - 40) / max(len(bins), 1)
    parts: list[str] = []
    for place, (label, number) in enumerate(bins):
        height, left = 120 * number / highest, 30 + place * step
        middle = left + step / 2
        parts.append(_rectangle("bar", left + 2, _BASE - height, step - 4, height))
        parts.append(_text(middle, _BASE - 5 - height, str(number), "middle"))
        parts.append(_text(middle, _BASE + 16, label, "middle"))
    parts.append(_line("axis", 30, _BASE, _WIDTH - 10, _BASE))
    parts.append(_text(_WIDTH / 2, _BASE + 38, axis, "middle", "soft"))
    description = "; ".join(f"{label}: {number}" for label, number in bins)
    return _plot(name, title, f"Number of things by {axis}. {description}.", 196, parts)


def balance(rows: Sequence[tuple[str, int, int]], *, name: str, title: str) -> str:
    """Draw strengths to the right and concerns to the left, with a pair of bars a row.

    Args:
        rows: label, strengths and concerns.
        name: makes the ids of the plot unique on its page.
        title: of the plot.
    """
    scale = min(
        110 / max([1, *(concerns for _, _, concerns in rows)]),
        205 / max([1, *(strengths for _, strengths, _ in rows)]),
    )
    parts = [
        _text(_MIDDLE - 6, 14, "concerns", "end", "soft"),
        _text(_MIDDLE + 6, 14, "strengths", "start", "soft"),
    ]
    for place, (label, strengths, concerns) in enumerate(rows):
        top = 24 + place * 40
        left, right = scale * concerns, scale * strengths
        parts += [
            _text(4, top + 10, label, "start"),
            _rectangle("weak", _MIDDLE - left, top + 16, left, 13),
            _rectangle("strong", _MIDDLE, top + 16, right, 13),
            _line("axis", _MIDDLE, top + 14, _MIDDLE, top + 31),
            _text(_MIDDLE - left - 4, top + 27, str(concerns), "end"),
            _text(_MIDDLE + right + 4, top + 27, str(strengths), "start"),
        ]
    description = "; ".join(
        f"{label}: {strengths} strengths, {concerns} concerns"
        for label, strengths, concerns in rows
    )
    return _plot(name, title, f"{description}.", 30 + 40 * len(rows), parts)


def matrix(counts: Mapping[tuple[int, int], int], size: int, *, name: str, title: str) -> str:
    """Draw how many relationships lead from each group to each other, darker for more.

    Args:
        counts: of relationships, by two numbers of groups from 0, the smaller first.
        size: how many groups are shown.
        name: makes the ids of the plot unique on its page.
        title: of the plot.
    """
    cell = (_WIDTH - 40) / max(size, 1)
    highest = max((count for pair, count in counts.items() if max(pair) < size), default=1) or 1
    parts = [_text(_WIDTH / 2, 14, "group", "middle", "soft")]
    for row in range(size):
        middle = cell * (row + 0.5)
        parts.append(_text(24, 44 + middle, str(row + 1), "end", "soft"))
        parts.append(_text(32 + middle, 32, str(row + 1), "middle", "soft"))
        for column in range(size):
            count = counts.get((min(row, column), max(row, column)), 0)
            x, y = 32 + cell * column, 40 + cell * row
            parts.append(_cell(x, y, cell, count, highest))
    inside = sum(count for (first, second), count in counts.items() if first == second)
    description = (
        f"Of {sum(counts.values())} relationships, {inside} lie within a group; "
        "rows and columns are the groups of the table, the largest first."
    )
    return _plot(name, title, description, 48 + cell * size, parts)


def steps(values: Sequence[float], *, name: str, title: str, axis: str) -> str:
    """Draw values from -1 to 1 as dots, the smallest first.

    Args:
        values: in rising order.
        name: makes the ids of the plot unique on its page.
        title: of the plot.
        axis: what each dot is.
    """
    scale = 130 / (1 - min([0.0, *values]))
    parts: list[str] = []
    for mark in (1.0, 0.5, 0.0):
        y = 20 + (1 - mark) * scale
        parts.append(_line("grid", 34, y, _WIDTH - 10, y))
        parts.append(_text(28, y + 4, f"{mark:g}", "end", "soft"))
    width = (_WIDTH - 54) / max(len(values) - 1, 1)
    for place, value in enumerate(values):
        x, y = 40 + place * width, 20 + (1 - value) * scale
        parts.append(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>')
    parts.append(_text(_WIDTH / 2, 176, axis, "middle", "soft"))
    unchanged, lowest = sum(value > 0.999 for value in values), min(values, default=1.0)
    description = f"{unchanged} of {len(values)} values are 1; the lowest is {lowest:.2f}."
    return _plot(name, title, description, 184, parts)


def _bins(values: Sequence[int]) -> list[tuple[str, int]]:
    """Count values one by one up to ten, or put them together as 1, 2-3, 4-7, 8-15 ..."""
    highest = max(values, default=0)
    if values and highest <= 10:
        return [(str(value), values.count(value)) for value in range(min(values), highest + 1)]
    bins: list[tuple[str, int]] = []
    if 0 in values:
        bins.append(("0", values.count(0)))
    low = 1
    while low <= highest:
        high = 2 * low - 1
        label = "\u2013".join(map(str, dict.fromkeys((low, high))))
        bins.append((label, sum(low <= value <= high for value in values)))
        low = high + 1
    return bins


def _cell(x: float, y: float, size: float, count: int, highest: int) -> str:
    """Draw a cell of a matrix in one of five shades, with its count."""
    if not count:
        return _rectangle("cell shade0", x, y, size - 2, size - 2)
    shade = 1 + min(3, int(4 * (count / highest) ** 0.5))
    label = _text(x + size / 2 - 1, y + size / 2 + 4, str(count), "middle", f"on{shade}")
    return _rectangle(f"cell shade{shade}", x, y, size - 2, size - 2) + label


def _plot(name: str, title: str, description: str, height: float, parts: Iterable[str]) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height:.0f}" role="img" '
        f'aria-labelledby="{name}-title {name}-told">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-told">{escape(description)}</desc>{"".join(parts)}</svg>'
    )


def _rectangle(kind: str, x: float, y: float, width: float, height: float) -> str:
    return (
        f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
    )


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(x: float, y: float, text: str, anchor: str, kind: str = "") -> str:
    if len(text) > _CHARACTERS:
        text = text[: _CHARACTERS - 2] + "\u2026"
    attributes = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    if kind:
        attributes += f' class="{kind}"'
    return f"<text {attributes}>{escape(text)}</text>"
