"""The networks of the explorer are those of the analysis."""

from __future__ import annotations

from graph.analyse.networks.projection import project
from graph.namespaces import expand
from graph.store import Store, store_in_memory
from viz.explorer.graph_data import read_graph
from viz.explorer.sections.networks import read_section


def _numbers(store: Store) -> dict[str, int]:
    return {iri: number for number, iri in enumerate(list(read_graph(store).numbers))}


def test_statements_are_the_edges_of_the_network(real: Store) -> None:
    """Page and command count the same relations in each network, and the same things on its second side."""
    things = list(read_graph(real).numbers)
    for name, section in read_section(real, _numbers(real)).items():
        network = project(real, name)
        edges = {
            (source, relation, target) for source, target, relation in network.edges(keys=True)
        }
        assert isinstance(section, dict)
        statements = {
            (things[source], expand(relation), things[target])
            for source, relation, target in section["statements"]
        }
        assert statements == edges, name
        sides = {iri for iri, side in network.nodes(data="side") if side}
        assert {things[number] for number in section["second"]} == sides, name


def test_a_store_without_relations_has_empty_networks() -> None:
    """Nothing stated gives no statements, not an error."""
    for section in read_section(store_in_memory(), {}).values():
        assert isinstance(section, dict)
        assert section["statements"] == section["second"] == []
