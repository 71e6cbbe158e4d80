"""Ask the graph in SPARQL, and write the answer to the terminal, a file or a map."""

from __future__ import annotations

from pathlib import Path

import click

from graph import files
from graph.cli.limited import QUERY, Limited
from graph.cli.options import FILE, OUTPUT, format_option, raw_option, store_option
from graph.cli.output import ROW_FORMATS, emit, print_rows, row_format, say
from graph.errors import InputError

_READABLE = ("table", "md")  # formats that show prefixed names in place of whole IRIs
_DRAWN = (".html", ".svg")  # suffixes of maps
_WRITTEN = (".csv", ".tsv", ".json", ".xml", ".ttl", ".nt", ".jsonld")


@click.command("query", cls=Limited, limit=QUERY)
@click.argument("text", required=False)
@click.option("-f", "--file", "file", type=FILE, help="Take the query from a file.")
@format_option(
    *ROW_FORMATS,
    "xml",
    "ttl",
    "nt",
    "jsonld",
    text="Of the answer (default: a table to a terminal, csv to a pipe; ttl for statements).",
)
@click.option(
    "-o",
    "--output",
    "path",
    type=OUTPUT,
    help="File to write: .html or .svg for a map, or .csv .tsv .json .xml .ttl .nt .jsonld.",
)
@raw_option
@store_option
def query_command(
    text: str | None,
    file: Path | None,
    form: str | None,
    path: Path | None,
    raw: bool,
    directory: Path | None,
) -> None:
    """Ask the graph in SPARQL; the project's prefixes need no declaration.

    The default graph holds each distinct statement once. GRAPH ?sentence { ... } gives the sentence
    that states it. A map draws statements, or one link for each row of two things.

    \b
    Examples:
      peelgraph query "SELECT ?name { ?unit a peel:Unit ; rdfs:label ?name } ORDER BY ?name"
      peelgraph query "CONSTRUCT WHERE { ?a peel:refersTo ?b }" -o referrals.html
      peelgraph query "CONSTRUCT WHERE { ?a peel:refersTo ?b }" -o referrals.ttl
    """
    from graph.query import sparql

    if (text is None) == (file is None):
        raise click.UsageError("Give a query, or a file with -f.")
    if path is not None:
        _write_file(files.store_directory(directory), _query_text(text, file), path, form, raw=raw)
        return
    rows_form = row_format(form)
    readable = rows_form in _READABLE
    if readable:
        form = None  # of an answer that has no rows
    answer = sparql.write_answer(
        files.store_directory(directory), _query_text(text, file), form, readable, raw=raw
    )
    for remark in answer.remarks:
        say(f"note: {remark}", err=True)
    if answer.columns is None:
        emit(answer.text, answer.form, raw=raw)
    else:
        print_rows(answer.columns, answer.cells, rows_form, count=True)


def _write_file(directory: Path, query: str, path: Path, form: str | None, *, raw: bool) -> None:
    """Write the answer to a query to a file, as a map or as data by its suffix.

    Raises:
        InputError: for a suffix that no format has.
    """
    from graph.query import sparql

    suffix = path.suffix.lower()
    if suffix in _DRAWN:
        _draw(directory, query, path)
        return
    form = form or suffix.removeprefix(".")
    if form not in (*sparql.ROW_FORMATS, *sparql.GRAPH_FORMATS):
        raise InputError(
            f"an answer cannot be written as “{path.suffix}”.",
            where=str(path),
            hint=f"Known: {' '.join((*_DRAWN, *_WRITTEN))}.",
        )
    answer = sparql.write_answer(directory, query, form, as_table=False, raw=raw)
    for remark in answer.remarks:
        say(f"note: {remark}", err=True)
    files.save(path, answer.text.encode())
    say(f"wrote {path}")


def _draw(directory: Path, query: str, path: Path) -> None:
    from graph.query import sparql
    from graph.store import open_current
    from viz.maps.answer import draw_answer

    store = open_current(directory)
    columns, rows = sparql.answer_cells(sparql.answer_query(store, query))
    things, links = draw_answer(store, columns, rows, query, path)
    say(f"drew {things:,} things and {links:,} links to {path}")


def _query_text(text: str | None, file: Path | None) -> str:
    """Return the query, from its file where it has one.

    Raises:
        InputError: when the file cannot be read.
    """
    if file is None:
        return text or ""
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(
            f"cannot be read: {reason}.", where=str(file), hint="Give a file with a query."
        ) from None
