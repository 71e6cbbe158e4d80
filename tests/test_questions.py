"""The named questions: each has an answer that was checked by hand, and none contains it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ROOT

from graph.errors import QueryError
from graph.query.catalogue import KINDS, READERS, Question, ask, questions
from graph.query.sparql import cell
from graph.store import Store

GOLDEN = ROOT / "tests" / "golden"
QUESTIONS = questions()
NAMES = sorted(QUESTIONS)


def _rows(store: Store, question: Question, **values: str) -> list[list[str]]:
    return [[cell(value) for value in row] for row in ask(store, question, values)]


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_is_the_golden_one(real: Store, name: str) -> None:
    """Every question returns its golden answer, in its order."""
    golden = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    assert _rows(real, QUESTIONS[name]) == golden["rows"]


@pytest.mark.parametrize("name", NAMES)
def test_no_question_contains_its_answer(name: str) -> None:
    """What a query answers does not stand in its text: it is found, not written down."""
    golden = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    body = "\n".join(line for line in QUESTIONS[name].text.splitlines() if not line.startswith("#")).lower()
    values = {value.lower() for row in golden["rows"] for value in row if len(value) > 3 and not value.startswith(("true", "false"))}
    assert [value for value in sorted(values) if value in body] == []


def test_every_golden_answer_has_its_question() -> None:
    """No golden answer is left over, and none is empty but where nothing is the answer."""
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(NAMES)
    for path in GOLDEN.glob("*.json"):
        golden = json.loads(path.read_text("utf-8"))
        assert golden["rows"] or golden.get("nothing"), path.name


def test_questions_are_of_all_kinds_and_name_their_askers() -> None:
    """Fifty questions or more, over all kinds, each with somebody who would ask it and a title that names its parameters."""
    assert len(QUESTIONS) >= 50
    assert {question.kind for question in QUESTIONS.values()} == set(KINDS)
    assert {reader for question in QUESTIONS.values() for reader in question.asked_by} == set(READERS)
    for question in QUESTIONS.values():
        assert question.asked_by, question.name
        assert set(question.asked_by) <= set(READERS), question.name
        assert question.title.endswith("?"), question.name
        assert all(f"{{{parameter}}}" in question.title and f"?{parameter}" in question.text for parameter in question.parameters), question.name


def test_a_parameter_changes_the_answer(real: Store) -> None:
    """With another unit, another answer."""
    question = QUESTIONS["partners-of-a-unit"]
    methub, rural = _rows(real, question), _rows(real, question, unit="unit:cambridgeshire-rural-crime-action-team")
    assert methub != rural
    assert "gamekeepers" in {row[0] for row in rural}


def test_an_unknown_parameter_is_refused(real: Store) -> None:
    """The message names the parameters there are."""
    with pytest.raises(QueryError, match="Its parameters: unit"):
        ask(real, QUESTIONS["partners-of-a-unit"], {"team": "x"})


def test_a_question_without_its_head_is_refused(tmp_path: Path) -> None:
    """A file without title, asker or kind says which is missing."""
    (tmp_path / "x.rq").write_text("# title: What?\nSELECT * { ?s ?p ?o }", "utf-8")
    with pytest.raises(QueryError, match="lacks asked by, kind"):
        questions(tmp_path)
