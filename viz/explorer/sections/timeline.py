"""What happened when, and what is planned: for the timeline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from graph.store import Store
from viz.explorer.dated_events import (
    Event,
    read_events,
    read_fieldwork,
    read_fieldwork_ends,
)
from viz.explorer.graph_part import Part


def read_section(
    store: Store, numbers: Mapping[str, int], part: Part | None = None
) -> dict[str, object]:
    """Return the events with their days, and the last day of the fieldwork behind each report."""
    items = part.events if part else read_events(store)
    newest = read_fieldwork(store).end if items else None
    ends = read_fieldwork_ends(store) if items else {}
    if part:
        ends = {report: end for report, end in ends.items() if part.is_of(report)}
        newest = max(ends.values(), default=newest)
    events = [_event(event, numbers) for event in items if event.iri in numbers]
    return {
        "fieldwork": {
            "end": _day(newest),
            "ends": {report: _day(end) for report, end in sorted(ends.items())},
        },
        "events": sorted(
            events, key=lambda event: (str(event["begin"] or event["end"]), event["of"])
        ),
    }


def _event(event: Event, numbers: Mapping[str, int]) -> dict[str, object]:
    return {
        "of": numbers[event.iri],
        "when": event.when,
        "begin": _day(event.begin),
        "end": _day(event.end),
        "planned": event.planned,
        "voices": event.voices,
        "sentences": [link.iri for link in event.links],
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
