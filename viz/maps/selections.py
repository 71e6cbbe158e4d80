"""Choose the things of a map that is no network: figures and their comparators, dated events."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from graph.analyse.networks.inspections import reports_of_inspection
from graph.errors import PeelgraphError
from graph.evidence import question_of, report_of
from graph.query import figures
from graph.query.description import labels
from graph.query.figures import Figure
from graph.query_tables import table_rows
from graph.store import Store
from viz.explorer.dated_events import late_events, read_events
from viz.explorer.graph_part import Part, things_part
from viz.maps import filters

if TYPE_CHECKING:
    from viz.maps.catalogue import MapOptions


_HINT = "Leave --about, --theme, --question, --inspection or --voice out."


class Choice(NamedTuple):
    """The part that a page holds, and the two numbers of its content."""

    part: Part
    counts: tuple[int, int]


def chosen_figures(store: Store, options: MapOptions) -> Choice:
    """Choose figures, and count the comparisons that the report itself makes of them.

    Raises:
        PeelgraphError: when no figure is left.
    """
    nodes = _about(store, options.about) if options.about else None
    near = None if nodes is None else nodes | figures.figures_beside(store, nodes)
    catalogue = figures.figures(store, near)
    is_taken = _condition(store, options)
    iris = {
        figure.iri
        for figure in _selected(catalogue.values(), options)
        if (nodes is None or figure.iri in nodes) and is_taken(figure.sentences)
    }
    if not iris:
        raise _nothing_left("figure", options, _HINT)
    pairs = list(figures.reported_pairs(catalogue, iris))
    ends = {figure.iri for pair in pairs for figure in pair}
    part = things_part(store, iris | ends, reports=chosen_reports(store, options))
    part = replace(part, own=frozenset(iris))
    return Choice(part, (len(iris), len(pairs)))


def _selected(candidates: Iterable[Figure], options: MapOptions) -> Iterator[Figure]:
    """Yield the figures under a question and in some voices."""
    voices, question = set(options.voices), options.question
    for figure in candidates:
        is_under = question is None or question in map(question_of, figure.sentences)
        if is_under and (not voices or voices & set(figure.voices)):
            yield figure


def chosen_reports(store: Store, options: MapOptions) -> frozenset[str]:
    """Return the IRIs of the reports of the inspection that options name; none where they do not.

    Raises:
        PeelgraphError: for a name of no inspection that has a report.
    """
    return reports_of_inspection(store, options.inspection) if options.inspection else frozenset()


def report_name(store: Store, options: MapOptions) -> str:
    """Return the label of the report on the inspection that options name; "" where they do not."""
    reports = chosen_reports(store, options)
    return ", ".join(sorted(labels(store, reports).values())) if reports else ""


def _nothing_left(kind: str, options: MapOptions, hint: str) -> PeelgraphError:
    """Return the error where no figure or event is chosen; with no option there is none at all."""
    limits = (options.about, options.theme, options.inspection, options.voices)
    if options.planned and options.question is None and not any(limits):
        message = f"the graph holds no {kind} that this map can show."
        return PeelgraphError(message, hint="`peelgraph map --list` names the other maps.")
    return PeelgraphError(f"no {kind} is left.", hint=hint)


def _condition(store: Store, options: MapOptions) -> Callable[[Iterable[str]], bool]:
    """Return a test of whether one of some sentences is of the theme and inspection of options."""
    spoken = filters.sentences_on(store, options.theme) if options.theme else None
    reports = chosen_reports(store, options)

    def is_taken(sentences: Iterable[str]) -> bool:
        return any(
            (spoken is None or iri in spoken) and (not reports or report_of(iri) in reports)
            for iri in sentences
        )

    return is_taken if (options.theme or options.inspection) else lambda _: True


def _about(store: Store, things: Collection[str]) -> set[str]:
    return {row["node"] for row in table_rows(store, "about", things)}


def chosen_events(store: Store, options: MapOptions) -> Choice:
    """Choose what has a date or time, and count what begins after the fieldwork.

    Raises:
        PeelgraphError: when no event is left.
    """
    is_taken, reports = _condition(store, options), chosen_reports(store, options)
    events = [
        event
        for event in read_events(store, options.about, options.question, options.voices, reports)
        if is_taken(link.iri for link in event.links) and (options.planned or not event.planned)
    ]
    if not events:
        hint = _HINT if options.planned else _HINT.replace("Leave ", "Leave --no-planned, ")
        raise _nothing_left("event", options, hint)
    late = late_events(store, events)
    part = things_part(store, {event.iri for event in events}, reports=reports)
    sentences = {link.iri for event in events for link in event.links}
    part = replace(part, events=tuple(events), sentences=part.sentences | sentences)
    return Choice(part, (len(events), len(late)))
