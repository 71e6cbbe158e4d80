"""Collect all rows of the index of a part of the data, so that two parts can be compared."""

from __future__ import annotations

import json
from collections.abc import Set
from typing import NamedTuple

from graph.labels import foreign_things
from graph.load import index, links, lookup_tables
from graph.load.folders import NotLocalError
from graph.load.index import IndexedThing, NameRow
from graph.load.links import Counts, EndRow
from graph.query_tables import RowRecord, numbered_records
from graph.statement_columns import ColumnRecord, column_records
from graph.store import Store


class IndexRows(NamedTuple):
    """The rows of an index; those of a table are called by its name.

    Attributes:
        things: by IRI.
        links: numbers of sentences, by two IRIs.
    """

    things: dict[str, IndexedThing]
    links: Counts
    names: Set[NameRow]
    initials: Set[tuple[str, int]]
    places: Set[tuple[str, str, str, str]]
    ends: Set[EndRow]
    query_rows: Set[RowRecord]
    statement_terms: Set[tuple[int, str]]
    statements: Set[ColumnRecord]


def index_rows(store: Store, *, is_own: bool) -> IndexRows:
    """Return the rows of the index of a store.

    Args:
        store: whose default graph holds everything.
        is_own: whether graphs of the project state all of it.
    """
    foreign = [] if is_own else foreign_things(store)
    things = index.index_things(store, foreign)
    names = set(index.name_rows(things))
    counts = links.link_counts(store, foreign)
    numbers, statements = column_records(store)
    return IndexRows(
        things=things,
        links=counts,
        names=names,
        initials=lookup_tables.initial_rows(things, names),
        places=lookup_tables.place_rows(store, things),
        ends=set(links.end_rows(store, counts)),
        query_rows=numbered_records(store),
        statement_terms={(number, iri) for iri, number in numbers.items()},
        statements=statements,
    )


def rows_to_add(base: IndexRows, part: IndexRows, local: Set[str]) -> IndexRows:
    """Return what a part has more than a base that it shares with other parts.

    Things have the mentions that come to them, and links the sentences. Rows of queries that name
    nothing local are left out, as they may come from other parts too: `common_records` has them.

    Args:
        base: rows of what several parts share.
        part: rows of one of them, with the base.
        local: IRIs of what the part alone describes.

    Raises:
        NotLocalError: where the part describes a thing of the base otherwise.
    """
    things = {}
    for iri, thing in part.things.items():
        first = base.things.get(iri)
        if first is None:
            things[iri] = thing
        elif thing != first:
            things[iri] = thing._replace(mentions=thing.mentions - first.mentions)
            if thing._replace(mentions=first.mentions) != first:
                raise NotLocalError("a report describes what all share.")
    return IndexRows(
        things=things,
        links=link_differences(base.links, part.links),
        names=part.names - base.names,
        initials=part.initials - base.initials,
        places=part.places - base.places,
        ends=part.ends - base.ends,
        query_rows=part.query_rows - base.query_rows - common_records(base, part, local),
        statement_terms=part.statement_terms - base.statement_terms,
        statements=part.statements - base.statements,
    )


def common_records(old: IndexRows, new: IndexRows, local: Set[str]) -> set[RowRecord]:
    """Return the rows of queries that differ and name nothing that a part alone describes."""
    return {
        row
        for row in old.query_rows ^ new.query_rows
        if row[1] not in local and local.isdisjoint(json.loads(row[2]))
    }


def link_differences(before: Counts, after: Counts) -> Counts:
    """Return how many sentences more stand behind links, where the numbers differ."""
    differences = {}
    for pair in {*before, *after}:
        (old, old_all), (new, new_all) = before.get(pair, (0, 0)), after.get(pair, (0, 0))
        if (old, old_all) != (new, new_all):
            differences[pair] = new - old, new_all - old_all
    return differences
