"""Where events stand on the timeline: points and spans, what goes on, what came after the fieldwork."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from lxml import html

from graph.errors import PeelgraphError
from graph.namespaces import PREFIXES
from graph.store import Store, parse_text, rows, store_in_memory
from viz.pages import timeline
from viz.pages.timeline import Event, Fieldwork, Scale

TITLE: dict[str, Any] = {"title": "What happened", "description": "All of it."}
SENTENCES = "https://w3id.org/peelgraph/report/r/"
TIMES = {  # first and last day, or either of them
    "point": ("2018-03-01", "2018-03-31"),
    "month and a day": ("2018-03-01", "2018-04-02"),
    "open": ("2018-07-01", ""),
    "ended": ("", "2018-02-01"),
    "fieldwork": ("2018-10-01", "2018-12-31"),
    "after": ("2019-01-01", "2019-01-01"),
    "same day": ("2018-12-31", "2018-12-31"),
}


def _store(**times: tuple[str, str]) -> Store:
    lines = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in PREFIXES.items()]
    lines += ['basis:plan rdfs:label "plan" .', 'status:planned rdfs:label "planned" .']
    for number, (name, days) in enumerate((times or TIMES).items(), start=1):
        thing, period, place = (
            f"<urn:{number}>",
            f"<urn:{number}/time>",
            f"<{SENTENCES}q{1 + number % 2}/a/1/{number}>",
        )
        kind = "Inspection" if name == "fieldwork" else "Operation"
        lines.append(
            f'{thing} a peel:{kind} ; rdfs:label "{name}" ; time:hasTime {period} . {period} rdfs:label "when {name}" .'
        )
        for what, day in zip(("hasBeginning", "hasEnd"), days, strict=True):
            lines += (
                [
                    f'{period} time:{what} <urn:{number}/{what}> . <urn:{number}/{what}> time:inXSDDate "{day}"^^xsd:date .'
                ]
                if day
                else []
            )
        lines.append(
            f'{place} a peel:Sentence ; rdfs:label "sentence {number}" ; schema:url <https://example.org/{number}> ; peel:basis basis:plan .'
        )
        lines.append(f"{place} {{ {thing} time:hasTime {period} }}")
    lines.append("<urn:1> peel:status status:planned . <urn:2> peel:involves <urn:somebody> .")
    return store_in_memory(parse_text("\n".join(lines)))


def _rows(page: str) -> dict[str, tuple[str, str]]:
    """Tell of each event its tags, and its mark: class, place and length in percent, and whether it goes on."""
    found = {}
    for classes, row in re.findall(r'<li class="time([^"]*)">(.*?)</svg>\s*</li>', page, re.DOTALL):
        (label,) = re.findall(r"<strong>(.*?)</strong>", row)
        circle = re.search(r'<circle class="(\w+)" cx="([\d.]+)%"', row)
        bar = re.search(r'<rect class="(fill|hollow)" x="([\d.]+)%" width="([\d.]+)%"', row)
        mark = (
            f"{circle[1]} {circle[2]}" if circle else f"{bar[1]} {bar[2]} {bar[3]}" if bar else ""
        )
        found[label] = (
            " ".join([*classes.split(), *re.findall(r'class="tag">(planned)', row)]),
            mark + (" on" if 'x="100%"' in row else ""),
        )
    return found


def test_events_stand_where_their_days_are() -> None:
    """Up to a month is a point in its middle, more is a span; without an end it goes on to the last day; a day after the fieldwork is after it."""
    page, counts = timeline.timeline_page(_store(), **TITLE)
    whole = (date(2019, 2, 15) - date(2018, 1, 1)).days

    def at(*day: int) -> float:
        return round(100 * (date(*day) - date(2018, 1, 1)).days / whole, 2)

    def span(first: float, last: float) -> str:
        return f"{first:g} {round(last - first, 2):g}"

    shown = {
        label: (tags, re.sub(r"\.0\b", "", mark)) for label, (tags, mark) in _rows(page).items()
    }
    assert shown == {
        "ended": ("", f"full {at(2018, 2, 1):g}"),
        "month and a day": ("", f"fill {span(at(2018, 3, 1), at(2018, 4, 2))}"),
        "point": ("planned", f"hollow {at(2018, 3, 16):g}"),
        "open": ("", f"fill {span(at(2018, 7, 1), 100)} on"),
        "fieldwork": ("fieldwork", f"fill {span(at(2018, 10, 1), at(2018, 12, 31))}"),
        "same day": ("", f"full {at(2018, 12, 31):g}"),
        "after": ("after", f"full {at(2019, 1, 1):g}"),
    }
    assert list(shown) == [
        "ended",
        "month and a day",
        "point",
        "open",
        "fieldwork",
        "same day",
        "after",
    ]
    assert counts == (7, 1)
    assert "All of it. 7 events, 1 of them after the fieldwork." in page
    assert (
        f'<rect class="shade" x="{at(2018, 12, 31)}%" width="{round(100 - at(2018, 12, 31), 2)}%"'
        in page
    )
    assert "which ended in December 2018" in page


@pytest.mark.parametrize(
    ("choice", "labels"),
    [
        ({"question": 1}, {"month and a day", "ended", "after"}),
        ({"question": 2}, {"point", "open", "fieldwork", "same day"}),
        ({"about": ["urn:3"]}, {"open"}),
        ({"about": ["urn:somebody"]}, {"month and a day"}),
        ({"voices": ["plan", "officers"], "question": 1}, {"month and a day", "ended", "after"}),
    ],
)
def test_what_was_chosen_is_shown(choice: dict[str, Any], labels: set[str]) -> None:
    """Only under a question, of a thing, with a thing, or in a voice."""
    page, counts = timeline.timeline_page(_store(), **TITLE, **choice)
    assert set(_rows(page)) == labels
    assert counts[0] == len(labels)


def test_a_choice_that_leaves_nothing_is_told() -> None:
    """As an error that says which options to leave out."""
    with pytest.raises(
        PeelgraphError, match=r"no event is left\. Leave --about, --question or --voice out"
    ):
        timeline.timeline_page(_store(), **TITLE, voices=["officers"])


def test_without_fieldwork_nothing_came_after_it() -> None:
    """No event is marked, and no part of the scale is shaded."""
    page, counts = timeline.timeline_page(_store(one=("2018-01-01", "2018-01-02")), **TITLE)
    assert counts == (1, 0)
    assert 'class="shade"' not in page
    assert "fieldwork, which ended" not in page


def test_a_scale_shows_each_year_that_begins_on_it() -> None:
    """With its place and how far it reaches, to the end of the scale at most."""
    scale = Scale(date(2018, 1, 1), date(2019, 2, 15))
    assert scale.at(date(2018, 1, 1)) == 0
    assert scale.at(date(2019, 2, 15)) == 100
    assert scale.years == [(2018, 0.0, 89.02), (2019, 89.02, pytest.approx(10.98))]
    assert Scale(date(2018, 7, 1), date(2018, 12, 31)).years == [(2018, 0.0, 100.0)]
    assert Scale(date(2018, 1, 1), date(2018, 1, 1)).at(date(2018, 1, 2)) == 100


def test_the_scale_begins_with_the_year_of_the_first_day() -> None:
    """And ends some weeks after the last day, whatever stands between."""
    page, _ = timeline.timeline_page(
        _store(early=("", "2017-12-31"), late=("2019-06-01", "2019-06-01")), **TITLE
    )
    scale = Scale(date(2017, 1, 1), date(2019, 7, 16))
    assert {label: mark for label, (_, mark) in _rows(page).items()} == {
        "early": f"hollow {scale.at(date(2017, 12, 31))}",
        "late": f"full {scale.at(date(2019, 6, 1))}",
    }
    assert re.findall(r'class="tick"[^>]*>(\d+)<', page) == ["2017", "2018", "2019"]


def _all(element: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    """Find elements by class."""
    return _at(element, f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")


def _at(element: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """Find elements by XPath."""
    matches = element.xpath(path)
    assert isinstance(matches, list)
    return [match for match in matches if isinstance(match, html.HtmlElement)]


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_events_stand_in_order_with_what_came_after_marked(real: Store) -> None:
    """All dated events of the store are there in order of time; exactly those that begin after the fieldwork are marked so, plans as plans."""
    text, (count, after) = timeline.timeline_page(real, **TITLE)
    root = html.fromstring(text)
    shown = _all(root, "time")
    asked = "SELECT DISTINCT ?thing ?when { GRAPH ?s { ?thing time:hasTime ?when } ?s a peel:Sentence . ?when time:hasBeginning|time:hasEnd ?day }"
    assert count == len(shown) == len(list(rows(real, asked)))
    late = [_words(item) for item in _all(root, "after")]
    assert after == len(late) >= 3
    assert any("mentoring service" in words and "planned" in words for words in late)
    assert any("case file unit fully resourced, September 2019" in words for words in late)
    begins = [
        cells[1].text for row in _at(root, "//*[@id='twin']//tbody/tr") if (cells := _at(row, "td"))
    ]
    dated = [day for day in begins if day]
    assert len(dated) > 20
    assert dated == sorted(dated)
    assert all(_at(item, ".//a") for item in shown)


def test_a_span_is_a_bar_and_a_month_a_point(real: Store) -> None:
    """What took a year, or some time within it, is a bar as long as that year; what goes on ends in an arrow; a month is a point."""
    shown = _all(html.fromstring(timeline.timeline_page(real, **TITLE)[0]), "time")
    lanes = {
        _words(_all(item, "when")[0]).split(" after")[0]: _all(item, "lane")[0] for item in shown
    }
    assert _at(lanes["May 2018"], ".//circle")
    assert not _all(lanes["May 2018"], "fill")
    wide = {
        when: float(_all(lanes[when], "fill")[0].get("width").rstrip("%"))
        for when in ("2017", "April 2017 to March 2018", "since 2016")
    }
    assert wide["2017"] == pytest.approx(wide["April 2017 to March 2018"], abs=0.1)
    assert wide["since 2016"] > 3 * wide["2017"]
    assert _at(lanes["since 2016"], ".//path")


def _event(begin: date | None, end: date | None, label: str = "an event") -> Event:
    return Event("urn:x", label, "event", "some time", begin, end, False, "", ())


SCALE = Scale(date(2018, 1, 1), date(2020, 1, 1))


FIELDWORK = Fieldwork("fieldwork", date(2019, 3, 31))


def test_short_times_are_points_and_long_ones_bars() -> None:
    """A month is a point at its middle, half a year a bar, and what goes on reaches to the end of the scale."""
    (point,) = timeline._marks([_event(date(2018, 7, 1), date(2018, 7, 31))], SCALE, FIELDWORK)
    assert (point.length, point.start) == (0.0, SCALE.at(date(2018, 7, 16)))
    (bar,) = timeline._marks([_event(date(2018, 1, 1), date(2018, 6, 30))], SCALE, FIELDWORK)
    assert (bar.start, bar.length) == (0.0, SCALE.at(date(2018, 6, 30)))
    (lasting,) = timeline._marks([_event(date(2019, 1, 1), None)], SCALE, FIELDWORK)
    assert lasting.open
    assert lasting.start + lasting.length == pytest.approx(100)


def test_only_what_begins_after_the_fieldwork_is_after_it() -> None:
    """An event on its last day is not; without an inspection nothing is; the fieldwork itself is marked."""
    last, later = date(2019, 3, 31), date(2019, 4, 1)
    events = [_event(last, last, "fieldwork"), _event(later, later), _event(None, None)]
    marks = timeline._marks(events, SCALE, FIELDWORK)
    assert [(mark.after, mark.fieldwork) for mark in marks] == [(False, True), (True, False)]
    assert not any(mark.after for mark in timeline._marks(events, SCALE, Fieldwork()))
