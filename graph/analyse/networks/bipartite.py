"""Knows networks of two sides, and how one side alone is connected through what it shares on the other."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from graph.errors import PeelgraphError

if TYPE_CHECKING:
    import networkx

Weight = Literal["count", "newman"]


def one_mode(
    network: networkx.MultiDiGraph[str], *, side: int = 0, weight: Weight = "count"
) -> networkx.Graph[str]:
    """Connect the things of one side that share something on the other.

    Source of the weights: Newman, “Scientific collaboration networks. II”, Physical Review E 64, 016132 (2001): each shared neighbour
    counts one over its other neighbours, so that sharing what everybody has tells little.

    Args:
        network: of two sides, as `project` makes it.
        side: whose things become the nodes, 0 or 1.
        weight: `count` for the number of shared neighbours, `newman` for Newman's weight.

    Returns:
        An undirected network with the attributes of the nodes; edges carry `weight` and `shared`, the IRIs of the shared neighbours, A to Z.

    Raises:
        PeelgraphError: for a network that has one side only.
    """
    import networkx

    if network.graph.get("sides") != 2:
        raise PeelgraphError(
            f"the network {network.graph.get('name', '')} has one side only.",
            hint="Choose a network of two sides, such as units-partners.",
        )
    made: networkx.Graph[str] = networkx.Graph(**network.graph | {"sides": 1, "directed": False})
    made.add_nodes_from(
        (node, told) for node, told in network.nodes(data=True) if told["side"] == side
    )
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    degree: dict[str, int] = {}
    for middle in sorted(node for node, told in network.nodes(data=True) if told["side"] != side):
        around = sorted({*network.successors(middle), *network.predecessors(middle)})
        degree[middle] = len(around)
        for pair in combinations(around, 2):
            shared[pair].append(middle)
    for (one, other), middles in sorted(shared.items()):
        heavy = (
            sum(1 / (degree[middle] - 1) for middle in middles)
            if weight == "newman"
            else len(middles)
        )
        made.add_edge(one, other, weight=heavy, shared=middles)
    return made
