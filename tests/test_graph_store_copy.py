"""A generation is settled from a working folder, and nobody writes it afterwards."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import graph.store_writer
from graph.store import NamedNode, Quad, Store, open_current, open_generation, read_pointer
from graph.store_copy import settle, shared_records, working_folder
from graph.store_generation import damaged_files
from graph.store_writer import QuadChange, store_writer

_NAMES = [NamedNode(f"urn:x{number}") for number in range(40)]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A store of one statement, with a file beside it."""

    def finish(folder: Path, _store: Store) -> None:
        (folder / "statements.ttl").write_text("one")

    with store_writer(tmp_path) as writer:
        writer.replace(lambda store: store.add(_quad(0)), note={}, finish=finish)
    return tmp_path


def _quad(number: int) -> Quad:
    return Quad(_NAMES[number], _NAMES[number], _NAMES[number])


def test_a_generation_shares_the_tables_of_the_one_before(directory: Path) -> None:
    """Tables that stay are links; other files are its own, and the working folder is gone."""
    pointer = read_pointer(directory)
    current = directory / str(pointer["generation"])
    target = directory / "generation-2"
    with working_folder(directory, pointer) as folder:
        store = Store(str(folder))
        assert (folder / "statements.ttl").read_text() == "one"
        store.add(_quad(1))
        settle(folder, store, target)
    assert not folder.exists()
    assert len(open_generation(directory, {"generation": target.name})) == 2
    tables = {path.name for path in current.glob("*.sst")}
    assert tables
    assert tables <= shared_records(current, pointer, target).keys()
    assert "statements.ttl" not in shared_records(current, pointer, target)


def test_what_the_engine_does_later_changes_no_generation(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even a store that is still open, and merges its tables after all was recorded."""
    stores: list[Store] = []
    extend = graph.store_writer.extend_in_batches

    def extend_and_keep(store: Store, quads: list[Quad]) -> None:
        extend(store, quads)
        stores.append(store)

    monkeypatch.setattr(graph.store_writer, "extend_in_batches", extend_and_keep)
    for number in range(1, 6):
        with store_writer(directory) as writer:
            writer.revise(QuadChange([_quad(number)]), note={})
        with suppress(OSError, RuntimeError):  # its folder is gone
            stores.pop().optimize()
        assert damaged_files(directory, read_pointer(directory)) == []
    assert len(open_current(directory)) == 6


def test_what_stands_in_a_log_alone_is_kept(directory: Path) -> None:
    """A store that another program left without a flush holds statements that no table has."""
    pointer = read_pointer(directory)
    current = directory / str(pointer["generation"])
    store = Store(str(current))
    store.add(_quad(1))
    del store
    assert any(path.stat().st_size for path in current.glob("*.log"))
    files = dict.fromkeys((path.name for path in current.iterdir()), (0, 0, ""))
    with working_folder(directory, {**pointer, "files": files}) as folder:
        assert len(Store(str(folder))) == 2


class _WithoutLinks:
    """A store on a file system without hard links, which the engine refuses to copy."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def backup(self, target: str) -> None:
        raise OSError(f"IO error: while link file to {target}.tmp: Operation not permitted")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def test_without_hard_links_everything_is_copied(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system without hard links costs room, and nothing else; a file that goes meanwhile is no fault."""
    pointer = read_pointer(directory)
    current = directory / str(pointer["generation"])
    gone: list[str] = []
    copy = shutil.copy2

    def lose_one(path: Path, target: Path) -> None:
        if path.suffix == ".sst" and not gone:
            gone.append(path.name)
            raise FileNotFoundError(path)
        copy(path, target)

    monkeypatch.setattr(shutil, "copy2", lose_one)
    store: Any = _WithoutLinks(open_generation(directory, pointer))
    settle(current, store, directory / "generation-2")
    assert gone
    assert shared_records(current, pointer, directory / "generation-2") == {}
    assert len(open_generation(directory, {"generation": "generation-2"})) == 1
    assert (directory / "generation-2" / "statements.ttl").read_text() == "one"


def test_what_always_fails_is_said(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other errors are passed on, and so is the last one of many attempts."""
    pointer = read_pointer(directory)
    current = directory / str(pointer["generation"])
    store: Any = _WithoutLinks(open_generation(directory, pointer))

    def refuse(path: Path, _target: Path) -> None:
        raise FileNotFoundError(path)

    monkeypatch.setattr(shutil, "copy2", refuse)
    with pytest.raises(FileNotFoundError):
        settle(current, store, directory / "generation-2")
    with pytest.raises((OSError, RuntimeError), match="exists"):
        settle(current, open_generation(directory, pointer), current)


def test_a_writer_can_begin_again_while_its_first_attempt_is_held(directory: Path) -> None:
    """The engine locks a store as long as anything holds it, as the traceback of an error may."""
    held: list[Store] = []

    def fail(store: Store) -> None:
        held.append(store)
        raise KeyError

    with store_writer(directory) as writer:
        with pytest.raises(KeyError):
            writer.replace(fail, note={})
        writer.replace(lambda store: store.add(_quad(1)), note={})
    assert sorted(path.name for path in directory.iterdir()) == ["current.json", "generation-2"]
    assert held


def test_a_working_folder_that_was_left_is_removed(directory: Path) -> None:
    """A writer that was killed leaves folders of its own and of the engine."""
    for name in (".generation-0.part", ".generation-1.part.tmp", "generation-2.tmp"):
        (directory / name).mkdir()
        (directory / name / "CURRENT").write_text("")
    with store_writer(directory) as writer:
        writer.revise(QuadChange([_quad(1)]), note={})
    assert sorted(path.name for path in directory.iterdir()) == ["current.json", "generation-2"]
    assert len(open_current(directory)) == 2
