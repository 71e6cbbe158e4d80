"""The files of a store: damage is seen, nothing is lost, writers wait for each other."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import INVENTED_DATA, ROOT, Run

from graph import store_generation, store_locks
from graph.errors import StoreError
from graph.load.build import build_store
from graph.load.store_check import verify_store
from graph.query.search import find_things
from graph.store import NamedNode, Quad, open_current, read_pointer
from graph.store_writer import store_writer


def _load(directory: Path, number: int) -> None:
    """Add one statement to a store, as `load` does."""
    quad = Quad(NamedNode(f"urn:{number}"), NamedNode("urn:p"), NamedNode("urn:o"))
    with store_writer(directory) as writer:
        writer.replace(lambda store: store.add(quad), note={"loaded": ["x"]}, keep=True)


def _change(key: str, value: object) -> Callable[[bytes], bytes]:
    return lambda content: json.dumps({**json.loads(content), key: value}).encode()


POINTERS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "blank": lambda _: b" \n",
    "cut": lambda content: content[:100],
    "no JSON": lambda _: b"\xff\x00",
    "a list": lambda _: b"[]",
    "deeply nested": lambda _: b"[" * 100_000,
    "no generation": lambda _: b"{}",
    "only the generation": lambda _: b'{"generation": "generation-1"}',
    "a generation of the wrong type": _change("generation", 1),
    "loaded of the wrong type": _change("loaded", "x"),
    "counts of the wrong type": _change("counts", {"reports": "many"}),
    "files of the wrong type": _change("files", {"../x": [1, 2, "3"]}),
    "another number": _change("counts", {"reports": 2}),
    "no list of files": _change("files", None),
}


@pytest.mark.parametrize("fault", POINTERS)
def test_a_damaged_pointer_is_an_error_and_nothing_is_lost(
    tmp_path: Path, run: Run, fault: str
) -> None:
    """Whatever is wrong with current.json, every command says so with the ways out, and the statements stay where they are."""
    mine = tmp_path / "mine"
    _load(mine, 1)
    sound = (mine / "current.json").read_bytes()
    (mine / "current.json").write_bytes(POINTERS[fault](sound))
    for call in (
        lambda: _load(mine, 2),
        lambda: open_current(mine),
        lambda: build_store(mine, data=INVENTED_DATA),
        lambda: find_things(mine, "x"),
    ):
        with pytest.raises(StoreError, match=r"check --store.*backup.*build --force"):
            call()
    assert [problem.check for problem in verify_store(mine).problems] == ["pointer"]
    (mine / "current.json").write_bytes(sound)
    assert len(open_current(mine)) == 1


def test_a_lost_pointer_is_put_back(tmp_path: Path) -> None:
    """Without current.json the last whole generation is taken up again, so that a load adds to what was there."""
    _load(tmp_path, 1)
    (tmp_path / "current.json").unlink()
    with pytest.raises(StoreError, match="no complete store"):
        open_current(tmp_path)
    assert "whole" in verify_store(tmp_path).problems[0].message
    _load(tmp_path, 2)
    assert len(open_current(tmp_path)) == 2


def _files(directory: Path) -> list[Path]:
    return sorted((directory / "generation-1").iterdir())


def test_a_build_mends_a_damaged_store(tmp_path: Path, run: Run) -> None:
    """The command says what was damaged and makes the store anew."""
    store = tmp_path / "store"
    run("build", "--data", INVENTED_DATA)
    path = next(store.glob("generation-1/*.sst"))
    path.write_bytes(bytes(path.stat().st_size))
    shown = run("show", "river", "team")
    assert (shown.returncode, "damaged" in shown.stderr) == (1, True)
    assert run("check", "--store", store).returncode == 1
    mended = run("build", "--data", INVENTED_DATA)
    assert (
        mended.returncode,
        "was damaged" in mended.stderr,
        mended.stdout.startswith("built"),
    ) == (0, True, True)
    whole = run("check", "--store")
    assert (whole.returncode, "as they were written" in whole.stdout) == (0, True)


def test_a_generation_that_is_read_stays(tmp_path: Path) -> None:
    """What a reader has open is removed only by a later writer, when the reader has gone."""
    _load(tmp_path, 1)
    code = (
        "import sys; from pathlib import Path; from graph.store import open_current\n"
        f"store = open_current(Path({str(tmp_path)!r})); print(len(store), flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "1\n"
        _load(tmp_path, 2)
        assert (tmp_path / "generation-1" / "CURRENT").is_file()
        reader.communicate("")
    _load(tmp_path, 3)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current.json", "generation-3"]
    assert len(open_current(tmp_path)) == 3


def test_no_kill_loses_a_store(tmp_path: Path) -> None:
    """A load that is killed at any moment leaves all or nothing of itself, and the next one clears up behind it."""
    mine = tmp_path / "mine"
    _load(mine, 0)
    store_locks.release_read_locks(mine)
    (tmp_path / "x.nt").write_text(
        "".join(f"<urn:x> <urn:p> <urn:{n}> .\n" for n in range(3000)), "utf-8"
    )
    for after in (0.12, 0.16, 0.2, 0.24, 0.28, 0.32):
        command = [
            sys.executable,
            str(ROOT / "peelgraph.py"),
            "load",
            str(tmp_path / "x.nt"),
            "--store",
            str(mine),
        ]
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(after)
            process.kill()
        assert len(open_current(mine)) in (1, 3001)
        store_locks.release_read_locks(mine)
        assert verify_store(mine).problems == []
        store_locks.release_read_locks(mine)
    _load(mine, 1)
    assert sorted(path.name.partition("-")[0] for path in mine.iterdir()) == [
        "current.json",
        "generation",
    ]


def test_a_build_with_nothing_to_do_clears_up_too(tmp_path: Path) -> None:
    """What a killed writer left goes with the next build, even one that finds the store up to date; beside a writer it stays, without a wait."""
    store = tmp_path / "store"
    build_store(store, data=INVENTED_DATA)
    rest = store / "generation-7"
    rest.mkdir()
    (rest / "000001.sst").write_bytes(b"half")
    with store_locks.write_lock(store):
        start = time.monotonic()
        assert not build_store(store, data=INVENTED_DATA).is_new
        assert (rest.exists(), time.monotonic() - start < 20) == (True, True)
    assert not build_store(store, data=INVENTED_DATA).is_new
    assert sorted(path.name for path in store.iterdir()) == ["current.json", "generation-1"]


def test_a_store_of_an_earlier_version_is_read_and_built_anew(tmp_path: Path) -> None:
    """A pointer without digests still opens; the next build writes one with them."""
    store = tmp_path / "store"
    build_store(store, data=INVENTED_DATA)
    pointer = {
        key: value
        for key, value in read_pointer(store).items()
        if key in ("fingerprint", "counts", "generation")
    }
    (store / "generation-1" / "manifest.json").unlink()
    (store / "current.json").write_text(json.dumps(pointer), "utf-8")
    assert len(open_current(store)) > 1000
    assert [problem.check for problem in verify_store(store).problems] == ["manifest"]
    assert build_store(store, data=INVENTED_DATA).is_new
    assert verify_store(store).problems == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"{", "is damaged: it is not JSON"),
        (b"3", "is damaged: it is not a JSON object"),
        (b"{}", "is damaged: it names no generation"),
        (b'{"generation": "generation-x"}', "is damaged: it names no generation"),
        (
            b'{"generation": "generation-1", "fingerprint": 1}',
            "is damaged: “fingerprint” has a value of the wrong type",
        ),
        (
            b'{"generation": "generation-1", "built": "today"}',
            "is damaged: “built” has a value of the wrong type",
        ),
        (
            b'{"generation": "generation-1", "counts": {"reports": true}}',
            "is damaged: “counts” has a value of the wrong type",
        ),
        (
            b'{"generation": "generation-1", "counts": []}',
            "is damaged: “counts” has a value of the wrong type",
        ),
        (
            b'{"generation": "generation-1", "loaded": [1]}',
            "is damaged: “loaded” has a value of the wrong type",
        ),
        (
            b'{"generation": "generation-1", "files": {"x": [1, 2]}}',
            "is damaged: “files” has a value of the wrong type",
        ),
        (
            b'{"generation": "generation-1", "files": {"x": [1, 2, 3]}}',
            "is damaged: “files” has a value of the wrong type",
        ),
        (
            b'{"generation": "generation-1", "files": {"x/y": [1, 2, "3"]}}',
            "is damaged: “files” has a value of the wrong type",
        ),
        (
            b'{"generation": "generation-1", "graphs": {"x": [1]}}',
            "is damaged: “graphs” has a value of the wrong type",
        ),
        (
            b'{"generation": "generation-1", "graphs": []}',
            "is damaged: “graphs” has a value of the wrong type",
        ),
        (
            b'{"generation": "generation-1", "digest": 3}',
            "is damaged: “digest” has a value of the wrong type",
        ),
        (
            b'{"generation": "generation-1", "digest": "x"}',
            "is damaged: its digest does not fit what it says",
        ),
    ],
)
def test_what_is_wrong_with_a_pointer_is_said(tmp_path: Path, content: bytes, says: str) -> None:
    """One message for each kind of damage, with the file and the ways out."""
    (tmp_path / store_generation.POINTER).write_bytes(content)
    with pytest.raises(StoreError) as caught:
        read_pointer(tmp_path)
    assert (
        str(caught.value)
        == f"{tmp_path / store_generation.POINTER}: the pointer of the store {says}. {store_generation.REPAIR_HINT}"
    )


def test_a_pointer_of_an_earlier_version_needs_no_digest(tmp_path: Path) -> None:
    """Unless a manifest lies in its generation, which only a version that seals pointers writes."""
    pointer = {
        "generation": "generation-1",
        "counts": {"reports": 1},
        "loaded": ["x"],
        "fingerprint": "y",
        "graphs": {"g": [1, "z"]},
    }
    (tmp_path / store_generation.POINTER).write_text(json.dumps(pointer), "utf-8")
    assert read_pointer(tmp_path) == pointer
    assert store_generation.file_records(pointer) == {}
    (tmp_path / "generation-1").mkdir()
    (tmp_path / "generation-1" / store_generation.MANIFEST).touch()
    with pytest.raises(StoreError, match="the pointer of the store lacks its digest"):
        read_pointer(tmp_path)


def test_where_there_is_no_store_there_is_no_pointer(tmp_path: Path) -> None:
    """No folder, no file in it, and a file in the place of the folder are no store; a folder in the place of the file is an error."""
    (tmp_path / "file").touch()
    assert [read_pointer(place) for place in (tmp_path, tmp_path / "none", tmp_path / "file")] == [
        {},
        {},
        {},
    ]
    (tmp_path / store_generation.POINTER).mkdir()
    with pytest.raises(
        StoreError, match=r"the store cannot be read: Is a directory\. Check the path\."
    ):
        read_pointer(tmp_path)
    with pytest.raises(StoreError, match=r"the store cannot be read: embedded null"):
        read_pointer(tmp_path / "a\0b")


def _generation(directory: Path, number: int, *, sealed: bool = True, **files: bytes) -> Path:
    """Make a generation with some files, and its manifest."""
    folder = directory / f"generation-{number}"
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    if sealed:
        store_generation.write_manifest(
            folder,
            {
                "generation": folder.name,
                "files": store_generation.measure_files(folder),
                "graphs": {},
                "counts": {"reports": number},
            },
        )
    return folder


def test_each_kind_of_damage_has_its_words(tmp_path: Path) -> None:
    """Missing, cut, changed, unreadable; only files that are asked for, and only those that are known."""
    folder = _generation(tmp_path, 1, a=b"one", b=b"two", c=b"x" * 1200, d=b"four", e=b"five")
    pointer = store_generation.read_manifest(tmp_path, {"generation": folder.name})
    assert store_generation.damaged_files(tmp_path, pointer) == []
    (folder / "a").unlink()
    (folder / "b").write_bytes(b"too")
    (folder / "c").write_bytes(b"x")
    (folder / "d").unlink()
    (folder / "d").mkdir()
    wrong = {
        "a": "is missing",
        "b": "has other bytes than were written",
        "c": "has 1 bytes in place of 1,200",
    }
    found = dict(store_generation.damaged_files(tmp_path, pointer))
    assert {name: found[name] for name in wrong} == wrong
    assert set(found) == {*wrong, "d"}
    assert store_generation.damaged_files(tmp_path, pointer, names=["b", "e", "unknown"]) == [
        ("b", wrong["b"])
    ]


def test_a_store_is_whole_where_sizes_and_times_or_else_digests_fit(tmp_path: Path) -> None:
    """A new time alone is no damage, another size or other bytes are; files beside count only where they are asked for."""
    folder = _generation(tmp_path, 1, sealed=False, a=b"one")
    (folder / store_generation.INDEX).write_bytes(b"index")
    store_generation.write_manifest(
        folder, {"generation": folder.name, "files": store_generation.measure_files(folder)}
    )
    pointer = store_generation.read_manifest(tmp_path, {"generation": folder.name})
    assert store_generation.is_intact(tmp_path, pointer)
    os.utime(folder / "a", ns=(1, 1))
    assert store_generation.is_intact(tmp_path, pointer)
    (folder / store_generation.INDEX).write_bytes(b"indeX")
    assert store_generation.is_intact(tmp_path, pointer)
    assert not store_generation.is_intact(tmp_path, pointer, companion=store_generation.INDEX)
    (folder / "a").write_bytes(b"two")
    assert not store_generation.is_intact(tmp_path, pointer)
    (folder / "a").write_bytes(b"ones")
    assert not store_generation.is_intact(tmp_path, pointer)
    (folder / "a").unlink()
    assert not store_generation.is_intact(tmp_path, pointer)
    assert store_generation.is_intact(tmp_path, {"generation": "generation-1"}, companion="unknown")


def test_only_files_that_matter_are_measured(tmp_path: Path) -> None:
    """Locks and logs, which the engine writes and never reads, and folders are left out."""
    for name in ("a", "LOCK", "LOG", "LOG.old.1", "LOGS"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    found = store_generation.measure_files(tmp_path)
    state = (tmp_path / "a").stat()
    assert list(found) == ["LOGS", "a"]
    assert found["a"] == (
        1,
        state.st_mtime_ns,
        "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
    )


def test_complete_generations_are_found_the_newest_first(tmp_path: Path) -> None:
    """Only those with a manifest of their own and all files whole; the newest is taken up again where the pointer is gone."""
    assert store_generation.generation_numbers(tmp_path / "none") == []
    assert store_generation.restore_pointer(tmp_path) == ""
    for number in (2, 10, 9):
        _generation(tmp_path, number, a=b"one")
    _generation(tmp_path, 11, a=b"one", sealed=False)
    (tmp_path / "generation-12x").mkdir()
    shutil.copytree(tmp_path / "generation-9", tmp_path / "generation-13")
    assert sorted(store_generation.generation_numbers(tmp_path)) == [2, 9, 10, 11, 13]
    assert list(store_generation.intact_generations(tmp_path)) == [
        "generation-10",
        "generation-9",
        "generation-2",
    ]
    (tmp_path / "generation-10" / "a").write_bytes(b"two")
    assert store_generation.restore_pointer(tmp_path) == "generation-9"
    pointer = read_pointer(tmp_path)
    assert (pointer["generation"], pointer["counts"], "sums" in pointer) == (
        "generation-9",
        {"reports": 9},
        False,
    )
    assert set(store_generation.file_records(pointer)) == {"a", store_generation.MANIFEST}
    assert store_generation.damaged_files(tmp_path, pointer) == []
    assert store_generation.read_manifest(tmp_path, {"generation": "generation-11"}) == {}


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("CURRENT", True),
        ("000012.sst", True),
        ("bulk-3.sst", True),
        ("MANIFEST-000004", True),
        ("OPTIONS-000005.dbtmp", True),
        ("LOG.old.17", True),
        ("names.db-journal", True),
        ("manifest.json", True),
        (".peelgraph-0af.part", True),
        ("thesis.txt", False),
        ("12.sst.txt", False),
    ],
)
def test_only_what_the_store_wrote_is_cleared_away(tmp_path: Path, name: str, ours: bool) -> None:
    """A folder with any other file, a folder in it, or a link in its place stays; so do the kept generation and other files."""
    (_generation(tmp_path, 1, sealed=False) / name).write_bytes(b"x")
    _generation(tmp_path, 2, CURRENT=b"x")
    (_generation(tmp_path, 3, CURRENT=b"x") / "CURRENT2").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "generation-4").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "generation-5").mkdir()
    (tmp_path / "generation-5" / "000001.sst").mkdir()
    for rest in (".peelgraph-1.part", ".writable-2", ".current-3.json", "mine.part"):
        (tmp_path / rest).touch()
    store_generation.remove_generations(tmp_path, current="generation-2")
    stay = [
        "elsewhere",
        "generation-2",
        "generation-3",
        "generation-4",
        "generation-5",
        "mine.part",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [*stay, *([] if ours else ["generation-1"])]
    )


def test_a_generation_that_may_not_be_read_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers and builds name the permissions; only who discards the store has it made anew."""
    directory = build_store(tmp_path / "store", data=INVENTED_DATA).directory
    says = "the store cannot be read: Permission denied. Change its permissions"
    stat = Path.stat

    def refuse(path: Path, **options: bool) -> os.stat_result:
        if path.parent == directory / "generation-1":
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(StoreError, match=says):
        open_current(directory)
    with pytest.raises(StoreError, match=says):
        build_store(directory, data=INVENTED_DATA)
    assert [path.name for path in directory.glob("gen*")] == ["generation-1"]
    assert build_store(directory, data=INVENTED_DATA, force=True).is_new


def test_a_folder_that_may_not_be_opened_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder of a generation is named with the reason."""

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(StoreError, match="generation-1: the store cannot be read: Permission"):
        store_locks.read_lock(tmp_path / "generation-1")
