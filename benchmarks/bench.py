"""Time every command that users type over growing corpora, and write the table of docs/speed.md.

    make bench                                     1, 43 and 430 reports, five rounds
    make bench-quick                               1 and 43 reports, one round
    python -m benchmarks.loading                   what writes stores, over reports at full size
    python -m benchmarks.bench --reports 1 43 --rounds 5 [--only show path] [--keep]

Each command is a process of its own, cold: from the start of Python to its end, with the processes
that it starts; only the compiled modules of Python are there from a run before, as with users.
What is reported are processor seconds (of user and system), as the median of
rounds in which the commands take turns; a command of more than SLOW seconds runs once. Beside some
stands what its best user would write in place of it, also from the start of Python to its end. The
yardstick is `import rdflib`, in the same run: a command that takes a quarter more of it than in
the run before is reported, whatever the machine.

Corpora are synthetic (benchmarks/corpus.py); those of other runs are taken where they are current.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import corpus
from benchmarks.measurement import ROOT, environment, process_usage
from graph.query.answers import python_rows
from graph.store import QuerySolutions, open_current, query
from graph.text import format_amount

PAGE = ROOT / "docs" / "speed.md"
RECORD = ROOT / "docs" / "speed.json"
BEGIN, END = "<!-- {}: begin -->", "<!-- {}: end -->"
YARDSTICK = "import rdflib"
SLOW = 10.0  # processor seconds
WORSE = 1.25  # times the yardstick of the run before
_CPU = "/proc/cpuinfo"

# What the commands are asked about: the same in every corpus, but for the measure.
_SUBJECTS = {
    "unit": "{ ?x org:unitOf force:alddenshire ; peel:worksWith ?y } ORDER BY ?x",
    "other": "{ ?x org:unitOf force:alddenshire ; peel:worksWith ?y } ORDER BY DESC(?x)",
    "measure": "{ ?y peel:measure ?x } GROUP BY ?x ORDER BY DESC(COUNT(?y)) ?x",
    "inspection": "{ ?y a peel:Report ; peel:inspection ?x } ORDER BY ?x",
    "finding": "{ ?x a peel:Finding FILTER(CONTAINS(STR(?x), 'alddenshire')) } ORDER BY ?x",
}
_SPREAD = "SELECT ?q ?p (COUNT(?f) AS ?n) { ?f a peel:Finding ; peel:answers ?q ; peel:polarity ?p } GROUP BY ?q ?p"
_LABEL = "SELECT ?label { {unit} rdfs:label ?label }"
_AROUND = "SELECT * { { {unit} ?p ?o OPTIONAL { ?o rdfs:label ?l } } UNION { ?s ?p {unit} OPTIONAL { ?s rdfs:label ?l } } }"
_PARTNERS = "SELECT * { {unit} peel:worksWith ?o . ?o rdfs:label ?l }"
_RAW = """
import json, sys, pyoxigraph
from pathlib import Path
place = Path(sys.argv[1])
store = pyoxigraph.Store.read_only(str(place / json.loads((place / "current.json").read_text())["generation"]))
"""
_ASKED = _RAW + "for row in store.query({query!r}, prefixes={prefixes!r}): print(*row)\n"
_DUMPED = _RAW + "store.dump(sys.argv[2], format=pyoxigraph.RdfFormat.N_QUADS)\n"


@dataclass(frozen=True)
class Row:
    """A command that is timed.

    Attributes:
        words: of the command; names in braces are filled in.
        peer: a query that a script asks with pyoxigraph alone, `dump` for all quads, or nothing.
        quick: whether `make bench-quick` times it.
    """

    words: str
    peer: str = ""
    quick: bool = True


ROWS = (
    Row("--help"),
    Row(f"query {_LABEL}", _LABEL),
    Row(f"query {_SPREAD}", _SPREAD),
    Row("find alddenshir"),
    Row("show {unit}", _AROUND),
    Row("ask partners-of-unit unit={unit}", _PARTNERS),
    Row("ask who-works-with-whom"),
    Row("ask concerns-without-area-for-improvement inspection={inspection}"),
    Row("path {unit} {other}"),
    Row("compare {measure}"),
    Row("cite {finding}"),
    Row("analyse degree"),
    Row("analyse balance", quick=False),
    Row("analyse betweenness", quick=False),
    Row("analyse communities", quick=False),
    Row("analyse reach", quick=False),
    Row("analyse gaps", quick=False),
    Row("analyse robustness", quick=False),
    Row("analyse robustness --by betweenness", quick=False),
    Row("analyse report -o {folder}/report.html", quick=False),
    Row("map partnerships -o {folder}/map.html"),
    Row("map partnerships --about {unit} -o {folder}/about.html"),
    Row("map ego --about {unit} -o {folder}/ego.html", quick=False),
    Row("map findings --about {unit} -o {folder}/findings.html", quick=False),
    Row("map figures -o {folder}/figures.html", quick=False),
    Row("map path --from {unit} --to {other} -o {folder}/path.html", quick=False),
    Row("site -o {folder}/site.html", quick=False),
    Row("export -o {folder}/all.ttl"),
    Row("export -o {folder}/all.nq", "dump", quick=False),
    Row("export -o {folder}/evidence.ttl --evidence", quick=False),
    Row("export -o {folder}/about.ttl --about {unit}"),
    Row("export -o {folder}/tables", quick=False),
    Row("export -o {folder}/annotations.jsonld --only annotations", quick=False),
    Row("export -o {folder}/nanopublications.trig --only nanopublications", quick=False),
    Row("export -o {folder}/network.gexf --network partnerships", quick=False),
    Row("diff {earlier} {store}", quick=False),
    Row("check --store", quick=False),
)


@dataclass
class Times:
    """Processor seconds of a command over a corpus.

    Attributes:
        own: of the command, a value for each run.
        peer: of what stands beside it.
        memory: the most that the command held, in megabytes.
        stopped: the limit beyond which it was stopped, or "".
    """

    own: list[float] = field(default_factory=list)
    peer: list[float] = field(default_factory=list)
    memory: float = 0.0
    stopped: str = ""


def main() -> None:
    """Time what the command line names, write the table, and say what has become slower."""
    options = _arguments()
    rows = [row for row in ROWS if row.quick or not options.quick]
    if options.only:
        rows = [row for row in rows if row.words.partition(" ")[0] in options.only]
    stores = {number: corpus.cached(number) for number in options.reports}
    times, yardstick = measure(rows, stores, options.rounds)
    record = as_record(times, yardstick)
    print(table(record))
    for line in slower(kept("bench"), record):
        print(line)
    if options.keep:
        keep(record, "bench")


def measure(
    rows: Sequence[Row], stores: Mapping[int, Path], rounds: int
) -> tuple[dict[Row, dict[int, Times]], float]:
    """Run all commands in turn, and return their times by number of reports.

    Args:
        rows: the commands.
        stores: the directory of a corpus by its number of reports.
        rounds: how often each command runs, unless it is slow.

    Returns:
        The times, and the median of the yardstick.
    """
    _compile()
    times = {row: {number: Times() for number in stores} for row in rows}
    subjects = {number: _subjects(store) for number, store in stores.items()}
    yardstick = []
    with tempfile.TemporaryDirectory() as folder:
        if any("{earlier}" in row.words for row in rows):
            for number, store in stores.items():
                target, finding = Path(folder) / f"earlier-{number}", subjects[number]["finding"]
                subjects[number]["earlier"] = str(corpus.earlier(store, target, finding))
        for _ in range(rounds):
            yardstick.append(process_usage([sys.executable, "-c", YARDSTICK])[0])
            for row, of_sizes in times.items():
                for number, item in of_sizes.items():
                    if not item.stopped and (not item.own or item.own[0] < SLOW):
                        names = {"folder": folder, "store": str(stores[number])}
                        _time(row, stores[number], {**names, **subjects[number]}, item)
    return times, statistics.median(yardstick)


def kept(name: str) -> dict[str, Any]:
    """Return the record of a table as it was kept last; {} where there is none."""
    records = json.loads(RECORD.read_text("utf-8")) if RECORD.is_file() else {}
    record: dict[str, Any] = records.get(name, {})
    return record


def keep(record: Mapping[str, Any], name: str) -> None:
    """Write a table into the page between the marks of its name, and its record beside the page."""
    records = json.loads(RECORD.read_text("utf-8")) if RECORD.is_file() else {}
    text = json.dumps({**records, name: record}, indent=1, sort_keys=True)
    RECORD.write_text(f"{text}\n", "utf-8")
    PAGE.write_text(with_table(PAGE.read_text("utf-8"), table(record), name), "utf-8")


def as_record(times: Mapping[Row, Mapping[int, Times]], yardstick: float) -> dict[str, Any]:
    """Return times as plain data, with the machine, the versions and the day."""
    libraries = ("networkx", "pyoxigraph", "rdflib")
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{_processor()}, {os.cpu_count()} cores, {platform.system()}",
        "versions": {
            "Python": platform.python_version(),
            **{name: version(name) for name in libraries},
        },
        "yardstick": round(yardstick, 3),
        "commands": {
            row.words: {str(number): _summary(item) for number, item in of_sizes.items()}
            for row, of_sizes in times.items()
        },
    }


def table(record: Mapping[str, Any]) -> str:
    """Return a record as a table in Markdown, with the slope of each command."""
    commands = record["commands"]
    sizes = sorted({int(number) for sizes in commands.values() for number in sizes})
    numbers = [f"{number} report{'s' * (number > 1)}" for number in sizes]
    has_peers = any(item["peer"] for of_sizes in commands.values() for item in of_sizes.values())
    head = ["command", *numbers, "slope", *["alone"] * has_peers, "most memory"]
    lines = [head, ["---"] * len(head)]
    for words, of_sizes in commands.items():
        cells = [_cell(of_sizes[str(number)]) for number in sizes]
        seconds = {
            int(number): item["seconds"] for number, item in of_sizes.items() if item["runs"]
        }
        peers = " / ".join(f"{item['peer']:.2f}" for item in of_sizes.values() if item["peer"])
        memory = max(item["memory"] for item in of_sizes.values())
        beside = [slope(seconds), *[peers] * has_peers, f"{memory:.0f} MB"]
        lines.append([f"`{_shown(words)}`", *cells, *beside])
    runs = max(item["runs"] for of_sizes in commands.values() for item in of_sizes.values())
    versions = ", ".join(f"{name} {number}" for name, number in record["versions"].items())
    note = (
        f"Processor seconds, cold, {format_amount(runs, 'runs')}, {record['date']}: {record['machine']}; {versions}."
        f" `{YARDSTICK}` took {record['yardstick']:.2f} in the same run."
    )
    if has_peers:
        note += (
            " *Alone*: a script of pyoxigraph that gives the same rows or quads, at each number of"
            " reports."
        )
    return "\n".join([*(f"| {' | '.join(cells)} |" for cells in lines), "", note])


def slope(seconds: Mapping[int, float]) -> str:
    """Return by which power of the number of reports the seconds grow; "" for one number.

    >>> slope({1: 0.2, 10: 0.2, 100: 0.2}), slope({1: 1.0, 43: 43.0}), slope({1: 1.0})
    ('0.00', '1.00', '')
    """
    if len(seconds) < 2:
        return ""
    sizes = [math.log(number) for number in seconds]
    return f"{statistics.linear_regression(sizes, list(map(math.log, seconds.values()))).slope:.2f}"


def slower(before: Mapping[str, Any], record: Mapping[str, Any]) -> list[str]:
    """Say which commands take WORSE times as much of the yardstick as in the record before."""
    lines = []
    for words, of_sizes in record["commands"].items():
        for number, item in of_sizes.items():
            earlier = before.get("commands", {}).get(words, {}).get(number)
            if earlier is None or not earlier["runs"]:
                continue
            if item.get("stopped"):
                lines.append(f"stopped: `{words}` at {number} reports, {item['stopped']}")
                continue
            times = item["seconds"] / record["yardstick"]
            former = earlier["seconds"] / before["yardstick"]
            if times > WORSE * former:
                lines.append(
                    f"slower than on {before['date']}: `{words}` at {number} reports,"
                    f" {times:.2f} times the yardstick in place of {former:.2f}"
                )
    return lines


def stopped_at(message: str) -> str:
    """Return the limit of which a message of a command speaks, or "" for another message.

    >>> stopped_at("peelgraph: `peelgraph export` was stopped after 3,600 seconds. Narrow it.")
    'over 3,600 seconds'
    >>> stopped_at("the query was stopped: it needs more memory than the limit of 4 GB.")
    'over 4 GB'
    """
    match = re.search(r"was stopped.*?(?:after|limit of) ([\d.,]+ \w+)", message)
    return f"over {match[1]}" if match else ""


def with_table(page: str, text: str, name: str) -> str:
    """Return a page with another table between the two marks of its name."""
    begin, end = BEGIN.format(name), END.format(name)
    head, _, rest = page.partition(begin)
    _, _, tail = rest.partition(end)
    return f"{head}{begin}\n{text}\n{end}{tail}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time every command over growing corpora.")
    parser.add_argument("--reports", type=int, nargs="+", default=[1, 43, 430])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", metavar="COMMAND", help="time these commands only")
    parser.add_argument("--quick", action="store_true", help="leave the slowest commands out")
    parser.add_argument("--keep", action="store_true", help="write the table of docs/speed.md")
    return parser.parse_args()


def _subjects(directory: Path) -> dict[str, str]:
    store = open_current(directory)
    return {name: _first(store, pattern) for name, pattern in _SUBJECTS.items()}


def _first(store: Any, pattern: str) -> str:
    answer = query(store, f"SELECT ?x {pattern} LIMIT 1")
    assert isinstance(answer, QuerySolutions)
    return str(next(iter(python_rows(answer)))[0])


def _cell(item: Mapping[str, Any]) -> str:
    """Return the seconds of a command, or the limit beyond which it was stopped."""
    return item.get("stopped") or f"{item['seconds']:.2f}"


def _time(row: Row, directory: Path, names: Mapping[str, str], times: Times) -> None:
    command = [sys.executable, str(ROOT / "peelgraph.py"), *_words(row.words, names)]
    try:
        seconds, memory = process_usage(command, {"PEELGRAPH_STORE": str(directory)})
    except SystemExit as failure:
        times.stopped = stopped_at(str(failure))
        if not times.stopped:
            raise
        return
    times.own.append(seconds)
    times.memory = max(times.memory, memory)
    if row.peer:
        script = _DUMPED if row.peer == "dump" else _asking(_filled(row.peer, names))
        target = str(Path(names["folder"]) / "peer.nq")
        times.peer.append(process_usage([sys.executable, "-c", script, str(directory), target])[0])


def _shown(words: str) -> str:
    """Write the words of a command for a reader: names in capitals, a file without its folder."""
    text = words.replace("{folder}/", "")
    return re.sub(r"\{(\w+)\}", lambda match: match[1].upper(), text)


def _asking(text: str) -> str:
    from graph.namespaces import PREFIXES

    return _ASKED.format(query=text, prefixes=dict(PREFIXES))


def _words(words: str, names: Mapping[str, str]) -> list[str]:
    """Return the words of a command; what follows `query` is one."""
    text = _filled(words, names)
    if text.startswith("query "):
        return ["query", text.removeprefix("query ")]
    return text.split()


def _filled(text: str, names: Mapping[str, str]) -> str:
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _compile() -> None:
    """Compile the modules, which some machines are told never to keep."""
    command = [sys.executable, "-m", "compileall", "-q", "graph", "viz", "peelgraph.py"]
    subprocess.run(command, cwd=ROOT, env=environment(), check=True)


def _summary(times: Times) -> dict[str, Any]:
    if times.stopped:
        return {"seconds": 0, "peer": 0, "memory": 0, "runs": 0, "stopped": times.stopped}
    return {
        "seconds": round(statistics.median(times.own), 3),
        "peer": round(statistics.median(times.peer), 3) if times.peer else 0,
        "memory": round(times.memory),
        "runs": len(times.own),
    }


def _processor() -> str:
    lines = Path(_CPU).read_text("utf-8").splitlines() if Path(_CPU).is_file() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


if __name__ == "__main__":
    main()
