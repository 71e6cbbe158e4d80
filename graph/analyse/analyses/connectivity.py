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

_ARTICULATION_POINTS = "Whose removal would cut others off (articulation points)?"
_BRIDGES = "Which relationships are the only connection of others to the rest (bridges)?"
_NOTE = "Cut off means that no other path is stated; an unstated one may exist."


def _run_articulation_points(
    network: Network, _store: Store, settings: Settings, _progress: Progress
) -> Result:
    matrix = adjacency(network)
    cuts = articulation_points(matrix)
    summary = "There is no articulation point."
    if cuts:
        things = format_amount(len(network), "things")
        are = agreeing(len(cuts), "is an articulation point", "are articulation points")
        summary = f"{len(cuts):,} of {things} {are}."
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
        "Things whose removal would split their connected component, "
        "with the number of things that would be separated from the largest remaining part.",
        "things",
        "Hopcroft and Tarjan, Communications of the ACM 16 (1973)",
        "partnerships",
        _run_articulation_points,
    ),
    Analysis(
        "bridges",
        _BRIDGES,
        "Relationships whose removal would split their connected component, "
        "with the number of things that would be separated from the larger part.",
        "things",
        "Tarjan, Information Processing Letters 2 (1974)",
        "partnerships",
        _run_bridges,
    ),
)
