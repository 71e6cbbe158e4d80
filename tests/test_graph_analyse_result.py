"""A result is plain data for programs."""

from __future__ import annotations

import json

from known_networks import stated

from graph.analyse.evidence import node_sentences
from graph.analyse.result import Result, ResultRow

ROW = ResultRow(
    "https://example.org/a",
    "A",
    {"degree": 2, "balance": None},
    "Reads well.",
    node_sentences(stated("a r b 1"), "a"),
)
RESULT = Result("degree", "Who?", "example: 2 things", "A comes first.", (ROW,), 7, ("A note.",))


def test_data_hold_everything_but_the_series() -> None:
    """Names, summary, notes and rows with their sentences survive a round trip through JSON."""
    data = json.loads(json.dumps(RESULT.as_data()))
    assert (data["name"], data["total"], data["notes"]) == ("degree", 7, ["A note."])
    (row,) = data["rows"]
    assert (row["id"], row["degree"], row["balance"]) == ("https://example.org/a", 2, None)
    assert [sentence["place"] for sentence in row["sentences"]] == ["sentence 1"]
    assert "series" not in data


def test_a_missing_number_counts_nothing() -> None:
    """Rows can be sorted by a column that has no value."""
    assert (ROW.number("degree"), ROW.number("balance")) == (2.0, 0.0)
