"""The particular steps of maps, on networks small enough to be worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx
import pytest

from graph.analyse.networks.projection import Selection
from graph.errors import PeelgraphError
from graph.evidence import Evidence
from graph.namespaces import REPORT
from graph.store import Store
from viz.maps import transforms
from viz.maps.catalogue import MapOptions

if TYPE_CHECKING:
    Network = networkx.MultiDiGraph[str]


def _network(*edges: str, kinds: dict[str, str] | None = None) -> Network:
    """Make a network of edges such as `a-b 1 2`, with the sentences that state each."""
    network: Network = networkx.MultiDiGraph(name="partnerships")
    for edge in edges:
        pair, *sentences = edge.split()
        source, _, target = pair.partition("-")
        evidence = [Evidence(iri, "", "") for iri in sentences]
        network.add_edge(source, target, f"{source}{target}", sentences=evidence, weight=1)
    for node in network:
        network.nodes[node].update(kind=(kinds or {}).get(node, "Unit"), label=node.upper())
    return network


def test_things_come_without_statements() -> None:
    """A finding is no thing; where the options name it, it may stay."""
    network = _network("a-f 1", "a-b 1", kinds={"f": "Finding"})
    options = MapOptions(about=("f",))
    assert set(transforms.stepping_stones(network, MapOptions(), Selection())) == {"a", "b"}
    assert set(transforms.things_and_selection(network, options, Selection())) == {"a", "b", "f"}


def test_a_path_from_a_finding_leads_through_findings() -> None:
    """Where one end is part of a report, other findings are stepping stones too."""
    network = _network("a-f 1", "a-b 1", kinds={"f": "Finding"})
    options = MapOptions(about=(f"{REPORT}x/finding/f", "b"))
    assert set(transforms.stepping_stones(network, options, Selection())) == {"a", "b", "f"}


def test_surroundings_reach_as_far_as_the_hops() -> None:
    """Around a thing is what so many hops reach; without one it is everything."""
    network = _network("a-b 1", "b-c 1", "c-d 1")
    assert set(transforms.surroundings(network, MapOptions(about=("a",)))) == {"a", "b"}
    assert set(transforms.surroundings(network, MapOptions(about=("a",), hops=2))) == {
        "a",
        "b",
        "c",
    }
    assert transforms.surroundings(network, MapOptions()) is network


def test_one_path_has_no_groups() -> None:
    """Where the shortest path is the best supported one, only it is left and nothing needs a colour."""
    network = _network("a-b 1 2", "b-c 1 2", "a-x 1", "x-y 1", "y-c 1")
    part = transforms.connecting_paths(network, MapOptions(about=("a", "c")))
    assert set(part) == {"a", "b", "c"}
    assert "grouping" not in part.graph


def test_two_paths_say_which_they_are() -> None:
    """Where the best-supported path is longer, things and relations have the names of their paths."""
    many = " ".join(str(number) for number in range(30))
    network = _network("a-b 1", "b-c 1", f"a-x {many}", f"x-y {many}", f"y-c {many}", "b-x 1")
    part = transforms.connecting_paths(network, MapOptions(about=("a", "c")))
    groups = {iri: part.nodes[iri]["group"] for iri in part}
    assert groups["a"] == groups["c"] == "shortest path and best-supported path"
    assert groups["b"] == "shortest path"
    assert groups["x"] == groups["y"] == "best-supported path"
    assert not part.has_edge("b", "x")
    assert part.edges["a", "b", "ab"]["group"] == "shortest path"
    assert part.graph["grouping"] == "Path"


def test_things_without_a_path_are_named() -> None:
    """Where nothing connects two things, the error has their labels."""
    network = _network("a-b 1", "c-d 1")
    with pytest.raises(PeelgraphError, match="no stated relations that connect A and D"):
        transforms.connecting_paths(network, MapOptions(about=("a", "d")))


def test_a_path_that_options_leave_out_is_not_denied() -> None:
    """Where options leave sentences out, the error speaks of the chosen part of the graph alone."""
    network = _network("a-f 1", "f-b 1", "c-d 1")
    network.graph["inspected"] = ("f",)
    only_force = "within the chosen part of the graph, only the force connects them"
    with pytest.raises(PeelgraphError, match=only_force):
        transforms.connecting_paths(network, MapOptions(about=("a", "b"), question=1))
    nothing = "connect A and D within the chosen part of the graph"
    with pytest.raises(PeelgraphError, match=nothing):
        transforms.connecting_paths(network, MapOptions(about=("a", "d"), planned=False))


def test_edges_lead_away_from_the_first_thing() -> None:
    """For a layout in layers, every edge of a path leads from its source on."""
    network = _network("b-a 1", "b-c 1")
    edges = transforms.edges_away_from_source(network, MapOptions(about=("a", "c")))
    assert sorted(edges.edges()) == [("a", "b"), ("b", "c")]


def test_a_second_store_is_read_by_the_same_choice(invented: Store) -> None:
    """Compared with itself, everything of a store is in both; without a second store nothing changes."""
    from graph.analyse.networks.projection import project

    network = project(invented)
    options = MapOptions(other=(invented, "old", "new"))
    joined = transforms.beside_second_store(network, options, Selection())
    assert {joined.nodes[iri]["group"] for iri in joined} == {"in both"}
    assert joined.number_of_edges() == network.number_of_edges()
    assert transforms.beside_second_store(network, MapOptions(), Selection()) is network
