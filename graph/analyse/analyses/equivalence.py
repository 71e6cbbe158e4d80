"""Analyse which things are connected with the same others (structural equivalence)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from graph.analyse.algorithms.similarity import SimilarPair, similar_pairs
from graph.analyse.evidence import LazySentences, distinct_sentences, node_sentences
from graph.analyse.networks.adjacency import adjacency
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.settings import Settings
from graph.analyse.wording import enumeration, network_size, node_label, pair_label
from graph.evidence import Evidence
from graph.store import Store
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_QUESTION = "Who has the same relationships?"


def _run(network: Network, _store: Store, settings: Settings, _progress: Progress) -> Result:
    pairs = similar_pairs(adjacency(network))
    rows = tuple(_row(network, pair) for pair in pairs[: settings.top])
    summary = f"{format_amount(len(pairs), 'pairs')} of things share two relationships or more."
    if rows:
        summary += f" Most alike: {rows[0].label}."
    return Result("equivalence", _QUESTION, network_size(network), summary, rows, len(pairs))


def _row(network: Network, pair: SimilarPair[str]) -> ResultRow:
    shared = [node_label(network, node) for node in pair.shared]
    return ResultRow(
        "",
        pair_label(network, *pair.nodes),
        {"likeness": round(pair.similarity, 4), "shared": len(shared)},
        f"Both are connected to {enumeration(shared)}.",
        LazySentences(partial(_sentences, network, pair)),
    )


def _sentences(network: Network, pair: SimilarPair[str]) -> tuple[Evidence, ...]:
    """Return the sentences on the relations of both things to those that they share."""
    return distinct_sentences(
        sentence for node in pair.nodes for sentence in node_sentences(network, node, pair.shared)
    )


ANALYSES = (
    Analysis(
        "equivalence",
        _QUESTION,
        "For each pair with at least two shared contacts, the number of shared contacts over the "
        "number of all contacts of either (Jaccard).",
        "0 to 1",
        "Lorrain and White, Journal of Mathematical Sociology 1 (1971)",
        "partnerships",
        _run,
    ),
)
