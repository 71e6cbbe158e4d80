"""Analyse who connects partners of different sectors (brokerage)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from graph.analyse.algorithms.structural_holes import open_pairs
from graph.analyse.evidence import LazySentences, node_sentences
from graph.analyse.networks.adjacency import adjacency
from graph.analyse.networks.reports import ReportNetwork, in_reports, report_networks
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.settings import Settings
from graph.analyse.wording import agreeing, enumeration, network_size, node_kind, node_label
from graph.store import Store
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_QUESTION = "Who connects partners of different sectors?"
_NOTE = (
    "An inspected force ranks high because the report is about it. "
    "Contacts without a sector, such as units and roles, are not counted."
)


def _run(network: Network, store: Store, settings: Settings, _progress: Progress) -> Result:
    parts = report_networks(network, store)
    brokers = [broker for part in parts for broker in _brokers(part)]
    brokers.sort(key=lambda broker: (-len(broker.pairs), -broker.alone, broker.label))
    rows = tuple(_row(broker) for broker in brokers[: settings.top])
    number = len(brokers)
    things = f"{format_amount(number, 'things')} {agreeing(number, 'connects', 'connect')}"
    summary = f"{things} contacts of different sectors{in_reports(parts)}."
    if rows:
        summary += f" {rows[0].label} comes first."
    return Result(
        "brokers",
        _QUESTION,
        network_size(network),
        summary,
        rows,
        number,
        (_NOTE,),
    )


class _Broker(NamedTuple):
    """A thing that stands between contacts in one report.

    Attributes:
        part: the network of the report.
        node: the thing.
        label: its name.
        pairs: of its contacts.
        alone: how many of these no second thing joins.
    """

    part: ReportNetwork
    node: str
    label: str
    pairs: list[tuple[str, str]]
    alone: int


def _brokers(part: ReportNetwork) -> Iterator[_Broker]:
    """Yield the things of a report that stand between contacts of different sectors."""
    sectors = _sectors(part.network)
    pairs = open_pairs(adjacency(part.network), sectors)
    alone = _alone(pairs)
    for node in pairs:
        if pairs[node]:
            yield _Broker(part, node, node_label(part.network, node), pairs[node], alone[node])


def _sectors(network: Network) -> dict[str, str]:
    """Return the sector of each thing that has one."""
    return {
        node: str(sector) for node, sector in network.nodes(data="sector", default="") if sector
    }


def _alone(pairs: dict[str, list[tuple[str, str]]]) -> dict[str, int]:
    """Count the pairs of each thing that no second thing connects."""
    brokers = Counter(frozenset(pair) for pair in chain.from_iterable(pairs.values()))
    return {
        node: sum(brokers[frozenset(pair)] == 1 for pair in node_pairs)
        for node, node_pairs in pairs.items()
    }


def _row(broker: _Broker) -> ResultRow:
    network, pairs = broker.part.network, broker.pairs
    contacts = {*chain.from_iterable(pairs)}
    sectors = _sectors(network)
    names = sorted({sectors[contact] for contact in contacts})
    row = ResultRow(
        broker.node,
        broker.label,
        {
            "kind": node_kind(network, broker.node),
            "pairs": len(pairs),
            "alone": broker.alone,
            "sectors": len(names),
        },
        f"Connects {format_amount(len(pairs), 'pairs')} of contacts in "
        f"{enumeration(names, most=4)}; {_pairs_alone(broker)}.",
        LazySentences(partial(node_sentences, network, broker.node, contacts)),
    )
    return broker.part.report.row(row)


def _pairs_alone(broker: _Broker) -> str:
    """Say how many of its pairs it alone connects."""
    if not broker.alone:
        return "other things connect these too"
    if broker.alone < len(broker.pairs):
        return f"no other thing connects {broker.alone:,} of these"
    return "no other thing connects them"


ANALYSES = (
    Analysis(
        "brokers",
        _QUESTION,
        "For each thing, the pairs of its contacts that are in different sectors and not connected "
        "to each other, and the number of these pairs that no other thing connects.",
        "pairs",
        "Gould and Fernandez, Sociological Methodology 19 (1989)",
        "partnerships",
        _run,
        by_report=True,
    ),
)
