"""Choose the things of a map that is no network: figures and their comparators, dated events."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import PeelgraphError
from graph.query import figures
from graph.query.figures import Figure
from graph.query_tables import table_rows
from graph.store import Store
from viz.explorer.dated_events import late_events, read_events
from viz.explorer.graph_part import Part, things_part
from viz.maps import filters

if TYPE_CHECKING:
    from viz.maps.catalogue import MapOptions


_HINT = "Leave --about, --theme, --question or --voice out."


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
    spoken = _spoken(store, options)
    iris = {
        figure.iri
        for figure in _selected(catalogue.values(), options)
        if (nodes is None or figure.iri in nodes)
        and (spoken is None or spoken & set(figure.sentences))
    }
    if not iris:
        raise PeelgraphError("no figure is left.", hint=_HINT)
    pairs = list(figures.reported_pairs(catalogue, iris))
    ends = {figure.iri for pair in pairs for figure in pair}
    part = replace(things_part(store, iris | ends), own=frozenset(iris))
    return Choice(part, (len(iris), len(pairs)))


def _selected(candidates: Iterable[Figure], options: MapOptions) -> Iterator[Figure]:
    """Yield the figures under a question and in some voices."""
    voices, question = set(options.voices), options.question
    for figure in candidates:
        is_under = question is None or any(f"/q{question}/" in iri for iri in figure.sentences)
        if is_under and (not voices or voices & set(figure.voices)):
            yield figure


def _spoken(store: Store, options: MapOptions) -> set[str] | None:
    """Return the sentences that speak of the theme of the options; None without a theme."""
    return filters.sentences_on(store, options.theme) if options.theme else None


def _about(store: Store, things: Collection[str]) -> set[str]:
    return {row["node"] for row in table_rows(store, "about", things)}


def chosen_events(store: Store, options: MapOptions) -> Choice:
    """Choose what has a date or time, and count what begins after the fieldwork.

    Raises:
        PeelgraphError: when no event is left.
    """
    spoken = _spoken(store, options)
    events = [
        event
        for event in read_events(store, options.about, options.question, options.voices)
        if spoken is None or any(link.iri in spoken for link in event.links)
    ]
    if not events:
        raise PeelgraphError("no event is left.", hint=_HINT)
    late = late_events(store, events)
    part = things_part(store, {event.iri for event in events})
    sentences = {link.iri for event in events for link in event.links}
    part = replace(part, events=tuple(events), sentences=part.sentences | sentences)
    return Choice(part, (len(events), len(late)))
