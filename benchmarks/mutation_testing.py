"""Plants faults in graph/ and viz/, one at a time, and counts how many the tests notice.

    python -m benchmarks.mutation_testing --number 200 --seed 1 [--under graph/read viz/maps/svg.py] [--tests tests/test_x.py]

First all tests (or those named) run once under coverage, in a copy of the tree, to learn which of them reach which line; tests that fail
there, that need a browser, or that take longer than 20 seconds are left out. Each fault then meets the tests that reach its line, the
quickest first, in copies of their own, until one fails. Started processes count for the test that started them. Needs the package coverage.
With `--survey FILE` what was learned is kept there and used again; with `--only FILE` the faults of an earlier list meet the tests anew.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

import pytest

from benchmarks.mutations import Mutation, called, mutations

ROOT = Path(__file__).resolve().parent.parent
BROWSER = {"browser", "opened", "page"}
RESULTS = "PEELGRAPH_MUTANTS_RESULTS"
SLOW = 20  # seconds: longer tests are left out
SETUP = 90  # seconds to start and to make stores, at most
BUDGET = 30  # seconds of tests that one fault meets at most
CONFIGURATION = """[run]
source = graph, viz
parallel = true
patch = _exit, fork
context = ${PYTEST_CURRENT_TEST-}
data_file = {folder}/coverage
disable_warnings = no-data-collected, module-not-imported, module-not-measured, dynamic-conflict
"""

Lines = dict[str, dict[int, list[str]]]  # tests by line by module


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the tests that need a browser."""
    names = {item: set(getattr(item, "fixturenames", ())) for item in items}
    items[:] = [item for item in items if not names[item] & BROWSER]


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let coverage note which test reaches a line, and how long the test takes."""
    if RESULTS in os.environ:
        import coverage

        measurement = coverage.Coverage.current()
        if measurement is not None:
            measurement.switch_context(item.nodeid)
    yield


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Write the outcome of each phase of a test and its seconds, one line of JSON each; the time to make a store is no test's own."""
    if RESULTS in os.environ:
        entry = json.dumps(
            [report.nodeid, report.outcome, report.duration if report.when == "call" else 0.0]
        )
        with Path(os.environ[RESULTS]).open("a", encoding="utf-8") as file:
            file.write(entry + "\n")


class Survey:
    """Which tests pass, how long they take and which lines they reach."""

    def __init__(self, seconds: dict[str, float], lines: Lines) -> None:
        self.seconds = seconds
        self.lines = lines

    def tests(self, mutation: Mutation) -> list[str]:
        """Return the tests that reach a line, quickest first and each file's together; those of the module for a line that runs at its import."""
        lines = self.lines.get(mutation.path, {})
        own = lines.get(mutation.line, []) if mutation.line in called(ROOT, mutation.path) else []
        names = own or sorted({name for tests in lines.values() for name in tests})
        stem = "test_" + mutation.path.removesuffix(".py").replace("/", "_")
        names = sorted(names, key=lambda name: (stem not in name, self.seconds[name], name))
        kept: dict[str, list[str]] = {}
        total = 0.0
        for name in names:
            if total + self.seconds[name] <= BUDGET:
                total += self.seconds[name]
                kept.setdefault(name.partition("::")[0], []).append(name)
        return [name for tests in kept.values() for name in tests]

    def save(self, path: Path) -> None:
        """Keep what was learned."""
        path.write_text(json.dumps([self.seconds, self.lines]), "utf-8")

    @classmethod
    def load(cls, path: Path) -> Survey:
        """Read what an earlier run learned."""
        seconds, lines = json.loads(path.read_text("utf-8"))
        return cls(
            seconds,
            {
                module: {int(line): tests for line, tests in entry.items()}
                for module, entry in lines.items()
            },
        )


def copied(folder: Path) -> Path:
    """Copy what git knows of the tree, and new files, into a folder."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listing.stdout.decode().split("\0")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():
            shutil.copyfile(ROOT / name, target)
    return folder


def environment(tree: Path) -> dict[str, str]:
    """Return an environment in which the copy's code is what runs."""
    reports = os.environ.get("PEELGRAPH_REPORTS", str(ROOT.parent / "shared" / "reports"))
    temporary = tree.parent / f"{tree.name}-tmp"
    temporary.mkdir(exist_ok=True)
    return {
        **os.environ,
        "PYTHONPATH": str(tree),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PEELGRAPH_REPORTS": reports,
        "TMPDIR": str(temporary),
    }


def survey(folder: Path, tests: Sequence[str]) -> Survey:
    """Run the tests once under coverage in a copy of the tree."""
    import coverage

    tree = copied(folder / "survey")
    configuration = folder / "coveragerc"
    configuration.write_text(CONFIGURATION.replace("{folder}", str(folder)), "utf-8")
    results = folder / "results.jsonl"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "benchmarks.mutation_testing",
        *tests,
    ]
    settings = {
        **environment(tree),
        "COVERAGE_PROCESS_START": str(configuration),
        RESULTS: str(results),
    }
    with (folder / "survey.log").open("w") as log:
        subprocess.run(command, cwd=tree, env=settings, stdout=log, stderr=log, check=False)
    seconds: dict[str, float] = {}
    poor: set[str] = set()
    for entry in results.read_text("utf-8").splitlines():
        name, outcome, duration = json.loads(entry)
        seconds[name] = seconds.get(name, 0.0) + duration
        if outcome != "passed":
            poor.add(name)
    usable = {name: value for name, value in seconds.items() if name not in poor and value <= SLOW}
    measurement = coverage.Coverage(
        data_file=str(folder / "coverage"), config_file=str(configuration)
    )
    measurement.combine([str(folder)])
    return Survey(usable, _reached(measurement.get_data(), tree, set(usable)))


