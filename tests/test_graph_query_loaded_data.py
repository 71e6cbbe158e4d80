"""What loaded data state is said in words, whatever their vocabulary."""

from __future__ import annotations

from graph.default_graph import add_statements
from graph.query.loaded_data import foreign_classes, foreign_statements
from graph.store import Store, parse_text


def test_statements_are_read_from_both_ends() -> None:
    """Names of terms are those of the data or their own words; blank nodes are written out."""
    store = Store()
    add_statements(
        store,
        parse_text(
            "@prefix ex: <urn:> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
            "ex:a a ex:RoadsUnit ; rdfs:label 'roads' ; ex:partOf ex:f ; ex:size 4 ;"
            " ex:address [ ex:town 'Ely' ; ex:map [ ex:scale 2 ; ex:by [ ex:x 1 ] ] ] ."
            "ex:f rdfs:label 'force' . ex:size rdfs:label 'number of officers' . ex:m ex:leads ex:a ."
        ),
    )
    assert foreign_statements(store, "urn:a") == [
        ("address", "", "[map [by [...], scale 2], town Ely]"),
        ("number of officers", "", "4"),
        ("part of", "urn:f", "force"),
        ("leads \u2190", "urn:m", "m"),
    ]
    assert foreign_classes(store, "urn:a") == ["roads unit"]
