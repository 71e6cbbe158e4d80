"""Read what happened when, who says so, and when the fieldwork ended."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.evidence import Evidence, question_of, read_evidence, report_of
from graph.namespaces import compress
from graph.queries import PackagedQuery, text_rows
from graph.store import Store
from graph.terms import Terms, read

_QUERIES = Path(__file__).parent / "sections" / "queries"
_FIELDWORK = """
SELECT ?label ?end {
  ?inspection a peel:Inspection ; rdfs:label ?label ; time:hasTime/time:hasEnd/time:inXSDDate ?end
}
"""
_FIELDWORKS = """
SELECT ?report ?end {
  ?report a peel:Report ; peel:inspection/time:hasTime/time:hasEnd/time:inXSDDate ?end
}
"""
_KINDS = ("framework", "activity")  # families of classes that have a time of their own


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


@dataclass(frozen=True)
class Fieldwork:
    """The fieldwork of the newest inspection: its label and its last day, if there is one."""

    label: str = ""
    end: date | None = None


def read_events(
    store: Store,
    about: Collection[str] = (),
    question: int | None = None,
    voices: Collection[str] = (),
    reports: Collection[str] = (),
) -> list[Event]:
    """Return what happened, lasted or is planned at a time that a sentence gives.

    Args:
        store: a built store.
        about: only what these things did, or what was done with them.
        question: only what sentences under this question of the report say.
        voices: only what is said in one of these voices.
        reports: only what sentences of these reports say, by their IRIs.
    """
    query = PackagedQuery.read(_QUERIES / "events.rq")
    if about:
        query = query.among("thing", _involving(store, about))
    rows = [
        row for row in query.rows(store) if not reports or report_of(row["sentence"]) in reports
    ]
    evidence = read_evidence(store, {row["sentence"] for row in rows})
    groups: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        sentence = row["sentence"]
        under = question is None or question_of(sentence) == question
        if under and (not voices or set(voices) & set(evidence[sentence].voices)):
            groups.setdefault(f"{row['thing']} {row['period']}", []).append(row)
    terms = read(store)
    return [_event(group, evidence, terms) for _, group in sorted(groups.items())]


def _involving(store: Store, about: Collection[str]) -> set[str]:
    query = PackagedQuery.read(_QUERIES / "involved.rq").among("other", about)
    return {*about, *(row["thing"] for row in query.rows(store))}


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


def read_fieldwork_ends(store: Store) -> dict[str, date]:
    """Return the last day of the fieldwork behind each report that has one, by the report's IRI."""
    rows = text_rows(store, _FIELDWORKS)
    return {row["report"]: date.fromisoformat(row["end"]) for row in rows}


def late_events(store: Store, events: Iterable[Event]) -> list[Event]:
    """Return the events that begin after the fieldwork of a report that tells of them.

    One without a beginning is none of them, as its end does not tell when it began. Where no report
    with fieldwork tells of an event, the newest fieldwork of the store counts.
    """
    ends, newest = read_fieldwork_ends(store), read_fieldwork(store).end
    return [event for event in events if _is_late(event, ends, newest)]


def _is_late(event: Event, ends: Mapping[str, date], newest: date | None) -> bool:
    reports = {link.report for link in event.links}
    first = min((ends[report] for report in reports & ends.keys()), default=newest)
    return event.begin is not None and first is not None and event.begin > first


def _day(row: Mapping[str, str], name: str) -> date | None:
    """Return a date of a row without its time zone, if it has one."""
    match = re.match(r"\d{4}-\d\d-\d\d", row[name])
    return date.fromisoformat(match[0]) if match else None
