"""A store is compared with what was recorded when it was written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph import store_generation
from graph.load.store_check import verify_store
from graph.store import TURTLE, NamedNode, Quad, Store, read_pointer


def _copy(directory: Path, tmp_path: Path) -> Path:
    """Copy a store, with the times of its files."""
    return shutil.copytree(directory, tmp_path / "copy")


@pytest.mark.parametrize("way", ["emptied", "cut", "changed", "removed"])
def test_every_damaged_file_is_seen(tmp_path: Path, invented_directory: Path, way: str) -> None:
    """`check --store` names the file, `build` finds it too; a copy of the store without damage is whole."""
    copy = _copy(invented_directory, tmp_path)
    assert verify_store(copy).problems == []
    names = store_generation.file_records(read_pointer(copy))
    assert {"names.db", TURTLE, "manifest.json", "CURRENT"} <= names.keys()
    for name in names:
        path = copy / "generation-1" / name
        content = path.read_bytes()
        middle = len(content) // 2
        changed = {
            "emptied": b"",
            "cut": content[:middle],
            "changed": content[:middle] + b"\xaa\x55" + content[middle + 2 :],
            "removed": b"",
        }[way]
        if changed == content:
            continue
        path.write_bytes(changed)
        if way == "removed":
            path.unlink()
        assert [Path(problem.where).name for problem in verify_store(copy).problems] == [name]
        assert [name for name, _ in store_generation.damaged_files(copy, read_pointer(copy))] == [
            name
        ]
        path.write_bytes(content)
    assert verify_store(copy).problems == []


def test_statements_are_verified_graph_by_graph(tmp_path: Path, invented_directory: Path) -> None:
    """A statement put in behind the manifest's back is told with its graph, even if all digests of files were made to fit."""
    copy = _copy(invented_directory, tmp_path)
    folder = copy / "generation-1"
    store = Store(str(folder))
    store.add(
        Quad(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"), NamedNode("urn:graph"))
    )
    store.flush()
    del store
    store_generation.write_pointer(
        copy, {**read_pointer(copy), "files": store_generation.measure_files(folder)}
    )
    (problem,) = verify_store(copy).problems
    assert (problem.check, "graph <urn:graph>" in problem.where, problem.message) == (
        "graph",
        True,
        "holds 1 statements in place of 0",
    )
