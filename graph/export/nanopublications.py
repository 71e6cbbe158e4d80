"""Write findings, judgments and areas for improvement as nanopublications.

Source: Nanopublication Guidelines (nanopub.net, working draft). Each one has four graphs: a head,
an assertion, the provenance of the assertion, and information on the publication itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from graph import store_generation
from graph.errors import PeelgraphError
from graph.files import save
from graph.namespaces import BASE, GRAPH, expand
from graph.queries import PackagedQuery
from graph.serialize.rdf import SortedStatements
from graph.serialize.statement_form import StatementForm
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
    created = build_time(directory) if directory else ""
    kinds: Counter[NamedNode] = Counter()

    def counted() -> Iterator[Quad]:
        for quad in _nanopublications(store, created):
            kinds[quad.predicate] += 1
            yield quad

    written = StatementForm(_nanopublications(store, created))  # read for blank nodes alone
    statements = SortedStatements(written.records(counted()), form)
    number = kinds[_property("np:hasAssertion")]
    if not number:
        raise PeelgraphError(
            "this store has no findings, judgments or areas for improvement.",
            hint="Only a store made by `peelgraph build` has them.",
        )
    content = BytesIO()
    statements.write(content)
    save(path, content.getvalue())
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
    graphs = {node: _graphs(node) for node in sources}
    label = _property("rdfs:label")
    for node, relation, value in queries["assertions"].terms(store):
        if node in graphs:
            yield Quad(node, relation, value, graphs[node].assertion)
            if relation == label:
                yield graphs[node].about("rdfs:label", value)
    for node, rows in sources.items():
        yield from _head(graphs[node])
        yield from _provenance(graphs[node], rows)
        yield from _publication(graphs[node], rows, created)


class _Graphs(NamedTuple):
    """The name of a nanopublication, and of its graphs."""

    name: NamedNode
    head: NamedNode
    assertion: NamedNode
    provenance: NamedNode
    publication: NamedNode

    def about(self, relation: str, value: _Term) -> Quad:
        """Return a statement about the nanopublication itself."""
        return Quad(self.name, _property(relation), value, self.publication)


def _graphs(node: NamedNode) -> _Graphs:
    name = f"{node.value}/nanopublication"
    parts = (NamedNode(f"{name}#{part}") for part in ("Head", *_PARTS.values()))
    return _Graphs(NamedNode(name), *parts)


@cache
def _property(name: str) -> NamedNode:
    return NamedNode(expand(name))


def _head(graphs: _Graphs) -> Iterator[Quad]:
    """Say which graphs make up the nanopublication."""
    kind = _property("np:Nanopublication")
    yield Quad(graphs.name, _property("rdf:type"), kind, graphs.head)
    for relation, part in zip(_PARTS, graphs[2:], strict=True):
        yield Quad(graphs.name, _property(relation), part, graphs.head)


def _provenance(graphs: _Graphs, rows: list[dict[str, _Term]]) -> Iterator[Quad]:
    """Say where the assertion comes from: sentences, their addresses, the report, its publisher."""
    for relation, name in _SOURCES.items():
        for value in dict.fromkeys(row[name] for row in rows if name in row):
            yield Quad(graphs.assertion, _property(relation), value, graphs.provenance)


def _publication(graphs: _Graphs, rows: list[dict[str, _Term]], created: str) -> Iterator[Quad]:
    """Say who made the nanopublication, from what, when, and under which licence."""
    yield graphs.about("prov:wasAttributedTo", _MAINTAINERS)
    yield graphs.about("dcterms:creator", _MAINTAINERS)
    yield graphs.about("prov:wasGeneratedBy", _BUILD)
    if created:
        kind = _property("xsd:dateTime")
        yield graphs.about("dcterms:created", Literal(created, datatype=kind))
    for value in dict.fromkeys(row["license"] for row in rows if "license" in row):
        yield graphs.about("dcterms:license", value)
