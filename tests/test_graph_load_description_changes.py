"""The description of a graph follows from that of a part that has changed."""

from __future__ import annotations

from graph.load.dataset_description import description
from graph.load.description_changes import revised_description
from graph.namespaces import PREFIXES
from graph.store import Store, Term, parse_text, store_in_memory

PREFIX = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())
FIRST = '<urn:r> a peel:Report ; rdfs:label "first" ; schema:url <urn:p> . <urn:a> a peel:Unit ; skos:note "x", "y" .'
OLD = '<urn:b> a peel:Unit, peel:Place ; skos:note "y" , "z" ; foaf:name "z" ; skos:exactMatch <http://x.org/b> .'
NEW = '<urn:c> a peel:Unit, peel:System ; skos:note "x" , "u", "v" . <urn:t> a peel:Report ; schema:url <urn:q> .'
PREFIX += "PREFIX foaf: <http://xmlns.com/foaf/0.1/> "


def _store(*texts: str) -> Store:
    return store_in_memory(quad for text in texts for quad in parse_text(PREFIX + text))


def _values(store: Store) -> set[Term]:
    return {quad.object for quad in store}


def test_the_description_is_that_of_the_whole() -> None:
    """Numbers add up, empty parts go, values that others have stay, vocabularies are those of what is left."""
    whole, after = _store(FIRST, OLD), _store(FIRST, NEW)
    values = _values(after)
    revised = revised_description(
        description(whole),
        description(_store(OLD)),
        description(_store(NEW)),
        values=len(values) - len(_values(whole)),
        is_held=lambda term: term in values,
    )
    assert revised == description(after)


def test_a_first_unit_that_goes_needs_all() -> None:
    """Which unit is the first example afterwards is not known from a part."""
    whole, old = _store(FIRST, "<urn:0> a peel:Unit ."), _store("<urn:0> a peel:Unit .")
    before, less, more = map(description, (whole, old, _store(NEW)))
    assert revised_description(before, less, more, values=0, is_held=lambda _: True) is None
