"""A store is replaced as a whole, by one writer at a time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import INVENTED_DATA, ROOT, Run

from graph import store_locks
from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.provenance import save_result
from graph.analyse.settings import Settings
from graph.errors import StoreError
from graph.load.build import build_store
from graph.load.store_check import verify_store
from graph.namespaces import PREFIXES
from graph.store import (
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    open_current,
    parse,
    read_pointer,
    store_in_memory,
)
from graph.store_writer import QuadChange, graph_digests, lines_digests, store_writer

_INTEGER = NamedNode(PREFIXES["xsd"] + "integer")


def test_a_build_that_fails_while_writing_leaves_the_last_good_store(tmp_path: Path) -> None:
    """An error in the middle of writing removes the half-written generation."""
    directory = tmp_path / "store"
    build_store(directory, data=INVENTED_DATA)

    def fail() -> None:
        def fill(store: Store) -> None:
            store.add(next(iter(open_current(directory))))
            raise RuntimeError("power cut")

        with store_writer(directory) as writer:
            writer.replace(fill, note={})

    with pytest.raises(RuntimeError, match="power cut"):
        fail()
    assert sorted(path.name for path in directory.iterdir()) == ["current.json", "generation-1"]
    assert len(open_current(directory)) > 1000


def test_a_store_that_another_process_writes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another process holds the lock, a build waits a while, says so and changes nothing; then it goes on."""
    directory = tmp_path / "store"
    build_store(directory, data=INVENTED_DATA)
    monkeypatch.setattr(store_locks, "WAIT", 0.2)
    hold = (
        "import sys; from pathlib import Path; from graph.store_writer import store_writer\n"
        f"with store_writer(Path({str(directory)!r})): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match="another process is writing"):
            build_store(directory, data=INVENTED_DATA, force=True)
        assert len(open_current(directory)) > 1000
        holder.kill()  # the lock ends with its process
    assert build_store(directory, data=INVENTED_DATA, force=True).is_new


def _load(directory: Path, number: int) -> None:
    """Add one statement to a store, as `load` does."""
    quad = Quad(NamedNode(f"urn:{number}"), NamedNode("urn:p"), NamedNode("urn:o"))
    with store_writer(directory) as writer:
        writer.replace(lambda store: store.add(quad), note={"loaded": ["x"]}, keep=True)


def test_what_is_kept_is_verified_first(tmp_path: Path) -> None:
    """Neither a load nor a saved analysis copies a damaged generation; it stays as it is."""
    store = tmp_path / "store"
    build_store(store, data=INVENTED_DATA)
    result = run_analysis(open_current(store), "degree", Settings())
    path = store / "generation-1" / "CURRENT"
    path.write_bytes(b"MANIFEST-999999\n")
    for call in (lambda: _load(store, 1), lambda: save_result(store, result, Settings())):
        with pytest.raises(StoreError, match="CURRENT has other bytes than were written"):
            call()
    assert sorted(path.name for path in store.iterdir()) == ["current.json", "generation-1"]


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
    assert len(read_pointer(mine)["loaded"]) == 3  # type: ignore[arg-type]


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


def test_a_revised_store_is_one_written_anew(tmp_path: Path) -> None:
    """What is added and removed gives the statements and digests of a store with the same statements."""
    first = [Quad(NamedNode(f"urn:{n}"), NamedNode("urn:p"), Literal(n)) for n in range(2_000)]
    second = [
        Quad(quad.subject, quad.predicate, quad.object, NamedNode(f"urn:g{n % 3}"))
        for n, quad in enumerate(first)
    ]
    repeated = Quad(first[7].subject, first[7].predicate, Literal("07", datatype=_INTEGER))
    with store_writer(tmp_path / "revised") as writer:
        writer.replace(lambda store: store.bulk_extend(first + second[1::3]), note={})
        change = QuadChange([*second[::3], repeated], [*first[1000:], *second])
        writer.revise(change, note={"loaded": []})
    with store_writer(tmp_path / "anew") as anew:
        anew.replace(lambda store: store.bulk_extend(first[:1000] + second[::3]), note={})
    revised = open_current(tmp_path / "revised")
    assert set(revised) == set(open_current(tmp_path / "anew"))
    assert [graph.value for graph in revised.named_graphs()] == ["urn:g0"]
    assert writer.graphs() == anew.graphs()
    assert verify_store(tmp_path / "revised").problems == []


def test_the_digest_of_a_graph_is_the_sum_of_those_of_its_lines() -> None:
    """A text longer than what the engine writes at once is one line, as are many short ones."""
    lines = [b'<urn:a> <urn:p> "%d" .' % number for number in range(2_000)]
    lines.append(b'<urn:a> <urn:p> "' + b"x" * 300_000 + b'" .')
    store = store_in_memory(parse(b"\n".join(lines), format=RdfFormat.N_TRIPLES))
    total = sum(int.from_bytes(hashlib.sha256(line).digest()) for line in lines)
    digest = len(lines), f"{total % 2**256:064x}"
    assert graph_digests(store) == {"": digest}
    graphs = lines_digests({"": lines, "urn:g": lines[:1]})
    assert graphs == {"": digest, "urn:g": (1, hashlib.sha256(lines[0]).hexdigest())}
