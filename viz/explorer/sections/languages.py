"""The languages of names that are not English, so that files state each name as the graph does."""

from __future__ import annotations

from collections.abc import Mapping

from graph.query_tables import table_rows
from graph.store import Store
from viz.explorer.graph_part import Part


def read_section(
    store: Store, numbers: Mapping[str, int], part: Part | None = None
) -> list[list[object]]:
    """Return the number of a thing, its name, and the language tag, "" for none."""
    rows = table_rows(store, "languages", numbers)
    return [[numbers[row["thing"]], row["name"], row["language"]] for row in rows]
