"""Analyse what each area for improvement is connected with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.analyse.evidence import distinct_sentences
from graph.analyse.networks.attributes import NamedThing
from graph.analyse.networks.network_statements import NetworkStatements
from graph.analyse.networks.projection import read_network
from graph.analyse.networks.reports import report_neighbours
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.settings import HOPS, Settings
from graph.analyse.wording import enumeration, network_size
from graph.evidence import Evidence, report_of
from graph.namespaces import compress
from graph.statement_columns import Near, Statement, in_order
from graph.store import Store
from graph.terms import Terms
from graph.text import format_amount

_QUESTION = "What is within reach of each area for improvement?"
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
        areas: the network of areas for improvement.
        things: the network of things, as far as the search reaches.
        names: labels and classes in both.
        by_subject: the statements of the areas for improvement and their findings.
        neighbours: of each thing, by the report that states that they are.
        statements: findings, figures and the like.
        inspection: forces and inspectorates, which are connected with nearly everything.
        ends: things at which a path may end, but through which it does not lead.
        columns: things by the column that counts them.
        named: things whose names are given.
    """

    areas: NetworkStatements
    things: NetworkStatements
    names: Mapping[str, NamedThing]
    by_subject: Mapping[str, list[Statement]]
    neighbours: Mapping[str, Mapping[str, set[str]]]
    statements: set[str]
    inspection: set[str]
    ends: set[str]
    columns: Mapping[str, set[str]]
    named: set[str]

    def label(self, thing: str) -> str:
        """Return the name of a thing; its prefixed name where it has none."""
        return self.names[thing].label or compress(thing)


def _run(
    network: NetworkStatements, _store: Store, settings: Settings, _progress: Progress
) -> Result:
    around = _surroundings(network, settings)
    areas = [_area(around, iri, settings.hops) for iri in _areas(network)]
    areas.sort(key=lambda area: (-len(area.touched), around.label(area.iri)))
    summary = "No area for improvement is left."
    if areas:
        total = format_amount(len(areas), "areas for improvement")
        things = format_amount(len(areas[0].touched), "things")
        summary = f"{total}; the widest reaches {things}."
    shown = areas[: settings.top]
    return Result(
        "reach",
        _QUESTION,
        network_size(network),
        summary,
        tuple(
            _row(around, area, settings.hops, sentences)
            for area, sentences in zip(shown, _sentences(around, shown), strict=True)
        ),
        len(areas),
        (
            "Within reach means connected by relations that the same report states. "
            "It does not mean that the area for improvement changes anything there.",
        ),
    )


def _areas(network: NetworkStatements) -> list[str]:
    """Return the areas for improvement of a network, in the order in which it states them."""
    statements = in_order(network.statements)
    ends = dict.fromkeys(end for item in statements for end in (item[0], item[2]))
    return [end for end in ends if network.facts.names[end].kind == _AREA]


def _surroundings(network: NetworkStatements, settings: Settings) -> _Surroundings:
    store, terms = network.facts.store, network.facts.terms
    names = network.facts.names
    statements = _of_kinds(terms, names, _STATEMENTS)
    near = Near(frozenset(network.things) - statements, settings.hops)
    things = read_network(store, "things", settings.selection, near=near)
    names = {**names, **things.facts.names}
    by_subject: dict[str, list[Statement]] = defaultdict(list)
    for statement in network.statements:
        by_subject[statement[0]].append(statement)
    return _Surroundings(
        network,
        things,
        names,
        by_subject,
        report_neighbours(things),
        statements,
        _of_kinds(terms, names, _INSPECTION),
        _of_kinds(terms, names, _ENDS),
        {column: _of_kinds(terms, names, (kind,)) for kind, column in _COLUMNS.items()},
        _of_kinds(terms, names, _NAMED),
    )


def _area(around: _Surroundings, iri: str, hops: int) -> _Area:
    findings = {node for node in _successors(around, iri) if around.names[node].kind == "Finding"}
    successors = {node for start in (iri, *findings) for node in _successors(around, start)}
    direct = successors - around.statements
    touched, steps = _within(around, report_of(iri), direct, hops)
    return _Area(iri, frozenset(findings), frozenset(direct), frozenset(touched), tuple(steps))


def _successors(around: _Surroundings, node: str) -> set[str]:
    return {statement[2] for statement in around.by_subject.get(node, ())}


def _sentences(around: _Surroundings, areas: Iterable[_Area]) -> list[tuple[Evidence, ...]]:
    """Return the sentences behind each area for improvement and all that it touches."""
    by_pair = {
        pair: set[str]()
        for area in areas
        for source, target in area.steps
        for pair in ((source, target), (target, source))
    }
    for source, _, target, sentence in around.things.statements:
        if (source, target) in by_pair:
            by_pair[source, target].add(sentence)
    sentences = [_area_sentences(around, area, by_pair) for area in areas]
    evidence = around.things.facts.evidence(set[str]().union(*sentences))
    return [distinct_sentences(evidence[iri] for iri in of_area) for of_area in sentences]


def _area_sentences(
    around: _Surroundings, area: _Area, by_pair: Mapping[tuple[str, str], set[str]]
) -> set[str]:
    """Return the IRIs of the sentences behind an area for improvement and all that it touches."""
    starts = (area.iri, *area.findings)
    reasons = {item[3] for start in starts for item in around.by_subject.get(start, ())}
    steps = set[str]().union(
        *(by_pair[source, target] | by_pair[target, source] for source, target in area.steps)
    )
    reports = {"", report_of(area.iri)}
    return reasons | {one for one in steps if around.things.report_of[one] in reports}


def _row(
    around: _Surroundings, area: _Area, hops: int, sentences: tuple[Evidence, ...]
) -> ResultRow:
    counts = {column: len(area.touched & things) for column, things in around.columns.items()}
    counts["other things"] = len(area.touched) - sum(counts.values())
    names = [around.label(node) for node in area.touched & around.named]
    distance = f"within {format_amount(hops, 'hops')}" if hops else "directly"
    findings, things = (
        format_amount(len(area.findings), "findings"),
        format_amount(len(area.direct), "things"),
    )
    return ResultRow(
        area.iri,
        around.label(area.iri),
        {
            "findings": len(area.findings),
            "direct": len(area.direct),
            **counts,
            "together": len(area.touched),
        },
        f"Rests on {findings} and is about {things} with them; "
        f"reaches {format_amount(len(area.touched), 'things')} {distance}. "
        f"Units and partners among them: {enumeration(sorted(names, key=str.casefold))}.",
        sentences,
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


def _of_kinds(terms: Terms, names: Mapping[str, NamedThing], kinds: Iterable[str]) -> set[str]:
    """Return the things of some classes, or families of classes."""
    classes = terms.expand(kinds)
    return {iri for iri, thing in names.items() if thing.kind in classes}


ANALYSES = (
    Analysis(
        "reach",
        _QUESTION,
        "The findings it rests on, the things that it and they are about, "
        "and what the same report connects to these within some hops, "
        "not through a force or theme.",
        "things",
        "Breadth-first search (Moore 1959)",
        "areas-for-improvement",
        _run,
        HOPS,
        fixed=True,
        by_report=True,
        of_statements=True,
    ),
)
