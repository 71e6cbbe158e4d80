"""List the formats of export, and write what a file's suffix and the options ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import PeelgraphError
from graph.option_fields import Option, declare
from graph.text import format_amount

if TYPE_CHECKING:
    from graph.store import Store, Triple

RDF = "RDF"
TABLES = "tables"
NETWORKS = "networks"
PARTS = ("ontology", "concepts", "description")  # of the graph, by name
ANNOTATIONS = "annotations"
NANOPUBLICATIONS = "nanopublications"
REIFICATION, RDF12 = EVIDENCE = ("reification", "rdf12")


@dataclass(frozen=True)
class ExportFormat:
    """A format of export.

    Attributes:
        name: as its standard calls it.
        suffix: of its files.
        media_type: as registered with IANA, or as its programs use it.
        content: what such a file holds, RDF, TABLES or NETWORKS.
    """

    name: str
    suffix: str
    media_type: str
    content: str


EXPORT_FORMATS = (
    ExportFormat("CSV", ".csv", "text/csv", TABLES),
    ExportFormat("GraphML", ".graphml", "application/graphml+xml", NETWORKS),
    ExportFormat("GEXF", ".gexf", "application/gexf+xml", NETWORKS),
    ExportFormat("node-link JSON", ".json", "application/json", NETWORKS),
    ExportFormat("Turtle", ".ttl", "text/turtle", RDF),
    ExportFormat("TriG", ".trig", "application/trig", RDF),
    ExportFormat("N-Triples", ".nt", "application/n-triples", RDF),
    ExportFormat("N-Quads", ".nq", "application/n-quads", RDF),
    ExportFormat("JSON-LD", ".jsonld", "application/ld+json", RDF),
    ExportFormat("RDF/XML", ".rdf", "application/rdf+xml", RDF),
)
SUFFIXES = tuple(form.suffix for form in EXPORT_FORMATS)
WITH_GRAPHS = (".trig", ".nq")  # suffixes of formats in which statements stand in named graphs
SUFFIXES_OF_PARTS = {ANNOTATIONS: (".jsonld",), NANOPUBLICATIONS: WITH_GRAPHS}  # others: any of RDF


@dataclass(frozen=True)
class ExportOptions:
    """What is written and how; everything by default.

    Attributes:
        only: name of a part in RDF, "" for all.
        about: IRI of a thing around which statements are taken, "" for all.
        hops: how far relations are followed from that thing.
        table: name of a table, by default that of the file.
        network: name of a network.
        inspection: of whose report alone a network is, by its id or label; "" for all.
        evidence: how formats of triples get the sentences of each statement, "" for not at all.
        inferred: whether RDF holds inferred statements too.
        raw: whether texts in tables stay as they are that a spreadsheet would take for formulas.
    """

    only: str = field(
        default="",
        metadata=declare(
            Option(
                "Only this part, in RDF. annotations: web annotations, as .jsonld."
                " nanopublications: of findings, judgments and areas for improvement, as .trig"
                " or .nq.",
                choices=(*PARTS, ANNOTATIONS, NANOPUBLICATIONS),
                content=RDF,
            )
        ),
    )
    about: str = field(
        default="",
        metadata=declare(
            Option(
                "In RDF, only what is around this thing.", metavar="THING", thing=True, content=RDF
            )
        ),
    )
    hops: int = field(
        default=1,
        metadata=declare(
            Option("With --about: how far relations are followed.", least=0, most=9, content=RDF)
        ),
    )
    table: str = field(
        default="",
        metadata=declare(
            Option(
                "With a .csv file: which table (default: the one of the file's name).",
                content=TABLES,
            )
        ),
    )
    network: str = field(
        default="partnerships",
        metadata=declare(
            Option("With .graphml, .gexf and .json: which network.", content=NETWORKS)
        ),
    )
    inspection: str = field(
        default="",
        metadata=declare(
            Option(
                "In a network, only what the report of this inspection states.",
                metavar="INSPECTION",
                content=NETWORKS,
            )
        ),
    )
    evidence: str = field(
        default="",
        metadata=declare(
            Option(
                "In formats of triples, add the sentences of each statement: by standard"
                f" reification ({REIFICATION}, the default; every RDF tool reads it), or with each"
                f" sentence as a reifier of RDF 1.2 ({RDF12}).",
                choices=EVIDENCE,
                bare=REIFICATION,
                content=RDF,
            )
        ),
    )
    inferred: bool = field(
        default=True,
        metadata=declare(Option("In RDF, whether inferred statements are written.", content=RDF)),
    )
    raw: bool = field(
        default=False,
        metadata=declare(
            Option(
                "In tables, put no apostrophe before texts that a spreadsheet would take for"
                " formulas.",
                content=TABLES,
            )
        ),
    )


_ALL = ExportOptions()


def suffixes(content: str) -> tuple[str, ...]:
    """Return the suffixes of files that hold RDF, TABLES or NETWORKS.

    >>> suffixes(NETWORKS)
    ('.graphml', '.gexf', '.json')
    """
    return tuple(form.suffix for form in EXPORT_FORMATS if form.content == content)


def export_format(path: Path, content: str = "") -> ExportFormat:
    """Return the format that the suffix of a file names.

    Args:
        path: of the file.
        content: RDF, TABLES or NETWORKS where only such formats will do.

    Raises:
        PeelgraphError: for a suffix that names no such format.
    """
    for form in EXPORT_FORMATS:
        if form.suffix == path.suffix.lower() and content in ("", form.content):
            return form
    choices = suffixes(content) or SUFFIXES
    raise PeelgraphError(
        f"no format of {content or 'export'} has this suffix.",
        where=str(path),
        hint=f"Known are {' '.join(choices)}.",
    )


def export_content(path: Path) -> str:
    """Return what a file will hold by its suffix; a path without one is a folder of tables.

    Args:
        path: of the file or folder.

    Raises:
        PeelgraphError: for a suffix that names no format.
    """
    if not path.suffix:
        return TABLES
    return export_format(path).content


def export_file(
    store: Store, path: Path, options: ExportOptions = _ALL, *, directory: Path | None = None
) -> str:
    """Write the store, a part of it, its tables or a network to a file or folder.

    Args:
        store: a built store.
        path: of the file; its suffix names the format. Without one, a folder for all tables.
        options: what is written.
        directory: of the store, where the Turtle of everything is ready since the build.

    Returns:
        What was written, in words, as in `1,200 statements`.

    Raises:
        PeelgraphError: for an unknown suffix, part, table, network or inspection, or an unwritable
            path.
    """
    if options.only == ANNOTATIONS:
        return _annotations(store, path)
    if options.only == NANOPUBLICATIONS:
        return _nanopublications(store, path, directory)
    if options.only:
        return _part(store, path, options)
    return _WRITERS[export_content(path)](store, path, options, directory)


def _annotations(store: Store, path: Path) -> str:
    from graph.export.annotations import write_annotations

    if path.suffix.lower() != ".jsonld":
        raise PeelgraphError(
            "web annotations are JSON-LD.",
            where=str(path),
            hint="Name a file that ends in .jsonld.",
        )
    return format_amount(write_annotations(store, path), "annotations")


def _nanopublications(store: Store, path: Path, directory: Path | None) -> str:
    from graph.export.nanopublications import write_nanopublications

    number = write_nanopublications(store, path, directory=directory)
    return format_amount(number, "nanopublications")


def _part(store: Store, path: Path, options: ExportOptions) -> str:
    from graph.export.rdf import write_statements
    from graph.export.subgraphs import named_part

    part = named_part(store, options.only)
    return format_amount(write_statements(part, path, store=store), "statements")


def _rdf(store: Store, path: Path, options: ExportOptions, directory: Path | None) -> str:
    from graph.export.rdf import write_rdf

    number = write_rdf(
        store,
        path,
        directory=directory,
        evidence=options.evidence,
        inferred=options.inferred,
        only=_neighbourhood(store, options),
        root=options.about,
    )
    return format_amount(number, "statements")


def _neighbourhood(store: Store, options: ExportOptions) -> set[Triple] | None:
    from graph.export.subgraphs import thing_subgraph

    if not options.about:
        return None
    return thing_subgraph(store, options.about, options.hops)


def _tables(store: Store, path: Path, options: ExportOptions, directory: Path | None) -> str:
    from graph.export.tables import write_table, write_tables

    if path.suffix:
        number = write_table(store, options.table or path.stem, path, raw=options.raw)
        return format_amount(number, "rows")
    counts = write_tables(store, path, raw=options.raw)
    rows = format_amount(sum(counts.values()), "rows")
    return f"{format_amount(len(counts), 'tables')} with {rows}"


def _network(store: Store, path: Path, options: ExportOptions, directory: Path | None) -> str:
    from graph.analyse.networks.projection import Selection
    from graph.export.networks import write_network

    selection = Selection(inspection=options.inspection)
    nodes, edges = write_network(store, options.network, path, selection=selection)
    return f"{format_amount(nodes, 'things')} and {format_amount(edges, 'relations')}"


_WRITERS: dict[str, Callable[[Store, Path, ExportOptions, Path | None], str]] = {
    RDF: _rdf,
    TABLES: _tables,
    NETWORKS: _network,
}
