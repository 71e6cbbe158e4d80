"""Collect the keys that may have but one value in all reports together.

A report that passes all checks with what reports share, and with what all of them state of it,
fails beside others in these ways only: a label of a class is that of one thing, and all figures of
a measure are better in one direction. A file `unique_values/NAME.rq` gives such a `?key` and its
`?value`. Put together from each report in turn, they tell what reports disagree on, without the
statements of all.
"""

from __future__ import annotations

from pathlib import Path

from graph.load.folders import NotLocalError
from graph.queries import PackagedQuery
from graph.store import Store
from graph.text import stable_number

_QUERIES = Path(__file__).with_suffix("")
Values = dict[int, int]  # numbers of keys and their values, which depend on their texts alone


def unique_values(store: Store) -> Values:
    """Return the keys of a store that may have but one value, each with one that it has."""
    return {
        stable_number(row["key"]): stable_number(row["value"])
        for query in PackagedQuery.read_all(_QUERIES).values()
        for row in query.rows(store)
    }


def add_values(values: Values, more: Values) -> None:
    """Add the keys of a part to those of others.

    Raises:
        NotLocalError: where a key has another value in the part.
    """
    if any(values.get(key, value) != value for key, value in more.items()):
        raise NotLocalError("reports do not agree.")
    values |= more
