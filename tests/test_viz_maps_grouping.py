"""Groups of things on a map, on networks small enough to be worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx

from graph.analyse.networks.projection import project
from graph.evidence import Evidence
from graph.namespaces import PREFIXES
from graph.store import Store
from viz.maps import grouping

if TYPE_CHECKING:
    Network = networkx.MultiDiGraph[str]


def test_groups_do_not_depend_on_the_order_of_things(invented: Store) -> None:
    """Communities are the same whichever way the network was put together."""
    network = project(invented)
    backwards: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    backwards.add_nodes_from(reversed(list(network.nodes(data=True))))
    for one, other, key, told in reversed(list(network.edges(keys=True, data=True))):
        backwards.add_edge(one, other, key, **told)
    told = [
        {iri: told["group"] for iri, told in grouping.by_community(one).nodes(data=True)}
        for one in (network, backwards)
    ]
    assert told[0] == told[1]


def _findings(**findings: str) -> Network:
    """Make a network of findings such as `f1="strength a b"`: their polarity and what they are about."""
    network: Network = networkx.MultiDiGraph(name="findings")
    for finding, text in findings.items():
        polarity, *things = text.split()
        network.add_node(finding, side=0, kind="Finding", polarity=polarity)
        for thing in things:
            network.add_node(
                thing, side=1, kind="Force" if thing == "force" else "Unit", label=thing
            )
            network.add_edge(
                finding, thing, "about", sentences=[Evidence(f"urn:{finding}", "", "")]
            )
    return network


def _groups(network: Network) -> dict[str, str]:
    return {iri: network.nodes[iri]["group"] for iri in network}


def test_things_are_connected_by_the_findings_about_both() -> None:
    """Two things of which a finding speaks are connected by its polarity, once, with the sentences of all such findings."""
    network = grouping.by_polarity(
        _findings(f1="strength a b", f2="strength a b", f3="concern b a")
    )
    strength, concern = (PREFIXES["polarity"] + name for name in ("strength", "concern"))
    assert sorted(network.edges(keys=True)) == [("a", "b", concern), ("a", "b", strength)]
    edge = network.edges["a", "b", strength]
    assert [sentence.iri for sentence in edge["sentences"]] == ["urn:f1", "urn:f2"]
    assert (edge["weight"], edge["words"], edge["group"]) == (
        2,
        "share a strength",
        "strengths only",
    )
    assert network.edges["a", "b", concern]["words"] == "share a concern"


def test_a_thing_has_the_group_of_all_findings_about_it() -> None:
    """Only strengths, only concerns, or both; a mixed finding is both."""
    network = grouping.by_polarity(
        _findings(
            f1="strength a b",
            f2="strength a c",
            f3="concern c d",
            f4="concern d b",
            f5="mixed e a",
            f6="mixed e c",
        )
    )
    both = "both strengths and concerns"
    assert _groups(network) == {"a": both, "b": both, "c": both, "d": "concerns only", "e": both}
    assert _groups(grouping.by_polarity(_findings(f1="strength a b", f2="strength b a"))) == {
        "a": "strengths only",
        "b": "strengths only",
    }


def test_things_of_a_single_finding_and_the_force_are_left_out() -> None:
    """Of a thing at least two findings have to speak, and the force, of which all speak, is not on the map."""
    network = grouping.by_polarity(
        _findings(
            f1="strength a b force", f2="strength a b force", f3="concern a x", f4="concern y z"
        )
    )
    assert set(network) == {"a", "b"}
    assert set(grouping.by_polarity(_findings(f1="strength a b"), least=1)) == {"a", "b"}


def test_the_police_are_a_sector_and_small_sectors_share_one() -> None:
    """Units without a sector are policing, the eight largest sectors have a group each, the rest are others."""
    network: Network = networkx.MultiDiGraph()
    network.add_nodes_from(["unit", "role", "force"], kind="Unit", sector="")
    network.add_node("theme", kind="Theme", sector="")
    for number in range(9):
        for member in range(9 - number):
            network.add_node(f"p{number}{member}", kind="Partner", sector=f"sector {number}")
    groups = _groups(grouping.by_sector(network))
    assert groups["p00"] == "sector 0"
    assert groups["p60"] == "sector 6"
    assert groups["unit"] == "policing"
    assert groups["p70"] == groups["p80"] == groups["theme"] == "others"
    assert len(set(groups.values())) == 9
    assert "group" not in network.nodes["unit"]


def test_communities_are_named_after_their_best_connected_member() -> None:
    """Two dense parts are two groups, each around the thing with the most relations."""
    network: Network = networkx.MultiDiGraph()
    for hub, leaves in (("h", "abcd"), ("k", "wxyz")):
        for leaf in leaves:
            network.add_edge(hub, leaf, "p", weight=3, sentences=[])
        network.add_edge(leaves[0], leaves[1], "p", weight=1, sentences=[])
    network.add_edge("h", "k", "p", weight=1, sentences=[])
    for node in network:
        network.nodes[node]["label"] = node.upper()
    grouped = grouping.by_community(network)
    assert _groups(grouped) == {
        node: f"around {'H' if node in 'habcd' else 'K'}" for node in network
    }
    assert grouped.graph["grouping"] == "Community"
