"""Serialize statements in a fixed order, so that the same statements give the same bytes.

They are sorted by graph and subject, the class of a subject first, with the prefixes that are used;
blank nodes are named by what is stated of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from graph.errors import PeelgraphError
from graph.namespaces import PREFIXES, RDF_TYPE
from graph.serialize.blank_nodes import canonical_names, has_blank_node, renamed_quads
from graph.serialize.jsonld import serialize_jsonld
from graph.serialize.rdf_xml import serialize_xml
from graph.store import (
    TURTLE,
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    query,
    serialize,
)

_DECIMAL = NamedNode(PREFIXES["xsd"] + "decimal")
_WHOLE = re.compile(r"[+-]?[0-9]+")
_WITH_GRAPHS = (RdfFormat.TRIG, RdfFormat.N_QUADS)
_WITHOUT_PREFIXES = (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)
_HAS_NAMELESS = "ASK { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o) || isTRIPLE(?o)) }"
_BATCH = 2_000  # subjects that are sorted and written at once
_STATEMENT = Quad(NamedNode("urn:x"), NamedNode("urn:x"), NamedNode("urn:x"))
Subject: TypeAlias = NamedNode | BlankNode | Triple
_Groups = dict[tuple[str, str], list[Quad]]


def serialize_sorted(
    quads: Iterable[Quad],
    form: RdfFormat,
    *,
    whole: Iterable[Quad] | None = None,
    root: str = "",
    prefixes: Mapping[str, str] | None = None,
) -> bytes:
    """Serialize statements in a format; formats of triples leave the graphs out.

    Args:
        quads: the statements.
        form: the format.
        whole: the data of which they are a part, so that its blank nodes have the same names in
            every part and format; the statements alone by default.
        root: IRI of the thing that JSON-LD begins with; by default it lists all things.
        prefixes: of Turtle and TriG; by default those that are used.

    Raises:
        PeelgraphError: where the format cannot hold a statement, as RDF/XML cannot hold all.
    """
    statements = list(map(_written, _named(list(quads), whole)))
    groups = _groups(statements)
    if form == RdfFormat.RDF_XML:
        return serialize_xml(_triples(groups), used_prefixes(statements))
    if form == RdfFormat.JSON_LD:
        return serialize_jsonld(_triples(groups), root=root)
    chosen = None if form in _WITHOUT_PREFIXES else dict(prefixes or used_prefixes(statements))
    try:
        content = serialize(_statements(groups, form), format=form, prefixes=chosen)
    except (OSError, ValueError) as error:
        hint = "Choose .nq or .trig, which hold every statement."
        raise PeelgraphError(f"this format cannot hold a statement: {error}.", hint=hint) from None
    assert content is not None
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
    if has_nameless(store):
        statements = store.quads_for_pattern(None, None, None, DefaultGraph())
        (folder / TURTLE).write_bytes(serialize_sorted(statements, RdfFormat.TURTLE, whole=store))
        return
    names: set[str] = set()
    parts: list[bytes] = []
    subjects = {quad.subject for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}
    for _, quads in subjects_in_batches(store, subjects):
        names.update(used_prefixes(quads))
        parts.append(turtle_blocks(quads, PREFIXES))
    (folder / TURTLE).write_bytes(b"".join((turtle_prefixes(names), *parts)))


def has_nameless(store: Store) -> bool:
    """Tell whether the default graph has blank nodes or triple terms."""
    return bool(query(store, _HAS_NAMELESS))


def turtle_prefixes(names: Collection[str]) -> bytes:
    """Write the prefixes of Turtle with some names, a line each, in the order of the engine."""
    prefixes = {name: iri for name, iri in PREFIXES.items() if name in names}
    *header, _ = _turtle([_STATEMENT], prefixes).split(b"\n", len(prefixes))
    return b"".join(line + b"\n" for line in header)


def turtle_blocks(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> bytes:
    """Write statements, in the order of `ordered_quads`, in Turtle without its prefixes."""
    return _turtle(quads, prefixes).split(b"\n", len(prefixes))[-1]


def _turtle(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> bytes:
    triples = (quad.triple for quad in quads)
    content = serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(prefixes))
    assert content is not None
    return content


def subjects_in_batches(
    store: Store, subjects: Iterable[Subject]
) -> Iterator[tuple[list[Subject], list[Quad]]]:
    """Yield subjects in order, many at once, with what the default graph states of them."""
    ordered = sorted(subjects, key=str)
    for start in range(0, len(ordered), _BATCH):
        batch = ordered[start : start + _BATCH]
        yield batch, [quad for subject in batch for quad in ordered_quads(store, subject)]


def ordered_quads(store: Store, subject: Subject) -> list[Quad]:
    """Return what the default graph states of a subject, in the order in which it is written."""
    quads = store.quads_for_pattern(subject, None, None, DefaultGraph())
    return sorted(map(_written, quads), key=_order)


def used_prefixes(quads: Iterable[Quad]) -> dict[str, str]:
    """Return the prefixes, with their namespaces, that statements in Turtle or TriG declare."""
    names: set[str] = set()
    for quad in quads:
        names.update((str(quad.subject), str(quad.predicate), str(quad.graph_name)))
        if isinstance(quad.object, NamedNode):
            names.add(str(quad.object))
    text = " ".join(names)
    return {prefix: namespace for prefix, namespace in PREFIXES.items() if f"<{namespace}" in text}


def _groups(quads: Iterable[Quad]) -> _Groups:
    groups: _Groups = defaultdict(list)
    for quad in quads:
        groups[str(quad.graph_name), str(quad.subject)].append(quad)
    return groups


def _named(quads: list[Quad], whole: Iterable[Quad] | None) -> Iterable[Quad]:
    """Return the statements with canonical names of their blank nodes."""
    if not any(map(has_blank_node, quads)):
        return quads
    return renamed_quads(quads, canonical_names(quads if whole is None else whole))


def _written(quad: Quad) -> Quad:
    if not isinstance(quad.object, Literal) or quad.object.datatype != _DECIMAL:
        return quad
    return Quad(quad.subject, quad.predicate, written_literal(quad.object), quad.graph_name)


def _statements(groups: _Groups, form: RdfFormat) -> Iterator[Quad] | Iterator[Triple]:
    if form in _WITH_GRAPHS:
        return _sorted(groups)
    return _triples(groups)


def _triples(groups: _Groups) -> Iterator[Triple]:
    return (quad.triple for quad in _sorted(groups))


def _sorted(groups: _Groups) -> Iterator[Quad]:
    for key in sorted(groups):
        yield from sorted(groups[key], key=_order)


def _order(quad: Quad) -> tuple[bool, str, str]:
    predicate = quad.predicate.value
    return predicate != RDF_TYPE, predicate, str(quad.object)
