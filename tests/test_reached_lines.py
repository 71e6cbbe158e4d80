"""What `make test` says of the lines that tests reach is true."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

MODULES = ("graph/parse/entities.py", "graph/query/parameters.py", "graph/text.py")
TESTS = ("tests/test_graph_parse_entities.py", "tests/test_graph_text.py", "graph/text.py")


def _run(*words: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_lines_are_those_that_coverage_counts(tmp_path: Path) -> None:
    """What a worker hands over gives each module the share that coverage.py measures by tracing every line."""
    pytest_words = "pytest", "-q", "-p", "no:cacheprovider", *TESTS
    printed = _run(*pytest_words, "-n", "1", "-p", "tests.reached_lines")
    shares = {
        path: int(share) for share, path in re.findall(r"^ *(\d+) %  (\S+)$", printed, re.MULTILINE)
    }
    total = re.search(r"^([\d.]+) % of ([\d,]+) statements", printed, re.MULTILINE)
    assert total
    data = {"COVERAGE_FILE": str(tmp_path / "data")}
    _run("coverage", "run", "--source=graph,viz", "-m", *pytest_words, "-n", "0", **data)
    _run("coverage", "json", "-q", "-o", str(tmp_path / "report.json"), **data)
    traced = json.loads((tmp_path / "report.json").read_text("utf-8"))
    for path in MODULES:
        share = traced["files"][path]["summary"]["percent_covered"]
        assert shares.get(path, share) == pytest.approx(share, abs=1), path
        assert (path in shares) == (share < 90), path
    assert float(total[1]) == pytest.approx(traced["totals"]["percent_covered"], abs=1)
