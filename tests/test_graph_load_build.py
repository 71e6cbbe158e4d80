"""From files to a store on disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import INVENTED_DATA

from graph.errors import DataError, InputError, StoreError
from graph.load.build import build_store
from graph.load.infer import INFERRED
from graph.store import NamedNode, Store, open_current, read_pointer, rows


def test_nothing_is_done_where_nothing_changed(tmp_path: Path) -> None:
    """A second build finds the store up to date and leaves it untouched; a change of the data builds anew."""
    folder, directory = tmp_path / "data", tmp_path / "store"
    shutil.copytree(INVENTED_DATA, folder)
    first = build_store(directory, data=folder)
    before = read_pointer(directory)
    again = build_store(directory, data=folder)
    assert (first.is_new, again.is_new) == (True, False)
    assert again.counts == first.counts
    assert read_pointer(directory) == before
    register = folder / "register" / "register.ttl"
    register.write_text(register.read_text("utf-8").replace("youth hub", "hub of youth"), "utf-8")
    assert build_store(directory, data=folder).is_new


def test_the_default_graph_holds_each_statement_once(invented: Store) -> None:
    """Counting in plain queries counts distinct statements: those of all named graphs together, none twice."""
    named = {quad.triple for quad in invented if isinstance(quad.graph_name, NamedNode)}
    (row,) = rows(invented, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert int(row["n"].value) == len(named)


def test_inferred_statements_stand_in_their_own_graph(invented: Store) -> None:
    """What was inferred is in no graph of a sentence, and stated statements are not in the graph of inferred ones."""
    inferred = {
        quad.triple for quad in invented.quads_for_pattern(None, None, None, NamedNode(INFERRED))
    }
    stated = {
        q.triple
        for q in invented
        if isinstance(q.graph_name, NamedNode) and q.graph_name.value not in (INFERRED,)
    }
    assert inferred
    assert not inferred & stated


def test_the_same_data_make_the_same_store(tmp_path: Path, invented: Store) -> None:
    """Two builds hold exactly the same quads."""
    other = open_current(build_store(tmp_path / "store", data=INVENTED_DATA).directory)
    assert set(other) == set(invented)


def test_a_failed_build_leaves_the_last_good_store(tmp_path: Path) -> None:
    """Faulty data change nothing: the store answers as before, and no rest lies about."""
    folder, directory = tmp_path / "data", tmp_path / "store"
    shutil.copytree(INVENTED_DATA, folder)
    build_store(directory, data=folder)
    good = set(open_current(directory))
    (folder / "register" / "register.ttl").write_text("force:x a .", "utf-8")
    with pytest.raises(InputError):
        build_store(directory, data=folder)
    assert set(open_current(directory)) == good
    (folder / "register" / "register.ttl").unlink()
    with pytest.raises(DataError):
        build_store(directory, data=folder)
    assert set(open_current(directory)) == good
    assert sorted(path.name for path in directory.iterdir()) == ["current.json", "generation-1"]


def test_what_a_killed_build_left_is_taken_over(tmp_path: Path) -> None:
    """The rest of a build that was killed does not get into the next one."""
    directory = tmp_path / "store"
    build_store(directory, data=INVENTED_DATA)
    good = set(open_current(directory))
    rest = Store(str(directory / "generation-2"))
    rest.add(next(iter(good)))
    rest.update("INSERT DATA { <urn:left> <urn:over> 1 }")
    del rest
    build_store(directory, data=INVENTED_DATA, force=True)
    assert set(open_current(directory)) == good


def test_a_reader_keeps_its_snapshot_while_a_build_replaces_the_store(tmp_path: Path) -> None:
    """Queries begun before a build go on over the old store."""
    directory = tmp_path / "store"
    build_store(directory, data=INVENTED_DATA)
    reader = open_current(directory)
    before = len(reader)
    build_store(directory, data=INVENTED_DATA, force=True)
    assert len(reader) == before
    assert len(set(reader)) == before


def test_a_place_that_cannot_be_a_store_is_refused(tmp_path: Path) -> None:
    """A path below a file is not writable; the message names it and what to do."""
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(StoreError, match=r"not writable.*--store"):
        build_store(tmp_path / "file" / "store", data=INVENTED_DATA)


def test_a_folder_without_data_is_refused(tmp_path: Path) -> None:
    """An empty or missing folder of data is named."""
    with pytest.raises(InputError, match=r"no \.ttl"):
        build_store(tmp_path / "store", data=tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        build_store(tmp_path / "store", data=tmp_path / "nowhere")


def test_folders_of_others_are_left_alone(tmp_path: Path) -> None:
    """Only generations of the store are cleared away, never what is only called alike."""
    directory = tmp_path / "store"
    (directory / "generation-of-swine").mkdir(parents=True)
    (directory / "generation-7").mkdir()
    (directory / "generation-7" / "thesis.txt").write_text("mine", "utf-8")
    (directory / "names-mine.db").touch()
    build_store(directory, data=INVENTED_DATA)
    build_store(directory, data=INVENTED_DATA, force=True)
    assert sorted(path.name for path in directory.iterdir()) == [
        "current.json",
        "generation-7",
        "generation-9",
        "generation-of-swine",
        "names-mine.db",
    ]
    assert (directory / "generation-7" / "thesis.txt").read_text("utf-8") == "mine"


def test_what_a_killed_writer_left_is_cleared_away(tmp_path: Path) -> None:
    """Only the current generation stays, and no half-written file."""
    directory = tmp_path / "store"
    build_store(directory, data=INVENTED_DATA)
    (directory / "generation-9").mkdir()
    (directory / "generation-9" / "000001.sst").write_bytes(b"half")
    (directory / ".peelgraph-0123.part").write_bytes(b"half")
    build_store(directory, data=INVENTED_DATA, force=True)
    assert sorted(path.name for path in directory.iterdir()) == ["current.json", "generation-2"]


def test_a_build_that_fails_at_the_index_keeps_the_old_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Store and index change together or not at all."""
    from graph.load import index
    from graph.query.search import find_things

    directory = tmp_path / "store"
    build_store(directory, data=INVENTED_DATA)

    def fail(path: Path, store: Store, **_: bool) -> int:
        raise RuntimeError("disk full")

    monkeypatch.setattr(index, "write_index", fail)
    with pytest.raises(RuntimeError, match="disk full"):
        build_store(directory, data=INVENTED_DATA, force=True)
    assert find_things(directory, "river team")[0].label == "river team"


def test_the_generation_gone_is_built_again(tmp_path: Path) -> None:
    """A store whose files were deleted is not called up to date."""
    directory = tmp_path / "store"
    build_store(directory, data=INVENTED_DATA)
    shutil.rmtree(directory / "generation-1")
    assert build_store(directory, data=INVENTED_DATA).is_new


def test_a_build_checks_the_shapes_too(tmp_path: Path) -> None:
    """A fault that only a shape can see stops a build and a check."""
    folder = tmp_path / "data"
    shutil.copytree(INVENTED_DATA, folder)
    path = folder / "exampleshire-2018-19-effectiveness" / "question-1.trig"
    path.write_text(
        path.read_text("utf-8").replace("        peel:betterWhen direction:neither ;\n", "", 1),
        "utf-8",
    )
    with pytest.raises(
        DataError, match=r"figure/crew: peel:betterWhen: needs the direction.*\[shape\]"
    ):
        build_store(tmp_path / "store", data=folder)
