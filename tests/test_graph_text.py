"""Texts are compared as readers compare them, and numbers are written with their units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text import fold, format_amount, format_number, normalize, plural, singular


@pytest.mark.parametrize(
    ("name", "comparable"),
    [
        ("Women\u2019s  A\u00efd", "women's aid"),
        ("MASH\u200b hub", "mash hub"),
        ("Stra\u00dfe", "strasse"),
        (" a\tb\n", "a b"),
    ],
)
def test_names_that_look_alike_are_the_same(name: str, comparable: str) -> None:
    """Search ignores case, accents, kinds of apostrophe, spaces and characters that nobody sees."""
    assert fold(name) == comparable


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    """A name in the form for comparison is its own form for comparison."""
    assert fold(fold(name)) == fold(name)


def test_normalizing_keeps_letters() -> None:
    """Printed words are compared with their accents, in lower case and with single spaces."""
    assert normalize("Caf\u00e9  \u2018A\u2019\n") == "caf\u00e9 'a'"


@pytest.mark.parametrize(
    ("value", "things", "text"),
    [
        (1, "areas for improvement", "1 area for improvement"),
        (0, "sentences", "0 sentences"),
        (1_200, "sentences", "1,200 sentences"),
        (1.0, "hours", "1 hour"),
        (1.5, "hours", "1.5 hours"),
        (51, "percent", "51 percent"),
        (1, "percent", "1 percent"),
        (1, "percentage points", "1 percentage point"),
        (1, "times a day", "1 time a day"),
        (1, "people", "1 person"),
        (1, "statements", "1 statement"),
    ],
)
def test_one_thing_is_singular(value: float, things: str, text: str) -> None:
    """The noun beside a number is in the singular for one, whatever follows the noun."""
    assert format_amount(value, things) == text


@pytest.mark.parametrize("thing", ["tie", "party", "sentence", "survey", "area", "other"])
def test_singular_undoes_plural(thing: str) -> None:
    """The singular of a plural is the noun again."""
    assert singular(plural(thing)) == thing


def test_numbers_have_no_needless_digits() -> None:
    """Thousands are separated by commas, and zeros at the end are left out."""
    assert [format_number(value) for value in (85.10, 11_000, 0.25)] == ["85.1", "11,000", "0.25"]
