"""Things on a map are grouped by sector, by community, or by what findings say of them."""

from __future__ import annotations

import networkx
from known_networks import sentence, stated

from graph.analyse.networks.projection import project
from graph.store import Store
from viz.maps.grouping import by_community, by_polarity, by_sector


def _groups(network: networkx.MultiDiGraph[str]) -> dict[str, str]:
    return {iri: attributes["group"] for iri, attributes in network.nodes(data=True)}


def test_the_police_have_a_group_of_their_own() -> None:
    """A thing without a sector is with the others, unless it belongs to the police."""
    network = stated("u r p 1", "p r q 2", kinds={"p": "Partner", "q": "Partner"})
    network.nodes["p"]["sector"] = "health"
    grouped = by_sector(network)
    assert grouped.graph["grouping"] == "Sector"
    assert _groups(grouped) == {"u": "policing", "p": "health", "q": "others"}
    assert "group" not in network.nodes["p"]


def test_a_community_is_named_after_its_best_connected_thing() -> None:
    """Two triangles with one edge between them are two groups around the thing with most statements."""
    network = stated(
        "a r b 1 2", "b r c 3", "c r a 4", "x r y 5", "y r z 6 7 10", "z r x 8 11", "a r x 9"
    )
    groups = _groups(by_community(network))
    assert groups["a"] == groups["b"] == groups["c"] == "around A"
    assert groups["x"] == groups["y"] == groups["z"] == "around Z"


def test_groups_do_not_depend_on_the_order_of_things(real: Store) -> None:
    """Communities are the same whichever way the network was put together."""
    network = project(real)
    backwards: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    backwards.add_nodes_from(reversed(list(network.nodes(data=True))))
    for source, target, key, attributes in reversed(list(network.edges(keys=True, data=True))):
        backwards.add_edge(source, target, key, **attributes)
    groups = [_groups(by_community(state)) for state in (network, backwards)]
    assert groups[0] == groups[1]


def test_things_of_the_same_findings_are_connected() -> None:
    """What only strengths speak of is praised; a finding about two things connects them."""
    findings: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for number, polarity in enumerate(["strength", "strength", "concern"]):
        finding = f"f{number}"
        findings.add_node(finding, side=0, kind="Finding", polarity=polarity, label=finding)
        for thing in ("a", "b") if polarity == "strength" else ("b", "c"):
            findings.add_node(thing, side=1, kind="Unit", polarity="", label=thing)
            findings.add_edge(finding, thing, "about", sentences=[sentence(str(number))])
    grouped = by_polarity(findings)
    assert _groups(grouped) == {"a": "praised", "b": "both praised and faulted"}
    ((_, _, attributes),) = grouped.edges(data=True)
    assert (attributes["words"], attributes["weight"]) == ("are praised together", 2)
