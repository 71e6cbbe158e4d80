"""Networks and where their nodes stand: with evidence, legible, the same for the same input."""

from __future__ import annotations

from pathlib import Path

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analyse.networks.projection import Choice, project
from graph.errors import PeelgraphError
from graph.layout.positions import count_overlaps, positions, wrap_label
from graph.layout.style import node_radius
from graph.store import Store, rows
from viz.maps.builder import draw


def test_the_network_carries_its_evidence(invented: Store) -> None:
    """Nodes have label and kind, edges the sentences with place, address and voice, and as weight their number."""
    network = project(invented)
    team, trust = (
        "https://w3id.org/peelgraph/id/unit/exampleshire-river-team",
        "https://w3id.org/peelgraph/id/organisation/angling-trust",
    )
    assert network.nodes[team]["kind"] == "Unit"
    assert network.nodes[trust]["sector"] == "voluntary sector"
    (edge,) = network.get_edge_data(team, trust).values()
    (sentence,) = edge["sentences"]
    assert (edge["words"], edge["weight"], edge["planned"]) == ("works with", 1, False)
    assert sentence["place"] == "question 1, Watching the river, paragraph 1, sentence 1"
    assert sentence["address"].startswith("https://example.org/exampleshire/#:~:text=")
    assert sentence["voices"] == ["inspectorate"]


def test_a_question_narrows_the_network(real: Store) -> None:
    """Only relations of sentences under the question remain, and an empty network says what emptied it."""
    network = project(real, choice=Choice(question=1))
    places = {s["iri"] for _, _, edge in network.edges(data=True) for s in edge["sentences"]}
    assert places
    assert all("/q1/" in place for place in places)
    with pytest.raises(PeelgraphError, match="under question 8"):
        project(real, choice=Choice(question=8))


def test_each_edge_of_the_real_network_is_stated_in_its_sentences(real: Store) -> None:
    """The sentences on an edge are exactly the graphs that state it."""
    network = project(real)
    assert network.number_of_edges() > 50
    for one, other, relation, edge in network.edges(keys=True, data=True):
        text = f"SELECT ?s {{ GRAPH ?s {{ <{one}> <{relation}> <{other}> }} ?s a peel:Sentence }}"
        assert {row["s"].value for row in rows(real, text)} == {
            sentence["iri"] for sentence in edge["sentences"]
        }


@pytest.mark.parametrize("question", [None, 1])
def test_labels_of_the_real_map_do_not_overlap(real: Store, question: int | None) -> None:
    """At most five of a hundred labels touch another node's box."""
    network = project(real, choice=Choice(question=question))
    labels = {iri: wrap_label(str(network.nodes[iri]["label"])) for iri in network}
    radii = {iri: node_radius(network.degree(iri)) for iri in network}
    assert count_overlaps(positions(network, labels, radii), labels, radii) <= 0.05 * len(labels)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=30), st.integers(0, 3))
def test_any_network_is_laid_out_without_overlap(pairs: list[tuple[int, int]], lone: int) -> None:
    """Disconnected parts, loops, parallel edges and lone nodes are placed apart, twice the same."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    network.add_nodes_from(f"lone {n}" for n in range(lone))
    network.add_edges_from((f"node {a}", f"node {b}") for a, b in pairs)
    labels = {node: wrap_label(f"the label of {node}") for node in network}
    radii = {node: node_radius(network.degree(node)) for node in network}
    placed = positions(network, labels, radii)
    assert set(placed) == set(network)
    assert placed == positions(network, labels, radii)
    assert count_overlaps(placed, labels, radii) == 0


def test_the_same_store_draws_the_same_page(invented: Store, tmp_path: Path) -> None:
    """Two drawings have the same bytes."""
    for name in ("a", "b"):
        draw(invented, "partnerships", tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
