"""Knows the page of the timeline: what happened when, by the word of which sentence, and what came after the fieldwork."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from graph.errors import PeelgraphError
from graph.evidence import Evidence, read_evidence
from graph.namespaces import compress
from graph.queries import PackagedQuery, text_rows
from graph.store import Store
from viz.page import sheet

_HERE = Path(__file__).parent
_FIELDWORK = "SELECT ?label ?end { ?inspection a peel:Inspection ; rdfs:label ?label ; time:hasTime/time:hasEnd/time:inXSDDate ?end }"
_ABOUT = "SELECT ?thing ?other { ?thing time:hasTime ?when ; peel:involves|peel:concerns|peel:targets|peel:supports|^peel:resultedFrom ?other }"
_KINDS = ("Inspection", "Event", "Operation", "Training", "Programme")
_MONTH = 31  # days up to which a time is a point on a scale of years


@dataclass(frozen=True)
class Event:
    """Something that happened, lasted or is planned.

    Attributes:
        iri: of it.
        label: what it is.
        kind: of thing, in a word.
        when: its time as the report gives it.
        begin: its first day, if known.
        end: its last day, if known; without one it goes on.
        planned: whether it is only planned.
        voices: on whose word its time rests.
        links: the sentences that give it.
    """

    iri: str
    label: str
    kind: str
    when: str
    begin: date | None
    end: date | None
    planned: bool
    voices: str
    links: tuple[Evidence, ...]


@dataclass(frozen=True)
class Row:
    """An event with its place on the scale.

    Attributes:
        event: what is shown.
        start: percent of the width at which it begins.
        length: percent of the width that it takes; 0 for a point.
        open: whether it has no known end.
        after: whether it came after the fieldwork.
        fieldwork: whether it is the fieldwork itself.
    """

    event: Event
    start: float
    length: float
    open: bool
    after: bool
    fieldwork: bool


@dataclass(frozen=True)
class Scale:
    """The days from the first to the last, and where a day stands between them."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Give the place of a day, in percent of the width."""
        return round(100 * (day - self.first).days / max((self.last - self.first).days, 1), 2)

    @property
    def years(self) -> list[tuple[int, float, float]]:
        """Each year that begins on the scale, with its place and how far it reaches."""
        begins = [date(year, 1, 1) for year in range(self.first.year, self.last.year + 1)]
        return [
            (
                day.year,
                max(self.at(day), 0.0),
                min(self.at(date(day.year + 1, 1, 1)), 100.0) - max(self.at(day), 0.0),
            )
            for day in begins
        ]


def page(
    store: Store,
    *,
    title: str,
    description: str,
    about: Collection[str] = (),
    question: int | None = None,
    voices: Collection[str] = (),
) -> tuple[str, tuple[int, int]]:
    """Make the page of the timeline.

    Args:
        store: a built store.
        title: of the page.
        description: a sentence below the title.
        about: only what these things did, or what was done with them.
        question: only what sentences under this question of the report tell.
        voices: only what is told in one of these voices.

    Returns:
        The page, and the numbers of events and of those after the fieldwork.

    Raises:
        PeelgraphError: when no event is left.
    """
    events = _events(store, about, question, voices)
    dated = sorted(
        (event for event in events if event.begin or event.end),
        key=lambda event: (event.begin or event.end or date.min, event.label, event.iri),
    )
    if not events:
        raise PeelgraphError("no event is left.", hint="Leave --about, --question or --voice out.")
    fieldwork = _fieldwork(store)
    scale = _scale(
        [day for event in dated for day in (event.begin, event.end) if day]
        + list(fieldwork.values())
    )
    shown = [_row(event, scale, fieldwork) for event in dated]
    undated = sorted(
        (event for event in events if not (event.begin or event.end)),
        key=lambda event: (event.when, event.label, event.iri),
    )
    after = sum(row.after for row in shown)
    last = max(fieldwork.values(), default=None)
    told = f"{description} {len(events)} events, {after} of them after the fieldwork."
    mark = scale.at(last) if last else None
    return sheet(
        "timeline",
        title=title,
        description=told,
        shown=shown,
        undated=undated,
        years=scale.years,
        mark=mark,
        last=last,
    ), (len(events), after)


def _events(
    store: Store, about: Collection[str], question: int | None, voices: Collection[str]
) -> list[Event]:
    evidence = read_evidence(store)
    found: dict[str, list[dict[str, str]]] = {}
    for row in PackagedQuery.read(_HERE / "queries" / "events.rq").rows(store):
        told = row["sentence"]
        under = question is None or f"/q{question}/" in told
        if under and (not voices or set(voices) & set(evidence[told].voices)):
            found.setdefault(f"{row['thing']} {row['period']}", []).append(row)
    wanted = _involving(store, about) if about else None
    return [
        _event(same, evidence)
        for _, same in sorted(found.items())
        if wanted is None or same[0]["thing"] in wanted
    ]


def _involving(store: Store, about: Collection[str]) -> set[str]:
    return {
        *about,
        *(row["thing"] for row in text_rows(store, _ABOUT) if row["other"] in about),
    }


def _event(told: Sequence[Mapping[str, str]], evidence: Mapping[str, Evidence]) -> Event:
    """Make one event of the rows of all its sentences and classes."""
    first = told[0]
    behind = sorted({row["sentence"] for row in told})
    classes = {row["class"].rpartition("#")[2] for row in told}
    kind = next(
        (kind for kind in _KINDS if kind in classes),
        compress(first["thing"]).partition(":")[0],
    )
    return Event(
        iri=first["thing"],
        label=first["label"],
        kind=kind.lower(),
        when=first["when"],
        begin=_day(first, "begin"),
        end=_day(first, "end"),
        planned=any(row["status"] == "planned" for row in told),
        voices=", ".join(sorted({voice for iri in behind for voice in evidence[iri].voices})),
        links=tuple(evidence[iri].for_page() for iri in behind),
    )


def _fieldwork(store: Store) -> dict[str, date]:
    """Give the last day of the newest inspection of the store, by its name."""
    found = {row["label"]: date.fromisoformat(row["end"]) for row in text_rows(store, _FIELDWORK)}
    newest = max(found, key=lambda label: (found[label], label), default=None)
    return {newest: found[newest]} if newest else {}


def _row(event: Event, scale: Scale, fieldwork: Mapping[str, date]) -> Row:
    begin, end = event.begin or event.end, event.end or (scale.last if event.begin else None)
    assert begin is not None
    assert end is not None
    last = max(fieldwork.values(), default=None)
    long = (end - begin).days > _MONTH
    start = scale.at(begin if long else begin + (end - begin) / 2)
    return Row(
        event=event,
        start=start,
        length=round(scale.at(end) - start, 2) if long else 0.0,
        open=event.end is None,
        after=last is not None and begin > last,
        fieldwork=event.label in fieldwork,
    )


def _scale(days: Iterable[date]) -> Scale:
    """Give a scale from the year of the first day to some weeks after the last."""
    known = sorted(days) or [date(2000, 1, 1)]
    return Scale(date(known[0].year, 1, 1), known[-1] + timedelta(days=45))


def _day(row: Mapping[str, str], name: str) -> date | None:
    found = re.match(r"\d{4}-\d\d-\d\d", row[name])
    return date.fromisoformat(found[0]) if found else None
