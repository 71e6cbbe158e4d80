"""Choices that narrow a map, on networks small enough to be worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx
import pytest

from graph.errors import PeelgraphError
from graph.evidence import Evidence
from graph.namespaces import PREFIXES
from graph.store import Store, parse_text, store_in_memory
from graph.terms import packaged
from viz.maps import filters

if TYPE_CHECKING:
    Network = networkx.MultiDiGraph[str]


def _network(*edges: str, kinds: dict[str, str] | None = None) -> Network:
    """Make a network of edges such as `a-b` or, with the sentences that say so, `a-b 1 2`."""
    network: Network = networkx.MultiDiGraph()
    for edge in edges:
        pair, *sentences = edge.split()
        source, _, target = pair.partition("-")
        evidence = [Evidence(iri, "", "") for iri in sentences]
        network.add_edge(
            source, target, f"{source}{target}", sentences=evidence, weight=len(evidence)
        )
    for node in network:
        network.nodes[node]["kind"] = (kinds or {}).get(node, "Unit")
    return network


def _edges(network: networkx.Graph[str]) -> list[str]:
    return sorted(f"{source}-{target}" for source, target in network.edges())


def test_hops_count_in_either_direction() -> None:
    """Around a thing stands what is within so many hops, against the arrows too, with all relations among it."""
    network = _network("a-b", "c-b", "c-d", "d-e", "a-a")
    assert _edges(filters.neighbourhood(network, ["a"], 0)) == ["a-a"]
    assert _edges(filters.neighbourhood(network, ["a"], 1)) == ["a-a", "a-b"]
    assert _edges(filters.neighbourhood(network, ["a"], 2)) == ["a-a", "a-b", "c-b"]
    assert set(filters.neighbourhood(network, ["a", "e"], 1)) == {"a", "b", "d", "e"}
    assert len(network) == 5


def test_what_reports_say_is_left_out_but_for_the_named() -> None:
    """Findings and figures go, things stay, and so does a finding that is asked for."""
    network = _network("a-f", "a-g", "a-b", kinds={"f": "Finding", "g": "Figure"})
    assert set(filters.of_things(network)) == {"a", "b"}
    assert set(filters.of_things(network, besides=["g"])) == {"a", "b", "g"}


def test_a_network_of_the_allowed_size_is_not_cut() -> None:
    """With exactly as many things as allowed nothing is left out and no notice is given."""
    network = _network("a-b", "b-c")
    assert filters.best_connected(network, 3) == (network, "")
    cut, notice = filters.best_connected(network, 2)
    assert len(cut) == 2
    assert notice.startswith("Only the 2 best-connected of 3 things are shown")
    assert "--most 3 " in notice


def test_the_best_connected_have_most_neighbours_then_most_sentences() -> None:
    """Neighbours count before sentences, sentences before names, and parallel relations make no second neighbour."""
    network = _network("h-a 1", "h-b 1 2 3", "h-c 1 2", "h-d 1 2")
    network.add_edge("a", "h", "again", sentences=[], weight=0)
    assert set(filters.best_connected(network, 2)[0]) == {"h", "b"}
    assert set(filters.best_connected(network, 3)[0]) == {"h", "b", "c"}
    network.add_edge("a", "d", "ad", sentences=[Evidence("1", "", "")], weight=1)
    assert set(filters.best_connected(network, 3)[0]) == {"h", "d", "a"}


def test_what_is_kept_stays_even_alone() -> None:
    """A thing to keep stays without a neighbour; any other that lost all of its neighbours goes."""
    network = _network("h-a 1", "h-b 1", "p-q 1 2 3", "p-r 1 2")
    cut, notice = filters.best_connected(network, 2, keep=["a"])
    assert set(cut) == {"a"}
    assert notice.startswith("Only the 1 best-connected of 6 things")
    assert set(filters.best_connected(network, 3, keep=["a"])[0]) == {"a", "h"}


def test_two_networks_beside_each_other_say_where_everything_is() -> None:
    """Things and relations are only in one, only in the other, or in both; what both say has the sentences of both, once each."""
    first = _network("a-b 2 1", "a-c 1", "b-c 7")
    second = _network("a-b 2 3", "a-d 4")
    first.nodes["a"]["label"] = "A of the first"
    second.nodes["a"]["label"] = "A of the second"
    second.nodes["d"]["label"] = "D"
    joined = filters.join_networks(first, second, ("2017", "2018"))
    assert {node: joined.nodes[node]["group"] for node in joined} == {
        "a": "in both",
        "b": "in both",
        "c": "only in 2017",
        "d": "only in 2018",
    }
    edges = {
        f"{source}-{target}": attributes for source, target, attributes in joined.edges(data=True)
    }
    assert {edge: attributes["group"] for edge, attributes in edges.items()} == {
        "a-b": "in both, on other sentences",
        "a-c": "only in 2017",
        "b-c": "only in 2017",
        "a-d": "only in 2018",
    }
    assert [sentence.iri for sentence in edges["a-b"]["sentences"]] == ["1", "2", "3"]
    assert {edge: attributes["weight"] for edge, attributes in edges.items()} == {
        "a-b": 3,
        "a-c": 1,
        "b-c": 1,
        "a-d": 1,
    }
    assert joined.nodes["a"]["label"] == "A of the first"
    assert joined.nodes["d"]["label"] == "D"
    assert joined.graph["grouping"] == "Where it is"
    assert _edges(first) == ["a-b", "a-c", "b-c"]


def test_every_edge_points_away_from_the_start() -> None:
    """Edges against the steps are turned, edges between equally far things keep their direction, loops and copies go."""
    network = _network("s-a", "b-s", "b-a", "c-a", "c-c", "a-s")
    assert _edges(filters.away_from(network, "s")) == ["a-c", "b-a", "s-a", "s-b"]
    assert _edges(filters.away_from(_network("s-a", "s-b", "a-b"), "s")) == ["a-b", "s-a", "s-b"]


def test_lone_things_stay_where_edges_point_away() -> None:
    """Nothing of the network is lost, and its nodes come in one order whatever the input."""
    network = _network("s-z", "s-b")
    assert list(filters.away_from(network, "s")) == ["b", "s", "z"]


@pytest.mark.parametrize("kind", sorted(packaged().expand(["statement"])))
def test_each_kind_of_statement_is_left_out(kind: str) -> None:
    """Whatever kind of statement of a report a node is, it is no thing."""
    assert set(filters.of_things(_network("a-x", kinds={"x": kind}))) == {"a"}


def _themes() -> Store:
    """Make a store in which sentences 1 and 2 speak of a theme or a narrower one, 3 of a related one by a finding, 4 of none."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return store_in_memory(
        parse_text(
            prefixes
            + """
            <urn:1> peel:mentions <urn:theme> . <urn:2> peel:mentions <urn:narrower> . <urn:4> peel:mentions <urn:elsewhere> .
            <urn:narrower> skos:broader <urn:theme> . <urn:people> skos:related <urn:theme> .
            <urn:finding> peel:about <urn:people> ; prov:wasQuotedFrom <urn:3> .
            """
        )
    )


