"""Analyse what a network loses without a thing or a connection: articulation points and bridges."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from graph.analyse.algorithms.connectivity import Cut, articulation_points, bridges
from graph.analyse.analyses.measures import component_notes
from graph.analyse.evidence import LazySentences, node_sentences, pair_sentences
from graph.analyse.networks.adjacency import adjacency
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.settings import Settings
from graph.analyse.wording import agreeing, network_size, node_kind, node_label, pair_label
from graph.store import Store
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_ARTICULATION_POINTS = "Without whom would others be cut off?"
_BRIDGES = "Which single relationships connect others to the rest?"
_NOTE = "Cut off means: no other path is stated. There may be one of which no sentence speaks."


def _run_articulation_points(
    network: Network, _store: Store, settings: Settings, _progress: Progress
) -> Result:
    matrix = adjacency(network)
    cuts = articulation_points(matrix)
    summary = "No single thing holds others on."
    if cuts:
        things, hold = format_amount(len(network), "things"), agreeing(len(cuts), "holds", "hold")
        summary = f"{len(cuts):,} of {things} {hold} others on."
    return Result(
        "cut-points",
        _ARTICULATION_POINTS,
        network_size(network),
        summary,
        tuple(_articulation_point(network, point) for point in cuts[: settings.top]),
        len(cuts),
        (_NOTE, *component_notes(matrix)),
    )


def _articulation_point(network: Network, point: Cut[str]) -> ResultRow:
    (node,) = point.ends
    return ResultRow(
        node,
        node_label(network, node),
        {"kind": node_kind(network, node), "cut off": point.loss},
        f"Without it {_loss(point.loss)}.",
        LazySentences(partial(node_sentences, network, node)),
    )


def _run_bridges(
    network: Network, _store: Store, settings: Settings, _progress: Progress
) -> Result:
    matrix = adjacency(network)
    cuts = bridges(matrix)
    edges = format_amount(len(matrix.pairs()), "relationships")
    are = agreeing(len(cuts), "is", "are")
    return Result(
        "bridges",
        _BRIDGES,
        network_size(network),
        f"{len(cuts):,} of {edges} {are} the only path between some things.",
        tuple(_bridge(network, bridge) for bridge in cuts[: settings.top]),
        len(cuts),
        component_notes(matrix),
    )


def _bridge(network: Network, bridge: Cut[str]) -> ResultRow:
    source, target = bridge.ends
    sentences = pair_sentences(network, source, target)
    number = len(sentences)
    evidence = f"{format_amount(number, 'sentences')} {agreeing(number, 'states', 'state')} it"
    return ResultRow(
        "",
        pair_label(network, source, target),
        {"cut off": bridge.loss, "sentences": number},
        f"Without this relationship {_loss(bridge.loss)}; {evidence}.",
        sentences,
    )


def _loss(number: int) -> str:
    things, whose = format_amount(number, "things"), agreeing(number, "its", "their")
    return f"{things} would lose {whose} stated path to the rest"


ANALYSES = (
    Analysis(
        "cut-points",
        _ARTICULATION_POINTS,
        "Things whose loss would split their part of the network, "
        "with the number of things that would lose their path to the larger rest.",
        "things",
        "Hopcroft and Tarjan, Communications of the ACM 16 (1973)",
        "partnerships",
        _run_articulation_points,
    ),
    Analysis(
        "bridges",
        _BRIDGES,
        "Relationships whose loss would split their part of the network, "
        "with the number of things that would lose their path to the larger rest.",
        "things",
        "Tarjan, Information Processing Letters 2 (1974)",
        "partnerships",
        _run_bridges,
    ),
)
