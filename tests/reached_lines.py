"""Say at the end of the tests which modules of graph/ and viz/ they do not reach well.

    python -m pytest -p tests.reached_lines

A plugin of pytest, for the tests' own processes alone: what a command does in another process is
not seen. SlipCover writes into the code of a module when it is imported, and takes that out again
once a line was reached: twelve files of tests took some 13 per cent longer, and 33 with coverage.py,
which only says here what the statements are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from coverage import Coverage
from slipcover import ImportManager, Slipcover

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("graph", "viz")
ENOUGH = 90  # per cent of a module's statements; a module below is listed
_RESULT = "peelgraph_reached_lines"  # of a worker, in what it hands over at its end


class _Own:
    """What SlipCover asks of each module that is imported."""

    def matches(self, filename: str | Path) -> bool:
        """Say whether a file is one of those to be measured."""
        path = Path(filename)
        return path.suffix == ".py" and any(path.is_relative_to(ROOT / name) for name in FOLDERS)


_slipcover = Slipcover()
ImportManager(_slipcover, _Own()).__enter__()  # this plugin comes before all that is measured
_reached: dict[str, set[int]] = defaultdict(set)  # of all workers


def _add(lines: dict[str, list[int]]) -> None:
    for path, numbers in lines.items():
        _reached[path].update(numbers)


def _own_lines() -> dict[str, list[int]]:
    """Return the lines that this process has reached, by file."""
    files = _slipcover.get_coverage()["files"]
    return {str(ROOT / path): files[path]["executed_lines"] for path in files}


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the lines of a worker over, or keep those of the only process."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[_RESULT] = _own_lines()
    else:
        _add(_own_lines())


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the lines of a worker that has ended."""
    _add(getattr(node, "workeroutput", {}).get(_RESULT, {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the modules of which less than enough is reached, and the whole."""
    modules = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    counts = statement_counts(modules)
    reached, statements = map(sum, zip(*counts.values(), strict=True))
    terminalreporter.section("lines that tests reach in their own processes")
    for path, (some, every) in sorted(counts.items(), key=lambda item: _share(*item[1])):
        if _share(some, every) < ENOUGH:
            terminalreporter.line(f"{_share(some, every):4.0f} %  {path.relative_to(ROOT)}")
    total = f"{_share(reached, statements):.1f} % of {statements:,} statements"
    terminalreporter.line(f"{total} in {len(modules)} modules; above, those below {ENOUGH} %")


def statement_counts(modules: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """Return how many statements of each module were reached, and how many it has."""
    coverage = Coverage(data_file=None, config_file=False)
    coverage.get_data().add_lines(_reached)
    counts = {}
    for path in modules:
        _, statements, _, missing, _ = coverage.analysis2(str(path))
        counts[path] = len(statements) - len(missing), len(statements)
    coverage.get_data().close(force=True)
    return counts


def _share(some: int, every: int) -> float:
    return 100 * some / every if every else 100.0
