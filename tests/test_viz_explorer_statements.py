"""The statements of the explorer's page: those of sentences and files, from columns or from the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.load.infer import INFERRED
from graph.queries import PackagedQuery, text_rows
from graph.store import Store, open_current, store_in_memory
from viz.explorer.graph_part import things_part
from viz.explorer.statements import read_statements

PATTERN = """
?p peel:family ?f ; peel:inverseLabel ?b . GRAPH ?g { ?s ?p ?o }
FILTER(?g != <https://w3id.org/peelgraph/graph/inferred>)
"""


@pytest.mark.parametrize("condition", ["", "?p a owl:SymmetricProperty"])
def test_every_statement_stands_there_with_its_graph(real: Store, condition: str) -> None:
    """With columns and without, the statements are those of SPARQL, and none is only inferred."""
    rows = text_rows(real, f"SELECT ?s ?p ?o ?g WHERE {{ {PATTERN} {condition} }}")
    expected = {(row["s"], row["p"], row["o"], row["g"]) for row in rows}
    relations = {row["p"] for row in rows} if condition else None
    assert INFERRED not in {graph for _, _, _, graph in expected}
    for store in (real, store_in_memory(real)):
        assert set(read_statements(store, relations=relations)) == expected


def test_statements_of_a_built_store_come_from_its_columns(
    real_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine, which reads each name anew in every row, is not asked for them."""
    store = open_current(real_directory)

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(PackagedQuery, "rows", refuse)
    assert list(read_statements(store))


def test_a_part_has_its_own_statements(real: Store) -> None:
    """Each with its sentences."""
    part = things_part(real, ["https://w3id.org/peelgraph/id/unit/cambridgeshire-methub"])
    assert list(read_statements(real, part)) == list(part.rows())
