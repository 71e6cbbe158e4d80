"""Analyse what connects the things of one side of a network through the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.analyse.evidence import distinct_sentences, node_sentences
from graph.analyse.networks.bipartite import projected_graph
from graph.analyse.networks.reports import ReportNetwork, in_reports, report_networks
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.settings import Settings
from graph.analyse.wording import agreeing, enumeration, network_size, node_label, pair_label
from graph.store import Store
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_QUESTION = "Which things of one side share things of the other?"


def _run(network: Network, store: Store, settings: Settings, _progress: Progress) -> Result:
    parts = report_networks(network, store)
    projected = [(part, projected_graph(part.network, weight="newman")) for part in parts]
    pairs = [
        (part, source, target, attributes)
        for part, graph in projected
        for source, target, attributes in graph.edges(data=True)
    ]

    def place(pair: tuple[ReportNetwork, str, str, dict[str, Any]]) -> tuple[float, str, str, str]:
        part, source, target, attributes = pair
        names = (node_label(part.network, node) for node in (source, target))
        return -round(attributes["weight"], 9), *names, part.report.label

    pairs.sort(key=place)
    rows = tuple(
        part.report.row(_row(part.network, source, target, **attributes))
        for part, source, target, attributes in pairs[: settings.top]
    )
    things = sum(len(graph) for _, graph in projected)
    return Result(
        "shared",
        _QUESTION,
        network_size(network),
        f"{format_amount(len(pairs), 'pairs')} of the {format_amount(things, 'things')} "
        f"on the first side {agreeing(len(pairs), 'shares', 'share')} something on the other"
        f"{in_reports(parts)}.",
        rows,
        len(pairs),
        ("Newman's weight counts a shared thing less if more others share it.",),
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
        "Pairs of things on the first side of a bipartite network, with Newman's weight of the "
        "things on the second side that they share.",
        "Newman's weight",
        "Newman, Physical Review E 64, 016132 (2001)",
        "units-partners",
        _run,
        by_report=True,
    ),
)
