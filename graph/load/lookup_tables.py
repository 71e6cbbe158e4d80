"""Write the tables of the index by which things are looked up other than by their names.

These are the places of sentences in words, short ids within a report (as in `finding/NAME`), and
the initials of names, so that an acronym that no report gives leads to what it stands for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from graph.namespaces import REPORT
from graph.queries import PackagedQuery
from graph.store import Store
from graph.text import fold, initials, stable_number

if TYPE_CHECKING:
    from graph.load.index import IndexedThing, NameRow

_QUERY = Path(__file__).with_suffix("") / "places.rq"
_LONGEST = 6  # words of a name that people shorten to its initials
_SCHEMA = """
CREATE TABLE places (name TEXT, iri TEXT, class TEXT, label TEXT, PRIMARY KEY (name, iri))
  WITHOUT ROWID;
CREATE TABLE initials (letters TEXT, name INTEGER, PRIMARY KEY (letters, name)) WITHOUT ROWID;
"""


def write_lookup(
    database: sqlite3.Connection,
    store: Store,
    things: Mapping[str, IndexedThing],
    names: Iterable[NameRow],
) -> None:
    """Write places, short ids and initials into an index.

    Args:
        database: the index.
        store: a store whose default graph holds everything.
        things: of the index.
        names: of the things.
    """
    database.executescript(_SCHEMA)
    places = sorted(place_rows(store, things))
    database.executemany("INSERT INTO places VALUES (?, ?, ?, ?)", places)
    letters = sorted(initial_rows(things, names))
    database.executemany("INSERT INTO initials VALUES (?, ?)", letters)


def place_rows(store: Store, things: Mapping[str, IndexedThing]) -> set[tuple[str, str, str, str]]:
    """Return parts of reports by their place and their short id, and findings by their short id."""
    return set({(row[0], row[1]): row for row in _places(store, things)}.values())


def _places(
    store: Store, things: Mapping[str, IndexedThing]
) -> Iterator[tuple[str, str, str, str]]:
    for row in PackagedQuery.read(_QUERY).rows(store):
        part = row["part"], row["class"].rpartition("#")[2], row["label"]
        yield fold(row["label"]), *part
        if short := short_id(row["part"]):
            yield short, *part
    for iri, thing in things.items():
        if short := short_id(iri):
            yield short, iri, thing.kind, thing.label


def short_id(iri: str) -> str:
    """Return the part of an IRI that names something within its report, in lower case; or "".

    >>> short_id("https://w3id.org/peelgraph/report/a-2018/finding/x"), short_id("urn:x")
    ('finding/x', '')
    """
    if not iri.startswith(REPORT):
        return ""
    return iri.removeprefix(REPORT).partition("/")[2].lower()


def initial_rows(
    things: Mapping[str, IndexedThing], names: Iterable[NameRow]
) -> set[tuple[str, int]]:
    """Return the initials of the names of things; findings and the like have sentences as names."""
    of_reports = {stable_number(iri) for iri in things if iri.startswith(REPORT)}
    rows = {(initials(row[3]), row[0]) for row in names if row[1] not in of_reports}
    return {row for row in rows if 1 < len(row[0]) <= _LONGEST}
