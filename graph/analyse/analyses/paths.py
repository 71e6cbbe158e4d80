"""Analyse by which paths two things are connected."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from graph.analyse.algorithms.shortest_paths import network_paths
from graph.analyse.evidence import distinct_sentences, pair_sentences
from graph.analyse.options import ENDS, Settings
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.wording import enumeration, network_size, node_label
from graph.errors import PeelgraphError
from graph.store import Store
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_QUESTION = "By which paths are two things connected?"


def _run(network: Network, _store: Store, settings: Settings, _progress: Progress) -> Result:
    if settings.ends is None:
        raise PeelgraphError("two things are needed to look for paths.", hint=f"Give {ENDS.usage}.")
    source, target = settings.ends
    if source == target:
        raise PeelgraphError("both ends are the same thing.", hint="Name two different things.")
    paths = network_paths(network, source, target, number=settings.top)
    rows = tuple(_row(network, number, path) for number, path in enumerate(paths, start=1))
    ends = f"{node_label(network, source)} and {node_label(network, target)}"
    summary = f"No path is stated between {ends}."
    if paths:
        hops = format_amount(len(paths[0]) - 1, "hops")
        summary = f"The shortest path between {ends} has {hops}."
    return Result("paths", _QUESTION, network_size(network), summary, rows, len(rows))


def _row(network: Network, number: int, path: list[str]) -> ResultRow:
    hops = list(pairwise(path))
    evidence = [pair_sentences(network, *hop) for hop in hops]
    sentences = distinct_sentences(sentence for group in evidence for sentence in group)
    return ResultRow(
        "",
        f"path {number}",
        {
            "hops": len(hops),
            "sentences": len(sentences),
            "weakest hop": min(map(len, evidence)),
        },
        "; ".join(_hop(network, *hop) for hop in hops) + ".",
        sentences,
    )


def _hop(network: Network, source: str, target: str) -> str:
    """Return a hop in words, as the relations read in its direction."""
    forward = (network.get_edge_data(source, target) or {}).values()
    backward = (network.get_edge_data(target, source) or {}).values()
    words = {attributes["words"] for attributes in forward}
    words |= {attributes["back"] for attributes in backward}
    relations = enumeration(sorted(words))
    return f"{node_label(network, source)} {relations} {node_label(network, target)}"


ANALYSES = (
    Analysis(
        "paths",
        _QUESTION,
        "The shortest paths without a loop, the better supported first among those of one length.",
        "hops",
        "Yen, Management Science 17 (1971)",
        "things",
        _run,
        (ENDS,),
    ),
)
