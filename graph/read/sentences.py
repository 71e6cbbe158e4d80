"""Split English text into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.document import Sentence, Span

# A full stop, question or exclamation mark, a closing quotation mark or bracket, space, and a
# character that may begin a sentence.
_END = re.compile(r"[.?!][\u2019\u201d'\")\]]*(?=\s+[\u2018\u201c'\"(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|no|nos|para|approx"
    r"|Mr|Mrs|Ms|Dr|Prof|St|Sgt|Insp|Ch|Supt)|\b[A-Z])\.$"
)


def split_sentences(text: str, begin: int, end: int) -> tuple[Sentence, ...]:
    """Split `text[begin:end]` into sentences with offsets into the whole text.

    Line breaks inside a sentence are white space; a sentence never begins or ends with white space.

    >>> text = "It works. It helps St. Ives too.  Does it?"
    >>> spans = [sentence.span for sentence in split_sentences(text, 0, len(text))]
    >>> [text[span.begin : span.end] for span in spans]
    ['It works.', 'It helps St. Ives too.', 'Does it?']
    """
    return tuple(
        Sentence(number, span) for number, span in enumerate(_spans(text, begin, end), start=1)
    )


def _spans(text: str, begin: int, end: int) -> Iterator[Span]:
    start = begin
    for match in _END.finditer(text, begin, end):
        if _ABBREVIATION.search(text[start : match.end()]):
            continue
        yield _strip(text, start, match.end())
        start = match.end()
    if text[start:end].strip():
        yield _strip(text, start, end)


def _strip(text: str, begin: int, end: int) -> Span:
    part = text[begin:end]
    return Span(begin + len(part) - len(part.lstrip()), begin + len(part.rstrip()))
