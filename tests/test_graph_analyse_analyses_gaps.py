"""Gaps are things without what one would expect of them."""

from __future__ import annotations

from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.settings import Settings
from graph.store import Store, rows


def test_gaps_are_gaps(real: Store) -> None:
    """No unit in the gaps performs anything, no theme there is in an area for improvement, and each theme has a concern."""
    result = run_analysis(real, "gaps", Settings(top=1000))
    for row in result.rows:
        if row.values["gap"] == "units without function":
            assert not list(
                rows(real, f"SELECT ?x {{ <{row.iri}> peel:performs|peel:provides ?x }}")
            )
        if row.values["gap"] == "themes with concerns and no area for improvement":
            assert list(
                rows(
                    real,
                    f"SELECT ?x {{ ?x peel:about <{row.iri}> ; peel:polarity polarity:concern }}",
                )
            )
            assert not list(
                rows(
                    real,
                    f"SELECT ?x {{ ?a a peel:AreaForImprovement {{ ?a peel:about <{row.iri}> BIND(1 AS ?x) }} }}",
                )
            )
    assert {row.values["gap"] for row in result.rows} >= {
        "units without function",
        "partners without role",
        "themes with concerns and no area for improvement",
    }
