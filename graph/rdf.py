"""Serialize statements in a fixed order, so that the same statements give the same bytes.

They are sorted by graph and subject, the class of a subject first, with the prefixes that are used.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph import escape
from graph.errors import PeelgraphError
from graph.namespaces import PREFIXES, RDF_TYPE
from graph.store import (
    TURTLE,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

_DECIMAL = NamedNode(PREFIXES["xsd"] + "decimal")
_WHOLE = re.compile(r"[+-]?[0-9]+")
_WITH_GRAPHS = (RdfFormat.TRIG, RdfFormat.N_QUADS)
_WITHOUT_PREFIXES = (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)
_Groups = dict[tuple[str, str], list[Quad]]


def serialize_sorted(quads: Iterable[Quad], form: RdfFormat) -> bytes:
    """Serialize statements in a format; formats of triples leave the graphs out.

    Raises:
        PeelgraphError: where the format cannot hold a statement, as RDF/XML cannot hold all.
    """
    groups: _Groups = defaultdict(list)
    for quad in map(_written, quads):
        groups[str(quad.graph_name), str(quad.subject)].append(quad)
    try:
        content = serialize(
            _statements(groups, form), format=form, prefixes=_prefixes(groups, form)
        )
    except (OSError, ValueError) as error:
        hint = "Choose .nq or .trig, which hold every statement."
        raise PeelgraphError(f"this format cannot hold a statement: {error}.", hint=hint) from None
    assert content is not None
    if form == RdfFormat.RDF_XML:
        _check_xml(content, groups)
    return content


def written_literal(literal: Literal) -> Literal:
    """Return a literal as it is written: a decimal with a point, as in `data/` and in Turtle.

    >>> str(written_literal(Literal("14", datatype=_DECIMAL)).value)
    '14.0'
    """
    if literal.datatype != _DECIMAL or not _WHOLE.fullmatch(literal.value):
        return literal
    return Literal(f"{literal.value}.0", datatype=_DECIMAL)


def write_turtle(folder: Path, store: Store) -> None:
    """Write the default graph of a store as Turtle beside it, so that an export need only copy it.

    To decode the terms of a store on disk takes the most time of an export.
    """
    quads = store.quads_for_pattern(None, None, None, DefaultGraph())
    (folder / TURTLE).write_bytes(serialize_sorted(quads, RdfFormat.TURTLE))


def _written(quad: Quad) -> Quad:
    if not isinstance(quad.object, Literal) or quad.object.datatype != _DECIMAL:
        return quad
    return Quad(quad.subject, quad.predicate, written_literal(quad.object), quad.graph_name)


def _statements(groups: _Groups, form: RdfFormat) -> Iterator[Quad] | Iterator[Triple]:
    if form in _WITH_GRAPHS:
        return _sorted(groups)
    return (quad.triple for quad in _sorted(groups))


def _sorted(groups: _Groups) -> Iterator[Quad]:
    for key in sorted(groups):
        yield from sorted(groups[key], key=_order)


def _order(quad: Quad) -> tuple[bool, str, str]:
    predicate = quad.predicate.value
    return predicate != RDF_TYPE, predicate, str(quad.object)


def _check_xml(content: bytes, groups: _Groups) -> None:
    """Refuse RDF/XML with a character that no XML can hold, and name a subject that has one."""
    if escape.is_xml_text(content.decode()):
        return
    quads = (quad for group in groups.values() for quad in group)
    quad = next(quad for quad in quads if not escape.is_xml_text(_text(quad)))
    message = "a text holds a character that XML cannot hold."
    where = escape.xml_text(str(quad.subject))
    raise PeelgraphError(message, where=where, hint="Choose another format, such as .ttl.")


def _text(quad: Quad) -> str:
    """Return what a statement puts into a file without escapes."""
    terms = (quad.subject, quad.predicate, quad.object)
    return "".join(term.value for term in terms if not isinstance(term, Triple))


def _prefixes(groups: _Groups, form: RdfFormat) -> dict[str, str] | None:
    """Return the prefixes whose namespaces begin an IRI; None for formats without prefixes."""
    if form in _WITHOUT_PREFIXES:
        return None
    quads = [quad for group in groups.values() for quad in group]
    iris = {quad.predicate.value for quad in quads}
    iris.update(quad.object.value for quad in quads if isinstance(quad.object, NamedNode))
    keys = " ".join(name for key in groups for name in key)
    text = keys + " ".join(f"<{iri}>" for iri in iris)
    return {prefix: namespace for prefix, namespace in PREFIXES.items() if f"<{namespace}" in text}
