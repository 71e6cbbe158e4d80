"""The concepts that facts name: their IRIs and definitions, so that files can state them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from graph.namespaces import compress
from graph.query_tables import table_rows
from graph.store import Store
from viz.explorer.graph_part import Part


def read_section(
    store: Store, numbers: Mapping[str, int], part: Part | None = None
) -> dict[str, object]:
    """Return the concepts by the name of their property and their label."""
    concepts: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for row in table_rows(store, "concepts"):
        concepts[row["what"]][row["label"]] = [compress(row["concept"]), row["definition"]]
    return dict(concepts)
