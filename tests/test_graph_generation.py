"""The files of a store: damage is seen, nothing is lost, writers wait for each other."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import INVENTED_DATA, ROOT, Run

from graph import generation
from graph.errors import StoreError
from graph.load.build import build_store
from graph.load.verify import verify_store
from graph.query.search import find
from graph.store import NamedNode, Quad, open_current, read_pointer
from graph.writer import store_writer


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
        lambda: find(mine, "x"),
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
    generation.release_read_locks(mine)
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
        generation.release_read_locks(mine)
        assert verify_store(mine).problems == []
        generation.release_read_locks(mine)
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
    with generation.write_lock(store):
        start = time.monotonic()
        assert not build_store(store, data=INVENTED_DATA).is_new
        assert (rest.exists(), time.monotonic() - start < 5) == (True, True)
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
