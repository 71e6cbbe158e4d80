"""Find calls to the outside (SERVICE) in a query, with two readers that know nothing of each other.

One is ours and reads texts as the engine does: code point escapes mean something in strings and
addresses only. The other is the SPARQL parser of rdflib, which decodes escapes first, as section
19.2 of SPARQL 1.1 has it. Where the system closes the network (`graph.sandbox`), they serve the
message only; elsewhere they are the wall, and both have to find nothing.
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import zip_longest
from typing import TYPE_CHECKING

from graph import sandbox
from graph.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = "service"
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN = re.compile(
    r"""(?P<skipped>\#[^\n\r]*
      |<[^<>"{}|^`\\\x00-\x20]*(?:\\[uU][0-9A-Fa-f]+[^<>"{}|^`\\\x00-\x20]*)*>
      |\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}(?:[^\\]|\\.)*?'{3}|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'
      |[?$]\w+|@[A-Za-z0-9-]+|\s+)
      |(?P<word>[\w:%.-]+(?:\\.[\w:%.-]*)*)|(?P<sign>.)""",
    re.DOTALL | re.VERBOSE,
)
# what else stands between < and > may be a comparison
_ADDRESS = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^()]*>")
_SENTENCE_END = re.compile(r"(?<=\.)(?=service)", re.IGNORECASE)


class Reading(Enum):
    """What a reader says of a query."""

    NOTHING = "no call"
    CALL = "a call"
    UNREADABLE = "cannot be read"


def refuse_service(text: str) -> None:
    """Refuse a query that calls out.

    Raises:
        QueryError: for a call; without a wall, also for what the readers are not sure of.

    >>> refuse_service("SELECT ?service { ?service rdfs:label 'SERVICE <urn:x> {}' }")
    >>> refuse_service("SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } }")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    graph.errors.QueryError: SERVICE is refused: a query here asks this store only ...
    """
    if not _mentions(text):
        return
    ours = read_as_engine(text)
    if sandbox.is_network_closed():
        bare = _without_comments(text)
        is_call = ours is Reading.CALL and read_by_grammar(bare) is not Reading.NOTHING
        theirs = Reading.NOTHING
    else:
        theirs = read_by_grammar(text)
        is_call = Reading.CALL in (ours, theirs)
    if is_call:
        raise QueryError(sandbox.REFUSAL)
    if theirs is Reading.UNREADABLE:
        hint = "Write it without the word SERVICE, in texts and names too."
        raise QueryError(
            "this system cannot block the network for queries, and this query may call a server.",
            hint=hint,
        )


def read_as_engine(text: str) -> Reading:
    """Look for the keyword outside strings, addresses, comments, variables and names."""
    words = list(_words(text))
    for word, follower in zip_longest(words, words[1:], fillvalue=""):
        if _WORD in _decoded(word).lower() and not _is_name(word, follower):
            return Reading.CALL
    return Reading.NOTHING


def read_by_grammar(text: str) -> Reading:
    """Look for a call in the tree that rdflib's parser makes."""
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        tree = parseQuery(text)
    except Exception:  # pyparsing raises many things, and deep queries a RecursionError
        return Reading.UNREADABLE
    is_call = any(getattr(node, "name", "") == "ServiceGraphPattern" for node in _nodes(tree))
    return Reading.CALL if is_call else Reading.NOTHING


def _mentions(text: str) -> bool:
    return _WORD in text.lower() or ("\\" in text and _WORD in _decoded(text).lower())


def _decoded(text: str) -> str:
    """Decode code point escapes."""

    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code < 0x110000 else " "

    return _ESCAPED.sub(character, text)


def _without_comments(text: str) -> str:
    """Take out comments as the engine reads them, so that both readers see the same query."""
    return _TOKEN.sub(lambda match: "\n" if match[0].startswith("#") else match[0], text)


def _words(text: str) -> Iterator[str]:
    """Yield the words and signs of a query, without strings, addresses, comments and variables."""
    for match in _TOKEN.finditer(text):
        is_comparison = match[0].startswith("<") and not _ADDRESS.fullmatch(match[0])
        if match.lastgroup != "skipped" or is_comparison:
            yield from _SENTENCE_END.split(match[0])


def _is_name(word: str, follower: str) -> bool:
    """Tell a prefixed name from the keyword, which the engine may read without a space after it."""
    prefix, colon, _ = word.partition(":")
    is_called = prefix.lower().startswith(_WORD) and follower == "{"
    return bool(colon) and "\\" not in word and not is_called


def _nodes(tree: object) -> Iterator[object]:
    """Walk a tree of rdflib's parser."""
    from pyparsing import ParseResults

    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, dict):
            waiting.extend(node.values())
        elif isinstance(node, list | tuple | ParseResults):
            waiting.extend(node)
