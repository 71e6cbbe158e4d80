"""What happened when: only dated, by question, thing and voice; and when the fieldwork ended."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.namespaces import PREFIXES
from graph.store import Store, parse_text, rows, store_in_memory
from viz.explorer.dated_events import Fieldwork, late_events, read_events, read_fieldwork

SENTENCES = "https://w3id.org/peelgraph/report/r/"
TIMES = {  # first and last day, or either of them
    "point": ("2018-03-01", "2018-03-31"),
    "month and a day": ("2018-03-01", "2018-04-02"),
    "open": ("2018-07-01", ""),
    "ended": ("", "2018-02-01"),
    "fieldwork": ("2018-10-01", "2018-12-31"),
    "after": ("2019-01-01", "2019-01-01"),
}


def _store(**times: tuple[str, str]) -> Store:
    lines = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in PREFIXES.items()]
    lines += ['basis:plan rdfs:label "plan" .', 'status:planned rdfs:label "planned" .']
    for number, (name, days) in enumerate((times or TIMES).items(), start=1):
        thing, period = f"<urn:{number}>", f"<urn:{number}/time>"
        place = f"<{SENTENCES}q{1 + number % 2}/a/1/{number}>"
        kind = "Inspection" if name == "fieldwork" else "Operation"
        lines += [
            f'{thing} a peel:{kind} ; rdfs:label "{name}" ; time:hasTime {period} .',
            f'{period} rdfs:label "when {name}" .',
            f'{place} a peel:Sentence ; rdfs:label "sentence {number}" ; peel:basis basis:plan .',
            f"{place} schema:url <https://example.org/{number}> .",
            f"{place} {{ {thing} time:hasTime {period} }}",
        ]
        for what, day in zip(("hasBeginning", "hasEnd"), days, strict=True):
            moment = f"<urn:{number}/{what}>"
            if day:
                lines.append(f'{period} time:{what} {moment} . {moment} time:inXSDDate "{day}" .')
    lines.append("<urn:1> peel:status status:planned . <urn:2> peel:involves <urn:somebody> .")
    return store_in_memory(parse_text("\n".join(lines)))


@pytest.mark.parametrize(
    ("choice", "labels"),
    [
        ({}, set(TIMES)),
        ({"question": 1}, {"month and a day", "ended", "after"}),
        ({"question": 2}, {"point", "open", "fieldwork"}),
        ({"about": ["urn:3"]}, {"open"}),
        ({"about": ["urn:somebody"]}, {"month and a day"}),
        ({"voices": ["plan", "officers"], "question": 1}, {"month and a day", "ended", "after"}),
        ({"voices": ["officers"]}, set()),
    ],
)
def test_what_was_chosen_is_read(choice: dict[str, Any], labels: set[str]) -> None:
    """Only under a question, of a thing, with a thing, or in a voice."""
    assert {event.label for event in read_events(_store(), **choice)} == labels


def test_events_have_their_days_and_say_what_is_planned() -> None:
    """An end or a beginning that is not known is missing; a plan is a plan."""
    events = {event.label: event for event in read_events(_store())}
    assert (events["open"].begin, events["open"].end) == (date(2018, 7, 1), None)
    assert (events["ended"].begin, events["ended"].end) == (None, date(2018, 2, 1))
    assert {label for label, event in events.items() if event.planned} == {"point"}
    assert events["after"].voices == "plan"
    assert [link.address for link in events["open"].links] == ["https://example.org/3"]


def test_the_fieldwork_is_that_of_the_newest_inspection() -> None:
    """Without an inspection there is none."""
    assert read_fieldwork(_store()) == Fieldwork("fieldwork", date(2018, 12, 31))
    assert read_fieldwork(_store(once=("2018-01-01", "2018-01-02"))) == Fieldwork()


def test_what_begins_after_the_fieldwork_of_its_report_is_late() -> None:
    """An event without a beginning is not late, whenever it ended; each report has its own fieldwork."""
    times = {**TIMES, "ended": ("", "2020-01-21"), "between": ("2018-11-01", "")}
    store = _store(**times)
    late = {event.label for event in late_events(store, read_events(store))}
    assert late == {"after"}
    prefixes = "".join(f"@prefix {name}: <{iri}> . " for name, iri in PREFIXES.items())
    report, inspection = f"<{SENTENCES.rstrip('/')}>", "<urn:inspection>"
    text = (
        f"{prefixes} {report} a peel:Report ; peel:inspection {inspection} . {inspection} "
        'time:hasTime [ time:hasEnd [ time:inXSDDate "2018-10-15" ] ] .'
    )
    store.extend(parse_text(text))
    late = {event.label for event in late_events(store, read_events(store))}
    assert late == {"after", "between"}


def test_all_dated_events_of_the_report_are_read(real: Store) -> None:
    """As many as sentences give a time that has a day."""
    query = (
        "SELECT DISTINCT ?thing ?when { GRAPH ?s { ?thing time:hasTime ?when } "
        "?s a peel:Sentence . ?when time:hasBeginning|time:hasEnd ?day }"
    )
    assert len(read_events(real)) == len(list(rows(real, query)))
