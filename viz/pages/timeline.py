"""Make the page of the timeline: what happened when, who says so, and what came after fieldwork."""

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
from graph.terms import Terms, read
from viz.page_template import render_page

_HERE = Path(__file__).parent
_FIELDWORK = """
SELECT ?label ?end {
  ?inspection a peel:Inspection ; rdfs:label ?label ; time:hasTime/time:hasEnd/time:inXSDDate ?end
}
"""
_ABOUT = """
SELECT ?thing ?other {
  ?thing time:hasTime ?when ;
    peel:involves|peel:concerns|peel:targets|peel:supports|^peel:resultedFrom ?other
}
"""
_KINDS = ("framework", "activity")  # families of classes that have a time of their own
_MONTH = 31  # days up to which a time is a point on a scale of years
_MARGIN = timedelta(days=45)  # after the last day


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
        voices: who gives its time.
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

    @property
    def first_day(self) -> date | None:
        """The first day that is known."""
        return self.begin or self.end


@dataclass(frozen=True)
class Mark:
    """An event with its place on the scale.

    Attributes:
        event: of the mark.
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
    """The days from the first to the last."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Return the place of a day, in percent of the width."""
        return round(100 * (day - self.first).days / max((self.last - self.first).days, 1), 2)

    @property
    def years(self) -> list[tuple[int, float, float]]:
        """Each year on the scale, with its place and its length."""
        years: list[tuple[int, float, float]] = []
        for year in range(self.first.year, self.last.year + 1):
            start = max(self.at(date(year, 1, 1)), 0.0)
            end = min(self.at(date(year + 1, 1, 1)), 100.0)
            years.append((year, start, end - start))
        return years


@dataclass(frozen=True)
class Fieldwork:
    """The fieldwork of the newest inspection: its label and its last day, if there is one."""

    label: str = ""
    end: date | None = None


def timeline_page(
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
        question: only what sentences under this question of the report say.
        voices: only what is said in one of these voices.

    Returns:
        The page, and the numbers of events and of those after the fieldwork.

    Raises:
        PeelgraphError: when no event is left.
    """
    events = read_events(store, about, question, voices)
    if not events:
        raise PeelgraphError("no event is left.", hint="Leave --about, --question or --voice out.")
    fieldwork = read_fieldwork(store)
    scale = _scale([day for event in events for day in (event.begin, event.end)], fieldwork)
    marks = _marks(events, scale, fieldwork)
    undated = sorted(
        (event for event in events if event.first_day is None),
        key=lambda event: (event.when, event.label, event.iri),
    )
    late = sum(mark.after for mark in marks)
    page = render_page(
        "timeline",
        styles=("page", "charts"),
        title=title,
        description=f"{description} {len(events)} events, {late} of them after the fieldwork.",
        marks=marks,
        undated=undated,
        years=scale.years,
        fieldwork=fieldwork,
        fieldwork_end=fieldwork.end and scale.at(fieldwork.end),
    )
    return page, (len(events), late)


def read_events(
    store: Store,
    about: Collection[str] = (),
    question: int | None = None,
    voices: Collection[str] = (),
) -> list[Event]:
    """Return what happened, lasted or is planned at a time that a sentence gives.

    Args:
        store: a built store.
        about: only what these things did, or what was done with them.
        question: only what sentences under this question of the report say.
        voices: only what is said in one of these voices.
    """
    evidence = read_evidence(store)
    groups: dict[str, list[dict[str, str]]] = {}
    for row in PackagedQuery.read(_HERE / "queries" / "events.rq").rows(store):
        sentence = row["sentence"]
        under = question is None or f"/q{question}/" in sentence
        if under and (not voices or set(voices) & set(evidence[sentence].voices)):
            groups.setdefault(f"{row['thing']} {row['period']}", []).append(row)
    terms = read(store)
    events = [_event(group, evidence, terms) for _, group in sorted(groups.items())]
    if not about:
        return events
    things = _involving(store, about)
    return [event for event in events if event.iri in things]


def _involving(store: Store, about: Collection[str]) -> set[str]:
    return {
        *about,
        *(row["thing"] for row in text_rows(store, _ABOUT) if row["other"] in about),
    }


def _event(
    group: Sequence[Mapping[str, str]], evidence: Mapping[str, Evidence], terms: Terms
) -> Event:
    """Make one event of the rows of all its sentences and classes."""
    first = group[0]
    iris = sorted({row["sentence"] for row in group})
    classes = {row["class"].rpartition("#")[2] for row in group}
    kinds = sorted(classes & terms.expand(_KINDS), key=terms.rank)
    kind, *_ = (*kinds, compress(first["thing"]).partition(":")[0])
    return Event(
        iri=first["thing"],
        label=first["label"],
        kind=kind.lower(),
        when=first["when"],
        begin=_day(first, "begin"),
        end=_day(first, "end"),
        planned=any(row["status"] == "planned" for row in group),
        voices=", ".join(sorted({voice for iri in iris for voice in evidence[iri].voices})),
        links=tuple(evidence[iri].for_page() for iri in iris),
    )


def read_fieldwork(store: Store) -> Fieldwork:
    """Return the fieldwork of the newest inspection of the store."""
    inspections = [
        (date.fromisoformat(row["end"]), row["label"]) for row in text_rows(store, _FIELDWORK)
    ]
    if not inspections:
        return Fieldwork()
    end, label = max(inspections)
    return Fieldwork(label, end)


def _marks(events: Iterable[Event], scale: Scale, fieldwork: Fieldwork) -> list[Mark]:
    """Make the marks of all events with a date, in order of time."""
    dated = [(day, event) for event in events if (day := event.first_day)]
    dated.sort(key=lambda item: (item[0], item[1].label, item[1].iri))
    return [_mark(event, begin, scale, fieldwork) for begin, event in dated]


def _mark(event: Event, begin: date, scale: Scale, fieldwork: Fieldwork) -> Mark:
    end = event.end or scale.last
    long = (end - begin).days > _MONTH
    start, length = scale.at(begin + (end - begin) / 2), 0.0
    if long:
        start = scale.at(begin)
        length = round(scale.at(end) - start, 2)
    return Mark(
        event=event,
        start=start,
        length=length,
        open=event.end is None,
        after=fieldwork.end is not None and begin > fieldwork.end,
        fieldwork=event.label == fieldwork.label,
    )


def _scale(days: Iterable[date | None], fieldwork: Fieldwork) -> Scale:
    """Return a scale from the year of the first day to some weeks after the last."""
    dates = sorted(filter(None, [*days, fieldwork.end])) or [date(2000, 1, 1)]
    return Scale(date(dates[0].year, 1, 1), dates[-1] + _MARGIN)


def _day(row: Mapping[str, str], name: str) -> date | None:
    """Return a date of a row without its time zone, if it has one."""
    match = re.match(r"\d{4}-\d\d-\d\d", row[name])
    return date.fromisoformat(match[0]) if match else None
