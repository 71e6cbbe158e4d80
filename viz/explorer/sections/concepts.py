"""The concepts that facts name: their IRIs and definitions, so that files can state them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from graph.namespaces import compress
from graph.queries import PackagedQuery
from graph.store import Store

_QUERY = Path(__file__).parent / "queries" / "concepts.rq"


def read_section(store: Store, numbers: Mapping[str, int]) -> dict[str, object]:
    """Return the concepts by the name of their property and their label.

    Args:
        store: a built store.
        numbers: of the things of the page by IRI.
    """
    concepts: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for row in PackagedQuery.read(_QUERY).rows(store):
        concepts[row["what"]][row["label"]] = [compress(row["concept"]), row["definition"]]
    return dict(concepts)
