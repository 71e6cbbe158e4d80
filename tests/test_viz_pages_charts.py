"""Small charts: every mark at its place, from three to ninety-seven percent of the width."""

from __future__ import annotations

from decimal import Decimal

import pytest

from viz.pages.charts import Bar, Chart, Dots, Ladder, Pair, pair_chart, single_chart

EDGES = ((3.0, "0%"), (50.0, "50%"), (97.0, "100%"))


@pytest.mark.parametrize(
    ("value", "unit", "whole", "against", "chart"),
    [
        ("25", "percent", None, ["75", "100"], Bar(3.0, 26.5, EDGES, (73.5, 97.0))),
        ("0", "percent", None, [], Bar(3.0, 3.0, EDGES)),
        ("100", "percent", None, [], Bar(3.0, 97.0, EDGES)),
        ("100.1", "percent", None, [], None),
        ("-0.1", "percent", None, [], None),
        (
            "-36",
            "percent-change",
            None,
            [],
            Bar(50.0, 16.16, ((3.0, "-50%"), (50.0, "no change"), (97.0, "+50%"))),
        ),
        (
            "50",
            "percent-change",
            None,
            [],
            Bar(50.0, 97.0, ((3.0, "-50%"), (50.0, "no change"), (97.0, "+50%"))),
        ),
        (
            "51",
            "percentage-points",
            None,
            [],
            Bar(50.0, 89.95, ((3.0, "-60%"), (50.0, "no change"), (97.0, "+60%"))),
        ),
        ("2", "rank", "4", [], Ladder((3.0, 34.33, 65.67, 97.0), 2)),
        ("2", "rank", "2", [], Ladder((3.0, 97.0), 2)),
        ("1", "rank", "1", [], None),
        ("1", "rank", None, [], None),
        ("1", "rank", "121", [], None),
        ("2", "cases", "3", [], Dots(((3.0, 0), (7.95, 0), (12.89, 0)), 2, 1)),
        ("3", "cases", "3", [], Dots(((3.0, 0), (7.95, 0), (12.89, 0)), 3, 1)),
        ("0", "cases", "1", [], Dots(((3.0, 0),), 0, 1)),
        ("1.5", "cases", "3", [], Bar(3.0, 50.0, ((3.0, "0"), (97.0, "3")))),
        ("1", "cases", "2.5", [], Bar(3.0, 40.6, ((3.0, "0"), (97.0, "2.5")))),
        ("121", "cases", "121", [], Bar(3.0, 97.0, ((3.0, "0"), (97.0, "121")))),
        ("600", "cases", "1200", [], Bar(3.0, 50.0, ((3.0, "0"), (97.0, "1,200")))),
        ("4", "cases", "3", [], None),
        ("-1", "cases", "3", [], None),
        ("-1", "cases", "1200", [], None),
        ("4", "cases", "0", [], None),
        ("14", "people", None, [], None),
    ],
)
def test_a_figure_has_the_chart_of_what_it_is_set_against(
    value: str, unit: str, whole: str | None, against: list[str], chart: Chart | None
) -> None:
    """A share fills a bar, a change leads from the middle, a rank is a step, few cases are dots, many a bar; a mere number has no chart."""
    result = single_chart(
        Decimal(value), unit, Decimal(whole) if whole else None, against=map(Decimal, against)
    )
    assert result == chart


def test_dots_stand_in_rows_of_twenty() -> None:
    """A hundred and twenty cases are six rows, the last of a row at its end."""
    for whole, rows in ((20, 1), (21, 2), (120, 6)):
        result = single_chart(Decimal(7), "cases", Decimal(whole))
        assert isinstance(result, Dots)
        assert (len(result.places), result.full, result.rows) == (whole, 7, rows)
        assert result.places[19] == (97.0, 0)
        assert result.places[-1][1] == rows - 1
    ladder = single_chart(Decimal(120), "rank", Decimal(120))
    assert isinstance(ladder, Ladder)
    assert (len(ladder.steps), ladder.step) == (120, 120)


@pytest.mark.parametrize(
    ("value", "comparator", "percent", "pair"),
    [
        ("14", "17", True, Pair(68.8, 82.9, ((3.0, "0%"), (50.0, "10%"), (97.0, "20%")))),
        ("51", "99", True, Pair(50.94, 96.06, EDGES)),
        ("51", "100", True, Pair(50.94, 97.0, EDGES)),
        ("51", "101", True, Pair(26.97, 50.47, ((3.0, "0%"), (50.0, "100%"), (97.0, "200%")))),
        ("104", "52", False, Pair(51.88, 27.44, ((3.0, "0"), (50.0, "100"), (97.0, "200")))),
        ("19", "13", False, Pair(92.3, 64.1, ((3.0, "0"), (50.0, "10"), (97.0, "20")))),
        ("2500", "100", False, Pair(81.33, 6.13, ((3.0, "0"), (50.0, "1,500"), (97.0, "3,000")))),
        ("-18", "-3", False, Pair(12.4, 82.9, ((3.0, "-20"), (50.0, "-10"), (97.0, "0")))),
        ("-18", "3", False, Pair(10.83, 93.08, ((3.0, "-20"), (50.0, "-8"), (97.0, "4")))),
        ("0", "0", False, Pair(3.0, 3.0, ((3.0, "0"), (50.0, "0.5"), (97.0, "1")))),
        ("0.5", "0.25", False, Pair(81.33, 42.17, ((3.0, "0"), (50.0, "0.3"), (97.0, "0.6")))),
    ],
)
def test_two_values_stand_on_an_axis_that_ends_at_a_round_number(
    value: str, comparator: str, percent: bool, pair: Pair
) -> None:
    """The axis begins at nothing, or at a round number below losses, and a share never ends beyond a hundred percent."""
    assert pair_chart(Decimal(value), Decimal(comparator), percent=percent) == pair


@pytest.mark.parametrize(
    "pair", [("0", "0"), ("-18", "3"), ("-18", "-3"), ("0.5", "1000000"), ("100", "99.9")]
)
def test_no_mark_leaves_its_chart(pair: tuple[str, str]) -> None:
    """Nothing, losses and very unequal values stay on their axis."""
    made = pair_chart(Decimal(pair[0]), Decimal(pair[1]), percent=False)
    assert all(
        0 <= place <= 100 for place in (made.figure, made.comparator, *(at for at, _ in made.ticks))
    )
