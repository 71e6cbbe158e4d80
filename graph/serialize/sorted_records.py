"""Put statements in their order, on disk where they are many, so that memory has a bound.

They are sorted as texts. A record has graph, subject, predicate and object as N-Quads writes them,
each but the last with a NUL after it, which no term holds, and then ends as a line of N-Quads does.
Bytes of UTF-8 stand in the order of their characters, so that whole records are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby, islice
from tempfile import TemporaryFile
from typing import IO
from weakref import finalize

from graph.namespaces import RDF_TYPE
from graph.store import DefaultGraph, Quad, RdfFormat, Triple, parse

DEFAULT = str(DefaultGraph()).encode()
_RUN = 750_000  # records that are sorted in memory; each takes some 300 bytes
_AT_ONCE = 10_000  # lines that are written or parsed together
_NUL = b"\0"
_CLASS = RDF_TYPE.encode()
_END = b" .\n"
_TRIPLE_TERM = _NUL + _END  # ends a record whose object is a triple term, which is bare there


class SortedRecords:
    """Records of statements in order; each is given once.

    More than fit into a run are sorted run by run, each kept in a file that has no name, and merged
    as they are given (Knuth, The Art of Computer Programming 3, section 5.4).

    Args:
        records: in any order; they are read at once.
    """

    def __init__(self, records: Iterable[bytes]) -> None:
        rest = iter(records)
        self._last = sorted(islice(rest, _RUN))
        self._runs: list[IO[bytes]] = []
        finalize(self, _close, self._runs)
        while len(self._last) == _RUN:
            self._runs.append(_written_run(self._last))
            self._last.clear()
            self._last = sorted(islice(rest, _RUN))

    def __iter__(self) -> Iterator[bytes]:
        for file in self._runs:
            file.seek(0)
        records = merge(*self._runs, self._last) if self._runs else self._last
        for record, _ in groupby(records):
            yield record


def order(quad: Quad) -> tuple[bool, str, str]:
    """Return by what the statements of a subject are sorted: its class, then A to Z."""
    predicate = quad.predicate.value
    return predicate != RDF_TYPE, predicate, str(quad.object)


def quad_record(quad: Quad) -> bytes:
    """Return the record of a statement, in which the class of a subject stands first."""
    predicate, value = quad.predicate.value, quad.object
    key = "" if predicate == RDF_TYPE else predicate
    end = "\0 .\n" if type(value) is Triple else " .\n"
    return f"{quad.graph_name}\0{quad.subject}\0{key}\0{value}{end}".encode()


def line_records(lines: Iterable[bytes], graph: bytes) -> Iterator[bytes]:
    """Yield the records of statements in lines of N-Triples, none of which has a triple term.

    Args:
        lines: with their ends.
        graph: as `str` writes its name.
    """
    keys = _Keys()
    for line in lines:
        subject, predicate, value = line.split(b" ", 2)
        yield _NUL.join((graph, subject, keys[predicate], value))


def triple_term_record(subject: bytes, predicate: bytes, triple: bytes) -> bytes:
    """Return the record of a statement about a statement, in the default graph.

    Args:
        subject: as N-Triples writes it.
        predicate: its IRI.
        triple: subject, predicate and object of the other, as N-Triples writes them.
    """
    return _NUL.join((DEFAULT, subject, predicate, triple + _TRIPLE_TERM))


class _Keys(dict[bytes, bytes]):
    """By what predicates in angle brackets are sorted."""

    def __missing__(self, predicate: bytes) -> bytes:
        iri = predicate[1:-1]
        self[predicate] = key = b"" if iri == _CLASS else iri
        return key


def without_graph(record: bytes) -> bytes:
    """Return a record without its graph, the same for a statement in every graph."""
    return record.partition(_NUL)[2]


def record_names(record: bytes) -> Iterator[bytes]:
    """Yield the names in a record: graph, subject, predicate, and object where it is an IRI."""
    graph, subject, predicate, value = record.split(_NUL, 3)
    yield graph
    yield subject
    yield b"<%b>" % (predicate or _CLASS)
    if value.startswith(b"<") and not value.endswith(_TRIPLE_TERM):
        yield value


def statement_lines(records: Iterable[bytes], *, graphs: bool) -> Iterator[bytes]:
    """Yield records as N-Quads, or as N-Triples without their graphs, many lines at once."""
    lines = _lines(records, graphs)
    while content := b"".join(islice(lines, _AT_ONCE)):
        yield content


def _lines(records: Iterable[bytes], graphs: bool) -> Iterator[bytes]:
    for record in records:
        graph, subject, predicate, value = record.split(_NUL, 3)
        if value.endswith(_TRIPLE_TERM):
            value = b"<<( %b )>> .\n" % value[: -len(_TRIPLE_TERM)]
        if graphs and graph != DEFAULT:
            value = b"%b %b .\n" % (value[: -len(_END)], graph)
        yield b"%b <%b> %b" % (subject, predicate or _CLASS, value)


def record_quads(records: Iterable[bytes]) -> Iterator[Quad]:
    """Read records back as statements, whose blank nodes keep their names."""
    for lines in statement_lines(records, graphs=True):
        yield from parse(lines, format=RdfFormat.N_QUADS, lenient=True)


def _written_run(records: Iterable[bytes]) -> IO[bytes]:
    """Write a run to a file that goes when it is closed."""
    file = TemporaryFile()  # noqa: SIM115 - it is read as long as the statements are
    file.writelines(records)
    return file


def _close(files: Iterable[IO[bytes]]) -> None:
    for file in files:
        file.close()
