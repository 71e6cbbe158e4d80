"""Brokers join contacts of different sectors that are not connected."""

from __future__ import annotations

import networkx

from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.networks.projection import project
from graph.analyse.settings import Settings
from graph.store import Store


def test_brokers_join_sectors_that_are_not_tied(real: Store) -> None:
    """The pairs of a broker are counted again by hand on the network."""
    network = project(real)
    plain = networkx.Graph(network)
    result = run_analysis(real, "brokers", Settings(top=100))
    for row in result.rows:
        contacts = [
            node for node in plain[row.iri] if network.nodes[node]["sector"] and node != row.iri
        ]
        pairs = [
            (one, other)
            for place, one in enumerate(contacts)
            for other in contacts[:place]
            if network.nodes[one]["sector"] != network.nodes[other]["sector"]
            and not plain.has_edge(one, other)
        ]
        assert row.values["pairs"] == len(pairs)
        alone = [pair for pair in pairs if {*networkx.common_neighbors(plain, *pair)} == {row.iri}]
        assert row.values["alone"] == len(alone)
