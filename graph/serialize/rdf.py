"""Serialize statements in a fixed order, so that the same statements give the same bytes.

They are sorted by graph and subject, the class of a subject first, with the prefixes that are used;
blank nodes are named by what is stated of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from io import BytesIO
from itertools import count, islice
from pathlib import Path
from typing import IO, TypeAlias

from graph.errors import PeelgraphError
from graph.namespaces import PREFIXES
from graph.serialize.blank_nodes import canonical_names, has_blank_node, renamed_quads
from graph.serialize.jsonld import serialize_jsonld
from graph.serialize.rdf_xml import serialize_xml
from graph.serialize.sorted_quads import SortedQuads, order
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
_NOTED = 50_000  # statements whose prefixes are looked for at once
_STATEMENT = Quad(NamedNode("urn:x"), NamedNode("urn:x"), NamedNode("urn:x"))
Subject: TypeAlias = NamedNode | BlankNode | Triple


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
    content = BytesIO()
    SortedStatements(quads, form, whole=whole, root=root, prefixes=prefixes).write(content)
    return content.getvalue()


class SortedStatements:
    """Statements that are ready to be written in a format; those of triples leave the graphs out.

    In JSON-LD and RDF/XML they are written in memory, in other formats one after the other.

    Args:
        quads, form, whole, root, prefixes: as of `serialize_sorted`.
    """

    def __init__(
        self,
        quads: Iterable[Quad],
        form: RdfFormat,
        *,
        whole: Iterable[Quad] | None = None,
        root: str = "",
        prefixes: Mapping[str, str] | None = None,
    ) -> None:
        self._form, self._root, self._prefixes = form, root, dict(prefixes or {})
        statements: Iterator[Quad] = map(_written, _named(quads, whole))
        if not prefixes and form not in _WITHOUT_PREFIXES:
            statements = self._noting_prefixes(statements)
        self._quads = SortedQuads(statements)

    def write(self, file: IO[bytes]) -> int:
        """Write them; return their number.

        Raises:
            PeelgraphError: where the format cannot hold a statement, as RDF/XML cannot hold all.
        """
        number = count()
        quads = (quad for quad, _ in zip(self._quads, number, strict=False))
        triples = (quad.triple for quad in quads)
        match self._form:
            case RdfFormat.RDF_XML:
                file.write(serialize_xml(triples, self._prefixes))
            case RdfFormat.JSON_LD:
                file.write(serialize_jsonld(triples, root=self._root))
            case _:
                self._serialize(quads if self._form in _WITH_GRAPHS else triples, file)
        return next(number)

    def _noting_prefixes(self, quads: Iterator[Quad]) -> Iterator[Quad]:
        """Yield statements, and note the prefixes that they use."""
        rest = dict(PREFIXES)
        while batch := list(islice(quads, _NOTED)):
            for name in used_prefixes(batch, rest):
                del rest[name]
            yield from batch
        self._prefixes = {name: iri for name, iri in PREFIXES.items() if name not in rest}

    def _serialize(self, statements: Iterator[Quad] | Iterator[Triple], file: IO[bytes]) -> None:
        prefixes = None if self._form in _WITHOUT_PREFIXES else self._prefixes
        try:
            serialize(statements, file, format=self._form, prefixes=prefixes)
        except (OSError, ValueError) as error:
            if getattr(error, "errno", None):  # of the disk
                raise
            hint = "Choose .nq or .trig, which hold every statement."
            message = f"this format cannot hold a statement: {error}."
            raise PeelgraphError(message, hint=hint) from None


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
    return sorted(map(_written, quads), key=order)


def used_prefixes(quads: Iterable[Quad], prefixes: Mapping[str, str] = PREFIXES) -> dict[str, str]:
    """Return those prefixes, with their namespaces, that statements in Turtle or TriG declare."""
    names: set[str] = set()
    for quad in quads:
        names.update((str(quad.subject), str(quad.predicate), str(quad.graph_name)))
        if isinstance(quad.object, NamedNode):
            names.add(str(quad.object))
    text = " ".join(names)
    return {prefix: namespace for prefix, namespace in prefixes.items() if f"<{namespace}" in text}


def _named(quads: Iterable[Quad], whole: Iterable[Quad] | None) -> Iterator[Quad]:
    """Yield the statements with canonical names of their blank nodes."""
    if whole is None:
        quads = whole = list(quads)
    names = None
    for quad in quads:
        if not has_blank_node(quad):
            yield quad
            continue
        if names is None:
            names = canonical_names(whole)
        yield from renamed_quads([quad], names)


def _written(quad: Quad) -> Quad:
    if not isinstance(quad.object, Literal) or quad.object.datatype != _DECIMAL:
        return quad
    return Quad(quad.subject, quad.predicate, written_literal(quad.object), quad.graph_name)
