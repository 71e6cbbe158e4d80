"""Mutual statements that the page holds the other way round."""

from __future__ import annotations

from typing import Any

from graph.namespaces import expand
from graph.store import Store
from viz.explorer.sections import mutual_statements


def test_turned_statements_are_stated_that_way(real: Store, numbers: dict[str, int]) -> None:
    """A turned statement stands in its sentence from target to source."""
    things = list(numbers)
    rows: Any = mutual_statements.read_section(real, numbers)
    assert rows
    for begin, property_, end, _ in rows[:20]:
        query = f"ASK {{ GRAPH ?g {{ <{things[end]}> <{expand(property_)}> <{things[begin]}> }} }}"
        assert real.query(query)
