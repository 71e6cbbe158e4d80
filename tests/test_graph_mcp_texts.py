"""Texts for a language model are harmless and have an end."""

from __future__ import annotations

from graph.mcp.texts import LONGEST_TEXT, clean


def test_controls_are_replaced_wherever_they_stand() -> None:
    """In keys, values and lists; numbers and truth stay what they are."""
    assert clean({"a\x1b": ["b\x9b", 1, True, None]}) == {"a\ufffd": ["b\ufffd", 1, True, None]}


def test_a_long_text_is_cut_and_says_so() -> None:
    """The length that it had is told; one of the longest length stays whole."""
    assert clean("x" * LONGEST_TEXT) == "x" * LONGEST_TEXT
    assert str(clean("x" * (LONGEST_TEXT + 1))).endswith("x ... [cut: 2,001 characters]")
