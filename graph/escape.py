"""Keep text from data as text, wherever it goes: a terminal, Markdown, a spreadsheet, XML, a link."""

from __future__ import annotations

import re
from urllib.parse import quote

# Controls, formats (bidirectional and invisible ones), separators of lines and paragraphs, and halves of pairs (Cc Cf Zl Zp Cs).
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f]"
)
_MARKUP = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)")
_LIST_START = re.compile(r"(\d*)([-+=#.)])(?=\s|$|[-+=#])")
_HEADING_END = re.compile(r"(?<=\s)#(?=#*$)")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_UNLAWFUL = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # XML 1.0, section 2.2
_WEB = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f]+", re.IGNORECASE)
_NO_TARGET = re.compile(
    r"[()<>\[\]\"'\\`{|}^*_~$]|[^\x21-\x7e]"
)  # what could end or change the target of a link in Markdown
_TSV_FORMULA = re.compile(
    r'(^|\t)"(?![+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")(?=[ \u00a0]*(?:[=+\-@\uff1d\uff0b\uff0d\uff20]|\\[trn]))',
    re.MULTILINE,
)


def terminal(text: str) -> str:
    """Replace control, bidirectional and other invisible format characters, which could mislead or steer a terminal.

    >>> terminal("a\\x1b[31mb\\u202ec")
    'a\ufffd[31mb\ufffdc'
    """
    return _STEERING.sub("\ufffd", text)


def lines(text: str) -> str:
    """Do the same in a text whose lines may end in carriage return and line feed."""
    return "\r\n".join(map(terminal, text.split("\r\n")))


def data(text: str, form: str) -> str:
    """Write such characters as escapes of a format, so that the data stay what they are; other formats get replacements.

    >>> data('"\\x9b"', "json"), data('"\\U000e0041"', "ttl"), data("<a>\\x9b</a>", "xml")
    ('"\\\\u009b"', '"\\\\U000e0041"', '<a>&#x9b;</a>')
    """
    if form in ("json", "jsonld"):
        return _STEERING.sub(lambda match: escapes(match[0]), text)
    if form in ("ttl", "nt", "patch"):
        return _STEERING.sub(lambda match: _point(match[0]), text)
    if form == "xml":
        return _STEERING.sub(lambda match: f"&#x{ord(match[0]):x};", text)
    return terminal(text)


def escapes(text: str) -> str:
    """Write characters as the escapes of JSON.

    >>> print(escapes("\\u2014"), escapes("\\U0001f600"))
    \\u2014 \\ud83d\\ude00
    """
    units = text.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))


def markdown(text: str) -> str:
    """Escape what Markdown, or HTML in it, would take for markup; line breaks become spaces.

    >>> print(markdown("<b> [x](y) *z*"))
    \\<b\\> \\[x\\](y) \\*z\\*
    >>> print(markdown("- 1"), markdown("1. x"))
    \\- 1 1\\. x
    """
    line = _HEADING_END.sub(r"\\#", _MARKUP.sub(r"\\\g<0>", " ".join(terminal(text).split())))
    start = _LIST_START.match(line)
    return f"{start[1]}\\{line[start.end(1) :]}" if start else line


def code(text: str) -> str:
    """Write a text as a code span of Markdown, in which nothing is markup.

    >>> code("unit:x")
    '`unit:x`'
    """
    return f"`{' '.join(terminal(text).split()).replace('`', chr(39))}`"


def link(words: str, address: str) -> str:
    """Write a link in Markdown, or the words alone where the address is not one of the web.

    >>> link("page", "https://example.org/(a)"), link("page", "javascript:alert(1)")
    ('[page](https://example.org/%28a%29)', 'page')
    """
    target = _NO_TARGET.sub(lambda match: quote(match[0], safe="", errors="replace"), web(address))
    return f"[{markdown(words)}]({target})" if target else markdown(words)


def cell(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula (OWASP, CSV injection); numbers stay as they are.

    >>> [cell(text) for text in ("=1+1", "-5.2", "-a", "@x", "plain")]
    ["'=1+1", '-5.2', "'-a", "'@x", 'plain']
    """
    if not text.startswith(("\t", "\r", "\n")) and (
        not text.lstrip(" \u00a0").startswith(_FORMULA) or _NUMBER.fullmatch(text)
    ):
        return text
    return f"'{text}"


def tsv(text: str) -> str:
    """Do the same with the quoted literals of SPARQL's TSV.

    >>> tsv('?a\\n"=1+1"\\n-5\\n')
    '?a\\n"\\'=1+1"\\n-5\\n'
    """
    return _TSV_FORMULA.sub(r"""\1"'""", text)


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


def _point(character: str) -> str:
    """Write a character as an escape of Turtle; half of a pair, which is no character, is replaced."""
    code_point = ord(character)
    if 0xD800 <= code_point < 0xE000:
        return "\ufffd"
    return f"\\u{code_point:04x}" if code_point < 0x10000 else f"\\U{code_point:08x}"
