"""The form in which statements are written: names of blank nodes, and forms of literals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import TypeAlias

from graph.namespaces import PREFIXES
from graph.serialize.blank_nodes import canonical_names, has_blank_node, renamed_quads
from graph.serialize.sorted_records import line_records, quad_record
from graph.store import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Term,
    Triple,
    parse,
)

_DECIMAL = NamedNode(PREFIXES["xsd"] + "decimal")
_WHOLE = re.compile(r"[+-]?[0-9]+")
_Graph: TypeAlias = NamedNode | BlankNode | DefaultGraph
_IN_MEMORY = 10_000_000  # bytes of a graph that are read from memory
_AT_ONCE = 100_000  # bytes of lines that are read together
_MARKS = b"_:", b"<<(", f"{_DECIMAL} .".encode()  # of what is not written as the engine has it


def written_literal(literal: Literal) -> Literal:
    """Return a literal as it is written: a decimal with a point, as in `data/` and in Turtle.

    >>> str(written_literal(Literal("14", datatype=_DECIMAL)).value)
    '14.0'
    """
    if literal.datatype != _DECIMAL or not _WHOLE.fullmatch(literal.value):
        return literal
    return Literal(f"{literal.value}.0", datatype=_DECIMAL)


def written_quad(quad: Quad) -> Quad:
    """Return a statement with its literal as it is written, also one within a triple term."""
    value = _written_term(quad.object)
    if value is quad.object:
        return quad
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)


def _written_term(term: Term) -> Term:
    if isinstance(term, Literal):
        return written_literal(term)
    if not isinstance(term, Triple):
        return term
    value = _written_term(term.object)
    return term if value is term.object else Triple(term.subject, term.predicate, value)


class StatementForm:
    """The form of statements in the exports of some data, in all of them the same.

    Args:
        whole: the data, by which blank nodes get their names; read where there is such a node.
    """

    def __init__(self, whole: Iterable[Quad]) -> None:
        self._whole = whole

    @cached_property
    def _names(self) -> dict[BlankNode, BlankNode]:
        return canonical_names(self._whole)

    def quad(self, quad: Quad) -> Quad:
        """Return a statement in the form in which it is written."""
        if has_blank_node(quad):
            (quad,) = renamed_quads([quad], self._names)
        return written_quad(quad)

    def quads(self, lines: Iterable[bytes], graph: _Graph) -> Iterator[Quad]:
        """Read lines of N-Triples as statements of a graph, in the form in which they are written.

        Args:
            lines: with their ends.
            graph: that states them.
        """
        for quad in parse(b"".join(lines), format=RdfFormat.N_TRIPLES, lenient=True):
            yield self.quad(Quad(quad.subject, quad.predicate, quad.object, graph))

    def records(self, quads: Iterable[Quad]) -> Iterator[bytes]:
        """Yield the records by which statements are sorted."""
        return map(quad_record, map(self.quad, quads))

    def graph_records(self, store: Store, graph: _Graph) -> Iterator[bytes]:
        """Yield the records of what a graph of a store states.

        Lines become objects only where the engine has them in another form, as that takes longer.
        """
        name = str(graph).encode()
        for lines in _parts(store, graph):
            if not is_special(b"".join((name, *lines))):
                yield from line_records(lines, name)
                continue
            for line in lines:
                if is_special(name + line):
                    yield from map(quad_record, self.quads([line], graph))
                else:
                    yield from line_records([line], name)


def is_special(content: bytes) -> bool:
    """Tell whether terms, as the engine writes them, may have to be written in another form.

    They hold a blank node, a triple term or a decimal then, or a text that looks like one.
    """
    return any(mark in content for mark in _MARKS)


def graph_lines(store: Store, graph: _Graph) -> Iterator[bytes]:
    """Yield what a graph states as lines of N-Triples, in the form of the store."""
    return chain.from_iterable(_parts(store, graph))


def _parts(store: Store, graph: _Graph) -> Iterator[list[bytes]]:
    """Yield lines of a graph, many at once, from a file where they are more."""
    with SpooledTemporaryFile(_IN_MEMORY) as file:
        store.dump(file, from_graph=graph, format=RdfFormat.N_TRIPLES)
        file.seek(0)
        while lines := file.readlines(_AT_ONCE):
            yield lines
