"""The figures of the explorer have the words and outcomes of the command."""

from __future__ import annotations

from graph.query.comparisons import compare_figures
from graph.query.figures import figures
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
