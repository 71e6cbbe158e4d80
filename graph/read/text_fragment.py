"""Knows how to point at a sentence of a published page: a text fragment with a few words at each end.

Method: URL Fragment Text Directives (WICG, https://wicg.github.io/scroll-to-text-fragment/). At most five words at each end are
used, and never the whole sentence, so that the project holds no text of the report.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from urllib.parse import quote

from graph.document import Document, slugify

WORDS = 5
_WORD = re.compile(r"[^\s\u2022]+")  # the mark of a bullet is not part of the page's text


def text_fragment(text: str, begin: int, end: int) -> str:
    """Return the text directive that selects `text[begin:end]` on the page, such as `#:~:text=It%20works`.

    As few words as single the sentence out are used, at most five at each end; where the first five stand earlier on the
    page too, words from before the sentence take the place of some. A sentence of up to ten words is pointed at by its
    first words only.

    Args:
        text: the whole text of the page.
        begin: offset of the sentence.
        end: offset after the sentence.
    """
    words = _WORD.findall(text[begin:end])
    prefix, start = _start(_page(text), begin, words)
    directive = f"{_encode(prefix)}-,{_encode(start)}" if prefix else _encode(start)
    if len(words) <= 2 * WORDS:
        return f"#:~:text={directive}"
    return f"#:~:text={directive},{_encode(words[-WORDS:])}"


@dataclass(frozen=True)
class _Page:
    """The words of a page, where each begins in the text, and where in the words joined by single spaces, in lower case."""

    words: list[str]
    offsets: list[int]
    places: list[int]
    flat: str


@lru_cache(maxsize=1)
def _page(text: str) -> _Page:
    found = list(_WORD.finditer(text))
    words = [match[0] for match in found]
    places = [0, *accumulate(len(word) + 1 for word in words)]
    return _Page(words, [match.start() for match in found], places, " ".join(words).lower())


def _start(page: _Page, begin: int, words: list[str]) -> tuple[list[str], list[str]]:
    """Give words before a sentence and its first words that together stand nowhere earlier on the page, if five can do so."""
    first = bisect_left(page.offsets, begin)
    most = max(1, min(WORDS, len(words) - 1))
    choices = [(0, count) for count in range(min(3, most), most + 1)]
    choices += [(taken, min(most, WORDS - taken)) for taken in range(1, WORDS) if taken <= first]
    for taken, count in choices:
        prefix = page.words[first - taken : first]
        whole = " ".join([*prefix, *words[:count]]).lower()
        if page.flat.find(whole, 0, page.places[first - taken] + len(whole) - 1) < 0:
            return prefix, words[:count]
    return [], words[:most]


def _encode(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")


def page_address(document: Document) -> str:
    """Return the address under which the inspectorate publishes the detailed findings of a pillar (pattern seen on its site)."""
    year = document.cycle[:4]
    return f"https://hmicfrs.justiceinspectorates.gov.uk/peel-assessments/peel-{year}/{slugify(document.place)}/{document.pillar}/detailed-findings/"
