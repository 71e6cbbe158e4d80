"""Read the edges between things out of an answer, so that it can be drawn."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from itertools import permutations
from typing import NamedTuple, TypeAlias

from graph.namespaces import expand

Cells: TypeAlias = Sequence[str]
STATEMENT = ("subject", "property", "object")  # the columns of statements
_NAME = r"(<[^<>\s]+>|[?$]\w+|[A-Za-z][\w-]*:[\w.-]+)"
_PREFIX = re.compile(r"\bPREFIX\s+([\w-]*):\s*<([^<>\s]*)>", re.IGNORECASE)


class Edge(NamedTuple):
    """Two things that an answer connects.

    Attributes:
        source: IRI of the first.
        relation: IRI of the property between them, or "" where the query names none.
        target: IRI of the second.
    """

    source: str
    relation: str
    target: str


class _Pair(NamedTuple):
    """Which columns are the things, and what is between them: a column (-1 for none) or an IRI."""

    source: int
    target: int
    column: int = -1
    relation: str = ""


def edges_between(
    columns: Sequence[str], rows: Iterable[Cells], query: str, things: Container[str]
) -> list[Edge]:
    """Return the edges of an answer, each once: its statements, or one for each row of two things.

    Args:
        columns: STATEMENT for statements, or the variables of a SELECT query.
        rows: IRIs as they are; of other terms the text, which is no thing.
        query: in SPARQL; a pattern `?a property ?b` in it names what is between two columns.
        things: IRIs that can be drawn.

    >>> query = "SELECT ?a ?b { ?a peel:worksWith ?b }"
    >>> edges_between(("a", "b"), [("urn:x", "urn:y")], query, {"urn:x", "urn:y"})[0].relation
    'https://w3id.org/peelgraph/ontology#worksWith'
    """
    table = [tuple(row) for row in rows]
    pair = _Pair(0, 2, column=1) if tuple(columns) == STATEMENT else None
    pair = pair or _find_pair(columns, table, query, things)
    if pair is None:
        return []
    edges = {
        Edge(row[pair.source], row[pair.column] if pair.column >= 0 else pair.relation, target)
        for row in table
        if row[pair.source] in things and (target := row[pair.target]) in things
    }
    return sorted(edges)


def _find_pair(
    columns: Sequence[str], rows: list[tuple[str, ...]], query: str, things: Container[str]
) -> _Pair | None:
    """Choose the first two columns of things, if the query can, with a property between them."""
    places = [place for place in range(len(columns)) if _is_of_things(rows, place, things)]
    for source, target in permutations(places, 2):
        relation = _between(query, columns[source], columns[target])
        if relation[1:] in columns and relation[:1] in "?$":
            return _Pair(source, target, column=list(columns).index(relation[1:]))
        if relation and relation[:1] not in "?$":
            return _Pair(source, target, relation=_expanded(relation, query))
    return _Pair(places[0], places[1]) if len(places) > 1 else None


def _is_of_things(rows: list[tuple[str, ...]], place: int, things: Container[str]) -> bool:
    values = [row[place] for row in rows if row[place]]
    return bool(values) and all(value in things for value in values)


def _between(query: str, source: str, target: str) -> str:
    """Return what stands in a pattern between two variables, as the query writes it, or ""."""
    pattern = query.partition("{")[2]
    match = re.search(rf"[?$]{source}\s+{_NAME}\s+[?$]{target}\b", pattern)
    return match[1] if match else ""


def _expanded(name: str, query: str) -> str:
    if name.startswith("<"):
        return name[1:-1]
    prefix, _, local = name.partition(":")
    declared = dict(_PREFIX.findall(query))
    return declared[prefix] + local if prefix in declared else expand(name)
