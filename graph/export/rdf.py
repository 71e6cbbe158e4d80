"""Write the graph in the formats of RDF, the same bytes for the same store."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile, gettempdir

from graph.default_graph import sentence_of, stated_quads
from graph.errors import PeelgraphError
from graph.export.formats import RDF, RDF12, export_format
from graph.files import save, save_copy
from graph.load.infer import INFERRED
from graph.namespaces import STATEMENT, expand
from graph.serialize.rdf import SortedStatements
from graph.store import (
    TURTLE,
    DefaultGraph,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    read_companion,
    rows,
)

_INFERRED = NamedNode(INFERRED)
_TYPE, _STATEMENT_CLASS, _SUBJECT, _PREDICATE, _OBJECT, _REIFIES, _QUOTED_FROM = (
    NamedNode(expand(name))
    for name in (
        "rdf:type",
        "rdf:Statement",
        "rdf:subject",
        "rdf:predicate",
        "rdf:object",
        "rdf:reifies",
        "prov:wasQuotedFrom",
    )
)
_WITH_GRAPHS = RdfFormat.TRIG, RdfFormat.N_QUADS
_STATED = (
    "SELECT ?sentence ?s ?p ?o WHERE { ?sentence a peel:Sentence . GRAPH ?sentence { ?s ?p ?o } }"
)


def write_rdf(
    store: Store,
    path: Path,
    *,
    directory: Path | None = None,
    evidence: str = "",
    inferred: bool = True,
    only: Collection[Triple] | None = None,
    root: str = "",
) -> int:
    """Write the store to a file; its suffix names the format.

    Formats of triples get each distinct statement once. TriG and N-Quads get the named graphs: one
    for each sentence, the register, the ontology and what was inferred.

    Args:
        store: to be written.
        path: of the file, replaced as a whole.
        directory: of the store, where the Turtle of everything is ready since the build.
        evidence: in formats of triples, add the sentences of each statement: `reification` as in
            RDF Schema, section 5.3, or `rdf12`, the sentences as reifiers; "" for none.
        inferred: whether inferred statements are written too.
        only: these statements, as `graph.export.subgraphs` returns them; all by default. The
            others are not read.
        root: IRI of the thing that JSON-LD begins with; by default it lists all things.

    Returns:
        The number of statements written.

    Raises:
        PeelgraphError: for an unknown suffix or a file that cannot be written.
    """
    form = _rdf_format(path)
    whole = inferred and not evidence and only is None
    if directory and whole and form == RdfFormat.TURTLE:
        turtle = read_companion(directory, TURTLE)
        if turtle is not None:
            save(path, turtle)
            return _size(store)
    if form in _WITH_GRAPHS:
        return _save(store, _graphs(store, inferred, only), path)
    quads = _triples(store, inferred, only)
    if evidence:
        quads = chain(quads, _reified(store, only, evidence))
    return _save(store, quads, path, root=root)


def write_statements(
    statements: Iterable[Triple], path: Path, *, store: Store | None = None
) -> int:
    """Write statements that need no graphs to a file; its suffix names the format.

    Args:
        statements: to be written.
        path: of the file.
        store: of which they are a part, so that blank nodes have the names of its other exports.

    Returns:
        The number of statements written.

    Raises:
        PeelgraphError: for an unknown suffix or a file that cannot be written.
    """
    quads = (Quad(triple.subject, triple.predicate, triple.object) for triple in statements)
    return _save(store, quads, path)


def _rdf_format(path: Path) -> RdfFormat:
    form = RdfFormat.from_media_type(export_format(path, RDF).media_type)
    assert form is not None
    return form


def _save(store: Store | None, quads: Iterable[Quad], path: Path, *, root: str = "") -> int:
    """Write statements to a file, all of them first to one that goes by itself.

    Raises:
        PeelgraphError: also where there is no room for that one.
    """
    form = _rdf_format(path)
    try:
        with TemporaryFile() as content:
            number = SortedStatements(quads, form, whole=store, root=root).write(content)
            content.seek(0)
            save_copy(path, content)
    except OSError as error:
        if error.errno is None:  # of the engine
            raise
        message = f"statements cannot be put aside: {error.strerror}."
        hint = "Make room there, or name another folder with TMPDIR."
        raise PeelgraphError(message, where=gettempdir(), hint=hint) from None
    return number


def _size(store: Store) -> int:
    """Count the statements of the default graph."""
    return int(next(rows(store, "SELECT (COUNT(*) AS ?number) { ?s ?p ?o }"))["number"].value)


def _triples(store: Store, inferred: bool, only: Collection[Triple] | None) -> Iterator[Quad]:
    if only is not None:
        return _some_triples(store, inferred, only)
    default = store.quads_for_pattern(None, None, None, DefaultGraph())
    if inferred:
        return default
    inferences = {quad.triple for quad in store.quads_for_pattern(None, None, None, _INFERRED)}
    return (quad for quad in default if quad.triple not in inferences)


def _some_triples(store: Store, inferred: bool, only: Collection[Triple]) -> Iterator[Quad]:
    """Yield these statements as far as the default graph holds them."""
    for triple in only:
        quad = _in_graph(triple, DefaultGraph())
        if quad in store and (inferred or _in_graph(triple, _INFERRED) not in store):
            yield quad


def _in_graph(triple: Triple, graph: NamedNode | DefaultGraph) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def _graphs(store: Store, inferred: bool, only: Collection[Triple] | None) -> Iterator[Quad]:
    """Yield what stands in graphs, and what the default graph does not only repeat."""
    for quad in stated_quads(store, only):
        if inferred or quad.graph_name != _INFERRED:
            yield quad


def _reified(store: Store, only: Collection[Triple] | None, evidence: str) -> Iterator[Quad]:
    """Say of each statement of a sentence which one it is; some of it comes repeatedly."""
    reify = _reifier if evidence == RDF12 else _reification
    for triple, sentence in _stated(store, only):
        yield from reify(triple, sentence)


def _stated(store: Store, only: Collection[Triple] | None) -> Iterator[tuple[Triple, NamedNode]]:
    """Yield statements with each of their sentences, but not those about statements."""
    if only is None:
        for row in rows(store, _STATED):
            yield Triple(row["s"], row["p"], row["o"]), row["sentence"]
        return
    for triple in only:
        if isinstance(triple.object, Triple):
            continue
        for quad in store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None):
            if sentence := sentence_of(store, quad):
                yield triple, sentence


def _reifier(triple: Triple, sentence: NamedNode) -> Iterator[Quad]:
    """Make a sentence a reifier of a statement (RDF 1.2 Concepts, section 1.5)."""
    yield Quad(sentence, _REIFIES, triple)


def _reification(triple: Triple, sentence: NamedNode) -> Iterator[Quad]:
    """Describe one statement, named by its digest (RDF Schema, section 5.3)."""
    parts = triple.subject, triple.predicate, triple.object
    digest = hashlib.sha256(" ".join(map(str, parts)).encode()).hexdigest()
    name = NamedNode(STATEMENT + digest[:20])
    yield Quad(name, _TYPE, _STATEMENT_CLASS)
    yield Quad(name, _SUBJECT, triple.subject)
    yield Quad(name, _PREDICATE, triple.predicate)
    yield Quad(name, _OBJECT, triple.object)
    yield Quad(name, _QUOTED_FROM, sentence)
