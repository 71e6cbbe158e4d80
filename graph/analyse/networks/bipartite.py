"""Project a network of two sides onto one side: which things are connected by what they share."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from graph.errors import PeelgraphError

if TYPE_CHECKING:
    import networkx

Weight = Literal["count", "newman"]


def projected_graph(
    network: networkx.MultiDiGraph[str], *, side: int = 0, weight: Weight = "count"
) -> networkx.Graph[str]:
    """Connect the things of one side that share something on the other.

    Source of the weights: Newman, “Scientific collaboration networks. II”, Physical Review E 64,
    016132 (2001): each shared neighbour counts one over its further neighbours, so that sharing
    what everybody has counts little.

    Args:
        network: of two sides, as `project` makes it.
        side: whose things become the nodes, 0 or 1.
        weight: `count` for the number of shared neighbours, `newman` for Newman's weight.

    Returns:
        An undirected network with the attributes of the nodes; edges carry `weight` and `shared`,
        the IRIs of the shared neighbours, A to Z.

    Raises:
        PeelgraphError: for a network that has one side only.
    """
    import networkx

    if network.graph.get("sides") != 2:
        raise PeelgraphError(
            f"the network {network.graph.get('name', '')} has one side only.",
            hint="Choose a network of two sides, such as units-partners.",
        )
    projected: networkx.Graph[str] = networkx.Graph(
        **network.graph | {"sides": 1, "directed": False}
    )
    sides = {node: attributes["side"] for node, attributes in network.nodes(data=True)}
    projected.add_nodes_from((node, network.nodes[node]) for node in network if sides[node] == side)
    neighbours = {
        node: sorted({*network.successors(node), *network.predecessors(node)})
        for node in sorted(network)
        if sides[node] != side
    }
    for (source, target), shared in _shared_neighbours(neighbours).items():
        weights = {"count": len(shared), "newman": _newman_weight(neighbours, shared)}
        projected.add_edge(source, target, weight=weights[weight], shared=shared)
    return projected


def _shared_neighbours(neighbours: dict[str, list[str]]) -> dict[tuple[str, str], list[str]]:
    """Return what each pair of things shares, given the neighbours of what can be shared."""
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for node, nodes in neighbours.items():
        for pair in combinations(nodes, 2):
            shared[pair].append(node)
    return dict(sorted(shared.items()))


def _newman_weight(neighbours: dict[str, list[str]], shared: list[str]) -> float:
    return sum(1 / (len(neighbours[node]) - 1) for node in shared)
