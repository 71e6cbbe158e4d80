"""The curator's desk and the count of what is covered."""

from __future__ import annotations

import pytest
from conftest import INVENTED, INVENTED_DATA, Run

from graph.errors import QueryError
from graph.query.outline import coverage, read_outline
from graph.store import Store


def test_each_sentence_shows_what_it_carries(invented: Store) -> None:
    """In the order of the report, with voices, mentions, relations, findings and figures."""
    entries = read_outline(invented, section="q1/watching-the-river")
    assert [entry.place.removeprefix("q1/watching-the-river/") for entry in entries] == [
        "1/1",
        "1/2",
        "1/3",
        "1/4",
        "2/1",
        "2/2",
    ]
    first = entries[0]
    assert first.voices == "inspectorate"
    assert (
        "unit:exampleshire-river-team",
        "works with",
        "organisation:angling-trust",
    ) in first.relations
    assert {(kind, name) for kind, name, _ in first.nodes} == {
        ("Finding", "finding/crew"),
        ("Figure", "figure/crew"),
    }
    figure = next(told for kind, _, told in first.nodes if kind == "Figure")
    assert figure["peel:surface"] == ["two officers"]


def test_coverage_counts_by_section(invented: Store) -> None:
    """Sentences not yet read are counted too, and nothing is counted twice."""
    table = coverage(read_outline(invented))
    assert table["q1/watching-the-river"] == {
        "sentences": 6,
        "read": 6,
        "with findings": 6,
        "with a reason": 0,
        "relations": 5,
        "findings": 6,
        "figures": 1,
    }
    assert table["q2"]["read"] == 0
    assert sum(row["sentences"] for row in table.values()) == 14


def test_an_unknown_section_lists_those_there_are(invented: Store) -> None:
    """A section that does not exist leads to those that do; a part of a name is no section."""
    with pytest.raises(QueryError, match="q1/watching-the-river"):
        read_outline(invented, section="q7")
    with pytest.raises(QueryError, match="no sentence"):
        read_outline(invented, section="q1/watching-the-riv")


def test_the_outline_prints_text_beside_statements(run: Run) -> None:
    """With the source, every sentence stands in full above its statements."""
    done = run("outline", "q1/watching-the-river/2", "--data", INVENTED_DATA, "--source", INVENTED)
    assert done.returncode == 0
    assert "It does not patrol at night." in done.stdout
    assert "unit:exampleshire-river-team plans system:drones" in done.stdout
    assert "[polarity:concern, status:current]" in done.stdout


def test_check_can_print_the_coverage(run: Run) -> None:
    """Check --coverage prints a row a section and the sum."""
    done = run("check", "--coverage", "--data", INVENTED_DATA)
    assert "together,14,9,8,1,5,8,2" in done.stdout.splitlines()
