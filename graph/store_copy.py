"""Write a generation of a store in a folder of its own, and settle it in its place.

The engine goes on in the background with a store that it has opened for writing: it merges tables
and writes its manifest. So it never opens a generation for writing, but a folder beside it; the
generation is a checkpoint of that, which nobody changes. Checkpoints share their tables by hard
links where the file system has them.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from graph.files import sync
from graph.store import Store
from graph.store_generation import (
    COMPANIONS,
    MANIFEST,
    FileRecord,
    file_records,
    is_engine_file,
)

_TABLE = ".sst"
_NO_LINK = "link file"  # in the engine's message where it cannot make a hard link
_FIRST = ("CURRENT", "MANIFEST")
_ATTEMPTS = 5


@contextmanager
def working_folder(directory: Path, pointer: Mapping[str, object] | None = None) -> Iterator[Path]:
    """Make a folder for a store that is written; it goes at the end.

    Args:
        directory: of the store that gets a new generation, which is locked.
        pointer: to the generation with whose statements, and files beside them, it begins; none by
            default, and then the engine makes the folder.
    """
    # a name of its own: the engine may still hold the folder of an attempt that failed
    folder = directory / f".generation-{os.urandom(8).hex()}.part"
    try:
        if pointer:
            folder.mkdir()
            _copy_generation(directory / str(pointer["generation"]), pointer, folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def settle(folder: Path, store: Store, target: Path) -> None:
    """Make a generation of a store and of the files beside it, which move there.

    Args:
        folder: of the store.
        store: opened for writing.
        target: folder of the generation, which is made.
    """
    _checkpoint(store, folder, target)
    for name in COMPANIONS:
        if (folder / name).exists():
            (folder / name).rename(target / name)


def _copy_generation(current: Path, pointer: Mapping[str, object], folder: Path) -> None:
    """Link the tables of a generation, which are never changed, and copy its other files.

    A checkpoint of a store that is opened for reading would leave out what stands in a log alone.
    """
    for name in file_records(pointer):
        if name != MANIFEST and not _linked(current / name, folder / name):
            shutil.copy2(current / name, folder / name)


def _linked(path: Path, target: Path) -> bool:
    """Link a table of the engine; tell whether that was done."""
    if path.suffix != _TABLE:
        return False
    try:
        os.link(path, target)
    except OSError:  # a file system without hard links, or too many of them
        return False
    return True


def _checkpoint(store: Store, folder: Path, target: Path) -> None:
    """Make a checkpoint of a store; where the file system has no hard links, of copies.

    The engine makes copies itself only where it knows the answer of the file system, which is that
    links are not permitted for FAT and for some folders shared with another machine.
    """
    try:
        store.backup(str(target))
    except OSError as error:
        if _NO_LINK not in str(error):
            raise
        _copy_engine_files(folder, target)


def _copy_engine_files(folder: Path, target: Path) -> None:
    """Copy the files of a store that the engine may be merging meanwhile.

    The manifest is copied first: what it names later is not missed. What it names then may go
    before it is copied, and then all is copied anew.

    Raises:
        OSError: when that happens again and again.
    """
    for attempt in range(_ATTEMPTS):
        paths = [path for path in folder.iterdir() if is_engine_file(path.name)]
        paths.sort(key=lambda path: not path.name.startswith(_FIRST))
        target.mkdir()
        try:
            for path in paths:
                shutil.copy2(path, target / path.name)
                sync(target / path.name)
            Store.read_only(str(target))  # which looks for every file that it needs
        except OSError as error:
            shutil.rmtree(target)
            if attempt == _ATTEMPTS - 1 or error.errno not in (None, errno.ENOENT):
                raise
        else:
            return


def shared_records(
    current: Path, pointer: Mapping[str, object], target: Path
) -> dict[str, FileRecord]:
    """Return the records of those files of the current generation that a new one shares with it."""
    return {
        name: record
        for name, record in file_records(pointer).items()
        if _is_same(current / name, target / name)
    }


def _is_same(path: Path, target: Path) -> bool:
    """Tell whether two names are those of one file."""
    try:
        return target.samefile(path)
    except OSError:
        return False
