"""Write out the entities and relative bases of RDF/XML, which the engine reads in part only.

Entities that refer to others, or make a file many times as large, are refused before they do.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin
from xml.parsers import expat

from graph.errors import InputError

_GROWTH = 20  # times the size of a file that its entities may come to
_SPARE = 1_000_000  # bytes that they may come to in any case
_DOCTYPE = b"<!DOCTYPE"
# what has no end takes the rest, so that it is looked for once
_SKIPPED_OR_REFERENCE = re.compile(
    rb"<!--(?:.*?-->|.*)|<!\[CDATA\[(?:.*?\]\]>|.*)|<\?(?:.*?\?>|.*)|&(?P<name>[^\s&;#<>]+);",
    re.DOTALL,
)
_BASE = re.compile(rb"""\sxml:base\s*=\s*("[^"]*"|'[^']*')""")
_PREDEFINED = ("amp", "apos", "gt", "lt", "quot")
_QUOTES = {ord('"'): "&quot;", ord("'"): "&apos;"}
_HINT = "Write out their values, or replace entities by prefixes."


def expand_entities(content: bytes, *, where: str) -> bytes:
    """Return RDF/XML in UTF-8 with its entities written out, and without their declarations.

    Args:
        content: of the file.
        where: its name, for messages.

    Raises:
        InputError: for entities of entities, those of other files that are used, and those that
            come to far more than the file.
    """
    if _DOCTYPE not in content:
        return content
    declaration = _Declaration(content, where)
    declaration.read()
    begin, end = declaration.begin, declaration.end
    if end < 0:  # the word stands in a comment or a text
        return content
    entities, body = declaration.entities, content[end:]
    _check_growth(entities, body, len(content), where)

    def value(match: re.Match[bytes]) -> bytes:
        return entities.get(match["name"], match[0])

    expansion = _SKIPPED_OR_REFERENCE.sub(value, body)
    return content[:begin] + b"\n" * content[begin:end].count(b"\n") + expansion


def resolve_bases(content: bytes, base: str, *, where: str = "") -> bytes:
    """Return RDF/XML in UTF-8 whose `xml:base` are all absolute, or left out where they are empty.

    Args:
        content: of the file, without entities.
        base: address of the file.
        where: its name, for messages.

    Raises:
        InputError: for relative bases that come to far more than the file.
    """
    if b"xml:base" not in content:
        return content
    places: list[tuple[int, str]] = []
    bases = [base]
    parser = expat.ParserCreate("utf-8")

    def start(_: str, attributes: dict[str, str]) -> None:
        relative = attributes.get("xml:base")
        if relative is not None:
            places.append((parser.CurrentByteIndex, urljoin(bases[-1], relative)))
        bases.append(bases[-1] if relative is None else places[-1][1])

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: bases.pop()
    try:
        parser.Parse(content, True)
    except expat.ExpatError:  # which the engine says
        return content
    growth = sum(len(absolute) for _, absolute in places)
    if growth > _GROWTH * len(content) + _SPARE:
        message = f"its bases come to {growth:,} bytes in a file of {len(content):,}."
        raise InputError(message, where=where, hint="Make xml:base absolute.")
    return _with_bases(content, places)


class _Declaration:
    """Reads the DOCTYPE of a file: where it stands, and the entities that it declares."""

    def __init__(self, content: bytes, where: str) -> None:
        self.where, self.content = where, content
        self.begin = self.end = -1
        self.entities: dict[bytes, bytes] = {}

    def read(self) -> None:
        """Read until the first element."""
        parser = self.parser = expat.ParserCreate("utf-8")
        parser.StartDoctypeDeclHandler = self._start
        parser.EndDoctypeDeclHandler = self._end
        parser.EntityDeclHandler = self._entity
        parser.StartElementHandler = self._stop
        try:
            parser.Parse(self.content, True)
        except _BodyReached:
            return
        except expat.ExpatError as error:
            message = f"the XML is not well-formed ({expat.ErrorString(error.code)})."
            place = f"{self.where}:{error.lineno}:{error.offset + 1}"
            raise InputError(message, where=place, hint="Correct the syntax there.") from None

    def _start(self, *_: object) -> None:
        self.begin = self.content.rfind(_DOCTYPE, 0, self.parser.CurrentByteIndex)

    def _end(self) -> None:
        self.end = self.parser.CurrentByteIndex + 1  # behind the >

    def _stop(self, *_: object) -> None:
        raise _BodyReached

    def _entity(
        self, name: str, is_parameter: bool, value: str | None, *identifiers: str | None
    ) -> None:
        if is_parameter:
            message = f"declares %{name};, an entity of the declaration itself."
            raise InputError(message, where=self.where, hint=_HINT)
        if value is None:
            message = f"the entity {name} stands in another file ({identifiers[1]})."
            raise InputError(message, where=self.where, hint=_HINT)
        if name in _PREDEFINED:
            return
        if "&" in value or "<" in value:
            message = f"the entity {name} is declared by other entities or elements."
            raise InputError(message, where=self.where, hint=_HINT)
        self.entities.setdefault(name.encode(), value.translate(_QUOTES).encode())


class _BodyReached(Exception):  # noqa: N818 - no error, but the end of reading
    """Ends the reading of a declaration at the first element."""


def _check_growth(entities: dict[bytes, bytes], body: bytes, size: int, where: str) -> None:
    names = (match["name"] for match in _SKIPPED_OR_REFERENCE.finditer(body))
    growth = sum(len(entities.get(name, b"")) for name in names)
    if growth > _GROWTH * size + _SPARE:
        message = f"its entities come to {growth:,} bytes in a file of {size:,}."
        raise InputError(message, where=where, hint="Replace entities by prefixes.")


def _with_bases(content: bytes, places: list[tuple[int, str]]) -> bytes:
    """Put absolute bases into the tags that begin at places."""
    parts, end = [], 0
    for begin, base in places:
        match = _BASE.search(content, begin)
        assert match is not None
        attribute = b""
        if base:
            value = base.replace("&", "&amp;").replace("<", "&lt;").translate(_QUOTES)
            attribute = f' xml:base="{value}"'.encode()
        parts += [content[end : match.start()], attribute]
        end = match.end()
    return b"".join([*parts, content[end:]])
