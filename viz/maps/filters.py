"""Limit a network to what a map shows: around a thing, on a theme, or the best-connected part.

Every function returns a new network.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph import terms
from graph.errors import PeelgraphError
from graph.queries import text_rows
from graph.store import Store

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

IN_BOTH = "in both"
OTHER_SENTENCES = "in both, on other sentences"
_THEME = """
SELECT DISTINCT ?sentence WHERE {
  ?near skos:broader*/skos:related? ?theme .
  { ?sentence peel:mentions ?near } UNION { ?item peel:about ?near ; prov:wasQuotedFrom ?sentence }
}
"""


def neighbourhood(network: Network, centre: Collection[str], hops: int) -> Network:
    """Return what is within some hops of things, in either direction, with all relations there.

    Args:
        network: of any size.
        centre: IRIs of the things.
        hops: how far from them.
    """
    undirected = network.to_undirected(as_view=True)
    nodes = set(centre)
    for _ in range(hops):
        nodes |= {neighbour for iri in nodes for neighbour in undirected[iri]}
    return _part(network, nodes)


def of_things(network: Network, *, besides: Collection[str] = (), as_view: bool = False) -> Network:
    """Return a network without findings, figures and the like.

    Args:
        network: of things and statements.
        besides: IRIs of statements that stay.
        as_view: whether a view of the network is enough, which takes no copy.
    """
    statements = terms.of(network).expand(["statement"])
    nodes = (
        iri
        for iri, attributes in network.nodes(data=True)
        if attributes["kind"] not in statements or iri in besides
    )
    return network.subgraph(nodes) if as_view else _part(network, nodes)


def on_theme(network: Network, store: Store, theme: str, *, label: str) -> Network:
    """Return what sentences state that speak of a theme or something related.

    That is the theme, a narrower one, or a group of people it concerns.

    Args:
        network: with sentences on its edges.
        store: of the network.
        theme: IRI of the theme.
        label: of the theme, for the error.

    Raises:
        PeelgraphError: when nothing is left.
    """
    mentions = sentences_on(store, theme)
    part = network.copy()
    for source, target, key, attributes in network.edges(keys=True, data=True):
        sentences = [sentence for sentence in attributes["sentences"] if sentence.iri in mentions]
        if sentences:
            part.edges[source, target, key].update(sentences=sentences, weight=len(sentences))
        else:
            part.remove_edge(source, target, key)
    part.remove_nodes_from([iri for iri in network if not part.degree(iri)])
    if not part:
        raise PeelgraphError(
            f"no relation of a sentence that speaks of \u201c{label}\u201d is left.",
            hint="Choose another theme, or leave --theme out.",
        )
    return part


def sentences_on(store: Store, theme: str) -> set[str]:
    """Return the sentences that speak of a theme, a narrower one, or a group that it concerns.

    Args:
        store: that holds them.
        theme: IRI of the theme.
    """
    return {row["sentence"] for row in text_rows(store, _THEME, theme=theme)}


def best_connected(network: Network, most: int, *, keep: Iterable[str] = ()) -> tuple[Network, str]:
    """Return the things with the most neighbours and sentences, where a network is too large.

    Args:
        network: of any size.
        most: how many things a map can show.
        keep: IRIs of things that stay in any case.

    Returns:
        The network, and a line that says what was left out, or "".
    """
    total = network.number_of_nodes()
    if total <= most:
        return network, ""
    undirected = network.to_undirected(as_view=True)
    fixed = set(keep)

    def rank(iri: str) -> tuple[bool, int, int, str]:
        weight = network.degree(iri, weight="weight")
        return iri not in fixed, -len(undirected[iri]), -weight, iri

    part = _part(network, sorted(network, key=rank)[:most])
    part.remove_nodes_from([iri for iri in list(part) if not part.degree(iri) and iri not in fixed])
    notice = (
        f"Only the {len(part):,} best-connected of {total:,} things are shown, so that the map can "
        f"be read. --most {total} draws them all."
    )
    return part, notice


def join_networks(first: Network, second: Network, names: tuple[str, str]) -> Network:
    """Join two networks; the group of everything says where it is: only in one, or in both.

    A relation in both that does not rest on the same sentences has a group of its own.

    Args:
        first: a network.
        second: another one of the same kind.
        names: of the two.
    """
    joined = first.copy()
    joined.add_nodes_from(second)
    joined.add_edges_from(second.edges(keys=True))
    for iri in joined:
        group = _presence(iri in first, iri in second, names)
        attributes = second.nodes.get(iri, {}) | first.nodes.get(iri, {})
        joined.nodes[iri].update(attributes, group=group)
    for edge in joined.edges(keys=True):
        versions = [network.edges[edge] for network in (first, second) if network.has_edge(*edge)]
        group = _presence(first.has_edge(*edge), second.has_edge(*edge), names)
        if group == IN_BOTH and not _have_same_sentences(versions):
            group = OTHER_SENTENCES
        joined.edges[edge].update(_joined(versions), group=group)
    joined.graph.update(grouping="Where it is", names=names)
    return joined


def presence_claim(network: Network) -> str:
    """Say how many relations of two joined networks are only in one, in both, and changed.

    Args:
        network: as `join_networks` makes it.
    """
    groups = Counter(edge["group"] for _, _, edge in network.edges(data=True))
    alone = (_presence(at == 0, at == 1, network.graph["names"]) for at in (0, 1))
    parts = [f"{groups[group]:,} {group}" for group in (*alone, IN_BOTH, OTHER_SENTENCES)]
    return f"Relations: {'; '.join(parts)}."


def away_from(network: Network, source: str) -> networkx.DiGraph[str]:
    """Return the network with every edge pointing away from a thing, for a layout in layers.

    Args:
        network: connected.
        source: IRI of the thing.
    """
    import networkx

    undirected = network.to_undirected(as_view=True)
    steps = networkx.single_source_shortest_path_length(undirected, source)
    pairs = sorted({(start, end) for start, end in network.edges() if start != end})
    pointing: networkx.DiGraph[str] = networkx.DiGraph()
    pointing.add_nodes_from(sorted(network))
    for pair in pairs:
        pointing.add_edge(*sorted(pair, key=lambda node: steps[node]))
    return pointing


def _presence(in_first: bool, in_second: bool, names: tuple[str, str]) -> str:
    if in_first and in_second:
        return IN_BOTH
    return f"only in {names[in_second]}"


def _have_same_sentences(versions: Sequence[Mapping[str, Any]]) -> bool:
    first, second = ({item.iri for item in version["sentences"]} for version in versions)
    return first == second


def _joined(versions: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Join the attributes of a relation in two networks; those of the first one prevail."""
    joined: dict[str, Any] = {}
    sentences: dict[str, Any] = {}
    for attributes in versions:
        joined = {**attributes, **joined}
        sentences |= {sentence.iri: sentence for sentence in attributes["sentences"]}
    evidence = [sentences[iri] for iri in sorted(sentences)]
    return joined | {"sentences": evidence, "weight": len(evidence)}


def _part(network: Network, nodes: Iterable[str]) -> Network:
    return network.subgraph(list(nodes)).copy()
