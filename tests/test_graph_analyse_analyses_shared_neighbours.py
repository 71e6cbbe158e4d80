"""Things of one side are connected by what they share on the other."""

from __future__ import annotations

from known_networks import stated

from graph.analyse.analyses.shared_neighbours import ANALYSES
from graph.analyse.settings import Settings
from graph.store import store_in_memory


def test_what_fewer_share_weighs_more() -> None:
    """Newman's weight: a partner of two units counts one, a partner of three a half."""
    network = stated("a r x 1", "b r x 2", "a r y 3", "y r b 4", "c r y 5")
    network.graph["sides"] = 2
    for node in ("x", "y"):
        network.nodes[node]["side"] = 1
    result = ANALYSES[0].run(network, store_in_memory(), Settings(), lambda _: None)
    assert [(row.label, row.values) for row in result.rows] == [
        ("A \u2013 B", {"shared": 2, "weight": 1.5}),
        ("A \u2013 C", {"shared": 1, "weight": 0.5}),
        ("B \u2013 C", {"shared": 1, "weight": 0.5}),
    ]
    assert result.rows[0].reading == "They share X and Y."
    assert [s.place for s in result.rows[0].sentences] == [f"sentence {n}" for n in (1, 2, 3, 4)]
    assert (
        result.summary == "3 pairs of the 3 things on the first side share something on the other."
    )


def test_one_pair_is_not_pairs() -> None:
    """The verb agrees with the number of pairs."""
    network = stated("a r x 1", "b r x 2")
    network.graph["sides"] = 2
    network.nodes["x"]["side"] = 1
    result = ANALYSES[0].run(network, store_in_memory(), Settings(), lambda _: None)
    words = "1 pair of the 2 things on the first side shares something on the other."
    assert result.summary == words
