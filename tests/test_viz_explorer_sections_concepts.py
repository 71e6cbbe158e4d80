"""The concepts that facts name have an IRI and a meaning in the page."""

from __future__ import annotations

from typing import Any

from graph.store import Store
from viz.explorer.sections import concepts


def test_concepts_have_their_meaning(real: Store, numbers: dict[str, int]) -> None:
    """Each concept stands by its property and label, with its IRI and definition."""
    names: Any = concepts.read_section(real, numbers)
    assert names["polarity"]["strength"][0] == "polarity:strength"
    assert all(definition for _, definition in names["basis"].values())
