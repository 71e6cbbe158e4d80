"""Knows how numbers become small pictures: inline SVG with a text alternative, coloured by classes of the page's style sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

_WIDTH = 400


def histogram(values: Sequence[float], *, name: str, title: str, axis: str) -> str:
    """Draw how many things have each whole value; beyond eleven values, some are put together as powers of two.

    Args:
        values: whole numbers of 0 or more.
        name: makes the ids of the picture unique on its page.
        title: of the picture.
        axis: what the values are.
    """
    bins = _bins([round(value) for value in values])
    most = max((number for _, number in bins), default=1) or 1
    step = (_WIDTH - 40) / max(len(bins), 1)
    parts = []
    for place, (label, number) in enumerate(bins):
        height, x = 120 * number / most, 30 + place * step
        parts.append(
            f'<rect class="bar" x="{x + 2:.1f}" y="{150 - height:.1f}" width="{step - 4:.1f}" height="{height:.1f}"/>'
        )
        parts.append(
            _text(x + step / 2, 145 - height, str(number), "middle")
            + _text(x + step / 2, 166, label, "middle")
        )
    parts.append(
        f'<line class="axis" x1="30" y1="150" x2="{_WIDTH - 10}" y2="150"/>'
        + _text(_WIDTH / 2, 188, axis, "middle", "soft")
    )
    told = "; ".join(f"{label}: {number}" for label, number in bins)
    return _picture(name, title, f"Number of things by {axis}. {told}.", 196, parts)


def balance(rows: Sequence[tuple[str, int, int]], *, name: str, title: str) -> str:
    """Draw strengths to the right and concerns to the left, a bar each.

    Args:
        rows: label, strengths and concerns.
        name: makes the ids of the picture unique on its page.
        title: of the picture.
    """
    middle = 150.0
    scale = min(
        110 / max([1, *(weak for _, _, weak in rows)]),
        205 / max([1, *(strong for _, strong, _ in rows)]),
    )
    parts = [
        _text(middle - 6, 14, "concerns", "end", "soft")
        + _text(middle + 6, 14, "strengths", "start", "soft")
    ]
    for place, (label, strong, weak) in enumerate(rows):
        y, left, right = 24 + place * 40, scale * weak, scale * strong
        parts.append(_text(4, y + 10, label, "start"))
        parts.append(
            f'<rect class="weak" x="{middle - left:.1f}" y="{y + 16}" width="{left:.1f}" height="13"/>'
        )
        parts.append(
            f'<rect class="strong" x="{middle:.1f}" y="{y + 16}" width="{right:.1f}" height="13"/>'
        )
        parts.append(
            f'<line class="axis" x1="{middle}" y1="{y + 14}" x2="{middle}" y2="{y + 31}"/>'
        )
        parts.append(
            _text(middle - left - 4, y + 27, str(weak), "end")
            + _text(middle + right + 4, y + 27, str(strong), "start")
        )
    height = 30 + 40 * len(rows)
    told = "; ".join(
        f"{label}: {strong} strengths, {weak} concerns" for label, strong, weak in rows
    )
    return _picture(name, title, f"{told}.", height, parts)


def matrix(counts: Mapping[tuple[int, int], int], size: int, *, name: str, title: str) -> str:
    """Draw how many ties lead from each group to each other, darker for more.

    Args:
        counts: of ties, by two numbers of groups from 0, the smaller first.
        size: how many groups are shown.
        name: makes the ids of the picture unique on its page.
        title: of the picture.
    """
    cell = (_WIDTH - 40) / max(size, 1)
    most = (
        max(
            (number for (one, other), number in counts.items() if max(one, other) < size), default=1
        )
        or 1
    )
    parts = []
    for one in range(size):
        parts.append(
            _text(24, 44 + cell * (one + 0.5), str(one + 1), "end", "soft")
            + _text(32 + cell * (one + 0.5), 32, str(one + 1), "middle", "soft")
        )
        for other in range(size):
            number = counts.get((min(one, other), max(one, other)), 0)
            shade = 0 if not number else 1 + min(3, int(4 * (number / most) ** 0.5))
            x, y = 32 + cell * other, 40 + cell * one
            parts.append(
                f'<rect class="cell shade{shade}" x="{x:.1f}" y="{y:.1f}" width="{cell - 2:.1f}" height="{cell - 2:.1f}"/>'
            )
            if number:
                parts.append(
                    _text(x + cell / 2 - 1, y + cell / 2 + 4, str(number), "middle", f"on{shade}")
                )
    inside = sum(number for (one, other), number in counts.items() if one == other)
    total = sum(counts.values())
    told = f"Of {total} ties, {inside} lie within a group; rows and columns are the groups of the table, the largest first."
    return _picture(
        name,
        title,
        told,
        48 + cell * size,
        [_text(_WIDTH / 2, 14, "group", "middle", "soft"), *parts],
    )


def steps(values: Sequence[float], *, name: str, title: str, axis: str) -> str:
    """Draw values from -1 to 1 as dots, the smallest first.

    Args:
        values: in rising order.
        name: makes the ids of the picture unique on its page.
        title: of the picture.
        axis: what each dot is.
    """
    low = min([0.0, *values])
    scale = 130 / (1 - low)
    parts = []
    for mark in (1.0, 0.5, 0.0):
        y = 20 + (1 - mark) * scale
        parts.append(
            f'<line class="grid" x1="34" y1="{y:.1f}" x2="{_WIDTH - 10}" y2="{y:.1f}"/>'
            + _text(28, y + 4, f"{mark:g}", "end", "soft")
        )
    width = (_WIDTH - 54) / max(len(values) - 1, 1)
    parts += [
        f'<circle class="dot" cx="{40 + place * width:.1f}" cy="{20 + (1 - value) * scale:.1f}" r="3"/>'
        for place, value in enumerate(values)
    ]
    parts.append(_text(_WIDTH / 2, 176, axis, "middle", "soft"))
    firm = sum(value > 0.999 for value in values)
    told = f"{firm} of {len(values)} values are 1; the lowest is {min(values, default=1.0):.2f}."
    return _picture(name, title, told, 184, parts)


def _bins(values: Sequence[int]) -> list[tuple[str, int]]:
    """Count values one by one up to ten, or put them together as 1, 2-3, 4-7, 8-15 ..."""
    if not values:
        return []
    highest = max(values)
    if highest <= 10:
        return [(str(value), values.count(value)) for value in range(min(values), highest + 1)]
    bins, low = [("0", values.count(0))] if 0 in values else [], 1
    while low <= highest:
        high = 2 * low - 1
        bins.append(
            (
                str(low) if low == high else f"{low}\u2013{high}",
                sum(low <= value <= high for value in values),
            )
        )
        low = high + 1
    return bins


def _picture(name: str, title: str, told: str, height: float, parts: Sequence[str]) -> str:
    head = f'<svg viewBox="0 0 {_WIDTH} {height:.0f}" role="img" aria-labelledby="{name}-title {name}-told">'
    return f'{head}<title id="{name}-title">{escape(title)}</title><desc id="{name}-told">{escape(told)}</desc>{"".join(parts)}</svg>'


def _text(x: float, y: float, words: str, anchor: str, kind: str = "") -> str:
    shown = words if len(words) <= 52 else words[:50] + "\u2026"
    style = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{style}>{escape(shown)}</text>'
