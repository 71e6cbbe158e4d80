"""Maps that are no networks: which figures and events they choose, and how many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from second_graphs import FIRST, LATER

from graph.errors import PeelgraphError
from graph.namespaces import REPORT
from graph.query.figures import figures, reported_pairs
from graph.query.question_answers import answer_question
from graph.query.questions import read_questions
from graph.query_tables import table_rows
from graph.store import Store, store_in_memory
from viz.explorer.dated_events import read_events, read_fieldwork
from viz.explorer.graph_part import Part, network_part
from viz.explorer.sections import timeline
from viz.maps.builder import picture
from viz.maps.catalogue import MapOptions
from viz.maps.filters import sentences_on
from viz.maps.selections import chosen_events, chosen_figures, report_name

HUB = "https://w3id.org/peelgraph/id/unit/cambridgeshire-demand-hub"


def test_all_figures_are_chosen_by_default(real: Store) -> None:
    """With the comparisons that the report itself makes, and the sentences of each figure."""
    catalogue = figures(real)
    part, counts = chosen_figures(real, MapOptions())
    assert counts == (len(catalogue), len(list(reported_pairs(catalogue))))
    assert part.own == part.figures.keys() == catalogue.keys()
    assert {iri for item in catalogue.values() for iri in item.sentences} <= part.sentences


def test_chosen_figures_keep_what_they_are_compared_with(real: Store) -> None:
    """Figures beside them are in the part, but are not its own."""
    part, (count, pairs) = chosen_figures(real, MapOptions(voices=("inspectorate",)))
    chosen = {iri for iri, item in figures(real).items() if "inspectorate" in item.voices}
    assert part.own == chosen
    assert count == len(chosen)
    ends = {end.iri for pair in reported_pairs(figures(real), chosen) for end in pair}
    assert pairs
    assert ends - chosen
    assert ends <= part.figures.keys()


def test_choices_narrow_figures_and_an_empty_one_is_refused(real: Store) -> None:
    """Only figures of the question, voice and thing asked for; what leaves nothing is an error."""
    assert 0 < chosen_figures(real, MapOptions(question=5)).counts[0] < 10
    assert chosen_figures(real, MapOptions(voices=("file review",))).counts[0] == 5
    assert 0 < chosen_figures(real, MapOptions(about=(HUB,))).counts[0] < 10
    theme = "https://w3id.org/peelgraph/vocabulary/theme/domestic-abuse"
    chosen = chosen_figures(real, MapOptions(theme=theme)).part.own
    spoken = sentences_on(real, theme)
    catalogue = figures(real)
    assert chosen == {iri for iri, item in catalogue.items() if spoken & set(item.sentences)}
    assert 0 < len(chosen) < len(catalogue)
    with pytest.raises(PeelgraphError, match="no figure is left"):
        chosen_figures(real, MapOptions(question=4))


def test_a_timeline_without_plans_has_none(real: Store) -> None:
    """`--no-planned` leaves out the events that are only planned, and nothing else."""
    events = read_events(real)
    planned = [event for event in events if event.planned]
    assert planned
    part, counts = chosen_events(real, MapOptions(planned=False))
    assert counts[0] == len(events) - len(planned)
    assert not any(event.planned for event in part.events)


def test_events_are_chosen_with_what_came_after_the_fieldwork(real: Store) -> None:
    """Exactly those that begin after its last day are counted as late."""
    part, counts = chosen_events(real, MapOptions())
    end = read_fieldwork(real).end
    assert end
    days = [event.begin for event in read_events(real)]
    assert counts == (len(days), sum(day is not None and day > end for day in days))
    question = read_questions()["after-the-fieldwork"]
    assert counts[1] == len(list(answer_question(real, question, {"inspection": "any"})))
    assert {event.iri for event in part.events} == part.own
    with pytest.raises(PeelgraphError, match=r"no event is left\. Leave --about, --theme"):
        chosen_events(real, MapOptions(voices=("partners or scrutiny group",)))
    with pytest.raises(PeelgraphError, match=r"is left\. Leave --no-planned, --about, --theme"):
        chosen_events(real, MapOptions(voices=("partners or scrutiny group",), planned=False))


def test_around_a_thing_are_those_of_all_figures_and_events_that_are_its_own(real: Store) -> None:
    """What is read of one thing alone is what is left of everything, with its comparators."""
    about = {row["node"] for row in table_rows(real, "about", [HUB])}
    catalogue = figures(real)
    part, counts = chosen_figures(real, MapOptions(about=(HUB,)))
    assert part.own == about & catalogue.keys()
    assert counts == (len(part.own), len(list(reported_pairs(catalogue, part.own))))
    force = "https://w3id.org/peelgraph/id/force/cambridgeshire"
    events = chosen_events(real, MapOptions(about=(force,))).part.events
    assert 0 < len(events) < len(read_events(real))
    assert set(events) <= set(read_events(real))


def test_a_map_of_an_inspection_names_its_report(both_inspections: Store) -> None:
    """By its label, however the inspection is given."""
    title = "Cambridgeshire PEEL 2018/19, effectiveness"
    for name in (FIRST, f"inspection:{FIRST}", title):
        assert report_name(both_inspections, MapOptions(inspection=name)) == title
        content = picture(both_inspections, "referrals", MapOptions(inspection=name))
        assert content.filters == (f"report: {title}",)
    assert report_name(both_inspections, MapOptions()) == ""


def _events(store: Store, options: MapOptions) -> Part:
    return chosen_events(store, options).part


def _figures(store: Store, options: MapOptions) -> Part:
    return chosen_figures(store, options).part


def _partnerships(store: Store, options: MapOptions) -> Part:
    content = picture(store, "partnerships", options)
    return network_part(store, content.network, views=content.views, reports=content.reports)


@pytest.mark.parametrize("part_of", [_events, _figures, _partnerships])
def test_the_page_of_an_inspection_has_nothing_of_another_report(
    real: Store, both_inspections: Store, part_of: Callable[[Store, MapOptions], Part]
) -> None:
    """Also what stands beside its things is what that report says, where another speaks of them too."""
    options = MapOptions(inspection=FIRST)
    alone, beside = part_of(real, options), part_of(both_inspections, options)
    assert alone.own == beside.own
    assert alone.things == beside.things
    assert alone.sentences == beside.sentences
    assert set(alone.rows()) == set(beside.rows())
    every = part_of(both_inspections, MapOptions())
    assert any(LATER in iri for iri in every.sentences)
    assert len(every.things) > len(beside.things)


def test_what_begins_after_the_fieldwork_is_counted_for_the_inspection(
    both_inspections: Store,
) -> None:
    """What was to come at the first one is past at the later one."""
    chosen = [
        chosen_events(both_inspections, MapOptions(inspection=which)) for which in (FIRST, LATER)
    ]
    assert [counts[1] for _, counts in chosen] == [4, 0]
    ends: list[Any] = [
        timeline.read_section(both_inspections, dict.fromkeys(part.things, 0), part)["fieldwork"]
        for part, _ in chosen
    ]
    first, later = (f"{REPORT}{which}" for which in (FIRST, LATER))
    assert ends[0] == {**ends[0], "end": "2019-06-30", "ends": {first: "2019-06-30"}}
    assert ends[1] == {**ends[1], "end": "2021-07-01", "ends": {later: "2021-07-01"}}


@pytest.mark.parametrize("choose", [chosen_figures, chosen_events])
def test_a_graph_without_any_is_not_blamed_on_options(
    choose: Callable[[Store, MapOptions], object],
) -> None:
    """Where no option was given, none is to be left out; where one was, it is named."""
    empty = store_in_memory()
    with pytest.raises(PeelgraphError, match=r"the graph holds no (figure|event)"):
        choose(empty, MapOptions())
    with pytest.raises(PeelgraphError, match=r"is left\. Leave --about"):
        choose(empty, MapOptions(question=1))
