"""The languages of names that are not English, so that files state each name as the graph does."""

from __future__ import annotations

from collections.abc import Mapping

from graph.query_tables import materialized_rows
from graph.store import Store
from viz.explorer.graph_part import Part


def read_section(
    store: Store, numbers: Mapping[str, int], part: Part | None = None
) -> list[list[object]]:
    """Return the number of a thing, its name, and the language tag, "" for none.

    Args:
        store: a built store.
        numbers: of the things of the page by IRI.
        part: of the graph that the page holds; everything by default.
    """
    rows = materialized_rows(store, "languages", numbers)
    return [[numbers[row["thing"]], row["name"], row["language"]] for row in rows]
