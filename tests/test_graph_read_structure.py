"""The skeleton of a report in the data is what the reader makes of its text."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import INVENTED, INVENTED_DATA, ROOT

from graph.errors import InputError
from graph.parse.parser import parse_file
from graph.read import structure
from graph.read.reports import read_report


def test_the_skeleton_in_data_is_what_the_reader_makes(source: Path) -> None:
    """report.ttl of the real report is the reader's own output, byte for byte."""
    kept = ROOT / "data" / "cambridgeshire-2018-19-effectiveness" / "report.ttl"
    page = "https://hmicfrs.justiceinspectorates.gov.uk/peel-assessments/peel-2018/cambridgeshire/effectiveness/detailed-findings/"
    assert structure.report_turtle(read_report(source), address=page) == kept.read_text("utf-8")


def test_the_skeleton_of_the_invented_report_is_what_the_reader_makes() -> None:
    """The same holds for the invented report, on a machine without the real one."""
    kept = INVENTED_DATA / "exampleshire-2018-19-effectiveness" / "report.ttl"
    assert structure.report_turtle(
        read_report(INVENTED), address="https://example.org/exampleshire/"
    ) == kept.read_text("utf-8")
    assert len(parse_file(kept)) > 100


@pytest.mark.parametrize(
    "place", ["ftp://example.org/", "javascript:x", "https://example.org/a b", ""]
)
def test_a_skeleton_needs_an_address_of_the_web(place: str) -> None:
    """An address that no browser opens, or that is no IRI, is refused with its name."""
    with pytest.raises(InputError, match=f"\u201c{place}\u201d is not an address of the web"):
        structure.report_turtle(read_report(INVENTED), address=place)
