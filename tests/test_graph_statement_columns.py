"""Columns of statements: what SPARQL answers, and no answer where they cannot give it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.load.rdf_files import load_files
from graph.namespaces import BASE, expand
from graph.statement_columns import Near, column_statements, sentence_statements
from graph.store import Store, open_current, rows, store_in_memory

_RELATIONS = "SELECT DISTINCT ?relation { ?relation peel:family ?f ; peel:inverseLabel ?back }"


@pytest.fixture
def real(real_directory: Path) -> Store:
    """The store of the project's own data, opened last, so that its index is remembered."""
    return open_current(real_directory)


def test_columns_hold_what_graphs_state_with_a_relation(real: Store) -> None:
    """For each relation of the ontology they give the rows of a plain query."""
    relations = [row["relation"].value for row in rows(real, _RELATIONS)]
    assert len(relations) > 20
    number = 0
    for relation in relations:
        text = f"SELECT ?s ?o ?g {{ GRAPH ?g {{ ?s <{relation}> ?o }} }}"
        expected = {
            (row["s"].value, relation, row["o"].value, row["g"].value) for row in rows(real, text)
        }
        assert sorted(column_statements(real, {relation}) or ()) == sorted(expected)
        number += len(expected)
    assert number > 50


def test_only_what_the_columns_hold_is_answered(real: Store) -> None:
    """A relation beside the ontology, and a store without an index, are for SPARQL."""
    works_with, label = expand("peel:worksWith"), expand("rdfs:label")
    assert column_statements(real, {works_with})
    assert column_statements(real, {works_with, label}) is None
    assert column_statements(store_in_memory(real), {works_with}) is None


@pytest.mark.parametrize("hops", [0, 1, 2])
@pytest.mark.parametrize(
    "things",
    [
        ("id/unit/cambridgeshire-methub",),
        ("vocabulary/theme/domestic-abuse", "vocabulary/theme/hate-crime"),
        ("id/unit/nobody",),
    ],
)
def test_what_is_near_is_taken_as_a_walk_would(
    real: Store, things: tuple[str, ...], hops: int
) -> None:
    """Of some relations, only what stands between things within so many steps of the first ones."""
    relations = {expand("peel:worksWith"), expand("peel:targets"), expand("peel:about")}
    every = column_statements(real, relations)
    assert every
    first = frozenset(BASE + thing for thing in things)
    nodes = set(first)
    for _ in range(hops):
        steps = [(end, start) for start, _, end, _ in every]
        steps += [(start, end) for start, _, end, _ in every]
        nodes |= {end for start, end in steps if start in nodes}
    near = column_statements(real, relations, Near(first, hops)) or []
    assert sorted(near) == sorted(item for item in every if item[0] in nodes and item[2] in nodes)
    assert bool(near) == (hops > 0 and "nobody" not in things[0])


@pytest.mark.parametrize("number", [0, 3, 5_000])
def test_what_sentences_state_of_some_things_is_what_sparql_answers(
    real: Store, number: int
) -> None:
    """With columns and without: no other things, relations or graphs than those of sentences."""
    about = expand("peel:about")
    text = f"SELECT ?s ?o ?g {{ GRAPH ?g {{ ?s <{about}> ?o }} ?g a peel:Sentence }}"
    every = [(row["s"].value, about, row["o"].value, row["g"].value) for row in rows(real, text)]
    things = {*sorted({item[0] for item in every})[:number], "urn:none", "no iri", 'a"quote'}
    expected = sorted(item for item in every if item[0] in things)
    assert bool(expected) == bool(number)
    assert sentence_statements(real, about, things) == expected
    assert sentence_statements(store_in_memory(real), about, things) == expected


def test_graphs_that_are_no_sentences_state_nothing_there(tmp_path: Path) -> None:
    """The columns hold every graph, but what a sentence is says the default graph."""
    about, sentence = expand("peel:about"), expand("peel:Sentence")
    text = f"""<{about}> <{expand("peel:family")}> <urn:x> ; <{expand("peel:inverseLabel")}> "of" .
      <urn:s> a <{sentence}> . <urn:s> {{ <urn:f> <{about}> <urn:a> }}
      <urn:g> {{ <urn:f> <{about}> <urn:b> }}"""
    (tmp_path / "x.trig").write_text(text, "utf-8")
    load_files(tmp_path / "store", [tmp_path / "x.trig"])
    store = open_current(tmp_path / "store")
    assert len(column_statements(store, {about}) or ()) == 2
    expected = [("urn:f", about, "urn:a", "urn:s")]
    assert sentence_statements(store, about, {"urn:f"}) == expected
    assert sentence_statements(store_in_memory(store), about, {"urn:f"}) == expected
