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

from graph import generation
from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.options import Settings
from graph.analyse.provenance import save_result
from graph.errors import StoreError
from graph.export.rdf import export
from graph.load.build import build
from graph.load.verify import verify
from graph.query.search import find
from graph.store import TURTLE, NamedNode, Quad, Store, current, open_current
from graph.writer import writing


def _load(directory: Path, number: int) -> None:
    """Add one statement to a store, as `load` does."""
    quad = Quad(NamedNode(f"urn:{number}"), NamedNode("urn:p"), NamedNode("urn:o"))
    with writing(directory) as writer:
        writer.replace(lambda store: store.add(quad), note={"loaded": ["x"]}, keep=True)


def _copy(directory: Path, tmp_path: Path) -> Path:
    """Copy a store, with the times of its files."""
    return shutil.copytree(directory, tmp_path / "copy")


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
        lambda: build(mine, data=INVENTED_DATA),
        lambda: find(mine, "x"),
    ):
        with pytest.raises(StoreError, match=r"check --store.*backup.*build --force"):
            call()
    assert [problem.check for problem in verify(mine).problems] == ["pointer"]
    (mine / "current.json").write_bytes(sound)
    assert len(open_current(mine)) == 1


def test_a_lost_pointer_is_put_back(tmp_path: Path) -> None:
    """Without current.json the last whole generation is taken up again, so that a load adds to what was there."""
    _load(tmp_path, 1)
    (tmp_path / "current.json").unlink()
    with pytest.raises(StoreError, match="no complete store"):
        open_current(tmp_path)
    assert "whole" in verify(tmp_path).problems[0].message
    _load(tmp_path, 2)
    assert len(open_current(tmp_path)) == 2


def _files(directory: Path) -> list[Path]:
    return sorted((directory / "generation-1").iterdir())


@pytest.mark.parametrize("way", ["emptied", "cut", "changed", "removed"])
def test_every_damaged_file_is_seen(tmp_path: Path, invented_directory: Path, way: str) -> None:
    """`check --store` names the file, `build` finds it too; a copy of the store without damage is whole."""
    copy = _copy(invented_directory, tmp_path)
    assert verify(copy).problems == []
    names = generation.records(current(copy))
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
        assert [Path(problem.where).name for problem in verify(copy).problems] == [name]
        assert [name for name, _ in generation.damage(copy, current(copy))] == [name]
        path.write_bytes(content)
    assert verify(copy).problems == []


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
    generation.point(copy, {**current(copy), "files": generation.measure(folder)})
    (problem,) = verify(copy).problems
    assert (problem.check, "graph <urn:graph>" in problem.where, problem.message) == (
        "graph",
        True,
        "holds 1 statements in place of 0",
    )


def test_a_changed_turtle_is_never_handed_out(tmp_path: Path, invented_directory: Path) -> None:
    """The export is the same bytes, whether the Turtle that lies ready is whole, changed or gone."""
    copy = _copy(invented_directory, tmp_path)
    export(open_current(copy), tmp_path / "sound.ttl", directory=copy)
    ready = copy / "generation-1" / TURTLE
    content = ready.read_bytes()
    for damaged in (content.replace(b"river team", b"rover team", 1), content[:1000], None):
        ready.unlink() if damaged is None else ready.write_bytes(damaged)
        export(open_current(copy), tmp_path / "x.ttl", directory=copy)
        assert (tmp_path / "x.ttl").read_bytes() == (tmp_path / "sound.ttl").read_bytes()


def test_what_is_kept_is_verified_first(tmp_path: Path) -> None:
    """Neither a load nor a saved analysis copies a damaged generation; it stays as it is."""
    store = tmp_path / "store"
    build(store, data=INVENTED_DATA)
    result = run_analysis(open_current(store), "degree", Settings())
    path = store / "generation-1" / "CURRENT"
    path.write_bytes(b"MANIFEST-999999\n")
    for call in (lambda: _load(store, 1), lambda: save_result(store, result, Settings())):
        with pytest.raises(StoreError, match="CURRENT is not as it was written"):
            call()
    assert sorted(path.name for path in store.iterdir()) == ["current.json", "generation-1"]


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


