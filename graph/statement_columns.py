"""Read which sentences state which relations from columns of numbers, made at build.

The columns stand in the index beside the store. Where it has none, because the store is in memory
or was made by an earlier version, only the store itself can answer.
"""

from __future__ import annotations

from collections.abc import Collection, Set
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from graph.namespaces import RDF_TYPE, expand
from graph.queries import PackagedQuery, text_rows
from graph.store import NamedNode, Quad, Store, is_iri
from graph.store_index import opened_index
from graph.text import stable_number

if TYPE_CHECKING:
    import sqlite3

_FOLDER = Path(__file__).with_suffix("")
_QUERY, _OF_SENTENCES = _FOLDER / "statements.rq", _FOLDER / "of_sentences.rq"
_TYPE, _SENTENCE = NamedNode(RDF_TYPE), NamedNode(expand("peel:Sentence"))
_RELATIONS = "SELECT DISTINCT ?relation { ?relation peel:family ?family ; peel:inverseLabel ?back }"
_SCHEMA = """
CREATE TABLE statement_terms (id INTEGER PRIMARY KEY, iri TEXT UNIQUE);
CREATE TABLE statement_relations (relation INTEGER PRIMARY KEY);
CREATE TABLE statements (relation INTEGER, source INTEGER, target INTEGER, graph INTEGER,
  PRIMARY KEY (relation, source, target, graph)) WITHOUT ROWID;
CREATE INDEX statements_targets ON statements (target);
"""
_INSERT_TERM = "INSERT OR IGNORE INTO statement_terms VALUES (?, ?)"
_INSERT = "INSERT INTO statements VALUES (?, ?, ?, ?)"
_DELETE = "DELETE FROM statements WHERE relation = ? AND source = ? AND target = ? AND graph = ?"
_DELETE_UNUSED = """
DELETE FROM statement_terms WHERE id IN (SELECT value FROM json_each(?)) AND id NOT IN (
  SELECT source FROM statements UNION SELECT target FROM statements
  UNION SELECT graph FROM statements UNION SELECT relation FROM statement_relations
)
"""
_SELECT_TERMS = "SELECT id, iri FROM statement_terms"
_SELECT_SOME_TERMS = """
SELECT id, iri FROM statement_terms WHERE id IN (SELECT value FROM json_each(?))
"""
_SELECT_HELD = """
SELECT t.iri FROM statement_relations r JOIN statement_terms t ON t.id = r.relation
"""
_SELECT = """
SELECT relation, source, target, graph FROM statements
WHERE relation IN (SELECT t.id FROM statement_terms t JOIN json_each(?) j ON t.iri = j.value)
"""
_SELECT_OF_SUBJECTS = """
SELECT relation, source, target, graph FROM statements
WHERE relation IN (SELECT t.id FROM statement_terms t JOIN json_each(?) j ON t.iri = j.value)
AND source IN (SELECT t.id FROM statement_terms t JOIN json_each(?) j ON t.iri = j.value)
"""
# A plus keeps the planner from looking up every pair of a relation and an end
_SELECT_NEAR = """
WITH RECURSIVE chosen (relation) AS MATERIALIZED (
  SELECT t.id FROM statement_terms t JOIN json_each(:relations) j ON t.iri = j.value
), reached (id, hops) AS (
  SELECT t.id, 0 FROM statement_terms t JOIN json_each(:things) j ON t.iri = j.value
  UNION SELECT s.target, hops + 1 FROM reached JOIN statements s ON s.source = reached.id
    WHERE s.relation IN chosen AND hops < :hops
  UNION SELECT s.source, hops + 1 FROM reached JOIN statements s ON s.target = reached.id
    WHERE +s.relation IN chosen AND hops < :hops
), nodes (id) AS MATERIALIZED (SELECT DISTINCT id FROM reached)
SELECT relation, source, target, graph
FROM nodes CROSS JOIN statements INDEXED BY statements_targets ON target = nodes.id
WHERE +relation IN chosen AND +source IN nodes
"""
ColumnRecord: TypeAlias = tuple[int, ...]  # the numbers of relation, subject, object and graph
Statement: TypeAlias = tuple[str, str, str, str]  # subject, relation, object, graph


class Near(NamedTuple):
    """The things within some hops of others, by relations in either direction.

    Attributes:
        things: IRIs of the others, which are near too.
        hops: how far from them.
    """

    things: frozenset[str]
    hops: int


def write_columns(database: sqlite3.Connection, store: Store) -> None:
    """Write the statements of all relations of the ontology, each with the graphs that state it.

    Args:
        database: the index.
        store: with everything.
    """
    numbers, records = column_records(store)
    relations = {stable_number(iri): iri for iri in _relations(store)}
    database.executescript(_SCHEMA)
    terms = relations.items() | {(number, iri) for iri, number in numbers.items()}
    database.executemany(_INSERT_TERM, sorted(terms))
    available = ((number,) for number in sorted(relations))
    database.executemany("INSERT INTO statement_relations VALUES (?)", available)
    database.executemany(_INSERT, sorted(records))


