"""Write to disks that are too small or full; count what was lost or said badly.

    python -m benchmarks.full_disks

Needs the right to mount a tmpfs.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.bad_inputs import DATA, REPORT
from benchmarks.durability import Faults, judge, quads, report, run, turtle

SIZES = (1, 2, 4, 8, 12)  # MB


@contextmanager
def disk(megabytes: int, folder: Path) -> Iterator[Path]:
    """Mount a small disk."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "peelgraph", str(folder)], check=True
    )
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def disks(folder: Path) -> Faults:
    """Write to disks that are too small; each command says so, and what was there stays."""
    faults: Faults = Counter()
    sound = folder / "sound"
    run("build", "--data", DATA, store=sound)
    for megabytes in SIZES:
        with disk(megabytes, folder / "disk") as place:
            (place / "old.ttl").write_text("<urn:a> <urn:b> 1 .\n", "utf-8")
            store = place / "store"
            first = run("load", turtle(folder, 0, 20), "--store", store, store=store)
            judge(first, f"{megabytes} MB: load", faults)
            count = quads(store) if first.returncode == 0 else None
            trials: list[list[str | Path]] = [
                ["load", turtle(folder, 1, 60_000), "--store", store],
                ["build", "--store", place / "other"],
            ]
            for words in trials:
                judge(run(*words, store=store), f"{megabytes} MB: {words[0]}", faults)
            if count is not None and (quads(store) or 0) < count:
                faults[f"{megabytes} MB: the store is gone"] += 1
            (place / "fill").write_bytes(b"")
            _fill(place / "fill")
            _export_to(place, sound, megabytes, faults)
            _work_beside(place, sound, megabytes, faults)
            _save_to(place, sound, megabytes, faults)
    return faults


def _export_to(place: Path, sound: Path, megabytes: int, faults: Faults) -> None:
    """Write files to a disk without any room; the file that was there stays."""
    trials: list[list[str | Path]] = [
        ["export", "-o", place / name] for name in ("old.ttl", "x.graphml", "x.nq", "tables")
    ]
    trials += [
        ["export", "-o", place / "x.csv", "--table", "things"],
        ["map", "partnerships", "-o", place / "x.html"],
        ["map", "partnerships", "-o", place / "x.svg"],
        ["site", "-o", place / "x.html"],
        ["analyse", "report", "-o", place / "x.html"],
        ["query", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "-o", place / "x.ttl"],
        ["read", REPORT, "-o", place / "x.ttl"],
    ]
    for words in trials:
        outcome = run(*words, store=sound)
        judge(outcome, f"{megabytes} MB: {words[0]} {words[2]}", faults)
        if outcome.returncode != 1:
            faults[f"{megabytes} MB: {words[0]} ended with {outcome.returncode}"] += 1
    if (place / "old.ttl").read_text("utf-8") != "<urn:a> <urn:b> 1 .\n":
        faults[f"{megabytes} MB: the old file is gone"] += 1
    if rest := [path.name for path in place.rglob("*.part")]:
        faults[f"{megabytes} MB: left behind {rest}"] += 1


def _work_beside(place: Path, sound: Path, megabytes: int, faults: Faults) -> None:
    """Work while the folders of temporary files, logs and the cache are on a disk without room."""
    folders = dict.fromkeys(("TMPDIR", "XDG_STATE_HOME", "XDG_CACHE_HOME"), str(place))
    trials: list[list[str | Path]] = [
        ["diff", sound, DATA],
        ["diff", "HEAD", "HEAD~1"],
        ["export", "-o", "-"],
        ["show", "river team", "--web"],
        ["query", "SELECT * { ?s ?p ?o }"],
        ["ask", "belongs-to"],
    ]
    for words in trials:
        outcome = run(*words, store=sound, variables={**folders, "BROWSER": "true"})
        judge(outcome, f"{megabytes} MB beside: {words[0]} {words[1]}", faults)


def _save_to(place: Path, sound: Path, megabytes: int, faults: Faults) -> None:
    """Save an analysis to a store whose disk is nearly full; the store stays as it was, or has it."""
    (place / "fill").unlink()
    shutil.rmtree(place / "other", ignore_errors=True)
    store = place / "analysed"
    try:
        shutil.copytree(sound, store)
    except (OSError, shutil.Error):  # no room for it
        shutil.rmtree(store, ignore_errors=True)
        return
    _fill(place / "fill")
    count = quads(store)
    outcome = run("analyse", "degree", "--save", store=store)
    judge(outcome, f"{megabytes} MB: analyse --save", faults)
    if run("check", "--store", store, store=store).returncode:
        faults[f"{megabytes} MB: analyse --save broke the store"] += 1
    if outcome.returncode and quads(store) != count:
        faults[f"{megabytes} MB: analyse --save lost statements"] += 1


def _fill(path: Path) -> None:
    """Fill a disk to the last byte."""
    with path.open("ab", buffering=0) as file:
        for size in (65_536, 4_096, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                continue


def main() -> None:
    """Try all sizes, and print what went wrong."""
    with tempfile.TemporaryDirectory(prefix="peelgraph-disks-") as name:
        report(f"disks of {', '.join(map(str, SIZES))} MB", partial(disks, Path(name)))


if __name__ == "__main__":
    main()
