"""Serialize statements in a fixed order, so that the same statements give the same bytes.

They are sorted by graph and subject, the class of a subject first, with the prefixes that are used;
blank nodes are named by what is stated of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from io import BytesIO
from itertools import count, islice
from pathlib import Path
from typing import IO, TypeAlias

from graph.errors import PeelgraphError
from graph.namespaces import PREFIXES
from graph.serialize.jsonld import serialize_jsonld
from graph.serialize.rdf_xml import serialize_xml
from graph.serialize.sorted_records import (
    SortedRecords,
    order,
    record_names,
    record_quads,
    statement_lines,
)
from graph.serialize.statement_form import StatementForm, written_quad
from graph.store import (
    TURTLE,
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    parse,
    query,
    serialize,
)

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
    if whole is None:
        quads = whole = list(quads)
    content = BytesIO()
    records = StatementForm(whole).records(quads)
    SortedStatements(records, form, root=root, prefixes=prefixes).write(content)
    return content.getvalue()


class SortedStatements:
    """Statements that are ready to be written in a format; those of triples leave the graphs out.

    In JSON-LD and RDF/XML they are written in memory, in other formats one after the other.

    Args:
        records: of the statements in any order, as `StatementForm` makes them; they are read at
            once.
        form, root, prefixes: as of `serialize_sorted`.
    """

    def __init__(
        self,
        records: Iterable[bytes],
        form: RdfFormat,
        *,
        root: str = "",
        prefixes: Mapping[str, str] | None = None,
    ) -> None:
        self._form, self._root, self._prefixes = form, root, dict(prefixes or {})
        if not prefixes and form not in _WITHOUT_PREFIXES:
            records = self._noting_prefixes(iter(records))
        self._records = SortedRecords(records)

    def write(self, file: IO[bytes]) -> int:
        """Write them; return their number.

        Raises:
            PeelgraphError: where the format cannot hold a statement, as RDF/XML cannot hold all.
        """
        if self._form in _WITHOUT_PREFIXES:
            return write_lines(self._records, self._form, file)
        number = count()
        records = (record for record, _ in zip(self._records, number, strict=False))
        quads = record_quads(records)
        write_ordered(quads, self._form, file, prefixes=self._prefixes, root=self._root)
        return next(number)

    def _noting_prefixes(self, records: Iterator[bytes]) -> Iterator[bytes]:
        """Yield records, and note the prefixes that they use."""
        rest = dict(PREFIXES)
        while batch := list(islice(records, _NOTED)):
            names = {name for record in batch for name in record_names(record)}
            for prefix in _prefixes_in(b" ".join(names).decode(), rest):
                del rest[prefix]
            yield from batch
        self._prefixes = {name: iri for name, iri in PREFIXES.items() if name not in rest}


def write_lines(records: Iterable[bytes], form: RdfFormat, file: IO[bytes]) -> int:
    """Write records in their order as N-Quads, or as N-Triples without graphs; return their number.

    Args:
        records: of the statements.
        form: one of these two formats.
        file: to which they are written.
    """
    number = 0
    for lines in statement_lines(records, graphs=form in _WITH_GRAPHS):
        number += lines.count(b"\n")
        file.write(lines)
    return number


def write_ordered(
    quads: Iterable[Quad],
    form: RdfFormat,
    file: IO[bytes],
    *,
    prefixes: Mapping[str, str] | None = None,
    root: str = "",
) -> None:
    """Write statements in the order in which they come; formats of triples leave the graphs out.

    Args:
        quads: the statements.
        form: the format.
        file: to which they are written.
        prefixes: of Turtle, TriG and RDF/XML.
        root: as of `serialize_sorted`.

    Raises:
        PeelgraphError: where the format cannot hold a statement, as RDF/XML cannot hold all.
    """
    triples = (quad.triple for quad in quads)
    match form:
        case RdfFormat.RDF_XML:
            file.write(serialize_xml(triples, prefixes or {}))
        case RdfFormat.JSON_LD:
            file.write(serialize_jsonld(triples, root=root))
        case _:
            _serialize(quads if form in _WITH_GRAPHS else triples, form, file, prefixes or {})


def _serialize(
    statements: Iterable[Quad] | Iterable[Triple],
    form: RdfFormat,
    file: IO[bytes],
    prefixes: Mapping[str, str],
) -> None:
    declared = None if form in _WITHOUT_PREFIXES else dict(prefixes)
    try:
        serialize(statements, file, format=form, prefixes=declared)
    except (OSError, ValueError) as error:
        if getattr(error, "errno", None):  # of the disk
            raise
        hint = "Choose .nq or .trig, which hold every statement."
        message = f"this format cannot hold a statement: {error}."
        raise PeelgraphError(message, hint=hint) from None


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


def turtle_terms(terms: Iterable[bytes], prefixes: Mapping[str, str]) -> list[bytes]:
    """Return how Turtle writes objects, given as N-Triples writes them."""
    lines = b"".join(b"<urn:x:%d> <urn:x> %b .\n" % pair for pair in enumerate(terms))
    content = turtle_blocks(parse(lines, format=RdfFormat.N_TRIPLES, lenient=True), prefixes)
    return [line.split(b" ", 2)[2].removesuffix(b" .") for line in content.split(b"\n")[:-1]]


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
    return sorted(map(written_quad, quads), key=order)


def used_prefixes(quads: Iterable[Quad], prefixes: Mapping[str, str] = PREFIXES) -> dict[str, str]:
    """Return those prefixes, with their namespaces, that statements in Turtle or TriG declare."""
    names: set[str] = set()
    for quad in quads:
        names.update((str(quad.subject), str(quad.predicate), str(quad.graph_name)))
        if isinstance(quad.object, NamedNode):
            names.add(str(quad.object))
    return _prefixes_in(" ".join(names), prefixes)


def _prefixes_in(text: str, prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return those prefixes whose namespace begins an IRI of a text."""
    return {prefix: namespace for prefix, namespace in prefixes.items() if f"<{namespace}" in text}
