"""Rows of the index of a part, and what it has more than what it shares with others."""

from __future__ import annotations

import pytest

from graph.load.folders import NotLocalError
from graph.load.index import IndexedThing
from graph.load.index_rows import IndexRows, common_records, link_differences, rows_to_add
from graph.load.links import Counts

NONE: frozenset[tuple[str, bool]] = frozenset()


def _rows(
    mentions: int, label: str = "a", records: set[tuple[int, str, str]] | None = None
) -> IndexRows:
    things = {"urn:a": IndexedThing("Unit", label, NONE, "", mentions)}
    names = {(mentions, 1, label, label, False)}
    return IndexRows(things, {}, names, set(), set(), set(), records or set(), set(), set())


def test_a_shared_thing_gets_the_mentions_that_come_to_it() -> None:
    """Its names and the rows of before are not added once more."""
    added = rows_to_add(_rows(2), _rows(5), set())
    assert added.things["urn:a"].mentions == 3
    assert added.names == {(5, 1, "a", "a", False)}


def test_a_shared_thing_with_another_label_is_not_local() -> None:
    """The reports of other groups would have to know of it."""
    with pytest.raises(NotLocalError):
        rows_to_add(_rows(2), _rows(2, "b"), set())


def test_rows_that_name_nothing_local_may_come_from_others() -> None:
    """The key or any other value may be local."""
    records = {(1, "urn:l", "[]"), (1, "urn:a", '["urn:l"]'), (1, "urn:a", '["urn:b"]')}
    part = _rows(2, records=records)
    assert common_records(_rows(2), part, {"urn:l"}) == {(1, "urn:a", '["urn:b"]')}
    assert len(rows_to_add(_rows(2), part, {"urn:l"}).query_rows) == 2


def test_links_differ_by_their_sentences() -> None:
    """A link that goes has fewer, one that stays as it is does not differ; of another report it is another."""
    before: Counts = {("a", "b", 1): (1, 2), ("a", "c", 1): (1, 1), ("a", "d", 1): (1, 1)}
    after: Counts = {("a", "b", 1): (2, 2), ("a", "d", 1): (1, 1), ("b", "c", 1): (0, 1)}
    expected = {("a", "b", 1): (1, 0), ("a", "c", 1): (-1, -1), ("b", "c", 1): (0, 1)}
    assert link_differences(before, after) == expected
