"""Things with the same neighbours are named with what they share."""

from __future__ import annotations

from known_networks import stated

from graph.analyse.analyses.equivalence import ANALYSES
from graph.analyse.settings import Settings
from graph.store import store_in_memory


def test_pairs_are_named_with_what_they_share() -> None:
    """Two things with the same two neighbours are wholly alike; their sentences are those relations."""
    network = stated("a r x 1", "a r y 2", "x r b 3", "y r b 4", "a r z 5")
    result = ANALYSES[0].run(network, store_in_memory(), Settings(), lambda _: None)
    first, second = result.rows
    assert (first.label, first.values) == ("X \u2013 Y", {"likeness": 1.0, "shared": 2})
    assert (second.label, second.values) == ("A \u2013 B", {"likeness": 0.6667, "shared": 2})
    assert second.reading == "Both are connected to X and Y."
    assert [s.place for s in second.sentences] == [f"sentence {n}" for n in (1, 2, 3, 4)]
    assert (
        result.summary
        == "2 pairs of things share two relationships or more. Most alike: X \u2013 Y."
    )


def test_no_pair_is_no_row() -> None:
    """A network where nothing is shared says so in its summary."""
    result = ANALYSES[0].run(stated("a r b 1"), store_in_memory(), Settings(), lambda _: None)
    assert (result.rows, result.summary) == (
        (),
        "0 pairs of things share two relationships or more.",
    )
