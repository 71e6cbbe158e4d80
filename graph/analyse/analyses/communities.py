"""Analyse communities: which things form groups, around whom, and how stable the groups are."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from graph.analyse.algorithms import centrality
from graph.analyse.algorithms.communities import (
    METHODS,
    Division,
    Method,
    Stability,
    communities,
    stability,
)
from graph.analyse.evidence import LazySentences, attribute_sentences
from graph.analyse.networks.adjacency import Adjacency, adjacency
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.settings import SEED, Settings
from graph.analyse.wording import enumeration, network_size, node_label
from graph.errors import PeelgraphError
from graph.option_fields import Option
from graph.store import Store
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_QUESTION = "Which things form communities?"


def network_communities(
    network: Network, *, method: Method = "louvain", seed: int = 0
) -> Division[str]:
    """Divide a network into communities, each with its best-connected things first.

    What counts is the number of statements between a thing and others, then its name. Maps and the
    analysis of communities show the same groups, around the same things.

    Args:
        network: as `project` makes it.
        method: `louvain` or `leiden`.
        seed: for the random order in which things are looked at.
    """
    matrix = adjacency(network)
    division = communities(matrix, method=method, seed=seed)
    strength = centrality.strength(matrix)

    def best_connected(node: str) -> tuple[float, str, str]:
        return -strength[node], node_label(network, node), node

    groups = (tuple(sorted(group, key=best_connected)) for group in division.groups)
    return Division(tuple(groups), division.modularity, seed)


def _run(network: Network, _store: Store, settings: Settings, progress: Progress) -> Result:
    method = _method(settings.by)
    matrix = adjacency(network)
    division = network_communities(network, method=method, seed=settings.seed)
    seeds = stability(matrix, method=method, seed=settings.seed, progress=progress)
    rows = tuple(
        _row(network, number, group)
        for number, group in enumerate(division.groups[: settings.top], start=1)
    )
    return Result(
        "communities",
        _QUESTION,
        network_size(network),
        _summary(division, seeds),
        rows,
        len(division.groups),
        (_note(seeds),),
        _edges_between_groups(matrix, division),
    )


def _method(name: str) -> Method:
    for method in METHODS:
        if name in (method, ""):
            return method
    raise PeelgraphError(
        f"there is no method “{name}” for communities.",
        hint=f"Choose {' or '.join(f'--by {method}' for method in METHODS)}.",
    )


def _row(network: Network, number: int, group: tuple[str, ...]) -> ResultRow:
    names = [node_label(network, node) for node in group]
    edges = [attributes for _, _, attributes in network.subgraph(group).edges(data=True)]
    return ResultRow(
        "",
        f"group {number}",
        {"things": len(group), "relations inside": len(edges), "around": names[0]},
        f"{format_amount(len(group), 'things')} around {enumeration(names, most=5)}.",
        LazySentences(partial(attribute_sentences, edges)),
    )


def _summary(division: Division[str], seeds: Stability) -> str:
    agreement = "largely different groups"
    if seeds.rand > 0.8:
        agreement = "much the same groups"
    elif seeds.rand > 0.5:
        agreement = "partly different groups"
    fewest, most = seeds.groups
    numbers = f"{fewest} to {most}" if fewest < most else str(fewest)
    return (
        f"{format_amount(len(division.groups), 'groups')}, modularity {division.modularity:.2f}. "
        f"{seeds.seeds} seeds give {agreement}: {numbers}, adjusted Rand index {seeds.rand:.2f}."
    )


def _note(seeds: Stability) -> str:
    lowest, highest = seeds.modularity
    return (
        f"Over {seeds.seeds} seeds: modularity {lowest:.3f} to {highest:.3f}, "
        f"mean adjusted Rand index {seeds.rand:.2f}, "
        f"mean normalised mutual information {seeds.information:.2f}. "
        "A group is a result of the computation, not a body that exists."
    )


def _edges_between_groups(
    matrix: Adjacency[str], division: Division[str]
) -> dict[str, list[float]]:
    """Count the edges between each two groups, given as two numbers from 0."""
    places = {node: number for number, group in enumerate(division.groups) for node in group}
    numbers = [places[node] for node in matrix.nodes]
    counts: Counter[tuple[int, ...]] = Counter(
        tuple(sorted((numbers[source], numbers[target]))) for source, target in matrix.pairs()
    )
    return {f"{first},{second}": [float(count)] for (first, second), count in counts.items()}


ANALYSES = (
    Analysis(
        "communities",
        _QUESTION,
        "Groups with more relationships inside than expected by chance (modularity), "
        "weighted by the number of statements.",
        "modularity, -0.5 to 1; stability, 0 to 1",
        "Blondel et al. (2008), Louvain; Traag et al. (2019), Leiden; Newman and Girvan (2004)",
        "partnerships",
        _run,
        {**SEED, "by": Option("the method", choices=METHODS)},
    ),
)
