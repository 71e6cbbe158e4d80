"""Pack the quads of a store into few bytes, for the page that unpacks them again.

A packed store is one line of JSON and then bytes. The terms are sorted and written in the form of
N-Triples, each with the number of characters that it shares with the term before (front coding).
The quads are sorted by property, subject, object and graph, and each of these is a column of
differences between one quad and the next, as variable-length numbers (LEB128, zigzag). Where the
default graph holds each statement of the named graphs once, as in a store of `peelgraph build`, it
is left out, and the page makes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise

from graph.store import BlankNode, DefaultGraph, NamedNode, Store, ntriples_lines

Row = tuple[str, str, str, str]
DEFAULT = ""  # the default graph among the terms, before all others


def pack_quads(store: Store) -> bytes:
    """Return the quads of a store, packed; the same quads give the same bytes."""
    rows = {row for graph in (DefaultGraph(), *store.named_graphs()) for row in _rows(store, graph)}
    default = {row[:3] for row in rows if row[3] == DEFAULT}
    named = {row for row in rows if row[3] != DEFAULT}
    is_union = default == {row[:3] for row in named}
    if is_union:
        rows = named
    terms = sorted({term for row in rows for term in row})
    numbers = {term: number for number, term in enumerate(terms)}
    encoded = sorted(tuple(numbers[term] for term in row) for row in rows)
    columns = [_column(column) for column in zip(*encoded, strict=True)] or [b""] * 4
    texts = "\n".join(_front_coded(terms)).encode()
    head = {
        "quads": len(rows),
        "union": is_union,
        "terms": len(texts),
        "columns": [len(column) for column in columns],
    }
    return b"".join((json.dumps(head).encode(), b"\n", texts, *columns))


def _rows(store: Store, graph: NamedNode | BlankNode | DefaultGraph) -> Iterator[Row]:
    """Yield property, subject, object and graph of the statements of a graph as texts."""
    name = DEFAULT if isinstance(graph, DefaultGraph) else str(graph)
    for line in ntriples_lines(store, graph):
        subject, predicate, value = line.decode().split(" ", 2)
        yield predicate, subject, value.removesuffix(" ."), name


def _front_coded(terms: Iterable[str]) -> Iterator[str]:
    """Yield each term after the length that it shares with the one before, in UTF-16 units.

    A term holds no line break: N-Triples escapes it.
    """
    for before, term in pairwise(["", *terms]):
        shared = _shared(before, term)
        yield f"{_units(term[:shared])} {term[shared:]}"


def _shared(before: str, term: str) -> int:
    length = 0
    for one, two in zip(before, term, strict=False):
        if one != two:
            break
        length += 1
    return length


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _column(numbers: Iterable[int]) -> bytes:
    content = bytearray()
    for before, number in pairwise([0, *numbers]):
        difference = number - before
        content += _variable_length(2 * difference if difference >= 0 else -2 * difference - 1)
    return bytes(content)


def _variable_length(number: int) -> bytes:
    content = bytearray()
    while number > 0x7F:
        content.append(number & 0x7F | 0x80)
        number >>= 7
    content.append(number)
    return bytes(content)
