"""Write the explorer and draw maps from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.cli import completion
from graph.cli.limited_command import WORK, Limited
from graph.cli.options import (
    FILE,
    OUTPUT,
    data_option,
    declared_options,
    explicit_options,
    format_option,
    record_of,
    refuse_idle,
    source_option,
    source_texts,
    store_option,
)
from graph.cli.output import ROW_FORMATS, print_rows, row_format, say, say_done
from graph.text import format_amount
from viz.maps.catalogue import MAPS, MapOptions, find_map

if TYPE_CHECKING:
    from graph.diff.statements import Difference
    from graph.store import Store

_NO_REPORT = (
    "note: the explorer shows what reports state, and this store holds no report. Ask what was"
    " loaded in its SPARQL view, or draw it with `peelgraph map`."
)


@click.command("site", cls=Limited, limit=WORK)
@click.option(
    "-o",
    "--output",
    "path",
    type=OUTPUT,
    default=Path("explorer.html"),
    help="HTML file to write (default: explorer.html).",
)
@source_option("Text or HTML of the report: the file then shows its sentences in full.")
@click.option(
    "--with",
    "second",
    metavar="OTHER",
    help="What to compare with: a store, RDF file, folder of data or git revision, as for diff.",
)
@data_option
@store_option
def site_command(
    path: Path, source: Path | None, second: str | None, data: Path | None, directory: Path | None
) -> None:
    """Write the explorer: the whole graph in one offline HTML file.

    \b
    Examples:
      peelgraph site
      peelgraph site -o cambridgeshire.html
      peelgraph site --with HEAD~1 -o changes.html
    """
    from graph import files
    from graph.store import open_current
    from viz.explorer.explorer_page import render_site

    files.refuse_suffix("the explorer", path, [".html"])
    if data and second is None:
        raise click.UsageError("--data goes with --with.")
    store_path = files.store_directory(directory)
    store = open_current(store_path)
    delta = _difference(second, store_path, data)
    site = render_site(store, texts=source_texts(source), delta=delta)
    content = site.html.encode()
    files.save(path, content)
    things = format_amount(site.things, "things")
    counts = f"{things} and {format_amount(site.statements, 'statements')}"
    say_done(f"wrote {counts} to {path} ({len(content) / 1e6:.1f} MB): open it in a browser")
    if not site.things:
        say(_NO_REPORT, err=True)


def _difference(second: str | None, store: Path, data: Path | None) -> Difference | None:
    """Compare a second graph with that of a store, if there is one."""
    if second is None:
        return None
    from graph.diff.snapshot import read_snapshots
    from graph.diff.statements import difference

    return difference(*read_snapshots(second, str(store), data=data))


@click.command("map", cls=Limited, limit=WORK)
@click.argument("name", required=False, shell_complete=completion.names_of(MAPS))
@click.option(
    "-o",
    "--output",
    "path",
    type=OUTPUT,
    help="HTML or SVG file to write (default: NAME.html).",
)
@click.option(
    "--list", "only_list", is_flag=True, help="List the maps with the question that each answers."
)
@declared_options(MapOptions)
@click.option(
    "--with",
    "second_directory",
    type=FILE,
    metavar="STORE",
    help="For compare: the directory of the other store.",
)
@format_option(
    *ROW_FORMATS, text="Format of the list of maps (default: a table in a terminal, csv in a pipe)."
)
@store_option
def map_command(
    name: str | None,
    path: Path | None,
    only_list: bool,
    second_directory: Path | None,
    form: str | None,
    directory: Path | None,
    **values: Any,
) -> None:
    """Draw a map: an offline HTML page or an SVG picture.

    \b
    Examples:
      peelgraph map --list
      peelgraph map partnerships --question 1 -o partnerships.html
      peelgraph map ego --about MASH -o mash.svg
      peelgraph map path --from "University of Cambridge" --to "serious street violence"
    """
    from graph import files
    from graph.store import open_current
    from viz.maps.builder import draw

    if only_list or name is None:
        refuse_idle("the list of maps", "only_list", "form")
        _print_maps(row_format(form))
        return
    if form:
        raise click.UsageError("--format is for the list of maps; -o names the file of a map.")
    entry = find_map(name)
    store_path = files.store_directory(directory)
    store = open_current(store_path)
    second = _second_store(store, second_directory)
    options = record_of(MapOptions, values, store_path, other=second)
    entry.check(options, explicit_options(MapOptions))
    target = path or Path(f"{entry.name}.html")
    numbers = draw(store, entry.name, target, options)
    say_done(f"drew {' and '.join(entry.amounts(numbers))} to {target}")


def _second_store(store: Store, directory: Path | None) -> tuple[Store, str, str] | None:
    """Open the store to compare with, and name both."""
    from graph.store import open_current
    from viz.maps.builder import store_names

    if directory is None:
        return None
    second = open_current(directory)
    return second, *store_names(store, second)


def _print_maps(form: str) -> None:
    rows = [(entry.name, entry.usage) for entry in MAPS.values()]
    print_rows(("name", "question"), rows, form)
