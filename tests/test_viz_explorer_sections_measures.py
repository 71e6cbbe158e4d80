"""The network measures of the page, compared with the analyses."""

from __future__ import annotations

from typing import Any

from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.networks.projection import project
from graph.analyse.settings import Settings
from graph.store import Store
from viz.explorer.sections import measures

FORCE = "https://w3id.org/peelgraph/id/force/cambridgeshire"


def test_measures_without_the_force(real: Store, numbers: dict[str, int]) -> None:
    """Each measure stands there as the analysis gives it, and again without the inspected force."""
    data: Any = measures.read_section(real, numbers)
    by_name = {item["name"]: item for item in data["analyses"]}
    assert {"degree", "betweenness", "closeness", "communities", "brokers"} <= by_name.keys()
    result = run_analysis(real, "betweenness", Settings(top=10_000))
    with_force = by_name["betweenness"]["with"]["rows"]
    assert [row[0] for row in with_force] == [numbers[row.iri] for row in result.rows]
    assert with_force[0][0] == numbers[FORCE]
    for item in by_name.values():
        assert numbers[FORCE] not in {row[0] for row in item["without"]["rows"]}, item["name"]
    members = [thing for group in data["communities"]["without"] for thing in group]
    assert len(members) == len(set(members)) > 50
    assert numbers[FORCE] not in members


def test_network_without_bodies(real: Store) -> None:
    """Things that only the force was connected to are left out with it."""
    network = project(real)
    rest = measures.without(network, {FORCE})
    assert FORCE not in rest
    assert all(rest.degree(node) for node in rest)
    assert len(rest) < len(network) - 1
