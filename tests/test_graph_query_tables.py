"""Rows that the build keeps beside the store."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph import query_tables, store_index
from graph.queries import PackagedQuery
from graph.query_tables import table_keys, table_rows
from graph.store import Store, open_current, store_in_memory
from graph.store_index import index_path

QUERIES = PackagedQuery.read_all(Path(query_tables.__file__).with_suffix(""))


@pytest.fixture(scope="module")
def copied(real: Store) -> Store:
    """The real graph in memory, without an index."""
    return store_in_memory(real)


def _sorted(rows: list[dict[str, str]]) -> list[tuple[tuple[str, str], ...]]:
    return sorted(tuple(row.items()) for row in rows)


@pytest.mark.parametrize("name", QUERIES)
def test_rows_of_the_index_are_those_of_the_query(real_directory: Path, name: str) -> None:
    """The index holds what SPARQL answers, row by row and column by column."""
    real = open_current(real_directory)
    assert index_path(real)
    assert _sorted(table_rows(real, name)) == _sorted(QUERIES[name].rows(real))


@pytest.mark.parametrize("name", ["sentences", "things"])
def test_keys_are_those_of_all_rows(real: Store, copied: Store, name: str) -> None:
    """Each once, with an index and without one."""
    keys = {next(iter(row.values())) for row in QUERIES[name].rows(real)}
    assert table_keys(real, name) == table_keys(copied, name) == keys


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("number", [0, 3, 200])
def test_rows_of_some_keys_are_those_among_all(
    real: Store, copied: Store, name: str, number: int
) -> None:
    """Few keys and many give the same rows, with an index and without one."""
    rows = QUERIES[name].rows(real)
    key = next(iter(rows[0]))
    keys = {*sorted({row[key] for row in rows})[:number], "urn:none", "no iri", 'a"quote'}
    expected = _sorted([row for row in rows if row[key] in keys])
    assert _sorted(table_rows(real, name, keys)) == expected
    assert _sorted(table_rows(copied, name, keys)) == expected


@pytest.mark.parametrize("columns", ["", "sentence place"])
def test_an_index_of_an_earlier_version_hides_nothing(
    real: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, columns: str
) -> None:
    """Where it has no tables, or those of a query with other columns, the store itself answers."""
    expected = table_rows(real, "sentences")
    with closing(sqlite3.connect(tmp_path / "names.db")) as database, database:
        if columns:
            database.execute("CREATE TABLE queries (id INTEGER, name TEXT, columns TEXT)")
            entry = (1, "sentences", json.dumps(columns.split()))
            database.execute("INSERT INTO queries VALUES (?, ?, ?)", entry)
            database.execute("CREATE TABLE query_rows (query INTEGER, key TEXT, others TEXT)")
    monkeypatch.setattr(store_index, "index_path", lambda _: tmp_path / "names.db")
    assert table_rows(real, "sentences") == expected
