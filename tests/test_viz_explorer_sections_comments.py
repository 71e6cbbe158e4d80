"""What a curator says of conflicts stands in the page."""

from __future__ import annotations

from typing import Any

from graph.queries import text_rows
from graph.store import Store
from viz.explorer.sections import comments


def test_conflicts_have_their_comments(real: Store, numbers: dict[str, int]) -> None:
    """Each conflict has what was said about it."""
    comment_rows: Any = comments.read_section(real, numbers)
    pairs: dict[int, str] = dict(comment_rows)
    rows = text_rows(real, "SELECT ?x ?text { ?x a peel:Conflict ; rdfs:comment ?text }")
    assert rows
    assert all(pairs[numbers[row["x"]]] == row["text"] for row in rows)
