"""Compare texts as readers do, and write numbers with their units."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_NOUN = re.compile(r"(?P<noun>.*?)(?P<rest> (?:a|as|for|in|of|on|per|that|who|with) .*|)")
_IRREGULAR = {"people": "person"}


def fold(name: str) -> str:
    """Return a name as search compares it: lower case, plain apostrophes and spaces, no accents.

    Control characters are left out.

    >>> fold("Women\u2019s  A\u00efd")
    "women's aid"
    """
    characters = unicodedata.normalize("NFKD", _plain_apostrophes(name))
    return " ".join("".join(filter(_is_compared, characters)).casefold().split())


def normalize(text: str) -> str:
    """Return a text in lower case with plain apostrophes and single spaces.

    >>> normalize("The  force\u2019s\\nMASH")
    "the force's mash"
    """
    return " ".join(_plain_apostrophes(text).split()).lower()


def format_number(value: float | Decimal) -> str:
    """Return a number with commas between thousands and no needless digits.

    >>> format_number(11_000.50)
    '11,000.5'
    """
    return f"{value:,.10g}"


def format_amount(value: float | Decimal, things: str) -> str:
    """Return a number with what it counts or its unit, which is in the singular beside 1.

    Args:
        value: the number.
        things: in the plural, as in `hours` or `areas for improvement`.

    >>> format_amount(1, "areas for improvement"), format_amount(1_200, "sentences")
    ('1 area for improvement', '1,200 sentences')
    >>> format_amount(51, "percent"), format_amount(1, "parties")
    ('51 percent', '1 party')
    """
    noun = things
    if value == 1:
        noun = singular(things)
    return f"{format_number(value)} {noun}"


def singular(things: str) -> str:
    """Return the singular of a regular plural; what follows the noun stays.

    >>> singular("percentage points"), singular("times a day"), singular("parties")
    ('percentage point', 'time a day', 'party')
    """
    match = _NOUN.fullmatch(things)
    assert match is not None
    noun, rest = match["noun"], match["rest"]
    if noun.endswith("ies") and len(noun) > len("ties"):
        return f"{noun.removesuffix('ies')}y{rest}"
    return _IRREGULAR.get(noun, noun.removesuffix("s")) + rest


def plural(thing: str) -> str:
    """Return the plural of a regular noun; what follows the noun stays.

    >>> plural("sentence"), plural("party"), plural("survey"), plural("area for improvement")
    ('sentences', 'parties', 'surveys', 'areas for improvement')
    """
    match = _NOUN.fullmatch(thing)
    assert match is not None
    noun, rest = match["noun"], match["rest"]
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies{rest}"
    return f"{noun}s{rest}"


def _plain_apostrophes(text: str) -> str:
    return text.replace("\u2019", "'").replace("\u2018", "'")


def _is_compared(character: str) -> bool:
    """Tell whether a character counts: spaces do, accents and control characters do not."""
    if unicodedata.combining(character):
        return False
    return character.isspace() or not unicodedata.category(character).startswith("C")
