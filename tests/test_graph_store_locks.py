"""One process writes a store at a time, and nobody removes what another one reads."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

import pytest

from graph import store_generation, store_locks
from graph.errors import StoreError


def _generation(directory: Path) -> Path:
    folder = directory / "generation-1"
    folder.mkdir(parents=True)
    (folder / "CURRENT").write_bytes(b"x")
    return folder


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    """A second one waits as long as it may and says so; the folder is made, nothing is left in it, and the lock ends with the first."""
    place = tmp_path / "new" / "store"
    with store_locks.write_lock(place):
        start = time.monotonic()
        with pytest.raises(
            StoreError,
            match=r"another process is writing this store, and was not done after 0\.2 seconds\. Wait until it is done",
        ):
            _lock(place, 0.2)
        assert 0.2 <= time.monotonic() - start < 20
        assert list(place.iterdir()) == []
    _lock(place, 0)


def _lock(place: Path, wait: float) -> None:
    with store_locks.write_lock(place, wait=wait):
        pass


def test_a_generation_is_read_as_long_as_it_is_there(tmp_path: Path) -> None:
    """One that is gone cannot be read; one that is read stays until it is released, and another store's are left alone."""
    assert not store_locks.read_lock(tmp_path / "generation-1")
    one, other = (_generation(tmp_path / name) for name in ("one", "other"))
    for folder in (one, one, other):
        assert store_locks.read_lock(folder)
    store_locks.release_read_locks(one.parent)
    for folder in (one, other):
        store_generation.remove_generations(folder.parent, current="")
    assert (one.exists(), other.exists()) == (False, True)
    assert not store_locks.read_lock(one)
    store_locks.release_read_locks(other.parent)
    store_generation.remove_generations(other.parent, current="")
    assert not other.exists()


def test_a_place_without_locks_is_no_place_for_a_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file system knows no locks, a writer is refused with the reason; a reader goes on without one."""

    def refuse(descriptor: int, how: int) -> None:
        raise OSError(37, "No locks available")

    folder = _generation(tmp_path)
    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(
        StoreError,
        match=r"the store cannot be locked \(No locks available\)\. Keep the store on a local disk",
    ):
        _lock(tmp_path, 0)
    assert store_locks.read_lock(folder)
    store_locks.release_read_locks(tmp_path)


def test_a_generation_that_is_being_removed_is_not_read(tmp_path: Path) -> None:
    """While somebody holds it for removal, a reader is told that it is gone."""
    folder = _generation(tmp_path)
    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    assert not store_locks.read_lock(folder)
    os.close(descriptor)
    assert store_locks.read_lock(folder)
    store_locks.release_read_locks(tmp_path)
