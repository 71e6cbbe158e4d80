"""Write the index of names, links and tables beside the store, a SQLite file.

Names stand there whole, and by their trigrams in a full-text table (SQLite FTS5), which finds them
even when misspelt. The number of names with each trigram lets a search begin with the rare ones.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from graph.labels import ForeignThing, foreign_things
from graph.load import links, lookup_tables
from graph.namespaces import PREFIXES
from graph.queries import PackagedQuery
from graph.query_tables import write_query_tables
from graph.store import Store
from graph.terms import read
from graph.text import fold, format_amount, stable_number

_QUERIES = Path(__file__).with_suffix("")
_Facts = Mapping[str, Mapping[str, set[str]]]  # values by thing and what they are
_NONE: Mapping[str, set[str]] = {}
_SCHEMA = """
CREATE TABLE things (
  id INTEGER PRIMARY KEY, iri TEXT UNIQUE, class TEXT, label TEXT, context TEXT, mentions INTEGER
);
CREATE TABLE names (id INTEGER PRIMARY KEY, thing INTEGER, name TEXT, folded TEXT, hidden INTEGER);
CREATE VIRTUAL TABLE grams USING fts5 (folded, content='', tokenize='trigram');
"""
_NAMES_INDEX = "CREATE INDEX names_folded ON names (folded)"  # made when all names stand there
_FREQUENCIES = """
DROP TABLE IF EXISTS frequencies;
CREATE TABLE frequencies (gram TEXT PRIMARY KEY, names INTEGER) WITHOUT ROWID;
CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'grams', 'row');
INSERT INTO frequencies SELECT term, doc FROM vocabulary;
DROP TABLE temp.vocabulary;
"""
_CHANGED = "CREATE VIRTUAL TABLE temp.changed USING fts5 (folded, content='', tokenize='trigram')"
_RECOUNT = """
CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'grams', 'row');
CREATE VIRTUAL TABLE temp.changed_grams USING fts5vocab('temp', 'changed', 'row');
DELETE FROM frequencies WHERE gram IN (SELECT term FROM temp.changed_grams);
INSERT INTO frequencies SELECT v.term, v.doc
  FROM temp.changed_grams c CROSS JOIN temp.vocabulary v ON v.term = c.term;
