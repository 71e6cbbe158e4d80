"""The commands that write the graph for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.group import OUTPUT, main, raw_option, store_option
from graph.cli.limited import WORK
from graph.cli.output import emit, say
from graph.errors import PeelgraphError

if TYPE_CHECKING:
    from graph.store import Store, Triple

_MEANT_FOR = {
    "only": "RDF",
    "about": "RDF",
    "hops": "RDF",
    "evidence": "RDF",
    "no_inferred": "RDF",
    "table": "tables",
    "raw": "tables",
    "network": "networks",
}


@main.command(limit=WORK)
@click.option(
    "-o",
    "--output",
    "path",
    required=True,
    type=OUTPUT,
    help="File to write; its suffix names the format. No suffix: a folder, for all tables.",
)
@click.option(
    "--only",
    type=click.Choice(["ontology", "concepts", "description", "annotations"]),
    help="Only this part, in RDF; annotations: web annotations, as .jsonld.",
)
@click.option("--about", help="In RDF, only what is around this thing.")
@click.option(
    "--hops",
    type=click.IntRange(0, 9),
    default=1,
    show_default=True,
    help="With --about: how far relations are followed.",
)
@click.option(
    "--table", help="With a .csv file: which table (default: the one of the file's name)."
)
@click.option(
    "--network",
    default="partnerships",
    show_default=True,
    help="With .graphml, .gexf and .json: which network.",
)
@click.option(
    "--evidence",
    is_flag=True,
    help="In RDF formats without graphs, add the sentences of each statement.",
)
@click.option("--no-inferred", is_flag=True, help="In RDF, leave out what was inferred.")
@raw_option
@store_option
def export(
    path: Path,
    only: str | None,
    about: str | None,
    hops: int,
    table: str | None,
    network: str,
    evidence: bool,
    no_inferred: bool,
    raw: bool,
    directory: Path | None,
) -> None:
    """Write the graph, a part of it, its tables or a network of it to a file.

    RDF: .ttl .trig .nt .nq .jsonld .rdf. Tables: .csv, or a folder with all of them and a data package. Networks, with types, colours
    and positions for Gephi and others: .graphml .gexf .json (node-link).

    \b
    Examples:
      peelgraph export -o cambridgeshire.ttl
      peelgraph export -o methub.trig --about METHUB --hops 2
      peelgraph export -o concepts.ttl --only concepts
      peelgraph export -o partners.gexf --network partnerships
    """
    from graph import files
    from graph.export import annotations, networks, tables
    from graph.store import open_current

    _refuse_idle_options(path, only, about)
    place = files.store_directory(directory)
    store = open_current(place)
    suffix = path.suffix.lower()
    if only == "annotations":
        if suffix != ".jsonld":
            raise PeelgraphError(
                "web annotations are JSON-LD.",
                where=str(path),
                hint="Name a file that ends in .jsonld.",
            )
        say(f"wrote {annotations.write(store, path):,} annotations to {path}")
    elif not suffix:
        written = tables.write_all(store, path, raw=raw)
        say(f"wrote {len(written)} tables with {sum(written.values()):,} rows to {path}")
    elif suffix == ".csv":
        say(f"wrote {tables.write(store, table or path.stem, path, raw=raw):,} rows to {path}")
    elif suffix in networks.SUFFIXES:
        nodes, edges = networks.write(store, network, path)
        say(f"wrote {nodes:,} things and {edges:,} relations to {path}")
    else:
        number = _write_rdf(
            store, path, place, only, _around(store, place, about, hops), evidence, not no_inferred
        )
        say(f"wrote {number:,} statements to {path}")


@main.command()
@click.argument("name", nargs=-1, required=True, metavar="FINDING")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "bibtex", "cff"]),
    default="text",
    show_default=True,
    help="Of the citation.",
)
@store_option
def cite(name: tuple[str, ...], form: str, directory: Path | None) -> None:
    """Cite a finding, figure, judgment or area for improvement with its sentence, report and voice.

    \b
    Example:
      peelgraph cite 51 percent of crimes --format bibtex
    """
    from graph import files
    from graph.export.citation import cite as cited
    from graph.query import search
    from graph.store import open_current

    place = files.store_directory(directory)
    citation = cited(open_current(place), search.resolve(place, " ".join(name)))
    emit(getattr(citation, form)(), form)


def _refuse_idle_options(path: Path, only: str | None, about: str | None) -> None:
    """Refuse options that would change nothing, so that nobody takes the whole for the part asked for.

    Raises:
        click.UsageError: for options that do not go together, or not with the format.
        PeelgraphError: for a suffix that names no format.
    """
    from click.core import ParameterSource

    if str(path) == "-":
        raise click.UsageError(
            "An export is written to a file, not to standard output; `peelgraph query` writes there."
        )
    if only and about:
        raise click.UsageError("Give --only or --about, not both.")
    kind = "RDF" if only == "annotations" else _kind(path)
    context = click.get_current_context()
    given = [
        name
        for name in _MEANT_FOR
        if context.get_parameter_source(name) is not ParameterSource.DEFAULT
    ]
    for name in given:
        if _MEANT_FOR[name] != kind:
            raise click.UsageError(
                f"--{name.replace('_', '-')} is for {_MEANT_FOR[name]}, and {path.name} will hold {kind}."
            )
    if "hops" in given and not about:
        raise click.UsageError("--hops goes with --about.")


def _kind(path: Path) -> str:
    from graph.export import networks, rdf

    suffix = path.suffix.lower()
    if suffix in ("", ".csv"):
        return "tables"
    if suffix in networks.SUFFIXES:
        return "networks"
    if suffix not in rdf.FORMATS:
        known = ".csv", *networks.SUFFIXES, *rdf.FORMATS
        raise PeelgraphError(
            "no format of export has this suffix.",
            where=str(path),
            hint=f"Known are {' '.join(known)}.",
        )
    return "RDF"


def _around(store: Store, place: Path, about: str | None, hops: int) -> set[Triple] | None:
    from graph.export import subgraphs
    from graph.query import search

    return subgraphs.around(store, search.resolve(place, about), hops) if about else None


def _write_rdf(
    store: Store,
    path: Path,
    place: Path,
    only: str | None,
    around: set[Triple] | None,
    evidence: bool,
    inferred: bool,
) -> int:
    from graph.export import rdf, subgraphs

    if only:
        return rdf.write(subgraphs.part(store, only), path)
    return rdf.export(
        store, path, directory=place, evidence=evidence, inferred=inferred, only=around
    )
