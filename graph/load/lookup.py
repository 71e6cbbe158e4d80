"""Write the tables of the index by which things are looked up other than by their names.

These are the places of sentences in words, short ids within a report (as in `finding/NAME`), and
the initials of names, so that an acronym that no report gives leads to what it stands for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from graph.namespaces import REPORT
from graph.queries import PackagedQuery
from graph.store import Store
from graph.text import fold, initials

_QUERY = Path(__file__).parent / "lookup" / "places.rq"
_LONGEST = 6  # words of a name that people shorten to its initials
_SCHEMA = """
CREATE TABLE places (name TEXT, iri TEXT, class TEXT, label TEXT, PRIMARY KEY (name, iri))
  WITHOUT ROWID;
CREATE TABLE initials (letters TEXT, name INTEGER, PRIMARY KEY (letters, name)) WITHOUT ROWID;
"""
_NODES = "SELECT iri, class, label FROM things WHERE iri >= ? AND iri < ?"
_NAMES = "SELECT n.id, n.folded FROM names n JOIN things t ON t.id = n.thing WHERE t.iri NOT LIKE ?"


def write_lookup(database: sqlite3.Connection, store: Store) -> None:
    """Write places, short ids and initials into an index that holds names already.

    Args:
        database: the index.
        store: a store whose default graph holds everything.
    """
    database.executescript(_SCHEMA)
    rows = {name: row for row in _places(database, store) for name in [(row[0], row[1])]}
    database.executemany("INSERT INTO places VALUES (?, ?, ?, ?)", rows.values())
    letters = _initials(database)
    database.executemany("INSERT OR IGNORE INTO initials VALUES (?, ?)", letters)


def _places(database: sqlite3.Connection, store: Store) -> Iterator[tuple[str, str, str, str]]:
    """Yield parts of reports by their place and their short id, and findings by their short id."""
    for row in PackagedQuery.read(_QUERY).rows(store):
        part = row["part"], row["class"].rpartition("#")[2], row["label"]
        yield fold(row["label"]), *part
        if short := short_id(row["part"]):
            yield short, *part
    for iri, kind, label in database.execute(_NODES, (REPORT, REPORT + "\U0010ffff")).fetchall():
        if short := short_id(iri):
            yield short, iri, kind, label


def short_id(iri: str) -> str:
    """Return the part of an IRI that names something within its report, in lower case; or "".

    >>> short_id("https://w3id.org/peelgraph/report/a-2018/finding/x"), short_id("urn:x")
    ('finding/x', '')
    """
    if not iri.startswith(REPORT):
        return ""
    return iri.removeprefix(REPORT).partition("/")[2].lower()


def _initials(database: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Yield the initials of the names of things; findings and the like have sentences as names."""
    for number, folded in database.execute(_NAMES, (REPORT + "%",)).fetchall():
        letters = initials(folded)
        if 1 < len(letters) <= _LONGEST:
            yield letters, number
