"""Keep text from data as text, wherever it goes: a terminal, Markdown, a spreadsheet, XML, a link."""

from __future__ import annotations

import re
import unicodedata

_STEERING = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$:@])")
_LINE_START = re.compile(r"^(\s*)([-=]|\d+(?=\.))")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_UNLAWFUL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2
_WEB = re.compile(r"https?://[^\s<>\"\\^`{|}\x00-\x20\x7f-\x9f]+", re.IGNORECASE)


def terminal(text: str) -> str:
    """Replace control, bidirectional and other invisible format characters, which could mislead or steer a terminal.

    >>> terminal("a\\x1b[31mb\\u202ec")
    'a\ufffd[31mb\ufffdc'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join("\ufffd" if unicodedata.category(c) in _STEERING and c not in "\n\t" else c for c in text)


def markdown(text: str) -> str:
    """Escape what Markdown, or HTML in it, would take for markup; line breaks become spaces.

    >>> print(markdown("<b> [x](y) *z*"))
    \\<b\\> \\[x\\]\\(y\\) \\*z\\*
    >>> print(markdown("- 1"))
    \\- 1
    """
    line = _MARKUP.sub(r"\\\1", " ".join(terminal(text).split()))
    return _LINE_START.sub(lambda match: f"{match[1]}{match[2]}\\." if match[2].isdigit() else f"{match[1]}\\{match[2]}", line) if line else ""


def code(text: str) -> str:
    """Write a text as a Markdown code span, in which nothing is markup.

    >>> code("unit:x")
    '`unit:x`'
    """
    plain = " ".join(terminal(text).split()).replace("`", "'")
    return f"`{plain}`"


def cell(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula (OWASP, CSV injection); numbers stay as they are.

    >>> [cell(text) for text in ("=1+1", "-5.2", "-a", "@x", "plain")]
    ["'=1+1", '-5.2', "'-a", "'@x", 'plain']
    """
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def xml(text: str) -> str:
    """Replace characters that XML 1.0 cannot hold.

    >>> xml("a\\x0cb\\ufffe")
    'a\ufffdb\ufffd'
    """
    return _UNLAWFUL.sub("\ufffd", text)


def is_xml(text: str) -> bool:
    """Tell whether XML 1.0 can hold a text.

    >>> is_xml("plain"), is_xml("\\ufffe")
    (True, False)
    """
    return not _UNLAWFUL.search(text)


def web(address: str) -> str:
    """Return an address of the web as it is, and "" for any other, which a page must not link to.

    >>> web("https://example.org/a#b"), web("javascript:alert(1)")
    ('https://example.org/a#b', '')
    """
    return address if _WEB.fullmatch(address) else ""
