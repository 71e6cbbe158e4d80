"""A graph read from wherever it is kept: stores, exports, folders, git revisions."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import INVENTED_DATA

from graph.diff.snapshot import Snapshot, read_snapshot, without_graphs
from graph.errors import InputError
from graph.export.rdf import write_rdf
from graph.store import Store

NAME = "exampleshire-2018-19-effectiveness/question-1.trig"


def statements(snapshot: Snapshot) -> set[tuple[str, bytes]]:
    """Return graphs and lines of a snapshot."""
    return {(graph, line) for graph, lines in snapshot.graphs.items() for line in lines}


def test_a_store_a_folder_and_exports_with_graphs_state_the_same(
    invented: Store, invented_directory: Path, tmp_path: Path
) -> None:
    """Whether read from a store, its data or its export, the graph is one, and what a build derives is no part of it."""
    store = read_snapshot(str(invented_directory))
    assert statements(store) == statements(read_snapshot(str(INVENTED_DATA)))
    assert not any("inferred" in graph or graph == "" for graph in store.graphs)
    for suffix in ("trig", "nq"):
        write_rdf(invented, tmp_path / f"x.{suffix}")
        assert statements(read_snapshot(str(tmp_path / f"x.{suffix}"))) == statements(store)


@pytest.fixture(scope="module")
def real_statements(real_directory: Path) -> object:
    """What the real store states, taken without graphs."""
    return statements(without_graphs(read_snapshot(str(real_directory))))


@pytest.mark.parametrize("suffix", ["ttl", "nt", "rdf", "jsonld"])
def test_exports_without_graphs_are_the_store_without_graphs(
    real: Store, real_statements: object, tmp_path: Path, suffix: str
) -> None:
    """Taken without graphs, the real store and each of its plain exports state the same, with what follows."""
    write_rdf(real, tmp_path / f"x.{suffix}")
    snapshot = read_snapshot(str(tmp_path / f"x.{suffix}"))
    assert statements(without_graphs(snapshot)) == real_statements


def test_a_path_comes_before_a_revision(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a folder is called like a branch, the folder is meant."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main").mkdir()
    (tmp_path / "main" / "a.ttl").write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
    assert any(b"<urn:a>" in line for _, line in statements(read_snapshot("main", data=repository)))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nowhere.nq", "no such file"),
        ("v9.9", "no revision"),
        ("--output=x", "no revision"),
        ("HEAD:data", "no revision"),
        ("x" * 5000, "no revision"),
        ("", "the name of a graph is empty"),
    ],
)
def test_unknown_names_are_answered_kindly(repository: Path, name: str, says: str) -> None:
    """What is no file, folder or revision is said to be so; a name is never taken for an option of git."""
    with pytest.raises(InputError, match=says):
        read_snapshot(name, data=repository)
    assert not (repository / "x").exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({}, "neither a store nor a folder of data"),
        ({"a.trig": "x"}, r"a\.trig:1:"),
        ({"current.json": "{}"}, "neither"),
    ],
)
def test_folders_that_hold_no_graph_are_refused(
    tmp_path: Path, content: dict[str, str], says: str
) -> None:
    """An empty folder, broken syntax and a broken store each get one clear message."""
    for name, text in content.items():
        (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(InputError, match=says):
        read_snapshot(str(tmp_path))
