"""Bring the index of a store up to date with what changed in a part of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing, contextmanager
from pathlib import Path

from graph.load import index, links
from graph.load.index import IndexedThing, NameRow
from graph.load.index_rows import IndexRows, common_records, index_rows, link_differences
from graph.query_tables import RowRecord, current_records, has_current_queries
from graph.statement_columns import update_columns
from graph.store import Store
from graph.text import stable_number

_GRAMS = "INSERT INTO grams (grams, rowid, folded) VALUES ('delete', ?, ?)"
_LINK = """
INSERT INTO links VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
relations = relations + excluded.relations, with_findings = with_findings + excluded.with_findings
"""
_UNUSED = "DELETE FROM ends WHERE id = ? AND NOT EXISTS (SELECT 1 FROM links WHERE source = id)"
_NAMED = """
SELECT things.iri FROM json_each(?) JOIN names ON folded = value JOIN things ON things.id = thing
"""
_TERM = "INSERT OR IGNORE INTO statement_terms VALUES (?, ?)"
_END = "INSERT OR REPLACE INTO ends VALUES (?, ?, ?, ?)"
_Rows = Set[tuple[object, ...]]


def update_index(
    path: Path,
    old: Store,
    new: Store,
    whole: Store,
    *,
    local: Set[str] | None = None,
) -> None:
    """Change an index in place, as a part of what it was made from has changed.

    Args:
        path: of the SQLite file.
        old: the part and all that it refers to, as they were.
        new: the same as they are now.
        whole: everything, as it is now.
        local: IRIs of what the part alone describes, where graphs of the project state all of it.
    """
    before, after = (index_rows(store, is_own=local is not None) for store in (old, new))
    with open_for_change(path) as database:
        _update_things(database, before.things, after.things)
        _update_names(database, before.names, after.names)
        _update_rows(database, "initials", ("letters", "name"), before.initials, after.initials)
        _update_rows(
            database, "places", ("name", "iri", "class", "label"), before.places, after.places
        )
        _update_links(database, before, after)
        mark_inspected(database, whole)
        _update_records(database, before, after, whole, local or set())
        _insert(database, _TERM, after.statement_terms - before.statement_terms)
        unused = {number for number, _ in before.statement_terms - after.statement_terms}
        update_columns(database, before.statements, after.statements, unused)


def is_current_index(path: Path) -> bool:
    """Tell whether this version made an index, so that it can be changed in place."""
    with closing(sqlite3.connect(path)) as database:
        return has_current_queries(database)


@contextmanager
def open_for_change(path: Path) -> Iterator[sqlite3.Connection]:
    """Open an index that nobody reads before it is done, and save all changes at the end."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA journal_mode = OFF")  # a file that is not whole is never read
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA cache_size = -100000")  # kilobytes
        yield database


def add_rows(database: sqlite3.Connection, rows: IndexRows) -> None:
    """Add to an index what `rows_to_add` returned; trigrams are not counted."""
    _update_things(database, {}, rows.things)
    index.insert_names(database, sorted(rows.names))
    _insert(database, _LINK, links.link_rows(rows.links))
    _insert(database, _END, rows.ends)
    _insert(database, _TERM, rows.statement_terms)
    _insert(database, "INSERT INTO initials VALUES (?, ?)", rows.initials)
    _insert(database, "INSERT INTO places VALUES (?, ?, ?, ?)", rows.places)
    _insert(database, "INSERT INTO query_rows VALUES (?, ?, ?)", rows.query_rows)
    _insert(database, "INSERT INTO statements VALUES (?, ?, ?, ?)", rows.statements)


def replace_records(
    database: sqlite3.Connection, whole: Store, keys: Iterable[tuple[int, str]]
) -> None:
    """Write all rows of queries with some keys anew, each key with the number of its query."""
    keys = set(keys)
    _insert(database, "DELETE FROM query_rows WHERE query = ? AND key = ?", keys)
    records = current_records(whole, keys)
    _insert(database, "INSERT INTO query_rows VALUES (?, ?, ?)", records)


