"""The figures of the explorer have the words and outcomes of the command."""

from __future__ import annotations

from typing import Any

from graph.query.comparison import compare_figures
from graph.query.figures import conflicts, figures
from graph.store import Store
from viz.explorer.graph_data import read_graph
from viz.explorer.sections.figures import read_section


def test_figures_read_as_the_command_reads_them(real: Store) -> None:
    """Each figure has its value in words; each comparison its outcome, and whether it is better."""
    things = list(read_graph(real).numbers)
    numbers = {iri: number for number, iri in enumerate(things)}
    catalogue = figures(real)
    section = {things[item["of"]]: item for item in read_section(real, numbers)}  # type: ignore[call-overload]
    assert section.keys() == catalogue.keys()
    compared = 0
    for iri, figure in catalogue.items():
        assert section[iri]["words"] == figure.words
        for item in section[iri]["comparisons"]:  # type: ignore[attr-defined]
            comparison = compare_figures(figure, catalogue[things[item["with"]]])
            assert (item["words"], item["better"]) == (comparison.words, comparison.better)
            compared += 1
    assert compared == sum(len(figure.comparators) for figure in catalogue.values()) > 0


def test_comparisons_are_those_of_the_command(real: Store, numbers: dict[str, int]) -> None:
    """A figure is better, worse or not comparable in the page by the rules of `peelgraph compare`."""
    catalogue, between = figures(real), conflicts(real)
    by_number = {numbers[iri]: figure for iri, figure in catalogue.items()}
    rows: Any = read_section(real, numbers)
    pairs = [(row, item) for row in rows for item in row["comparisons"]]
    assert pairs
    for row, item in pairs:
        result = compare_figures(by_number[row["of"]], by_number[item["with"]], conflicts=between)
        expected = (result.words, result.better, bool(result.refusals), list(result.cautions))
        assert (item["words"], item["better"], item["refused"], item["cautions"]) == expected
