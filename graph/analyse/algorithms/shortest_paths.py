"""Knows the shortest ways between two things, the best-supported first among those of one length."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import networkx

T = TypeVar("T")


def ways(network: networkx.MultiDiGraph[T], one: T, other: T, *, number: int = 3) -> list[list[T]]:
    """Return the shortest ways without a loop between two things, taking relations both ways; none where no way leads.

    Source: Yen, “Finding the k shortest loopless paths in a network”, Management Science 17 (1971). A hop costs one, and a thousandth of
    one over its sentences, so that the better supported of two ways of one length comes first.

    Args:
        network: with `weight` on its edges.
        one: where the ways begin.
        other: where they end.
        number: how many at most.
    """
    import networkx

    plain: networkx.Graph[T] = networkx.Graph()
    plain.add_nodes_from(network)
    for start, end, weight in network.edges(data="weight", default=1):
        plain.add_edge(
            start,
            end,
            weight=plain.get_edge_data(start, end, {"weight": 0})["weight"] + (weight or 0),
        )
    for _, _, told in plain.edges(data=True):
        told["cost"] = 1 + 1e-3 / (1 + told["weight"])
    try:
        return list(
            islice(networkx.shortest_simple_paths(plain, one, other, weight="cost"), number)
        )
    except networkx.NetworkXNoPath:
        return []