def test_of_a_theme_the_sentences_that_speak_of_it_are_kept() -> None:
    """A relation keeps only its sentences on the theme, narrower ones and people concerned, and goes without any, as do things that lose all relations."""
    network = _network("a-b urn:1 urn:4", "b-c urn:2 urn:3", "c-d urn:4", "e-a urn:3")
    kept = filters.on_theme(network, _themes(), "urn:theme", label="Theme")
    edges = {
        f"{source}-{target}": attributes for source, target, attributes in kept.edges(data=True)
    }
    assert {
        edge: [sentence.iri for sentence in attributes["sentences"]]
        for edge, attributes in edges.items()
    } == {
        "a-b": ["urn:1"],
        "b-c": ["urn:2", "urn:3"],
        "e-a": ["urn:3"],
    }
    assert {edge: attributes["weight"] for edge, attributes in edges.items()} == {
        "a-b": 1,
        "b-c": 2,
        "e-a": 1,
    }
    assert set(kept) == {"a", "b", "c", "e"}
    assert network.number_of_edges() == 4
    assert len(network["a"]["b"]["ab"]["sentences"]) == 2


def test_a_theme_of_which_nothing_speaks_is_an_error_that_names_it() -> None:
    """Where no relation is left, the error names the theme."""
    with pytest.raises(PeelgraphError, match="Of this"):
        filters.on_theme(_network("a-b urn:4"), _themes(), "urn:theme", label="Of this")
