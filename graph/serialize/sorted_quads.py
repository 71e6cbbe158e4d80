"""Put statements in their order, on disk where they are many, so that memory has a bound."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from tempfile import TemporaryFile
from typing import IO, TypeAlias
from weakref import finalize

from graph.namespaces import RDF_TYPE
from graph.store import Quad, RdfFormat, parse, serialize

_RUN = 750_000  # statements that are sorted in memory; each takes some 700 bytes
_KEY = itemgetter(0)
_Key: TypeAlias = tuple[str, str]  # graph and subject
_Subject: TypeAlias = tuple[_Key, list[Quad]]


class SortedQuads:
    """Statements by graph and subject, the class of a subject first; each is given once.

    More than fit into a run are sorted run by run, each kept in a file that has no name, and merged
    as they are given (Knuth, The Art of Computer Programming 3, section 5.4).

    Args:
        quads: in any order; they are read at once, and blank nodes keep their names.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        rest = iter(quads)
        self._last = list(islice(rest, _RUN))
        self._runs: list[IO[bytes]] = []
        finalize(self, _close, self._runs)
        while len(self._last) == _RUN:
            self._runs.append(_written_run(self._last))
            self._last.clear()
            self._last = list(islice(rest, _RUN))

    def __iter__(self) -> Iterator[Quad]:
        runs = [_subjects(self._last), *map(_read_run, self._runs)]
        for _, parts in groupby(merge(*runs, key=_KEY), key=_KEY):
            quads = sorted((quad for _, part in parts for quad in part), key=order)
            yield from (quad for quad, _ in groupby(quads))


def order(quad: Quad) -> tuple[bool, str, str]:
    """Return by what the statements of a subject are sorted: its class, then A to Z."""
    predicate = quad.predicate.value
    return predicate != RDF_TYPE, predicate, str(quad.object)


def _key(quad: Quad) -> _Key:
    return str(quad.graph_name), str(quad.subject)


def _subjects(quads: Iterable[Quad]) -> Iterator[_Subject]:
    """Yield the subjects of each graph in their order, each with its statements in any order."""
    subjects = defaultdict(list)
    for quad in quads:
        subjects[_key(quad)].append(quad)
    yield from sorted(subjects.items(), key=_KEY)


def _written_run(quads: Iterable[Quad]) -> IO[bytes]:
    """Write a run, subject by subject, to a file that goes when it is closed."""
    file = TemporaryFile()  # noqa: SIM115 - it is read as long as the statements are
    ordered = (quad for _, statements in _subjects(quads) for quad in statements)
    serialize(ordered, file, format=RdfFormat.N_QUADS)
    return file


def _close(files: Iterable[IO[bytes]]) -> None:
    for file in files:
        file.close()


def _read_run(file: IO[bytes]) -> Iterator[_Subject]:
    file.seek(0)
    quads = parse(file, format=RdfFormat.N_QUADS)
    return ((key, list(group)) for key, group in groupby(quads, key=_key))
