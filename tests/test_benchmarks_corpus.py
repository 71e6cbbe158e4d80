"""The synthetic corpus: sized and shaped like real reports, whole, the same for the same seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import corpus
from graph.load.infer import INFERRED, infer
from graph.load.lint import lint
from graph.query.search import find
from graph.store import DefaultGraph, NamedNode, Store, memory, open_current, rows


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of 45 reports, so that two forces are inspected twice."""
    return corpus.make(tmp_path_factory.mktemp("corpus"), reports=3)


@pytest.fixture(scope="module")
def made(directory: Path) -> Store:
    """The corpus, opened for reading."""
    return open_current(directory)


def _number(store: Store, pattern: str) -> int:
    return int(next(rows(store, f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"))["n"].value)


def test_a_report_has_about_six_thousand_statements() -> None:
    """The second report adds about 6,000 distinct statements, what follows from them included."""
    sizes = []
    for reports in (1, 2):
        store = memory(corpus.quads(reports, 1))
        infer(store)
        sizes.append(_number(store, "?s ?p ?o"))
    assert 5_500 < sizes[1] - sizes[0] < 6_500
