"""The sentences behind things and relations come once each, in the order of the report."""

from __future__ import annotations

import pytest
from known_networks import stated

from graph.analyse import evidence
from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.evidence import (
    LazySentences,
    attribute_sentences,
    distinct_sentences,
    node_sentences,
    pair_sentences,
)
from graph.evidence import Evidence
from graph.store import Store

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


def test_sentences_are_collected_when_they_are_read() -> None:
    """A row that is shown without its sentences costs none; read twice, they are collected once."""
    calls = []

    def collect() -> tuple[Evidence, ...]:
        calls.append("collected")
        return node_sentences(NETWORK, "a")

    sentences = LazySentences(collect)
    assert not calls
    assert list(sentences) == list(node_sentences(NETWORK, "a"))
    assert (len(sentences), sentences[:2]) == (4, node_sentences(NETWORK, "a")[:2])
    assert calls == ["collected"]
    assert sentences == node_sentences(NETWORK, "a") == LazySentences(collect)
    assert sentences != ()
    assert repr(sentences) == repr(node_sentences(NETWORK, "a"))


@pytest.mark.parametrize(
    "name", ["degree", "equivalence", "assortativity", "cut-points", "brokers", "communities"]
)
def test_analyses_leave_the_sentences_of_rows_for_later(
    real: Store, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Thousands of rows on a page that does not show their sentences take no time to collect them."""

    def refuse(_: object) -> tuple[Evidence, ...]:
        raise AssertionError

    monkeypatch.setattr(evidence, "distinct_sentences", refuse)
    result = run_analysis(real, name)
    assert result.rows
    with pytest.raises(AssertionError):
        list(result.rows[0].sentences)
