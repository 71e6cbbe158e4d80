"""Build a store of the ontology and the data, or load other RDF into one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graph.cli.limited_command import WORK, Limited
from graph.cli.options import FILE, data_option, store_option
from graph.cli.output import say, say_done
from graph.text import format_amount


@click.command("build", cls=Limited, limit=WORK)
@store_option
@data_option
@click.option("--force", is_flag=True, help="Build even if nothing changed.")
def build_command(directory: Path | None, data: Path | None, force: bool) -> None:
    """Build the store: read, check, infer and write the graph.

    \b
    Example:
      peelgraph build
    """
    from graph import files
    from graph.load.build import build_store

    result = build_store(files.store_directory(directory), data=data, force=force, tell=_print_step)
    if result.damage:
        say(f"note: the store was damaged ({result.damage}) and is rebuilt", err=True)
    status = "nothing to do, up to date:"
    if result.is_new:
        status = "built"
    counts = ", ".join(format_amount(number, things) for things, number in result.counts.items())
    say_done(f"{status} {result.directory} with {counts}")


@click.command("load", cls=Limited, limit=WORK)
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option(
    "--store",
    "directory",
    required=True,
    type=FILE,
    help="Directory of the store; it is created if there is none.",
)
def load_command(paths: tuple[Path, ...], directory: Path) -> None:
    """Add RDF files to a store.

    Statements of named graphs stay there, and plain queries see them too. Literals that the store
    writes in another form are counted. Nothing that a file refers to is fetched.

    \b
    Example:
      peelgraph load mine.ttl --store mine
    """
    from graph.load.rdf_files import load_files

    result = load_files(directory, paths)
    statements = format_amount(result.statements, "statements")
    line = f"loaded {statements} from {format_amount(len(paths), 'files')} into {directory}"
    if result.repeated:
        line += f"; {result.repeated:,} of them were there before"
    say_done(line)
    if result.graphs:
        counts = (
            format_amount(result.in_graphs, "statements"),
            format_amount(result.graphs, "named graphs"),
        )
        say(f"note: {' in '.join(counts)}; plain queries see them too", err=True)
    for change in result.normalisations:
        say(f"note: literals are written in another form: {change}", err=True)
    if result.coinciding:
        statements = format_amount(result.coinciding, "statements")
        say(f"note: {statements} became the same as others, as 04 and 4 are one number", err=True)


def _print_step(name: str) -> None:
    if sys.stderr.isatty():
        say(f"{name} ...", err=True)
