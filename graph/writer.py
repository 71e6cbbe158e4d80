"""Write new generations of a store under its lock; each replaces the one before in a single step."""

from __future__ import annotations

import errno
import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from graph import generation
from graph.errors import StoreError
from graph.store import DefaultGraph, NamedNode, RdfFormat, Store, current, damaged, open_generation

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Writer:
    """Writes new generations of a store whose lock is held; `writing` gives it.

    Attributes:
        directory: of the store.
        pointer: what `current.json` says; empty where there is no store, or what it says is to be discarded.
    """

    def __init__(self, directory: Path, pointer: dict[str, object]) -> None:
        self.directory = directory
        self.pointer = pointer

    def replace(
        self,
        fill: Callable[[Store], object],
        *,
        note: Mapping[str, object],
        keep: bool = False,
        finish: Callable[[Path, Store], object] = lambda _folder, _store: None,
    ) -> None:
        """Write a new generation, which becomes the current one once it is complete.

        Args:
            fill: is called with the new generation's store, to put statements there.
            note: what `current.json` shall say of the new generation.
            keep: whether the new generation starts with what the current one holds.
            finish: is called with the new generation's folder and store, to put more files there.

        Raises:
            StoreError: when what is to be kept is damaged, or the store cannot be written.
        """
        before = str(self.pointer.get("generation", ""))
        if keep and before and (faults := generation.damage(self.directory, self.pointer)):
            raise damaged(self.directory, faults[0][0])
        generation.clear(self.directory, before)
        number = 1 + max(
            [
                0,
                *generation.numbers(self.directory),
                *([int(before.rpartition("-")[2])] if before else []),
            ]
        )
        target = self.directory / f"generation-{number}"
        try:
            self.pointer = self._written(target, fill, dict(note), before if keep else "", finish)
            generation.point(self.directory, self.pointer)
        except BaseException as error:
            shutil.rmtree(target, ignore_errors=True)
            if isinstance(error, Exception) and (message := _blame(error, self.directory)):
                raise message from None
            raise
        generation.clear(self.directory, target.name)

    def _written(
        self,
        target: Path,
        fill: Callable[[Store], object],
        note: dict[str, object],
        before: str,
        finish: Callable[[Path, Store], object],
    ) -> dict[str, object]:
        """Write all files of a generation, and return what the pointer to it has to say."""
        target.mkdir()
        store = Store(str(target))
        if before:
            store.bulk_extend(open_generation(self.directory, self.pointer))
        fill(store)
        store.flush()
        finish(target, store)
        graphs = digests(store)
        del store  # closes it, so that its files change no more
        note = {**note, "generation": target.name, "files": generation.measure(target)}
        record = generation.write_manifest(target, {**note, "graphs": graphs})
        return {**note, "files": {**generation.records(note), generation.MANIFEST: record}}


@contextmanager
def writing(directory: Path, *, discard: bool = False) -> Iterator[Writer]:
    """Hold the one lock of a store, from reading its pointer to replacing it, and give a writer of new generations.

    Args:
        directory: of the store; made where it is missing.
        discard: whether what is there may go, even if its pointer cannot be read.

    Raises:
        StoreError: when the directory is not writable, another process goes on writing, or the pointer is damaged.
    """
    with generation.locked(directory):
        if not (directory / generation.POINTER).exists():
            generation.adopt(directory)
        try:
            pointer = current(directory)
        except StoreError:
            if not discard:
                raise
            pointer = {}
        yield Writer(directory, pointer)


def digests(store: Store) -> dict[str, tuple[int, str]]:
    """Return for each graph of a store, by IRI and "" for the default graph, the count and the SHA-256 of its sorted lines."""
    found = {}
    for graph in [*store.named_graphs(), DefaultGraph()]:
        written = store.dump(from_graph=graph, format=RdfFormat.N_TRIPLES)
        assert written is not None
        lines = sorted(written.splitlines())
        name = (
            ""
            if isinstance(graph, DefaultGraph)
            else graph.value
            if isinstance(graph, NamedNode)
            else str(graph)
        )
        found[name] = (len(lines), hashlib.sha256(b"\n".join(lines)).hexdigest())
    return found


def _blame(error: Exception, directory: Path) -> StoreError | None:
    """Say in one message that a store could not be written, where the machine is to blame; None for other errors."""
    text = str(error).partition("\n")[0][:300]
    if getattr(error, "errno", None) in _FULL or "disk is full" in text or "No space left" in text:
        hint = "Make room, or name another place with --store DIR; the store is as it was before."
        return StoreError("the disk is full.", where=str(directory), hint=hint)
    if isinstance(error, OSError) or type(error).__module__ == "sqlite3":
        return StoreError(
            f"the store cannot be written ({text}).",
            where=str(directory),
            hint="It is as it was before.",
        )
    return None
