"""Comparisons of two figures that can be defended, and refusals with their reasons."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from conftest import REPORT
from hypothesis import given
from hypothesis import strategies as st

from graph.namespaces import REPORT as REPORTS
from graph.query.comparison import Comparison, compare_figures
from graph.query.figures import Figure, conflicts, figures
from graph.store import Store

FIGURE = f"{REPORTS}{REPORT}/figure/"


YEAR = (date(2018, 4, 1), date(2019, 3, 31))


def _figure(value: str, **facts: str) -> Figure:
    """Invent a figure; every fact may be set."""
    plain = dict.fromkeys(("label", "qualifier", "qualifierWords", "population"), "")
    frame = {
        "unit": "uom/percent",
        "unitWords": "percent",
        "measure": "m",
        "measureWords": "m",
        "area": "a",
        "areaWords": "A",
        "period": "p",
        "periodWords": "P",
    }
    return Figure(
        f"urn:{value}:{facts}",
        {**plain, **frame, "better": "lower", **facts},
        Decimal(value),
        None,
        YEAR,
    )


def _real(store: Store, one: str, other: str, **options: bool) -> Comparison:
    known = figures(store)
    return compare_figures(
        known[FIGURE + one], known[FIGURE + other], conflicts=conflicts(store), **options
    )


def test_higher_can_be_worse_and_higher_can_be_better(real: Store) -> None:
    """Direction and valence are told apart: 51 against 45 is worse, 39.4 against 28 is better."""
    filed = _real(
        real, "crimes-filed-without-suspect", "crimes-filed-without-suspect-england-and-wales"
    )
    assert filed.difference == 6
    assert filed.ratio == pytest.approx(51 / 45)
    assert filed.better is False
    assert (
        filed.words
        == "6 percentage points higher, 1.13 times as much; lower is better, so this is worse"
    )
    arrests = _real(real, "da-arrest-rate-39-4-percent", "da-arrest-rate-national-28-percent")
    assert arrests.difference == Decimal("11.4")
    assert arrests.better is True
    assert arrests.cautions == (
        "the graph holds no period of either, but the report sets them side by side itself",
    )


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("crimes-not-proceeding", "da-not-proceeding-14-percent", "the measures differ"),
        (
            "crimes-not-proceeding",
            "da-not-proceeding-14-percent",
            "the periods differ: May 2018 to April 2019 against April 2018 to March 2019",
        ),
        (
            "sexual-offences-average-104-minutes",
            "sexual-offences-up-to-ten-hours",
            "is a bound (up to), not a value",
        ),
        (
            "immediate-average-now-19-minutes",
            "immediate-average-before-13-minutes",
            "the populations differ",
        ),
        (
            "immediate-average-now-19-minutes",
            "da-emergency-average-13-minutes",
            "the graph holds no period of one of them",
        ),
        (
            "cases-with-contact-force-review",
            "victims-contacted-force-data",
            "the bases differ: 173 against none in the graph",
        ),
        ("cases-rejected-by-cps", "file-error-rate-after", "the measures differ"),
        (
            "stalking-share-of-domestic-abuse-increase",
            "anti-social-behaviour-change-2018-19",
            "the units differ: percent against percent change",
        ),
        ("breached-orders-acted-on", "sexual-harm-prevention-orders", "the measures differ"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_the_reason(
    real: Store, one: str, other: str, reason: str
) -> None:
    """Each trap of the report that invites a false comparison is refused, and no number is given."""
    found = _real(real, one, other)
    assert any(reason in refusal for refusal in found.refusals), found.refusals
    assert found.words.startswith("not comparable: ")
    assert (found.difference, found.ratio, found.better) == (None, None, None)


def test_a_conflict_between_two_figures_is_told(real: Store) -> None:
    """What the source contradicts or explains stands beside the comparison."""
    found = _real(real, "immediate-average-now-19-minutes", "immediate-average-before-13-minutes")
    assert any(
        "better protected (explained by the source)" in caution for caution in found.cautions
    )


def test_then_and_now_needs_periods_of_one_length_that_do_not_overlap() -> None:
    """A change over time is only told of two equal periods of one place, and only when asked for."""
    then, now = _figure("46"), _figure("22", period="q", periodWords="Q")
    now.period = (date(2019, 4, 1), date(2020, 3, 31))
    assert compare_figures(now, then).refusals == ("the periods differ: Q against P",)
    assert compare_figures(now, then, over_time=True).difference == -24
    now.period = (date(2019, 3, 1), date(2020, 2, 28))
    assert "overlap" in compare_figures(now, then, over_time=True).refusals[0]
    now.period = (date(2019, 4, 1), date(2019, 9, 30))
    assert "same length" in compare_figures(now, then, over_time=True).refusals[0]
    now.period = None
    assert "bounds" in compare_figures(now, then, over_time=True).refusals[0]


def test_scales_without_a_zero_have_no_ratio() -> None:
    """A rank or a change is not so many times another, and nothing is divided by zero."""
    assert (
        compare_figures(_figure("12", unit="uom/rank"), _figure("1", unit="uom/rank")).ratio is None
    )
    assert compare_figures(_figure("12"), _figure("0")).ratio is None
    assert compare_figures(_figure("12"), _figure("12", label="b")).words == "the same value"
    neither = compare_figures(_figure("2", better="neither"), _figure("1", better="neither"))
    assert neither.better is None
    assert "neither direction" in neither.words


@given(
    st.decimals(-1000, 1000, places=2),
    st.decimals(-1000, 1000, places=2),
    st.sampled_from(["higher", "lower"]),
)
def test_comparisons_turn_around(one: Decimal, other: Decimal, better: str) -> None:
    """Seen from the other side the difference changes its sign, and better turns into worse."""
    there = compare_figures(_figure(str(one), better=better), _figure(str(other), better=better))
    back = compare_figures(_figure(str(other), better=better), _figure(str(one), better=better))
    assert there.difference is not None
    assert there.difference == -(back.difference or 0)
    assert there.better is (None if back.better is None else not back.better)


@pytest.mark.parametrize(
    ("begin", "end", "refused"),
    [
        ((2019, 4, 1), (2020, 3, 31), ""),  # 366 days after 365
        ((2019, 4, 1), (2020, 4, 2), ""),  # three days longer
        ((2019, 4, 1), (2020, 4, 3), "the periods are not of the same length: Q against P"),
        ((2019, 4, 1), (2020, 3, 27), ""),
        ((2019, 4, 1), (2020, 3, 26), "the periods are not of the same length: Q against P"),
        ((2019, 3, 31), (2020, 3, 30), "the periods overlap: Q and P"),
        ((2017, 4, 2), (2018, 4, 1), "the periods overlap: Q and P"),
        ((2017, 4, 1), (2018, 3, 31), ""),
    ],
)
def test_periods_of_then_and_now_may_differ_by_three_days(
    begin: tuple[int, int, int], end: tuple[int, int, int], refused: str
) -> None:
    """A leap year is as long as any; one day in common is an overlap, whichever comes first."""
    other = _figure("22", period="q", periodWords="Q")
    other.period = (date(*begin), date(*end))
    for one, two in ((other, _figure("46")), (_figure("46"), other)):
        found = compare_figures(one, two, over_time=True).refusals
        assert len(found) == bool(refused)
    assert compare_figures(other, _figure("46"), over_time=True).refusals == (
        (refused,) if refused else ()
    )


@pytest.mark.parametrize(
    ("one", "other", "refused"),
    [
        ({"measure": "n", "measureWords": "N"}, {}, "the measures differ: N against m"),
        (
            {},
            {"unit": "uom/hours", "unitWords": "hours"},
            "the units differ: percent against hours",
        ),
        ({"population": "men"}, {}, "the populations differ: men against none in the graph"),
        (
            {"qualifier": "qualifier/within", "qualifierWords": "within", "label": "x"},
            {},
            "“x” is a bound (within), not a value",
        ),
        (
            {},
            {"qualifier": "qualifier/at-least", "qualifierWords": "at least", "label": "y"},
            "“y” is a bound (at least), not a value",
        ),
        ({"period": "q", "periodWords": "Q"}, {}, "the periods differ: Q against P"),
        (
            {"period": "", "periodWords": ""},
            {},
            "the graph holds no period of one of them",
        ),
        ({}, {"period": ""}, "the graph holds no period of one of them"),
        ({"period": ""}, {"period": ""}, "the graph holds no period of either"),
    ],
)
def test_each_difference_is_a_refusal_of_its_own(
    one: dict[str, str], other: dict[str, str], refused: str
) -> None:
    """The reason names both sides; what is not given is said to be so."""
    found = compare_figures(_figure("1", **one), _figure("2", **other))
    assert found.refusals == (refused,)
    assert found.words == f"not comparable: {refused}"


def test_bases_and_places_count() -> None:
    """Two shares of one place need one base; of two places they need none; then and now are of one place."""
    one, other = _figure("1"), _figure("2")
    one.denominator = Decimal(60)
    assert compare_figures(one, other).refusals == (
        "the bases differ: 60 against none in the graph",
    )
    other.denominator = Decimal(1173)
    assert compare_figures(one, other).refusals == ("the bases differ: 60 against 1,173",)
    elsewhere = _figure("2", area="b", areaWords="B")
    assert compare_figures(one, elsewhere).refusals == ()
    elsewhere.facts = {**elsewhere.facts, "period": "q"}
    elsewhere.period = (date(2019, 4, 1), date(2020, 3, 31))
    assert compare_figures(one, elsewhere, over_time=True).refusals == (
        "then and now have to be of one place: A against B",
    )


def test_cautions_tell_of_voices_and_of_what_is_only_about_so() -> None:
    """Two voices of one place are told, one voice or two places are not; an approximate figure is named."""
    one, other = _figure("1", label="x", qualifier="qualifier/about"), _figure("2")
    assert compare_figures(one, other).cautions == ("“x” is approximate",)
    one, other = _figure("1"), _figure("2")
    one.voices, other.voices = ["officers", "plan"], ["plan", "officers"]
    assert compare_figures(one, other).cautions == ()
    other.voices = ["plan"]
    assert compare_figures(one, other).cautions == ("two voices: officers, plan against plan",)
    other.facts = {**other.facts, "area": "b"}
    assert compare_figures(one, other).cautions == ()


@pytest.mark.parametrize("stated_by", [0, 1])
def test_figures_without_a_period_need_the_report_to_set_them_side_by_side(stated_by: int) -> None:
    """Whichever of the two names the other, they may be compared, with a caution."""
    pair = [_figure(value, period="") for value in ("1", "2")]
    pair[stated_by].comparators.add(pair[1 - stated_by].iri)
    found = compare_figures(*pair)
    assert found.refusals == ()
    assert found.difference == -1
    assert found.cautions == (
        "the graph holds no period of either, but the report sets them side by side itself",
    )


@pytest.mark.parametrize(
    ("one", "other", "facts", "words"),
    [
        (
            "12",
            "10",
            {},
            "2 percentage points higher, 1.20 times as much; lower is better, so this is worse",
        ),
        (
            "9",
            "10",
            {"better": "higher"},
            "1 percentage point lower, 0.90 times as much; higher is better, so this is worse",
        ),
        (
            "12",
            "10",
            {"better": "higher", "unit": "uom/percent-change"},
            "2 percentage points higher; higher is better, so this is better",
        ),
        (
            "1",
            "3",
            {"unit": "uom/percentage-points"},
            "2 percentage points lower; lower is better, so this is better",
        ),
        (
            "1",
            "3",
            {"unit": "uom/hours", "unitWords": "hours", "better": "neither"},
            "2 hours lower, 0.33 times as much; neither direction is better by itself",
        ),
        (
            "1",
            "3",
            {"unit": "uom/rank", "unitWords": "places"},
            "2 places lower; lower is better, so this is better",
        ),
        (
            "21",
            "20",
            {"unit": "uom/age", "unitWords": "years"},
            "1 year higher; lower is better, so this is worse",
        ),
        (
            "21",
            "20",
            {"unit": "uom/clock-hours", "unitWords": "hours"},
            "1 hour higher; lower is better, so this is worse",
        ),
        (
            "0",
            "3",
            {},
            "3 percentage points lower, 0.00 times as much; lower is better, so this is better",
        ),
        ("3", "0", {}, "3 percentage points higher; lower is better, so this is worse"),
    ],
)
def test_the_outcome_is_told_in_words(
    one: str, other: str, facts: dict[str, str], words: str
) -> None:
    """By how much, in which direction, how many times where the scale has a zero, and whether that is better."""
    assert compare_figures(_figure(one, **facts), _figure(other, **facts)).words == words


def test_a_figure_in_words_and_as_data() -> None:
    """Qualifier, number, unit, base, place and time; data carry both figures whole."""
    one = _figure("1", qualifierWords="about", label="x")
    one.denominator, one.voices, one.sentences = Decimal(60), ["plan"], ["urn:s"]
    assert one.words == "about 1 percent (of 60, A, P)"
    assert _figure("2500", areaWords="", periodWords="").words == "2,500 percent"
    other = _figure("2", label="y", area="b", areaWords="B")
    assert compare_figures(one, other).as_data() == {
        "one": {
            "iri": one.iri,
            "label": "x",
            "words": "about 1 percent (of 60, A, P)",
            "value": 1.0,
            "voices": ["plan"],
            "sentences": ["urn:s"],
        },
        "other": {
            "iri": other.iri,
            "label": "y",
            "words": "2 percent (B, P)",
            "value": 2.0,
            "voices": [],
            "sentences": [],
        },
        "words": "1 percentage point lower, 0.50 times as much; lower is better, so this is better",
        "difference": -1.0,
        "ratio": 0.5,
        "better": True,
        "refusals": [],
        "cautions": [],
    }
    refused = compare_figures(one, _figure("2", population="men")).as_data()
    assert (refused["difference"], refused["ratio"], refused["better"]) == (None, None, None)
    assert refused["refusals"] == [
        "the populations differ: none in the graph against men",
        "the bases differ: 60 against none in the graph",
    ]
