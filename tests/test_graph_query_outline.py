"""The curator's desk and the count of what is covered."""

from __future__ import annotations

from typing import TypeVar

import pytest
from conftest import INVENTED, INVENTED_DATA, Run

from graph.errors import QueryError
from graph.query.outline import coverage, read_outline
from graph.store import DefaultGraph, NamedNode, Quad, Store, store_in_memory

_FIRST, _SECOND = "exampleshire-2018-19-effectiveness", "rivershire-2018-19-effectiveness"
_T = TypeVar("_T")


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


def test_two_reports_are_told_apart(invented: Store) -> None:
    """Each report has its own rows of coverage and its own places, one report after the other."""
    stated = [quad for quad in invented if not isinstance(quad.graph_name, DefaultGraph)]
    quads = [*stated, *map(_renamed, stated)]
    two = store_in_memory([*quads, *(Quad(*quad.triple) for quad in quads)])
    entries = read_outline(two)
    assert [entry.report for entry in entries] == [_FIRST] * 14 + [_SECOND] * 14
    table = coverage(entries)
    assert table[f"{_FIRST}/q1/watching-the-river"]["sentences"] == 6
    assert table[f"{_SECOND}/q1/watching-the-river"]["sentences"] == 6
    assert len(table) == 2 * len(coverage(read_outline(invented)))
    places = [entry.place for entry in read_outline(two, section="q1/areas-for-improvement")]
    section = "q1/areas-for-improvement"
    reports = (_FIRST, _SECOND)
    assert places == [f"{report}/{section}/{n}/1" for report in reports for n in (1, 2)]
    second = read_outline(two, section=f"{_SECOND}/{section}")
    assert [entry.report for entry in second] == [_SECOND] * 2
    assert {entry.report for entry in read_outline(two, report=_FIRST)} == {_FIRST}
    with pytest.raises(QueryError, match=f"holds no report x. It holds {_FIRST}, {_SECOND}"):
        read_outline(two, report="x")


def _renamed(quad: Quad) -> Quad:
    """Return a statement with the name of the second report in place of the first."""

    def name(term: _T) -> _T | NamedNode:
        if isinstance(term, NamedNode):
            return NamedNode(term.value.replace(f"report/{_FIRST}", f"report/{_SECOND}"))
        return term

    return Quad(name(quad.subject), quad.predicate, name(quad.object), name(quad.graph_name))


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
