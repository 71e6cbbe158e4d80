"""Figures: their values in words, and how each compares with those that the report sets beside."""

from __future__ import annotations

from collections.abc import Mapping

from graph.query.figures import Figure, compare_figures, figures
from graph.store import Store


def read_section(store: Store, numbers: Mapping[str, int]) -> list[dict[str, object]]:
    """Return the figures with their comparators.

    Args:
        store: a built store.
        numbers: of the things of the page by IRI.
    """
    catalogue = figures(store)
    return [
        _figure(figure, catalogue, numbers)
        for iri, figure in sorted(catalogue.items())
        if iri in numbers
    ]


def _figure(
    figure: Figure, catalogue: Mapping[str, Figure], numbers: Mapping[str, int]
) -> dict[str, object]:
    comparators = [iri for iri in sorted(figure.comparators) if iri in catalogue]
    return {
        "of": numbers[figure.iri],
        "words": figure.words,
        "value": float(figure.value),
        "unit": figure.facts["unitWords"],
        "area": figure.facts["areaWords"],
        "period": figure.facts["periodWords"],
        "comparisons": [_comparison(figure, catalogue[iri], numbers) for iri in comparators],
    }


def _comparison(
    figure: Figure, comparator: Figure, numbers: Mapping[str, int]
) -> dict[str, object]:
    comparison = compare_figures(figure, comparator)
    return {
        "with": numbers[comparator.iri],
        "words": comparison.words,
        "better": comparison.better,
        "refused": bool(comparison.refusals),
    }
