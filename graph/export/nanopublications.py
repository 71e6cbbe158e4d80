"""Write findings, judgments and areas for improvement as nanopublications.

Source: Nanopublication Guidelines (nanopub.net, working draft). Each one has four graphs: a head,
an assertion, the provenance of the assertion, and information on the publication itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from graph import store_generation
from graph.errors import PeelgraphError
from graph.files import save
from graph.namespaces import BASE, GRAPH, expand
from graph.queries import PackagedQuery
from graph.serialize.rdf import serialize_sorted
from graph.store import Literal, NamedNode, Quad, RdfFormat, Store, read_pointer
from graph.store_generation import BUILT

_QUERIES = Path(__file__).parent / "nanopublications"
_FORMATS = {".trig": RdfFormat.TRIG, ".nq": RdfFormat.N_QUADS}
_BUILD = NamedNode(GRAPH + "build")
_MAINTAINERS = NamedNode(BASE + "agent/maintainers")
_PARTS = {
    "np:hasAssertion": "assertion",
    "np:hasProvenance": "provenance",
    "np:hasPublicationInfo": "pubinfo",
}
_SOURCES = {
    "prov:wasDerivedFrom": "sentence",
    "dcterms:source": "address",
    "prov:hadPrimarySource": "report",
    "prov:wasAttributedTo": "publisher",
}
_Term = NamedNode | Literal


def write_nanopublications(store: Store, path: Path, *, directory: Path | None = None) -> int:
    """Write one nanopublication for each finding, judgment and area for improvement.

    Args:
        store: a built store.
        path: of the file, `.trig` or `.nq`.
        directory: of the store, which knows when it was built; without it, no time is given.

    Returns:
        The number of nanopublications.

    Raises:
        PeelgraphError: for another suffix, a store without any, or a file that cannot be written.
    """
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        hint = f"Name a file that ends in {' or '.join(_FORMATS)}."
        raise PeelgraphError("nanopublications need named graphs.", where=str(path), hint=hint)
    quads = list(_nanopublications(store, build_time(directory) if directory else ""))
    number = len({quad.graph_name for quad in quads}) // (len(_PARTS) + 1)
    if not number:
        raise PeelgraphError(
            "this store has no findings, judgments or areas for improvement.",
            hint="Only a store made by `peelgraph build` has them.",
        )
    save(path, serialize_sorted(quads, form))
    return number


def build_time(directory: Path) -> str:
    """Return when a store was built, in UTC and whole seconds, as `YYYY-MM-DDThh:mm:ssZ`.

    Results that are saved later do not change it. Of a store of an earlier version, and of loaded
    files alone, the pointer knows only when the files were written.

    Args:
        directory: of the store, also where it was copied.
    """
    pointer = read_pointer(directory)
    if BUILT in pointer:
        return str(pointer[BUILT])
    times = (record[1] for record in store_generation.file_records(pointer).values())
    return datetime.fromtimestamp(max(times) // 10**9, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _nanopublications(store: Store, created: str) -> Iterator[Quad]:
    queries = PackagedQuery.read_all(_QUERIES)
    sources: dict[NamedNode, list[dict[str, _Term]]] = defaultdict(list)
    names = (*_SOURCES.values(), "license")
    for row in queries["sources"].terms(store):
        sources[row["node"]].append({name: row[name] for name in names if row[name] is not None})
    for row in queries["assertions"].terms(store):
        node = row["node"]
        if node in sources:
            yield Quad(node, row["property"], row["value"], _part(node, "assertion"))
            if row["property"].value == expand("rdfs:label"):
                yield _about(node, "rdfs:label", row["value"])
    for node, rows in sources.items():
        yield from _head(node)
        yield from _provenance(node, rows)
        yield from _publication(node, rows, created)


def _name(node: NamedNode) -> NamedNode:
    return NamedNode(f"{node.value}/nanopublication")


def _part(node: NamedNode, name: str) -> NamedNode:
    return NamedNode(f"{node.value}/nanopublication#{name}")


def _head(node: NamedNode) -> Iterator[Quad]:
    """Say which graphs make up the nanopublication."""
    head = _part(node, "Head")
    kind = NamedNode(expand("np:Nanopublication"))
    yield Quad(_name(node), NamedNode(expand("rdf:type")), kind, head)
    for relation, part in _PARTS.items():
        yield Quad(_name(node), NamedNode(expand(relation)), _part(node, part), head)


def _provenance(node: NamedNode, rows: list[dict[str, _Term]]) -> Iterator[Quad]:
    """Say where the assertion comes from: sentences, their addresses, the report, its publisher."""
    assertion, graph = _part(node, "assertion"), _part(node, "provenance")
    for relation, name in _SOURCES.items():
        for value in dict.fromkeys(row[name] for row in rows if name in row):
            yield Quad(assertion, NamedNode(expand(relation)), value, graph)


def _publication(node: NamedNode, rows: list[dict[str, _Term]], created: str) -> Iterator[Quad]:
    """Say who made the nanopublication, from what, when, and under which licence."""
    yield _about(node, "prov:wasAttributedTo", _MAINTAINERS)
    yield _about(node, "dcterms:creator", _MAINTAINERS)
    yield _about(node, "prov:wasGeneratedBy", _BUILD)
    if created:
        kind = NamedNode(expand("xsd:dateTime"))
        yield _about(node, "dcterms:created", Literal(created, datatype=kind))
    for value in dict.fromkeys(row["license"] for row in rows if "license" in row):
        yield _about(node, "dcterms:license", value)


def _about(node: NamedNode, relation: str, value: _Term) -> Quad:
    """Return a statement about the nanopublication itself."""
    return Quad(_name(node), NamedNode(expand(relation)), value, _part(node, "pubinfo"))
