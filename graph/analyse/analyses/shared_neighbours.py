"""Analyse what connects the things of one side of a network through the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analyse.evidence import distinct_sentences, node_sentences
from graph.analyse.networks.bipartite import projected_graph
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.settings import Settings
from graph.analyse.wording import enumeration, network_size, node_label, pair_label
from graph.store import Store
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_QUESTION = "What connects things of one side through what they share?"


def _run(network: Network, _store: Store, settings: Settings, _progress: Progress) -> Result:
    projected = projected_graph(network, weight="newman")

    def place(edge: tuple[str, str]) -> tuple[float, str, str]:
        source, target = (node_label(projected, node) for node in edge)
        return -round(projected.edges[edge]["weight"], 9), source, target

    edges = sorted(projected.edges(), key=place)
    rows = tuple(
        _row(network, source, target, **projected.edges[source, target])
        for source, target in edges[: settings.top]
    )
    return Result(
        "shared",
        _QUESTION,
        network_size(network),
        f"{format_amount(len(edges), 'pairs')} of the {format_amount(len(projected), 'things')} "
        "on the first side share something on the other.",
        rows,
        len(edges),
        ("Newman's weight counts a shared thing less, the more others share it too.",),
    )


def _row(
    network: Network, source: str, target: str, *, weight: float, shared: list[str]
) -> ResultRow:
    sentences = distinct_sentences(
        sentence for node in (source, target) for sentence in node_sentences(network, node, shared)
    )
    return ResultRow(
        "",
        pair_label(network, source, target),
        {"shared": len(shared), "weight": round(weight, 4)},
        f"They share {enumeration(node_label(network, node) for node in shared)}.",
        sentences,
    )


ANALYSES = (
    Analysis(
        "shared",
        _QUESTION,
        "Pairs of things of the first side of a network of two, with Newman's weight of the things "
        "they share.",
        "Newman's weight",
        "Newman, Physical Review E 64, 016132 (2001)",
        "units-partners",
        _run,
    ),
)
