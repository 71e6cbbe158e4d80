"""Knows how a network becomes a map that can be read: what is around a thing, what speaks of a theme, the best-connected part.

Every function returns a network of its own; what a reader has to be told of it is in its `notice`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from graph import terms
from graph.analyse.connections import Cost, cheapest
from graph.errors import PeelgraphError
from graph.store import NamedNode, QuerySolutions, Store, query

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_THEME = """
SELECT DISTINCT ?sentence WHERE {
  ?near skos:broader*/skos:related? ?theme .
  { ?sentence peel:mentions ?near } UNION { ?item peel:about ?near ; prov:wasQuotedFrom ?sentence }
}
"""


def around(network: Network, middle: Collection[str], hops: int) -> Network:
    """Keep what is within some hops of things of a network, in either direction, with the relations among all of it."""
    known = network.to_undirected(as_view=True)
    reached = set(middle)
    for _ in range(hops):
        reached |= {other for iri in reached for other in known[iri]}
    return _kept(network, reached)


def of_things(network: Network, *, besides: Collection[str] = ()) -> Network:
    """Leave out findings, figures and the like, but for those named."""
    statements = terms.of(network).expand(["statement"])
    return _kept(
        network,
        {
            iri
            for iri, told in network.nodes(data=True)
            if told["kind"] not in statements or iri in besides
        },
    )


def on_theme(network: Network, store: Store, theme: str, *, label: str) -> Network:
    """Keep what sentences state that speak of a theme, a narrower one, or a group of people it concerns.

    Raises:
        PeelgraphError: when nothing is left.
    """
    answer = query(store, _THEME, {"theme": NamedNode(theme)})
    assert isinstance(answer, QuerySolutions)
    speaking = {row["sentence"].value for row in answer}
    kept = network.copy()
    for one, other, key, told in network.edges(keys=True, data=True):
        sentences = [sentence for sentence in told["sentences"] if sentence["iri"] in speaking]
        if sentences:
            kept.edges[one, other, key].update(sentences=sentences, weight=len(sentences))
        else:
            kept.remove_edge(one, other, key)
    kept.remove_nodes_from([iri for iri in network if not kept.degree(iri)])
    if not kept:
        raise PeelgraphError(
            f"no relation of a sentence that speaks of \u201c{label}\u201d is left.",
            hint="Choose another theme, or leave --theme out.",
        )
    return kept


def best_connected(network: Network, most: int, *, keep: Iterable[str] = ()) -> tuple[Network, str]:
    """Keep the things with the most neighbours and sentences, where a network is too large to be read.

    Args:
        network: of any size.
        most: how many things may be left.
        keep: things that stay in any case.

    Returns:
        The network, and a line that says what was left out, or "".
    """
    total = network.number_of_nodes()
    if total <= most:
        return network, ""
    known = network.to_undirected(as_view=True)
    kept = set(keep)
    ranked = sorted(
        network,
        key=lambda iri: (
            iri not in kept,
            -len(known[iri]),
            -network.degree(iri, weight="weight"),
            iri,
        ),
    )
    cut = _kept(network, ranked[:most])
    cut.remove_nodes_from([iri for iri in list(cut) if not cut.degree(iri) and iri not in kept])
    return (
        cut,
        f"Only the {len(cut):,} best-connected of {total:,} things are shown, so that the map can be read. --most {total} draws them all.",
    )


def beside(one: Network, other: Network, names: tuple[str, str]) -> Network:
    """Lay two networks over each other and say of everything where it is: `group` is "only in" one, or "in both".

    Args:
        one: a network.
        other: another of the same kind.
        names: of the two.
    """
    groups = {
        (True, False): f"only in {names[0]}",
        (False, True): f"only in {names[1]}",
        (True, True): "in both",
    }
    joined = one.copy()
    joined.add_nodes_from(other)
    for start, end, key, told in other.edges(keys=True, data=True):
        joined.add_edge(start, end, key, **told)
    for iri in joined:
        joined.nodes[iri].update(
            other.nodes.get(iri, {}) | one.nodes.get(iri, {}),
            group=groups[iri in one, iri in other],
        )
    for start, end, key in joined.edges(keys=True):
        known = [
            network.edges[start, end, key]
            for network in (one, other)
            if network.has_edge(start, end, key)
        ]
        sentences = {sentence["iri"]: sentence for told in known for sentence in told["sentences"]}
        group = groups[one.has_edge(start, end, key), other.has_edge(start, end, key)]
        joined.edges[start, end, key].update(
            known[0],
            group=group,
            sentences=[sentences[iri] for iri in sorted(sentences)],
            weight=len(sentences),
        )
    joined.graph["grouping"] = "Where it is"
    return joined


def path(network: Network, one: str, other: str, cost: Cost) -> list[str]:
    """Return the things along the cheapest path between two, either direction of a relation taken; empty where there is none.

    Args:
        network: with the sentences on its edges.
        one: IRI to start from.
        other: IRI to arrive at.
        cost: of a hop, by the number of distinct sentences behind it.
    """
    nodes = sorted(network)
    numbers = {iri: number for number, iri in enumerate(nodes)}

    def neighbours(number: int) -> list[tuple[int, int]]:
        behind: dict[int, set[str]] = defaultdict(set)
        iri = nodes[number]
        for start, end, told in (
            *network.out_edges(iri, data=True),
            *network.in_edges(iri, data=True),
        ):
            behind[numbers[end if start == iri else start]] |= {
                sentence["iri"] for sentence in told["sentences"]
            }
        return sorted(
            (near, len(sentences)) for near, sentences in behind.items() if near != number
        )

    return [nodes[number] for number in cheapest(neighbours, numbers[one], numbers[other], cost)]


def away_from(network: Network, start: str) -> networkx.DiGraph[str]:
    """Return the network with every edge pointing away from a thing, for a layout that is read from there."""
    import networkx

    steps = networkx.single_source_shortest_path_length(network.to_undirected(as_view=True), start)
    pairs = sorted({(one, other) for one, other, _ in network.edges(keys=True) if one != other})
    pointing: networkx.DiGraph[str] = networkx.DiGraph()
    pointing.add_nodes_from(sorted(network))
    pointing.add_edges_from(
        (one, other) if steps[one] <= steps[other] else (other, one) for one, other in pairs
    )
    return pointing


def _kept(network: Network, wanted: Iterable[str]) -> Network:
    return network.subgraph(list(wanted)).copy()
