"""The named questions: each has an answer that was checked by hand, and none contains it."""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run

from graph.errors import QueryError
from graph.namespaces import PREFIXES
from graph.query import parameters
from graph.query.catalogue import ANYTHING, KINDS, READERS, Question, ask, named, questions, sparql
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
    """A hundred questions or more, over all kinds, each with somebody who would ask it and a title that names its parameters."""
    assert len(QUESTIONS) >= 100
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


def test_what_a_parameter_may_be_is_known() -> None:
    """Every kind that a head names is a prefix of names, and only parameters that are things have kinds."""
    for question in QUESTIONS.values():
        for parameter, kinds in question.kinds.items():
            assert parameters.is_thing(question, parameter), question.name
            assert all(kind == ANYTHING or kind in PREFIXES for kind in kinds), question.name


@pytest.mark.parametrize(
    ("name", "parameter", "value", "says"),
    [
        ("partners-of-a-unit", "unit", "theme:hate-crime", "“theme:hate-crime” is a theme; unit has to be a unit, role"),
        ("partners-of-a-unit", "unit", "Athena", "“Athena” is a system; unit has to be"),
        ("partners-of-a-unit", "unit", "metub", "The nearest: unit:cambridgeshire-methub"),
        ("partners-of-a-unit", "unitt", "METHUB", "Did you mean unit?"),
        ("statements-on-several-sentences", "least", "three", "has to be a whole number, not “three”. As in least=3"),
        ("what-happened-when", "from", "2018", "has to be a date"),
        ("resting-on-the-force-alone", "polarity", "bad", "polarity:concern"),
    ],
)
def test_a_wrong_value_is_answered_with_the_right_ones(real: Store, real_directory: Path, name: str, parameter: str, value: str, says: str) -> None:
    """A value of the wrong kind, an unknown name, words for a number and a misspelt parameter each lead to what is meant."""
    with pytest.raises(QueryError) as caught:
        ask(real, QUESTIONS[name], named(real_directory, QUESTIONS[name], {parameter: value}))
    assert says in str(caught.value)


def test_names_are_taken_in_the_kind_that_is_wanted(real_directory: Path) -> None:
    """Acronyms, names of voices and polarities, and prefixed names mean the thing of the right kind."""
    assert named(real_directory, QUESTIONS["partners-of-a-unit"], {"unit": "METHUB"})["unit"].endswith("unit/cambridgeshire-methub")
    assert named(real_directory, QUESTIONS["resting-on-the-force-alone"], {"polarity": "concern"})["polarity"].endswith("polarity/concern")
    assert named(real_directory, QUESTIONS["findings-in-a-voice"], {"voice": "basis:plan"})["voice"].endswith("basis/plan")


def test_the_title_names_the_values(real: Store) -> None:
    """A title is shown with names in place of braces."""
    told = parameters.title(real, QUESTIONS["partners-of-a-unit"], {})
    assert told == "With whom does missing, exploited and trafficked team work?"


@pytest.mark.parametrize("name", NAMES)
def test_the_sparql_shown_gives_the_same_answer(real: Store, name: str) -> None:
    """What --describe prints can be asked by itself, and answers alike."""
    from graph.query.sparql import ask as query
    from graph.store import QuerySolutions

    answer = query(real, sparql(QUESTIONS[name]))
    assert isinstance(answer, QuerySolutions)
    assert [[cell(value) for value in row] for row in answer] == _rows(real, QUESTIONS[name])


def test_ask_lists_and_describes(run: Run, real_directory: Path) -> None:
    """The list can be cut down by reader and kind; a description shows default, what else there may be, and the query."""
    listed = run("ask", "--by", "inspector", "--kind", "conflict", store=real_directory).stdout
    assert "contradictions-about-a-thing" in listed
    assert "partners-of-a-unit" not in listed
    told = run("ask", "partners-of-a-unit", "unit=MASH", "--describe", store=real_directory).stdout
    assert "With whom does multi-agency safeguarding hub work?" in told
    assert "a unit, role, force" in told
    assert "GRAPH ?sentence { unit:cambridgeshire-multi-agency-safeguarding-hub peel:worksWith ?one }" in told


@pytest.mark.parametrize(
    ("shell", "words", "at", "offers"),
    [
        ("bash", "peelgraph ask partners-of", 2, "plain,partners-of-a-unit"),
        ("bash", "peelgraph ask partners-of-a-unit u", 3, "plain,unit="),
        ("bash", "peelgraph ask partners-of-a-unit unit = METH", 5, "plain,METHUB"),
        ("bash", "peelgraph ask partners-of-a-unit unit = unit : cambridgeshire-meth", 7, "plain,cambridgeshire-methub"),
        ("bash", "peelgraph show METH", 2, "plain,METHUB"),
        ("zsh", "peelgraph ask partners-of-a-unit unit=METH", 3, "unit=METHUB"),
    ],
)
def test_shells_complete_names_and_values(real_directory: Path, shell: str, words: str, at: int, offers: str) -> None:
    """Tab completes questions, parameters and values, also where bash breaks words at = and colon."""
    environment = {**os.environ, "PEELGRAPH_STORE": str(real_directory), "_PEELGRAPH_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": str(at)}
    done = subprocess.run([sys.executable, str(ROOT / "peelgraph.py")], capture_output=True, text=True, env=environment, check=False)
    assert offers in done.stdout.splitlines()
    assert done.stderr == ""


def test_the_page_lists_every_question() -> None:
    """docs/asking.md ends with all questions by reader, just as they are now."""
    listing = runpy.run_path(str(ROOT / "docs" / "questions_page.py"))["listing"]()
    assert (ROOT / "docs" / "asking.md").read_text("utf-8").endswith(listing)
