"""Build stores, and tell all that they hold, so that two can be compared."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import DataError
from graph.load import build
from graph.load.build import build_store
from graph.load.store_check import verify_store
from graph.store import RdfFormat, open_current, read_pointer

_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'grams_%'"
_TERMS = "SELECT term, doc, cnt FROM temp.vocabulary"


def content_of(directory: Path) -> dict[str, object]:
    """Return all that a store holds: statements, index row by row, Turtle, digests and notes."""
    pointer = read_pointer(directory)
    folder = directory / str(pointer["generation"])
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    lines = (open_current(directory).dump(format=RdfFormat.N_QUADS) or b"").splitlines()
    content: dict[str, object] = {
        "statements": set(lines),
        "digests": manifest["sums"],
    }
    if (folder / "statements.ttl").exists():
        content["Turtle"] = (folder / "statements.ttl").read_text("utf-8").splitlines()
    with closing(sqlite3.connect(folder / "names.db")) as database:
        for (table,) in database.execute(_TABLES).fetchall():
            content[table] = set(database.execute(f'SELECT * FROM "{table}"'))  # noqa: S608
        database.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, grams, row)")
        content["grams"] = set(database.execute(_TERMS))
    notes = ("counts", "fingerprint", "folders", "describing")
    return {**content, **{name: pointer[name] for name in notes if name in pointer}}


def compare_contents(directory: Path, expected: Path) -> None:
    """Assert that a store is whole and holds what another one holds."""
    compare_with(directory, content_of(expected))


def compare_with(directory: Path, second: Mapping[str, object]) -> None:
    """Assert that a store is whole and holds some content."""
    first = content_of(directory)
    for name in {*first, *second}:
        assert first.get(name) == second.get(name), name
    assert verify_store(directory).problems == []


def build_problems(directory: Path, data: Path) -> list[str]:
    """Build a store; return what is wrong with the data."""
    try:
        build_store(directory, data=data)
    except DataError as error:
        return [str(problem) for problem in error.problems]
    return []


def counted_builds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows by one with each build of everything together."""
    builds: list[int] = []
    write: Callable[..., dict[str, int]] = build._write

    def count(*arguments: object) -> dict[str, int]:
        builds.append(1)
        return write(*arguments)

    monkeypatch.setattr(build, "_write", count)
    return builds