def test_writers_wait_for_each_other(tmp_path: Path, run: Run) -> None:
    """Three loads at once: each adds its statements, none is lost, nothing is left behind."""
    mine = tmp_path / "mine"
    running = []
    for number in range(3):
        (tmp_path / f"{number}.nt").write_text(
            "".join(f"<urn:{number}> <urn:p> <urn:{n}> .\n" for n in range(500)), "utf-8"
        )
        command = [
            sys.executable,
            str(ROOT / "peelgraph.py"),
            "load",
            str(tmp_path / f"{number}.nt"),
            "--store",
            str(mine),
        ]
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
    assert [(*process.communicate(), process.returncode)[1:] for process in running] == [
        (b"", 0)
    ] * 3
    assert len(open_current(mine)) == 1500
    assert sorted(path.name.partition("-")[0] for path in mine.iterdir()) == [
        "current.json",
        "generation",
    ]
    assert len(current(mine)["loaded"]) == 3  # type: ignore[arg-type]


def test_no_kill_loses_a_store(tmp_path: Path) -> None:
    """A load that is killed at any moment leaves all or nothing of itself, and the next one clears up behind it."""
    mine = tmp_path / "mine"
    _load(mine, 0)
    generation.release(mine)
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
        generation.release(mine)
        assert verify(mine).problems == []
        generation.release(mine)
    _load(mine, 1)
    assert sorted(path.name.partition("-")[0] for path in mine.iterdir()) == [
        "current.json",
        "generation",
    ]


def test_a_build_with_nothing_to_do_clears_up_too(tmp_path: Path) -> None:
    """What a killed writer left goes with the next build, even one that finds the store up to date; beside a writer it stays, without a wait."""
    store = tmp_path / "store"
    build(store, data=INVENTED_DATA)
    rest = store / "generation-7"
    rest.mkdir()
    (rest / "000001.sst").write_bytes(b"half")
    with generation.locked(store):
        start = time.monotonic()
        assert not build(store, data=INVENTED_DATA).fresh
        assert (rest.exists(), time.monotonic() - start < 5) == (True, True)
    assert not build(store, data=INVENTED_DATA).fresh
    assert sorted(path.name for path in store.iterdir()) == ["current.json", "generation-1"]


def test_a_store_of_an_earlier_version_is_read_and_built_anew(tmp_path: Path) -> None:
    """A pointer without digests still opens; the next build writes one with them."""
    store = tmp_path / "store"
    build(store, data=INVENTED_DATA)
    pointer = {
        key: value
        for key, value in current(store).items()
        if key in ("fingerprint", "counts", "generation")
    }
    (store / "generation-1" / "manifest.json").unlink()
    (store / "current.json").write_text(json.dumps(pointer), "utf-8")
    assert len(open_current(store)) > 1000
    assert [problem.check for problem in verify(store).problems] == ["manifest"]
    assert build(store, data=INVENTED_DATA).fresh
    assert verify(store).problems == []


@pytest.mark.skipif(os.name == "nt", reason="limits of the size of files are of POSIX")
@pytest.mark.parametrize("size", [0, 20_000, 300_000, 1_000_000])
def test_a_full_disk_leaves_the_store_as_it_was(tmp_path: Path, size: int) -> None:
    """When no file may grow beyond a size, a load says so in one message, and the store holds what it held."""
    mine = tmp_path / "mine"
    _load(mine, 1)
    (tmp_path / "x.nt").write_text(
        "".join(f'<urn:x> <urn:p> "{n} {"x" * 200}" .\n' for n in range(60_000)), "utf-8"
    )
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n"
        "import peelgraph; peelgraph.main()"
    )
    command = [sys.executable, "-c", code, "load", str(tmp_path / "x.nt"), "--store", str(mine)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr.startswith("peelgraph: "), done.stderr.count("\n")) == (
        1,
        True,
        1,
    ), done
    assert len(open_current(mine)) == 1
