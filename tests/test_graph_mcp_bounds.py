"""Answers are bounded, and say what they leave out."""

from __future__ import annotations

import pytest

from graph.errors import QueryError
from graph.mcp.bounds import (
    LARGEST,
    LONGEST_NAME,
    MOST,
    check_size,
    checked_name,
    first_items,
    one_page,
)


def test_a_page_says_how_much_of_each_list_it_shows() -> None:
    """Nothing where all is shown; the next offset only where more is left."""
    lists = {"relations": list(range(5)), "times": [1]}
    assert "truncated" not in one_page(lists, 5, 0)
    page = one_page(lists, 2, 2)
    assert (page["relations"], page["times"]) == ([2, 3], [])
    assert page["truncated"] == (
        "Shown are 2 of 5 relations, 0 of 1 times. Ask again with offset=4 for more."
    )
    assert one_page(lists, 2, 4)["truncated"] == "Shown are 1 of 5 relations, 0 of 1 times."


def test_no_more_items_than_are_allowed() -> None:
    """A limit of any size gives at most MOST items, and a remark only where there are more."""
    assert first_items("rows", list(range(MOST)), 10**9) == {"rows": list(range(MOST))}
    response = first_items("rows", list(range(MOST + 1)), 10**9)
    assert (response["rows"], "truncated" in response) == (list(range(MOST)), True)


def test_long_names_and_answers_are_refused() -> None:
    """The limit itself is allowed, one character more is not."""
    assert checked_name("x" * LONGEST_NAME) == "x" * LONGEST_NAME
    with pytest.raises(QueryError, match="301 characters; 300 are allowed"):
        checked_name("x" * (LONGEST_NAME + 1))
    rest = LARGEST - len('{"a": ""}')
    check_size({"a": "é" * rest})
    with pytest.raises(QueryError, match="400,001 characters; 400,000 are allowed"):
        check_size({"a": "é" * (rest + 1)})
