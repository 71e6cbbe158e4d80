"""Read the rows of packaged queries that networks and maps need, from tables made at build.

Such a query is a file `query_tables/NAME.rq`, whose first column is the key of its rows. The rows
stand in the index beside the store. Where a store has no such index, because it is in memory or
was made by an earlier version, the store itself answers, with the same rows.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from json.encoder import encode_basestring_ascii
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from graph.queries import PackagedQuery, text_table
from graph.statement_columns import write_columns
from graph.store import Store
from graph.store_index import opened_index

if TYPE_CHECKING:
    import sqlite3

_FOLDER = Path(__file__).with_suffix("")
_SCHEMA = """
CREATE TABLE queries (id INTEGER PRIMARY KEY, name TEXT UNIQUE, columns TEXT);
CREATE TABLE query_rows (query INTEGER, key TEXT, others TEXT, PRIMARY KEY (query, key, others))
  WITHOUT ROWID;
"""
_INSERT_QUERY = "INSERT INTO queries VALUES (?, ?, ?)"
_SELECT_QUERIES = "SELECT id, name, columns FROM queries ORDER BY id"
_SELECT_QUERY = "SELECT id, columns FROM queries WHERE name = ?"
_SELECT_ALL = "SELECT key, others FROM query_rows WHERE query = ? ORDER BY key, others"
_SELECT_SOME = """
SELECT key, others FROM query_rows
WHERE query = ? AND key IN (SELECT value FROM json_each(?)) ORDER BY key, others
"""
_SELECT_KEYS = "SELECT DISTINCT key FROM query_rows WHERE query = ?"
_SELECTED = re.compile(r"^SELECT (?:DISTINCT )?(.+) WHERE", re.MULTILINE)
_FEW = 50  # keys up to which a store without tables is asked for these alone
Row: TypeAlias = dict[str, str]
RowRecord: TypeAlias = tuple[int, str, str]  # number of a query, key, and other values in JSON


def write_query_tables(database: sqlite3.Connection, store: Store) -> None:
    """Write the rows of all these queries into an index, and the columns of statements.

    Args:
        database: the index.
        store: with everything.
    """
    database.executescript(_SCHEMA)
    database.executemany(_INSERT_QUERY, _query_records())
    for number, query in _numbered_queries():
        records = ((number, *record) for record in sorted(table_records(query, store)))
        database.executemany("INSERT INTO query_rows VALUES (?, ?, ?)", records)
    write_columns(database, store)


def numbered_records(store: Store) -> set[RowRecord]:
    """Return the records of all these queries over a store, as the index has them."""
    return {
        (number, *record)
        for number, query in _numbered_queries()
        for record in table_records(query, store)
    }


def current_records(store: Store, keys: Iterable[tuple[int, str]]) -> set[RowRecord]:
    """Return all records with some keys, each with the number of its query, as a store has them."""
    chosen: dict[int, set[str]] = defaultdict(set)
    for number, key in keys:
        chosen[number].add(key)
    return {
        (number, *record)
        for number, query in _numbered_queries()
        if number in chosen
        for record in table_records(query.among(_columns(query)[0], chosen[number]), store)
    }


def has_current_queries(database: sqlite3.Connection) -> bool:
    """Tell whether an index has the rows of these queries, and not those of an earlier version.

    Only such an index can be changed in part.
    """
    import sqlite3

    try:
        records = database.execute(_SELECT_QUERIES).fetchall()
    except sqlite3.OperationalError:  # it has no tables
        return False
    return records == _query_records()


def _query_records() -> list[tuple[int, str, str]]:
    """Return the number, name and columns of each query."""
    return [
        (number, query.name, json.dumps(_columns(query))) for number, query in _numbered_queries()
    ]


def _numbered_queries() -> Iterator[tuple[int, PackagedQuery]]:
    return enumerate(PackagedQuery.read_all(_FOLDER).values(), start=1)


def table_records(query: PackagedQuery, store: Store) -> set[tuple[str, str]]:
    """Return each row of such a query as its key and the other values in JSON."""
    _, rows = text_table(store, query.text)
    in_json = cache(encode_basestring_ascii)  # as json.dumps writes a text
    return {(key, f"[{', '.join(map(in_json, cells))}]") for key, *cells in rows}


def _columns(query: PackagedQuery) -> list[str]:
    """Return the columns of such a query, the key first."""
    return [name.removeprefix("?") for name in _SELECTED.findall(query.text)[0].split()]


def table_rows(store: Store, name: str, keys: Iterable[str] | None = None) -> list[Row]:
    """Return the rows of a query whose rows the build keeps, as `PackagedQuery.rows` does.

    Args:
        store: that is asked.
        name: of the query.
        keys: values of the first column to which the rows are limited; all by default.
    """
    query = PackagedQuery.read(_FOLDER / f"{name}.rq")
    if keys is not None:
        keys = set(keys)
    with opened_index(store) as database:
        rows = _index_rows(database, query, keys) if database else None
    return _store_rows(store, query, keys) if rows is None else rows


def table_keys(store: Store, name: str) -> set[str]:
    """Return the values of the first column of a query whose rows the build keeps.

    Args:
        store: that is asked.
        name: of the query.
    """
    query = PackagedQuery.read(_FOLDER / f"{name}.rq")
    with opened_index(store) as database:
        number = _number(database, query) if database else None
        if database is not None and number is not None:
            return {key for (key,) in database.execute(_SELECT_KEYS, (number,))}
    return {key for key, _ in table_records(query, store)}


def _number(database: sqlite3.Connection, query: PackagedQuery) -> int | None:
    """Return the number of a query in an index; None where its version has another of this name."""
    import sqlite3

    try:
        entry = database.execute(_SELECT_QUERY, (query.name,)).fetchone()
    except sqlite3.OperationalError:  # an index of an earlier version
        return None
    if entry is None or json.loads(entry[1]) != _columns(query):
        return None
    return int(entry[0])


def _index_rows(
    database: sqlite3.Connection, query: PackagedQuery, keys: Collection[str] | None
) -> list[Row] | None:
    """Return rows of the index; None where it is of a version with another query of this name."""
    number, columns = _number(database, query), _columns(query)
    if number is None:
        return None
    rows = database.execute(_SELECT_ALL, (number,))
    if keys is not None:
        rows = database.execute(_SELECT_SOME, (number, json.dumps(sorted(keys))))
    records = rows.fetchall()
    values = json.loads(f"[{','.join(text for _, text in records)}]")  # faster than each
    return [
        dict(zip(columns, (key, *cells), strict=True))
        for (key, _), cells in zip(records, values, strict=True)
    ]


def _store_rows(store: Store, query: PackagedQuery, keys: Collection[str] | None) -> list[Row]:
    columns = _columns(query)
    if keys is not None and len(keys) <= _FEW:
        query = query.among(columns[0], keys)
    return [
        dict(zip(columns, (key, *json.loads(cells)), strict=True))
        for key, cells in sorted(table_records(query, store))
        if keys is None or key in keys
    ]
