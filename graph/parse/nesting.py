"""Refuse files that would cost far more to parse than their size suggests.

The engine's parsers call themselves for nested JSON and nested triple terms until the stack ends,
which ends the process. That shows in the bytes before parsing, in time proportional to their
number. Entities of RDF/XML, which multiply, are those of `graph.parse.entities`.
"""

from __future__ import annotations

import re

from graph.errors import InputError

DEEPEST = 200  # levels of nesting
_OPEN, _CLOSE = b"\x01", b"\x02"
_OPENING = (b"<<", b"[", b"(", b"{")
_STRING = rb'"[^"\\]*(?:\\.[^"\\]*)*"'
# each branch begins with a sign, so that the search goes quickly from one to the next
_TURTLE_SKIPPED = re.compile(
    rb'<(<)|>(>)|<[^<>"{}|^`\x00-\x20]*>|"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""|'
    + rb"'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''|"
    + _STRING
    + rb"|'[^'\\\n]*(?:\\.[^'\\\n]*)*'|#[^\n\r]*|\\.",
    re.DOTALL,
)
_JSON_SKIPPED = re.compile(_STRING, re.DOTALL)
# what has no end takes the rest, so that it is looked for once
_XML_SKIPPED = re.compile(
    rb"<!--(?:.*?-->|.*)|<!\[CDATA\[(?:.*?\]\]>|.*)|<\?(?:.*?\?>|.*)", re.DOTALL
)
_ATTRIBUTES = rb"""(?:[^<>"'/]|"[^"]*"|'[^']*'|/(?!>))*"""
_XML_EMPTY = re.compile(rb"<[^<>/!?]" + _ATTRIBUTES + rb"/>")
_XML_START = re.compile(rb"<[^<>/!?]" + _ATTRIBUTES + rb">")
_XML_END = re.compile(rb"</[^<>]*>")
_BRACKETS = bytes.maketrans(b"[({])}", _OPEN * 3 + _CLOSE * 3)
_NO_MARK = bytes(set(range(256)) - {1, 2})


def check_bounds(content: bytes, suffix: str, *, where: str) -> None:
    """Refuse a file that is nested too deeply.

    Args:
        content: of the file.
        suffix: of its name, which names the format.
        where: its name, for messages.

    Raises:
        InputError: with the limit.
    """
    if _is_deep(_marks(content, suffix)):
        raise InputError(
            f"is nested deeper than {DEEPEST} levels.",
            where=where,
            hint="Give the inner parts names and state them one after the other.",
        )


def _marks(content: bytes, suffix: str) -> bytes:
    """Return where a file opens and closes a level; nothing where it opens too few to be deep."""
    signs: tuple[bytes, ...] = _OPENING
    find = _turtle_marks
    match suffix:
        case ".rdf" | ".owl":
            signs, find = (b"<",), _xml_marks
        case ".nt" | ".nq":
            signs = (b"<<",)
        case ".jsonld":
            find = _json_marks
    if sum(map(content.count, signs)) <= DEEPEST:
        return b""
    return find(content)


def _turtle_marks(content: bytes) -> bytes:
    return _bracket_marks(_TURTLE_SKIPPED.sub(rb"\1\1\2\2", _without_marks(content)))


def _json_marks(content: bytes) -> bytes:
    return _bracket_marks(_JSON_SKIPPED.sub(b"", _without_marks(content)))


def _without_marks(content: bytes) -> bytes:
    return content.translate(None, _OPEN + _CLOSE)


def _bracket_marks(bare: bytes) -> bytes:
    """Return where brackets and triple terms open and close, in a text without strings."""
    marked = bare.replace(b"<<", _OPEN).replace(b">>", _CLOSE).translate(_BRACKETS)
    return marked.translate(None, _NO_MARK)


def _xml_marks(content: bytes) -> bytes:
    """Return where elements open and close."""
    bare = _XML_SKIPPED.sub(b"", _without_marks(content))
    marked = _XML_END.sub(_CLOSE, _XML_START.sub(_OPEN, _XML_EMPTY.sub(b"", bare)))
    return marked.translate(None, _NO_MARK)


def _is_deep(marks: bytes) -> bool:
    """Remove the innermost levels one after the other; tell whether too many remain."""
    for _ in range(DEEPEST):
        fewer = marks.replace(_OPEN + _CLOSE, b"")
        if len(fewer) == len(marks):
            break
        marks = fewer
    return marks.count(_OPEN) > DEEPEST or _OPEN + _CLOSE in marks
