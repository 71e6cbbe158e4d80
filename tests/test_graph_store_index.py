"""The index beside a store is opened for reading, and what is wrong with it is told."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph import store_index
from graph.errors import StoreError
from graph.store import INDEX, NamedNode, Quad, Store, open_current, store_in_memory
from graph.store_writer import store_writer

QUAD = Quad(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"))


def _made(directory: Path, *, index: bool = True) -> Path:
    def finish(folder: Path, _: Store) -> None:
        if index:
            with closing(sqlite3.connect(folder / INDEX)) as database, database:
                database.execute("CREATE TABLE things (iri TEXT)")

    with store_writer(directory) as writer:
        writer.replace(lambda target: target.add(QUAD), note={}, finish=finish)
    return directory


def test_the_index_is_open_for_reading_only(tmp_path: Path) -> None:
    """Whoever opens it can ask it and not change it; what goes wrong in it is an error of the store with a way out."""
    _made(tmp_path)
    with store_index.open_index(tmp_path) as database:
        assert database.execute("SELECT count(*) FROM things").fetchone() == (0,)
    with pytest.raises(
        StoreError,
        match=r"the index of the store cannot be read \(attempt to write a readonly database\)\. Run `peelgraph build --force`",
    ):
        _ask(tmp_path, "INSERT INTO things VALUES ('x')")


def _ask(directory: Path, text: str) -> None:
    with store_index.open_index(directory) as database:
        database.execute(text)


def test_an_index_that_is_missing_or_damaged_is_told(tmp_path: Path) -> None:
    """No index, and one whose bytes are not those that were written."""
    with pytest.raises(
        StoreError, match=r"the store has no index of names\. Run `peelgraph build --force`"
    ):
        _ask(_made(tmp_path / "a", index=False), "SELECT 1")
    _made(tmp_path / "b")
    path = tmp_path / "b" / "generation-1" / INDEX
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(
        StoreError, match=rf"the store is damaged: {INDEX} is not as it was written"
    ):
        _ask(tmp_path / "b", "SELECT 1")
    assert len(open_current(tmp_path / "b")) == 1


def test_an_index_of_another_version_is_told(tmp_path: Path) -> None:
    """What it lacks is no word for a user, who has to build anew."""
    _made(tmp_path)
    for text in ("SELECT wing FROM things", "SELECT * FROM links"):
        with pytest.raises(StoreError, match=r"made by another version of peelgraph\. Run `peel"):
            _ask(tmp_path, text)


def test_the_index_of_a_store_in_use_is_remembered(tmp_path: Path) -> None:
    """However many others are opened; of two, the one that was used last stays."""
    used, unused = open_current(_made(tmp_path / "used")), open_current(_made(tmp_path / "unused"))
    for number in range(10):
        open_current(_made(tmp_path / str(number)))
        assert store_index.index_path(used)
    assert store_index.index_path(unused) is None


def test_the_index_of_an_opened_store_is_its_own(tmp_path: Path) -> None:
    """A store in memory has none, nor has one whose index is missing or damaged."""
    opened = open_current(_made(tmp_path / "a"))
    with store_index.opened_index(opened) as database:
        assert database
        assert database.execute("SELECT count(*) FROM things").fetchone() == (0,)
    path = store_index.index_path(opened)
    assert path == tmp_path / "a" / "generation-1" / INDEX
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    for other in (opened, open_current(_made(tmp_path / "b", index=False)), store_in_memory()):
        with store_index.opened_index(other) as database:
            assert database is None
