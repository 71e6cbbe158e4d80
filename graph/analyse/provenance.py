"""Save a result in the store, in a graph of its own with its provenance (PROV-O).

The graph says what was computed, by which version, and from which build.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from graph import files
from graph.analyse.result import Result, ResultRow
from graph.analyse.settings import Settings
from graph.default_graph import ANALYSIS
from graph.errors import StoreError
from graph.namespaces import GRAPH, expand
from graph.store import Literal, NamedNode, Quad, Store
from graph.store_generation import COMPANIONS, NOTE_KEYS
from graph.store_writer import store_writer

_BUILD = NamedNode(GRAPH + "build")


def save_result(directory: Path, result: Result, settings: Settings) -> str:
    """Write a result into a new generation of a store; the default graph stays as it is.

    The same analysis with the same settings takes the place of the one before.

    Args:
        directory: of the store.
        result: to be saved.
        settings: with which it was made.

    Returns:
        The IRI of the graph, which is that of the result too.

    Raises:
        StoreError: when there is no store, or it is damaged or not writable.
    """
    text = json.dumps(_plain(settings), sort_keys=True)
    iri = f"{ANALYSIS}{result.name}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    quads = list(_quads(iri, result, text))
    with store_writer(directory) as writer:
        pointer = dict(writer.pointer)
        if not pointer:
            raise StoreError(
                "there is no store here.", where=str(directory), hint="Run `peelgraph build` first."
            )
        before = directory / str(pointer["generation"])
        note = {key: value for key, value in pointer.items() if key in NOTE_KEYS}

        def fill(store: Store) -> None:
            store.remove_graph(NamedNode(iri))
            store.bulk_extend(quads)

        def finish(folder: Path, _store: Store) -> None:
            for name in COMPANIONS:  # of the default graph, which stays as it is
                if (before / name).is_file():
                    shutil.copyfile(before / name, folder / name)

        writer.replace(fill, note=note, keep=True, finish=finish)
    return iri


def _plain(settings: Settings) -> dict[str, object]:
    """Return settings as plain data; the IRIs of saved results depend on these names."""
    values = asdict(settings)
    values["choice"] = {
        key: sorted(value) if isinstance(value, tuple | list | set | frozenset) else value
        for key, value in values.pop("selection").items()
        if key != "inspection" or value  # which earlier versions did not have
    }
    return values


def _quads(iri: str, result: Result, settings: str) -> Iterator[Quad]:
    """Describe a result: the collection, the activity and the software behind it, and each row."""
    graph, run = NamedNode(iri), NamedNode(f"{iri}#run")
    version = files.version()
    software = NamedNode(f"{GRAPH}software/peelgraph-{version}")
    statements: list[tuple[NamedNode, str, NamedNode | Literal]] = [
        (graph, "rdf:type", NamedNode(expand("prov:Collection"))),
        (graph, "rdfs:label", Literal(result.title, language="en")),
        (graph, "rdfs:comment", Literal(result.summary, language="en")),
        (graph, "prov:wasGeneratedBy", run),
        (graph, "prov:wasDerivedFrom", _BUILD),
        (run, "rdf:type", NamedNode(expand("prov:Activity"))),
        (run, "rdfs:label", Literal(f"{result.name} of {result.network}", language="en")),
        (run, "prov:value", Literal(settings)),
        (run, "prov:used", _BUILD),
        (run, "prov:wasAssociatedWith", software),
        (software, "rdf:type", NamedNode(expand("prov:SoftwareAgent"))),
        (software, "rdfs:label", Literal(f"peelgraph {version}", language="en")),
    ]
    for number, row in enumerate(result.rows, start=1):
        node = NamedNode(f"{iri}#{number}")
        statements.append((graph, "prov:hadMember", node))
        statements += ((node, predicate, value) for predicate, value in _row(row, number))
    for subject, predicate, value in statements:
        yield Quad(subject, NamedNode(expand(predicate)), value, graph)


def _row(row: ResultRow, number: int) -> Iterator[tuple[str, NamedNode | Literal]]:
    """Yield what is stated of a row, as predicates and values."""
    yield "rdf:type", NamedNode(expand("prov:Entity"))
    yield "rdfs:label", Literal(row.label, language="en")
    yield "rdfs:comment", Literal(row.reading, language="en")
    yield "schema:position", Literal(number)
    yield "prov:value", Literal(json.dumps(dict(row.values), ensure_ascii=False))
    if row.iri:
        yield "peel:about", NamedNode(row.iri)
    for sentence in row.sentences:
        yield "prov:wasQuotedFrom", NamedNode(sentence.iri)
