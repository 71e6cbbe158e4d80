"""The events of the timeline are those of the store."""

from __future__ import annotations

from typing import Any

from conftest import REPORT

from graph import namespaces
from graph.query.question_answers import answer_question
from graph.query.questions import read_questions
from graph.store import Store
from viz.explorer.dated_events import read_events
from viz.explorer.sections import timeline


def test_timeline_is_that_of_the_page(real: Store, numbers: dict[str, int]) -> None:
    """Every event with a date stands there by date, with its sentences, and the end of the fieldwork."""
    data: Any = timeline.read_section(real, numbers)
    events = read_events(real)
    assert len(data["events"]) == len(events) > 20
    days = [event["begin"] or event["end"] for event in data["events"]]
    assert days == sorted(days)
    assert all(event["sentences"] for event in data["events"])
    assert data["fieldwork"]["end"] == "2019-06-30"
    assert data["fieldwork"]["ends"] == {f"{namespaces.REPORT}{REPORT}": "2019-06-30"}
    late = [event for event in data["events"] if event["begin"] > "2019-06-30"]
    question = read_questions()["after-the-fieldwork"]
    rows = answer_question(real, question, {"inspection": "any"})
    assert len(late) == len(list(rows)) > 0
