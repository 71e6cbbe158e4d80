"""Analyse who stands between partners of different sectors."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from graph.analyse.algorithms.structural_holes import open_pairs
from graph.analyse.evidence import node_sentences
from graph.analyse.networks.adjacency import adjacency
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.settings import Settings
from graph.analyse.wording import agreeing, enumeration, network_size, node_kind, node_label
from graph.store import Store
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_QUESTION = "Who stands between partners of different sectors?"
_NOTE = (
    "A force stands first by nature: the report is about it. "
    "Contacts without a sector, such as units and roles, are in no pair."
)


def _run(network: Network, _store: Store, settings: Settings, _progress: Progress) -> Result:
    sectors = {
        node: str(sector) for node, sector in network.nodes(data="sector", default="") if sector
    }
    pairs = open_pairs(adjacency(network), sectors)
    alone = _alone(pairs)
    order = sorted(
        (node for node in pairs if pairs[node]),
        key=lambda node: (-len(pairs[node]), -alone[node], node_label(network, node)),
    )
    rows = tuple(
        _row(network, node, pairs[node], alone[node], sectors) for node in order[: settings.top]
    )
    things = f"{format_amount(len(order), 'things')} {agreeing(len(order), 'stands', 'stand')}"
    summary = f"{things} between contacts of different sectors."
    if rows:
        summary += f" First comes {rows[0].label}."
    return Result(
        "brokers",
        _QUESTION,
        network_size(network),
        summary,
        rows,
        len(order),
        (_NOTE,),
    )


def _alone(pairs: dict[str, list[tuple[str, str]]]) -> dict[str, int]:
    """Count the pairs of each thing that no second thing joins."""
    brokers = Counter(frozenset(pair) for pair in chain.from_iterable(pairs.values()))
    return {
        node: sum(brokers[frozenset(pair)] == 1 for pair in node_pairs)
        for node, node_pairs in pairs.items()
    }


def _row(
    network: Network,
    node: str,
    pairs: list[tuple[str, str]],
    alone: int,
    sectors: dict[str, str],
) -> ResultRow:
    contacts = {*chain.from_iterable(pairs)}
    names = sorted({sectors[contact] for contact in contacts})
    return ResultRow(
        node,
        node_label(network, node),
        {
            "kind": node_kind(network, node),
            "pairs": len(pairs),
            "alone": alone,
            "sectors": len(names),
        },
        f"Stands between {format_amount(len(pairs), 'pairs')} of contacts in "
        f"{enumeration(names, most=4)}; {alone:,} of these nobody else joins.",
        node_sentences(network, node, contacts),
    )


ANALYSES = (
    Analysis(
        "brokers",
        _QUESTION,
        "Of each thing, the pairs of contacts in different sectors that are not connected to each "
        "other, and how many of these nobody else joins.",
        "pairs",
        "Gould and Fernandez, Sociological Methodology 19 (1989)",
        "partnerships",
        _run,
    ),
)
