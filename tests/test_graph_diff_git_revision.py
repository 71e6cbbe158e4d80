"""The data of a git revision are read without a change to the working copy."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from conftest import INVENTED_DATA, Run
from versions import commit

from graph.diff.snapshot import Snapshot, read_snapshot
from graph.errors import InputError

NAME = "exampleshire-2018-19-effectiveness/question-1.trig"


def statements(snapshot: Snapshot) -> set[tuple[str, bytes]]:
    """Return graphs and lines of a snapshot."""
    return {(graph, line) for graph, lines in snapshot.graphs.items() for line in lines}


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


def test_without_git_or_a_repository_the_message_says_so(
    tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of data outside any repository has no revisions; nor has any where git is missing."""
    with pytest.raises(InputError, match="in no git repository"):
        read_snapshot("HEAD", data=shutil.copytree(INVENTED_DATA, tmp_path / "data"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="not installed"):
        read_snapshot("HEAD", data=repository)


def test_a_copy_of_data_is_read_without_changing_it(repository: Path, run: Run) -> None:
    """Reading a revision leaves the working copy and its index as they were."""
    before = {path: path.read_bytes() for path in sorted(repository.rglob("*")) if path.is_file()}
    assert run("diff", "v1.0", "HEAD", "--data", repository).returncode == 0
    assert {
        path: path.read_bytes() for path in sorted(repository.rglob("*")) if path.is_file()
    } == before
