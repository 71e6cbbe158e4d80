"""Write new generations of a store under its lock; each replaces the current one in one step."""

from __future__ import annotations

import errno
import hashlib
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, cached_property
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph import store_generation, store_locks
from graph.errors import StoreError
from graph.store import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    damage_error,
    graph_key,
    open_generation,
    read_pointer,
    store_in_memory,
)
from graph.store_copy import settle, shared_records, working_folder
from graph.store_generation import FileRecord

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DISK_FULL_TEXTS = ("disk is full", "No space left")  # of errors without a number
_LONGEST = 300  # characters of an error that a message repeats
_BATCH = 400_000  # statements that the engine takes at once; it needs up to a kilobyte for each
_RANGE = 1 << 256  # of the sums of digests
Digests = dict[str, tuple[int, str]]  # by graph: number of statements, sum of their SHA-256
Fill = Callable[[Store], object]
Finish = Callable[[Path, Store], object]


class QuadChange(NamedTuple):
    """Statements, with their graphs, that a new generation has and those that it no longer has."""

    added: Iterable[Quad] = ()
    removed: Iterable[Quad] = ()


class Writer:
    """Writes new generations of a store whose lock is held; `store_writer` makes one.

    Attributes:
        directory: of the store.
        pointer: what `current.json` says; empty where there is no store, or where it is discarded.
    """

    def __init__(self, directory: Path, pointer: dict[str, object]) -> None:
        self.directory = directory
        self.pointer = pointer
        self._graphs: dict[str, Digests] = {}  # of the current generation, by its name

    def replace(
        self,
        fill: Fill,
        *,
        note: Mapping[str, object],
        keep: bool = False,
        finish: Finish = lambda _folder, _store: None,
        digests: Callable[[Store], Digests] | None = None,
    ) -> None:
        """Write a new generation, which becomes the current one once it is complete.

        Args:
            fill: is called with the new generation's store, to put statements there.
            note: what `current.json` shall say of the new generation.
            keep: whether the new generation starts with the statements of the current one.
            finish: is called with folder and store of what becomes the new generation, to put more
                files there.
            digests: is called last with the new generation's store, and returns the digests of its
                graphs where they are known otherwise; by default its files are read, which takes
                eight times as long as from memory.

        Raises:
            StoreError: when what is to be kept is damaged, or the store cannot be written.
        """

        def write(target: Path) -> Digests:
            with working_folder(self.directory) as folder:
                return self._write(folder, target, fill, keep=keep, finish=finish, digests=digests)

        self._replace(write, note, keep=keep)

    def revise(
        self,
        change: QuadChange,
        *,
        note: Mapping[str, object],
        finish: Finish = lambda _folder, _store: None,
    ) -> None:
        """Write a new generation from the current one, in proportion to what changes.

        It shares the files of the engine that stay the same, and gets copies of those beside them.

        Args:
            change: what is added and removed; what is there already, or not there, changes nothing.
            note: what `current.json` shall say of the new generation.
            finish: is called with folder and store of what becomes the new generation, to change
                the other files.

        Raises:
            StoreError: when the current generation is damaged, or the store cannot be written.
        """

        def write(target: Path) -> Digests:
            with working_folder(self.directory, self.pointer) as folder:
                return self._revise(folder, target, change, finish)

        self._replace(write, note, keep=True)

    def _replace(
        self, write: Callable[[Path], Digests], note: Mapping[str, object], *, keep: bool
    ) -> None:
        """Write a new generation, which becomes the current one once it is complete."""
        current = str(self.pointer.get("generation", ""))
        if keep:
            self.verify()
        store_generation.remove_generations(self.directory, current=current)
        target = self._next_folder(current)
        try:
            digests = write(target)
            shared = shared_records(self.folder, self.pointer, target)
            self.pointer = _record(target, note, digests, shared)
            store_generation.write_pointer(self.directory, self.pointer)
        except BaseException as error:
            shutil.rmtree(target, ignore_errors=True)
            if isinstance(error, Exception) and (message := _store_error(error, self.directory)):
                raise message from None
            raise
        store_generation.remove_generations(self.directory, current=target.name)

    def _next_folder(self, current: str) -> Path:
        numbers = [0, *store_generation.generation_numbers(self.directory)]
        if current:
            numbers.append(int(current.rpartition("-")[2]))
        return self.directory / f"generation-{max(numbers) + 1}"

    def _write(
        self,
        folder: Path,
        target: Path,
        fill: Fill,
        *,
        keep: bool,
        finish: Finish,
        digests: Callable[[Store], Digests] | None,
    ) -> Digests:
        """Write the files of a generation, and return the digests of its graphs.

        The store is closed before its folder goes: the engine waits a second after an error.
        """
        store = Store(str(folder))
        if keep and self.pointer:
            extend_in_batches(store, open_generation(self.directory, self.pointer))
        fill(store)
        store.flush()
        finish(folder, store)
        settle(folder, store, target)
        return (digests or graph_digests)(store)

    def _revise(self, folder: Path, target: Path, change: QuadChange, finish: Finish) -> Digests:
        """Write the files of a generation that begins as the current one, as `_write`."""
        store = Store(str(folder))
        added = store_in_memory(quad for quad in change.added if quad not in store)
        removed = store_in_memory(quad for quad in change.removed if quad in store)
        extend_in_batches(store, added)
        for quad in removed:
            store.remove(quad)
        digests = revised_digests(self.graphs(), graph_digests(added), graph_digests(removed))
        for graph in removed.named_graphs():
            if graph_key(graph) not in digests:
                store.remove_graph(graph)
        store.flush()
        finish(folder, store)
        settle(folder, store, target)
        return digests

    def verify(self) -> None:
        """Verify the files of the current generation before they are read.

        Raises:
            StoreError: where one is damaged.
        """
        if self.faults:
            raise damage_error(self.directory, *self.faults[0])

    @cached_property
    def faults(self) -> list[tuple[str, str]]:
        """The damaged files of the generation that was the current one at first; empty for none."""
        if not self.pointer:
            return []
        return store_generation.damaged_files(self.directory, self.pointer)

    @property
    def folder(self) -> Path:
        """Folder of the current generation; the directory where there is none."""
        return self.directory / str(self.pointer.get("generation", ""))

    def graphs(self) -> Digests:
        """Return the digests of the graphs of the current generation, where it has any."""
        if not self.pointer:
            return {}
        generation = str(self.pointer["generation"])
        if generation not in self._graphs:
            records = store_generation.graph_records(self.directory, self.pointer)
            self._graphs = {generation: records}
        return self._graphs[generation]


