"""Networks for tests: four classic ones, and random ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import igraph
import networkx
from hypothesis import strategies as st

from graph.evidence import Evidence

Edges = list[tuple[int, int, int]]  # two nodes and a weight
KNOWN: dict[str, networkx.Graph[Any]] = {
    "karate": networkx.karate_club_graph(),
    "women": networkx.davis_southern_women_graph(),
    "families": networkx.florentine_families_graph(),
    "kite": networkx.krackhardt_kite_graph(),
}
edge_lists = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 4)), max_size=25
)


def weighted(edges: Edges, lone: int = 0) -> networkx.Graph[int]:
    """Make a network of edges, without loops, and of some nodes without edges."""
    network: networkx.Graph[int] = networkx.Graph()
    network.add_weighted_edges_from(edge for edge in edges if edge[0] != edge[1])
    network.add_nodes_from(range(100, 100 + lone))
    return network


def igraph_of(network: networkx.Graph[Any]) -> tuple[igraph.Graph, list[float]]:
    """Return a network as igraph has it, with the weights of its edges."""
    rows = {node: number for number, node in enumerate(network)}
    edges = list(network.edges(data="weight", default=1))
    pairs = [(rows[source], rows[target]) for source, target, _ in edges]
    return igraph.Graph(len(rows), pairs), [weight for _, _, weight in edges]


def stated(*edges: str, kinds: dict[str, str] | None = None) -> networkx.MultiDiGraph[str]:
    """Make a network as `project` does, of edges such as "a works-with b 1 2" with sentences."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name="example", sides=1)
    for edge in edges:
        source, relation, target, *numbers = edge.split()
        words = relation.replace("-", " ")
        sentences = [sentence(number) for number in numbers]
        network.add_edge(
            source,
            target,
            relation,
            words=words,
            back=f"({words})",
            planned=False,
            both=False,
            sentences=sentences,
            weight=len(sentences),
        )
    for node, attributes in network.nodes(data=True):
        attributes.update(
            label=node.upper(), kind=(kinds or {}).get(node, "Unit"), sector="", voices=[], side=0
        )
    return network


def sentence(number: str, voices: Iterable[str] = ()) -> Evidence:
    """Make a sentence of an edge."""
    iri = f"https://example.org/report/1/{number}"
    return Evidence(iri, f"sentence {number}", iri, tuple(voices))
