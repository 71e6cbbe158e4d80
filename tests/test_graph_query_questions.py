"""The named questions: each has an answer that was read by hand, and none contains it."""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import pytest
from conftest import ROOT

from benchmarks import corpus
from graph.errors import QueryError
from graph.namespaces import PREFIXES
from graph.query import parameters
from graph.query.answers import cell_text
from graph.query.question_answers import answer_question, resolve_values, standalone_query
from graph.query.questions import (
    ANY,
    ANYTHING,
    KINDS,
    READERS,
    Question,
    nearest_questions,
    read_questions,
)
from graph.store import Store, open_current, rows

GOLDEN = ROOT / "tests" / "golden"
QUESTIONS = read_questions()
NAMES = sorted(QUESTIONS)


THINGS = {
    "collaboration",
    "event",
    "force",
    "function",
    "inspection",
    "method",
    "operation",
    "organisation",
    "place",
    "power",
    "programme",
    "role",
    "strategy",
    "system",
    "theme",
    "training",
    "unit",
}
MEASURES = {
    "staff-of-a-unit",
    "start-of-service-hours",
    "end-of-service-hours",
}  # of the register, for any report
OPTIONAL = {
    "inspection": "inspection:cambridgeshire-2018-19-effectiveness",
    "thing": "theme:domestic-abuse",
    "force": "force:cambridgeshire",
    "body": "force:cambridgeshire",
    "people": "role:cambridgeshire-call-handlers",
    "review": "event:cambridgeshire-crime-file-review",
    "service": "unit:cambridgeshire-victim-and-witness-hub",
}
WITHOUT_A_PLACE = {
    "findings-and-figures-by-voice",
    "names-and-identifiers-of",
    "strengths-and-concerns-by-inspection",
    "strengths-and-concerns-by-question",
    "strengths-and-concerns-by-thing",
}


class Example(TypedDict, total=False):
    """What answers a published example: questions or a query, and the facts that stand in one row."""

    ask: list[tuple[str, dict[str, str]]]
    query: str
    rows: list[list[str]]


EXAMPLES: dict[str, Example] = json.loads(
    (ROOT / "tests" / "examples" / "answers.json").read_text("utf-8")
)


def _rows(store: Store, question: Question, /, **values: str) -> list[list[str]]:
    return [[cell_text(value) for value in row] for row in answer_question(store, question, values)]


def _columns(store: Store, question: Question) -> list[str]:
    return [variable.value for variable in answer_question(store, question).variables]


def _answers(store: Store, entry: Example) -> Iterator[list[str]]:
    """Yield the rows of the questions or of the query that answer an example."""
    for name, values in entry.get("ask", ()):
        yield from _rows(store, QUESTIONS[name], **values)
    if "query" in entry:
        text = (ROOT / "tests" / "examples" / entry["query"]).read_text("utf-8")
        yield from ([cell_text(value) for value in row] for row in rows(store, text))


def _stands(fact: str, row: list[str]) -> bool:
    """Whether a fact stands in a row: a number as a whole cell_text, words in any."""
    if re.fullmatch(r"-?[\d.]+", fact):
        return fact in row
    return any(fact.casefold() in cell.casefold() for cell in row)


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_is_the_golden_one(one_report_store: Store, name: str) -> None:
    """Every question returns its golden answer, in its order."""
    golden = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    assert _rows(one_report_store, QUESTIONS[name]) == golden["rows"]


@pytest.mark.parametrize("name", NAMES)
def test_no_question_contains_its_answer(name: str) -> None:
    """No name of a thing of one force stands in a query: answers are found, not written down."""
    lines = QUESTIONS[name].text.splitlines()
    body = "\n".join(line for line in lines if not line.startswith("#"))
    named = re.findall(r"\b(\w+):([\w-]+)", body)
    assert [term for prefix, term in named if prefix in THINGS] == []
    assert {term for prefix, term in named if prefix == "measure"} <= MEASURES


def test_every_golden_answer_has_its_question() -> None:
    """No golden answer is left over, and none is empty."""
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(NAMES)
    for path in GOLDEN.glob("*.json"):
        assert json.loads(path.read_text("utf-8"))["rows"], path.name


