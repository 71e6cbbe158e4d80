"""Figures carry what a comparison has to know of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from graph.namespaces import PREFIXES
from graph.query.figures import figures, figures_beside, reported_pairs
from graph.store import Store, parse_text, store_in_memory

_PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
_FIGURES = """
uom:percent rdfs:label "percent" . measure:m rdfs:label "m" .
<urn:a> a peel:Figure ; peel:betterWhen direction:lower ; peel:unit uom:percent ; peel:measure measure:m ; rdfs:label "a" ; peel:value 3.5 ; peel:denominator 60.0 ;
    peel:comparedWith <urn:b> , <urn:away>.
<urn:b> a peel:Figure ; peel:betterWhen direction:lower ; peel:unit uom:percent ; peel:measure measure:m ; rdfs:label "b" ; peel:value 2.0 .
<urn:c> a peel:Figure ; peel:betterWhen direction:lower ; peel:unit uom:percent ; peel:measure measure:m ; rdfs:label "c" ; peel:value 1.0 ; peel:comparedWith <urn:a> .
"""


def _invented() -> Store:
    return store_in_memory(parse_text(_PREFIXES + _FIGURES))


def test_a_figure_has_numbers_and_what_the_graph_says_of_it() -> None:
    """Values are exact; what the graph does not say is empty, not invented."""
    values = figures(_invented())
    assert sorted(values) == ["urn:a", "urn:b", "urn:c"]
    assert (values["urn:a"].value, values["urn:a"].denominator) == (Decimal("3.5"), Decimal(60))
    assert (values["urn:a"].facts["better"], values["urn:a"].facts["population"]) == ("lower", "")
    assert (values["urn:b"].denominator, values["urn:b"].period) == (None, None)
    assert (values["urn:b"].voices, values["urn:b"].sentences) == ([], [])


def test_only_the_figures_asked_for_are_read() -> None:
    """What is no figure is left out."""
    assert set(figures(_invented(), ["urn:b", "urn:nothing"])) == {"urn:b"}
    assert figures(_invented(), []) == {}


def test_pairs_are_those_of_the_report() -> None:
    """A comparator that is no figure of the store makes no pair; a selection takes either side."""
    values = figures(_invented())

    def pairs(*selection: str) -> list[str]:
        chosen = reported_pairs(values, selection or None)
        return [f"{one.iri[-1]}{comparator.iri[-1]}" for one, comparator in chosen]

    assert pairs() == ["ab", "ca"]
    assert pairs("urn:b") == ["ab"]
    assert pairs("urn:a") == ["ab", "ca"]


def test_a_period_has_its_first_and_last_day(real: Store) -> None:
    """Of a financial year both are known."""
    years = {figure.period for figure in figures(real).values() if figure.period}
    assert (date(2018, 4, 1), date(2019, 3, 31)) in years


def test_figures_beside_others_are_found_in_both_directions() -> None:
    """What a figure is compared with, and what is compared with it."""
    assert figures_beside(_invented(), ["urn:a"]) == {"urn:away", "urn:b", "urn:c"}
    assert figures_beside(_invented(), ["urn:c"]) == {"urn:a"}
    assert figures_beside(_invented(), []) == set()
