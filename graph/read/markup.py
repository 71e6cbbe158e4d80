"""Knows how to take the running text out of an HTML page: blocks apart by blank lines, nothing hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.errors import InputError
from graph.extras import require_extra

_BLOCKS = frozenset(
    {
        "p",
        "li",
        "div",
        "ul",
        "ol",
        "table",
        "tr",
        "td",
        "th",
        "dt",
        "dd",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    }
    | {"blockquote", "section", "article", "header", "footer"}
)
_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "head", "nav", "form", "button"}
)


def page_text(markup: str, *, where: str = "page") -> str:
    """Return the text of an HTML page: a blank line between blocks, `br` as a line break, bullets marked.

    Args:
        markup: the page.
        where: its name, for messages.

    Raises:
        InputError: for a page without any content.
        MissingLibraryError: when lxml is not installed.
    """
    require_extra("read", "pages in HTML")
    from lxml import html as parser
    from lxml.etree import ParserError

    try:
        root = parser.document_fromstring(
            markup.encode(), parser=parser.HTMLParser(encoding="utf-8")
        )
    except ParserError:
        raise InputError(
            "the page holds no text.", where=where, hint="Save the page with its content."
        ) from None
    pieces = "".join(_pieces(root))
    blocks = (_tidy(block) for block in re.split(r"\x1e+", pieces))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _pieces(element: object) -> Iterator[str]:
    """Yield the text below an element, with a record separator around each block."""
    from lxml.etree import _Element

    if (
        not isinstance(element, _Element)
        or not isinstance(element.tag, str)
        or element.tag in _SKIPPED
    ):
        return
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return
    block = element.tag in _BLOCKS
    if block:
        yield "\x1e"
    if element.tag == "li":
        yield "\u2022 "
    if element.tag == "br":
        yield "\x1f"
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    if block:
        yield "\x1e"


def _tidy(block: str) -> str:
    lines = (" ".join(line.split()) for line in block.split("\x1f"))
    return "\n".join(line for line in lines if line)
