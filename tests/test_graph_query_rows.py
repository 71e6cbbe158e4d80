"""Rows of a query in notebooks and programs."""

from __future__ import annotations

import pytest

from graph.query.rows import Rows


def test_rows_are_counted_walked_and_given_as_dicts_and_frames() -> None:
    """Whatever the way, each row comes once, in its order, under the names of the columns."""
    rows = Rows(("unit", "cases"), [("METHUB", 3), ("MASH", None)])
    assert (len(rows), list(rows)) == (2, rows.values)
    assert rows.dicts() == [{"unit": "METHUB", "cases": 3}, {"unit": "MASH", "cases": None}]
    assert rows.pandas()["unit"].tolist() == ["METHUB", "MASH"]
    assert rows.polars().rows() == rows.values
    with pytest.raises(ValueError, match="argument 2 is longer"):
        Rows(("unit",), [("METHUB", 3)]).dicts()


def test_a_frame_takes_what_the_first_rows_do_not_show() -> None:
    """A column whose first text comes after many empty cells is a column of texts."""
    values: list[tuple[str | None, ...]] = [*[(None,)] * 500, ("x",)]
    assert Rows(("a",), [*values]).polars()["a"][-1] == "x"


@pytest.mark.parametrize(
    ("number", "shown", "more"),
    [
        (0, 0, ""),
        (200, 200, ""),
        (201, 200, "<p>1 more rows</p>"),
        (1400, 200, "<p>1,200 more rows</p>"),
    ],
)
def test_a_notebook_shows_two_hundred_rows(number: int, shown: int, more: str) -> None:
    """Texts are no markup, nothing is an empty cell, and how many rows are left out is told."""
    told = Rows(("<a>", "b"), [("<i>", None)] * number)._repr_html_()
    assert told.startswith("<table><thead><tr><th>&lt;a&gt;</th><th>b</th></tr></thead><tbody>")
    assert told.count("<tr><td>&lt;i&gt;</td><td></td></tr>") == shown
    assert told.endswith(f"</tbody></table>{more}")
