"""The page of the timeline: every event with its time, and what came after the fieldwork."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from lxml import html

from graph.store import Store, rows
from viz.pages import timeline
from viz.pages.timeline import Event, Fieldwork, Scale

TITLE: dict[str, Any] = {"title": "Timeline", "description": "All of it."}


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


def test_years_share_the_scale() -> None:
    """Each year begins where its first day is, and all together fill the width."""
    years = SCALE.years
    assert [year for year, _, _ in years] == [2018, 2019, 2020]
    assert years[0][1] == 0.0
    assert sum(length for _, _, length in years) == pytest.approx(100, abs=0.1)
    assert SCALE.at(date(2019, 1, 1)) == pytest.approx(50, abs=0.1)
    assert Scale(date(2019, 1, 1), date(2019, 1, 1)).at(date(2019, 1, 1)) == 0


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


def test_the_scale_begins_with_a_year_and_ends_after_the_last_day() -> None:
    """The fieldwork is on the scale too; without any date there is a scale still."""
    scale = timeline._scale([date(2018, 5, 1), None], FIELDWORK)
    assert (scale.first, scale.last) == (date(2018, 1, 1), date(2019, 5, 15))
    assert timeline._scale([], Fieldwork()).first == date(2000, 1, 1)
