"""Read the file of a report, and parse it by the layout of its page."""

from __future__ import annotations

import importlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Protocol, cast

from graph.document import Document
from graph.errors import InputError
from graph.read.page_layouts import LAYOUTS

_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")


class Layout(Protocol):
    """What a module of a page layout defines."""

    def recognises(self, text: str) -> bool:
        """Say whether a text is a page of this layout."""

    def parse_report(self, text: str, *, where: str) -> Document:
        """Parse the text of a page; raise `InputError` where a part that it needs is missing."""


def read_report(path: Path) -> Document:
    """Read a page of a report, as `.txt` or `.html`, into sections, paragraphs and sentences.

    Args:
        path: the file, in UTF-8.

    Raises:
        InputError: when the file is missing, empty, not text, or of no page layout of `LAYOUTS`.
    """
    text, where = _decode(path), str(path)
    if path.suffix.lower() not in {".html", ".htm"}:
        return parse_text(text, where=where)
    from graph.read import markup

    return replace(parse_text(markup.page_text(text, where=where), where=where), offsets=False)


def parse_text(text: str, *, where: str = "text") -> Document:
    """Parse the text of a page by the first layout that recognises it.

    Raises:
        InputError: when none does; the message is that of the first layout.
    """
    layouts = [layout_module(name) for name in LAYOUTS]
    layout = next((layout for layout in layouts if layout.recognises(text)), layouts[0])
    return layout.parse_report(text, where=where)


def layout_module(name: str) -> Layout:
    """Return the module of a page layout by its name in `LAYOUTS`."""
    return cast("Layout", importlib.import_module(f"{__package__}.page_layouts.{name}"))


def _decode(path: Path) -> str:
    where = str(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}."
        raise InputError(message, where=where, hint="Give the file of a report.") from error
    if not raw.strip():
        hint = "Give the text or HTML of a report."
        raise InputError("the file is empty.", where=where, hint=hint)
    hint = "Save the page as text in UTF-8."
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        message = f"not UTF-8 text (byte {error.start})."
        raise InputError(message, where=where, hint=hint) from error
    if _BINARY.search(text):
        raise InputError("a binary file, not text.", where=where, hint=hint)
    return text
