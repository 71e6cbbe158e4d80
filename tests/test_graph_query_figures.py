"""Comparisons that can be defended, and refusals with their reasons."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import REPORT, Run
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.namespaces import PREFIXES
from graph.namespaces import REPORT as REPORTS
from graph.query.description import describe_thing
from graph.query.description_markdown import description_markdown
from graph.query.figures import (
    Comparison,
    Figure,
    compare_figures,
    comparisons,
    conflicts,
    figures,
    reported_pairs,
)
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
        "the report gives no period for either, but sets them side by side itself",
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
            "the report does not say for which period one of them holds",
        ),
        (
            "cases-with-contact-force-review",
            "victims-contacted-force-data",
            "the bases differ: 173 against none given",
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


def test_reports_own_comparisons_are_all_judged(real: Store) -> None:
    """Every pair that the report sets side by side is compared or refused; two of seven are refused."""
    found = comparisons(real)
    assert {(item.one.iri, item.other.iri) for item in found} == {
        (one.iri, other.iri) for one, other in reported_pairs(figures(real))
    }
    refused = sorted(item.one.iri.removeprefix(FIGURE) for item in found if item.refusals)
    assert refused == ["immediate-average-now-19-minutes", "sexual-offences-average-104-minutes"]
    assert len(found) == 7


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


def test_show_tells_the_same_refusal(real: Store) -> None:
    """The page of a thing gives no difference that a comparison would refuse."""
    told = description_markdown(describe_thing(real, PREFIXES["theme"] + "attendance-time"))
    line = next(line for line in told.splitlines() if "against 13 minutes" in line)
    assert ": not comparable: the populations differ: immediate-grade calls, now" in line


def test_command_compares_a_measure(run: Run, real_directory: Path) -> None:
    """A measure is enough to ask; the sentences and voices of both figures are shown, and JSON carries them."""
    said = run("compare", "measure:share-of-crimes-not-proceeding", store=real_directory)
    assert said.returncode == 0
    assert said.stdout.startswith(
        "3 percentage points lower, 0.82 times as much; lower is better, so this is better\n"
    )
    assert "voice: national figures" in said.stdout
    data = json.loads(
        run("compare", "theme:attendance-time", "--format", "json", store=real_directory).stdout
    )
    assert {item["difference"] for item in data} == {None}
    assert all(item["refusals"] for item in data)


def test_nothing_to_compare_is_one_clear_message(
    run: Run, real_directory: Path, real: Store
) -> None:
    """A thing without compared figures, and a thing in the place of a figure, are told apart."""
    said = run("compare", "METHUB", store=real_directory)
    assert (
        said.returncode,
        "sets no figure of unit:cambridgeshire-methub beside another" in said.stderr,
    ) == (1, True)
    with pytest.raises(QueryError, match="no figure: unit:cambridgeshire-methub"):
        comparisons(
            real, PREFIXES["unit"] + "cambridgeshire-methub", FIGURE + "crimes-not-proceeding"
        )
    with pytest.raises(QueryError, match="given twice"):
        comparisons(real, FIGURE + "crimes-not-proceeding", FIGURE + "crimes-not-proceeding")
    assert run("compare", "", store=real_directory).returncode == 1


def test_each_figure_has_its_sentence(run: Run, real_directory: Path) -> None:
    """Two figures of one sentence both show it, so that neither stands without evidence."""
    said = run(
        "compare",
        f"{FIGURE}file-error-rate-after",
        f"{FIGURE}file-error-rate-before",
        store=real_directory,
    )
    assert (
        said.stdout.count(
            "question 2, Catching criminals, paragraph 3, sentence 5, voice: force states"
        )
        == 2
    )
