"""Group the things on a map for colours: by sector, by community, or by what is said of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from itertools import combinations
from typing import TYPE_CHECKING

from graph import terms
from graph.analyse.analyses.communities import network_communities
from graph.evidence import Evidence
from graph.namespaces import PREFIXES

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_LARGEST = 8  # groups with a colour of their own
_MIXED = "both strengths and concerns"
_GROUPS = {"strength": "strengths only", "concern": "concerns only", "mixed": _MIXED}  # by polarity
_WORDS = {  # of the relation between two things of which findings of a polarity speak
    "strength": "share a strength",
    "concern": "share a concern",
    "mixed": "share a finding of both",
}


def by_sector(network: Network) -> Network:
    """Group things by sector, with one group for the police.

    The smallest sectors share a group with the things that have none.
    """
    police = terms.of(network).expand(["inspected", "police"])
    sectors = {
        iri: attributes["sector"] or "policing" * (attributes["kind"] in police)
        for iri, attributes in network.nodes(data=True)
    }
    sizes = Counter(filter(None, sectors.values()))
    largest = sorted(sizes, key=lambda sector: (-sizes[sector], sector))[:_LARGEST]
    grouped = network.copy()
    grouped.graph["grouping"] = "Sector"
    for iri, sector in sectors.items():
        group = "others"
        if sector in largest:
            group = sector
        grouped.nodes[iri]["group"] = group
    return grouped


def by_community(network: Network) -> Network:
    """Group things by the communities of the analysis, each named after its best-connected thing.

    The smallest communities share one group.
    """
    grouped = network.copy()
    grouped.graph["grouping"] = "Community"
    groups = network_communities(network).groups
    grouped.graph["communities"] = groups
    for number, members in enumerate(groups):
        name = "smaller communities"
        if number < _LARGEST:
            name = f"around {network.nodes[members[0]]['label']}"
        for iri in members:
            grouped.nodes[iri]["group"] = name
    return grouped


GROUPINGS = {"sector": by_sector, "community": by_community}


def by_polarity(
    findings: Network, *, least: int = 2, without: Collection[str] = ("inspected",)
) -> Network:
    """Connect the things of which the same findings speak, and group them by what is said.

    Args:
        findings: of two sides: findings, and what they are about.
        least: how many findings have to speak of a thing.
        without: classes of things, or families of classes, that are left out; nearly everything is
            about the force itself.
    """
    import networkx

    attributes = {"directed": False, "sides": 1, "grouping": "What is said"}
    excluded = terms.of(findings).expand(without)
    things: Network = networkx.MultiDiGraph(**findings.graph | attributes)
    polarities: dict[str, list[str]] = defaultdict(list)
    for finding in sorted(iri for iri in findings if findings.nodes[iri]["side"] == 0):
        polarity = findings.nodes[finding]["polarity"]
        sentences = _sentences_about(findings, finding, excluded)
        for thing in sentences:
            polarities[thing].append(polarity)
        for first, second in combinations(sorted(sentences), 2):
            _connect(things, (first, second), polarity, sentences[first] + sentences[second])
    things.remove_nodes_from([iri for iri in things if len(polarities[iri]) < least])
    things.remove_nodes_from([iri for iri in things if not things.degree(iri)])
    for iri in things:
        group = _group(polarities[iri])
        things.nodes[iri].update(findings.nodes[iri], side=0, group=group)
    return things


def _sentences_about(
    findings: Network, finding: str, without: Collection[str]
) -> dict[str, list[Evidence]]:
    """Return the things that a finding is about, each with the sentences that say so."""
    return {
        thing: attributes["sentences"]
        for _, thing, attributes in findings.edges(finding, data=True)
        if findings.nodes[thing]["kind"] not in without
    }


def _group(polarities: Iterable[str]) -> str:
    """Return the group of a thing by the polarities of all findings about it."""
    groups = {_GROUPS.get(polarity, _MIXED) for polarity in polarities}
    if len(groups) == 1:
        return groups.pop()
    return _MIXED


def _connect(
    network: Network, pair: tuple[str, str], polarity: str, sentences: Iterable[Evidence]
) -> None:
    """Connect two things through a finding; findings of the same polarity add their sentences."""
    key = PREFIXES["polarity"] + polarity
    if not network.has_edge(*pair, key):
        words = _WORDS[polarity]
        network.add_edge(
            *pair,
            key,
            words=words,
            back=words,
            planned=False,
            both=True,
            group=_GROUPS[polarity],
            sentences=[],
            weight=0,
            stated=False,
        )
    attributes = network.edges[(*pair, key)]
    evidence = {sentence.iri: sentence for sentence in attributes["sentences"]}
    for sentence in sentences:
        evidence.setdefault(sentence.iri, sentence)
    attributes.update(sentences=list(evidence.values()), weight=len(evidence))
