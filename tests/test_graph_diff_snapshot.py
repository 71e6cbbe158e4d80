"""A graph read from wherever it is kept: stores, exports, folders, git revisions."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from conftest import INVENTED_DATA, Run

from graph.diff.blank_nodes import name_blank_nodes
from graph.diff.snapshot import Snapshot, read_snapshot, snapshot_of_quads, without_graphs
from graph.errors import InputError
from graph.export.rdf import export
from graph.store import Store, parse_text

NAME = "exampleshire-2018-19-effectiveness/question-1.trig"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A folder of data in a git repository with two revisions: the invented data, and the same with one label changed."""
    data = tmp_path / "project" / "data"
    shutil.copytree(INVENTED_DATA, data)
    git(data, "init", "--quiet", "--initial-branch", "main", "..")
    commit(data, "one")
    git(data, "tag", "v1.0")
    path = data / NAME
    path.write_text(path.read_text("utf-8").replace("peel:value 2.0", "peel:value 4.0"), "utf-8")
    commit(data, "two")
    return data


def git(folder: Path, *arguments: str) -> None:
    """Run git as a user without any settings of their own."""
    who = {
        f"GIT_{role}_{field}": value
        for role in ("AUTHOR", "COMMITTER")
        for field, value in (("NAME", "A"), ("EMAIL", "a@example.org"))
    }
    environment = {
        **os.environ,
        **who,
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    subprocess.run(
        ["git", "-C", str(folder), *arguments], check=True, capture_output=True, env=environment
    )


def commit(data: Path, message: str) -> None:
    """Record all that is in a folder."""
    git(data, "add", "--all", ".")
    git(data, "commit", "--quiet", "--message", message)


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
        export(invented, tmp_path / f"x.{suffix}")
        assert statements(read_snapshot(str(tmp_path / f"x.{suffix}"))) == statements(store)


@pytest.mark.parametrize("suffix", ["ttl", "nt", "rdf", "jsonld"])
def test_exports_without_graphs_are_the_store_without_graphs(
    real: Store, real_directory: Path, tmp_path: Path, suffix: str
) -> None:
    """Taken without graphs, the real store and each of its plain exports state the same, with what follows."""
    export(real, tmp_path / f"x.{suffix}")
    assert statements(without_graphs(read_snapshot(str(tmp_path / f"x.{suffix}")))) == statements(
        without_graphs(read_snapshot(str(real_directory)))
    )


def test_git_revisions_are_read_by_any_name(repository: Path) -> None:
    """A tag, a branch and a relative name each give the data of their time; the working copy may be elsewhere by then."""
    shutil.rmtree(repository / "register")
    assert statements(read_snapshot("v1.0", data=repository)) == statements(
        read_snapshot(str(INVENTED_DATA))
    )
    assert statements(read_snapshot("HEAD~1", data=repository)) == statements(
        read_snapshot("v1.0", data=repository)
    )
    changed = statements(read_snapshot("main", data=repository)) - statements(
        read_snapshot("v1.0", data=repository)
    )
    assert [(b"value" in line, b'"4"' in line) for _, line in changed] == [(True, True)]


def test_a_path_comes_before_a_revision(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a folder is called like a branch, the folder is meant."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main").mkdir()
    (tmp_path / "main" / "a.ttl").write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
    assert any(b"<urn:a>" in line for _, line in statements(read_snapshot("main", data=repository)))


def test_the_ontology_of_a_revision_goes_with_its_data(repository: Path) -> None:
    """Where a revision has an ontology beside its data, that one is taken, not today's."""
    ontology = repository.parent / "ontology"
    ontology.mkdir()
    (ontology / "own.ttl").write_text("<urn:own> a <urn:class> .", "utf-8")
    commit(repository.parent, "three")
    taken = [
        graph
        for graph in read_snapshot("HEAD", data=repository).graphs
        if "/graph/ontology/" in graph
    ]
    assert [graph.rpartition("/")[2] for graph in taken] == ["own"]


def test_nothing_is_left_of_a_revision(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The temporary folder goes away, also after a syntax error, which names revision, file and line."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (repository / NAME).write_text("x", "utf-8")
    commit(repository, "broken")
    with pytest.raises(InputError, match=rf"^HEAD:data/{NAME}:1:"):
        read_snapshot("HEAD", data=repository)
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nowhere.nq", "no such file"),
        ("v9.9", "no revision"),
        ("--output=x", "no revision"),
        ("HEAD:data", "no revision"),
        ("x" * 5000, "no revision"),
    ],
)
def test_unknown_names_are_answered_kindly(repository: Path, name: str, says: str) -> None:
    """What is no file, folder or revision is said to be so; a name is never taken for an option of git."""
    with pytest.raises(InputError, match=says):
        read_snapshot(name, data=repository)
    assert not (repository / "x").exists()


def test_without_git_or_a_repository_the_message_says_so(
    tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of data outside any repository has no revisions; nor has any where git is missing."""
    with pytest.raises(InputError, match="in no git repository"):
        read_snapshot("HEAD", data=shutil.copytree(INVENTED_DATA, tmp_path / "data"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="not installed"):
        read_snapshot("HEAD", data=repository)


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


def test_nodes_without_a_name_are_known_by_what_they_state() -> None:
    """Labels of blank nodes and numbers of list cells mean nothing; content does, in circles too."""
    one = snapshot_of_quads(
        "one",
        parse_text(
            "<urn:a> <urn:p> [ <urn:q> 1 ; <urn:r> [ <urn:q> 2 ] ], _:lone . _:x <urn:p> _:x ."
        ),
    )
    other = snapshot_of_quads(
        "other",
        parse_text(
            "_:z <urn:p> _:z . <urn:a> <urn:p> _:other , [ <urn:r> [ <urn:q> 2 ] ; <urn:q> 1 ] ."
        ),
    )
    third = snapshot_of_quads(
        "third",
        parse_text(
            "_:z <urn:p> _:z . <urn:a> <urn:p> _:other , [ <urn:r> [ <urn:q> 3 ] ; <urn:q> 1 ] ."
        ),
    )
    assert statements(name_blank_nodes(one)) == statements(name_blank_nodes(other))
    assert statements(name_blank_nodes(one)) != statements(name_blank_nodes(third))


def test_a_copy_of_data_is_read_without_changing_it(repository: Path, run: Run) -> None:
    """Reading a revision leaves the working copy and its index as they were."""
    before = {path: path.read_bytes() for path in sorted(repository.rglob("*")) if path.is_file()}
    assert run("diff", "v1.0", "HEAD", "--data", repository).returncode == 0
    assert {
        path: path.read_bytes() for path in sorted(repository.rglob("*")) if path.is_file()
    } == before
