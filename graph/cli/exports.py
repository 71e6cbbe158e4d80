"""Write the graph for other programs, and cite what it holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from graph.cli import completion
from graph.cli.limited import WORK, Limited
from graph.cli.options import (
    OUTPUT,
    declared_options,
    explicit_options,
    format_option,
    option_name,
    record_of,
    store_option,
)
from graph.cli.output import emit, say
from graph.export.formats import (
    ANNOTATIONS,
    NETWORKS,
    RDF,
    TABLES,
    ExportOptions,
    export_content,
    suffixes,
)

_HELP = f"""Write the graph, a part of it, its tables or a network of it to a file.

RDF: {" ".join(suffixes(RDF))}. Tables: {" ".join(suffixes(TABLES))}, or a folder with all of
them and a data package. Networks, with types, colours and positions for Gephi and others:
{" ".join(suffixes(NETWORKS))} (node-link).

\b
Examples:
  peelgraph export -o cambridgeshire.ttl
  peelgraph export -o methub.trig --about METHUB --hops 2
  peelgraph export -o concepts.ttl --only concepts
  peelgraph export -o partners.gexf --network partnerships
"""


@click.command("export", cls=Limited, limit=WORK, help=_HELP)
@click.option(
    "-o",
    "--output",
    "path",
    required=True,
    type=OUTPUT,
    shell_complete=completion.exports,
    help="File to write; its suffix names the format. No suffix: a folder, for all tables.",
)
@declared_options(ExportOptions)
@store_option
def export_command(path: Path, directory: Path | None, **values: Any) -> None:
    """Write the graph, a part of it, its tables or a network of it to a file."""
    from graph import files
    from graph.export.formats import export_file
    from graph.store import open_current

    _refuse_idle_options(path, values["only"], values["about"])
    store_path = files.store_directory(directory)
    store = open_current(store_path)
    options = record_of(ExportOptions, values, store_path)
    say(f"wrote {export_file(store, path, options, directory=store_path)} to {path}")


@click.command("cite", cls=Limited)
@click.argument("name", nargs=-1, required=True, metavar="FINDING")
@format_option("text", "bibtex", "cff", text="Of the citation.", default="text")
@store_option
def cite_command(name: tuple[str, ...], form: str, directory: Path | None) -> None:
    """Cite a finding, figure, judgment or area for improvement with its sentence, report and voice.

    \b
    Example:
      peelgraph cite 51 percent of crimes --format bibtex
    """
    from graph import files
    from graph.export.citation import cite
    from graph.query.search import resolve
    from graph.store import open_current

    store_path = files.store_directory(directory)
    citation = cite(open_current(store_path), resolve(store_path, " ".join(name)))
    emit(citation.formatted(form), form)


def _refuse_idle_options(path: Path, only: str | None, about: str | None) -> None:
    """Refuse options that would change nothing, so that nobody takes the whole for a part.

    Raises:
        click.UsageError: for options that do not go together, or not with the format.
        PeelgraphError: for a suffix that names no format.
    """
    if str(path) == "-":
        raise click.UsageError(
            "An export is written to a file, not to standard output;"
            " `peelgraph query` writes there."
        )
    if only and about:
        raise click.UsageError("Give --only or --about, not both.")
    content = RDF
    if only != ANNOTATIONS:
        content = export_content(path)
    options = explicit_options(ExportOptions)
    for name, option in options.items():
        if option.content != content:
            raise click.UsageError(
                f"{option_name(ExportOptions, name)} is for {option.content},"
                f" and {path.name} will hold {content}."
            )
    if "hops" in options and not about:
        raise click.UsageError("--hops goes with --about.")
