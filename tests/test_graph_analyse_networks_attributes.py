"""Nodes and relations have the attributes that the store and the ontology give them."""

from __future__ import annotations

from graph.analyse.networks.attributes import (
    named_things,
    node_attributes,
    relations_attributes,
    things_attributes,
)
from graph.namespaces import expand
from graph.queries import text_rows
from graph.store import Store
from graph.terms import read


def test_things_have_their_most_telling_class_and_facts(real: Store) -> None:
    """A partner has its sector, a finding its polarity and voices; what is no node is left out."""
    rows = text_rows(
        real,
        "SELECT ?x ?polarity { ?x a peel:Finding ; peel:polarity/rdfs:label ?polarity } LIMIT 5",
    )
    partner = text_rows(
        real, "SELECT ?x ?sector { ?x a peel:Partner ; peel:sector/rdfs:label ?sector } LIMIT 1"
    )[0]
    iris = {row["x"] for row in rows} | {partner["x"], "urn:nowhere"}
    things = things_attributes(real, named_things(real, read(real), iris))
    assert things.keys() == iris - {"urn:nowhere"}
    assert things[partner["x"]]["sector"] == partner["sector"]
    for row in rows:
        assert things[row["x"]]["polarity"] == row["polarity"]
        assert things[row["x"]]["kind"] == "Finding"
        assert things[row["x"]]["voices"]


def test_a_node_of_which_nothing_is_stated_has_empty_attributes() -> None:
    """Only its label, class and names stand there."""
    attributes = node_attributes("a", "Unit", ["c", "b"])
    assert attributes["names"] == ["b", "c"]
    assert {attributes[key] for key in ("sector", "polarity", "practice", "status")} == {""}


def test_relations_read_in_both_directions(real: Store) -> None:
    """Words, those of the way back, whether it is planned, and whether it holds both ways."""
    relations = relations_attributes(read(real))
    assert relations[expand("peel:worksWith")]["both"]
    plans = relations[expand("peel:plans")]
    assert (plans["words"], plans["back"], plans["planned"]) == ("plans", "is planned by", True)
