"""Name the things of any RDF by the properties that people use for names.

The project's own things have one `rdfs:label`. Others are named by the first property of `_NAMES`
that they have, in English where there is a choice, or else by the end of their IRI.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from graph.default_graph import foreign_quads
from graph.namespaces import BASE, ID, PREFIXES, RDF_TYPE
from graph.store import Literal, NamedNode, Quad, Store

_NAMES = (
    PREFIXES["skos"] + "prefLabel",
    PREFIXES["rdfs"] + "label",
    "http://xmlns.com/foaf/0.1/name",
    PREFIXES["dcterms"] + "title",
    "http://purl.org/dc/elements/1.1/title",
    PREFIXES["schema"] + "name",
    "http://schema.org/name",
)
_OTHER_NAMES = (PREFIXES["skos"] + "altLabel", "http://xmlns.com/foaf/0.1/nick")
_HIDDEN = PREFIXES["skos"] + "hiddenLabel"
NAME_PROPERTIES = (*_NAMES, *_OTHER_NAMES, _HIDDEN)
_LANGUAGES = {"en": 0, "": 1}
_END = re.compile(r"[^/#?:=]+(?=[/#?]*$)")
_LEAST_TELLING = tuple(PREFIXES[name] for name in ("owl", "rdfs", "rdf"))


@dataclass(frozen=True)
class ForeignThing:
    """A thing of loaded data.

    Attributes:
        iri: of the thing.
        label: its first name, or the end of its IRI.
        names: its other names, in all languages.
        hidden: names that search uses and nobody is shown.
        kind: the end of the IRI of its class, "" without one.
    """

    iri: str
    label: str
    names: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    kind: str = ""


def foreign_things(store: Store) -> list[ForeignThing]:
    """Return the things of loaded data that have a name or a class, in the order of their IRIs."""
    names = _by_subject(store, (*_NAMES, *_OTHER_NAMES))
    hidden = _by_subject(store, (_HIDDEN,))
    classes = _by_subject(store, (RDF_TYPE,))
    return [
        ForeignThing(
            iri,
            *_label_and_names(iri, names.get(iri, ())),
            hidden=tuple(sorted({_text(quad) for quad in hidden.get(iri, ())})),
            kind=_kind(classes.get(iri, ())),
        )
        for iri in sorted(filter(_is_foreign, {*names, *classes}))
    ]


def _is_foreign(iri: str) -> bool:
    return iri.startswith(ID) or not iri.startswith(BASE)


def foreign_relations(store: Store, things: set[str] | None = None) -> list[tuple[str, str, str]]:
    """Return what loaded data state between two of their things: source, target and relation.

    Args:
        store: that is read.
        things: IRIs of the things of loaded data, where they are at hand.
    """
    if things is None:
        properties = (*_NAMES, *_OTHER_NAMES, RDF_TYPE)
        things = set(filter(_is_foreign, _by_subject(store, properties)))
    if not things:
        return []

    def connects(quad: Quad) -> bool:
        are_things = _is_thing(quad.object, things) and _is_thing(quad.subject, things)
        return are_things and quad.predicate.value != RDF_TYPE

    return sorted(
        (quad.subject.value, quad.object.value, quad.predicate.value)
        for quad in foreign_quads(store, accepts=connects)
        if isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
        and quad.subject != quad.object
    )


def _is_thing(term: object, things: set[str]) -> bool:
    return isinstance(term, NamedNode) and (term.value in things or term.value.startswith(ID))


def name_of(store: Store, iri: str) -> str:
    """Return the name of anything in a store, or the end of its IRI."""
    quads = [
        quad
        for name in _NAMES
        for quad in store.quads_for_pattern(NamedNode(iri), NamedNode(name), None, None)
        if isinstance(quad.object, Literal)
    ]
    return _label_and_names(iri, quads)[0]


def names_of(store: Store, iri: str) -> list[str]:
    """Return all names of anything in a store but its first, without those that are hidden."""
    quads = [
        quad
        for name in (*_NAMES, *_OTHER_NAMES)
        for quad in store.quads_for_pattern(NamedNode(iri), NamedNode(name), None, None)
        if isinstance(quad.object, Literal)
    ]
    return list(_label_and_names(iri, quads)[1])


def end_of_iri(iri: str) -> str:
    """Return the last part of an IRI that says something.

    >>> end_of_iri("http://example.org/units#roads"), end_of_iri("urn:x:a%20b/")
    ('roads', 'a b')
    """
    match = _END.search(iri)
    return unquote(match[0]) if match else iri


def _by_subject(store: Store, properties: Iterable[str]) -> dict[str, list[Quad]]:
    quads: dict[str, list[Quad]] = defaultdict(list)
    for name in properties:
        for quad in foreign_quads(store, predicate=NamedNode(name)):
            is_value = isinstance(quad.object, Literal) or name == RDF_TYPE
            if isinstance(quad.subject, NamedNode) and is_value:
                quads[quad.subject.value].append(quad)
    return quads


def _label_and_names(iri: str, quads: Iterable[Quad]) -> tuple[str, tuple[str, ...]]:
    """Return the first name of a thing, and the others."""
    ordered = [_text(quad) for quad in sorted(quads, key=_order)]
    names = [name for name in dict.fromkeys(ordered) if name.strip()]
    if not names:
        return end_of_iri(iri), ()
    return names[0], tuple(names[1:])


def _order(quad: Quad) -> tuple[int, int, str, str]:
    predicate, language = quad.predicate.value, _language(quad)
    place = _NAMES.index(predicate) if predicate in _NAMES else len(_NAMES)
    rank = _LANGUAGES.get(language.partition("-")[0], len(_LANGUAGES))
    return place, rank, language, _text(quad)


def _language(quad: Quad) -> str:
    return (isinstance(quad.object, Literal) and quad.object.language) or ""


def _text(quad: Quad) -> str:
    return quad.object.value if isinstance(quad.object, Literal) else ""


def _kind(quads: Iterable[Quad]) -> str:
    """Return the end of the IRI of a class, one of a vocabulary of its own before others."""
    classes = list(_iris(quads))
    classes.sort(key=lambda iri: (iri.startswith(_LEAST_TELLING), iri))
    return end_of_iri(classes[0]) if classes else ""


def _iris(quads: Iterable[Quad]) -> Iterator[str]:
    yield from (quad.object.value for quad in quads if isinstance(quad.object, NamedNode))
