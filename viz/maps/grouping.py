"""Knows what things on a map have in common, so that colours can tell it: sector, community, or whether they are praised or faulted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from itertools import combinations
from typing import TYPE_CHECKING

from graph import terms
from graph.namespaces import PREFIXES

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_SEED = 1
_LARGEST = 8  # groups with a colour of their own
_EITHER = "both praised and faulted"
_TOLD = {
    "strength": ("praised", "are praised together"),
    "concern": ("faulted", "are faulted together"),
    "mixed": (_EITHER, "are praised and faulted together"),
}


def by_sector(network: Network) -> Network:
    """Group things by sector, the police with their own; the smallest sectors, and things without one, share a group."""
    grouped = network.copy()
    grouped.graph["grouping"] = "Sector"
    police = terms.of(network).expand(["inspected", "police"])
    sectors = {
        iri: told["sector"] or ("policing" if told["kind"] in police else "")
        for iri, told in network.nodes(data=True)
    }
    sizes = Counter(filter(None, sectors.values()))
    largest = sorted(sizes, key=lambda sector: (-sizes[sector], sector))[:_LARGEST]
    for iri, sector in sectors.items():
        grouped.nodes[iri]["group"] = sector if sector in largest else "others"
    return grouped


def by_community(network: Network) -> Network:
    """Group things that are more connected with each other than with the rest, each group named after its best-connected member; the smallest share one.

    Method: Louvain (Blondel, Guillaume, Lambiotte and Lefebvre, 2008) with a fixed seed; edges weigh as many as their sentences.
    """
    import networkx

    grouped = network.copy()
    plain: networkx.Graph[str] = networkx.Graph()
    grouped.graph["grouping"] = "Community"
    plain.add_nodes_from(sorted(network))
    for one, other, weight in sorted(
        (one, other, told["weight"])
        for one, other, told in network.edges(data=True)
        if one != other
    ):
        plain.add_edge(
            one, other, weight=weight + plain.get_edge_data(one, other, {"weight": 0})["weight"]
        )
    found = sorted(
        networkx.community.louvain_communities(plain, seed=_SEED),
        key=lambda members: (-len(members), min(members)),
    )
    for number, members in enumerate(found):
        chief = max(sorted(members), key=lambda iri: plain.degree(iri, weight="weight"))
        for iri in members:
            grouped.nodes[iri]["group"] = (
                f"around {network.nodes[chief]['label']}"
                if number < _LARGEST
                else "smaller communities"
            )
    return grouped


def by_polarity(
    findings: Network, *, least: int = 2, without: Collection[str] = ("inspected",)
) -> Network:
    """Connect the things of which the same findings speak, and say of each whether it is praised, faulted or both.

    Args:
        findings: findings on one side, what they are about on the other, as the projection `findings` makes it.
        least: how many findings have to speak of a thing.
        without: classes of things, or families of classes, that are left out; of the force
            itself nearly everything is said.
    """
    import networkx

    left_out = terms.of(findings).expand(without)
    made: Network = networkx.MultiDiGraph(
        **findings.graph | {"directed": False, "sides": 1, "grouping": "What is said"}
    )
    said: dict[str, list[str]] = defaultdict(list)
    for finding in sorted(iri for iri, told in findings.nodes(data=True) if told["side"] == 0):
        polarity = findings.nodes[finding]["polarity"]
        things = {
            thing: told["sentences"]
            for _, thing, told in findings.edges(finding, data=True)
            if findings.nodes[thing]["kind"] not in left_out
        }
        for thing in things:
            said[thing].append(polarity)
        for one, other in combinations(sorted(things), 2):
            _join(made, one, other, polarity, things[one] + things[other])
    made.remove_nodes_from([iri for iri in made if len(said[iri]) < least])
    made.remove_nodes_from([iri for iri in made if not made.degree(iri)])
    for iri in made:
        group = {frozenset({"strength"}): "praised", frozenset({"concern"}): "faulted"}.get(
            frozenset(said[iri]), _EITHER
        )
        made.nodes[iri].update(findings.nodes[iri], side=0, group=group)
    return made


def _join(
    made: Network, one: str, other: str, polarity: str, sentences: list[dict[str, object]]
) -> None:
    """Connect two things through a finding; further findings of the same polarity add their sentences."""
    key = PREFIXES["polarity"] + polarity
    if not made.has_edge(one, other, key):
        group, words = _TOLD[polarity]
        made.add_edge(
            one,
            other,
            key,
            words=words,
            back=words,
            planned=False,
            both=True,
            group=group,
            sentences=[],
            weight=0,
        )
    told = made.edges[one, other, key]
    known = {sentence["iri"] for sentence in told["sentences"]}
    told["sentences"] += list(
        {
            str(sentence["iri"]): sentence for sentence in sentences if sentence["iri"] not in known
        }.values()
    )
    told["weight"] = len(told["sentences"])
