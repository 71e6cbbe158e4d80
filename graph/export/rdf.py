"""Write the graph in the formats of RDF, the same bytes for the same store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from typing import IO

from graph.default_graph import is_built, stated_graphs, stated_in_default, stated_quads
from graph.errors import PeelgraphError
from graph.export.evidence_statements import (
    DescriptionPlace,
    description_records,
    descriptions,
    reifier_records,
    stated_lines,
)
from graph.export.formats import RDF, REIFICATION, export_format
from graph.files import save, save_copy
from graph.load.infer import INFERRED
from graph.serialize.rdf import SortedStatements, write_lines
from graph.serialize.sorted_records import SortedRecords, quad_record, without_graph
from graph.serialize.statement_form import StatementForm
from graph.store import (
    TURTLE,
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    opened_pointer,
    parse,
    read_companion,
    rows,
)

_INFERRED = NamedNode(INFERRED)
_WITH_GRAPHS = RdfFormat.TRIG, RdfFormat.N_QUADS


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
    if form == RdfFormat.N_QUADS and only is None:
        return _put_aside(path, partial(_write_graphs, store, inferred))
    turtle = None
    if directory and only is None and form not in _WITH_GRAPHS:
        turtle = read_companion(directory, TURTLE, opened_pointer(store))
    if turtle is not None and inferred:
        if form == RdfFormat.TURTLE and not evidence:
            save(path, turtle)
            return _size(store)
        place = DescriptionPlace(turtle, form)
        if evidence == REIFICATION and place.is_free:
            items = descriptions(stated_lines(store), StatementForm(store))
            return _size(store) + _put_aside(path, partial(place.write, items))
    return _save(_records(store, form, evidence, inferred, only, turtle), path, root=root)


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
    quads = [Quad(triple.subject, triple.predicate, triple.object) for triple in statements]
    return _save(StatementForm(quads if store is None else store).records(quads), path)


def _rdf_format(path: Path) -> RdfFormat:
    form = RdfFormat.from_media_type(export_format(path, RDF).media_type)
    assert form is not None
    return form


def _save(records: Iterable[bytes], path: Path, *, root: str = "") -> int:
    """Sort statements by their records, and write them to a file."""

    def write(file: IO[bytes]) -> int:
        return SortedStatements(records, _rdf_format(path), root=root).write(file)

    return _put_aside(path, write)


def _put_aside(path: Path, write: Callable[[IO[bytes]], int]) -> int:
    """Write statements first to a file that goes by itself, and then to the one with a name.

    Raises:
        PeelgraphError: also where there is no room for the first one.
    """
    try:
        with TemporaryFile() as content:
            number = write(content)
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


def _records(
    store: Store,
    form: RdfFormat,
    evidence: str,
    inferred: bool,
    only: Collection[Triple] | None,
    turtle: bytes | None,
) -> Iterator[bytes]:
    """Yield the records of what is written, in any order."""
    written = StatementForm(store)
    if form in _WITH_GRAPHS:
        if only is None:
            return chain.from_iterable(_graph_records(store, written, inferred))
        return written.records(_some_in_graphs(store, inferred, only))
    if only is None:
        records = _triple_records(store, written, inferred, turtle)
    else:
        records = written.records(_some_triples(store, inferred, only))
    if evidence == REIFICATION:
        items = descriptions(stated_lines(store, only), written)
        return chain(records, description_records(items))
    if evidence:
        return chain(records, reifier_records(stated_lines(store, only), written))
    return records


def _triple_records(
    store: Store, written: StatementForm, inferred: bool, turtle: bytes | None
) -> Iterator[bytes]:
    """Yield the records of the default graph, which need not be read where its Turtle is ready."""
    records = written.graph_records(store, DefaultGraph())
    if turtle is not None:
        quads = parse(turtle, format=RdfFormat.TURTLE, lenient=True)
        records = map(quad_record, quads)
    if inferred:
        return records
    only_inferred = written.graph_records(store, _INFERRED)
    if not is_built(store):
        inferred_quads = store.quads_for_pattern(None, None, None, _INFERRED)
        only_inferred = written.records(
            quad for quad in inferred_quads if _is_only_inferred(store, quad.triple)
        )
    inferences = set(map(without_graph, only_inferred))
    return (record for record in records if without_graph(record) not in inferences)


def _is_only_inferred(store: Store, triple: Triple) -> bool:
    """Tell whether a build has inferred a statement that no file states."""
    quads = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    return {quad.graph_name for quad in quads} - {DefaultGraph()} == {_INFERRED}


def _some_triples(store: Store, inferred: bool, only: Collection[Triple]) -> Iterator[Quad]:
    """Yield these statements as far as the default graph holds them."""
    for triple in only:
        quad = _in_graph(triple, DefaultGraph())
        if quad in store and (inferred or not _is_only_inferred(store, triple)):
            yield quad


def _in_graph(triple: Triple, graph: NamedNode | DefaultGraph) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def _graph_records(
    store: Store, written: StatementForm, inferred: bool
) -> Iterator[Iterator[bytes]]:
    """Yield what each graph states, and what the default graph does not only repeat."""
    for graph in stated_graphs(store):
        if inferred or graph != _INFERRED:
            yield written.graph_records(store, graph)
    yield written.records(stated_in_default(store))


def _write_graphs(store: Store, inferred: bool, file: IO[bytes]) -> int:
    """Write N-Quads of all graphs, each sorted for itself unless blank nodes name some."""
    groups = _graph_records(store, StatementForm(store), inferred)
    if any(isinstance(graph, BlankNode) for graph in stated_graphs(store)):
        groups = iter([chain.from_iterable(groups)])
    records = chain.from_iterable(map(SortedRecords, groups))
    return write_lines(records, RdfFormat.N_QUADS, file)


def _some_in_graphs(store: Store, inferred: bool, only: Collection[Triple]) -> Iterator[Quad]:
    """Yield these statements in the graphs that state them."""
    for quad in stated_quads(store, only):
        if inferred or quad.graph_name != _INFERRED:
            yield quad
