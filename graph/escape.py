"""Escape text from data for a terminal, Markdown, a spreadsheet, XML, and links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

_ASCII_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_MARKUP = r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)"
_LIST_START = r"(\d*)([-+=#.)])(?=\s|$|[-+=#])"
_HEADING_END = r"(?<=\s)#(?=#*$)"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_MOST_SHOWN = 200  # characters of a text that a message repeats
_WEB = r"(?i)https?://[^\s\x00-\x20\x7f-\x9f]+"
# what could end or change the target of a link in Markdown
_UNSAFE_IN_LINK = r"[()<>\[\]\"'\\`{|}^*_~$]|[^\x21-\x7e]"
_TSV_FORMULA = (
    r'(?m)(^|\t)"(?![+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")'
    r"(?=[ \u00a0]*(?:[=+\-@\uff1d\uff0b\uff0d\uff20]|\\[trn]))"
)


@cache
def _unicode_control() -> re.Pattern[str]:
    """Return controls, formats (bidirectional, invisible), separators and surrogates of Unicode.

    They are its categories Cc, Cf, Zl, Zp and Cs. To compile them takes as long as to import
    several modules, and most texts are ASCII.
    """
    return re.compile(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"
        "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
        "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
        "\U000e0001\U000e0020-\U000e007f]"
    )


@cache
def _not_xml() -> re.Pattern[str]:
    """Return the characters that XML 1.0 cannot hold (section 2.2)."""
    return re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _control(text: str) -> re.Pattern[str]:
    """Return the characters of a text that could control a terminal."""
    return _ASCII_CONTROL if text.isascii() else _unicode_control()


def terminal_text(text: str) -> str:
    """Replace control, bidirectional and invisible characters, which could control a terminal.

    >>> terminal_text("a\\x1b[31mb\\u202ec")
    'a\ufffd[31mb\ufffdc'
    """
    return _control(text).sub("\ufffd", text)


def terminal_lines(text: str) -> str:
    """Apply `terminal_text` to text whose lines may end in carriage return and line feed."""
    return "\r\n".join(map(terminal_text, text.split("\r\n")))


def format_escapes(text: str, form: str) -> str:
    """Write control characters as escapes of a format, which keeps the data; else replace them.

    Args:
        text: in that format.
        form: `json`, `jsonld`, `ttl`, `nt`, `patch`, `xml` or `rdf`; any other has no
            escapes.

    >>> print(format_escapes('"\\x9b"', "json"), format_escapes("<a>\\x9b</a>", "xml"))
    "\\u009b" <a>&#x9b;</a>
    >>> print(format_escapes('"\\U000e0041"', "ttl"))
    "\\U000e0041"
    """
    if form in ("json", "jsonld"):
        return _control(text).sub(lambda match: json_escapes(match[0]), text)
    if form in ("ttl", "nt", "patch"):
        return _control(text).sub(lambda match: _turtle_escape(match[0]), text)
    if form in ("xml", "rdf"):
        return _control(text).sub(lambda match: f"&#x{ord(match[0]):x};", text)
    return terminal_text(text)


def json_escapes(text: str) -> str:
    """Write characters as the escapes of JSON.

    >>> print(json_escapes("\\u2014"), json_escapes("\\U0001f600"))
    \\u2014 \\ud83d\\ude00
    """
    units = text.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))


def markdown_text(text: str) -> str:
    """Escape what Markdown, or HTML in it, would take for markup; line breaks become spaces.

    >>> print(markdown_text("<b> [x](y) *z*"))
    \\<b\\> \\[x\\](y) \\*z\\*
    >>> print(markdown_text("- 1"), markdown_text("1. x"))
    \\- 1 1\\. x
    """
    line = re.sub(_MARKUP, r"\\\g<0>", " ".join(terminal_text(text).split()))
    line = re.sub(_HEADING_END, r"\\#", line)
    start = re.match(_LIST_START, line)
    if start is None:
        return line
    return f"{start[1]}\\{line[start.end(1) :]}"


def markdown_code(text: str) -> str:
    """Write a text as a code span of Markdown, in which nothing is markup.

    >>> markdown_code("unit:x")
    '`unit:x`'
    """
    return f"`{' '.join(terminal_text(text).split()).replace('`', chr(39))}`"


def markdown_block(text: str, form: str) -> str:
    """Write the lines of a format as a block of code of Markdown, in which nothing is markup.

    Args:
        text: whole lines.
        form: of the text, as for `format_escapes`.

    >>> markdown_block("<urn:a> <urn:b> 1 .\\n", "ttl")
    '```ttl\\n<urn:a> <urn:b> 1 .\\n```\\n'
    """
    fence = max(["``", *re.findall("`+", text)], key=len) + "`"
    return f"{fence}{form}\n{format_escapes(text, form)}{fence}\n"


def markdown_link(words: str, address: str) -> str:
    """Write a link in Markdown, or only its words where the address is not one of the web.

    >>> print(markdown_link("page", "https://example.org/(a)"))
    [page](https://example.org/%28a%29)
    >>> print(markdown_link("page", "javascript:alert(1)"))
    page
    """
    if not web_address(address):
        return markdown_text(words)
    target = re.sub(_UNSAFE_IN_LINK, _percent_encoded, address)
    return f"[{markdown_text(words)}]({target})"


def csv_cell(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula; numbers stay.

    Characters that could control a terminal are replaced, too. Source: OWASP, CSV injection.

    >>> [csv_cell(text) for text in ("=1+1", "-5.2", "-a", "@x", "plain")]
    ["'=1+1", '-5.2', "'-a", "'@x", 'plain']
    """
    if not text.startswith(("\t", "\r", "\n")) and (
        not text.lstrip(" \u00a0").startswith(_FORMULA) or _NUMBER.fullmatch(text)
    ):
        return terminal_text(text)
    return terminal_text(f"'{text}")


def csv_text(rows: Iterable[Iterable[str]], *, end: str = "\r\n") -> str:
    """Write rows as CSV (RFC 4180).

    Args:
        rows: the cells, those of data through `csv_cell`.
        end: of each line.
    """
    import csv
    import io

    text = io.StringIO()
    csv.writer(text, lineterminator=end).writerows(rows)
    return text.getvalue()


def tsv_text(text: str) -> str:
    """Apply `csv_cell` to the quoted literals of SPARQL's TSV.

    >>> tsv_text('?a\\n"=1+1"\\n-5\\n')
    '?a\\n"\\'=1+1"\\n-5\\n'
    """
    return re.sub(_TSV_FORMULA, r"""\1"'""", text)


def xml_text(text: str) -> str:
    """Replace characters that XML 1.0 cannot hold.

    >>> xml_text("a\\x0cb\\ufffe")
    'a\ufffdb\ufffd'
    """
    return _not_xml().sub("\ufffd", text)


def is_xml_text(text: str) -> bool:
    """Tell whether XML 1.0 can hold a text.

    >>> is_xml_text("plain"), is_xml_text("\\ufffe")
    (True, False)
    """
    return not _not_xml().search(text)


def xml_fault(text: str) -> str:
    """Return the text between two tags around the first character that XML 1.0 cannot hold.

    The character is shown by its number; "" where there is none.

    >>> print(xml_fault("<a>plain</a><b>x\\ufffey</b>"))
    x[U+FFFE]y
    """
    match = _not_xml().search(text)
    if match is None:
        return ""
    begin = text.rfind(">", 0, match.start()) + 1
    part = text[begin:].partition("<")[0]
    return _not_xml().sub(lambda fault: f"[U+{ord(fault[0]):04X}]", part)[:_MOST_SHOWN]


def web_address(address: str) -> str:
    """Return an address of the web as it is, and "" for any other, which a page must not link to.

    >>> web_address("https://example.org/a#b"), web_address("javascript:alert(1)")
    ('https://example.org/a#b', '')
    """
    if re.fullmatch(_WEB, address):
        return address
    return ""


def _percent_encoded(match: re.Match[str]) -> str:
    from urllib.parse import quote

    return quote(match[0], safe="", errors="replace")


def _turtle_escape(character: str) -> str:
    """Write a character as an escape of Turtle; a surrogate, which is no character, is replaced."""
    code_point = ord(character)
    if 0xD800 <= code_point < 0xE000:
        return "\ufffd"
    if code_point < 0x10000:
        return f"\\u{code_point:04x}"
    return f"\\U{code_point:08x}"
