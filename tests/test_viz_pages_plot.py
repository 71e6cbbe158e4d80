"""Pictures of numbers: every bar, dot and word stands where it can be reckoned to stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest

from viz.pages import plot


def _drawn(picture: str) -> list[str]:
    """Tell a picture shape by shape: class, place and size, and texts with their anchor."""
    told = []
    for tag, attributes, text in re.findall(
        r"<(rect|line|circle|text) ([^>]*?)/?>([^<]*)", picture
    ):
        found = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
        kind = found.pop("class", "")
        anchor = found.pop("text-anchor", "")
        told.append(
            " ".join(
                filter(
                    None,
                    [
                        tag,
                        kind,
                        anchor,
                        *(value.removesuffix(".0") for value in found.values()),
                        unescape(text),
                    ],
                )
            )
        )
    return told


DRAWINGS: dict[str, tuple[Callable[[], str], list[str]]] = {
    "histogram": (
        lambda: plot.histogram([0, 1, 1, 3.2], name="n", title="t", axis="relationships"),
        [
            "rect bar 32 90 86 60",
            "text middle 75 85 1",
            "text middle 75 166 0",
            "rect bar 122 30 86 120",
            "text middle 165 25 2",
            "text middle 165 166 1",
            "rect bar 212 150 86 0",
            "text middle 255 145 0",
            "text middle 255 166 2",
            "rect bar 302 90 86 60",
            "text middle 345 85 1",
            "text middle 345 166 3",
            "line axis 30 150 390 150",
            "text soft middle 200 188 relationships",
        ],
    ),
    "wide histogram": (
        lambda: plot.histogram([1, 2, 3, 4, 7, 8, 12], name="n", title="t", axis="relationships"),
        [
            "rect bar 32 90 86 60",
            "text middle 75 85 1",
            "text middle 75 166 1",
            "rect bar 122 30 86 120",
            "text middle 165 25 2",
            "text middle 165 166 2–3",
            "rect bar 212 30 86 120",
            "text middle 255 25 2",
            "text middle 255 166 4–7",
            "rect bar 302 30 86 120",
            "text middle 345 25 2",
            "text middle 345 166 8–15",
            "line axis 30 150 390 150",
            "text soft middle 200 188 relationships",
        ],
    ),
    "balance": (
        lambda: plot.balance([("a", 3, 1), ("b", 0, 2)], name="n", title="t"),
        [
            "text soft end 144 14 concerns",
            "text soft start 156 14 strengths",
            "text start 4 34 a",
            "rect weak 95 40 55 13",
            "rect strong 150 40 165 13",
            "line axis 150 38 150 55",
            "text end 91 51 1",
            "text start 319 51 3",
            "text start 4 74 b",
            "rect weak 40 80 110 13",
            "rect strong 150 80 0 13",
            "line axis 150 78 150 95",
            "text end 36 91 2",
            "text start 154 91 0",
        ],
    ),
    "balance with many strengths": (
        lambda: plot.balance([("a", 41, 2)], name="n", title="t"),
        [
            "text soft end 144 14 concerns",
            "text soft start 156 14 strengths",
            "text start 4 34 a",
            "rect weak 140 40 10 13",
            "rect strong 150 40 205 13",
            "line axis 150 38 150 55",
            "text end 136 51 2",
            "text start 359 51 41",
        ],
    ),
    "matrix": (
        lambda: plot.matrix({(0, 0): 16, (0, 1): 1, (1, 1): 2, (2, 2): 99}, 2, name="n", title="t"),
        [
            "text soft middle 200 14 group",
            "text soft end 24 134 1",
            "text soft middle 122 32 1",
            "rect cell shade4 32 40 178 178",
            "text on4 middle 121 134 16",
            "rect cell shade2 212 40 178 178",
            "text on2 middle 301 134 1",
            "text soft end 24 314 2",
            "text soft middle 302 32 2",
            "rect cell shade2 32 220 178 178",
            "text on2 middle 121 314 1",
            "rect cell shade2 212 220 178 178",
            "text on2 middle 301 314 2",
        ],
    ),
    "steps": (
        lambda: plot.steps([-0.5, 0.25, 0.9995, 1.0], name="n", title="t", axis="left out"),
        [
            "line grid 34 20 390 20",
            "text soft end 28 24 1",
            "line grid 34 63.3 390 63.3",
            "text soft end 28 67.3 0.5",
            "line grid 34 106.7 390 106.7",
            "text soft end 28 110.7 0",
            "circle dot 40 150 3",
            "circle dot 155.3 85 3",
            "circle dot 270.7 20 3",
            "circle dot 386 20 3",
            "text soft middle 200 176 left out",
        ],
    ),
    "positive steps": (
        lambda: plot.steps([0.5], name="n", title="t", axis="left out"),
        [
            "line grid 34 20 390 20",
            "text soft end 28 24 1",
            "line grid 34 85 390 85",
            "text soft end 28 89 0.5",
            "line grid 34 150 390 150",
            "text soft end 28 154 0",
            "circle dot 40 85 3",
            "text soft middle 200 176 left out",
        ],
    ),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_picture_is_drawn_to_scale(name: str) -> None:
    """The greatest bar takes the whole height, the others their share of it; each has its number and label."""
    picture, shapes = DRAWINGS[name]
    assert _drawn(picture()) == shapes


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([], "."),
        ([3], "3: 1."),
        ([8, 10], "8: 1; 9: 0; 10: 1."),
        ([0, 11], "0: 1; 1: 0; 2–3: 0; 4–7: 0; 8–15: 1."),
        ([16, 1], "1: 1; 2–3: 0; 4–7: 0; 8–15: 0; 16–31: 1."),
        ([15], "1: 0; 2–3: 0; 4–7: 0; 8–15: 1."),
    ],
)
def test_many_values_are_put_together(values: list[float], told: str) -> None:
    """Up to ten each value has a bar of its own, beyond that powers of two; nothing is counted as 0 where there is none."""
    assert f"Number of things by relationships. {told}<" in plot.histogram(
        values, name="n", title="t", axis="relationships"
    )


@pytest.mark.parametrize(
    ("picture", "height", "told"),
    [
        (
            lambda: plot.histogram([1], name="n", title="t", axis="relationships"),
            196,
            "Number of things by relationships. 1: 1.",
        ),
        (
            lambda: plot.balance([("a", 3, 1), ("b", 0, 2)], name="n", title="t"),
            110,
            "a: 3 strengths, 1 concerns; b: 0 strengths, 2 concerns.",
        ),
        (lambda: plot.balance([], name="n", title="t"), 30, "."),
        (
            lambda: plot.matrix({(0, 0): 4, (0, 1): 3, (5, 5): 2}, 2, name="n", title="t"),
            408,
            "Of 9 relationships, 6 lie within a group; rows and columns are the groups",
        ),
        (
            lambda: plot.matrix({}, 0, name="n", title="t"),
            48,
            "Of 0 relationships, 0 lie within a group",
        ),
        (
            lambda: plot.steps([-0.5, 1.0, 1.0], name="n", title="t", axis="a"),
            184,
            "2 of 3 values are 1; the lowest is -0.50.",
        ),
        (
            lambda: plot.steps([], name="n", title="t", axis="a"),
            184,
            "0 of 0 values are 1; the lowest is 1.00.",
        ),
    ],
)
def test_a_picture_tells_itself_to_those_who_do_not_see_it(
    picture: Callable[[], str], height: int, told: str
) -> None:
    """Title and description hold the numbers; the height fits what is drawn."""
    assert picture().startswith(
        f'<svg viewBox="0 0 400 {height}" role="img" aria-labelledby="n-title n-told"><title id="n-title">t</title><desc id="n-told">{told}'
    )


@pytest.mark.parametrize(("length", "shown"), [(52, "x" * 52), (53, "x" * 50 + "…")])
def test_a_long_label_is_cut(length: int, shown: str) -> None:
    """A label that has no room ends in an ellipsis."""
    assert f">{shown}</text>" in plot.balance([("x" * length, 1, 1)], name="n", title="t")


def test_groups_without_ties_have_an_empty_cell() -> None:
    """No number, and the lightest shade, on both sides of the diagonal."""
    drawn = _drawn(plot.matrix({(0, 0): 3}, 2, name="n", title="t"))
    assert [shape for shape in drawn if "shade" in shape] == [
        "rect cell shade4 32 40 178 178",
        "rect cell shade0 212 40 178 178",
        "rect cell shade0 32 220 178 178",
        "rect cell shade0 212 220 178 178",
    ]
    assert [shape for shape in drawn if " on" in shape] == ["text on4 middle 121 134 3"]


HOSTILE = "</title></desc><script>window.hit=1</script>\"'&"


def test_labels_in_plots_are_text() -> None:
    """Markup in a label stays text; nothing is divided by nothing."""
    drawn = plot.balance([(HOSTILE, 0, 0)], name="x", title=HOSTILE)
    assert "<script" not in drawn
    assert "&lt;/title&gt;" in drawn
    assert "NaN" not in plot.histogram([], name="x", title="t", axis="a") + plot.steps(
        [], name="x", title="t", axis="a"
    ) + plot.matrix({}, 0, name="x", title="t")


def test_plots_keep_their_numbers() -> None:
    """The alternative text of a plot has the numbers that are drawn, and bars of both sides share one scale."""
    drawn = plot.histogram([1, 1, 2, 40], name="x", title="t", axis="relationships")
    assert "1: 2; 2\u20133: 1; 4\u20137: 0; 8\u201315: 0; 16\u201331: 0; 32\u201363: 1" in drawn
    bars = plot.balance([("a", 10, 5)], name="x", title="t")
    weak, strong = (
        float(re.search(rf'class="{kind}"[^>]* width="([\d.]+)"', bars)[1])  # type: ignore[index]
        for kind in ("weak", "strong")
    )
    assert strong == pytest.approx(2 * weak, abs=0.2)
    assert "a: 10 strengths, 5 concerns" in bars
    assert "Of 7 relationships, 4 lie within a group" in plot.matrix(
        {(0, 0): 4, (0, 1): 3}, 2, name="x", title="t"
    )
    assert "1 of 2 values are 1; the lowest is 0.50" in plot.steps(
        [0.5, 1.0], name="x", title="t", axis="a"
    )
