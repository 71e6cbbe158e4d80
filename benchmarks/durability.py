"""Try to lose a store: kill writers, damage files, let writers meet; count what was lost.

    python -m benchmarks.durability --kills 40 --damages 40 --rounds 6

What a command says badly counts too. Full disks are tried by `benchmarks.full_disks`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from benchmarks.bad_inputs import DATA, ROOT
from graph import store_locks
from graph.errors import PeelgraphError
from graph.store import open_current

COMMAND = [sys.executable, str(ROOT / "peelgraph.py")]
Faults = Counter[str]


def run(
    *arguments: str | Path, store: Path, seconds: float = 300, variables: Mapping[str, str] = {}
) -> subprocess.CompletedProcess[bytes]:
    """Run the command over a store, with some variables of the environment."""
    environment = {**os.environ, "PEELGRAPH_STORE": str(store), **variables}
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        env=environment,
        timeout=seconds,
        check=False,
    )


def judge(outcome: subprocess.CompletedProcess[bytes], what: str, faults: Faults) -> None:
    """Count what no command may do: a traceback, a signal, more than one message, a report of the unexpected."""
    text = outcome.stderr.decode("utf-8", "replace")
    if b"Traceback" in outcome.stderr + outcome.stdout:
        faults[f"{what}: traceback"] += 1
    elif outcome.returncode not in (0, 1, 2):
        faults[f"{what}: exit code {outcome.returncode}"] += 1
    elif outcome.returncode and not text.startswith(("peelgraph: ", "Usage: ", "note: ")):
        faults[f"{what}: no clear message: {text[:100]!r}"] += 1
    elif "unforeseen" in text:
        faults[f"{what}: unforeseen: {text[:200]!r}"] += 1


def quads(store: Path) -> int | None:
    """Count the statements of a store; None where it cannot be read."""
    try:
        return len(set(open_current(store)))
    except PeelgraphError:
        return None
    finally:
        store_locks.release_read_locks(store)


def turtle(folder: Path, number: int, statements: int = 2000) -> Path:
    """Write a file of so many statements of its own."""
    path = folder / f"{number}.nt"
    path.write_text(
        "".join(f'<urn:s:{number}:{n}> <urn:p> "{number} {n}" .\n' for n in range(statements)),
        "utf-8",
    )
    return path


def kills(count: int, folder: Path, draw: random.Random) -> Faults:
    """Kill builds and loads at any moment; the store holds what it held, or all of the new, and the next writer goes on."""
    faults: Faults = Counter()
    store = folder / "killed"
    run("load", turtle(folder, 0), "--store", store, store=store)
    statements = quads(store) or 0
    durations = {
        False: _duration(
            lambda: run("load", turtle(folder, 999), "--store", folder / "timed", store=store)
        ),
        True: _duration(lambda: run("build", "--data", DATA, store=folder / "built")),
    }
    for number in range(1, count + 1):
        build = number % 4 == 0
        target = folder / "built" if build else store
        words: list[str | Path] = (
            ["build", "--force", "--data", DATA]
            if build
            else ["load", turtle(folder, number), "--store", store]
        )
        _kill(words, target, draw.uniform(0.1, 1.1) * durations[build])
        if not build:
            now = quads(store)
            if now not in (statements, statements + 2000):
                faults[f"killed load: {statements} statements became {now}"] += 1
            statements = now or statements
    outcome = run("load", turtle(folder, count + 1), "--store", store, store=store)
    judge(outcome, "load after kills", faults)
    if quads(store) != statements + 2000:
        faults["load after kills lost statements"] += 1
    judge(run("build", "--data", DATA, store=folder / "built"), "build after kills", faults)
    for place in (store, folder / "built"):
        names = sorted(path.name.partition("-")[0] for path in place.iterdir())
        if names != ["current.json", "generation"]:
            faults[f"left behind: {names}"] += 1
        if run("check", "--store", place, store=place).returncode:
            faults["not whole after kills"] += 1
    return faults


def file_kills(count: int, folder: Path, draw: random.Random) -> Faults:
    """Kill exports, maps and explorers at any moment; the file is the one before or the whole new one."""
    faults: Faults = Counter()
    store = folder / "source"
    run("build", "--data", DATA, store=store)
    calls: list[list[str]] = [
        ["export", "-o", "x.ttl"],
        ["export", "-o", "x.trig"],
        ["site", "-o", "x.html"],
        ["map", "partnerships", "-o", "map.html"],
        ["export", "-o", "tables"],
    ]
    durations, whole = {}, {}
    for call in calls:
        words: list[str | Path] = [*call[:-1], folder / call[-1]]
        durations[call[-1]] = _duration(partial(run, *words, store=store))
        whole[call[-1]] = _content(folder / call[-1])
        _put(folder / call[-1], b"before")
    for number in range(count):
        call = calls[number % len(calls)]
        target = folder / call[-1]
        _kill([*call[:-1], target], store, draw.uniform(0.3, 1.05) * durations[call[-1]])
        time.sleep(0.1)  # in which the copy that does the work ends too
        for name, content in _content(target).items():
            if content not in (b"before", whole[call[-1]].get(name)):
                faults[f"killed {call[0]}: half of {name}"] += 1
        _put(target, b"before")
        if number % 8 == 0 and run("check", "--store", store, store=store).returncode:
            faults[f"killed {call[0]}: the store is not whole"] += 1
    return faults


def _content(path: Path) -> dict[str, bytes]:
    """Return the content of a file, or of the files in a folder, but for parts of a killed write."""
    files = [path, *path.glob("*")] if path.is_dir() else [path]
    return {
        file.name: file.read_bytes()
        for file in files
        if file.is_file() and not file.name.endswith(".part")
    }


def _put(path: Path, content: bytes) -> None:
    """Replace a file, or each file in a folder, by some content."""
    for file in [path] if not path.is_dir() else path.glob("*"):
        file.write_bytes(content)


def _kill(words: list[str | Path], store: Path, after: float) -> None:
    environment = {**os.environ, "PEELGRAPH_STORE": str(store)}
    with subprocess.Popen(
        [*COMMAND, *map(str, words)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    ) as process:
        time.sleep(after)
        process.send_signal(signal.SIGKILL)


def _duration(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def damages(count: int, folder: Path, draw: random.Random) -> Faults:
    """Damage a file of a built or loaded store; nothing wrong is handed out, `check --store` sees it, `build` mends it."""
    faults: Faults = Counter()
    built, loaded = folder / "sound", folder / "loaded"
    run("build", "--data", DATA, store=built)
    run("load", turtle(folder, 0), "--store", loaded, store=loaded)
    run("export", "-o", folder / "sound.ttl", store=built)
    before = (folder / "sound.ttl").read_bytes()
    for number in range(count):
        is_loaded = number % 4 == 3
        store = folder / "damaged"
        shutil.rmtree(store, ignore_errors=True)
        shutil.copytree(loaded if is_loaded else built, store)
        what = _damage(store, draw)
        if not run("check", "--store", store, store=store).returncode:
            faults[f"{what}: check --store saw nothing"] += 1
        _read_damaged(store, what, faults, None if is_loaded else before, folder)
        if is_loaded:
            _write_loaded(store, what, faults, folder)
        else:
            _build_damaged(store, what, faults)
    return faults


def _read_damaged(
    store: Path, what: str, faults: Faults, before: bytes | None, folder: Path
) -> None:
    """Read from a damaged store in several ways."""
    for words in (
        ["show", "river", "team"],
        ["find", "river"],
        ["query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"],
        ["ask", "belongs-to"],
    ):
        judge(run(*words, store=store), f"{what}: {words[0]}", faults)
    outcome = run("export", "-o", folder / "damaged.ttl", store=store)
    judge(outcome, f"{what}: export", faults)
    if (
        before is not None
        and outcome.returncode == 0
        and (folder / "damaged.ttl").read_bytes() != before
    ):
        faults[f"{what}: export handed out other bytes"] += 1


def _write_loaded(store: Path, what: str, faults: Faults, folder: Path) -> None:
    """A load into a damaged store is refused; nothing that it holds goes."""
    names = {path.name for path in store.rglob("*")}
    outcome = run("load", turtle(folder, 1), "--store", store, store=store)
    judge(outcome, f"{what}: load", faults)
    judge(run("build", "--data", DATA, store=store), f"{what}: build of a loaded store", faults)
    if outcome.returncode == 0 and not what.startswith("remove current.json"):
        faults[f"{what}: load went on"] += 1
    if outcome.returncode and not names <= {path.name for path in store.rglob("*")}:
        faults[f"{what}: a refused load removed files"] += 1
    if outcome.returncode == 0 and quads(store) != 4000:
        faults[f"{what}: load lost statements"] += 1


def _build_damaged(store: Path, what: str, faults: Faults) -> None:
    """A build finds the damage and mends it, or says what the ways out are; the forced build always mends."""
    outcome = run("build", "--data", DATA, store=store)
    judge(outcome, f"{what}: build", faults)
    if b"nothing to do" in outcome.stdout and not what.startswith("remove current.json"):
        faults[f"{what}: build saw nothing"] += 1
    if outcome.returncode:
        if "current.json" not in what or b"build --force" not in outcome.stderr:
            faults[f"{what}: build gave up: {outcome.stderr[:200]!r}"] += 1
        outcome = run("build", "--force", "--data", DATA, store=store)
    if outcome.returncode or run("check", "--store", store, store=store).returncode:
        faults[f"{what}: not mended"] += 1


def _damage(store: Path, draw: random.Random) -> str:
    """Damage one file in one way, and say what was done."""
    files = sorted(
        path for path in store.rglob("*") if path.is_file() and path.name not in ("LOCK", "LOG")
    )
    path = store / "current.json" if draw.random() < 0.3 else draw.choice(files)
    content = path.read_bytes()
    way = draw.choice(
        ["empty", "cut", "flip", "zero", "remove", "type"]
        if path.name == "current.json"
        else ["empty", "cut", "flip", "zero", "remove"]
    )
    if way == "remove":
        path.unlink()
        return f"remove {path.name}"
    if way == "type":
        known = json.loads(content)
        key = draw.choice(sorted(known))
        path.write_text(
            json.dumps({**known, key: draw.choice([7, None, [], {"a": "b"}, "x", True])}), "utf-8"
        )
        return f"type of {key} in {path.name}"
    place = draw.randrange(max(1, len(content)))
    changed = {
        "empty": b"",
        "cut": content[:place],
        "flip": content[:place]
        + bytes([content[place] ^ (1 << draw.randrange(8))])
        + content[place + 1 :]
        if content
        else b"x",
        "zero": content[:place] + bytes(min(4096, len(content) - place)) + content[place + 4096 :]
        if content
        else b"\0",
    }[way]
    path.write_bytes(changed if changed != content else content + b"x")
    return f"{way} {path.name}"


def rounds(count: int, folder: Path) -> Faults:
    """Let three writers write one store at once; each succeeds or says that another one writes, and all statements are there."""
    faults: Faults = Counter()
    for number in range(count):
        store = folder / f"round-{number}"
        environment = {**os.environ, "PEELGRAPH_STORE": str(store)}
        if number % 2:
            words = [
                ["build", *["--force"] * (writer > 0), "--data", str(DATA)] for writer in range(3)
            ]
        else:
            files = [turtle(folder, writer) for writer in range(3)]
            words = [["load", str(file), "--store", str(store)] for file in files]
        running = [
            subprocess.Popen(
                [*COMMAND, *command],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
            )
            for command in words
        ]
        succeeded = 0
        for process, command in zip(running, words, strict=True):
            out, err = process.communicate(timeout=300)
            outcome = subprocess.CompletedProcess(command, process.returncode, out, err)
            judge(outcome, f"three at once: {command[0]}", faults)
            succeeded += outcome.returncode == 0
        if number % 2 == 0 and quads(store) != 2000 * succeeded:
            faults[f"three at once: {succeeded} loads, {quads(store)} statements"] += 1
        if succeeded == 0 or run("check", "--store", store, store=store).returncode:
            faults["three at once: no whole store"] += 1
        if sorted(path.name.partition("-")[0] for path in store.iterdir()) != [
            "current.json",
            "generation",
        ]:
            faults["three at once: left behind"] += 1
    return faults


def main() -> None:
    """Run what is asked for, and print what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--damages", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="peelgraph-durability-") as name:
        folder = Path(name)
        draw = random.Random(options.seed)
        if options.kills:
            title = f"{options.kills} kills"
            report(title, partial(kills, options.kills, folder, draw))
            report(f"{title} of exports", partial(file_kills, options.kills, folder, draw))
        if options.damages:
            trial = partial(damages, options.damages, folder, draw)
            report(f"{options.damages} damages", trial)
        if options.rounds:
            title = f"{options.rounds} rounds of three writers"
            report(title, partial(rounds, options.rounds, folder))


def report(title: str, trial: Callable[[], Faults]) -> None:
    """Run a trial, and print how long it took and what went wrong."""
    start = time.perf_counter()
    faults = trial()
    seconds = time.perf_counter() - start
    print(f"{title}: {faults.total()} faults, {seconds:.0f} s", flush=True)
    for fault, times in faults.most_common():
        print(f"  {times} x {fault}")


if __name__ == "__main__":
    main()
