"""The checks over the whole graph: each finds its fault, names the place, and leaves good data alone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from conftest import INVENTED_DATA

from graph.errors import DataError, Problem
from graph.files import Source, sources
from graph.load import lint, source_files
from graph.load.build import build_store
from graph.load.checked_sources import check_sources

FOLDER = "exampleshire-2018-19-effectiveness"
TRIG = f"{FOLDER}/question-1.trig"
REGISTER = "register/register.ttl"
# name of the check, file, what to replace in it, by what, and what the message must name
FAULTS = [
    ("undeclared-term", TRIG, "peel:worksWith", "peel:worksWhith", "peel:worksWhith"),
    ("undeclared-term", REGISTER, "a peel:System", "a peel:Sytem", "peel:Sytem"),
    (
        "dangling-link",
        TRIG,
        "peel:refersTo organisation:youth-hub",
        "peel:refersTo organisation:youth-club",
        "organisation:youth-club",
    ),
    ("label-missing", REGISTER, 'rdfs:label "youth hub"@en ;', "", "organisation:youth-hub"),
    ("label-missing", REGISTER, '"youth hub"@en', '" "@en', "organisation:youth-hub"),
    ("label-form", REGISTER, '"youth hub"@en', '"youth hub"', "organisation:youth-hub"),
    ("label-form", REGISTER, '"youth hub"@en', '"youth hub"@fr', "organisation:youth-hub"),
    ("label-form", REGISTER, '"youth hub"@en', '"youth hub "@en', "organisation:youth-hub"),
    (
        "no-class",
        REGISTER,
        "organisation:youth-hub\n    a peel:Partner ;\n",
        "organisation:youth-hub\n",
        "organisation:youth-hub",
    ),
    (
        "period-reversed",
        REGISTER,
        'time:inXSDDate "2018-05-31"^^xsd:date',
        'time:inXSDDate "1918-05-31"^^xsd:date',
        "period:2018-05",
    ),
    (
        "label-twice",
        REGISTER,
        'rdfs:label "youth hub"@en ;',
        'rdfs:label "youth hub"@en , "hub for the young"@en ;',
        "organisation:youth-hub",
    ),
    ("label-shared", REGISTER, '"youth hub"@en', '"Angling trust"@en', "organisation:youth-hub"),
    (
        "outside-sentence",
        REGISTER,
        "a peel:System ;",
        "a peel:System ; peel:feedsInto unit:exampleshire-river-team ;",
        "peel:feedsInto",
    ),
    (
        "no-such-sentence",
        TRIG,
        "<q1/watching-the-river/1/3> {",
        "<q1/watching-the-river/1/9> {",
        "q1/watching-the-river/1/9",
    ),
    (
        "quoted-elsewhere",
        TRIG,
        "prov:wasQuotedFrom <q1/watching-the-river/1/3>",
        "prov:wasQuotedFrom <q1/watching-the-river/1/4>",
        "finding/locks",
    ),
    (
        "no-voice",
        TRIG,
        "peel:basis basis:force-statement ;\n        peel:mentions",
        "peel:mentions",
        "q1/watching-the-river/1/4",
    ),
    (
        "no-finding",
        TRIG,
        "peel:noFinding reason:area-for-improvement .",
        "peel:mentions unit:exampleshire-river-team .",
        "q1/areas-for-improvement/1/1",
    ),
    (
        "not-mentioned",
        TRIG,
        "            organisation:youth-hub ,\n            unit:",
        "            unit:",
        "organisation:youth-hub",
    ),
    (
        "planned-edge",
        TRIG,
        "peel:plans system:drones",
        "peel:usesSystem system:drones",
        "system:drones",
    ),
    ("vague-label", TRIG, '"The river team works', '"It works', "finding/crew"),
    (
        "measure-directions",
        TRIG,
        "measure:change-in-boat-thefts",
        "measure:staff-of-a-unit",
        "measure:staff-of-a-unit",
    ),
    ("plan-not-planned", TRIG, "status:planned", "status:current", "finding/drones"),
    (
        "background-judged",
        TRIG,
        "basis:force-statement ;\n        peel:polarity",
        "basis:background ;\n        peel:polarity",
        "anglers-know",
    ),
    (
        "practice-not-praised",
        TRIG,
        "polarity:neutral ;",
        "polarity:neutral ;\n        peel:practice <https://w3id.org/peelgraph/vocabulary/practice/good> ;",
        "young-offenders",
    ),
    ("wrong-target", TRIG, "peel:refersTo", "peel:performs", "organisation:youth-hub"),
    (
        "related-one-way",
        REGISTER,
        "measure:staff-of-a-unit\n    a",
        "measure:staff-of-a-unit skos:related measure:change-in-boat-thefts ;\n    a",
        "staff-of-a-unit",
    ),
    (
        "without-relation",
        TRIG,
        "    unit:exampleshire-river-team\n        peel:plans system:drones .\n",
        "",
        "system:drones",
    ),
    (
        "role-without-place",
        REGISTER,
        "system:drones\n",
        'role:r a peel:Role ; rdfs:label "lock keepers"@en .\nsystem:drones\n',
        "role:r",
    ),
    (
        "ill-typed-literal",
        TRIG,
        "peel:value 2.0",
        'peel:value "two"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        "figure/crew",
    ),
    (
        "ill-typed-literal",
        REGISTER,
        '"2018-05-31"^^xsd:date',
        '"2018-02-31"^^xsd:date',
        "period:instant-2018-05-31",
    ),
    (
        "unknown-datatype",
        TRIG,
        "peel:value 2.0",
        'peel:value "2"^^<http://example.org/number>',
        "http://example.org/number",
    ),
]


def _broken(tmp_path: Path, file: str, old: str, new: str) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(INVENTED_DATA, folder)
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text, f"the fixture no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("check", "file", "old", "new", "names"),
    FAULTS,
    ids=[f"{fault[0]}-{fault[4]}" for fault in FAULTS],
)
def test_each_fault_is_found_at_its_place(
    tmp_path: Path, check: str, file: str, old: str, new: str, names: str
) -> None:
    """One fault put into good data is found by its check, with file and line, and the message says what to do."""
    folder = _broken(tmp_path, file, old, new)
    found = [problem for problem in _problems(sources(folder)) if problem.check == check]
    assert found
    assert any(names in problem.message for problem in found)
    assert any(
        re.match(rf"{re.escape(str(folder / file))}:\d+$", problem.where) for problem in found
    )


def _problems(files: list[Source]) -> list[Problem]:
    """Return what the checks find, without the shapes."""
    return check_sources(files, validates=False).problems


def test_every_check_has_a_fault_that_it_finds() -> None:
    """No check is there that was never seen to fail."""
    assert {fault[0] for fault in FAULTS} - {"ill-typed-literal", "unknown-datatype"} == set(
        lint.checks()
    )


def test_good_data_have_no_problem() -> None:
    """The invented report passes every check."""
    assert _problems(sources(INVENTED_DATA)) == []


def test_the_line_named_is_the_line_of_the_fault(tmp_path: Path) -> None:
    """The message leads to the very line where the wrong term stands."""
    folder = _broken(tmp_path, TRIG, "peel:worksWith", "peel:worksWhith")
    (problem,) = [p for p in _problems(sources(folder)) if p.check == "undeclared-term"]
    line = int(problem.where.rpartition(":")[2])
    assert "peel:worksWhith" in (folder / TRIG).read_text("utf-8").splitlines()[line - 1]


def test_sentences_of_another_report_are_not_stated_by_mistake(tmp_path: Path) -> None:
    """A file with the @base of another report, which has such sentences too, is a problem.

    Each statement would have been given to the other report, and every check passed.
    """
    folder = tmp_path / "data"
    shutil.copytree(INVENTED_DATA, folder)
    other = "rivershire-2018-19-effectiveness"
    shutil.copytree(folder / FOLDER, folder / other)
    for name in ("report.ttl", "question-1.trig"):
        path = folder / other / name
        text = path.read_text("utf-8").replace(FOLDER, other)
        text = text.replace(f"inspection:{other}", f"inspection:{FOLDER}")
        path.write_text(text, "utf-8")
    strays = [problem for problem in _problems(sources(folder)) if problem.check == "other-report"]
    assert strays == []
    path = folder / other / "question-1.trig"
    path.write_text(path.read_text("utf-8").replace(other, FOLDER), "utf-8")
    strays = [problem for problem in _problems(sources(folder)) if problem.check == "other-report"]
    (problem,) = strays
    assert re.fullmatch(rf"{re.escape(str(path))}:\d+", problem.where)
    assert f"a sentence of the report {FOLDER}, but" in problem.message
    assert f"in the folder {other}; correct @base" in problem.message


def test_a_folder_of_any_name_holds_its_report(tmp_path: Path) -> None:
    """What counts is the report that a folder describes, not what the folder is called."""
    folder = tmp_path / "data"
    shutil.copytree(INVENTED_DATA, folder)
    (folder / FOLDER).rename(folder / "rivers")
    assert "other-report" not in {problem.check for problem in _problems(sources(folder))}


def test_a_violated_shape_has_file_and_line(tmp_path: Path) -> None:
    """Two reports may have a figure of one name, so that its name alone leads nowhere."""
    folder = _broken(tmp_path, TRIG, "peel:value 2.0", "peel:value 2")
    (problem,) = [p for p in check_sources(sources(folder)).problems if p.check == "shape"]
    path, _, line = problem.where.rpartition(":")
    assert path == str(folder / TRIG)
    assert "<figure/crew>" in Path(path).read_text("utf-8").splitlines()[int(line) - 1]
    assert problem.message.startswith("figure/crew: peel:value: needs one value")


def test_a_build_of_faulty_data_says_what_is_wrong(tmp_path: Path) -> None:
    """A build stops with every problem listed."""
    folder = _broken(tmp_path, TRIG, "peel:worksWith", "peel:worksWhith")
    with pytest.raises(DataError, match="undeclared-term"):
        build_store(tmp_path / "store", data=folder)


def test_a_place_is_given_in_a_file_of_any_encoding(tmp_path: Path) -> None:
    """A file in UTF-16 is read as the parser reads it, so that a problem in it has its line."""
    path = tmp_path / "x.ttl"
    path.write_bytes("# é\n<urn:a> <urn:b> 1 .".encode("utf-16"))
    source = Source(path, "data/x")
    places = lint.Places()
    places.add(source, source_files.parse_source(source))
    assert places.find(source.graph, "urn:a") == f"{path}:2"
