"""Extract the visible text of an HTML page, with a blank line between blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.errors import InputError
from graph.extras import require_extra

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = re.compile(
    "article|blockquote|dd|div|dt|footer|h[1-6]|header|li|main|ol|p|section|table|td|th|tr|ul"
)
_SKIPPED = re.compile("button|form|head|nav|noscript|script|style|svg|template")
_BLOCK_MARK = "\x1e"  # around each block, until the blocks are split
_LINE_MARK = "\x1f"  # for a line break inside a block
_PREFIXES = {"li": "\u2022 ", "br": _LINE_MARK}


def page_text(markup: str, *, where: str = "page") -> str:
    """Return the text of an HTML page: blocks apart by blank lines, bullets marked.

    A `br` element becomes a line break.

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
        encoding = parser.HTMLParser(encoding="utf-8")
        root = parser.document_fromstring(markup.encode(), parser=encoding)
    except ParserError:
        hint = "Save the page with its content."
        raise InputError("the page holds no text.", where=where, hint=hint) from None
    blocks = map(_without_spaces, "".join(_pieces(root)).split(_BLOCK_MARK))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _pieces(element: object) -> Iterator[str]:
    """Yield the text below an element, with a mark around each block."""
    from lxml.etree import _Element

    if not isinstance(element, _Element) or not _is_visible(element):
        return
    mark = ""
    if _BLOCKS.fullmatch(str(element.tag)):
        mark = _BLOCK_MARK
    yield mark
    yield _PREFIXES.get(str(element.tag), "")
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield mark


def _is_visible(element: _Element) -> bool:
    """Tell whether a page shows an element; comments, whose tag is no text, are not shown."""
    if not isinstance(element.tag, str) or _SKIPPED.fullmatch(element.tag):
        return False
    return element.get("hidden") is None and element.get("aria-hidden") != "true"


def _without_spaces(block: str) -> str:
    """Return a block with single spaces and without empty lines."""
    lines = (" ".join(line.split()) for line in block.split(_LINE_MARK))
    return "\n".join(line for line in lines if line)
