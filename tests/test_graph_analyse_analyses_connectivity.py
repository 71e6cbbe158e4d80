"""Things and relations whose loss cuts others off are named, with that loss."""

from __future__ import annotations

from known_networks import stated

from graph.analyse.analyses.connectivity import ANALYSES
from graph.analyse.result import Result
from graph.analyse.settings import Settings
from graph.store import store_in_memory

CHAIN = ("a r b 1", "b r c 2 3", "c r d 4", "d r b 5")  # a hangs on b; b, c and d are a triangle


def _analysed(name: str, *edges: str) -> Result:
    (analysis,) = (analysis for analysis in ANALYSES if analysis.name == name)
    return analysis.run(stated(*edges), store_in_memory(), Settings(), lambda _: None)


def test_an_articulation_point_is_named_with_its_loss() -> None:
    """Only b holds another thing on; a network without such a thing says so."""
    result = _analysed("cut-points", *CHAIN)
    (row,) = result.rows
    assert (row.label, row.values) == ("B", {"kind": "unit", "cut off": 1})
    assert row.reading == "Without it 1 thing would lose its stated path to the rest."
    assert result.summary == "1 of 4 things is an articulation point."
    assert _analysed("cut-points", "a r b 1").summary == "There is no articulation point."


def test_a_bridge_is_named_with_its_sentences() -> None:
    """Only the relation of a and b is a bridge, and one sentence states it."""
    result = _analysed("bridges", *CHAIN)
    (row,) = result.rows
    assert (row.label, row.values) == ("A \u2013 B", {"cut off": 1, "sentences": 1})
    assert row.reading.endswith("; 1 sentence states it.")
    assert result.summary == "1 of 4 relationships is the only path between some things."


def test_components_have_a_note() -> None:
    """Where a network falls into parts, that is said."""
    note = _analysed("bridges", *CHAIN, "x r y 6").notes[-1]
    assert note.startswith("The network has 2 connected components, of 4 things down to 2;")