def update_columns(
    database: sqlite3.Connection,
    old: Set[ColumnRecord],
    new: Set[ColumnRecord],
    unused: Collection[int],
) -> None:
    """Change these columns in place, as a part of what they were made from has changed.

    Args:
        database: the index, which has the terms of the new records.
        old: the records of the part, as `column_records` has them.
        new: the same as they are now.
        unused: numbers of terms that the part no longer has; they go unless others have them.
    """
    import json

    database.executemany(_DELETE, sorted(old - new))
    database.executemany(_INSERT, sorted(new - old))
    if unused:
        database.execute(_DELETE_UNUSED, (json.dumps(sorted(unused)),))


def _relations(store: Store) -> list[str]:
    return sorted({row["relation"] for row in text_rows(store, _RELATIONS)})


def column_records(store: Store) -> tuple[dict[str, int], set[ColumnRecord]]:
    """Return the numbers of all terms, and the statements in these numbers."""
    numbers: dict[str, int] = {}
    records: set[ColumnRecord] = set()
    for relation in _relations(store):  # one after the other, as all rows at once need much memory
        for row in PackagedQuery.read(_QUERY).among("relation", [relation]).rows(store):
            for iri in row.values():
                if iri not in numbers:
                    numbers[iri] = stable_number(iri)
            records.add(tuple(numbers[iri] for iri in row.values()))
    return numbers, records


def column_statements(
    store: Store, relations: Collection[str], near: Near | None = None
) -> list[Statement] | None:
    """Return what graphs state with some relations, as the store itself would answer.

    Args:
        store: that is asked.
        relations: their IRIs.
        near: only between things near some, by these relations; the cost follows their number.

    Returns:
        The statements, in no order, each once; None where the columns do not hold all these
        relations.
    """
    with opened_index(store) as database:
        return _statements(database, relations, near) if database else None


def in_order(statements: Collection[Statement]) -> list[Statement]:
    """Return statements by subject, relation, object and graph, A to Z.

    >>> in_order([("urn:b", "urn:r", "urn:a", "urn:g"), ("urn:a", "urn:r", "urn:b", "urn:g")])
    [('urn:a', 'urn:r', 'urn:b', 'urn:g'), ('urn:b', 'urn:r', 'urn:a', 'urn:g')]
    """
    names = sorted(set(chain.from_iterable(statements)))
    place = {iri: number for number, iri in enumerate(names)}
    ordered = sorted(  # places compare faster than names, most of whose letters are alike
        (place[source], place[relation], place[target], place[graph])
        for source, relation, target, graph in statements
    )
    return [
        (names[source], names[relation], names[target], names[graph])
        for source, relation, target, graph in ordered
    ]


def sentence_statements(store: Store, relation: str, things: Collection[str]) -> list[Statement]:
    """Return what sentences state of some things with a relation, each statement once, in order.

    Args:
        store: that is asked.
        relation: its IRI.
        things: IRIs of the subjects.
    """
    with opened_index(store) as database:
        statements = _statements(database, {relation}, things) if database else None
    if statements is None:
        pairs = ([relation, iri] for iri in things)
        query = PackagedQuery.read(_OF_SENTENCES).among_rows(["relation", "one"], pairs)
        return sorted(
            (row["one"], row["relation"], row["other"], row["sentence"])
            for row in query.rows(store)
        )
    graphs = {iri: NamedNode(iri) for iri in {graph for *_, graph in statements} if is_iri(iri)}
    sentences = {iri for iri, graph in graphs.items() if Quad(graph, _TYPE, _SENTENCE) in store}
    return sorted(statement for statement in statements if statement[3] in sentences)


def _statements(
    database: sqlite3.Connection, relations: Collection[str], chosen: Near | Collection[str] | None
) -> list[Statement] | None:
    """Return statements near some things, or of some things as subjects; all for None."""
    import sqlite3

    try:
        available = {iri for (iri,) in database.execute(_SELECT_HELD)}
        if not available.issuperset(relations):
            return None
        rows = _rows(database, relations, chosen)
    except sqlite3.OperationalError:  # an index of an earlier version
        return None
    iris = _iris(database, None if chosen is None else {number for row in rows for number in row})
    return [
        (iris[source], iris[relation], iris[target], iris[graph])
        for relation, source, target, graph in rows
    ]


def _rows(
    database: sqlite3.Connection, relations: Collection[str], chosen: Near | Collection[str] | None
) -> list[ColumnRecord]:
    import json

    names = json.dumps(sorted(relations))
    if chosen is None:
        return database.execute(_SELECT, (names,)).fetchall()
    if not isinstance(chosen, Near):
        return database.execute(_SELECT_OF_SUBJECTS, (names, json.dumps(sorted(chosen)))).fetchall()
    values = {"relations": names, "things": json.dumps(sorted(chosen.things)), "hops": chosen.hops}
    return database.execute(_SELECT_NEAR, values).fetchall()


def _iris(database: sqlite3.Connection, numbers: Collection[int] | None) -> dict[int, str]:
    """Return the IRIs of some numbers, or of all."""
    import json

    if numbers is None:
        return dict(database.execute(_SELECT_TERMS))
    return dict(database.execute(_SELECT_SOME_TERMS, (json.dumps(sorted(numbers)),)))
