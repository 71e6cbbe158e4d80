"""Analyse what each area for improvement touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph import terms
from graph.analyse.evidence import attribute_sentences, distinct_sentences, pair_sentences
from graph.analyse.networks.projection import project
from graph.analyse.options import HOPS, Settings
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.wording import enumeration, network_size, node_label
from graph.evidence import Evidence
from graph.store import Store
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_QUESTION = "What does each area for improvement touch?"
_AREA = "AreaForImprovement"
_STATEMENTS = ("statement",)
_INSPECTION = ("inspected", "inspectorate")  # connected with nearly everything
_ENDS = (*_INSPECTION, "Theme")  # a path may end there, but not lead through
_COLUMNS = {"Unit": "units", "Role": "roles", "partner": "partners", "Theme": "themes"}
_NAMED = ("Unit", "partner")


@dataclass(frozen=True)
class _Area:
    """An area for improvement and what it touches.

    Attributes:
        iri: of the area.
        findings: on which it rests.
        direct: what it and its findings are about.
        touched: that, and what is connected with it within the hops.
        sentences: behind all of it.
    """

    iri: str
    findings: frozenset[str]
    direct: frozenset[str]
    touched: frozenset[str]
    sentences: tuple[Evidence, ...]


def _run(network: Network, store: Store, settings: Settings, _progress: Progress) -> Result:
    everything = project(store, "everything", settings.selection)
    neighbours = _neighbours(everything)
    areas = [
        _area(network, everything, neighbours, node, settings.hops)
        for node in network
        if network.nodes[node].get("kind") == _AREA
    ]
    areas.sort(key=lambda area: (-len(area.touched), node_label(network, area.iri)))
    summary = "No area for improvement is left."
    if areas:
        total = format_amount(len(areas), "areas for improvement")
        things = format_amount(len(areas[0].touched), "things")
        summary = f"{total}; the widest touches {things}."
    return Result(
        "reach",
        _QUESTION,
        network_size(network),
        summary,
        tuple(_row(everything, area, settings.hops) for area in areas[: settings.top]),
        len(areas),
        (
            "Touching is being connected by a stated relation. "
            "It does not say that the area for improvement changes anything there.",
        ),
    )


def _area(
    network: Network, everything: Network, neighbours: dict[str, set[str]], iri: str, hops: int
) -> _Area:
    findings = {
        node for node in network.successors(iri) if network.nodes[node].get("kind") == "Finding"
    }
    starts = (iri, *sorted(findings))
    successors = {node for start in starts for node in network.successors(start)}
    direct = successors - _of_kinds(network, _STATEMENTS)
    touched, steps = _within(neighbours, everything, direct, hops)
    reasons = attribute_sentences(
        attributes for _, _, attributes in network.out_edges(starts, data=True)
    )
    evidence = (pair_sentences(everything, *step) for step in steps)
    sentences = distinct_sentences(
        [*reasons, *(sentence for group in evidence for sentence in group)]
    )
    return _Area(iri, frozenset(findings), frozenset(direct), frozenset(touched), sentences)


def _row(everything: Network, area: _Area, hops: int) -> ResultRow:
    counts = {
        column: len(area.touched & _of_kinds(everything, (kind,)))
        for kind, column in _COLUMNS.items()
    }
    counts["other things"] = len(area.touched) - sum(counts.values())
    named = area.touched & _of_kinds(everything, _NAMED)
    names = [node_label(everything, node) for node in named]
    distance = f"within {format_amount(hops, 'hops')}" if hops else "directly"
    findings, things = (
        format_amount(len(area.findings), "findings"),
        format_amount(len(area.direct), "things"),
    )
    return ResultRow(
        area.iri,
        node_label(everything, area.iri),
        {
            "findings": len(area.findings),
            "direct": len(area.direct),
            **counts,
            "together": len(area.touched),
        },
        f"Rests on {findings} and is about {things} with them; "
        f"touches {format_amount(len(area.touched), 'things')} {distance}. "
        f"Units and partners among them: {enumeration(sorted(names, key=str.casefold))}.",
        area.sentences,
    )


def _neighbours(network: Network) -> dict[str, set[str]]:
    """Return the neighbours of each thing, leaving out findings and other statements."""
    things = set(network) - _of_kinds(network, _STATEMENTS)
    neighbours: dict[str, set[str]] = defaultdict(set)
    for source, target in network.edges():
        if source != target and {source, target} <= things:
            neighbours[source].add(target)
            neighbours[target].add(source)
    return neighbours


def _within(
    neighbours: dict[str, set[str]], network: Network, starts: set[str], hops: int
) -> tuple[set[str], list[tuple[str, str]]]:
    """Return what lies within some hops of the starts, which are included, and the steps there.

    Only a start that is a theme is gone through, a force never.
    """
    touched, steps = set(starts), list[tuple[str, str]]()
    ends = _of_kinds(network, _ENDS)
    frontier = starts - _of_kinds(network, _INSPECTION)
    for _ in range(hops):
        targets = {
            neighbour for node in frontier for neighbour in neighbours.get(node, ())
        } - touched
        steps += (
            (node, neighbour)
            for node in sorted(frontier)
            for neighbour in sorted(neighbours.get(node, set()) & targets)
        )
        touched |= targets
        frontier = targets - ends
    return touched, steps


def _of_kinds(network: Network, kinds: Iterable[str]) -> set[str]:
    """Return the nodes of some classes, or families of classes."""
    classes = terms.of(network).expand(kinds)
    return {node for node in network if network.nodes[node].get("kind") in classes}


ANALYSES = (
    Analysis(
        "reach",
        _QUESTION,
        "The findings it rests on, what it and they are about, "
        "and what is connected to that within some hops, but not through a force or theme.",
        "things",
        "Breadth-first search (Moore 1959)",
        "areas-for-improvement",
        _run,
        (HOPS,),
        fixed=True,
    ),
)
