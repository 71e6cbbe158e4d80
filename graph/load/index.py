"""Knows the index beside the store: a small SQLite file, made at build, of names to search for and links to follow.

Names are kept whole, and by their trigrams in a full-text table (SQLite FTS5), which finds them even when misspelt; how many names hold
a trigram is kept too, so that a search can begin with the rare ones.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from graph.load import links
from graph.namespaces import PREFIXES
from graph.store import QuerySolution, Store, rows
from graph.terms import read
from graph.text import fold

_QUERY = Path(__file__).parent / "searchable.rq"
_SCHEMA = """
CREATE TABLE things (id INTEGER PRIMARY KEY, iri TEXT UNIQUE, class TEXT, label TEXT, context TEXT, mentions INTEGER);
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


def write(path: Path, store: Store) -> int:
    """Write the index of everything in a store that has a name, and of all links.

    Args:
        path: of the SQLite file, written anew.
        store: a store whose default graph holds everything.

    Returns:
        The number of things in the index.
    """
    path.unlink(missing_ok=True)
    things = _things(store)
    with sqlite3.connect(path) as database:
        database.executescript(_SCHEMA)
        names = 0
        for number, (iri, row) in enumerate(sorted(things.items()), start=1):
            values = (
                number,
                iri,
                _class(row),
                row["label"].value,
                _context(row),
                int(row["mentions"].value),
            )
            database.execute("INSERT INTO things VALUES (?, ?, ?, ?, ?, ?)", values)
            for name, hidden in _names(row):
                names += 1
                database.execute(
                    "INSERT INTO names VALUES (?, ?, ?, ?, ?)",
                    (names, number, name, fold(name), hidden),
                )
                database.execute(
                    "INSERT INTO grams (rowid, folded) VALUES (?, ?)", (names, fold(name))
                )
        database.executescript(_FREQUENCIES)
        links.write(database, store)
    database.close()
    return len(things)


def _things(store: Store) -> dict[str, QuerySolution]:
    """Take one row for each thing: that of its most telling class."""
    terms = read(store)
    found: dict[str, QuerySolution] = {}
    for row in rows(store, _QUERY.read_text("utf-8")):
        iri = row["thing"].value
        if iri not in found or terms.rank(_class(row)) < terms.rank(_class(found[iri])):
            found[iri] = row
    return found


def _class(row: QuerySolution) -> str:
    """Name the class of a thing; a concept is called by its scheme, as in `Theme`."""
    name = str(row["class"].value).removeprefix(PREFIXES["peel"]).removeprefix(PREFIXES["skos"])
    return (
        _value(row, "inScheme").rpartition("/")[2].capitalize()
        if name == "Concept" and row["inScheme"] is not None
        else name
    )


def _names(row: QuerySolution) -> Iterator[tuple[str, bool]]:
    """Yield each name with whether it is hidden: a fragment of text that search knows and nobody is shown."""
    yield row["label"].value, False
    for column in ("names", "hidden"):
        for name in filter(None, _value(row, column).split("\x1f")):
            yield name, column == "hidden"


def _context(row: QuerySolution) -> str:
    """Say in one line what tells a thing from others."""
    told = [_value(row, name) for name in ("kind", "sector", "polarity", "surface", "place")]
    mentions = int(row["mentions"].value)
    count = f"in {mentions} sentence{'' if mentions == 1 else 's'}" if mentions else ""
    return " \u00b7 ".join(filter(None, [*told, count]))


def _value(row: QuerySolution, name: str) -> str:
    return str(row[name].value) if row[name] is not None else ""
