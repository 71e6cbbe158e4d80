"""Hold statements by property and subject, for shapes that are evaluated directly."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from graph.errors import PeelgraphError
from graph.namespaces import PREFIXES, RDF_TYPE
from graph.store import BlankNode, Literal, NamedNode, Quad, Triple

STRING = PREFIXES["xsd"] + "string"
LANGUAGE_STRING = PREFIXES["rdf"] + "langString"
INTEGER = PREFIXES["xsd"] + "integer"
DECIMAL = PREFIXES["xsd"] + "decimal"
BOOLEAN = PREFIXES["xsd"] + "boolean"
_SUBCLASS = PREFIXES["rdfs"] + "subClassOf"
# the forms that rdflib, beneath pySHACL, leaves as they are
_FORMS = {
    STRING: re.compile(r"(?s).*"),
    LANGUAGE_STRING: re.compile(r"(?s).*"),
    INTEGER: re.compile(r"0|-?[1-9][0-9]*"),
    DECIMAL: re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"),
    BOOLEAN: re.compile(r"true|false"),
}


class UnsupportedShapeError(PeelgraphError):
    """Shapes or data that are not evaluated directly; pySHACL takes them."""


class LiteralValue(NamedTuple):
    """A literal: its text, the IRI of its datatype, and its language or ""."""

    text: str
    datatype: str
    language: str


Node: TypeAlias = str | BlankNode  # a text is an IRI
Value: TypeAlias = Node | LiteralValue


def plain_value(term: NamedNode | BlankNode | Literal | Triple) -> Value:
    """Return a term as a text for an IRI, or as a literal or blank node.

    Raises:
        UnsupportedShapeError: for a triple term, and a literal that rdflib would rewrite.
    """
    match term:
        case NamedNode():
            return term.value
        case BlankNode():
            return term
        case Literal():
            value = LiteralValue(term.value, term.datatype.value, term.language or "")
            form = _FORMS.get(value.datatype)
            if form and form.fullmatch(value.text):
                return value
    raise UnsupportedShapeError(f"{term} has no direct form.")


class Statements:
    """The statements of some properties, each once.

    Args:
        properties: IRIs of the properties; statements of others are left out.
    """

    def __init__(self, properties: Iterable[str]) -> None:
        names = {RDF_TYPE, _SUBCLASS, *properties}
        self._values: dict[str, dict[Value, list[Value]]] = {name: {} for name in names}
        self.instances_of = cache(self._instances)

    def add(self, quads: Iterable[Quad]) -> None:
        """Add statements, whatever their graphs, before anything is read.

        Raises:
            UnsupportedShapeError: for a literal that rdflib would rewrite.
        """
        for quad in quads:
            subjects = self._values.get(quad.predicate.value)
            if subjects is None:
                continue
            values = subjects.setdefault(plain_value(quad.subject), [])
            value = plain_value(quad.object)
            if value not in values:
                values.append(value)

    def subjects(self, name: str) -> Iterable[Value]:
        """Return what a property is stated of."""
        return self._values[name].keys()

    def values(self, subject: Value, name: str) -> Sequence[Value]:
        """Return the values of a property of a subject."""
        return self._values[name].get(subject, ())

    def _instances(self, name: str) -> set[Value]:
        """Return the instances of a class and of the classes below it."""
        classes = {name, *self._classes_below(name)}
        types = self._values[RDF_TYPE].items()
        return {subject for subject, values in types if not classes.isdisjoint(values)}

    def _classes_below(self, name: str) -> Iterator[Value]:
        """Yield the classes below a class, also where they lead round in a circle."""
        below: dict[Value, list[Value]] = defaultdict(list)
        for subject, values in self._values[_SUBCLASS].items():
            for value in values:
                below[value].append(subject)
        reached: set[Value] = set()
        waiting: list[Value] = [name]
        while waiting:
            fresh = set(below[waiting.pop()]) - reached
            reached |= fresh
            waiting.extend(fresh)
        yield from reached
