"""Analyse by which paths two things are connected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import TYPE_CHECKING

from graph.analyse.algorithms.network_paths import network_routes
from graph.analyse.algorithms.shortest_paths import MOST_PATHS, Routes
from graph.analyse.evidence import distinct_sentences, pair_sentences, sentences_of
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.settings import ENDS, THROUGH_FORCE, Settings
from graph.analyse.wording import (
    CHOSEN_PART,
    as_sentence,
    enumeration,
    network_size,
    node_label,
    only_across,
    only_force,
)
from graph.errors import PeelgraphError
from graph.store import Store
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_QUESTION = "By which paths are two things connected?"
_WHOLE = ("", "things", "everything")  # networks with all relations between things
_NOTES: tuple[str, ...] = (
    "Paths through an inspected force are left out; --through-force includes them.",
)


def _run(network: Network, _store: Store, settings: Settings, _progress: Progress) -> Result:
    if settings.ends is None:
        hint = "Give --from and --to."
        raise PeelgraphError("two things are needed to look for paths.", hint=hint)
    source, target = settings.ends
    if source == target:
        raise PeelgraphError("both ends are the same thing.", hint="Name two different things.")
    avoided: tuple[str, ...] = network.graph.get("inspected", ())
    notes = _NOTES
    if settings.through_force:
        avoided = notes = ()
    most = min(settings.top, MOST_PATHS)
    paths = network_routes(network, source, target, most=most, avoided=avoided)
    names = node_label(network, source), node_label(network, target)
    within = "" if _is_whole(settings) else CHOSEN_PART
    summary = _summary(network, paths, *names, within)
    rows = tuple(_rows(network, paths))
    total = paths.total + len(rows) - len(paths.shortest)
    return Result("paths", _QUESTION, network_size(network), summary, rows, total, notes)


def _is_whole(settings: Settings) -> bool:
    """Tell whether a network has every relation that a path between two of its things can take."""
    return settings.network in _WHOLE and settings.selection.takes_everything


def _summary(network: Network, paths: Routes[str], source: str, target: str, within: str) -> str:
    ends = f"{source} and {target}"
    if paths.only_through:
        bodies = [node_label(network, body) for body in paths.only_through]
        return as_sentence(only_force(bodies, source, target, within=within))
    if paths.is_across:
        return as_sentence(only_across(source, target, within=within))
    if not paths.shortest:
        return as_sentence(f"{within or 'the graph'} holds no path between {ends}")
    hops = format_amount(len(paths.shortest[0]) - 1, "hops")
    if paths.total == 1:
        return f"The shortest path between {ends} has {hops}."
    return f"The {paths.total:,} shortest paths between {ends} have {hops}."


def _rows(network: Network, paths: Routes[str]) -> Iterator[ResultRow]:
    """Yield a row for each shortest path, and for the best-supported one where it is longer."""
    *reports, of_best = paths.reports
    for number, (path, stating) in enumerate(zip(paths.shortest, reports, strict=True), start=1):
        yield _row(network, f"shortest path {number}", path, stating)
    if paths.best_supported not in ([], *paths.shortest):
        yield _row(network, "best-supported path", paths.best_supported, of_best)


def _row(network: Network, label: str, path: Sequence[str], reports: Set[int]) -> ResultRow:
    hops = list(pairwise(path))
    evidence = [sentences_of(pair_sentences(network, *hop), reports) for hop in hops]
    sentences = distinct_sentences(sentence for group in evidence for sentence in group)
    return ResultRow(
        "",
        label,
        {
            "hops": len(hops),
            "sentences": len(sentences),
            "weakest hop": min(map(len, evidence)),
        },
        "; ".join(_hop(network, *hop, reports) for hop in hops) + ".",
        sentences,
    )


def _hop(network: Network, source: str, target: str, reports: Set[int]) -> str:
    """Return a hop in words, as the relations that some reports state read in its direction."""
    directions = {"words": (source, target), "back": (target, source)}
    words = {
        attributes[key]
        for key, ends in directions.items()
        for attributes in (network.get_edge_data(*ends) or {}).values()
        if not (stating := attributes.get("sentences")) or sentences_of(stating, reports)
    }
    relations = enumeration(sorted(words))
    return f"{node_label(network, source)} {relations} {node_label(network, target)}"


ANALYSES = (
    Analysis(
        "paths",
        _QUESTION,
        "All paths with the fewest hops, better supported ones first, and the best-supported path;"
        " not through an inspected force, unless that is asked for.",
        "hops",
        "Dijkstra, Numerische Mathematik 1 (1959)",
        "things",
        _run,
        {**ENDS, **THROUGH_FORCE},
    ),
)
