"""Bring the index of a store up to date with what changed in a part of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import closing
from pathlib import Path

from graph.load import index, links, lookup_tables
from graph.load.index import IndexedThing
from graph.load.links import Counts
from graph.query_tables import current_records, stored_records
from graph.statement_columns import update_columns
from graph.store import Store
from graph.text import stable_number

_GRAMS = "INSERT INTO grams (grams, rowid, folded) VALUES ('delete', ?, ?)"
_LINK = """
INSERT INTO links VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET
relations = relations + excluded.relations, with_findings = with_findings + excluded.with_findings
"""
_UNUSED = "DELETE FROM ends WHERE id = ? AND NOT EXISTS (SELECT 1 FROM links WHERE source = id)"


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
    is_own = local is not None
    before, after = (index.index_things(store, is_own=is_own) for store in (old, new))
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA journal_mode = OFF")  # a file that is not whole is never read
        database.execute("PRAGMA synchronous = OFF")
        _update_things(database, before, after)
        _update_names(database, before, after)
        places = lookup_tables.place_rows(old, before), lookup_tables.place_rows(new, after)
        _update_rows(database, "places", ("name", "iri", "class", "label"), *places)
        _update_links(database, old, new, is_own=is_own)
        database.execute("UPDATE ends SET inspected = 0 WHERE inspected")
        numbers = [(stable_number(iri),) for iri in sorted(links.inspected_bodies(whole))]
        database.executemany("UPDATE ends SET inspected = 1 WHERE id = ?", numbers)
        _update_records(database, old, new, whole, local or set())
        update_columns(database, old, new)


def _update_records(
    database: sqlite3.Connection, old: Store, new: Store, whole: Store, local: Set[str]
) -> None:
    """Replace the rows of queries; those that name nothing of the part may come from others too."""
    before, after = (stored_records(database, store) for store in (old, new))
    shared = [row for row in before ^ after if local.isdisjoint((row[1], *json.loads(row[2])))]
    if local and shared:
        before -= current_records(database, whole, shared).intersection(shared)
        after -= _in_index(database, shared)
    _update_rows(database, "query_rows", ("query", "key", "others"), before, after)


def _in_index(
    database: sqlite3.Connection, records: Iterable[tuple[int, str, str]]
) -> set[tuple[int, str, str]]:
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


def _update_names(
    database: sqlite3.Connection,
    before: Mapping[str, IndexedThing],
    after: Mapping[str, IndexedThing],
) -> None:
    old, new = set(index.name_rows(before)), set(index.name_rows(after))
    letters = lookup_tables.initial_rows(before, old), lookup_tables.initial_rows(after, new)
    _update_rows(database, "initials", ("letters", "name"), *letters)
    if old == new:
        return
    gone = sorted(old - new)
    database.executemany("DELETE FROM names WHERE id = ?", ((row[0],) for row in gone))
    database.executemany(_GRAMS, ((row[0], row[3]) for row in gone))
    index.insert_names(database, sorted(new - old))
    index.count_grams(database)


def _update_links(database: sqlite3.Connection, old: Store, new: Store, *, is_own: bool) -> None:
    """Add the differences of the numbers of sentences; remove links and ends without any."""
    before, after = (links.link_counts(store, is_own=is_own) for store in (old, new))
    changes = {pair: _difference(before, after, pair) for pair in {*before, *after}}
    changes = {pair: counts for pair, counts in changes.items() if any(counts)}
    rows = links.link_rows(changes)
    database.executemany(_LINK, rows)
    pairs = ((source, target) for source, target, *_ in rows)
    delete = "DELETE FROM links WHERE source = ? AND target = ? AND NOT with_findings"
    database.executemany(delete, pairs)
    old_ends, new_ends = set(links.end_rows(old, before)), set(links.end_rows(new, after))
    ends = sorted(new_ends - old_ends)
    database.executemany("INSERT OR REPLACE INTO ends VALUES (?, ?, ?, ?)", ends)
    database.executemany(_UNUSED, ((row[0],) for row in sorted(old_ends - new_ends)))


def _difference(before: Counts, after: Counts, pair: tuple[str, str]) -> tuple[int, int]:
    (old, old_all), (new, new_all) = before.get(pair, (0, 0)), after.get(pair, (0, 0))
    return new - old, new_all - old_all


def _update_rows(
    database: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    old: Set[tuple[object, ...]],
    new: Set[tuple[object, ...]],
) -> None:
    """Delete and insert whole rows of a table, each of which is there once."""
    condition = " AND ".join(f'"{column}" = ?' for column in columns)
    places = ", ".join("?" for _ in columns)
    database.executemany(f"DELETE FROM {table} WHERE {condition}", sorted(old - new))  # noqa: S608
    database.executemany(f"INSERT INTO {table} VALUES ({places})", sorted(new - old))  # noqa: S608
