"""Find paths in a NetworkX network with sentences on its edges, as in the index of a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from graph.analyse.algorithms.report_paths import LOADED, ReportLinks, routes_by_report
from graph.analyse.algorithms.shortest_paths import MOST_PATHS, Routes
from graph.evidence import Evidence, report_number
from graph.text import stable_number

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]


def network_routes(
    network: Network,
    source: str,
    target: str,
    *,
    most: int = MOST_PATHS,
    avoided: Collection[str] = (),
) -> Routes[str]:
    """Return the same as `routes_by_report` between two nodes of a network.

    Args:
        network: with the sentences on its edges, which are taken both ways.
        source: the node at which they begin.
        target: that at which they end.
        most: of the shortest ones, the number that is returned.
        avoided: what they may not lead through.
    """
    nodes = sorted(network, key=stable_number)  # as the index of a store numbers them
    hidden = {number for number, node in enumerate(nodes) if node in avoided}
    links = network_links(network, nodes)
    ends = nodes.index(source), nodes.index(target)
    answer = routes_by_report(links, *ends, most=most, avoided=hidden)

    def named(path: list[int]) -> list[str]:
        return [nodes[number] for number in path]

    return Routes(
        [named(path) for path in answer.shortest],
        answer.total,
        named(answer.best_supported),
        named(answer.only_through),
        answer.reports,
        answer.is_across,
    )


def network_links(network: Network, nodes: list[str]) -> ReportLinks:
    """Return the links of the nodes of a network, by their places in an order of the nodes."""
    numbers = {node: number for number, node in enumerate(nodes)}

    def read(number: int) -> Iterator[tuple[int, int, int]]:
        for (node, report), sentences in _sentences(network, nodes[number]).items():
            yield numbers[node], report, max(len(sentences), 1)

    return ReportLinks(read)


def _sentences(network: Network, node: str) -> dict[tuple[str, int], set[str]]:
    """Return the distinct sentences between a node and each neighbour, by report.

    An edge without a sentence has none, so that networks of other origin have paths too.
    """
    sentences: dict[tuple[str, int], set[str]] = defaultdict(set)
    edges: Iterator[tuple[str, dict[str, Any]]] = chain(
        ((target, attributes) for _, target, attributes in network.out_edges(node, data=True)),
        ((source, attributes) for source, _, attributes in network.in_edges(node, data=True)),
    )
    for neighbour, attributes in edges:
        if neighbour == node:
            continue
        stating: list[Evidence] = attributes.get("sentences", [])
        for sentence in stating:
            sentences[neighbour, report_number(sentence.iri)].add(sentence.iri)
        if not stating:
            sentences[neighbour, LOADED] |= set()
    return sentences
