"""Things of any vocabulary and language have the name that a reader would choose."""

from __future__ import annotations

import pytest

from graph.default_graph import add_statements
from graph.labels import end_of_iri, foreign_relations, foreign_things, name_of, names_of
from graph.store import Store, parse_text

PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX old: <http://schema.org/> PREFIX ex: <http://ex.org/>
"""


def _store(text: str) -> Store:
    store = Store()
    add_statements(store, parse_text(PREFIXES + text))
    return store


@pytest.mark.parametrize(
    ("statements", "label", "others"),
    [
        ("rdfs:label 'a'", "a", ()),
        ("skos:prefLabel 'a'@de ; rdfs:label 'b'@en", "a", ("b",)),
        ("skos:prefLabel 'a'@de , 'b'@en-GB , 'c'", "b", ("c", "a")),
        ("foaf:name 'a' ; skos:altLabel 'b'", "a", ("b",)),
        ("dcterms:title 'a'@cy", "a", ()),
        ("schema:name 'a'", "a", ()),
        ("old:name 'a' ; skos:hiddenLabel 'h'", "a", ()),
        ("a ex:Unit", "roads team", ()),
        ("a ex:Unit ; rdfs:label ' ' , <urn:no>", "roads team", ()),
    ],
)
def test_a_thing_has_its_best_name(statements: str, label: str, others: tuple[str, ...]) -> None:
    """By the properties that people use, English first; without one, the end of its address."""
    iri = "http://ex.org/units#roads%20team"
    store = _store(f"<{iri}> {statements} .")
    (thing,) = foreign_things(store)
    assert (thing.iri, thing.label, thing.names) == (iri, label, others)
    assert (name_of(store, iri), tuple(names_of(store, iri))) == (label, others)


def test_a_class_of_its_own_vocabulary_is_told() -> None:
    """That something is a named individual says nothing."""
    (thing,) = foreign_things(_store("ex:a a owl:NamedIndividual , ex:Unit ."))
    assert thing.kind == "Unit"


def test_relations_connect_things_that_are_described() -> None:
    """Classes, texts and mere addresses are no ends; a graph changes nothing."""
    store = _store(
        "ex:a a ex:Unit ; ex:p ex:b , ex:nobody , 'text' , ex:a . ex:g { ex:b rdfs:label 'b' }"
    )
    a, b, p = (f"http://ex.org/{name}" for name in "abp")
    assert foreign_relations(store) == [(a, b, p)]


def test_the_project_has_no_foreign_things(invented: Store) -> None:
    """A built store is searched as before."""
    assert (foreign_things(invented), foreign_relations(invented)) == ([], [])


@pytest.mark.parametrize(
    ("iri", "end"),
    [
        ("http://ex.org/a#b", "b"),
        ("http://ex.org/a/", "a"),
        ("urn:x:y", "y"),
        ("http://ex.org/?id=3", "3"),
        ("http://ex.org/%E2%82%AC", "\u20ac"),
    ],
)
def test_the_end_of_an_address_says_something(iri: str, end: str) -> None:
    """It is the last part, without what separates it."""
    assert end_of_iri(iri) == end
