"""Bring the description of a built graph up to date with what changed in a part of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Set

from graph.load.dataset_description import DATASET
from graph.namespaces import PREFIXES, expand
from graph.store import BlankNode, Literal, NamedNode, Term, Triple, is_iri

_INTEGER = NamedNode(PREFIXES["xsd"] + "integer")
_DATASET = NamedNode(DATASET)
_OBJECTS, _EXAMPLE, _VOCABULARY, _PROPERTY = (
    NamedNode(expand(f"void:{name}"))
    for name in ("distinctObjects", "exampleResource", "vocabulary", "property")
)
_TOTALS = {  # numbers of the data set that are those of its parts
    NamedNode(expand("void:classes")): NamedNode(expand("void:classPartition")),
    NamedNode(expand("void:properties")): NamedNode(expand("void:propertyPartition")),
}
_SIZES = (NamedNode(expand("void:entities")), NamedNode(expand("void:triples")))
_END = re.compile("[^/#]+$")
_Triples = set[Triple]
_Numbers = Counter[tuple[NamedNode | BlankNode | Triple, NamedNode]]


def revised_description(
    before: Set[Triple],
    less: Set[Triple],
    more: Set[Triple],
    *,
    values: int,
    is_held: Callable[[Term], bool],
) -> set[Triple] | None:
    """Return the description of a graph of which a part has changed; None where that needs all.

    Args:
        before: the description of the graph as it was.
        less: that of the part and all that it refers to, as they were.
        more: that of the same as they are now.
        values: how many distinct values the graph has more than it had.
        is_held: tells whether a term is a value in the graph as it is now.
    """
    examples = _examples(before, less, more)
    if examples is None:
        return None
    numbers = _numbers(before)
    first_values = numbers[_DATASET, _OBJECTS]
    numbers.update(_numbers(more))
    numbers.subtract(_numbers(less))
    numbers[_DATASET, _OBJECTS] = first_values + values
    empty = {subject for (subject, size), n in numbers.items() if size in _SIZES and not n}
    rest = _words(before) - _vanished(less, more, is_held) | _words(more)
    rest = {triple for triple in rest if empty.isdisjoint((triple.subject, triple.object))}
    for total, part in _TOTALS.items():
        numbers[_DATASET, total] = sum(triple.predicate == part for triple in rest)
    return {*rest, *examples, *_vocabularies(rest), *_counted(numbers, empty)}


def _vanished(less: Set[Triple], more: Set[Triple], is_held: Callable[[Term], bool]) -> _Triples:
    """Return what is no longer said of the data set, and of those parts that are still there."""
    parts = {triple.subject for triple in more}
    sizes = {triple.subject for triple in less}
    return {
        triple
        for triple in less - more
        if triple.subject in parts
        and (triple.subject != _DATASET or not (triple.object in sizes or is_held(triple.object)))
    }


def _numbers(triples: Set[Triple]) -> _Numbers:
    values = {
        (triple.subject, triple.predicate): int(triple.object.value)
        for triple in triples
        if isinstance(triple.object, Literal) and triple.object.datatype == _INTEGER
    }
    return Counter(values)


def _counted(numbers: _Numbers, empty: Set[object]) -> _Triples:
    return {
        Triple(subject, predicate, Literal(number))
        for (subject, predicate), number in numbers.items()
        if subject not in empty
    }


def _words(triples: Set[Triple]) -> _Triples:
    """Return what is neither a number nor follows from the rest."""
    return {
        triple
        for triple in triples
        if triple.predicate not in (_EXAMPLE, _VOCABULARY)
        and not (isinstance(triple.object, Literal) and triple.object.datatype == _INTEGER)
    }


def _vocabularies(triples: Set[Triple]) -> _Triples:
    """Return the namespaces of properties, as the query for the data set has them."""
    properties = {str(t.object)[1:-1] for t in triples if t.predicate == _PROPERTY}
    names = {_END.sub("", iri) for iri in properties}
    return {Triple(_DATASET, _VOCABULARY, NamedNode(name)) for name in names if is_iri(name)}


def _examples(before: Set[Triple], less: Set[Triple], more: Set[Triple]) -> _Triples | None:
    """Return the first of all units; None where it has gone, and the next one is not known here."""
    first, old, new = (
        {triple for triple in triples if triple.predicate == _EXAMPLE}
        for triples in (before, less, more)
    )
    smallest = sorted(first | new, key=str)[:1]
    if first & old - new and first & set(smallest):
        return None
    return set(smallest)
