"""Finding things by what people type, and showing all that is known of one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError, StoreError
from graph.load.rdf_files import load_files
from graph.namespaces import PREFIXES, REPORT, compress, expand
from graph.query import search
from graph.query.description import describe_thing
from graph.query.description_markdown import description_markdown, figure_words
from graph.query.search import find_things, namesakes, resolve
from graph.store import Store
from graph.store_index import open_index

TEAM = "https://w3id.org/peelgraph/id/unit/exampleshire-river-team"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("MASH", "unit:cambridgeshire-multi-agency-safeguarding-hub"),
        ("methub", "unit:cambridgeshire-methub"),
        ("mehtub", "unit:cambridgeshire-methub"),
        ("demand hubb", "unit:cambridgeshire-demand-hub"),
        ("operation fesant", "operation:cambridgeshire-pheasant"),
        ("womens aid", "organisation:womens-aid"),
        ("Women\u2019s Aid", "organisation:womens-aid"),
        ("bobby", "programme:cambridgeshire-bobby-scheme"),
        ("rural crime team", "unit:cambridgeshire-rural-crime-action-team"),
        ("Cambrigeshire Constabulary", "force:cambridgeshire"),
    ],
)
def test_what_is_meant_comes_first(real_directory: Path, typed: str, wanted: str) -> None:
    """Acronyms, mistakes, missing apostrophes and parts of names lead to the thing."""
    assert compress(find_things(real_directory, typed)[0].iri) == wanted


def test_findings_and_figures_are_found_by_their_words(real_directory: Path) -> None:
    """What was found and measured is found by words of its summary."""
    assert {"Finding", "Figure"} <= {
        hit.kind for hit in find_things(real_directory, "Bobby Scheme", limit=30)
    }


def test_a_hit_tells_itself_from_others(real_directory: Path) -> None:
    """Each hit carries one line of context."""
    hub = find_things(real_directory, "MASH")[0]
    assert (hub.kind, hub.label, hub.matched) == ("Unit", "multi-agency safeguarding hub", "MASH")
    assert hub.context.startswith("hub \u00b7 in ")


@pytest.mark.parametrize(("words", "number"), [("14 percent", 2), ("18 percent", 3)])
def test_printed_words_of_two_figures_mean_neither(
    real_directory: Path, words: str, number: int
) -> None:
    """The two 14 percents of the report are not mixed up: the candidates are listed, and more words choose one."""
    with pytest.raises(QueryError, match="several things") as told:
        resolve(real_directory, words)
    assert str(told.value).count("figure:") == number
    assert resolve(real_directory, "14 percent of crimes reported").endswith(
        "/figure/crimes-not-proceeding"
    )


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("catching criminals", ("theme:", "question:", "q2:catching-criminals")),
        ("Bedfordshire", ("place:bedfordshire", "force:bedfordshire")),
        ("armed policing", ("theme:", "function:")),
    ],
)
def test_a_name_of_things_of_two_kinds_asks_which(
    real_directory: Path, name: str, ids: tuple[str, ...]
) -> None:
    """A theme, a heading, a task, a force and its place are told apart by ids that can be typed."""
    with pytest.raises(QueryError, match="Choose one") as message:
        resolve(real_directory, name)
    choices = re.findall(r"(\S+) \(", message.value.hint)
    assert len(choices) == len(ids)
    assert all(choice.startswith(start) for choice, start in zip(choices, ids, strict=True))
    assert len({resolve(real_directory, choice) for choice in choices}) == len(ids)


def test_a_heading_does_not_hide_what_is_called_so(real_directory: Path) -> None:
    """The theme comes before the section of the same name."""
    kinds = [hit.kind for hit in find_things(real_directory, "investigation quality", limit=3)]
    assert kinds == ["Theme", "Question", "Section"]


def test_a_name_of_one_thing_means_it(invented_directory: Path) -> None:
    """Labels, acronyms, prefixed names and IRIs are all names of a thing."""
    for name in ("river team", "RIVER  TEAM", "unit:exampleshire-river-team", TEAM, f"<{TEAM}>"):
        assert resolve(invented_directory, name) == TEAM
    assert compress(resolve(invented_directory, "YH")) == "organisation:youth-hub"


def test_a_name_of_several_things_lists_them(real_directory: Path) -> None:
    """An ambiguous name asks which is meant; a wrong one suggests the nearest; nonsense says how to search."""
    with pytest.raises(QueryError, match=r"several things.*place:essex.*force:essex"):
        resolve(real_directory, "Essex")
    with pytest.raises(QueryError, match=r"Did you mean: unit:cambridgeshire-methub"):
        resolve(real_directory, "metthub")
    with pytest.raises(QueryError, match="peelgraph find"):
        resolve(real_directory, "\u4e2d\u6587xyzzy")


def test_a_kind_chooses_among_things_of_one_name(real_directory: Path) -> None:
    """A theme and a task of one name: the theme where one is asked for, both where none is."""
    for name in (
        "armed policing",
        "problem solving",
        "evidence gathering",
        "response to incidents",
    ):
        assert compress(resolve(real_directory, name, kind="theme")).startswith("theme:")
        kinds = {compress(hit.iri).split(":")[0] for hit in namesakes(real_directory, name)}
        assert kinds == {"theme", "function"}
        with pytest.raises(QueryError, match="several things"):
            resolve(real_directory, name)
    assert namesakes(real_directory, "Essex") == namesakes(real_directory, "METHUB") == []


@given(st.text(max_size=40))
def test_anything_may_be_typed(invented_directory: Path, words: str) -> None:
    """No input whatsoever breaks the search: quotes, operators and wild cards are only characters."""
    assert all(0 < hit.score <= 100 for hit in find_things(invented_directory, words))


def test_a_limit_that_leaves_nothing_is_refused(invented_directory: Path) -> None:
    """One hit is the least; a program that asks for none has made a mistake."""
    assert len(find_things(invented_directory, "hub", limit=1)) == 1
    for limit in (0, -1):
        with pytest.raises(QueryError, match=f"a limit of {limit} hits shows nothing"):
            find_things(invented_directory, "hub", limit=limit)


def test_a_store_without_an_index_says_what_to_do(tmp_path: Path) -> None:
    """Where there is no index of names, the build command is named."""
    with pytest.raises(StoreError, match="peelgraph build"):
        find_things(tmp_path, "x")


def test_a_description_holds_all_and_its_evidence(invented: Store) -> None:
    """Relations both ways in words, findings by polarity, figures, areas for improvement, each with its sentence."""
    told = describe_thing(invented, TEAM)
    relations = {(relation.words, relation.name): relation for relation in told.relations}
    assert set(relations) >= {
        ("works with", "angling trust"),
        ("is a unit of", "Exampleshire Constabulary"),
        ("plans", "drones"),
    }
    (evidence,) = relations["works with", "angling trust"].evidence
    assert evidence.place.endswith("paragraph 1, sentence 1")
    assert evidence.address.startswith("https://example.org/")
    assert {node.facts["polarity"] for node in told.of_kind("Finding")} == {
        "strength",
        "concern",
        "mixed",
        "neutral",
    }
    assert [node.label for node in told.of_kind("AreaForImprovement")] == [
        "The force should have the river team patrol after dark, and report on how often it does."
    ]
    assert told.facts == {"kind": ["team"]}


def test_an_inverse_relation_is_read_from_the_other_side(invented: Store) -> None:
    """The youth hub receives referrals; it does not refer."""
    told = describe_thing(invented, "https://w3id.org/peelgraph/id/organisation/youth-hub")
    assert ("receives referrals from", "river team") in {
        (relation.words, relation.name) for relation in told.relations
    }


def test_what_is_unknown_is_refused(invented: Store) -> None:
    """An IRI of which the graph holds nothing is named."""
    with pytest.raises(QueryError, match="holds nothing of unit:x"):
        describe_thing(invented, "https://w3id.org/peelgraph/id/unit/x")


def test_figures_are_said_with_what_qualifies_them() -> None:
    """Qualifier, unit, period, comparator and what the comparison gives."""
    assert (
        figure_words({"value": "46000", "unit": "people", "qualifier": "more than"})
        == "more than 46,000 people"
    )
    assert (
        figure_words(
            {
                "value": "-18",
                "unit": "percent change",
                "period": "2018/19",
                "better": "lower is better",
            }
        )
        == "-18 percent change (2018/19), lower is better"
    )
    against = {"otherValue": "28", "otherUnit": "percent", "otherArea": "England and Wales"}
    assert (
        figure_words({"value": "39.4", "unit": "percent", **against})
        == "39.4 percent, against 28 percent (England and Wales)"
    )
    told = {
        "value": "39.4",
        "unit": "percent",
        **against,
        "comparison": "11.4 percentage points higher",
    }
    assert (
        figure_words(told)
        == "39.4 percent, against 28 percent (England and Wales): 11.4 percentage points higher"
    )
    assert (
        figure_words({"value": "104", "unit": "minutes", "otherValue": "10", "otherUnit": "hours"})
        == "104 minutes, against 10 hours"
    )


def test_the_text_of_a_thing_reads_well(invented: Store) -> None:
    """Headings, badges for plans, links to sentences; the text of a sentence only when it is given."""
    told = describe_thing(invented, TEAM)
    text = description_markdown(told)
    assert (
        "## Findings: concern\n- The river team does not patrol at night.\n  - [question 1, Watching the river, paragraph 2, sentence 1]("
        in text
    )
    assert "[planned]" in text
    assert "\n    > " not in text
    assert "    > It does not patrol at night." in description_markdown(
        told, {node.iri: "It does not patrol at night." for n in told.nodes for node in n.evidence}
    )


def test_other_forms_of_a_word_are_found(real_directory: Path) -> None:
    """Plural, tense and noun of the same word lead to the same finding or figure; concepts are called by their scheme."""
    assert "39.4 percent" in next(
        hit.context
        for hit in find_things(real_directory, "domestic abuse arrests")
        if hit.kind == "Figure"
    )
    assert any(
        "supervis" in hit.label
        for hit in find_things(real_directory, "supervised investigation")[:3]
    )
    assert find_things(real_directory, "burglaries")[0].label == "burglary"
    assert find_things(real_directory, "burglary")[0].kind == "Theme"


def test_a_figure_tells_itself(real: Store) -> None:
    """Shown by itself, a figure gives its value, comparator, difference, sentence and what it is tied to."""
    told = describe_thing(
        real, f"{REPORT}cambridgeshire-2018-19-effectiveness/figure/crimes-filed-without-suspect"
    )
    text = description_markdown(told)
    assert "51 percent (April 2018 to March 2019), against 45 percent" in text
    assert "6 percentage points higher" in text
    assert "- answers **catching criminals**" in text
    assert [evidence.place for node in told.nodes for evidence in node.evidence] == [
        "question 2, Catching criminals, paragraph 8, sentence 1"
    ]


def test_an_area_for_improvement_tells_its_reasons_and_a_sentence_what_it_says(
    invented: Store, real: Store
) -> None:
    """An area for improvement names what it rests on; a sentence states relations and carries findings; a theme its place among themes."""
    area = describe_thing(
        real,
        f"{REPORT}cambridgeshire-2018-19-effectiveness/area-for-improvement/supervision-of-investigations",
    )
    assert {"rests on", "carries forward", "answers", "is about"} <= {
        link.words for link in area.links
    }
    sentence = describe_thing(
        invented, f"{REPORT}exampleshire-2018-19-effectiveness/q1/watching-the-river/1/1"
    )
    assert ("river team", "works with", "angling trust") in sentence.stated
    assert sentence.of_kind("Finding")
    theme = describe_thing(real, expand("theme:domestic-abuse"))
    assert ("belongs under", "harm") in {(link.words, link.name) for link in theme.links}
    assert theme.classes == ["theme"]


@pytest.mark.parametrize("word", ["victims", "officers", "force", "domestic"])
def test_everything_that_holds_a_word_is_found(real_directory: Path, word: str) -> None:
    """Where the limit allows it, no name that holds the word is left out, however common the word is."""
    with open_index(real_directory) as database:
        names = database.execute("SELECT iri, folded FROM names n JOIN things t ON t.id = n.thing")
        holding = {iri for iri, folded in names if re.search(rf"\b{word}\b", folded)}
    hits = {hit.iri for hit in find_things(real_directory, word, limit=500)}
    assert len(holding) > 50
    assert holding - hits == set()


@pytest.mark.parametrize(
    "words",
    [
        "neigbourhood polcing teams",
        "rural crime acton team",
        "safegarding hub",
        "athenna",
        "victim and witnes hub",
    ],
)
def test_a_search_among_many_names_begins_with_rare_trigrams(
    real_directory: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    """Where only few names can be ranked in time, a misspelt name still leads to the same thing first."""
    everything = find_things(real_directory, words)[0]
    monkeypatch.setattr(search, "_MOST_NAMES", 60)
    monkeypatch.setattr(search, "_CANDIDATES", 12)
    assert find_things(real_directory, words)[0] == everything


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["show", "nobody of this name"], "nothing is called"),
        (["find", "qqqq"], "nothing like"),
        (["ask", "partner-of-units"], "Did you mean partners-of-unit"),
        (["ask", "partners-of-unit", "team=x"], "Its parameters: unit"),
        (["ask", "partners-of-unit", "METHUB"], "not of the form parameter=value"),
        (
            ["ask", "partners-of-unit", "unit=METHUB", "unit=MASH"],
            "the parameter unit has two values",
        ),
        (["ask", "--by", "astronaut"], "Readers:"),
    ],
)
def test_unknown_names_are_answered_with_the_nearest(
    run: Run, real_directory: Path, arguments: list[str], says: str
) -> None:
    """One message, exit code 1, no traceback."""
    done = run(*arguments, store=real_directory)
    assert (done.returncode, says in done.stderr, "Traceback" in done.stderr) == (1, True, False), (
        done.stderr
    )


def test_a_name_cannot_steer_the_program_that_reads_hits(run: Run, tmp_path: Path) -> None:
    """Terminal escapes and bidirectional marks in a name are replaced in a pipe too, where a pager would obey them."""
    (tmp_path / "x.ttl").write_text(
        f'<urn:x> a <{PREFIXES["peel"]}Unit> ; <{PREFIXES["rdfs"]}label> "evil\\u001B[31m\\u202Eunit"@en .',
        "utf-8",
    )
    assert run("load", tmp_path / "x.ttl", "--store", tmp_path / "store").returncode == 0
    found = run("find", "evil").stdout
    assert "evil\ufffd[31m\ufffdunit" in found
    assert not {"\x1b", "\u202e"} & set(found)


def test_without_a_store_finding_leads_to_the_build(tmp_path: Path) -> None:
    """Where nothing was built, the message is that of every other command."""
    with pytest.raises(StoreError, match="there is no store here"):
        find_things(tmp_path, "x")


@pytest.mark.parametrize("form", ["csv", "table"])
def test_an_empty_answer_is_told(run: Run, real_directory: Path, form: str) -> None:
    """Where a question has no row, a note beside the data says so; an answer with rows has no note."""
    silent = run("ask", "partners-of-unit", "unit=MASH", "--format", form, store=real_directory)
    assert (silent.returncode, silent.stderr) == (
        0,
        "note: the graph holds no answer to this question.\n",
    )
    assert (
        run("ask", "partners-of-unit", "unit=METHUB", "--format", form, store=real_directory).stderr
        == ""
    )


def test_of_many_namesakes_the_number_is_told(tmp_path: Path) -> None:
    """Six are listed, with how many more there are; of those, the one of the kind that is asked for is taken."""
    lines = [
        f'<https://w3id.org/peelgraph/id/unit/u{n}> <http://www.w3.org/2000/01/rdf-schema#label> "hub" .'
        for n in range(450)
    ]
    lines.append(
        lines[0].replace("https://w3id.org/peelgraph/id/unit/u0", f"{PREFIXES['operation']}z")
    )
    (tmp_path / "x.ttl").write_text("".join(lines), "utf-8")
    load_files(tmp_path / "store", [tmp_path / "x.ttl"])
    with pytest.raises(
        QueryError, match=r"several things\. .* \(hub\); and 445 more \(give an id\)\.$"
    ):
        resolve(tmp_path / "store", "hub")
    assert resolve(tmp_path / "store", "hub", kind="operation").endswith("/z")
    assert namesakes(tmp_path / "store", "hub") == []  # several are of one kind
