"""A new generation begins with the files of the current one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph.store_copy import copy_generation, shared_records
from graph.store_generation import measure_files


@pytest.fixture
def current(tmp_path: Path) -> Path:
    """A generation of invented files."""
    folder = tmp_path / "generation-1"
    folder.mkdir()
    for name in ("000009.sst", "CURRENT", "names.db", "manifest.json", "LOG"):
        (folder / name).write_text(name)
    return folder


def test_tables_are_shared_and_the_rest_is_copied(current: Path, tmp_path: Path) -> None:
    """What the engine changes is its own in each generation; logs and the manifest are left out."""
    pointer = {"files": measure_files(current)}
    target = tmp_path / "generation-2"
    copy_generation(current, pointer, target)
    assert sorted(path.name for path in target.iterdir()) == ["000009.sst", "CURRENT", "names.db"]
    assert (target / "000009.sst").samefile(current / "000009.sst")
    assert not (target / "names.db").samefile(current / "names.db")
    assert list(shared_records(current, pointer, target)) == ["000009.sst"]


def test_without_hard_links_everything_is_copied(
    current: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system without hard links costs room, and nothing else."""

    def refuse(_source: Path, _target: Path) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    pointer = {"files": measure_files(current)}
    target = tmp_path / "generation-2"
    copy_generation(current, pointer, target)
    assert (target / "000009.sst").read_text() == "000009.sst"
    assert shared_records(current, pointer, target) == {}


def test_a_shared_table_that_is_written_anew_has_a_record_of_its_own(
    current: Path, tmp_path: Path
) -> None:
    """The engine may take the name of a table that nobody needs any more, and with it the file."""
    pointer = {"files": measure_files(current)}
    target = tmp_path / "generation-2"
    copy_generation(current, pointer, target)
    (target / "000009.sst").write_text("other")
    assert shared_records(current, pointer, target) == {}
