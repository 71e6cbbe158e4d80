"""A build of groups of reports gives the store of a build of all together, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_reports import CHANGES, QUARRELS, write_quarrel, write_reports
from store_contents import build_problems, compare_contents, content_of, counted_builds

from graph import worker
from graph.errors import InputError
from graph.files import sources
from graph.load import report_groups
from graph.load.build import build_store
from graph.load.folders import NotLocalError
from graph.load.grouped_build import GroupedBuild
from graph.namespaces import expand

PLANS = "peel:plans system:drones ."
TOGETHER = ("direction", "label of another", "neighbour", "no relation")  # seen in all together
APART = sorted(CHANGES.keys() - set(TOGETHER))


@pytest.fixture
def one_report_each(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Each report is a group of its own; the list grows by one with each build of all together."""
    monkeypatch.setattr(report_groups, "_GROUP", 0)
    return counted_builds(monkeypatch)


def _build_together(directory: Path, data: Path) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report_groups, "_GROUP", 10**9)
        return build_problems(directory, data)


def test_groups_give_what_all_together_give(tmp_path: Path, one_report_each: list[int]) -> None:
    """Reports differ in whatever may differ, and say the same of what they share."""
    reports = {1: set(APART), 2: set(), 3: {"shared relation", "relation"}, 4: {"shared relation"}}
    data = write_reports(tmp_path / "data", reports)
    assert build_problems(tmp_path / "grouped", data) == []
    assert one_report_each == []
    assert not worker._idle  # all have ended, so that their time counts where a build is measured
    assert _build_together(tmp_path / "together", data) == []
    compare_contents(tmp_path / "grouped", tmp_path / "together")


@pytest.mark.parametrize("change", [*TOGETHER, "other name"])
def test_each_change_gives_the_same_store_or_the_same_problems(
    tmp_path: Path, change: str, one_report_each: list[int]
) -> None:
    """What reports say of one another, and what is wrong with them, is seen in all together."""
    reports = {1: {change} & {"label of another"}, 2: {change}, 3: set()}
    data = write_reports(tmp_path / "data", reports)
    problems = build_problems(tmp_path / "grouped", data)
    assert bool(one_report_each) == (change not in APART)
    assert problems == _build_together(tmp_path / "together", data)
    if not problems:
        compare_contents(tmp_path / "grouped", tmp_path / "together")


def test_a_file_that_cannot_be_read_is_the_error_of_the_build(
    tmp_path: Path, one_report_each: list[int]
) -> None:
    """It says where, as a build of all together does; the store of before stays."""
    data = write_reports(tmp_path / "data", {1: set(), 2: set(), 3: set()})
    build_store(tmp_path / "store", data=data)
    path = next(data.glob("shire2*/report.ttl"))
    path.write_text(f"{path.read_text('utf-8')}\nthis is no Turtle", "utf-8")
    before = content_of(tmp_path / "store")
    with pytest.raises(InputError, match="shire2"):
        build_store(tmp_path / "store", data=data, force=True)
    assert content_of(tmp_path / "store") == before
    assert one_report_each == [1]


def test_few_reports_are_built_together(tmp_path: Path) -> None:
    """Below the size of a group nothing is gained by others."""
    data = write_reports(tmp_path / "data", {1: set(), 2: set()})
    with pytest.raises(NotLocalError, match="few"):
        GroupedBuild(sources(data), [], validates=True)


def test_a_shape_that_two_reports_break_together_is_seen(
    tmp_path: Path, one_report_each: list[int]
) -> None:
    """Each gives a shared period a beginning of its own, which passes where the other is missing."""
    data = write_reports(tmp_path / "data", {1: set(), 2: set(), 3: set()})
    with (data / "register" / "register.ttl").open("a", encoding="utf-8") as file:
        file.write(
            '\nperiod:autumn\n    a time:ProperInterval ;\n    rdfs:label "autumn"@en ;\n'
            "    time:hasEnd period:instant-2018-05-31 .\n"
        )
    for number, day in (1, "01"), (2, "31"):
        with next(data.glob(f"shire{number}*/register.ttl")).open("a", encoding="utf-8") as file:
            file.write(f"\nperiod:autumn time:hasBeginning period:instant-2018-05-{day} .\n")
    problems = build_problems(tmp_path / "grouped", data)
    assert any("at most one beginning" in problem for problem in problems)
    assert one_report_each == [1]


def test_relations_of_shared_things_keep_reports_apart(
    tmp_path: Path, one_report_each: list[int]
) -> None:
    """Each report may say of what of its own a shared thing is part, though a section is part of but one."""
    data = write_reports(tmp_path / "data", {1: set(), 2: set(), 3: set()})
    for path in data.glob("*/question-1.trig"):
        text = path.read_text("utf-8")
        name = path.parent.name.partition("-")[0]
        part = f"system:drones <{expand('dcterms:isPartOf')}> unit:{name}-river-team ."
        path.write_text(text.replace(PLANS, f"{PLANS}\n\n    {part}"), "utf-8")
    assert build_problems(tmp_path / "grouped", data) == []
    assert one_report_each == []


@pytest.mark.parametrize("name", QUARRELS)
def test_what_two_reports_break_together_is_said(
    tmp_path: Path, name: str, one_report_each: list[int]
) -> None:
    """The problems are those of a build of all together; each report alone is built in groups."""
    for numbers in ((1,), (2,)):
        data = write_quarrel(tmp_path / "data", name, numbers)
        assert build_problems(tmp_path / "alone", data) == []
    assert one_report_each == []
    data = write_quarrel(tmp_path / "data", name, (1, 2))
    problems = build_problems(tmp_path / "grouped", data)
    assert one_report_each == [1]
    assert problems
    assert problems == _build_together(tmp_path / "together", data)
