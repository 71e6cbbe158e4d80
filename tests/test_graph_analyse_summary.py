"""The report on a network: its chapters, what is left out and why, and what it rests on."""

from __future__ import annotations

import pytest
from second_graphs import FIRST, LATER

from graph.analyse import summary
from graph.analyse.analyses.catalogue import analyses
from graph.analyse.networks import projection
from graph.analyse.networks.network_statements import NetworkStatements
from graph.analyse.networks.projection import Selection
from graph.analyse.summary import CHAPTERS, Chapter, NetworkReport, ReportSection, network_report
from graph.errors import PeelgraphError
from graph.store import Store


@pytest.fixture(scope="module")
def invented_report(invented: Store) -> NetworkReport:
    """The report on the invented data."""
    return network_report(invented)


def test_every_section_is_an_analysis() -> None:
    """Each section names an analysis that exists, and no section is there twice."""
    sections = [section for chapter in CHAPTERS for section in chapter.sections]
    assert {section.name for section in sections} <= analyses().keys()
    assert len(set(sections)) == len(sections)
    assert len({chapter.anchor for chapter in CHAPTERS}) == len(CHAPTERS)


def test_sections_have_words_and_an_anchor() -> None:
    """The heading of a section reads as words, its anchor is an id."""
    assert (ReportSection("cut-points").heading, ReportSection("cut-points").anchor) == (
        "cut points",
        "cut-points",
    )
    assert ReportSection("balance", "unit").heading == "balance by unit"
    assert ReportSection("balance", "unit").anchor == "balance-unit"
    assert Chapter("x", "y", (ReportSection("reach"),)).anchor == "reach-chapter"


def test_each_network_is_made_once(invented: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """All sections that need a network share it."""
    read, made = list[str](), list[str]()
    make = NetworkStatements.network

    def counted_read(store: Store, name: str, *, selection: Selection) -> NetworkStatements:
        read.append(name)
        return projection.read_network(store, name, selection)

    def counted_make(statements: NetworkStatements) -> object:
        made.append(statements.projection.name)
        return make(statements)

    monkeypatch.setattr(summary, "read_network", counted_read)
    monkeypatch.setattr(NetworkStatements, "network", counted_make)
    network_report(invented)
    assert len(read) == len(set(read)) >= 4
    assert made == ["partnerships"], "what else is read is only counted"


def test_every_section_has_a_result_or_a_reason(invented_report: NetworkReport) -> None:
    """All sections are there, in the order of the chapters, or among the omissions with the reason."""
    sections = [section for chapter in CHAPTERS for section in chapter.sections]
    assert list(invented_report.results) == [
        section for section in sections if section in invented_report.results
    ]
    missing = [section.anchor for section in sections if section not in invented_report.results]
    assert [reason.partition(":")[0] for reason in invented_report.omissions] == missing
    assert all(
        len(reason) > len(anchor) + 10
        for reason, anchor in zip(invented_report.omissions, missing, strict=True)
    )
    assert all(len(result.rows) <= 8 for result in invented_report.results.values())


def test_chapters_hold_only_sections_with_results(invented_report: NetworkReport) -> None:
    """A chapter has no empty section, and one without any result is not there."""
    partial = NetworkReport(
        "x", "", "", {ReportSection("gaps"): invented_report.results[ReportSection("gaps")]}
    )
    assert [chapter.title for chapter in partial.chapters] == ["Areas for improvement and gaps"]
    assert partial.chapters[0].sections == (ReportSection("gaps"),)
    assert partial.chapters[0].anchor == "gaps-chapter"
    assert [method.name for method in partial.methods] == ["gaps"]
    assert len({method.name for method in invented_report.methods}) == len(invented_report.methods)


def test_the_report_names_its_source(real: Store, invented_report: NetworkReport) -> None:
    """It has the title of the report, the identifier of the build, and the choice in words."""
    assert "Exampleshire" in invented_report.title
    assert len(invented_report.build) == 12
    assert invented_report.scope == ""
    choice = Selection(question=2, voices=("b", "a"), polarity=("concern",), planned=False)
    assert summary._scope(choice) == "question 2; voice a, b; polarity concern; without plans"


def test_a_report_on_one_inspection_is_titled_by_its_report(both_inspections: Store) -> None:
    """Over several reports, which are counted otherwise."""
    title = "Cambridgeshire PEEL 2018/19, effectiveness"
    assert summary._title(both_inspections, FIRST) == title
    assert summary._title(both_inspections, LATER) == f"{title} (later)"
    assert summary._title(both_inspections, "") == "2 reports"


def test_progress_names_every_section(invented: Store) -> None:
    """Whoever waits sees which section is being made."""
    steps: list[str] = []
    network_report(invented, progress=steps.append)
    assert steps == [section.anchor for chapter in CHAPTERS for section in chapter.sections]


def test_a_choice_that_leaves_nothing_is_an_error(invented: Store) -> None:
    """There is no empty report."""
    with pytest.raises(PeelgraphError, match="nothing is left to report on"):
        network_report(invented, Selection(question=9))


def test_a_seed_is_for_what_is_drawn_by_lot_alone(
    invented: Store, invented_report: NetworkReport
) -> None:
    """Analyses of which nothing is random are in a report with a seed too, and are the same."""
    report = network_report(invented, seed=3)
    assert report.omissions == invented_report.omissions
    assert [section.name for section in report.results] == [
        section.name for section in invented_report.results
    ]