def test_questions_are_of_all_kinds_and_name_their_askers() -> None:
    """Fifty to sixty questions over all kinds, each with an asker and a title that names its parameters."""
    assert 50 <= len(QUESTIONS) <= 60
    assert not {"name", "values", "limit"} & {
        parameter for question in QUESTIONS.values() for parameter in question.parameters
    }
    assert {question.kind for question in QUESTIONS.values()} == set(KINDS)
    assert {reader for question in QUESTIONS.values() for reader in question.asked_by} == set(
        READERS
    )
    for question in QUESTIONS.values():
        assert question.asked_by, question.name
        assert set(question.asked_by) <= set(READERS), question.name
        assert question.title.endswith("?"), question.name
        for parameter in question.parameters:
            assert f"{{{parameter}}}" in question.title, question.name
            assert f"?{parameter}" in question.text, question.name


def test_questions_speak_the_words_of_the_field() -> None:
    """An area for improvement is called so, in titles and columns too; no head names a published example."""
    for question in QUESTIONS.values():
        assert not re.search(r"\bdemands?\b(?!-hub)|\btied?s?\b|fault|praise", question.text), (
            question.name
        )
        assert not re.search(r"(?i)answers:|\bcq\d|\bsq\d", question.text), question.name


@pytest.mark.parametrize("name", NAMES)
def test_what_rests_on_a_sentence_names_its_place_and_report(
    one_report_store: Store, name: str
) -> None:
    """Every row has a place and the report that it is of, unless it counts or lists names."""
    columns = _columns(one_report_store, QUESTIONS[name])
    if name in WITHOUT_A_PLACE:
        assert "place" not in columns
        return
    assert {"place", "report"} <= set(columns)
    for row in _rows(one_report_store, QUESTIONS[name]):
        assert row[columns.index("place")]
        assert row[columns.index("report")]


def test_a_theme_takes_one_path_everywhere() -> None:
    """Where a theme is followed to others, it is by the one path that docs/model.md explains."""
    parts_of_questions = {
        "areas-for-improvement-by-question",
        "findings-under-question",
        "strengths-and-concerns-by-question",
    }
    for name in set(NAMES) - parts_of_questions:
        paths = re.findall(r"skos:(?:broader|related)\S*", QUESTIONS[name].text)
        assert set(paths) <= {"skos:broader*/skos:related?"}, name
    assert "skos:broader*/skos:related?" in (ROOT / "docs" / "model.md").read_text("utf-8")


def test_a_row_through_another_theme_says_so(one_report_store: Store) -> None:
    """Of a theme, findings about narrower and related ones come too, with the theme they come through."""
    question = QUESTIONS["findings-about"]
    columns = _columns(one_report_store, question)
    rows = _rows(one_report_store, question, thing="theme:domestic-abuse")
    through = {row[columns.index("through")] for row in rows}
    assert {"", "victims of domestic abuse"} <= through
    assert "domestic abuse" not in through


def test_a_parameter_changes_the_answer(real: Store) -> None:
    """With another unit, another answer."""
    question = QUESTIONS["partners-of-unit"]
    methub = _rows(real, question)
    rural = _rows(real, question, unit="unit:cambridgeshire-rural-crime-action-team")
    assert methub != rural
    assert "gamekeepers" in {row[0] for row in rural}


@pytest.mark.parametrize(
    ("name", "values", "says"),
    [
        (
            "timeline",
            {"start": "2018-01-01"},
            "also needs end. As in: peelgraph ask timeline start=2018-01-01 end=",
        ),
        (
            "findings-about",
            {"inspection": "any"},
            "also needs thing. As in: peelgraph ask findings-about thing=",
        ),
        ("shared-partners", {"second": "force:cambridgeshire"}, "also needs first."),
    ],
)
def test_no_example_is_mixed_into_a_question(
    real: Store, name: str, values: dict[str, str], says: str
) -> None:
    """Where some values are given, one that is missing is asked for, with the full call; none is made up."""
    for call in (
        lambda: answer_question(real, QUESTIONS[name], values),
        lambda: standalone_query(QUESTIONS[name], values),
    ):
        with pytest.raises(QueryError) as caught:
            call()
        assert says in str(caught.value)


def test_what_may_be_left_out_means_any(real: Store) -> None:
    """Left out, given as `any`, or given as the only inspection there is: the answer is the same."""
    question = QUESTIONS["findings-about"]
    thing = "theme:hate-crime"
    free = _rows(real, question, thing=thing)
    assert free
    assert free == _rows(real, question, thing=thing, inspection="any")
    assert (
        _rows(real, question, thing=thing, inspection="inspection:cambridgeshire-2017-efficiency")
        == []
    )


