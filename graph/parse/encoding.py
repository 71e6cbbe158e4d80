"""Decode the text of a file: a byte order mark, UTF-16, and the encoding that XML declares."""

from __future__ import annotations

import codecs
import re

from graph.errors import InputError

# those of UTF-32 first, as the little one begins with that of UTF-16
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# how UTF-16 without a mark shows: texts of all formats begin with a character of ASCII
_WIDE = ((re.compile(rb"\0[^\0]"), "utf-16-be"), (re.compile(rb"[^\0]\0"), "utf-16-le"))
_DECLARED = re.compile(
    rb"""<\?xml\s[^?>]*?\bencoding\s*=\s*(?P<value>"(?P<name>[\w.:-]+)"|'(?P<single>[\w.:-]+)')"""
)
_HINT = "Save the file as UTF-8."


def utf8_content(content: bytes, *, is_xml: bool = False, where: str = "") -> bytes:
    """Return the text of a file in UTF-8 without a byte order mark.

    Args:
        content: of the file.
        is_xml: whether it may declare its encoding, as XML does; line ends become those of XML.
        where: its name, for messages.

    Raises:
        InputError: for bytes that are not of the encoding.
    """
    name = _encoding(content, is_xml)
    if name != "utf-8":
        try:
            content = content.decode(name).encode()
        except LookupError:
            message = f"the encoding {name} is not a usual one."
            raise InputError(message, where=where, hint=_HINT) from None
        except UnicodeError:
            raise InputError(f"is not all {name}.", where=where, hint=_HINT) from None
    if not is_xml:
        return content
    content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return _with_utf8_declared(content)


def _encoding(content: bytes, is_xml: bool) -> str:
    """Return the encoding that the first bytes show or declare."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    for pattern, name in _WIDE:
        if pattern.match(content):
            return name
    declaration = _DECLARED.match(content)
    if not is_xml or not declaration:
        return "utf-8"
    name = (declaration["name"] or declaration["single"]).decode().lower()
    return {"utf8": "utf-8", "us-ascii": "utf-8"}.get(name, name)


def _with_utf8_declared(content: bytes) -> bytes:
    declaration = _DECLARED.match(content)
    if not declaration:
        return content
    begin, end = declaration.span("value")
    return content[:begin] + b'"UTF-8"' + content[end:]
