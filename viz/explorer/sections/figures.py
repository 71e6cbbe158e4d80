"""Figures: their values in words, and how each compares with those that the report sets beside."""

from __future__ import annotations

from collections.abc import Mapping

from graph.query.comparison import compare_figures
from graph.query.figures import Conflicts, Figure, conflicts, figures
from graph.store import Store
from viz.explorer.graph_part import Part


def read_section(
    store: Store, numbers: Mapping[str, int], part: Part | None = None
) -> list[dict[str, object]]:
    """Return the figures with their comparators."""
    if part and not part.figures:
        return []
    catalogue = part.figures if part else figures(store)
    between = conflicts(store, catalogue if part else None)
    return [
        _figure(figure, catalogue, between, numbers)
        for iri, figure in sorted(catalogue.items())
        if iri in numbers
    ]


def _figure(
    figure: Figure, catalogue: Mapping[str, Figure], between: Conflicts, numbers: Mapping[str, int]
) -> dict[str, object]:
    comparators = [iri for iri in sorted(figure.comparators) if iri in catalogue]
    return {
        "of": numbers[figure.iri],
        "words": figure.words,
        "value": float(figure.value),
        "unit": figure.facts["unitWords"],
        "area": figure.area_words,
        "period": figure.facts["periodWords"],
        "qualifier": figure.facts["qualifierWords"],
        "betterWhen": figure.name("better"),
        "voices": figure.voices,
        "comparisons": [
            _comparison(figure, catalogue[iri], between, numbers) for iri in comparators
        ],
    }


def _comparison(
    figure: Figure, comparator: Figure, between: Conflicts, numbers: Mapping[str, int]
) -> dict[str, object]:
    comparison = compare_figures(figure, comparator, conflicts=between)
    return {
        "with": numbers[comparator.iri],
        "words": comparison.words,
        "better": comparison.better,
        "refused": bool(comparison.refusals),
        "cautions": list(comparison.cautions),
    }
