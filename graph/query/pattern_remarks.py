"""Remark on the patterns of a query: terms that the store lacks, and what never occurs together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from graph.namespaces import RDF_TYPE, compress
from graph.query.algebra import Part, Pattern, name, patterns, variables_of, walk
from graph.query.unknown_names import unknown_term, unused_term
from graph.store import QueryBoolean, Store
from graph.store import query as run

if TYPE_CHECKING:
    from rdflib.term import Node

_MOST_PAIRS = 40
_IRI = re.compile(r"<([^<>\s]*)>")


def term_remarks(store: Store, query: Part) -> Iterator[str]:
    """Remark on each term in the patterns of a query that the store does not know.

    Args:
        store: that was asked.
        query: as `parse_query` gives it.
    """
    from rdflib.term import Literal

    terms = [term for pattern in patterns(query) for term in pattern[:3]]
    if name(query) == "DescribeQuery":
        terms += query.PV
    for term in terms:
        if not isinstance(term, Literal):
            for iri in _IRI.findall(_term_text(term)):
                if remark := unknown_term(store, iri):
                    yield remark


def dataset_remarks(store: Store, query: Part) -> Iterator[str]:
    """Remark on each graph that FROM or FROM NAMED names and the store does not have.

    Args:
        store: that was asked.
        query: as `parse_query` gives it.
    """
    for clause in query.datasetClause:
        graph = clause.default or clause.named
        if not run(store, f"ASK {{ GRAPH {graph.n3()} {{ ?s ?p ?o }} }}"):
            yield f"no graph is called {compress(str(graph))}; FROM and FROM NAMED name graphs."


def combination_remarks(store: Store, query: Part) -> Iterator[str]:
    """Remark on the first pattern without an answer, or the first two without one together.

    Args:
        store: that was asked.
        query: as `parse_query` gives it.
    """
    required = [pattern for pattern in patterns(query) if not pattern.optional]
    for pattern in required:
        if not _ask(store, pattern):
            yield _alone(store, pattern)
            return
    pairs = (
        pair for pair in combinations(required, 2) if _variables(pair[0]) & _variables(pair[1])
    )
    for number, (first, second) in enumerate(pairs):
        if number == _MOST_PAIRS:
            break
        if not _ask(store, first, second):
            yield _together(store, first, second)
            return
    is_filtered = any(name(part) in ("Filter", "Minus") for part in walk(query))
    if is_filtered and required and _ask(store, *required):
        yield "the patterns have answers; it is FILTER or MINUS that leaves none."
    elif len(required) > 2:
        yield "every two of the patterns have answers together, but not all of them at once."


def _alone(store: Store, pattern: Pattern) -> str:
    words = _shown(pattern)
    if remark := _wrong_role(store, pattern):
        return remark
    if _ask(store, _turned(pattern)):
        return f"no statement is like {words}; the other way round there are some."
    if pattern.graph is not None and _ask(store, pattern._replace(graph=None)):
        return f"inside GRAPH there is no {words}, but outside there is: move it out of GRAPH."
    if all(variables_of(term) for term in pattern[:3]):
        return _emptiness(store, pattern)
    return f"no statement is like {words}, though each of its terms is there."


def _emptiness(store: Store, pattern: Pattern) -> str:
    """Say that there is nothing where any statement would do, and where there is some."""
    from rdflib.term import Variable

    if pattern.graph is not None:
        return "no such GRAPH holds any statement."
    if _ask(store, pattern._replace(graph=Variable("graph"))):
        return "the default graph holds no statement; GRAPH ?graph { ... } looks into the others."
    return "the store holds no statement."


def _wrong_role(store: Store, pattern: Pattern) -> str:
    """Say that a class is used as a property, or something else as a class; or ""."""
    predicate, target = _term_text(pattern.predicate), _term_text(pattern.target)
    term, role, use = predicate, "no statement has the property", "?s ?term ?o"
    if predicate == f"<{RDF_TYPE}>":
        term, role, use = target, "no thing is of the class", "?s a ?term"
    if not _IRI.fullmatch(term):
        return ""
    remark = unused_term(store, term[1:-1], f"SELECT DISTINCT ?term {{ {use} }}")
    return f"{role} {remark}" if remark else ""


def _together(store: Store, first: Pattern, second: Pattern) -> str:
    words = f"{_shown(first)} and {_shown(second)}"
    for one, other in ((first, _turned(second)), (_turned(first), second)):
        if _ask(store, one, other):
            turned = _shown(other if one is first else one)
            return f"nothing has both {words}; with {turned}, the other way round, there is."
    outside = [pattern._replace(graph=None) for pattern in (first, second)]
    if (first.graph or second.graph) and _ask(store, *outside):
        return f"no GRAPH has both {words}; outside of GRAPH they go together: move one out."
    return f"nothing has both {words}."


def _ask(store: Store, *parts: Pattern) -> bool:
    body = " ".join(_pattern_text(pattern) for pattern in parts)
    answer = run(store, f"ASK {{ {body} }}")
    return isinstance(answer, QueryBoolean) and bool(answer)


def _turned(pattern: Pattern) -> Pattern:
    """Exchange subject and object, unless the object is a literal."""
    from rdflib.term import Literal

    if isinstance(pattern.target, Literal):
        return pattern
    return pattern._replace(subject=pattern.target, target=pattern.subject)


def _variables(pattern: Pattern) -> frozenset[str]:
    return frozenset().union(*(variables_of(term) for term in pattern[:4]))


def _pattern_text(pattern: Pattern) -> str:
    triple = f"{' '.join(map(_term_text, pattern[:3]))} ."
    if pattern.graph is None:
        return triple
    return f"GRAPH {_term_text(pattern.graph)} {{ {triple} }}"


def _term_text(term: Node) -> str:
    from rdflib.term import BNode

    if isinstance(term, BNode):
        return f"?blank_{term}"
    return str(term.n3())


def _shown(pattern: Pattern) -> str:
    """Write a pattern as in a query, with prefixed names."""
    text = " ".join(map(_term_text, pattern[:3]))
    text = _IRI.sub(lambda match: compress(match[1]).replace("rdf:type", "a"), text)
    return f"`{re.sub(r'[?]blank_[A-Za-z0-9]+', '[]', text)}`"