@contextmanager
def store_writer(directory: Path, *, discard: bool = False) -> Iterator[Writer]:
    """Lock a store from reading its pointer to replacing it, and give a writer of generations.

    Args:
        directory: of the store; made where it is missing.
        discard: whether the content of the store may go, even if its pointer cannot be read.

    Raises:
        StoreError: when the directory is not writable, another process goes on writing, or the
            pointer is damaged.
    """
    with store_locks.write_lock(directory):
        if not (directory / store_generation.POINTER).exists():
            store_generation.restore_pointer(directory)
        try:
            pointer = read_pointer(directory)
        except StoreError:
            if not discard:
                raise
            pointer = {}
        yield Writer(directory, pointer)


def extend_in_batches(store: Store, quads: Iterable[Quad]) -> None:
    """Put many statements into a store on disk, in bounded memory."""
    rest = iter(quads)
    batches = 0
    while batch := list(islice(rest, _BATCH)):
        store.bulk_extend(batch)
        batches += 1
    if batches > 1:
        store.optimize()


def graph_digests(store: Store) -> Digests:
    """Return the number of statements of each graph, and the sum of the SHA-256 of their lines.

    The sum does not depend on their order, and follows from what is added and removed. It shows
    damage, not forgery. The keys are IRIs, and "" for the default graph.
    """
    return {
        graph_key(graph): _graph_digest(store, graph)
        for graph in [*store.named_graphs(), DefaultGraph()]
    }


