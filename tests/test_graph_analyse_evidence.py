"""The sentences behind things and relations come once each, in the order of the report."""

from __future__ import annotations

from known_networks import stated

from graph.analyse.evidence import (
    attribute_sentences,
    distinct_sentences,
    node_sentences,
    pair_sentences,
)
from graph.evidence import Evidence

NETWORK = stated("a r b 2 10", "b q a 10 1", "c r a 3")


def _numbers(sentences: tuple[Evidence, ...]) -> list[str]:
    return [sentence.iri.rpartition("/")[2] for sentence in sentences]


def test_a_thing_has_the_sentences_of_all_its_relations() -> None:
    """Both directions count; sentence 10 comes after sentence 2 and only once."""
    assert _numbers(node_sentences(NETWORK, "a")) == ["1", "2", "3", "10"]
    assert _numbers(node_sentences(NETWORK, "a", ["c"])) == ["3"]
    assert node_sentences(NETWORK, "a", []) == ()


def test_two_things_have_the_sentences_between_them() -> None:
    """The order of the two does not matter; things without a relation have none."""
    assert _numbers(pair_sentences(NETWORK, "a", "b")) == ["1", "2", "10"]
    assert pair_sentences(NETWORK, "a", "b") == pair_sentences(NETWORK, "b", "a")
    assert pair_sentences(NETWORK, "b", "c") == ()


def test_edges_without_sentences_have_none() -> None:
    """Networks of other origin can be analysed too."""
    assert attribute_sentences([{}, {"weight": 1}]) == ()
    assert distinct_sentences([]) == ()
