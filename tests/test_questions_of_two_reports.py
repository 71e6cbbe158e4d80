"""Named questions over two reports: what one force's report says is never taken for another's.

The second report is the first with another force: every name that carries the force's carries the
other's. So each answer over both is that over one, and the same with the other name. Or it is the
report of a later inspection of the same force, which finds the same again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from second_graphs import FIRST, LATER, renamed_quad, renamed_text

from graph.namespaces import expand
from graph.query.answers import cell_text
from graph.query.question_answers import answer_question, parameter_values, standalone_query
from graph.query.questions import read_questions
from graph.store import DefaultGraph, Store, rows, store_in_memory

QUESTIONS = read_questions()
LIMITED = [name for name, question in QUESTIONS.items() if "inspection" in question.parameters]
READ_WHOLE = [name for name in QUESTIONS if "SELECT *" in QUESTIONS[name].text]
INSPECTIONS = "SELECT DISTINCT ?i { ?report a peel:Report ; peel:inspection ?i }"
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


@pytest.mark.parametrize("name", LIMITED)
def test_an_answer_limited_to_one_report_is_that_of_it_alone(
    real: Store, two: Store, name: str
) -> None:
    """Beside another report, an inspection that is given has the rows that it has alone."""
    (inspection,) = {row["i"].value for row in rows(real, INSPECTIONS)}
    values = {**parameter_values(QUESTIONS[name], {}), "inspection": inspection}
    alone = _rows(real, name, values)
    assert alone == _rows(two, name, values)
    assert alone <= _rows(real, name)


@pytest.mark.parametrize("name", LIMITED)
def test_an_answer_limited_to_one_inspection_has_nothing_of_a_later_one(
    real: Store, both_inspections: Store, name: str
) -> None:
    """Beside a later inspection of the same force, an earlier one has the rows that it has alone."""
    values = parameter_values(QUESTIONS[name], {})
    values["inspection"] = expand(f"inspection:{FIRST}")
    assert _rows(real, name, values) == _rows(both_inspections, name, values)


def test_a_later_inspection_is_compared_with_the_earlier_one(
    real: Store, both_inspections: Store
) -> None:
    """What the later one calls improved is set beside what the earlier one asked for."""
    name = "changes-since-earlier-inspection"
    first, later = (
        _rows(both_inspections, name, {"inspection": expand(f"inspection:{which}")})
        for which in (FIRST, LATER)
    )
    own = _rows(
        real, "areas-for-improvement-by-question", {"inspection": expand(f"inspection:{FIRST}")}
    )
    asked = {row[3] for row in own}
    assert not any(row[4] in asked for row in first)
    assert not any(str(row[4]).endswith("(later)") for row in first)
    beside = {row[4] for row in later if row[4] and not str(row[4]).endswith("(later)")}
    assert beside
    assert beside <= asked  # what the earlier report recalls is not what it asked for


@pytest.mark.parametrize("name", READ_WHOLE)
def test_what_is_read_by_itself_is_looked_up_for_one_inspection(two: Store, name: str) -> None:
    """Both ways to ask have the same rows, and each is taken where it is quick."""
    assert len(READ_WHOLE) >= 6
    inspections = {row["i"].value for row in rows(two, INSPECTIONS)}
    required = {key: QUESTIONS[name].parameters[key] for key in QUESTIONS[name].required}
    looked_up = [{**required, "inspection": inspection} for inspection in inspections]
    assert "SELECT *" in standalone_query(QUESTIONS[name])
    assert not any("SELECT *" in standalone_query(QUESTIONS[name], each) for each in looked_up)
    assert _rows(two, name) == set().union(*(_rows(two, name, each) for each in looked_up))


@pytest.mark.parametrize("name", [name for name in QUESTIONS if "LIMIT" in QUESTIONS[name].text])
def test_no_limit_cuts_an_answer(two: Store, name: str) -> None:
    """A limit tells the engine that a list is short; a hundredth of it would be enough."""
    text = QUESTIONS[name].text
    limits = re.findall(r"LIMIT (\d+)", text)
    assert set(limits) == {"20000"}
    shorter = replace(QUESTIONS[name], text=text.replace("LIMIT 20000", "LIMIT 200"))
    given = [list(map(str, row)) for row in answer_question(two, QUESTIONS[name])]
    assert given
    assert given == [list(map(str, row)) for row in answer_question(two, shorter)]


def _rows(store: Store, name: str, values: Mapping[str, str] | None = None) -> set[Row]:
    return {
        tuple(cell_text(value) for value in row)
        for row in answer_question(store, QUESTIONS[name], values)
    }
