"""Begin a new generation of a store with the files of the current one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from graph.store_generation import MANIFEST, FileRecord, file_records

_TABLE = ".sst"  # of files of the engine, which are written once and never changed


def copy_generation(current: Path, pointer: Mapping[str, object], target: Path) -> None:
    """Make a new generation that begins as the current one.

    The tables of the engine are shared by hard links where the file system has them; all other
    files are copied.

    Args:
        current: folder of the current generation.
        pointer: to it.
        target: folder of the new one, which is made.
    """
    target.mkdir()
    for name in file_records(pointer):
        if name != MANIFEST and not _linked(current / name, target / name):
            shutil.copy2(current / name, target / name)


def shared_records(
    current: Path, pointer: Mapping[str, object], target: Path
) -> dict[str, FileRecord]:
    """Return the records of those files of the current generation that a new one shares with it.

    A table that the current one had left over, without use, may have been written anew since by
    the engine, which takes its number for free; it is none of them.
    """
    return {
        name: record
        for name, record in file_records(pointer).items()
        if _is_same(current / name, target / name, record)
    }


def _is_same(path: Path, target: Path, record: FileRecord) -> bool:
    """Tell whether two names are those of one file, which is as its record has it."""
    try:
        state = target.stat()
        return target.samefile(path) and (state.st_size, state.st_mtime_ns) == record[:2]
    except OSError:
        return False


def _linked(path: Path, target: Path) -> bool:
    """Link a table of the engine; tell whether that was done."""
    if path.suffix != _TABLE:
        return False
    try:
        os.link(path, target)
    except OSError:  # a file system without hard links, or too many of them
        return False
    return True
