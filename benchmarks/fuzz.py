"""Drive every command with every kind of bad input; count tracebacks, signals, hangs, unclear ends.

    python -m benchmarks.fuzz --minutes 30

Each case runs in a process of its own that is forked from one in which everything is imported already, with limits of
time and memory. The commands and their parameters are found by walking the group.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import click

import peelgraph
from benchmarks.bad_inputs import DATA, FILES, NUMBERS, ROOT, STORES, TEXTS, prepare
from graph import files
from graph.cli.commands import all_commands
from graph.cli.options import FileName

LIMIT = 20  # seconds of a command, which it has to hold by itself
SECONDS = 30  # after which a command hangs
MEMORY = 4 << 30
ARGUMENTS = {
    "find": ["river"], "show": ["river", "team"], "path": ["river team", "angling trust"], "compare": ["figure/crew"], "ask": ["belongs-to"],
    "query": ["SELECT * { ?s ?p ?o } LIMIT 3"], "map": ["partnerships", "-o", "out.html"], "export": ["-o", "out.ttl"], "cite": ["figure/crew"],
    "diff": ["built", "hostile"], "load": ["labels.ttl", "--store", "fresh"], "read": ["report.txt", "-o", "out.ttl"], "analyse": ["degree"],
    "outline": [], "build": ["--data", str(DATA)], "check": ["--data", str(DATA)], "format": ["copy", "--check"], "mcp": [],
    "site": ["-o", "out.html"],
}  # fmt: skip
CALLS: tuple[tuple[str, ...], ...] = (  # what a parameter alone does not reach; standard input holds a query
    ("query", "-f", "-"), ("query", "-f", "-", "--format=md"), ("query", "-f", "-", "-o", "out.html"), ("query", "-f", "-", "-o", "out.svg"),
    ("query", "-f", "query.rq", "-o", "out.csv"), ("query", "-o", "out.jsonld", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 9"), ("query", "-o", "out.html", "ASK {}"),
    ("query", "-o", "out.html", "SELECT ?s ?o { ?s peel:worksWith ?o }"), ("query", "--format=rdf", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 9"),
    ("query", "-o", "out.html", "DESCRIBE ?s { ?s a peel:Unit }"), ("query", "--format=tsv", "SELECT ?s ?l { ?s rdfs:label ?l }"),
    ("export", "-o", "-"), ("export", "-o", "-", "--format=jsonld"), ("export", "-o", "-", "--format=rdf"), ("export", "-o", "-", "--format=csv", "--table=things"),
    ("export", "-o", "-", "--format=csv"), ("export", "-o", "-", "--format=graphml"), ("export", "-o", "-", "--format=gexf"), ("export", "-o", "-", "--format=json"),
    ("export", "-o", "-", "--format=trig", "--only=nanopublications"), ("export", "-o", "out.nq", "--only=nanopublications"),
    ("export", "-o", "out.jsonld", "--only=annotations"), ("export", "-o", "out.jsonld", "--about=river team"), ("export", "-o", "out.ttl", "--evidence=rdf12"),
    ("export", "-o", "out.nt", "--evidence=rdf12", "--no-inferred"), ("export", "-o", "out.rdf", "--evidence=reification"), ("export", "-o", "tables"),
    ("show", "--web", "river team"), ("show", "river team", "--section=findings", "--links", "--format=text"), ("show", "river team", "--all", "--format=json"),
    ("show", "river team", "--source=report.txt", "--format=md"), ("show", "river team", "--format=jsonld"),
    ("path", "river team", "angling trust", "--through-force", "--findings", "--format=tsv"), ("map", "path", "--from=river team", "--to=angling trust", "--through-force", "-o", "out.svg"),
    ("map", "--list", "--format=md"), ("map", "compare", "--with=hostile", "-o", "out.html"), ("map", "ego", "--about=river team", "--hops=2", "-o", "out.html"),
    ("compare", "figure/crew", "--over-time", "--format=tsv"), ("ask", "belongs-to", "--format=xml"), ("ask", "belongs-to", "--describe"), ("ask", "--by=analyst", "--format=md"),
    ("analyse", "report", "-o", "out.html"), ("analyse", "degree", "--save"), ("analyse", "paths", "--from=river team", "--to=angling trust", "--through-force"),
    ("analyse", "communities", "--by=leiden", "--format=md"), ("analyse", "betweenness", "--sample=2", "--format=json"), ("analyse",),
    ("check", "labels.ttl"), ("check", "labels.ttl", "--shapes=shapes.ttl"), ("check", "labels.ttl", "terms.ttl", "--shapes=labels.ttl"), ("check", "--store"), ("check", "--store=loaded"), ("check", "labels.ttl", "--shapes=amiss.ttl"), ("format", "wide.ttl", "--check"),
    ("check", "--data=copy", "--coverage", "--format=md"), ("check", "--data=copy", "--source=report.txt", "--names"), ("outline", "--data=copy", "--source=report.txt"),
    ("diff", "built", "hostile", "--format=patch"), ("diff", "labels.ttl", "terms.ttl", "--format=json"), ("diff", "built", "loaded", "--stat", "--exit-code"),
    ("site", "-o", "out.html", "--source=report.txt"), ("load", "labels.ttl", "terms.ttl", "deep.nt", "--store=fresh"), ("find", "river", "--format=md"),
    ("cite", "figure/crew", "--format=bibtex"), ("cite", "figure/crew", "--format=cff"), ("help", "query"), ("version",),
)  # fmt: skip
RAW = {"-", "-o=-", "--output=-", "--raw"}  # with which standard output is data as they are


@dataclass(frozen=True)
class Case:
    """One call of a command.

    Attributes:
        arguments: of the command.
        store: folder of the store.
        output: where standard output goes: `file`, `full`, `closed` or `broken`.
        encoding: of the standard streams.
        size: bytes that no file may exceed; 0 for any size.
    """

    arguments: tuple[str, ...]
    store: str = "built"
    output: str = "file"
    encoding: str = "utf-8"
    size: int = 0


@dataclass(frozen=True)
class Outcome:
    """What came of a call: exit code (negative for a signal), both outputs, seconds."""

    code: int
    out: bytes
    err: bytes
    seconds: float

    def fault(self, case: Case) -> str:
        """Say what is wrong with it; "" where it is as it should be."""
        err = self.err.decode(case.encoding, "replace")
        if "Traceback" in err or b"Traceback" in self.out or "panicked" in err:
            return "traceback"
        if self.code < 0:
            return f"signal {-self.code}" if -self.code != signal.SIGKILL else "hang"
        if self.code not in (0, 1, 2):
            return f"exit code {self.code}"
        if "unforeseen" in err:
            return "unforeseen"
        is_difference = "--exit-code" in case.arguments
        if (
            self.code == 1
            and "peelgraph: " not in err
            and case.output == "file"
            and not is_difference
        ):
            return "no message"
        shown = err
        if not RAW & set(case.arguments):
            shown += self.out.decode(case.encoding, "replace")
        if any(character in shown for character in "\x1b\x9b\u202e\x07"):
            return "control characters"
        return ""


def cases() -> Iterator[Case]:
    """Yield for each parameter of each command one call with each bad value, and calls with bad stores and outputs."""
    for name, command in all_commands().items():
        base = (name, *ARGUMENTS.get(name, []))
        for parameter in command.params:
            for value in _values(parameter):
                yield Case((*base, *_given(parameter, value)))
                if parameter.required and isinstance(parameter, click.Argument):
                    yield Case((name, value))
        for store in STORES:
            yield Case(base, store)
        for output in ("full", "closed", "broken"):
            yield Case(base, output=output)
            yield Case((name, "--help"), output=output)
        for encoding in ("ascii", "latin-1", "utf-16"):
            yield Case(base, "hostile", encoding=encoding)
        for size in (4_096, 200_000):
            yield Case(base, size=size)
    for call in CALLS:
        for store in STORES:
            yield Case(call, store)
        for output in ("full", "closed", "broken"):
            yield Case(call, output=output)
        yield Case(call, "hostile", encoding="ascii")
        yield Case(call, size=4_096)


def _values(parameter: click.Parameter) -> Sequence[str]:
    if isinstance(parameter.type, FileName):
        return STORES + FILES if "--store" in parameter.opts else FILES
    if isinstance(parameter.type, click.types.IntParamType | click.types.FloatParamType):
        return NUMBERS
    if isinstance(parameter.type, click.types.BoolParamType):
        return ("",)
    if isinstance(parameter.type, click.Choice):
        return (*map(str, parameter.type.choices), "", "\x1b[31m", "x")
    return TEXTS


def _given(parameter: click.Parameter, value: str) -> list[str]:
    if isinstance(parameter, click.Argument):
        return [value]
    option = parameter.opts[-1]
    return (
        [option]
        if isinstance(parameter, click.Option) and parameter.is_flag
        else [f"{option}={value}"]
    )


def run(case: Case, folder: Path) -> Outcome:
    """Run one case in a fork of this process."""
    out, err = folder / ".out", folder / ".err"
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        _child(case, folder, out, err)
    code = _wait(child)
    return Outcome(code, out.read_bytes(), err.read_bytes(), time.perf_counter() - start)


def _wait(child: int) -> int:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _child(case: Case, folder: Path, out: Path, err: Path) -> None:
    code = 99
    try:
        os.chdir(folder)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        _streams(case, out, err)
        if case.size:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (case.size, case.size))
        os.environ.update(
            PEELGRAPH_STORE=case.store,
            XDG_STATE_HOME=str(folder / "logs"),
            NO_COLOR="1",
            COLUMNS="200",
            PEELGRAPH_TIMEOUT=str(LIMIT),
            BROWSER="true",  # the program of this name, which opens nothing
        )
        sys.argv = ["peelgraph", *case.arguments]
        sys.orig_argv = [sys.executable, str(ROOT / "peelgraph.py"), *case.arguments]
        files.data_folder = lambda: folder / "copy"  # `read` writes there, never into the project
        peelgraph.main()
    except SystemExit as leave:
        code = leave.code if isinstance(leave.code, int) else 0
    except BaseException:
        traceback.print_exc()
    finally:
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _streams(case: Case, out: Path, err: Path) -> None:
    """Put the standard streams where a case wants them."""
    os.dup2(os.open(out.parent / ".in", os.O_RDONLY), 0)
    out.write_bytes(b"")
    if case.output == "broken":
        reader, writer = os.pipe()
        os.close(reader)
        os.dup2(writer, 1)
    else:
        os.dup2(os.open("/dev/full" if case.output == "full" else out, os.O_WRONLY), 1)
    os.dup2(os.open(err, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
    if case.output == "file":
        sys.stdout = io.TextIOWrapper(io.FileIO(1, "w"), case.encoding)
    else:
        sys.stdout = open(1, "w", encoding=case.encoding, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding=case.encoding, closefd=False)  # noqa: SIM115
    if case.output == "closed":
        os.close(1)
        sys.stdout = None


def mutated(case: Case, draw: random.Random) -> Case:
    """Change a case at random: a value, its store, its output."""
    words = list(case.arguments)
    if len(words) > 1 and draw.random() < 0.8:
        place = draw.randrange(1, len(words))
        option, equals, value = (
            words[place].partition("=") if words[place].startswith("--") else ("", "", words[place])
        )
        words[place] = option + equals + _spoiled(value, draw)
    if draw.random() < 0.2:
        words.append(draw.choice((*TEXTS, *FILES)))
    changed = replace(case, arguments=tuple(words))
    if draw.random() < 0.3:
        changed = replace(changed, store=draw.choice(STORES))
    if draw.random() < 0.1:
        changed = replace(changed, output=draw.choice(("full", "closed", "broken")))
    return (
        replace(changed, encoding=draw.choice(("ascii", "latin-1", "utf-16")))
        if draw.random() < 0.1
        else changed
    )


def _spoiled(value: str, draw: random.Random) -> str:
    """Change a text in one to three places."""
    for _ in range(draw.randint(1, 3)):
        place = draw.randint(0, len(value))
        piece = draw.choice(
            (
                "",
                draw.choice(TEXTS)[:50],
                chr(draw.choice((0x1B, 0x202E, 0x9B, 0xFFFE, 0x41, 0x20, 0x2F, 0x3A, 0x1F937))),
            )
        )
        value = value[:place] + piece + value[place + draw.randint(0, 3) :]
    return value.replace("\0", "")


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--minutes", type=float, default=0, help="go on with changed cases for so long"
    )
    parser.add_argument("--sample", type=int, default=0, help="only so many of the cases")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print the faults as JSON")
    options = parser.parse_args()
    draw = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="peelgraph-fuzz-") as name:
        folder = Path(name) / "above" / "work"  # so that `..` is small
        folder.mkdir(parents=True)
        _apart(folder)
        listed = list(cases())
        sample = draw.sample(listed, options.sample) if options.sample else listed
        faults: list[tuple[str, Case, Outcome]] = []
        start, count, slowest = time.monotonic(), 0, (0.0, Case(()))
        for case in _sequence(sample, draw, start + 60 * options.minutes):
            outcome = run(case, folder)
            count += 1
            slowest = max(slowest, (outcome.seconds, case), key=lambda pair: pair[0])
            if fault := outcome.fault(case):
                faults.append((fault, case, outcome))
                print(
                    f"{fault}: {repr(case)[:300]} {outcome.err.decode('utf-8', 'replace')[-300:]!r}",
                    file=sys.stderr,
                    flush=True,
                )
    _print(faults, count, time.monotonic() - start, slowest, options.json)


def _apart(folder: Path) -> None:
    """Prepare in another process: a store that this one had written would leave the engine's threads behind in every fork."""
    child = os.fork()
    if child == 0:
        try:
            prepare(folder)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        raise SystemExit("the files could not be prepared")


def _sequence(sample: Sequence[Case], draw: random.Random, end: float) -> Iterator[Case]:
    yield from sample
    while time.monotonic() < end:
        yield mutated(draw.choice(sample), draw)


def _print(
    faults: Sequence[tuple[str, Case, Outcome]],
    count: int,
    seconds: float,
    slowest: tuple[float, Case],
    as_json: bool,
) -> None:
    if as_json:
        entries = [
            {
                "fault": fault,
                "case": repr(case)[:500],
                "error": outcome.err.decode("utf-8", "replace")[-500:],
            }
            for fault, case, outcome in faults
        ]
        print(json.dumps({"cases": count, "faults": entries}))
        return
    print(
        f"{count} cases, {len(faults)} faults, {seconds:.0f} s, the slowest {slowest[0]:.1f} s: {str(slowest[1])[:200]}"
    )
    for (fault, command), times in Counter(
        (fault, case.arguments[0]) for fault, case, _ in faults
    ).most_common():
        print(f"  {times} x {fault} in {command}")
    for fault, case, outcome in faults[:60]:
        print(f"{fault}: {repr(case)[:300]}\n    {outcome.err.decode('utf-8', 'replace')[-400:]!r}")


if __name__ == "__main__":
    _main()
