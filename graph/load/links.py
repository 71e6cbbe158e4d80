"""Knows the table of links in the index: which things sentences connect, and how many sentences do.

A link holds both ways. The table lets a search for paths look at the neighbours of a few things, where SPARQL would read every relation.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from graph.namespaces import ONTOLOGY, RDF_TYPE
from graph.store import DefaultGraph, NamedNode, Store, rows
from graph.terms import read

_QUERIES = Path(__file__).parent / "links"
_SCHEMA = """
CREATE TABLE ends (id INTEGER PRIMARY KEY, iri TEXT UNIQUE, label TEXT);
CREATE TABLE links (one INTEGER, other INTEGER, stated INTEGER, with_findings INTEGER, PRIMARY KEY (one, other)) WITHOUT ROWID;
"""


class End(NamedTuple):
    """A thing at the end of a link."""

    iri: str
    label: str


class Links:
    """The links of an index, for reading; things go by numbers, in the order of their IRIs.

    Args:
        database: the index.
        findings: whether findings, figures, areas for improvement and judgments are linked with what they are about.
    """

    def __init__(self, database: sqlite3.Connection, *, findings: bool = False) -> None:
        self._database = database
        number = "with_findings" if findings else "stated"
        self._neighbours = f"SELECT other, {number} FROM links WHERE one = ? AND {number} > 0"  # noqa: S608 - one of two names

    def number(self, iri: str) -> int | None:
        """Return the number of a thing, or None where no sentence links it."""
        found = self._database.execute("SELECT id FROM ends WHERE iri = ?", (iri,)).fetchone()
        return int(found[0]) if found else None

    def end(self, number: int) -> End:
        """Return the thing of a number."""
        return End(
            *self._database.execute(
                "SELECT iri, label FROM ends WHERE id = ?", (number,)
            ).fetchone()
        )

    def neighbours(self, number: int) -> list[tuple[int, int]]:
        """Return what a thing is linked with, each with the number of distinct sentences behind the link."""
        return self._database.execute(self._neighbours, (number,)).fetchall()


def write(database: sqlite3.Connection, store: Store) -> None:
    """Write the links of everything in a store into an index; documents are no things and have none."""
    documents = set(_documents(store))
    stated = _pairs(store, "relations", documents)
    about = _pairs(store, "findings", documents)
    ends = sorted({end for pair in (*stated, *about) for end in pair})
    numbers = {iri: number for number, iri in enumerate(ends, start=1)}
    labels = {
        row["thing"].value: row["label"].value
        for row in rows(store, "SELECT ?thing ?label { ?thing rdfs:label ?label }")
    }
    database.executescript(_SCHEMA)
    database.executemany(
        "INSERT INTO ends VALUES (?, ?, ?)",
        ((number, iri, labels.get(iri, iri)) for iri, number in numbers.items()),
    )
    database.executemany(
        "INSERT INTO links VALUES (?, ?, ?, ?)", _both_ways(stated, about, numbers)
    )


def _documents(store: Store) -> Iterator[str]:
    """Yield the reports of a store and their parts."""
    for kind in read(store).of_family("document"):
        name = NamedNode(ONTOLOGY + kind.name)
        for quad in store.quads_for_pattern(None, NamedNode(RDF_TYPE), name, DefaultGraph()):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value


def _pairs(store: Store, name: str, documents: Iterable[str]) -> dict[tuple[str, str], set[str]]:
    """Collect the sentences between each two things, whatever the direction."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    left_out = set(documents)
    for row in rows(store, _text(name)):
        one, other = sorted((row["one"].value, row["other"].value))
        if one != other and not left_out & {one, other}:
            found[one, other].add(row["sentence"].value)
    return found


def _both_ways(
    stated: dict[tuple[str, str], set[str]],
    about: dict[tuple[str, str], set[str]],
    numbers: dict[str, int],
) -> Iterator[tuple[int, int, int, int]]:
    for pair in sorted(stated.keys() | about.keys()):
        plain = stated.get(pair, set())
        counts = len(plain), len(plain | about.get(pair, set()))
        one, other = numbers[pair[0]], numbers[pair[1]]
        yield one, other, *counts
        yield other, one, *counts


def _text(name: str) -> str:
    return (_QUERIES / f"{name}.rq").read_text("utf-8")
