"""Write and read the links of the index: the things that sentences connect, with their number.

A link holds in both directions, in one report or, of loaded data, in none. The table gives a search
for paths the neighbours of a few things, where SPARQL would read every relation.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from graph.evidence import report_of
from graph.labels import ForeignThing, foreign_relations, name_of
from graph.namespaces import RDF_TYPE
from graph.queries import PackagedQuery, text_rows
from graph.store import DefaultGraph, NamedNode, Store
from graph.terms import read
from graph.text import stable_number

_QUERIES = Path(__file__).parent / "links"
_SCHEMA = """
CREATE TABLE ends (id INTEGER PRIMARY KEY, iri TEXT, label TEXT, inspected INTEGER);
CREATE INDEX inspected_ends ON ends (id) WHERE inspected;
CREATE TABLE links (
  source INTEGER, target INTEGER, report INTEGER, relations INTEGER, with_findings INTEGER,
  PRIMARY KEY (source, target, report)
) WITHOUT ROWID;
"""
_NEIGHBOURS = {
    False: "SELECT target, report, relations FROM links WHERE source = ? AND relations > 0",
    True: "SELECT target, report, with_findings FROM links WHERE source = ? AND with_findings > 0",
}
_Link = tuple[str, str, int]  # two things and the number of the report
Counts = dict[_Link, tuple[int, int]]
EndRow = tuple[int, str, str, bool]


class End(NamedTuple):
    """A thing at the end of a link."""

    iri: str
    label: str


class Links:
    """The links of an index, for reading; things have numbers that depend on their IRIs alone.

    Args:
        database: the index.
        findings: whether findings, figures, areas for improvement and judgments are linked with
            what they are about.
    """

    def __init__(self, database: sqlite3.Connection, *, findings: bool = False) -> None:
        self._database = database
        self._neighbours = _NEIGHBOURS[findings]

    def number(self, iri: str) -> int | None:
        """Return the number of a thing, or None where no sentence links it."""
        select = "SELECT id FROM ends WHERE id = ? AND iri = ?"
        rows = self._database.execute(select, (stable_number(iri), iri))
        return next((int(number) for (number,) in rows), None)

    def inspected(self) -> set[int]:
        """Return the numbers of the bodies that are inspected, as the force is."""
        rows = self._database.execute("SELECT id FROM ends WHERE inspected")
        return {int(number) for (number,) in rows}

    def end(self, number: int) -> End:
        """Return the thing of a number."""
        rows = self._database.execute("SELECT iri, label FROM ends WHERE id = ?", (number,))
        return End(*rows.fetchone())

    def neighbours(self, number: int) -> list[tuple[int, int, int]]:
        """Return neighbours of a thing, each with a report and its sentences behind the link.

        The number of the report is 0 for loaded data, as `graph.evidence.report_number` has it.
        """
        return self._database.execute(self._neighbours, (number,)).fetchall()


def write_links(
    database: sqlite3.Connection, store: Store, foreign: Iterable[ForeignThing]
) -> None:
    """Write the links of everything in a store into an index; documents have none.

    Args:
        database: the index.
        store: a store whose default graph holds everything.
        foreign: the things of loaded data.
    """
    database.executescript(_SCHEMA)
    links = link_counts(store, foreign)
    database.executemany("INSERT INTO ends VALUES (?, ?, ?, ?)", sorted(end_rows(store, links)))
    database.executemany("INSERT INTO links VALUES (?, ?, ?, ?, ?)", link_rows(links))


def link_counts(store: Store, foreign: Iterable[ForeignThing]) -> Counts:
    """Return the numbers of sentences behind each link of a report: of relations, with findings.

    Args:
        store: a store whose default graph holds everything.
        foreign: the things of loaded data.
    """
    queries = PackagedQuery.read_all(_QUERIES)
    documents = set(_documents(store))
    relations = _sentences(store, queries["relations"], documents)
    for source, target, relation in foreign_relations(store, {thing.iri for thing in foreign}):
        relations[min(source, target), max(source, target), 0].add(relation)
    counts = {link: (len(sentences), len(sentences)) for link, sentences in relations.items()}
    for link, sentences in _sentences(store, queries["findings"], documents).items():
        stated = relations.get(link, set())
        counts[link] = len(stated), len(stated | sentences)
    return counts


def end_rows(store: Store, links: Counts) -> Iterator[EndRow]:
    """Yield the row of each thing at the end of a link."""
    labels: dict[str, str] = {}
    for row in text_rows(store, "SELECT ?thing ?label { ?thing rdfs:label ?label }"):
        labels[row["thing"]] = min(row["label"], labels.get(row["thing"], row["label"]))
    bodies = inspected_bodies(store)
    for iri in {end for link in links for end in link[:2]}:
        label = labels.get(iri) or name_of(store, iri)
        yield stable_number(iri), iri, label, iri in bodies


def link_rows(links: Counts) -> list[tuple[int, int, int, int, int]]:
    """Return a row for each direction of each link."""
    numbers = {end: stable_number(end) for end in {end for link in links for end in link[:2]}}
    rows = []
    for (one, other, report), counts in links.items():
        source, target = numbers[one], numbers[other]
        rows += [(source, target, report, *counts), (target, source, report, *counts)]
    return sorted(rows)


def inspected_bodies(store: Store) -> set[str]:
    """Return the IRIs of the bodies that inspections of a store examine.

    They connect almost everything with everything else, so that a path through them says little.
    """
    query = PackagedQuery.read(_QUERIES / "inspected.rq")
    return {row["body"] for row in query.rows(store)}


def _documents(store: Store) -> Iterator[str]:
    """Yield the reports of a store and their parts."""
    for kind in read(store).of_family("document"):
        quads = store.quads_for_pattern(
            None, NamedNode(RDF_TYPE), NamedNode(kind.iri), DefaultGraph()
        )
        yield from (quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))


def _sentences(store: Store, query: PackagedQuery, documents: set[str]) -> dict[_Link, set[str]]:
    """Return the sentences of each report between each two things, whatever the direction."""
    links: dict[_Link, set[str]] = defaultdict(set)
    number = cache(stable_number)
    for row in query.rows(store):
        source, target = sorted((row["source"], row["target"]))
        if source != target and documents.isdisjoint((source, target)):
            report = report_of(row["sentence"])
            links[source, target, number(report) if report else 0].add(row["sentence"])
    return links
