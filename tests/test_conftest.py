"""What tests of several processes share is made once."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import first_made


def test_a_shared_folder_is_made_by_the_first_who_needs_it(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Who comes meanwhile waits for it, and reads what is there in whole."""
    calls = []

    def make(folder: Path) -> None:
        calls.append(folder)
        (folder / "first").touch()
        time.sleep(0.2)
        (folder / "last").touch()

    def names(_: int) -> set[str]:
        folder = first_made(tmp_path_factory, f"shared-{tmp_path.name}", make)
        return {path.name for path in folder.iterdir()}

    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(names, range(3))) == [{"first", "last"}] * 3
    assert len(calls) == 1


def test_a_shared_folder_that_failed_is_made_again(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Nobody reads half of it."""
    name = f"failed-{tmp_path.name}"

    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - the one raised above
        first_made(tmp_path_factory, name, fail)
    folder = first_made(tmp_path_factory, name, lambda folder: (folder / "whole").touch())
    assert [path.name for path in folder.iterdir()] == ["whole"]
