"""What an area for improvement touches is what a query and a search by hand give."""

from __future__ import annotations

import networkx

from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.networks.projection import project
from graph.analyse.settings import Settings
from graph.store import Store, rows


def test_reach_begins_with_the_reasons(real: Store) -> None:
    """Without a hop, what is touched is what a query says that the area for improvement and its findings are about; with hops it only grows."""
    text = "SELECT ?a (COUNT(DISTINCT ?t) AS ?n) { ?a a peel:AreaForImprovement . { ?a peel:about ?t } UNION { ?a peel:restsOn/peel:about ?t } } GROUP BY ?a"
    counted = {row["a"].value: int(row["n"].value) for row in rows(real, text)}
    at_once = {
        row.iri: row.values for row in run_analysis(real, "reach", Settings(hops=0, top=100)).rows
    }
    assert {iri: values["together"] for iri, values in at_once.items()} == {
        iri: counted[iri] for iri in at_once
    }
    further = {
        row.iri: row.values for row in run_analysis(real, "reach", Settings(hops=1, top=100)).rows
    }
    plain = networkx.Graph(project(real, "everything"))
    said = ("Finding", "Figure", "AreaForImprovement", "Judgment", "Conflict")
    for iri, values in further.items():
        query = f"SELECT DISTINCT ?t {{ {{ <{iri}> peel:about ?t }} UNION {{ <{iri}> peel:restsOn/peel:about ?t }} }}"
        direct = {row["t"].value for row in rows(real, query)}
        open_ends = [
            node for node in direct if plain.nodes[node]["kind"] not in ("Force", "Inspectorate")
        ]
        by_hand = direct.union(*(plain[node] for node in open_ends))
        assert values["together"] == len(
            [node for node in by_hand if plain.nodes[node]["kind"] not in said]
        )
        assert int(values["together"] or 0) > int(at_once[iri]["together"] or 0)
