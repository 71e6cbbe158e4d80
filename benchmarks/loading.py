"""Time the commands that write or check a store, and write their table of docs/speed.md.

    python -m benchmarks.loading [--reports 1 43 430] [--keep]

The reports are twins of the real one, at its full size: every name that carries the force's carries
another's, and every label its number, so that all checks pass. Each command is a process of its own,
and runs once, in the order of the table; processor seconds are those of all its processes. Of these
reports, 430 take most of an hour, and longer where other work wants the cores.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.bench import YARDSTICK, Row, Times, as_record, keep, kept, slower, table
from benchmarks.measurement import process_usage
from graph import files
from graph.load.canonical import canonical_turtle
from graph.store import Quad, parse_text

REPORT = "cambridgeshire-2018-19-effectiveness"
_REPORT_END = REPORT.partition("-")[2]
_TABLE = "loading"  # its name in the page
_NAME = re.compile("cambridgeshire", re.IGNORECASE)
_LABEL = re.compile(r'(rdfs:label )"([^"]+)"@en')
_LONGEST = 150  # characters of a label, so that it stays within its shape


def twins(directory: Path, reports: int) -> Path:
    """Write a folder of data with the real report and its twins, and return it."""
    shutil.copytree(files.data_folder(), directory)
    register = [
        quad
        for path in sorted((directory / "register").glob("*.t*"))
        for quad in parse_text(path.read_text("utf-8"))
    ]
    own = [
        Quad(quad.subject, quad.predicate, quad.object)
        for quad in register
        if _NAME.search(str(quad.subject))
    ]
    register_text = canonical_turtle(own)
    for number in range(1, reports):
        name = f"twinshire{number}"
        folder = directory / _renamed(REPORT, name)
        folder.mkdir()
        text = _numbered(_renamed(register_text, name), number)
        (folder / "register.ttl").write_text(text, "utf-8")
        for path in sorted((directory / REPORT).iterdir()):
            text = _numbered(_renamed(path.read_text("utf-8"), name), number)
            (folder / path.name).write_text(text, "utf-8")
    return directory


def _renamed(text: str, name: str) -> str:
    return _NAME.sub(lambda match: name.capitalize() if match[0][0] == "C" else name, text)


def _numbered(text: str, number: int) -> str:
    return _LABEL.sub(lambda match: f'{match[1]}"{match[2][:_LONGEST]} ({number})"@en', text)


def run(*arguments: str | Path) -> tuple[float, float]:
    """Run a command of the project; return its processor seconds and its peak memory in MB."""
    return process_usage([sys.executable, "-m", "peelgraph", *map(str, arguments)])


def measurements(reports: int) -> Iterator[tuple[str, float, float]]:
    """Yield each command with its processor seconds and its peak memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        data, store = twins(Path(folder) / "data", reports), Path(folder) / "store"
        run("format", "--data", data)  # another name stands elsewhere from A to Z
        yield "build", *run("build", "--data", data, "--store", store)
        yield "build, nothing changed", *run("build", "--data", data, "--store", store)
        entities = max(data.glob(f"*{_REPORT_END}/entities.ttl"))
        text = entities.read_text("utf-8")
        entities.write_text(text.replace("area committee", "committee"), "utf-8")
        yield "build, one report changed", *run("build", "--data", data, "--store", store)
        yield "check", *run("check", "--data", data)
        turtle = Path(folder) / "all.ttl"
        run("export", "-o", turtle, "--store", store)
        mine = Path(folder) / "mine"
        yield "load, all as Turtle", *run("load", turtle, "--store", mine)
        few = Path(folder) / "few.nt"
        few.write_text("".join(f"<urn:a> <urn:b> <urn:{n}> .\n" for n in range(10)), "utf-8")
        yield "load, ten lines into that", *run("load", few, "--store", mine)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table of all commands, say what has become slower, and keep it where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reports", type=int, nargs="+", default=[1, 43, 430])
    parser.add_argument("--keep", action="store_true", help="write the table of docs/speed.md")
    options = parser.parse_args(arguments)
    os.environ.setdefault("PEELGRAPH_MEMORY", "16GB")
    times: dict[Row, dict[int, Times]] = defaultdict(dict)
    yardstick = process_usage([sys.executable, "-c", YARDSTICK])[0]
    for reports in options.reports:
        for words, seconds, memory in measurements(reports):
            print(f"{reports:4} {words:28} {seconds:8.2f} s {memory:6.0f} MB", flush=True)
            times[Row(words)][reports] = Times([seconds], memory=memory)
    record = as_record(times, yardstick)
    print(table(record))
    for line in slower(kept(_TABLE), record):
        print(line)
    if options.keep:
        keep(record, _TABLE)


if __name__ == "__main__":
    main()
