"""Write the graph for other programs, and cite what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from graph.cli import completion
from graph.cli.limited_command import WORK, Limited
from graph.cli.options import (
    OUTPUT,
    STANDARD_STREAM,
    declared_options,
    explicit_options,
    format_option,
    option_name,
    record_of,
    store_option,
)
from graph.cli.output import emit, emit_content, say, say_done
from graph.errors import PeelgraphError
from graph.export.formats import (
    ANNOTATIONS,
    NETWORKS,
    RDF,
    SUFFIXES,
    SUFFIXES_OF_PARTS,
    TABLES,
    WITH_GRAPHS,
    ExportOptions,
    export_content,
    suffixes,
)

_HELP = f"""Export the graph, a part of it, its tables or a network.

RDF: {" ".join(suffixes(RDF))}. Tables: {" ".join(suffixes(TABLES))}, or a folder with all of
them and a data package. Networks, with types, colours and positions for Gephi and others:
{" ".join(suffixes(NETWORKS))} (node-link).

\b
Examples:
  peelgraph export -o cambridgeshire.ttl
  peelgraph export -o methub.trig --about METHUB --hops 2
  peelgraph export -o concepts.ttl --only concepts
  peelgraph export -o findings.trig --only nanopublications
  peelgraph export -o partners.gexf --network partnerships
  peelgraph export -o - --format nt
"""
_FORMS = tuple(suffix.removeprefix(".") for suffix in SUFFIXES)
_STANDARD_OUTPUT = "standard output"  # in messages, in place of a file


@click.command("export", cls=Limited, limit=WORK, help=_HELP)
@click.option(
    "-o",
    "--output",
    "path",
    required=True,
    type=OUTPUT,
    shell_complete=completion.exports,
    help="File to write; its suffix names the format. No suffix: a folder, for all tables."
    " -: standard output.",
)
@format_option(*_FORMS, text="With -o -: the format (default: ttl).")
@declared_options(ExportOptions)
@store_option
def export_command(path: Path, form: str | None, directory: Path | None, **values: Any) -> None:
    """Export the graph, a part of it, its tables or a network."""
    from graph import files
    from graph.export.formats import export_file
    from graph.store import open_current

    is_file = str(path) != STANDARD_STREAM
    target = path if is_file else _named_by_format(form, values)
    if is_file and form:
        reason = f"the suffix of {path.name} names its format"
        if not path.suffix:
            reason = f"{path.name} has no suffix and will hold all tables"
        raise click.UsageError(f"--format is for -o -; {reason}.")
    _refuse_idle_options(target, path.name if is_file else _STANDARD_OUTPUT, values)
    store_path = files.store_directory(directory)
    store = open_current(store_path)
    options = record_of(ExportOptions, values, store_path)
    if is_file:
        say_done(f"wrote {export_file(store, target, options, directory=store_path)} to {path}")
        return
    with TemporaryDirectory() as folder:  # so that a failure prints no half of anything
        target = Path(folder) / target
        try:
            words = export_file(store, target, options, directory=store_path)
        except PeelgraphError as error:
            error.where = error.where.replace(str(target), _STANDARD_OUTPUT)
            raise
        emit_content(target.read_bytes(), target.suffix.removeprefix("."))
    say(f"wrote {words}", err=True)


@click.command("cite", cls=Limited)
@click.argument("name", nargs=-1, required=True, metavar="FINDING")
@format_option("text", "bibtex", "cff", text="Format of the citation.", default="text")
@store_option
def cite_command(name: tuple[str, ...], form: str, directory: Path | None) -> None:
    """Cite a finding, figure, judgment or area for improvement.

    The citation has its sentence, report and voice.

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


def _named_by_format(form: str | None, values: Mapping[str, Any]) -> Path:
    """Return the name of a file with a format.

    Raises:
        click.UsageError: for a table without its name, or a part in another format than its own.
    """
    suffix = f".{form or 'ttl'}"
    own = SUFFIXES_OF_PARTS.get(values["only"], (suffix,))
    if suffix not in own:
        forms = " or ".join(name.removeprefix(".") for name in own)
        raise click.UsageError(f"With -o - and --only {values['only']}, give --format {forms}.")
    if suffix in suffixes(TABLES) and not values["table"]:
        raise click.UsageError("With -o - and a format of tables, name one with --table.")
    return Path(f"output{suffix}")


def _refuse_idle_options(path: Path, name_of_file: str, values: Mapping[str, Any]) -> None:
    """Refuse options that would change nothing, so that nobody takes the whole for a part.

    Args:
        path: whose suffix names the format.
        name_of_file: for messages.
        values: of the options.

    Raises:
        click.UsageError: for options that do not go together, or not with the format.
        PeelgraphError: for a suffix that names no format.
    """
    only, about = values["only"], values["about"]
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
                f" and {name_of_file} will hold {content}."
            )
    if only and (idle := options.keys() & {"evidence", "inferred"}):
        raise click.UsageError(
            f"{option_name(ExportOptions, min(idle))} is for the whole graph or --about,"
            f" and {name_of_file} will hold the {only}."
        )
    if "table" in options and not path.suffix:
        raise click.UsageError(
            f"--table is for a .csv file, and {name_of_file} will hold all tables."
        )
    if "evidence" in options and path.suffix.lower() in WITH_GRAPHS:
        raise click.UsageError(
            f"--evidence is for formats of triples; the graphs of {name_of_file} are the sentences."
        )
    if "hops" in options and not about:
        raise click.UsageError("--hops goes with --about.")
