"""Analyse what each area for improvement touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from graph import terms
from graph.analyse.evidence import distinct_sentences, pair_sentences
from graph.analyse.networks.projection import project
from graph.analyse.networks.reports import report_neighbours
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.settings import HOPS, Settings
from graph.analyse.wording import enumeration, network_size, node_label
from graph.evidence import Evidence, report_of
from graph.statement_columns import Near
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
        steps: the pairs of things that lead there.
    """

    iri: str
    findings: frozenset[str]
    direct: frozenset[str]
    touched: frozenset[str]
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Surroundings:
    """What a search around areas for improvement asks again and again.

    Attributes:
        network: of things, as far as the search reaches, with the areas for improvement.
        neighbours: of each thing, by the report that states that they are.
        inspection: forces and inspectorates, which are connected with nearly everything.
        ends: things at which a path may end, but through which it does not lead.
        columns: things by the column that counts them.
        named: things whose names are given.
    """

    network: Network
    neighbours: Mapping[str, Mapping[str, set[str]]]
    inspection: set[str]
    ends: set[str]
    columns: Mapping[str, set[str]]
    named: set[str]


def _run(network: Network, store: Store, settings: Settings, _progress: Progress) -> Result:
    statements = _of_kinds(network, _STATEMENTS)
    near = Near(frozenset(network) - statements, settings.hops)
    surroundings = project(store, "things", settings.selection, near=near)
    surroundings.add_nodes_from(network.nodes(data=True))
    around = _surroundings(surroundings)
    areas = [
        _area(network, around, statements, node, settings.hops)
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
        tuple(_row(network, around, area, settings.hops) for area in areas[: settings.top]),
        len(areas),
        (
            "Touching is being connected by a relation that the same report states. "
            "It does not say that the area for improvement changes anything there.",
        ),
    )


def _surroundings(network: Network) -> _Surroundings:
    return _Surroundings(
        network,
        report_neighbours(network),
        _of_kinds(network, _INSPECTION),
        _of_kinds(network, _ENDS),
        {column: _of_kinds(network, (kind,)) for kind, column in _COLUMNS.items()},
        _of_kinds(network, _NAMED),
    )


def _area(
    network: Network, around: _Surroundings, statements: set[str], iri: str, hops: int
) -> _Area:
    findings = frozenset(
        node for node in network.successors(iri) if network.nodes[node].get("kind") == "Finding"
    )
    successors = {node for start in (iri, *findings) for node in network.successors(start)}
    direct = successors - statements
    touched, steps = _within(around, report_of(iri), direct, hops)
    return _Area(iri, findings, frozenset(direct), frozenset(touched), tuple(steps))


def _sentences(network: Network, around: _Surroundings, area: _Area) -> tuple[Evidence, ...]:
    """Return the sentences behind an area for improvement and all that it touches."""
    starts = (area.iri, *area.findings)
    edges = network.out_edges(starts, data=True)
    reasons = (attributes["sentences"] for _, _, attributes in edges)
    steps = (pair_sentences(around.network, *step) for step in area.steps)
    reports = {"", report_of(area.iri)}
    return distinct_sentences(
        (
            *chain.from_iterable(reasons),
            *(one for one in chain.from_iterable(steps) if one.report in reports),
        )
    )


def _row(network: Network, around: _Surroundings, area: _Area, hops: int) -> ResultRow:
    counts = {column: len(area.touched & things) for column, things in around.columns.items()}
    counts["other things"] = len(area.touched) - sum(counts.values())
    names = [node_label(around.network, node) for node in area.touched & around.named]
    distance = f"within {format_amount(hops, 'hops')}" if hops else "directly"
    findings, things = (
        format_amount(len(area.findings), "findings"),
        format_amount(len(area.direct), "things"),
    )
    return ResultRow(
        area.iri,
        node_label(around.network, area.iri),
        {
            "findings": len(area.findings),
            "direct": len(area.direct),
            **counts,
            "together": len(area.touched),
        },
        f"Rests on {findings} and is about {things} with them; "
        f"touches {format_amount(len(area.touched), 'things')} {distance}. "
        f"Units and partners among them: {enumeration(sorted(names, key=str.casefold))}.",
        _sentences(network, around, area),
    )


def _within(
    around: _Surroundings, report: str, starts: set[str], hops: int
) -> tuple[set[str], list[tuple[str, str]]]:
    """Return what lies within some hops of the starts, which are included, and the steps there.

    Steps are those that the report states. Only a start that is a theme is gone through, a force
    never.
    """
    neighbours = around.neighbours.get(report, {})
    touched, steps = set(starts), list[tuple[str, str]]()
    frontier = starts - around.inspection
    for _ in range(hops):
        targets = {
            neighbour for node in frontier for neighbour in neighbours.get(node, ())
        } - touched
        steps += (
            (node, neighbour)
            for node in frontier
            for neighbour in neighbours.get(node, set()) & targets
        )
        touched |= targets
        frontier = targets - around.ends
    return touched, steps


def _of_kinds(network: Network, kinds: Iterable[str]) -> set[str]:
    """Return the nodes of some classes, or families of classes."""
    classes = terms.of(network).expand(kinds)
    nodes = network.nodes(data=True)
    return {node for node, attributes in nodes if attributes.get("kind") in classes}


ANALYSES = (
    Analysis(
        "reach",
        _QUESTION,
        "The findings it rests on, what it and they are about, "
        "and what the same report connects to that within some hops, "
        "but not through a force or theme.",
        "things",
        "Breadth-first search (Moore 1959)",
        "areas-for-improvement",
        _run,
        HOPS,
        fixed=True,
        by_report=True,
    ),
)