def _graph_digest(store: Store, graph: NamedNode | BlankNode | DefaultGraph) -> tuple[int, str]:
    digests = _LineDigests()
    store.dump(digests, from_graph=graph, format=RdfFormat.N_TRIPLES)
    return digests.number, _hexadecimal(digests.total)


def lines_digests(graphs: Mapping[str, Collection[bytes]]) -> Digests:
    """Return the digests of graphs given as lines of N-Triples, as `graph_digests`.

    A line of several graphs, as of one and the default graph, is digested once.
    """
    number = cache(_line_number)
    return {
        name: (len(lines), _hexadecimal(sum(map(number, lines)))) for name, lines in graphs.items()
    }


def _line_number(line: bytes) -> int:
    """Return the SHA-256 of a line as a number."""
    return int.from_bytes(hashlib.sha256(line).digest())


class _LineDigests(BytesIO):
    """Digests lines as they are written; each ends in a line feed.

    Attributes:
        number: of the lines.
        total: the sum of their digests.
    """

    def __init__(self) -> None:
        super().__init__()
        self.number = self.total = 0
        self._last = hashlib.sha256()  # of a line that has not ended

    def write(self, content: ReadableBuffer, /) -> int:
        """Digest some content, which may begin and end within a line."""
        text = bytes(content)
        end, *lines = text.split(b"\n")
        self._last.update(end)
        if lines:
            self.total += int.from_bytes(self._last.digest())
            self.number += 1
            self._last = hashlib.sha256(lines.pop())
            self.add(lines)
        return len(text)

    def add(self, lines: Iterable[bytes]) -> None:
        """Digest whole lines."""
        numbers = list(map(_line_number, lines))
        self.total += sum(numbers)
        self.number += len(numbers)


def revised_digests(graphs: Digests, added: Digests, removed: Digests) -> Digests:
    """Return the digests of graphs after a change; a named graph without statements has none."""
    digests = dict(graphs)
    for name in {*added, *removed}:
        records = [_numbers(part.get(name)) for part in (graphs, added, removed)]
        (number, more, less), (total, added_total, removed_total) = zip(*records, strict=True)
        count = number + more - less
        digests[name] = count, _hexadecimal(total + added_total - removed_total)
        if not count and name:
            del digests[name]
    return digests


def _numbers(record: tuple[int, str] | None) -> tuple[int, int]:
    return (record[0], int(record[1], 16)) if record else (0, 0)


def _hexadecimal(total: int) -> str:
    return f"{total % _RANGE:064x}"


def _record(
    target: Path, note: Mapping[str, object], graphs: Digests, shared: Mapping[str, FileRecord]
) -> dict[str, object]:
    """Write the manifest of a generation, and return what the pointer to it has to say."""
    files = store_generation.measure_files(target, shared)
    pointer = {**note, "generation": target.name, "files": files}
    record = store_generation.write_manifest(target, {**pointer, "sums": graphs})
    return {**pointer, "files": {**files, store_generation.MANIFEST: record}}


def _store_error(error: Exception, directory: Path) -> StoreError | None:
    """Return the error for a store that the machine could not write; None for other causes."""
    where = str(directory)
    text = str(error).partition("\n")[0][:_LONGEST]
    is_text_of_full_disk = any(part in text for part in _DISK_FULL_TEXTS)
    if getattr(error, "errno", None) in _DISK_FULL or is_text_of_full_disk:
        hint = "Make room, or name another place with --store DIR; the store is as it was before."
        return StoreError("the disk is full.", where=where, hint=hint)
    if isinstance(error, OSError) or type(error).__module__ == "sqlite3":
        message = f"the store cannot be written ({text})."
        return StoreError(message, where=where, hint="It is as it was before.")
    return None
