"""Links are read in both directions, with the number of sentences behind them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from graph.load.links import Links, write_links
from graph.namespaces import expand
from graph.store import parse_text, store_in_memory

TEXT = f"""
PREFIX peel: <{expand("peel:")}> PREFIX rdfs: <{expand("rdfs:")}>
peel:worksWith peel:isRelation true .
<urn:s1> a peel:Sentence . <urn:s2> a peel:Sentence . <urn:s3> a peel:Sentence .
<urn:a> rdfs:label "unit A" .
GRAPH <urn:s1> {{ <urn:a> peel:worksWith <urn:b> }}
GRAPH <urn:s2> {{ <urn:b> peel:worksWith <urn:a> . <urn:a> peel:worksWith <urn:a> }}
GRAPH <urn:s3> {{ <urn:f> peel:about <urn:a> . <urn:b> peel:worksWith <urn:s1> }}
GRAPH <urn:elsewhere> {{ <urn:a> peel:worksWith <urn:c> }}
"""


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    """An index of the links of a few invented statements."""
    quads = parse_text(TEXT)
    store = store_in_memory(quads)
    for quad in quads:
        store.update(f"INSERT DATA {{ {quad.subject} {quad.predicate} {quad.object} }}")
    with closing(sqlite3.connect(":memory:")) as database:
        write_links(database, store, [])
        yield database


def _neighbours(links: Links, iri: str) -> list[tuple[str, int]]:
    number = links.number(iri)
    assert number is not None
    return sorted((links.end(end).iri, count) for end, _, count in links.neighbours(number))


def test_a_link_counts_its_sentences_in_both_directions(database: sqlite3.Connection) -> None:
    """Two sentences that link two things, each in its direction, are one link of two sentences."""
    links = Links(database)
    assert _neighbours(links, "urn:a") == [("urn:b", 2)]
    assert _neighbours(links, "urn:b") == [("urn:a", 2)]


def test_findings_are_linked_where_they_are_wanted(database: sqlite3.Connection) -> None:
    """What a finding is about is a link only for a search that includes findings."""
    assert _neighbours(Links(database), "urn:f") == []
    assert _neighbours(Links(database, findings=True), "urn:f") == [("urn:a", 1)]
    assert _neighbours(Links(database, findings=True), "urn:a") == [("urn:b", 2), ("urn:f", 1)]


def test_documents_and_other_graphs_make_no_links(database: sqlite3.Connection) -> None:
    """A sentence is no thing between others, and a statement without a sentence links nothing."""
    links = Links(database)
    assert [links.number(iri) for iri in ("urn:s1", "urn:c", "urn:unknown")] == [None] * 3


def test_an_end_has_its_label_or_else_its_iri(database: sqlite3.Connection) -> None:
    """A thing without a label is called by the end of its IRI."""
    links = Links(database)
    labels = {}
    for iri in ("urn:a", "urn:b"):
        number = links.number(iri)
        assert number is not None
        labels[iri] = links.end(number).label
    assert labels == {"urn:a": "unit A", "urn:b": "b"}
