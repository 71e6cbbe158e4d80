"""Recognise what is never SPARQL: other languages, marks of editors, misspelt functions."""

from __future__ import annotations

import re
from typing import NamedTuple

# what cannot stand outside of texts, in brackets where only a part of it is at fault
_PATTERNS = (
    (
        re.compile(r"<[A-Za-z][\w+.-]*://[^<>\"{}|\\^`\s]*[ \t][^<>\"{}\n]*>"),
        "an address holds a blank. Write %20 in its place, or end the address before it.",
    ),
    (re.compile("[\u201c\u201d\u201e]"), 'this is a typographic quotation mark. Write ".'),
    (re.compile("[\u2018\u2019]"), "this is a typographic quotation mark. Write '."),
    (re.compile("\u00a0"), "this is a no-break space. Write a blank."),
    (re.compile("=="), "SPARQL has no ==. Write =."),
    (
        re.compile(r"(?im)^[ \t]*(@(?:prefix|base)\b)"),
        "this is Turtle. Write PREFIX name: <address>, without @ and without a dot behind it.",
    ),
    (
        re.compile(
            r"(?im)\bPREFIX\s+[\w-]+(?=\s+(?:<|$|PREFIX|BASE|SELECT|ASK|CONSTRUCT|DESCRIBE))"
        ),
        "a colon is missing behind the prefix. Write PREFIX name: <address>.",
    ),
)
_CALLED = re.compile(r"(?<![\w:?$.-])([A-Za-z]\w{2,})\s*\(")
_FUNCTIONS = """
    ABS AVG BNODE BOUND CEIL COALESCE CONCAT CONTAINS COUNT DATATYPE DAY ENCODE_FOR_URI FLOOR
    GROUP_CONCAT HOURS IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG LANGMATCHES LCASE MAX MD5
    MIN MINUTES MONTH NOW RAND REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SHA1 SHA256 SHA384 SHA512
    STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBSTR SUM TIMEZONE TZ
    UCASE URI UUID YEAR
"""
_OTHERS = """
    ADJUST ASC BIND DESC DISTINCT EXISTS FILTER HASLANG HASLANGDIR HAVING ISTRIPLE LANGDIR NOT
    OBJECT OPTIONAL PREDICATE REDUCED SELECT STRLANGDIR SUBJECT TRIPLE UNDEF VALUES WHERE
"""  # that may stand before a bracket: keywords, and functions of SPARQL 1.2
_LEAST = 0.75  # likeness of a name to that of a function, from 0 to 1


class Mistake(NamedTuple):
    """A part of a query that is at fault.

    Attributes:
        start: offset in the query, in characters from 0.
        length: of the part, in characters.
        message: what is wrong and what to write.
    """

    start: int
    length: int
    message: str


def common_mistake(bare: str) -> Mistake | None:
    """Return the first mistake of these kinds in a query that cannot be read; None without any.

    Args:
        bare: the query, its texts, comments and addresses replaced by as many blanks.

    >>> common_mistake("SELECT ?a { ?a ?p ?n FILTER(?n == 1) }")
    Mistake(start=31, length=2, message='SPARQL has no ==. Write =.')
    """
    mistakes = [
        Mistake(match.start(match.lastindex or 0), len(match[match.lastindex or 0]), message)
        for pattern, message in _PATTERNS
        if (match := pattern.search(bare))
    ]
    return min([*mistakes, *_misspelt_functions(bare)], default=None)


def _misspelt_functions(bare: str) -> list[Mistake]:
    """Return the calls of what is nearly the name of a function."""
    from difflib import get_close_matches

    functions, others = _FUNCTIONS.split(), _OTHERS.split()
    mistakes = []
    for match in _CALLED.finditer(bare):
        name = match[1].upper()
        if name in functions or name in others:
            continue
        if near := get_close_matches(name, functions, 1, _LEAST):
            message = f"there is no function “{match[1]}”. Did you mean {near[0]}?"
            mistakes.append(Mistake(match.start(), len(match[1]), message))
    return mistakes