DROP TABLE temp.changed_grams;
DROP TABLE temp.changed;
DROP TABLE temp.vocabulary;
"""


class IndexedThing(NamedTuple):
    """What the index holds of a thing.

    Attributes:
        kind: local name of its most specific class, or the name of its scheme.
        label: its name.
        names: its names, each with whether it is hidden: search finds it, but nobody is shown it.
        details: what distinguishes it from others of its name, but for the mentions.
        mentions: number of sentences that mention it.
    """

    kind: str
    label: str
    names: frozenset[tuple[str, bool]]
    details: str
    mentions: int


NameRow = tuple[int, int, str, str, bool]


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
    foreign = [] if is_own else foreign_things(store)
    things = index_things(store, foreign)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA journal_mode = OFF")  # a file that is not whole is never read
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA cache_size = -100000")  # kilobytes
        database.executescript(_SCHEMA)
        rows = sorted(thing_rows(things))
        database.executemany("INSERT INTO things VALUES (?, ?, ?, ?, ?, ?)", rows)
        names = sorted(name_rows(things))
        insert_names(database, names)
        database.execute(_NAMES_INDEX)
        count_grams(database)
        links.write_links(database, store, foreign)
        lookup_tables.write_lookup(database, store, things, names)
        write_query_tables(database, store)
    return len(things)


def insert_names(database: sqlite3.Connection, names: Iterable[NameRow]) -> None:
    """Put names into an index, and their trigrams."""
    names = list(names)
    database.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?)", names)
    grams = ((number, folded) for number, _, _, folded, _ in names)
    database.executemany("INSERT INTO grams (rowid, folded) VALUES (?, ?)", grams)


def count_grams(database: sqlite3.Connection) -> None:
    """Count the names with each trigram, once all names of an index stand there."""
    database.executescript(_FREQUENCIES)


def recount_grams(database: sqlite3.Connection, names: Iterable[str]) -> None:
    """Count the names with each trigram anew that some names have, which came or went.

    Args:
        database: the index, in which all names stand as they are now.
        names: as `fold` gives them.
    """
    database.execute(_CHANGED)
    rows = enumerate(names, start=1)
    database.executemany("INSERT INTO temp.changed (rowid, folded) VALUES (?, ?)", rows)
    database.executescript(_RECOUNT)


def index_things(store: Store, foreign: Iterable[ForeignThing]) -> dict[str, IndexedThing]:
    """Return every thing with a name, each with its most specific class, by IRI, A to Z.

    Args:
        store: whose default graph holds everything.
        foreign: the things of loaded data.
    """
    terms = read(store)
    facts = _facts(store)
    things: dict[str, IndexedThing] = {}
    for row in sorted(PackagedQuery.read(_QUERIES / "things.rq").rows(store), key=_row_key):
        iri, kind = row["thing"], _class(row)
        if iri not in things or terms.rank(kind) < terms.rank(things[iri].kind):
            things[iri] = _thing(kind, row["label"], facts.get(iri, _NONE))
    for thing in foreign:
        things[thing.iri] = _with_names(things.get(thing.iri), thing)
    return dict(sorted(things.items()))


def _row_key(row: Mapping[str, str]) -> tuple[str, ...]:
    return row["thing"], row["class"], row["label"], row["scheme"]


def _facts(store: Store) -> _Facts:
    """Return other names, hidden names, mentions and what contexts are made of, by thing."""
    facts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    queries = PackagedQuery.read_all(_QUERIES)
    for row in queries["facts"].rows(store):
        facts[row["thing"]][row["what"]].add(row["value"])
    for row in queries["mentions"].rows(store):
        facts[row["thing"]]["mentions"].add(row["mentions"])
    return facts


def _thing(kind: str, label: str, facts: Mapping[str, set[str]]) -> IndexedThing:
    parts = (
        min(facts.get(what, ""), default="")
        for what in ("kind", "sector", "polarity", "surface", "place")
    )
    names = {(name, False) for name in (label, *facts.get("names", ())) if name}
    hidden = {(name, True) for name in facts.get("hidden", ()) if name}
    mentions = int(min(facts.get("mentions", ("0",))))
    details = " \u00b7 ".join(filter(None, parts))
    return IndexedThing(kind, label, frozenset(names | hidden), details, mentions)


def _with_names(thing_before: IndexedThing | None, thing: ForeignThing) -> IndexedThing:
    """Return a thing with the names that loaded data give it."""
    names = {(name, False) for name in (thing.label, *thing.names)}
    names |= {(name, True) for name in thing.hidden}
    if thing_before is None:
        return IndexedThing(thing.kind, thing.label, frozenset(names), "", 0)
    return thing_before._replace(names=thing_before.names | names)


def thing_rows(things: Mapping[str, IndexedThing]) -> Iterator[tuple[int, str, str, str, str, int]]:
    """Yield the row of each thing; its number depends on its IRI alone."""
    for iri, thing in things.items():
        number = stable_number(iri)
        yield number, iri, thing.kind, thing.label, context_of(thing), thing.mentions


def name_rows(things: Mapping[str, IndexedThing]) -> Iterator[NameRow]:
    """Yield the row of each name of things."""
    for iri, thing in things.items():
        for name, is_hidden in thing.names:
            number = stable_number(iri, name, str(int(is_hidden)))
            yield number, stable_number(iri), name, fold(name), is_hidden


def _class(row: Mapping[str, str]) -> str:
    """Return the class of a thing; a concept is called by its scheme, as in `Theme`."""
    name = row["class"].removeprefix(PREFIXES["peel"]).removeprefix(PREFIXES["skos"])
    scheme = row["scheme"]
    if name == "Concept" and scheme:
        return scheme.rpartition("/")[2].capitalize()
    return name


def context_of(thing: IndexedThing) -> str:
    """Say in one line what distinguishes a thing from others of its name."""
    mentions = thing.mentions and f"in {format_amount(thing.mentions, 'sentences')}"
    return " \u00b7 ".join(filter(None, (thing.details, mentions or "")))