@pytest.mark.parametrize(
    "name", [name for name in NAMES if ANY in QUESTIONS[name].parameters.values()]
)
def test_what_may_be_left_out_may_be_given(one_report_store: Store, name: str) -> None:
    """With every parameter given, a question still is a query, and what it gives is a part of what it gives without."""
    question = QUESTIONS[name]
    required = {parameter: question.parameters[parameter] for parameter in question.required}
    optional = {
        parameter: OPTIONAL[parameter]
        for parameter in question.parameters
        if parameter not in required
    }
    narrow = _rows(one_report_store, question, **required, **optional)
    through = (
        _columns(one_report_store, question).index("through")
        if "through" in _columns(one_report_store, question)
        else None
    )
    wide = _rows(one_report_store, question, **required, **dict.fromkeys(optional, ANY))
    kept = {tuple(cell for place, cell in enumerate(row) if place != through) for row in wide}
    assert {
        tuple(cell for place, cell in enumerate(row) if place != through) for row in narrow
    } <= kept


def test_reports_are_never_mixed(tmp_path: Path) -> None:
    """Over several reports, no row speaks of one force and names the report of another."""
    store = open_current(corpus.make(tmp_path, reports=3))
    names = [
        row["name"].value
        for row in rows(store, "SELECT ?name { ?report a peel:Report ; rdfs:label ?name }")
    ]
    forces = {name: name.split()[0] for name in names}
    for question in (
        "who-works-with-whom",
        "operations-and-partners",
        "plans",
        "conflicts-in-source",
        "reasons-for-areas-for-improvement",
        "training-of",
    ):
        columns = _columns(store, QUESTIONS[question])
        answers = _rows(store, QUESTIONS[question])
        assert {row[columns.index("report")] for row in answers} <= set(names)
        assert answers, question
        for row in answers:
            own = forces[row[columns.index("report")]]
            assert not [
                force for force in forces.values() if force != own and force in " ".join(row)
            ], (question, row)


@pytest.mark.parametrize("example", sorted(EXAMPLES))
def test_published_examples_stay_answerable(one_report_store: Store, example: str) -> None:
    """Each published example is answered by named questions, or by a query in tests/examples: the facts stand in one row."""
    rows = [*_answers(one_report_store, EXAMPLES[example])]
    for facts in EXAMPLES[example]["rows"]:
        assert any(all(_stands(fact, row) for fact in facts) for row in rows), (
            example,
            facts,
            rows,
        )


def test_all_published_examples_are_tried() -> None:
    """Fifty examples, and no query in tests/examples that none of them uses."""
    assert len(EXAMPLES) == 50
    used = {entry["query"] for entry in EXAMPLES.values() if "query" in entry}
    assert used == {path.name for path in (ROOT / "tests" / "examples").glob("*.rq")}


def test_words_find_questions() -> None:
    """Words of a title, and misspelt names, lead to the nearest questions, each once."""
    for words, name in (
        ("who pays", "who-pays-for"),
        ("contradict", "conflicts-in-source"),
        ("partner-of-unit", "partners-of-unit"),
    ):
        matches = [question.name for question in nearest_questions(words, QUESTIONS)]
        assert name in matches, (words, matches)
        assert len(matches) == len(set(matches)) <= 3
    assert nearest_questions("qqqq", QUESTIONS) == []


def test_an_unknown_parameter_is_refused(real: Store) -> None:
    """The message names the parameters there are."""
    with pytest.raises(QueryError, match="Its parameters: unit"):
        answer_question(real, QUESTIONS["partners-of-unit"], {"team": "x"})


def test_a_question_without_its_head_is_refused(tmp_path: Path) -> None:
    """A file without title, asker or kind says which is missing."""
    (tmp_path / "x.rq").write_text("#+ title: What?\nSELECT * { ?s ?p ?o }", "utf-8")
    with pytest.raises(QueryError, match="lacks asked-by, kind"):
        read_questions(tmp_path)


def test_what_a_parameter_may_be_is_known() -> None:
    """Every kind that a head names is a prefix of names, and only parameters that are things have kinds."""
    for question in QUESTIONS.values():
        for parameter, kinds in question.kinds.items():
            assert parameters.is_thing(question, parameter), question.name
            assert all(kind == ANYTHING or kind in PREFIXES for kind in kinds), question.name


