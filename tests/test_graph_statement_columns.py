"""Columns of statements: what SPARQL answers, and no answer where they cannot give it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.namespaces import expand
from graph.statement_columns import column_statements
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
        assert column_statements(real, {relation}) == expected
        number += len(expected)
    assert number > 50


def test_only_what_the_columns_hold_is_answered(real: Store) -> None:
    """A relation beside the ontology, and a store without an index, are for SPARQL."""
    works_with, label = expand("peel:worksWith"), expand("rdfs:label")
    assert column_statements(real, {works_with})
    assert column_statements(real, {works_with, label}) is None
    assert column_statements(store_in_memory(real), {works_with}) is None
