"""Plots of the page on analysis: text stays text, and every number is in words too."""

from __future__ import annotations

import re

import pytest

from viz.pages import plot

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
    drawn = plot.histogram([1, 1, 2, 40], name="x", title="t", axis="ties")
    assert "1: 2; 2\u20133: 1; 4\u20137: 0; 8\u201315: 0; 16\u201331: 0; 32\u201363: 1" in drawn
    bars = plot.balance([("a", 10, 5)], name="x", title="t")
    weak, strong = (
        float(re.search(rf'class="{kind}"[^>]* width="([\d.]+)"', bars)[1])  # type: ignore[index]
        for kind in ("weak", "strong")
    )
    assert strong == pytest.approx(2 * weak, abs=0.2)
    assert "a: 10 strengths, 5 concerns" in bars
    assert "Of 7 ties, 4 lie within a group" in plot.matrix(
        {(0, 0): 4, (0, 1): 3}, 2, name="x", title="t"
    )
    assert "1 of 2 values are 1; the lowest is 0.50" in plot.steps(
        [0.5, 1.0], name="x", title="t", axis="a"
    )


def test_bins_of_few_values_are_the_values() -> None:
    """Up to ten every value has a bar, empty ones too; beyond, bars double their width, and zero has its own."""
    assert plot._bins([2, 4, 4]) == [("2", 1), ("3", 0), ("4", 2)]
    assert plot._bins([0, 0, 1, 11]) == [
        ("0", 2),
        ("1", 1),
        ("2\u20133", 0),
        ("4\u20137", 0),
        ("8\u201315", 1),
    ]
    assert plot._bins([]) == []


def test_cells_of_a_matrix_are_darker_for_more() -> None:
    """The highest count has the darkest shade, nothing has none, and the matrix is the same across its diagonal."""
    drawing = plot.matrix({(0, 0): 16, (0, 1): 1, (1, 1): 4}, 2, name="x", title="t")
    assert re.findall(r"cell shade(\d)", drawing) == ["4", "2", "2", "3"]
    assert re.findall(r'class="on\d">(\d+)<', drawing) == ["16", "1", "1", "4"]


def test_long_labels_are_cut() -> None:
    """A label that does not fit into the plot ends in an ellipsis; the description has all of it."""
    label = "word " * 20
    drawing = plot.balance([(label, 1, 1)], name="x", title="t")
    assert f"{label[:50]}\u2026" in drawing
    assert f"{label}: 1 strengths" in drawing


def test_dots_are_higher_for_higher_values() -> None:
    """A value of one is at the top, zero on its line, and a negative value below it."""
    heights = [
        float(y)
        for y in re.findall(
            r'cy="([\d.]+)"', plot.steps([-0.5, 0.0, 1.0], name="x", title="t", axis="a")
        )
    ]
    assert heights[2] == 20.0
    assert heights == sorted(heights, reverse=True)
    assert (heights[1] - heights[2]) == pytest.approx(2 * (heights[0] - heights[1]), abs=0.2)
