"""Knows how texts are compared: what readers take for the same is made the same."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal


def fold(name: str) -> str:
    """Return a name as it is compared: lower case, plain apostrophes, no accents, control characters or double spaces.

    >>> fold("Women\u2019s  A\u00efd")
    "women's aid"
    """
    plain = unicodedata.normalize("NFKD", name.replace("\u2019", "'").replace("\u2018", "'"))
    kept = "".join(
        c
        for c in plain
        if not unicodedata.combining(c) and (c.isspace() or unicodedata.category(c)[0] != "C")
    )
    return " ".join(kept.casefold().split())


def plain(text: str) -> str:
    """Return a text in lower case with plain apostrophes and single spaces; letters stay as they are.

    >>> plain("The  force\u2019s\\nMASH")
    "the force's mash"
    """
    return " ".join(text.replace("\u2019", "'").replace("\u2018", "'").split()).lower()


def number(value: float | Decimal) -> str:
    """Return a number with commas between thousands and no needless digits.

    >>> number(11_000.50)
    '11,000.5'
    """
    return f"{value:,.10g}"


def measured(value: float | Decimal, unit: str) -> str:
    """Return a number with its unit, one of which is not many.

    >>> measured(1, "hours"), measured(51, "percent")
    ('1 hour', '51 percent')
    """
    return f"{number(value)} {unit.removesuffix('s') if value == 1 else unit}"


def plural(name: str) -> str:
    """Return the plural of a name; the word before `for`, `of` or `in` is the one that changes.

    >>> plural("area for improvement"), plural("police force"), plural("body")
    ('areas for improvement', 'police forces', 'bodies')
    """
    head = re.split(r" (?=for |of |in )", name, maxsplit=1)[0]
    stem = re.sub(r"(?<=[^aeiou])y$", "ie", head)
    return f"{stem}s{name[len(head) :]}"


def counted(number: int, things: str) -> str:
    """Return how many things there are; one area is not areas.

    >>> counted(1, "areas for improvement"), counted(1_200, "sentences")
    ('1 area for improvement', '1,200 sentences')
    """
    first, space, rest = things.partition(" ")
    return f"{number:,} {first.removesuffix('s') if number == 1 else first}{space}{rest}"
