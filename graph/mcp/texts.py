"""Make plain data harmless for whoever reads them: no control characters, nothing endless."""

from __future__ import annotations

import math
from collections.abc import Mapping

from graph import escape

LONGEST_TEXT = 2_000  # characters of one text in an answer


def clean(value: object) -> object:
    """Make texts harmless and short; a text that was cut says so.

    Args:
        value: plain data.

    >>> clean({"share": float("nan"), "numbers": (1, 2)})
    {'share': 'nan', 'numbers': [1, 2]}
    """
    match value:
        case str():
            return _clean_text(value)
        case Mapping():
            return {str(clean(key)): clean(item) for key, item in value.items()}
        case list() | tuple():
            return [clean(item) for item in value]
        case float() if not math.isfinite(value):
            return str(value)  # JSON has no such number
    return value


def _clean_text(text: str) -> str:
    harmless = escape.terminal_text(text)
    if len(harmless) <= LONGEST_TEXT:
        return harmless
    return f"{harmless[:LONGEST_TEXT]} ... [cut: {len(harmless):,} characters]"