@pytest.mark.parametrize(
    ("name", "parameter", "value", "says"),
    [
        (
            "partners-of-unit",
            "unit",
            "theme:hate-crime",
            "“theme:hate-crime” is a theme; unit has to be a unit, role",
        ),
        ("partners-of-unit", "unit", "Athena", "“Athena” is a system; unit has to be"),
        ("partners-of-unit", "unit", "metub", "The nearest: unit:cambridgeshire-methub"),
        ("partners-of-unit", "unitt", "METHUB", "Did you mean unit?"),
        ("timeline", "start", "2018", "start has to be a date, year-month-day, not “2018”"),
        ("findings-in-voice", "voice", "officer", "basis:officers"),
        (
            "good-practice",
            "inspection",
            "inspection:cambridgeshire",
            "nothing that inspection may be (an inspection) is called “inspection:cambridgeshire”."
            " The nearest: inspection:cambridgeshire-",
        ),
        (
            "good-practice",
            "inspection",
            "finding:bobby-scheme-long-standing",
            "“finding:bobby-scheme-long-standing” is a finding; inspection has to be",
        ),
    ],
)
def test_a_wrong_value_is_answered_with_the_right_ones(
    real: Store, real_directory: Path, name: str, parameter: str, value: str, says: str
) -> None:
    """A value of the wrong kind, an unknown name, words for a number and a misspelt parameter each lead to what is meant."""
    with pytest.raises(QueryError) as caught:
        answer_question(
            real,
            QUESTIONS[name],
            resolve_values(real_directory, QUESTIONS[name], {parameter: value}),
        )
    assert says in str(caught.value)


def test_a_report_stands_for_its_inspection(real_directory: Path) -> None:
    """Where an inspection is asked for, the label of its report means it, and so does its IRI."""
    report = "https://w3id.org/peelgraph/report/cambridgeshire-2018-19-effectiveness"
    for value in ("Cambridgeshire PEEL 2018/19, effectiveness", report):
        values = resolve_values(real_directory, QUESTIONS["good-practice"], {"inspection": value})
        assert values["inspection"].endswith("inspection/cambridgeshire-2018-19-effectiveness")


def test_an_end_before_the_start_is_told(real: Store) -> None:
    """A span in which nothing can be is no silence of the graph."""
    values = {"start": "2020-01-01", "end": "2019-01-01"}
    with pytest.raises(QueryError) as caught:
        answer_question(real, QUESTIONS["timeline"], values)
    assert str(caught.value) == (
        "the end, 2019-01-01, is before the start, 2020-01-01."
        " As in start=2019-01-01 end=2020-01-01."
    )


def test_names_are_taken_in_the_kind_that_is_wanted(real_directory: Path) -> None:
    """Acronyms, names of voices, and prefixed names mean the thing of the right kind."""
    assert resolve_values(real_directory, QUESTIONS["partners-of-unit"], {"unit": "METHUB"})[
        "unit"
    ].endswith("unit/cambridgeshire-methub")
    assert resolve_values(real_directory, QUESTIONS["findings-in-voice"], {"voice": "plan"})[
        "voice"
    ].endswith("basis/plan")
    assert resolve_values(real_directory, QUESTIONS["findings-in-voice"], {"voice": "basis:plan"})[
        "voice"
    ].endswith("basis/plan")


def test_the_title_names_the_values(real: Store) -> None:
    """A title is shown with names in place of braces."""
    told = parameters.title_in_words(real, QUESTIONS["partners-of-unit"], {})
    assert told == "Who does “missing, exploited and trafficked team” work with?"


@pytest.mark.parametrize("name", NAMES)
def test_the_sparql_shown_gives_the_same_answer(one_report_store: Store, name: str) -> None:
    """What --describe prints can be asked by itself, and answers alike."""
    from graph.query.sparql import answer_query as query
    from graph.store import QuerySolutions

    answer = query(one_report_store, standalone_query(QUESTIONS[name]))
    assert isinstance(answer, QuerySolutions)
    assert [[cell_text(value) for value in row] for row in answer] == _rows(
        one_report_store, QUESTIONS[name]
    )


def test_the_page_lists_every_question() -> None:
    """docs/asking.md ends with all questions by reader, just as they are now."""
    listing = runpy.run_path(str(ROOT / "docs" / "questions_page.py"))["listing"]()
    assert (ROOT / "docs" / "asking.md").read_text("utf-8").endswith(listing)
