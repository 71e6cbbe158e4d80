"""Print what a command says, with text from data made harmless for a terminal."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from collections.abc import Iterable, Sequence

import click

from graph import escape
from graph.text import format_amount

SPREADSHEETS = ("csv", "tsv")
ROW_FORMATS = ("table", "csv", "tsv", "json", "md")  # of every command that prints rows
_ID = re.compile(r"[A-Za-z][\w.+-]*:\S+")
_ESCAPED_AS = {  # formats that have the escapes of another
    **dict.fromkeys(("trig", "nq"), "ttl"),
    **dict.fromkeys(("rdf", "graphml", "gexf"), "xml"),
}
_NARROWEST = 4  # characters of a column of texts
_FRAME = 3  # characters of a border and its padding


def say(
    text: str = "",
    *,
    nl: bool = True,
    err: bool = False,
    bold: bool | None = None,
    fg: str | None = None,
) -> None:
    """Print words for a reader; characters that could steer a terminal are replaced.

    Args:
        text: to be printed.
        nl: whether a line ends after it.
        err: whether it goes to standard error.
        bold: whether it stands out; never where NO_COLOR is set.
        fg: its colour; none where NO_COLOR is set.
    """
    plain = False if os.environ.get("NO_COLOR") else None
    click.secho(escape.terminal_text(text), nl=nl, err=err, bold=bold, fg=fg, color=plain)


def step(text: str) -> None:
    """Show the current step in place of the one before; only to a terminal."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{escape.terminal_text(text)}", nl=False, err=True)


def emit(text: str, form: str, *, raw: bool = False) -> None:
    """Print data; characters that could steer a terminal become the format's own escapes.

    Args:
        text: the data; what is for spreadsheets was made harmless where its cells were written.
        form: `json`, `jsonld`, `ttl`, `nt`, `tsv`, `patch`, `xml`; in others, they are replaced.
        raw: leave csv and tsv as they are, unless they go to a terminal.
    """
    if form not in SPREADSHEETS:
        click.echo(escape.format_escapes(text, form), nl=False)
    elif raw and not sys.stdout.isatty():
        click.echo(text, nl=False)
    else:
        click.echo(escape.terminal_lines(text), nl=False)


def emit_content(content: bytes, form: str) -> None:
    """Print the content of a file: to a pipe as it is, to a terminal as `emit` does.

    Args:
        content: of the file.
        form: its suffix without the dot.
    """
    if sys.stdout.isatty():
        emit(content.decode(), _ESCAPED_AS.get(form, form))
        return
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def emit_json(data: object) -> None:
    """Print plain data as JSON."""
    emit(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "json")


def row_format(form: str | None) -> str:
    """Return the format of rows: the one that was chosen, or a table to a terminal, csv to a pipe.

    Args:
        form: that was chosen, if any.
    """
    if form:
        return form
    if sys.stdout.isatty():
        return "table"
    return "csv"


def print_rows(
    titles: Sequence[str],
    rows: Iterable[Sequence[str]],
    form: str,
    *,
    raw: bool = False,
    count: bool = False,
) -> None:
    """Print rows in one of ROW_FORMATS.

    Args:
        titles: of the columns.
        rows: the cells of each row.
        form: one of ROW_FORMATS.
        raw: in csv and tsv, leave texts as they are that a spreadsheet would take for formulas.
        count: whether the number of rows stands below a table.
    """
    cells = [list(row) for row in rows]
    match form:
        case "table":
            _print_table(titles, cells, count=count)
        case "json":
            emit_json([dict(zip(titles, row, strict=True)) for row in cells])
        case "md":
            emit(_markdown(titles, cells), form)
        case _:
            emit(_delimited(titles, cells, form, raw=raw), form, raw=raw)


def _delimited(
    titles: Sequence[str], rows: Sequence[Sequence[str]], form: str, *, raw: bool
) -> str:
    """Write rows as csv, or as tsv with spaces in place of tabs and line breaks."""
    if not raw:
        rows = [[escape.terminal_text(escape.csv_cell(cell)) for cell in row] for row in rows]
    if form == "tsv":
        return "".join(
            "\t".join(re.sub(r"[\t\r\n]", " ", cell) for cell in row) + "\n"
            for row in (titles, *rows)
        )
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([titles, *rows])
    return text.getvalue()


def _markdown(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [map(escape.markdown_text, titles), ["---"] * len(titles)]
    return "".join(
        f"| {' | '.join(cells)} |\n"
        for cells in (*lines, *(map(escape.markdown_text, r) for r in rows))
    )


def _print_table(titles: Sequence[str], rows: Sequence[Sequence[str]], *, count: bool) -> None:
    """Print a table for a reader; in a narrow terminal, texts are cut and ids are not."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    table = Table()
    for title, *cells in zip(titles, *rows, strict=True):
        ids = [len(cell) for cell in cells if _ID.fullmatch(cell)]
        width = max([_NARROWEST, *ids])
        table.add_column(
            Text(escape.terminal_text(title)),
            min_width=width,
            no_wrap=bool(ids),
            overflow="ellipsis",
        )
    if sum((column.min_width or 0) + _FRAME for column in table.columns) >= console.width:
        _print_records(titles, rows)
    else:
        for row in rows:
            table.add_row(*(Text(escape.terminal_text(cell)) for cell in row))
        console.print(table)
    if count:
        say(format_amount(len(rows), "rows"))


def _print_records(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print each row as lines of a title and a cell, where a table is too wide for the terminal."""
    width = max(map(len, titles))
    for row in rows:
        for title, cell in zip(titles, row, strict=True):
            say(f"{title:{width}}  {cell}")
        say()
