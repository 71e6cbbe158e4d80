"""Statements of a network are counted as NetworkX counts them."""

from __future__ import annotations

import networkx
import pytest

from graph.analyse.networks.projection import Selection, project, read_network
from graph.default_graph import add_statements
from graph.statement_columns import Near
from graph.store import Store, parse_text, store_in_memory


@pytest.fixture(scope="module")
def with_loaded(invented: Store) -> Store:
    """The invented report with two things that loaded data connect, one without a name."""
    store = store_in_memory(invented)
    text = (
        "@prefix ex: <urn:> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
        "ex:a a ex:Team ; skos:prefLabel 'a' ; ex:partOf ex:f . ex:f a ex:Force ."
    )
    add_statements(store, parse_text(text))
    return store


@pytest.mark.parametrize("name", ["everything", "things", "partnerships", "findings"])
def test_statements_have_the_size_and_reports_of_the_network(with_loaded: Store, name: str) -> None:
    """Things, relations, reports and labels, with loaded data and with a selection."""
    for selection in (Selection(), Selection(planned=False)):
        statements = read_network(with_loaded, name, selection)
        network = project(with_loaded, name, selection)
        assert statements.things == set(network)
        assert statements.number_of_nodes() == network.number_of_nodes()
        assert statements.number_of_edges() == network.number_of_edges()
        assert statements.graph == {key: network.graph[key] for key in statements.graph}
        for node in network:
            assert statements.label(node) == network.nodes[node]["label"]


def test_a_relation_counts_once_however_many_sentences_state_it(real: Store) -> None:
    """As in NetworkX, where they stand on one edge."""
    statements, network = read_network(real, "partnerships"), project(real, "partnerships")
    assert len(statements.statements) > statements.number_of_edges() == len(network.edges)


def test_statements_of_things_are_their_relations(with_loaded: Store) -> None:
    """In either direction, each with its sentence, and nothing for a thing of another network."""
    network = project(with_loaded, "everything")
    node = max(network, key=network.degree)
    of_things = read_network(with_loaded, "everything").of_things({node, "urn:none"})
    edges = [*network.in_edges(node, data=True), *network.out_edges(node, data=True)]
    expected = {(one, two, item.iri) for one, two, edge in edges for item in edge["sentences"]}
    assert {(one, two, iri) for one, _, two, iri in of_things[node]} == expected
    assert of_things["urn:none"] == []


def test_a_frozen_network_is_made_once(with_loaded: Store) -> None:
    """Nobody may change what analyses share; what `project` gives may be changed."""
    statements = read_network(with_loaded, "things")
    assert statements.frozen_network is statements.frozen_network
    assert networkx.is_frozen(statements.frozen_network)
    assert not networkx.is_frozen(statements.network())


def test_near_nothing_is_nothing(with_loaded: Store) -> None:
    """A network around things that are not there is empty, and no error."""
    near = Near(frozenset({"urn:none"}), 0)
    assert read_network(store_in_memory(), "structure", near=near).number_of_nodes() == 0
    assert "urn:none" not in read_network(with_loaded, "structure", near=near).things
