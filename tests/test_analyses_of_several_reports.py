"""Analyses of several different reports: what one says of its force is never joined with what another says."""

from __future__ import annotations

import pytest

from graph.analyse.analyses.catalogue import analyses, run_analysis
from graph.analyse.networks.projection import Selection, project
from graph.analyse.result import ResultRow
from graph.analyse.settings import Settings
from graph.errors import PeelgraphError
from graph.queries import text_rows
from graph.store import Store

BY_REPORT = [name for name, analysis in analyses().items() if analysis.by_report]
INSPECTIONS = "SELECT ?i ?label { ?report a peel:Report ; peel:inspection ?i ; rdfs:label ?label } ORDER BY ?label"
Row = tuple[str, str, tuple[tuple[str, object], ...], str, tuple[str, ...]]


def _rows(store: Store, name: str, inspection: str = "") -> list[Row]:
    """Return all rows of an analysis without the report that they name, A to Z."""
    settings = Settings(top=10_000, selection=Selection(inspection=inspection))
    return sorted(map(_plain, run_analysis(store, name, settings).rows))


def _plain(row: ResultRow) -> Row:
    values = tuple((key, value) for key, value in row.values.items() if key != "report")
    return row.iri, row.label, values, row.reading, tuple(one.iri for one in row.sentences)


def test_there_are_such_analyses() -> None:
    """Those that pair things, look for what is missing, or follow what a report asks for."""
    assert set(BY_REPORT) == {"brokers", "gaps", "reach", "shared", "themes"}


@pytest.mark.parametrize("name", BY_REPORT)
def test_the_rows_of_several_reports_are_those_of_each(
    three_alone: list[Store], three_together: Store, name: str
) -> None:
    """Nothing is lost beside other reports, and nothing comes of two together; a row names its report."""
    expected = sorted(row for store in three_alone for row in _rows(store, name))
    assert _rows(three_together, name) == expected
    result = run_analysis(three_together, name)
    assert "Each of the 3 reports is analysed on its own." in result.notes
    assert not run_analysis(three_alone[0], name).notes[-1].startswith("Each of")
    if name != "reach":  # whose areas for improvement are each of one report
        labels = {row["label"] for row in text_rows(three_together, INSPECTIONS)}
        assert {row.values["report"] for row in result.rows} <= labels
        assert "report" not in run_analysis(three_alone[0], name).rows[0].values


@pytest.mark.parametrize("name", ["degree", "betweenness", "cut-points", "brokers", "gaps", "core"])
def test_an_inspection_has_the_rows_of_its_report_alone(
    three_alone: list[Store], three_together: Store, name: str
) -> None:
    """Limited to one inspection, every analysis is that of a store with this report alone."""
    names = [row["i"] for store in three_alone for row in text_rows(store, INSPECTIONS)]
    for store, inspection in zip(three_alone, names, strict=True):
        assert _rows(three_together, name, inspection) == _rows(store, name)


def test_a_network_of_several_reports_says_so(
    three_alone: list[Store], three_together: Store
) -> None:
    """Measures of all reports together carry a note; an inspection goes by its id, by the label of its report, and by words that it alone has."""
    note = "The network joins what 3 reports state."
    assert run_analysis(three_together, "degree").notes[-1] == note
    assert note not in run_analysis(three_alone[0], "degree").notes
    [first, *_] = text_rows(three_together, INSPECTIONS)
    label, iri = first["label"], first["i"]
    ways = (iri, iri.rpartition("/")[2], label, label.upper(), label.split()[0])
    edges = [
        set(project(three_together, selection=Selection(inspection=way)).edges) for way in ways
    ]
    assert edges[0]
    assert all(found == edges[0] for found in edges)


def test_an_unknown_inspection_is_refused_with_those_that_there_are(three_together: Store) -> None:
    """The message names some that have a report."""
    with pytest.raises(PeelgraphError, match=r"no report of an inspection “nowhere”.*inspection:"):
        project(three_together, selection=Selection(inspection="nowhere"))
    with pytest.raises(PeelgraphError, match=r"no report of an inspection “effectiveness”.*:"):
        project(three_together, selection=Selection(inspection="effectiveness"))
