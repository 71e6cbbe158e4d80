"""Keep a result in the store: a graph of its own that says what was computed, by which version, from which build (PROV-O)."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from graph import files
from graph.analyse.result import Result, Settings
from graph.errors import StoreError
from graph.generation import COMPANIONS, NOTE_KEYS
from graph.namespaces import GRAPH, ONTOLOGY, RDF_TYPE, expand
from graph.store import Literal, NamedNode, Quad, Store
from graph.writer import store_writer

ANALYSIS = GRAPH + "analysis/"
_BUILD = NamedNode(GRAPH + "build")


def keep(directory: Path, result: Result, settings: Settings) -> str:
    """Write a result into a new generation of a store; the default graph stays as it is.

    The same analysis with the same settings takes the place of the one before.

    Args:
        directory: of the store.
        result: to be kept.
        settings: with which it was made.

    Returns:
        The IRI of the graph, which is that of the result too.

    Raises:
        StoreError: when there is no store, or it is damaged or not writable.
    """
    chosen = json.dumps(_plain(settings), sort_keys=True)
    iri = f"{ANALYSIS}{result.name}-{hashlib.sha256(chosen.encode()).hexdigest()[:12]}"
    quads = list(_quads(iri, result, chosen))
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
    told = asdict(settings)
    told["choice"] = {
        key: sorted(value) if isinstance(value, tuple | list | set | frozenset) else value
        for key, value in told["choice"].items()
    }
    return told


def _quads(iri: str, result: Result, chosen: str) -> Iterator[Quad]:
    """Tell a result: the collection, the activity and the software that made it, and each row with its sentences."""
    graph, activity, software = (
        NamedNode(iri),
        NamedNode(f"{iri}#run"),
        NamedNode(f"{GRAPH}software/peelgraph-{files.version()}"),
    )

    def quad(subject: NamedNode, predicate: str, value: NamedNode | Literal) -> Quad:
        return Quad(
            subject, NamedNode(RDF_TYPE if predicate == "a" else expand(predicate)), value, graph
        )

    yield quad(graph, "a", NamedNode(expand("prov:Collection")))
    yield quad(graph, "rdfs:label", Literal(result.title, language="en"))
    yield quad(graph, "rdfs:comment", Literal(result.summary, language="en"))
    yield quad(graph, "prov:wasGeneratedBy", activity)
    yield quad(graph, "prov:wasDerivedFrom", _BUILD)
    yield quad(activity, "a", NamedNode(expand("prov:Activity")))
    yield quad(activity, "rdfs:label", Literal(f"{result.name} of {result.network}", language="en"))
    yield quad(activity, "prov:value", Literal(chosen))
    yield quad(activity, "prov:used", _BUILD)
    yield quad(activity, "prov:wasAssociatedWith", software)
    yield quad(software, "a", NamedNode(expand("prov:SoftwareAgent")))
    yield quad(software, "rdfs:label", Literal(f"peelgraph {files.version()}", language="en"))
    for number, row in enumerate(result.rows, start=1):
        node = NamedNode(f"{iri}#{number}")
        yield quad(graph, "prov:hadMember", node)
        yield quad(node, "a", NamedNode(expand("prov:Entity")))
        yield quad(node, "rdfs:label", Literal(row.label, language="en"))
        yield quad(node, "rdfs:comment", Literal(row.reading, language="en"))
        yield quad(node, "schema:position", Literal(number))
        yield quad(node, "prov:value", Literal(json.dumps(dict(row.values), ensure_ascii=False)))
        if row.iri:
            yield quad(node, ONTOLOGY + "about", NamedNode(row.iri))
        for sentence in row.sentences:
            yield quad(node, "prov:wasQuotedFrom", NamedNode(sentence["iri"]))
