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
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from graph.default_graph import is_built
from graph.queries import text_rows
from graph.store import BlankNode, DefaultGraph, NamedNode, Store, ntriples_lines

if TYPE_CHECKING:
    import numpy as np

Graph = NamedNode | BlankNode | DefaultGraph
_LONGEST = 5  # bytes of a difference between two numbers of 32 bits
DEFAULT = ""  # the default graph among the terms, before all others
_SIZE = "SELECT (COUNT(*) AS ?size) { ?s ?p ?o }"
_SIZE_WITH_NAMED = """
SELECT (COUNT(*) AS ?size) {
  SELECT DISTINCT ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?graph { ?s ?p ?o } } }
}
"""


class _Numbers(dict[str, int]):
    """Numbers of terms from 0, in the order in which they are first asked for."""

    def __missing__(self, term: str) -> int:
        return self.setdefault(term, len(self))


def pack_quads(store: Store) -> bytes:
    """Return the quads of a store, packed; the same quads give the same bytes."""
    named = list(store.named_graphs())
    terms, quads = _numbered(store, named)
    is_union = _is_union(store, quads)
    if not is_union:
        terms, quads = _numbered(store, [DefaultGraph(), *named])
    columns = [_column(column) for column in quads.T]
    texts = "\n".join(_front_coded(terms)).encode()
    head = {
        "quads": len(quads),
        "union": is_union,
        "terms": len(texts),
        "columns": [len(column) for column in columns],
    }
    return b"".join((json.dumps(head).encode(), b"\n", texts, *columns))


def _numbered(store: Store, graphs: Iterable[Graph]) -> tuple[list[str], np.ndarray]:
    """Return the terms of some graphs, A to Z, and their quads, in order.

    A quad is a row of four numbers: the places among the terms of its property, subject, object
    and graph.
    """
    import numpy as np

    by_term: dict[str, int] = _Numbers()
    numbers = array("i")
    for graph in graphs:
        name = DEFAULT if isinstance(graph, DefaultGraph) else str(graph)
        for line in ntriples_lines(store, graph):
            subject, predicate, value = line.decode().split(" ", 2)
            numbers.extend(
                (by_term[predicate], by_term[subject], by_term[value[:-2]], by_term[name])
            )
    terms = sorted(by_term)
    places = np.empty(len(terms), np.int32)
    places[[by_term[term] for term in terms]] = np.arange(len(terms))
    quads = places[np.asarray(numbers)].reshape(-1, 4)
    return terms, quads[np.lexsort(quads.T[::-1])]


def _is_union(store: Store, named: np.ndarray) -> bool:
    """Say whether the default graph holds what named graphs state, given their quads in order."""
    if is_built(store):
        return True
    import numpy as np

    statements = int((np.diff(named[:, :3], axis=0, prepend=-1) != 0).any(axis=1).sum())
    sizes = (int(text_rows(store, text)[0]["size"]) for text in (_SIZE, _SIZE_WITH_NAMED))
    return all(size == statements for size in sizes)


def _front_coded(terms: Sequence[str]) -> Iterator[str]:
    """Yield each term after the length that it shares with the one before, in UTF-16 units.

    A term holds no line break: N-Triples escapes it.
    """
    for before, term in pairwise(["", *terms]):
        shared = _shared(before, term)
        yield f"{_units(term[:shared])} {term[shared:]}"


def _shared(before: str, term: str) -> int:
    """Return how many characters two terms share at their beginning, found by halves."""
    least, most = 0, min(len(before), len(term))
    while least < most:
        middle = (least + most + 1) // 2
        if before[least:middle] == term[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _column(numbers: np.ndarray) -> bytes:
    """Write the differences between numbers, from 0 to the first, in LEB128 and zigzag."""
    import numpy as np

    differences = np.diff(numbers.astype(np.int64), prepend=0)
    values = np.where(differences < 0, -2 * differences - 1, 2 * differences)
    lengths = np.ones(len(values), np.int64)  # in bytes
    for byte in range(1, _LONGEST):
        lengths += values >> 7 * byte > 0
    starts = np.cumsum(lengths) - lengths
    content = np.zeros(lengths.sum(), np.uint8)
    for byte in range(_LONGEST):
        has_byte = lengths > byte
        follows = (lengths[has_byte] > byte + 1) << 7
        content[starts[has_byte] + byte] = values[has_byte] >> 7 * byte & 0x7F | follows
    return content.tobytes()
