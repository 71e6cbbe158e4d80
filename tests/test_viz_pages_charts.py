"""Charts of figures: marks at the places of their values, and none for a mere number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from viz.pages import charts


def test_marks_stand_where_the_values_are() -> None:
    """Fourteen percent stands before seventeen on an axis from nothing; a share fills its bar so far; a rank is one of all; a mere count has no chart."""
    both = charts.pair_chart(Decimal(14), Decimal(17), percent=True)
    assert both.ticks[0][1] == "0%"
    first, last = both.ticks[0][0], both.ticks[-1][0]
    end = float(both.ticks[-1][1].removesuffix("%"))
    assert both.figure == pytest.approx(first + (last - first) * 14 / end, abs=0.02)
    assert both.comparator == pytest.approx(first + (last - first) * 17 / end, abs=0.02)
    share = charts.single_chart(Decimal(25), "percent", None, against=[Decimal(75)])
    assert isinstance(share, charts.Bar)
    assert (share.end - share.start) / (share.ticks[-1][0] - share.ticks[0][0]) == pytest.approx(
        0.25, abs=0.001
    )
    assert share.against[0] - share.end == pytest.approx(
        share.ticks[1][0] - share.ticks[0][0], abs=0.02
    )
    dots = charts.single_chart(Decimal(49), "cases", Decimal(60))
    assert isinstance(dots, charts.Dots)
    assert (dots.full, len(dots.places), dots.rows) == (49, 60, 3)
    ladder = charts.single_chart(Decimal(12), "rank", Decimal(43))
    assert isinstance(ladder, charts.Ladder)
    assert (ladder.step, len(ladder.steps)) == (12, 43)
    change = charts.single_chart(Decimal(-36), "percent-change", None)
    assert isinstance(change, charts.Bar)
    assert change.end < change.start == pytest.approx(50, abs=0.1)
    assert charts.single_chart(Decimal(14), "people", None) is None


@pytest.mark.parametrize(
    "pair", [("0", "0"), ("-18", "3"), ("-18", "-3"), ("0.5", "1000000"), ("100", "99.9")]
)
def test_no_mark_leaves_its_chart(pair: tuple[str, str]) -> None:
    """Nothing, losses and very unequal values stay on their axis."""
    made = charts.pair_chart(Decimal(pair[0]), Decimal(pair[1]), percent=False)
    assert all(
        0 <= place <= 100 for place in (made.figure, made.comparator, *(at for at, _ in made.ticks))
    )


@pytest.mark.parametrize(
    ("value", "comparator", "percent", "labels"),
    [
        ("14", "17", True, ["0%", "10%", "20%"]),
        ("96", "99", True, ["0%", "50%", "100%"]),
        ("96", "120", True, ["0%", "100%", "200%"]),
        ("-18", "-3", False, ["-20", "-10", "0"]),
        ("-18", "30", False, ["-20", "10", "40"]),
        ("0", "0", False, ["0", "0.5", "1"]),
    ],
)
def test_axes_end_at_round_numbers(
    value: str, comparator: str, percent: bool, labels: list[str]
) -> None:
    """An axis has zero and both values, ends at a round number, and for percentages at a hundred if it can."""
    pair = charts.pair_chart(Decimal(value), Decimal(comparator), percent=percent)
    assert [label for _, label in pair.ticks] == labels


def test_what_cannot_be_compared_has_no_chart() -> None:
    """A rank without the number of ranks, more than the whole, a share of nothing and a percentage beyond a hundred get none."""
    assert charts.single_chart(Decimal(3), "rank", None) is None
    assert charts.single_chart(Decimal(3), "rank", Decimal(500)) is None
    assert charts.single_chart(Decimal(70), "cases", Decimal(60)) is None
    assert charts.single_chart(Decimal(0), "cases", Decimal(0)) is None
    assert charts.single_chart(Decimal(140), "percent", None) is None


def test_many_cases_are_a_bar() -> None:
    """A part of more cases than can have a dot each is a bar from nothing to the whole."""
    bar = charts.single_chart(Decimal(500), "cases", Decimal(2000))
    assert isinstance(bar, charts.Bar)
    assert [label for _, label in bar.ticks] == ["0", "2,000"]
    (start, _), (end, _) = bar.ticks
    assert (bar.end - start) / (end - start) == pytest.approx(0.25, abs=0.001)


def test_a_change_has_its_zero_in_the_middle() -> None:
    """The axis of a change reaches to fifty at least, in both directions, and further for a larger change."""
    change = charts.single_chart(Decimal(130), "percent-change", None)
    assert isinstance(change, charts.Bar)
    assert [label for _, label in change.ticks] == ["-130%", "no change", "+130%"]
    assert charts.single_chart(Decimal(3), "percentage-points", None).ticks[0][1] == "-50%"  # type: ignore[union-attr]
