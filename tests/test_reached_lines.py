"""What `make test` says of the lines that tests reach is true."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from conftest import ROOT

NAMES = """
    from collections.abc import Callable, Iterator
    from functools import cache


    @cache
    def shout(name: str) -> str:
        \"\"\"Say a name aloud.

        >>> shout("a")
        'A!'
        \"\"\"
        if not name:
            raise ValueError("no name")
        return f"{name.upper()}!"


    def names(number: int) -> Iterator[str]:
        for at in range(number):
            yield (
                str(at)
                if at
                else "none"
            )


    def later() -> Callable[[], str]:
        def inner() -> str:
            return "later"

        return inner
"""
SEEN = """
    VALUES = [
        1,
        2,
    ]


    class Seen:
        values = VALUES

        @property
        def first(self) -> int:
            return self.values[0]
"""
UNSEEN = """
    def unseen() -> int:
        value = 1
        return value
"""
TEST = """
    import pytest


    @pytest.mark.parametrize("number", range(100))
    def test_names(number):
        from graph.names import names, shout
        from graph.seen import Seen

        assert (shout("b"), Seen().first) == ("B!", 1)
        assert len(list(names(3))) == 3
"""
MODULES = ("graph/names.py", "graph/seen.py", "viz/unseen.py")
PACKAGES = ("graph/__init__.py", "viz/__init__.py")  # found before those of this project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with the plugin: modules that tests reach wholly, in part and not at all."""
    texts = dict(zip(MODULES, (NAMES, SEEN, UNSEEN), strict=True)) | dict.fromkeys(PACKAGES, "")
    for name, text in {**texts, "tests/test_names.py": TEST}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(dedent(text), "utf-8")
    plugin = (ROOT / "tests" / "reached_lines.py").read_text("utf-8")
    (tmp_path / "tests" / "reached_lines.py").write_text(plugin, "utf-8")
    return tmp_path


def _run(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_lines_are_those_that_coverage_counts(project: Path) -> None:
    """What workers hand over gives each module the share that coverage.py measures by tracing every line."""
    pytest_words = "pytest", "-q", "-p", "no:cacheprovider", "--doctest-modules"
    parts = "--import-mode=importlib", "graph", "tests"
    plugin = "-n", "2", "-p", "tests.reached_lines"
    printed = _run(project, *pytest_words, *parts, *plugin)
    shares = {
        path: int(share) for share, path in re.findall(r"^ *(\d+) %  (\S+)$", printed, re.MULTILINE)
    }
    total = re.search(r"^([\d.]+) % of ([\d,]+) statements", printed, re.MULTILINE)
    assert total
    _run(project, "coverage", "run", "--source=graph,viz", "-m", *pytest_words, *parts, "-n", "0")
    _run(project, "coverage", "json", "-q", "-o", "report.json")
    traced = json.loads((project / "report.json").read_text("utf-8"))
    for path in MODULES:
        share = traced["files"][path]["summary"]["percent_covered"]
        assert shares.get(path, share) == pytest.approx(share, abs=1), path
        assert (path in shares) == (share < 90), path
    assert set(shares) == {"graph/names.py", "viz/unseen.py"}
    assert float(total[1]) == pytest.approx(traced["totals"]["percent_covered"], abs=0.1)
    assert int(total[2]) == traced["totals"]["num_statements"]
