"""What a curator says about conflicts and areas for improvement beyond their labels."""

from __future__ import annotations

from collections.abc import Mapping

from graph.query_tables import table_rows
from graph.store import Store
from viz.explorer.graph_part import Part


def read_section(
    store: Store, numbers: Mapping[str, int], part: Part | None = None
) -> list[list[object]]:
    """Return pairs of a thing's number and a comment."""
    rows = table_rows(store, "comments", numbers)
    pairs = {(numbers[row["thing"]], row["comment"]) for row in rows}
    return [list(pair) for pair in sorted(pairs)]