def mark_inspected(database: sqlite3.Connection, whole: Store) -> None:
    """Mark the bodies that inspections of a store examine, and no others."""
    database.execute("UPDATE ends SET inspected = 0 WHERE inspected")
    numbers = {(stable_number(iri),) for iri in links.inspected_bodies(whole)}
    _insert(database, "UPDATE ends SET inspected = 1 WHERE id = ?", numbers)


def things_of_names(path: Path, names: Set[str]) -> set[str]:
    """Return the IRIs of the things of an index with some names, as `fold` gives them."""
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute(_NAMED, (json.dumps(sorted(names)),))
        return {iri for (iri,) in rows}


def _insert(database: sqlite3.Connection, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Run a statement for each row, in their order, which SQLite writes faster than any other."""
    database.executemany(sql, sorted(rows))


def _update_records(
    database: sqlite3.Connection, old: IndexRows, new: IndexRows, whole: Store, local: Set[str]
) -> None:
    """Replace the rows of queries; those that name nothing of the part may come from others too."""
    before, after = set(old.query_rows), set(new.query_rows)
    shared = common_records(old, new, local)
    if local and shared:
        before -= current_records(whole, (row[:2] for row in shared)) & shared
        after -= _in_index(database, shared)
    _update_rows(database, "query_rows", ("query", "key", "others"), before, after)


def _in_index(database: sqlite3.Connection, records: Iterable[RowRecord]) -> set[RowRecord]:
    """Return those of some records that an index holds."""
    select = "SELECT 1 FROM query_rows WHERE query = ? AND key = ? AND others = ?"
    return {record for record in records if database.execute(select, record).fetchone()}


def _update_things(
    database: sqlite3.Connection,
    before: Mapping[str, IndexedThing],
    after: Mapping[str, IndexedThing],
) -> None:
    """Replace the rows of things; what other parts mention keeps its mentions there."""
    for iri in sorted(before.keys() - after.keys()):
        database.execute("DELETE FROM things WHERE id = ?", (stable_number(iri),))
    things = {}
    for iri, thing in after.items():
        if thing != before.get(iri):
            select = "SELECT mentions FROM things WHERE id = ?"
            row = database.execute(select, (stable_number(iri),)).fetchone() or (0,)
            less = before[iri].mentions if iri in before else 0
            things[iri] = thing._replace(mentions=row[0] - less + thing.mentions)
    rows = index.thing_rows(things)
    database.executemany("INSERT OR REPLACE INTO things VALUES (?, ?, ?, ?, ?, ?)", rows)


def _update_names(database: sqlite3.Connection, old: Set[NameRow], new: Set[NameRow]) -> None:
    if old == new:
        return
    gone, added = sorted(old - new), sorted(new - old)
    database.executemany("DELETE FROM names WHERE id = ?", ((row[0],) for row in gone))
    database.executemany(_GRAMS, ((row[0], row[3]) for row in gone))
    index.insert_names(database, added)
    index.recount_grams(database, (row[3] for row in (*gone, *added)))


def _update_links(database: sqlite3.Connection, old: IndexRows, new: IndexRows) -> None:
    """Add the differences of the numbers of sentences; remove links and ends without any."""
    rows = links.link_rows(link_differences(old.links, new.links))
    database.executemany(_LINK, rows)
    changed = (row[:3] for row in rows)
    delete = "DELETE FROM links WHERE (source, target, report) = (?, ?, ?) AND NOT with_findings"
    database.executemany(delete, changed)
    _insert(database, _END, new.ends - old.ends)
    database.executemany(_UNUSED, ((row[0],) for row in sorted(old.ends - new.ends)))


def _update_rows(
    database: sqlite3.Connection, table: str, columns: Sequence[str], old: _Rows, new: _Rows
) -> None:
    """Delete and insert whole rows of a table, each of which is there once."""
    condition = " AND ".join(f'"{column}" = ?' for column in columns)
    places = ", ".join("?" for _ in columns)
    _insert(database, f"DELETE FROM {table} WHERE {condition}", old - new)  # noqa: S608
    _insert(database, f"INSERT INTO {table} VALUES ({places})", new - old)  # noqa: S608
