"""The languages of names that are not English, so that files state each name as the graph does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graph.queries import PackagedQuery
from graph.store import Store

_QUERY = Path(__file__).parent / "queries" / "languages.rq"


def read_section(store: Store, numbers: Mapping[str, int]) -> list[list[object]]:
    """Return the number of a thing, its name, and the language tag, "" for none.

    Args:
        store: a built store.
        numbers: of the things of the page by IRI.
    """
    rows = PackagedQuery.read(_QUERY).rows(store)
    return [
        [numbers[row["thing"]], row["name"], row["language"]]
        for row in rows
        if row["thing"] in numbers
    ]
