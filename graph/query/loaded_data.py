"""Say in words what loaded data state of a thing, in any vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graph.default_graph import foreign_quads
from graph.labels import NAME_PROPERTIES, name_of
from graph.namespaces import RDF_TYPE
from graph.store import BlankNode, Literal, NamedNode, Quad, Store, Triple
from graph.text import camel_words

_DEEPEST = 2  # levels of blank nodes that are written out


class ForeignStatement(NamedTuple):
    """A statement of a thing, read from it: `has unit`, or `unit of ←` where it is the object.

    Attributes:
        words: of the relation.
        target: IRI of the end, "" for a text or a blank node.
        name: of the end, the text, or what the blank node states.
    """

    words: str
    target: str
    name: str


def foreign_statements(store: Store, iri: str) -> list[ForeignStatement]:
    """Return what loaded data state of a thing and of others about it, but its names and classes.

    Args:
        store: that holds them.
        iri: of the thing.
    """
    node = NamedNode(iri)
    outward = (
        ForeignStatement(_words(store, quad), *_end(store, quad.object))
        for quad in foreign_quads(store, node)
        if quad.predicate.value not in (*NAME_PROPERTIES, RDF_TYPE)
    )
    inward = (
        ForeignStatement(relation_words(store, quad.predicate.value)[1], *_end(store, quad.subject))
        for quad in foreign_quads(store, value=node)
    )
    return [*sorted(set(outward)), *sorted(set(inward))]


def foreign_classes(store: Store, iri: str) -> list[str]:
    """Return the classes of a thing in words, as loaded data state them, A to Z."""
    quads = foreign_quads(store, NamedNode(iri), NamedNode(RDF_TYPE))
    return sorted({_spaced(_end(store, quad.object)[1]) for quad in quads})


def relation_words(store: Store, iri: str) -> tuple[str, str]:
    """Return a relation of loaded data in words, as read from its subject and from its object."""
    words = _spaced(name_of(store, iri))
    return words, f"{words} \u2190"


def _words(store: Store, quad: Quad) -> str:
    return relation_words(store, quad.predicate.value)[0]


def _spaced(name: str) -> str:
    """Return the words of a name in camel case."""
    if " " in name:
        return name
    return camel_words(name)


def _end(store: Store, term: NamedNode | BlankNode | Literal | Triple) -> tuple[str, str]:
    match term:
        case NamedNode(value=iri):
            return iri, name_of(store, iri)
        case BlankNode():
            return "", f"[{', '.join(_parts(store, term, _DEEPEST))}]"
        case Literal(value=text):
            return "", text
    return "", str(term)


def _parts(store: Store, node: BlankNode, depth: int) -> Iterator[str]:
    """Yield what a blank node states, down to some levels of others."""
    for quad in sorted(foreign_quads(store, node), key=str):
        if not isinstance(quad.object, BlankNode):
            yield f"{_words(store, quad)} {_end(store, quad.object)[1]}"
        elif depth > 1:
            inner = ", ".join(_parts(store, quad.object, depth - 1))
            yield f"{_words(store, quad)} [{inner}]"
        else:
            yield f"{_words(store, quad)} [...]"
