"""Compare texts as readers do, and write numbers with their units."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

_NOUN = re.compile(r"(?P<noun>.*?)(?P<rest> (?:a|as|for|in|of|on|per|that|who|with) .*|)")
_WORD = re.compile(r"\w+")
_IRREGULAR = {"people": "person", "children": "child", "women": "woman", "men": "man"}
_PLURALS = {thing: things for things, thing in _IRREGULAR.items()}
_SMALL = {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}


def fold(name: str) -> str:
    """Return a name as search compares it: lower case, plain apostrophes and spaces, no accents.

    Control characters are left out.

    >>> fold("Women\u2019s  A\u00efd")
    "women's aid"
    """
    characters = unicodedata.normalize("NFKD", _plain_apostrophes(name))
    return " ".join("".join(filter(_is_compared, characters)).casefold().split())


def holds_words(text: str, words: str) -> bool:
    """Say whether a text has all words of another, whatever stands between them.

    >>> holds_words("PEEL 2018/19 inspection of Exampleshire Police", "exampleshire 2018-19")
    True
    >>> holds_words("PEEL 2018/19 inspection", "2018-20"), holds_words("PEEL", "-")
    (False, False)
    """
    wanted = set(_WORD.findall(fold(words)))
    return bool(wanted) and wanted <= set(_WORD.findall(fold(text)))


def normalize(text: str) -> str:
    """Return a text in lower case with plain apostrophes and single spaces.

    >>> normalize("The  force\u2019s\\nMASH")
    "the force's mash"
    """
    return " ".join(_plain_apostrophes(text).split()).lower()


def stable_number(*texts: str) -> int:
    """Return a number that depends on texts alone and is practically never that of others.

    It has 56 bits: among a million texts, two are alike once in 140,000 times.

    >>> stable_number("a", "b") == stable_number("a", "b") != stable_number("ab")
    True
    """
    content = "\x1f".join(texts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(content, digest_size=7).digest())


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


@lru_cache(maxsize=10_000)
def base_form(word: str) -> str:
    """Return the singular of a word that may be a plural or a genitive; else the word.

    >>> [base_form(word) for word in ("hubs", "agencies", "pcsos", "women's", "gas", "abuse")]
    ['hub', 'agency', 'pcso', 'woman', 'gas', 'abuse']
    """
    word = word.removesuffix("'s").removesuffix("'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if re.search(r"\w{2}ies$", word):
        return f"{word.removesuffix('ies')}y"
    if re.search(r"(?:ss|x|z|ch|sh)es$", word):
        return word.removesuffix("es")
    if len(word) > 3 - (not re.search(r"[aeiou]", word)) and not re.search(r"(?:[su]s|is)$", word):
        return word.removesuffix("s")
    return word


def initials(name: str) -> str:
    """Return the first letters of the words of a name, without the small words; or "" of one word.

    >>> initials("multi-agency public protection arrangements"), initials("victims of crime")
    ('mappa', 'vc')
    """
    words = [word for word in re.findall(r"[^\W_]+", name.replace("'s", "")) if word not in _SMALL]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def plural(thing: str) -> str:
    """Return the plural of a noun, regular or common; what follows the noun stays.

    >>> plural("sentence"), plural("party"), plural("person"), plural("area for improvement")
    ('sentences', 'parties', 'people', 'areas for improvement')
    """
    match = _NOUN.fullmatch(thing)
    assert match is not None
    noun, rest = match["noun"], match["rest"]
    if noun in _PLURALS:
        return f"{_PLURALS[noun]}{rest}"
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies{rest}"
    return f"{noun}s{rest}"


def camel_words(name: str) -> str:
    """Return the words of a name in camel case, in lower case.

    >>> camel_words("AreaForImprovement"), camel_words("worksWith")
    ('area for improvement', 'works with')
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _plain_apostrophes(text: str) -> str:
    return text.replace("\u2019", "'").replace("\u2018", "'")


@cache
def _is_compared(character: str) -> bool:
    """Tell whether a character counts: spaces do, accents and control characters do not."""
    if unicodedata.combining(character):
        return False
    return character.isspace() or not unicodedata.category(character).startswith("C")
