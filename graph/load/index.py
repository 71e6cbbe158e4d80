"""Write the index of names, links and tables beside the store, a SQLite file.

Names stand there whole, and by their trigrams in a full-text table (SQLite FTS5), which finds them
even when misspelt. The number of names with each trigram lets a search begin with the rare ones.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from graph.labels import ForeignThing, foreign_things
from graph.load import links, lookup
from graph.materialized import write_tables
from graph.namespaces import PREFIXES
from graph.queries import PackagedQuery
from graph.store import Store
from graph.terms import read
from graph.text import fold, format_amount

_Row = Mapping[str, str]
_QUERY = Path(__file__).parent / "searchable.rq"
_SEPARATOR = "\x1f"  # of names in the query
_COLUMNS = [
    "class",
    "label",
    "names",
    "hidden",
    "sector",
    "inScheme",
    "kind",
    "polarity",
    "surface",
    "place",
]
_CONTEXT = ("polarity", "surface", "place")
_EMPTY = {**dict.fromkeys((*_COLUMNS, *_CONTEXT), ""), "mentions": "0"}
_SCHEMA = """
CREATE TABLE things (
  id INTEGER PRIMARY KEY, iri TEXT UNIQUE, class TEXT, label TEXT, context TEXT, mentions INTEGER
);
CREATE TABLE names (id INTEGER PRIMARY KEY, thing INTEGER, name TEXT, folded TEXT, hidden INTEGER);
CREATE INDEX names_folded ON names (folded);
CREATE VIRTUAL TABLE grams USING fts5 (folded, content='', tokenize='trigram');
CREATE TABLE frequencies (gram TEXT PRIMARY KEY, names INTEGER) WITHOUT ROWID;
"""
_FREQUENCIES = """
CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'grams', 'row');
INSERT INTO frequencies SELECT term, doc FROM vocabulary;
DROP TABLE temp.vocabulary;
"""


def write_index(path: Path, store: Store, *, is_own: bool = False) -> int:
    """Write the index of everything in a store that has a name, and of all links.

    Args:
        path: of the SQLite file, written anew.
        store: a store whose default graph holds everything.
        is_own: whether graphs of the project state all of it, and none of loaded data.

    Returns:
        The number of things in the index.
    """
    path.unlink(missing_ok=True)
    things = _things(store, is_own=is_own)
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(_SCHEMA)
        database.executemany("INSERT INTO things VALUES (?, ?, ?, ?, ?, ?)", _thing_rows(things))
        names = list(_name_rows(things))
        database.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?)", names)
        grams = ((number, folded) for number, _, _, folded, _ in names)
        database.executemany("INSERT INTO grams (rowid, folded) VALUES (?, ?)", grams)
        database.executescript(_FREQUENCIES)
        links.write_links(database, store, is_own=is_own)
        lookup.write_lookup(database, store)
        write_tables(database, store)
    return len(things)


def _things(store: Store, *, is_own: bool) -> list[_Row]:
    """Return one row for each thing, that of its most specific class, in the order of IRIs."""
    terms = read(store)
    things: dict[str, _Row] = {}
    for row in PackagedQuery.read(_QUERY).rows(store):
        iri = row["thing"]
        if iri not in things or terms.rank(_class(row)) < terms.rank(_class(things[iri])):
            things[iri] = row
    for thing in () if is_own else foreign_things(store):
        things[thing.iri] = _with_names(things.get(thing.iri, _EMPTY), thing)
    return [things[iri] for iri in sorted(things)]


def _with_names(row: _Row, thing: ForeignThing) -> _Row:
    """Return the row of a thing with the names that loaded data give it."""
    names = [*filter(None, row["names"].split(_SEPARATOR)), *thing.names]
    hidden = [*filter(None, row["hidden"].split(_SEPARATOR)), *thing.hidden]
    if row["label"]:
        names.append(thing.label)
    values = {
        "thing": thing.iri,
        "class": row["class"] or thing.kind,
        "label": row["label"] or thing.label,
        "names": _SEPARATOR.join(dict.fromkeys(names)),
        "hidden": _SEPARATOR.join(dict.fromkeys(hidden)),
    }
    return {**row, **values}


def _thing_rows(things: list[_Row]) -> Iterator[tuple[object, ...]]:
    for number, row in enumerate(things, start=1):
        mentions = int(row["mentions"])
        yield number, row["thing"], _class(row), row["label"], _context(row), mentions


def _name_rows(things: list[_Row]) -> Iterator[tuple[int, int, str, str, bool]]:
    names = (
        (thing, name, is_hidden)
        for thing, row in enumerate(things, start=1)
        for name, is_hidden in _names(row)
    )
    for number, (thing, name, is_hidden) in enumerate(names, start=1):
        yield number, thing, name, fold(name), is_hidden


def _class(row: _Row) -> str:
    """Return the class of a thing; a concept is called by its scheme, as in `Theme`."""
    name = row["class"].removeprefix(PREFIXES["peel"]).removeprefix(PREFIXES["skos"])
    scheme = row["inScheme"]
    if name == "Concept" and scheme:
        return scheme.rpartition("/")[2].capitalize()
    return name


def _names(row: _Row) -> Iterator[tuple[str, bool]]:
    """Yield each name, and whether it is hidden: search finds it, but nobody is shown it."""
    yield row["label"], False
    for column in ("names", "hidden"):
        for name in filter(None, row[column].split(_SEPARATOR)):
            yield name, column == "hidden"


def _context(row: _Row) -> str:
    """Say in one line what distinguishes a thing from others of its name."""
    parts = [row[name] for name in ("kind", "sector", "polarity", "surface", "place")]
    mentions = int(row["mentions"])
    if mentions:
        parts.append(f"in {format_amount(mentions, 'sentences')}")
    return " \u00b7 ".join(filter(None, parts))
