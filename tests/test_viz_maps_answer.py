"""An answer can be drawn: statements and rows with two things become a map with its sentences."""

from __future__ import annotations

import pytest

from graph.errors import PeelgraphError
from graph.query import answers, sparql
from graph.store import Store
from viz.maps.answer import answer_picture
from viz.maps.builder import Picture

_FORCE = "force:exampleshire"


def _picture(store: Store, query: str) -> Picture:
    return answer_picture(store, *answers.answer_cells(sparql.answer_query(store, query)), query)


def test_what_the_graph_states_has_its_sentences(invented: Store) -> None:
    """A statement of the graph is drawn with its words and the sentences that make it."""
    network = _picture(invented, "CONSTRUCT WHERE { ?a peel:worksWith ?b }").network
    edges = list(network.edges(data=True))
    assert edges
    assert {attributes["words"] for *_, attributes in edges} == {"works with"}
    assert all(attributes["label"] for _, attributes in network.nodes(data=True))
    assert any(attributes["sentences"] for *_, attributes in edges)


def test_rows_with_two_things_are_links(invented: Store) -> None:
    """Things that stand in one row are connected, with words that claim no more."""
    query = "SELECT ?a ?b { ?a a peel:Unit . ?b a peel:Force }"
    network = _picture(invented, query).network
    edges = list(network.edges(data=True))
    assert {attributes["words"] for *_, attributes in edges} == {"in a row with"}
    assert not any(attributes["sentences"] for *_, attributes in network.edges(data=True))


def test_one_link_is_not_links(invented: Store) -> None:
    """What a map holds is counted in the singular where it is one."""
    query = "SELECT ?a ?b { ?a a peel:Unit . ?b a peel:Force } LIMIT 1"
    assert _picture(invented, query).claim.startswith("2 things and 1 link of the answer")


def test_made_statements_have_the_words_of_their_property(invented: Store) -> None:
    """What a query makes and the graph does not state is drawn with the property's own words and no sentence."""
    query = "CONSTRUCT { ?b <urn:x/isSeenBy> ?a } { ?a peel:worksWith ?b }"
    picture = _picture(invented, query)
    edges = picture.network.edges(data=True)
    assert {attributes["words"] for *_, attributes in edges} == {"is seen by"}
    assert query in picture.description


def test_nothing_to_draw_is_said(invented: Store) -> None:
    """An answer without two things says what to ask for."""
    with pytest.raises(PeelgraphError, match=r"connects no two things.*CONSTRUCT"):
        _picture(invented, "SELECT ?name { ?a rdfs:label ?name }")
    with pytest.raises(PeelgraphError, match="connects no two things"):
        _picture(invented, f"CONSTRUCT {{ {_FORCE} a ?type }} {{ {_FORCE} a ?type }}")
