"""Parse the header of a packaged query.

The leading lines `#+ key: value` are YAML, after the convention of grlc (Meroño-Peñuela and
Hoekstra, 2016):

    #+ title: "Who works where, and when: a text with a colon stands in quotes"
    #+ asked-by: [analyst, journalist]
    #+ parameters:
    #+   unit: unit:cambridgeshire-methub
    #+ description: >-
    #+   A text of several lines,
    #+   which are joined.

A value is a text, a list of texts, or a mapping of names to texts and lists. No other YAML is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from graph.errors import QueryError

Field: TypeAlias = str | tuple[str, ...]
Value: TypeAlias = Field | Mapping[str, Field]
_MARK = "#+"
_FOLDED = ">-"
_PAIR = re.compile(r"(?P<key>[A-Za-z][\w-]*):(?: +(?P<value>\S.*))?")
_NOT_PLAIN = re.compile(r"[\[\]{}&*!|>'\"%@`,#]|[-?:] |.*(?:: | #|:$)")
_HINT = (
    "A line is `#+ key: value`; a text with a colon or another sign of YAML needs double quotes."
)


def parse_header(text: str, path: Path) -> dict[str, Value]:
    """Return the values of a header by key.

    Args:
        text: of the query.
        path: of its file, for messages.

    Raises:
        QueryError: with file and line, for what is not of the form above.
    """
    header: dict[str, Value] = {}
    for entry in _entries(text):
        try:
            key, value = entry.parsed()
        except ValueError as error:
            raise _parse_error(path, entry, str(error)) from None
        if key in header:
            raise _parse_error(path, entry, f"{key} stands there twice")
        header[key] = value
    return header


@dataclass
class _Entry:
    """A line of a header, its number from 1, and the lines that belong to it."""

    line: str
    number: int
    lines: list[str] = field(default_factory=list)

    def parsed(self) -> tuple[str, Value]:
        """Return key and value, or raise a ValueError that says what is wrong."""
        key, value = _pair(self.line)
        if value == _FOLDED and self.lines:
            return key, " ".join(self.lines)
        if value and not self.lines:
            return key, _field(value)
        if value or not self.lines:
            raise ValueError(f"{key} has no value, or more than one")
        return key, {name: _field(text) for name, text in map(_pair, self.lines)}


def _entries(text: str) -> Iterator[_Entry]:
    """Group the lines of a header: each key with the indented lines below it."""
    entry: _Entry | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith(_MARK):
            break
        content = line.removeprefix(_MARK)
        if entry and content.startswith("  "):
            entry.lines.append(content.strip())
            continue
        if entry:
            yield entry
        entry = _Entry(content.strip(), number)
    if entry:
        yield entry


def _pair(line: str) -> tuple[str, str]:
    match = _PAIR.fullmatch(line)
    if not match:
        raise ValueError(f"“{line}” is no key with a value")
    return match["key"], match["value"] or ""


def _field(value: str) -> Field:
    if value.startswith("["):
        return _items(value)
    if value.startswith('"'):
        return _quoted(value)
    return _plain(value)


def _items(value: str) -> tuple[str, ...]:
    if not value.endswith("]"):
        raise ValueError(f"the list {value} has no end")
    return tuple(_plain(item.strip()) for item in value[1:-1].split(",") if value != "[]")


def _quoted(value: str) -> str:
    try:
        return str(json.loads(value))
    except ValueError:
        raise ValueError(f"{value} is no text in double quotes") from None


def _plain(value: str) -> str:
    if not value or _NOT_PLAIN.match(value):
        raise ValueError(f"“{value}” is no plain text")
    return value


def _parse_error(path: Path, entry: _Entry, message: str) -> QueryError:
    where = f"{path}:{entry.number}"
    return QueryError(f"the header cannot be read: {message}.", where=where, hint=_HINT)
