"""Knows how to write the whole graph in the formats of RDF, the same bytes for the same store."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from graph.errors import PeelgraphError
from graph.files import save
from graph.load.infer import INFERRED
from graph.namespaces import GRAPH, STATEMENT, expand
from graph.rdf import serialize_sorted
from graph.store import (
    TURTLE,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    read_companion,
    rows,
)

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}
_WITH_GRAPHS = (".trig", ".nq")
_STATED = (
    "SELECT ?sentence ?s ?p ?o WHERE { ?sentence a peel:Sentence . GRAPH ?sentence { ?s ?p ?o } }"
)


def export(
    store: Store,
    path: Path,
    *,
    directory: Path | None = None,
    evidence: bool = False,
    inferred: bool = True,
    only: Container[Triple] | None = None,
) -> int:
    """Write the store to a file; its suffix names the format.

    Formats of triples get each distinct statement once. TriG and N-Quads get the named graphs: one for each sentence, the
    register, the ontology and what was inferred.

    Args:
        store: to be written.
        path: of the file, replaced as a whole.
        directory: of the store, where the Turtle of everything lies ready since the build.
        evidence: in formats of triples, add the sentences of each statement by standard reification.
        inferred: whether inferred statements are written too.
        only: these statements, as `graph.export.subgraphs` chooses them; all by default.

    Returns:
        The number of statements written.

    Raises:
        PeelgraphError: for an unknown suffix or a file that cannot be written.
    """
    suffix = _suffix(path)
    ready = (
        read_companion(directory, TURTLE)
        if directory and suffix == ".ttl" and inferred and not evidence and only is None
        else None
    )
    if ready is not None:
        save(path, ready)
        return int(next(rows(store, "SELECT (COUNT(*) AS ?number) { ?s ?p ?o }"))["number"].value)
    quads = list(_graphs(store, inferred) if suffix in _WITH_GRAPHS else _triples(store, inferred))
    if only is not None:
        quads = [quad for quad in quads if quad.triple in only]
    if evidence and suffix not in _WITH_GRAPHS:
        quads += _reified(store, only)
    return _save(quads, path, suffix)


def write(statements: Iterable[Triple], path: Path) -> int:
    """Write statements that need no graphs to a file; its suffix names the format.

    Returns:
        The number of statements written.

    Raises:
        PeelgraphError: for an unknown suffix or a file that cannot be written.
    """
    return _save(
        [Quad(triple.subject, triple.predicate, triple.object) for triple in statements],
        path,
        _suffix(path),
    )


def _suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise PeelgraphError(
            "no format of export has this suffix.",
            where=str(path),
            hint=f"Known are {' '.join(FORMATS)}.",
        )
    return suffix


def _save(quads: list[Quad], path: Path, suffix: str) -> int:
    save(path, serialize_sorted(quads, FORMATS[suffix]))
    return len(quads)


def _triples(store: Store, inferred: bool) -> Iterator[Quad]:
    default = store.quads_for_pattern(None, None, None, DefaultGraph())
    if inferred:
        return default
    follows = {
        quad.triple for quad in store.quads_for_pattern(None, None, None, NamedNode(INFERRED))
    }
    return (quad for quad in default if quad.triple not in follows)


def _graphs(store: Store, inferred: bool) -> Iterator[Quad]:
    """Yield what stands in graphs; the default graph of a built store only repeats it, that of a loaded one does not."""
    built = NamedNode(GRAPH + "build") in set(store.named_graphs())
    for quad in store:
        if isinstance(quad.graph_name, DefaultGraph) and built:
            continue
        if inferred or quad.graph_name != NamedNode(INFERRED):
            yield quad


def _reified(store: Store, only: Container[Triple] | None) -> Iterator[Quad]:
    """Describe each statement of a sentence by standard reification (RDF 1.1 Schema, section 5.3), named by its digest."""
    links = {
        name: NamedNode(expand(name))
        for name in (
            "rdf:type",
            "rdf:Statement",
            "rdf:subject",
            "rdf:predicate",
            "rdf:object",
            "prov:wasQuotedFrom",
        )
    }
    seen: set[Quad] = set()
    for row in rows(store, _STATED):
        sentence, parts = row["sentence"], (row["s"], row["p"], row["o"])
        if only is not None and Triple(*parts) not in only:
            continue
        name = NamedNode(
            STATEMENT + hashlib.sha256(" ".join(map(str, parts)).encode()).hexdigest()[:20]
        )
        told: tuple[tuple[str, NamedNode | Literal], ...] = (
            ("rdf:type", links["rdf:Statement"]),
            ("rdf:subject", parts[0]),
            ("rdf:predicate", parts[1]),
            ("rdf:object", parts[2]),
            ("prov:wasQuotedFrom", sentence),
        )
        for link, value in told:
            quad = Quad(name, links[link], value)
            if quad not in seen:
                seen.add(quad)
                yield quad
