"""Print what a command says: the one place where text from data is made harmless for a terminal."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Sequence

import click

from graph import escape
from graph.text import format_amount

SPREADSHEETS = ("csv", "tsv")


def say(
    text: str = "",
    *,
    nl: bool = True,
    err: bool = False,
    bold: bool | None = None,
    fg: str | None = None,
) -> None:
    """Print words for a reader; characters that could steer a terminal are replaced."""
    click.secho(escape.terminal_text(text), nl=nl, err=err, bold=bold, fg=fg)


def step(text: str) -> None:
    """Show what is being done, in place of what was shown before; only to a terminal."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{escape.terminal_text(text)}", nl=False, err=True)


def emit(text: str, form: str, *, raw: bool = False) -> None:
    """Print data in a format; characters that could steer a terminal are written as the format's own escapes.

    Args:
        text: the data; what is for spreadsheets was made harmless where its cells were written.
        form: `json`, `jsonld`, `ttl`, `nt`, `tsv`, `patch`, `xml`, or another, in which they are replaced.
        raw: leave csv and tsv as they are, unless they go to a terminal.
    """
    if form in SPREADSHEETS:
        click.echo(
            text if raw and not sys.stdout.isatty() else escape.terminal_lines(text), nl=False
        )
    else:
        click.echo(escape.format_escapes(text, form), nl=False)


def rows(
    titles: Sequence[str], values: Iterable[Sequence[str]], *, as_table: bool, raw: bool = False
) -> None:
    """Print rows as a table for a reader, or as csv.

    Args:
        titles: of the columns.
        values: the cells of each row.
        as_table: for a reader.
        raw: in csv, leave texts as they are that a spreadsheet would take for formulas.
    """
    if as_table:
        table(titles, values)
        return
    text = io.StringIO()
    shown = (
        [value if raw else escape.terminal_text(escape.csv_cell(value)) for value in row]
        for row in values
    )
    csv.writer(text, lineterminator="\n").writerows([titles, *shown])
    emit(text.getvalue(), "csv", raw=raw)


def table(titles: Sequence[str], values: Iterable[Sequence[str]], *, count: bool = False) -> None:
    """Print a table for a reader.

    Args:
        titles: of the columns.
        values: the cells of each row.
        count: whether the number of rows stands below.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table()
    for title in titles:
        drawn.add_column(Text(escape.terminal_text(title)))
    for row in values:
        drawn.add_row(*(Text(escape.terminal_text(value)) for value in row))
    console = Console()
    console.print(drawn)
    if count:
        console.print(format_amount(drawn.row_count, "rows"))
