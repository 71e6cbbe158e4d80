"""Statements of projections: the same from columns and from the engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.analyse.networks.projection import projections
from graph.analyse.networks.statements import projected_statements
from graph.queries import PackagedQuery
from graph.statement_columns import Near
from graph.store import Store, open_current, store_in_memory

_COLUMNS = ("one", "relation", "other", "sentence")


@pytest.fixture
def invented(invented_directory: Path) -> Store:
    """The store of the invented report, opened last, so that its index is remembered."""
    return open_current(invented_directory)


@pytest.mark.parametrize("name", sorted(projections()))
def test_a_projection_has_the_rows_of_its_query(invented: Store, name: str) -> None:
    """Whether the columns or the engine give them."""
    query = projections()[name].query
    rows = {tuple(row[column] for column in _COLUMNS) for row in query.rows(invented)}
    assert rows
    assert sorted(projected_statements(invented, query)) == sorted(rows)


def test_most_projections_do_not_ask_the_engine(
    invented: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a query only names relations, the columns answer; the areas for improvement do not."""
    asked = []

    def rows(self: PackagedQuery, store: Store, /) -> list[dict[str, str]]:
        asked.append(self.name)
        return []

    monkeypatch.setattr(PackagedQuery, "rows", rows)
    for projection in projections().values():
        projected_statements(invented, projection.query)
    assert asked == ["areas-for-improvement"]


@pytest.mark.parametrize(
    "condition", ["?one a peel:Unit .", "FILTER(?sentence != <urn:x>)", "?other ?p ?q ."]
)
def test_conditions_on_the_ends_are_for_the_engine(invented: Store, condition: str) -> None:
    """A query that says more than which relations it takes is answered with all that it says."""
    text = f"""SELECT ?one ?relation ?other ?sentence WHERE {{
      ?relation peel:isRelation true . {condition}
      GRAPH ?sentence {{ ?one ?relation ?other }}
    }}
    """
    query = PackagedQuery("invented", {}, text)
    expected = {tuple(row[column] for column in _COLUMNS) for row in query.rows(invented)}
    assert sorted(projected_statements(invented, query)) == sorted(expected)


@pytest.mark.parametrize("name", sorted(projections()))
def test_what_is_near_is_the_same_without_columns(invented: Store, name: str) -> None:
    """Around a thing, a store in memory gives what the index gives: less than everything."""
    query = projections()[name].query
    rows = set(projected_statements(invented, query))
    for thing in sorted({subject for subject, *_ in rows})[:3]:
        near = Near(frozenset([thing]), 1)
        statements = set(projected_statements(invented, query, near))
        assert statements == set(projected_statements(store_in_memory(invented), query, near))
        assert {item for item in rows if thing in (item[0], item[2])} <= statements <= rows
