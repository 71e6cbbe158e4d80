"""Open the index beside a store, a SQLite file, for reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graph import store_generation
from graph.errors import StoreError
from graph.store import Store, damage_error, lock_current, opened_directory, opened_pointer
from graph.store_generation import INDEX

if TYPE_CHECKING:
    import sqlite3

_LACKS = "no such "  # table or column, as SQLite says


@contextmanager
def open_index(directory: Path) -> Iterator[sqlite3.Connection]:
    """Open the index of names and links beside the store, for reading.

    Args:
        directory: of the store.

    Raises:
        StoreError: when there is no store, or its index is missing, damaged, or of an earlier
            version.
    """
    import sqlite3

    hint = "Run `peelgraph build --force`."
    pointer = lock_current(directory)
    path = directory / str(pointer["generation"]) / INDEX
    if not path.is_file():
        raise StoreError("the store has no index of names.", where=str(directory), hint=hint)
    if not store_generation.is_intact(directory, pointer, companion=INDEX):
        raise damage_error(directory, INDEX)
    try:
        with _connection(path) as database:
            yield database
    except sqlite3.DatabaseError as error:
        message = f"the index of the store cannot be read ({error})."
        if str(error).startswith(_LACKS):
            message = "the index of the store was made by another version of peelgraph."
        raise StoreError(message, where=str(directory), hint=hint) from None


@contextmanager
def opened_index(store: Store) -> Iterator[sqlite3.Connection | None]:
    """Open the index beside a store from `open_current`; give None where it has none.

    An index of an earlier version may lack tables.
    """
    path = index_path(store)
    if path is None or not path.is_file():
        yield None
        return
    with _connection(path) as database:
        yield database


def index_path(store: Store) -> Path | None:
    """Return the file of the index beside a store from `open_current`; None where it has none."""
    directory, pointer = opened_directory(store), opened_pointer(store)
    if directory is None or not store_generation.is_intact(directory, pointer, companion=INDEX):
        return None
    return directory / str(pointer["generation"]) / INDEX


def _connection(path: Path) -> closing[sqlite3.Connection]:
    import sqlite3  # here, so that the start of the command stays fast

    return closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True))
