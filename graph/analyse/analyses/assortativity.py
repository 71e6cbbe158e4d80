"""Analyse whether things are connected with things of their own kind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from graph.analyse.algorithms.assortativity import mixing
from graph.analyse.evidence import LazySentences, attribute_sentences
from graph.analyse.networks.adjacency import adjacency
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.settings import Settings
from graph.analyse.wording import network_size, node_kind
from graph.evidence import Evidence
from graph.store import Store
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_QUESTION = "Are things connected to their own kind?"


def _run(network: Network, _store: Store, settings: Settings, _progress: Progress) -> Result:
    kinds = {node: node_kind(network, node) for node in network}
    mixture = mixing(adjacency(network), kinds)
    order = sorted(mixture.counts, key=lambda pair: (-mixture.counts[pair], pair))
    total = sum(mixture.counts.values())
    rows = tuple(
        _row(network, kinds, pair, mixture.counts[pair], total) for pair in order[: settings.top]
    )
    summary = _summary(mixture.assortativity)
    return Result("assortativity", _QUESTION, network_size(network), summary, rows, len(order))


def _row(
    network: Network, kinds: dict[str, str], pair: tuple[str, str], number: int, total: int
) -> ResultRow:
    first, second = pair
    place = f"join {first} and {second}"
    if first == second:
        place = f"lie within the kind {first}"
    return ResultRow(
        "",
        f"{first} \u2013 {second}",
        {"relationships": number, "percent": round(100 * number / total, 1)},
        f"{number:,} of {format_amount(total, 'relationships')} {place}.",
        LazySentences(partial(_sentences, network, kinds, pair)),
    )


def _sentences(
    network: Network, kinds: dict[str, str], pair: tuple[str, str]
) -> tuple[Evidence, ...]:
    """Return the sentences on the relations between two kinds of things."""
    return attribute_sentences(
        attributes
        for source, target, attributes in network.edges(data=True)
        if {kinds[source], kinds[target]} == {*pair} and source != target
    )


def _summary(assortativity: float | None) -> str:
    if assortativity is None:
        return "There is only one kind of thing, so assortativity is not defined."
    tendency = "to all kinds as often as by chance"
    if assortativity < -0.05:
        tendency = "to other kinds more often than by chance"
    elif assortativity > 0.05:
        tendency = "to their own kind more often than by chance"
    return f"Assortativity by kind is {assortativity:.2f}: relationships lead {tendency}."


ANALYSES = (
    Analysis(
        "assortativity",
        _QUESTION,
        "The share of relationships within a kind, compared with the share expected by chance; "
        "and the relationships of each pair of kinds.",
        "-1 to 1",
        "Newman, Physical Review E 67 (2003)",
        "partnerships",
        _run,
    ),
)
