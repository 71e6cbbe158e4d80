"""Paths between two things are read hop by hop."""

from __future__ import annotations

from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.options import Settings
from graph.store import Store

ID = "https://w3id.org/peelgraph/id/"


def test_ways_are_told_hop_by_hop(real: Store) -> None:
    """Each hop reads as the report states it, and each has a sentence."""
    ends = (f"{ID}unit/cambridgeshire-methub", f"{ID}organisation/childrens-services")
    result = run_analysis(real, "paths", Settings(ends=ends, top=3))
    assert [row.values["hops"] for row in result.rows] == sorted(
        row.values["hops"] for row in result.rows
    )  # type: ignore[type-var]
    assert result.rows[0].values["hops"] == 1
    assert "works with" in result.rows[0].reading
    assert all(int(row.values["weakest hop"] or 0) >= 1 for row in result.rows)
