"""What may stand in for a parameter of a named question."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import QueryError
from graph.namespaces import PREFIXES
from graph.query import parameters, question_answers, questions
from graph.query.questions import Question
from graph.store import Store

UNIT = PREFIXES["unit"] + "exampleshire-river-team"


def _question(**parameters: str) -> Question:
    kinds = {
        "unit": ("unit", "system"),
        "thing": ("anything",),
        "voice": ("basis",),
        "measured": ("uom",),
    }
    title = "What " + ", ".join(f"{{{name}}}" for name in parameters) + "?"
    return Question(
        "what",
        title,
        ("analyst",),
        "lookup",
        parameters,
        "SELECT * { ?unit ?p ?o }",
        {name: kinds[name] for name in parameters if name in kinds},
    )


@pytest.mark.parametrize(
    ("default", "value", "wanted"),
    [
        ("3", "-12", ""),
        ("3", "0", ""),
        ("-3", "3", ""),
        ("3", "3.5", "a whole number"),
        ("3", "three", "a whole number"),
        ("3", "2018-01-01", "a whole number"),
        ("2018-01-01", "2020-02-29", ""),
        ("2018-01-01", "2019-02-29", "a date, year-month-day"),
        ("2018-01-01", "20190201", "a date, year-month-day"),
        ("2018-01-01", "7", "a date, year-month-day"),
        ("text", "anything at all", ""),
    ],
)
def test_a_value_is_of_the_kind_of_its_example(default: str, value: str, wanted: str) -> None:
    """Where the example is a number or a date, a value is one too; the message shows the example."""
    question = _question(x=default)
    if not wanted:
        parameters.check_value(question, "x", value)
        assert question_answers.parameter_values(question, {"x": value}) == {"x": value}
        return
    for call in (
        parameters.check_value,
        lambda question, name, value: question_answers.parameter_values(question, {name: value}),
    ):
        with pytest.raises(QueryError) as caught:
            call(question, "x", value)
        assert str(caught.value) == f"x has to be {wanted}, not “{value}”. As in x={default}."


def test_a_long_value_is_not_repeated_whole() -> None:
    """A message shows a hundred characters of what was typed."""
    with pytest.raises(QueryError, match=r"not “x{100}”\."):
        parameters.check_value(_question(n="1"), "n", "x" * 101)
    with pytest.raises(QueryError, match=r"has no parameter x{100}\."):
        question_answers.parameter_values(_question(n="1"), {"x" * 101: "1"})
    assert "“" + "x" * 100 + "”" in str(questions.unknown_question("x" * 101, {}))


def test_who_would_limit_a_question_that_takes_no_inspection_hears_where_reports_stand() -> None:
    """A question about a thing may have rows of several reports, each with its report."""
    named = questions.read_questions()
    wished = {"unit": UNIT, "inspection": "any"}
    with pytest.raises(QueryError, match=r"unit\. Its rows name their reports\."):
        question_answers.parameter_values(named["partners-of-unit"], wished)
    with pytest.raises(QueryError, match=r"thing\.$"):
        question_answers.parameter_values(named["names-and-identifiers-of"], {"inspection": "any"})


@pytest.mark.parametrize(
    ("parameter", "default", "words"),
    [
        ("unit", "unit:x", "a unit or system"),
        ("thing", "unit:x", "anything that has a name"),
        ("voice", "basis:plan", "a voice"),
        ("measured", "uom:percent", "a unit of measure"),
        ("n", "3", "a whole number"),
        ("day", "2018-01-01", "a date"),
    ],
)
def test_kinds_are_told_in_words(parameter: str, default: str, words: str) -> None:
    """What a parameter may be is said as a reader says it; only things have kinds."""
    question = _question(**{parameter: default})
    assert parameters.kinds_in_words(question, parameter) == words
    assert parameters.is_thing(question, parameter) == (parameter not in ("n", "day"))


@pytest.mark.parametrize(
    ("parameter", "value", "meant"),
    [
        ("unit", "river team", UNIT),
        ("unit", " unit:exampleshire-river-team ", UNIT),
        ("unit", f"<{UNIT}>", UNIT),
        ("unit", "exampleshire-river-team", UNIT),
        ("unit", "Exampleshire-River-Team", UNIT),
        ("thing", "exampleshire-river-team", UNIT),
        ("thing", "youth-hub", PREFIXES["organisation"] + "youth-hub"),
        ("unit", "Drones", PREFIXES["system"] + "drones"),
        ("thing", "YH", PREFIXES["organisation"] + "youth-hub"),
        ("voice", "plan", PREFIXES["basis"] + "plan"),
        ("measured", "hours", PREFIXES["uom"] + "hours"),
    ],
)
def test_a_name_means_the_thing_of_its_kind(
    invented_directory: Path, parameter: str, value: str, meant: str
) -> None:
    """Names, ids, prefixed names and IRIs lead to one thing, of those too that no search knows."""
    assert (
        parameters.resolve_value(
            invented_directory, _question(**{parameter: "unit:x"}), parameter, value
        )
        == meant
    )


@pytest.mark.parametrize(
    ("kind", "value", "meant"),
    [
        ("inspection", "2018/19", "cambridgeshire-2018-19-effectiveness"),
        ("inspection", "cambridgeshire 2017 efficiency", "cambridgeshire-2017-efficiency"),
        ("inspection", "2017", ""),
        ("force", "cambridgeshire", "cambridgeshire"),
        ("force", "west", ""),
        ("force", "-", ""),
        ("unit", "exploited", ""),
    ],
)
def test_words_that_only_one_force_or_inspection_has_mean_it(
    real_directory: Path, kind: str, value: str, meant: str
) -> None:
    """A part of a name is enough for forces and inspections, where it is that of one alone; units need a name."""
    question = Question(
        *("what", "{x}", ("analyst",), "lookup", {"x": f"{kind}:x"}, "", {"x": (kind,)})
    )
    if meant:
        iri = parameters.resolve_value(real_directory, question, "x", value)
        assert iri == f"{PREFIXES[kind]}{meant}"
        return
    with pytest.raises(QueryError, match="The nearest: "):
        parameters.resolve_value(real_directory, question, "x", value)


@pytest.mark.parametrize(
    ("parameter", "value", "says"),
    [
        ("unit", "YH", "“YH” is an organisation; unit has to be a unit or system. The nearest: "),
        (
            "unit",
            "organisation:youth-hub",
            "“organisation:youth-hub” is an organisation; unit has to be a unit or system.",
        ),
        ("unit", "drones-", "nothing that unit may be (a unit or system) is called “drones-”."),
        (
            "unit",
            "river teem",
            "nothing that unit may be (a unit or system) is called “river teem”. The nearest: unit:exampleshire-river-team (river team)",
        ),
        (
            "unit",
            "unit:exampleshire-river-teem",
            "is called “unit:exampleshire-river-teem”. The nearest: unit:exampleshire-river-team (river team)",
        ),
        (
            "voice",
            "officer",
            "nothing that voice may be (a voice) is called “officer”. The nearest: basis:officers (officers told us); basis:",
        ),
    ],
)
def test_a_name_of_nothing_leads_to_the_nearest(
    invented_directory: Path, parameter: str, value: str, says: str
) -> None:
    """What is of another kind is told to be so; what is nothing is told with the nearest names of the right kind, five at most."""
    with pytest.raises(QueryError) as caught:
        parameters.resolve_value(
            invented_directory, _question(**{parameter: "unit:x"}), parameter, value
        )
    told = str(caught.value)
    assert says in told
    assert len(told.partition("The nearest: ")[2].split("; ")) == (5 if parameter == "voice" else 2)


def test_a_name_of_several_things_lists_them(real_directory: Path) -> None:
    """Where one name is that of things of two kinds, both are named, each once."""
    question = Question(
        "what",
        "{where}",
        ("analyst",),
        "lookup",
        {"where": "place:x"},
        "",
        {"where": ("place", "force")},
    )
    with pytest.raises(QueryError) as caught:
        parameters.resolve_value(real_directory, question, "where", "Essex")
    assert (
        str(caught.value)
        == "“Essex” is the name of several things. Choose one: force:essex (Essex Police); place:essex (Essex)."
    )


def test_choices_are_all_names_of_the_right_kinds(invented_directory: Path) -> None:
    """Every name of every thing comes once, by IRI; hidden names do not, and things that the index leaves out come from the store."""
    found = parameters.thing_names(invented_directory, _question(unit="unit:x"), "unit")
    assert found == [
        (PREFIXES["system"] + "drones", "drones", "drones"),
        (UNIT, "river team", "river team"),
    ]
    everything = parameters.thing_names(invented_directory, _question(thing="unit:x"), "thing")
    assert {"Exampleshire Constabulary", "the constabulary", "YH", "drones"} <= {
        choice.name for choice in everything
    }
    assert everything == sorted(everything)
    voices = parameters.thing_names(invented_directory, _question(voice="basis:plan"), "voice")
    assert (PREFIXES["basis"] + "plan", "plan", "plan") in voices
    assert all(choice.iri.startswith(PREFIXES["basis"]) for choice in voices)


def test_titles_name_what_stands_in(invented: Store) -> None:
    """Names stand in quotes; numbers, dates and what may be anything do not; an unknown thing stays as it was given."""
    question = _question(unit="unit:exampleshire-river-team", n="3", place="any")
    assert parameters.title_in_words(invented, question, {}) == "What “river team”, 3, any place?"
    assert (
        parameters.title_in_words(
            invented, question, {"unit": UNIT, "n": "-4", "place": "force:exampleshire"}
        )
        == "What “river team”, -4, “Exampleshire Constabulary”?"
    )
    assert (
        parameters.title_in_words(invented, question, {"unit": "unit:none", "place": "unit:a b"})
        == "What “unit:none”, 3, “unit:a b”?"
    )
    assert parameters.value_label(invented, UNIT) == "river team"
    assert parameters.value_label(invented, "river team") == "river team"


def test_examples_and_queries_take_values_in_their_place() -> None:
    """A call is shown as a shell takes it; a query as SPARQL: names with prefixes, numbers bare, texts in quotes, free variables as they are."""
    question = Question(
        "what",
        "What?",
        ("analyst",),
        "lookup",
        {"unit": "unit:x", "n": "3", "day": "any"},
        "# head\nSELECT ?n ?na { ?unit ?p ?n . ?day ?q ?r }",
    )
    assert questions.example_command(question) == "peelgraph ask what unit=unit:x n=3"
    assert (
        questions.example_command(question, {"unit": f"{PREFIXES['unit']}y", "n": "a b"})
        == "peelgraph ask what unit=unit:y n='a b'"
    )
    assert (
        question_answers.standalone_query(question) == "SELECT 3 ?na { unit:x ?p 3 . ?day ?q ?r }\n"
    )
    filled = question_answers.standalone_query(question, {"unit": "urn:x", "n": "-4", "day": "a b"})
    assert filled == 'SELECT -4 ?na { <urn:x> ?p -4 . "a b" ?q ?r }\n'
