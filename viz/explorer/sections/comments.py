"""What a curator says about conflicts and areas for improvement beyond their labels."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graph.queries import PackagedQuery
from graph.store import Store

_QUERY = Path(__file__).parent / "queries" / "comments.rq"


def read_section(store: Store, numbers: Mapping[str, int]) -> list[list[object]]:
    """Return pairs of a thing's number and a comment.

    Args:
        store: a built store.
        numbers: of the things of the page by IRI.
    """
    rows = PackagedQuery.read(_QUERY).rows(store)
    pairs = {(numbers[row["thing"]], row["comment"]) for row in rows if row["thing"] in numbers}
    return [list(pair) for pair in sorted(pairs)]
