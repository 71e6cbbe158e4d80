"""Measures of single things are analysed part by part."""

from __future__ import annotations

from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.settings import Settings
from graph.store import Store


def test_a_network_in_parts_is_analysed_part_by_part(real: Store) -> None:
    """The parts are told, rows say in which they stand, and the largest comes first."""
    result = run_analysis(real, "closeness", Settings(network="units-themes", top=1000))
    assert result.notes[0].startswith("The network has ")
    sizes = [int(row.values["part of"] or 0) for row in result.rows]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


def test_the_summary_names_the_first(real: Store) -> None:
    """The thing with the highest value comes first, with its reading; of constraint, the lowest."""
    result = run_analysis(real, "degree", Settings(top=1000))
    degrees = [row.number("degree") for row in result.rows]
    assert degrees == sorted(degrees, reverse=True)
    assert result.summary == f"{result.rows[0].label} comes first. {result.rows[0].reading}"
    lowest = run_analysis(real, "constraint", Settings(top=1000))
    values = [row.number("constraint") for row in lowest.rows]
    assert values == sorted(values)


def test_an_estimate_says_so(real: Store) -> None:
    """Betweenness from a sample of starts has a note with the sample and the seed."""
    result = run_analysis(real, "betweenness", Settings(sample=20, seed=3))
    assert (
        "Estimated from 20 source nodes, drawn with seed 3; exact without --sample." in result.notes
    )


def test_one_other_is_in_the_singular(real: Store) -> None:
    """Readings agree with their numbers, and with names in the plural."""
    cores = run_analysis(real, "core", Settings(top=1000))
    readings = {row.number("core"): row.reading for row in cores.rows}
    assert readings[1].endswith("connected to at least 1 other in the group.")
    assert readings[2].endswith("connected to at least 2 others in the group.")
    themes = run_analysis(real, "themes", Settings(top=1000)).rows
    alone = [row for row in themes if row.values["held by"] == 1]
    assert {row.reading for row in alone} == {
        f"Dealt with by {row.values['foremost']} alone." for row in alone
    }
