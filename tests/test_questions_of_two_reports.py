"""Named questions over two reports: what one force's report says is never taken for another's.

The second report is the first with another force: every name that carries the force's carries the
other's. So each answer over both is that over one, and the same with the other name.
"""

from __future__ import annotations

import pytest
from second_graphs import renamed_quad, renamed_text

from graph.query.answers import cell_text
from graph.query.questions import answer_question, read_questions
from graph.store import DefaultGraph, Store, store_in_memory

QUESTIONS = read_questions()
Row = tuple[str | int | float | bool | None, ...]


@pytest.fixture(scope="module")
def two(real: Store) -> Store:
    """The real report and its twin of another force, in one store."""
    quads = set(real)
    twins = set(map(renamed_quad, quads))
    store = store_in_memory(quads | twins)
    assert len(list(store.quads_for_pattern(None, None, None, DefaultGraph()))) > 50_000
    return store


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_over_two_reports_is_that_over_each(real: Store, two: Store, name: str) -> None:
    """No row is lost beside another report, and none mixes the two."""
    alone = _rows(real, name)
    twin = {tuple(renamed_text(c) if isinstance(c, str) else c for c in row) for row in alone}
    both = _rows(two, name)
    assert alone <= both
    assert both <= alone | twin
    assert both & twin in (set(), twin) or both & twin == alone & twin


def _rows(store: Store, name: str) -> set[Row]:
    return {
        tuple(cell_text(value) for value in row) for row in answer_question(store, QUESTIONS[name])
    }
