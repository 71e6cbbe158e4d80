"""Link to a sentence of a published page by a text fragment with a few words of each end.

At most five words of each end are used, and never the whole sentence, so that the project holds no
text of the report.

Source: URL Fragment Text Directives (WICG, https://wicg.github.io/scroll-to-text-fragment/).
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
_SITE = "https://hmicfrs.justiceinspectorates.gov.uk"
_WORD = re.compile(r"[^\s\u2022]+")  # the mark of a bullet is not part of the page's text


def text_fragment(text: str, begin: int, end: int) -> str:
    """Return the directive that selects `text[begin:end]` on the page, as in `#:~:text=It%20works`.

    It uses as few words as identify the sentence, at most five of each end. Where the first five
    stand earlier on the page too, words from before the sentence replace some. A sentence of up to
    ten words is identified by its first words only.

    Args:
        text: the whole text of the page.
        begin: offset of the sentence.
        end: offset after the sentence.
    """
    words = _WORD.findall(text[begin:end])
    prefix, start = _start(_page(text), begin, words)
    directive = _encode(start)
    if prefix:
        directive = f"{_encode(prefix)}-,{directive}"
    if len(words) <= 2 * WORDS:
        return f"#:~:text={directive}"
    return f"#:~:text={directive},{_encode(words[-WORDS:])}"


@dataclass(frozen=True)
class _Page:
    """The words of a page.

    Attributes:
        words: in the order of the page.
        offsets: at which each begins in the text.
        flat: all words in lower case, joined by single spaces.
        flat_offsets: at which each begins in `flat`.
    """

    words: list[str]
    offsets: list[int]
    flat: str
    flat_offsets: list[int]


@lru_cache(maxsize=1)
def _page(text: str) -> _Page:
    matches = list(_WORD.finditer(text))
    words = [match[0] for match in matches]
    offsets = [match.start() for match in matches]
    flat_offsets = [0, *accumulate(len(word) + 1 for word in words)]
    return _Page(words, offsets, " ".join(words).lower(), flat_offsets)


def _start(page: _Page, begin: int, words: list[str]) -> tuple[list[str], list[str]]:
    """Return words before a sentence and its first words that together identify it.

    They stand nowhere earlier on the page, if five words can do so.
    """
    first = bisect_left(page.offsets, begin)
    most = max(1, min(WORDS, len(words) - 1))
    choices = [(0, count) for count in range(min(3, most), most + 1)]
    choices += [(before, min(most, WORDS - before)) for before in range(1, min(WORDS, first + 1))]
    for before, count in choices:
        prefix = page.words[first - before : first]
        flat = " ".join([*prefix, *words[:count]]).lower()
        if page.flat.find(flat, 0, page.flat_offsets[first - before] + len(flat) - 1) < 0:
            return prefix, words[:count]
    return [], words[:most]


def _encode(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")


def page_address(document: Document) -> str:
    """Return the address of the page with the detailed findings of a pillar.

    The pattern is that of the pages of the inspectorate's site.
    """
    year, force = document.cycle[:4], slugify(document.place)
    return f"{_SITE}/peel-assessments/peel-{year}/{force}/{document.pillar}/detailed-findings/"
