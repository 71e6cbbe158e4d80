"""Holders of a theme are those of the relations of the report."""

from __future__ import annotations

from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.networks.projection import project
from graph.analyse.settings import Settings
from graph.store import Store, rows


def test_a_theme_hangs_on_those_that_the_report_ties_to_it(real: Store) -> None:
    """Holders and statements of a theme are those of its relations, those of narrower themes and of the groups that it concerns."""
    network = project(real, "units-themes")
    for row in run_analysis(real, "themes", Settings(top=10)).rows:
        text = f"SELECT DISTINCT ?near {{ ?near skos:broader*/skos:related? <{row.iri}> }}"
        near = {found["near"].value for found in rows(real, text)}
        edges = [
            (holder, theme, data["weight"]) for holder, theme, data in network.edges(data=True)
        ]
        counted = [
            (holder if theme in near else theme, weight)
            for holder, theme, weight in edges
            if near & {holder, theme}
        ]
        assert row.values["statements"] == sum(weight for _, weight in counted)
        assert row.values["held by"] == len({holder for holder, _ in counted})