def _reached(data: object, tree: Path, usable: set[str]) -> Lines:
    import coverage

    assert isinstance(data, coverage.CoverageData)
    lines: Lines = {}
    for file in sorted(data.measured_files()):
        if Path(file).is_relative_to(tree):
            reached = data.contexts_by_lineno(file)
            entry = {
                line: sorted(usable & {_test(context) for context in contexts})
                for line, contexts in reached.items()
            }
            lines[Path(file).relative_to(tree).as_posix()] = {
                line: tests for line, tests in entry.items() if tests
            }
    return lines


def _test(context: str) -> str:
    """Return the name of a test: the context of a started process ends in the phase of the test, as in ` (call)`."""
    static, _, dynamic = context.rpartition("|")
    name = dynamic or static
    return (
        name.rpartition(" (")[0] if name.endswith((" (setup)", " (call)", " (teardown)")) else name
    )


def attempt(mutation: Mutation, tree: Path, tests: list[str], seconds: float) -> tuple[str, str]:
    """Plant a fault in a copy of the tree, run the tests until one fails, and take the fault away again.

    Returns:
        killed, survived, timed out or not reached; and the test that failed.
    """
    if not tests:
        return "not reached", ""
    path = tree / mutation.path
    original = path.read_bytes()
    mutation.apply(tree)
    command = [
        "nice",
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "--tb=no",
        "-p",
        "no:cacheprovider",
        *tests,
    ]
    try:
        with subprocess.Popen(
            command,
            cwd=tree,
            env=environment(tree),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as process:
            try:
                output, _ = process.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                return "timed out", ""
    finally:
        path.write_bytes(original)
    failures = [line for line in output.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return (
        ("killed", failures[0] if failures else f"exit code {process.returncode}")
        if process.returncode
        else ("survived", "")
    )


def sample(under: Sequence[str], number: int, seed: int) -> list[Mutation]:
    """Draw faults by seed from all that can be planted in the modules below some paths."""
    modules = sorted(
        path.relative_to(ROOT).as_posix()
        for name in ("graph", "viz")
        for path in (ROOT / name).rglob("*.py")
    )
    chosen = [
        path
        for path in modules
        if any(path == place or path.startswith(place.rstrip("/") + "/") for place in under)
    ]
    pool = [mutation for path in chosen for mutation in mutations(ROOT, path)]
    return sorted(random.Random(seed).sample(pool, min(number, len(pool))))


def run(
    faults: list[Mutation], knowledge: Survey, folder: Path, workers: int
) -> list[tuple[Mutation, str, str]]:
    """Let every fault meet its tests, in several copies of the tree at once, and print each outcome."""
    trees: Queue[Path] = Queue()
    for number in range(workers):
        trees.put(copied(folder / f"tree{number}"))

    def work(mutation: Mutation) -> tuple[Mutation, str, str]:
        tree = trees.get()
        try:
            tests = knowledge.tests(mutation)
            expected = sum(knowledge.seconds[name] for name in tests)
            outcome, test = attempt(mutation, tree, tests, SETUP + 4 * expected)
        finally:
            trees.put(tree)
        print(f"{outcome:11} {mutation} {test}", flush=True)
        return mutation, outcome, test

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, faults))


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw faults, let them meet the tests, print how many were noticed and which were not."""
    parser = argparse.ArgumentParser(
        description="Plant faults and count how many the tests notice."
    )
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--under", nargs="+", default=["graph", "viz"])
    parser.add_argument("--tests", nargs="+", default=["tests"])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--survey", type=Path)
    parser.add_argument("--only", type=Path, help="a file with lines as this program prints them")
    options = parser.parse_args(arguments)
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if options.survey and options.survey.is_file():
            knowledge = Survey.load(options.survey)
        else:
            knowledge = survey(folder, options.tests)
            if options.survey:
                knowledge.save(options.survey)
        faults = sample(options.under, options.number, options.seed)
        if options.only:
            listing = options.only.read_text("utf-8")
            faults = [
                mutation
                for mutation in sample(options.under, sys.maxsize, 0)
                if str(mutation) in listing
            ]
        print(
            f"{len(knowledge.seconds)} tests; {len(faults)} faults after {time.perf_counter() - start:.0f} s",
            flush=True,
        )
        outcomes = run(faults, knowledge, folder, options.workers)
    counts = Counter(outcome for _, outcome, _ in outcomes)
    print(
        ", ".join(f"{name} {count}" for name, count in sorted(counts.items())),
        f"in {time.perf_counter() - start:.0f} s",
    )


if __name__ == "__main__":
    main()
