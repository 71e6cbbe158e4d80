"""Print what a command says, with text from data made harmless for a terminal."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Sequence

import click

from graph import escape
from graph.cli.failure import has_output
from graph.text import format_amount

SPREADSHEETS = ("csv", "tsv")
ROW_FORMATS = ("table", "csv", "tsv", "json", "md")  # of every command that prints rows
READABLE = ("table", "md")  # of those, the ones with prefixed names in place of whole IRIs
_ESCAPED_AS = {  # formats that have the escapes of another
    **dict.fromkeys(("trig", "nq"), "ttl"),
    **dict.fromkeys(("graphml", "gexf"), "xml"),
}
_FRAME = 3  # characters of a border and its padding
_terminal: dict[str, bool] = {}  # what this process knows of where its output goes


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
    click.secho(escape.terminal_text(text), nl=nl, err=err, bold=bold, fg=fg, color=_colour(err))


def say_done(text: str, *, err: bool = False) -> None:
    """Say what was done, to standard output; where it is closed, the work is done all the same.

    Args:
        text: to be printed.
        err: whether it goes to standard error.
    """
    if err or has_output():
        say(text, err=err)


def say_titled(title: str, text: str) -> None:
    """Print a title that stands out and the text below it, in one step, as `say` does.

    Args:
        title: of one line.
        text: of any number of lines.
    """
    words = click.style(escape.terminal_text(title), bold=True)
    click.echo(f"{words}\n{escape.terminal_text(text)}", color=_colour())


def _colour(err: bool = False) -> bool | None:
    """Say whether words keep their colours; None where click decides by where they go."""
    if _is_plain():
        return False
    return True if _terminal.get("paged") and not err else None


def is_terminal() -> bool:
    """Say whether standard output goes to a terminal, perhaps through a pager."""
    return bool(_terminal.get("paged")) or sys.stdout.isatty()


def set_paged() -> None:
    """Note that standard output goes to a pager in front of a terminal."""
    _terminal["paged"] = True


def _is_plain() -> bool:
    return bool(os.environ.get("NO_COLOR"))


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
    elif raw and not is_terminal():
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
    if is_terminal():
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
        rows = [list(map(escape.csv_cell, row)) for row in rows]
    if form == "tsv":
        return "".join(
            "\t".join(re.sub(r"[\t\r\n]", " ", cell) for cell in row) + "\n"
            for row in (titles, *rows)
        )
    return escape.csv_text([titles, *rows], end="\n")


def _markdown(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [map(escape.markdown_text, titles), ["---"] * len(titles)]
    return "".join(
        f"| {' | '.join(cells)} |\n"
        for cells in (*lines, *(map(escape.markdown_text, r) for r in rows))
    )


def _print_table(titles: Sequence[str], rows: Sequence[Sequence[str]], *, count: bool) -> None:
    """Print a table for a reader: texts are wrapped, words and ids stay whole.

    Where that takes more than the width of the terminal, each row is printed as lines.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=sys.stdout, force_terminal=is_terminal(), no_color=_is_plain())
    columns = [[title, *cells] for title, *cells in zip(titles, *rows, strict=True)]
    widths = _widths(columns, console.width - _FRAME * len(columns) - 1)
    if not widths:
        _print_records(titles, rows, console.width)
    else:
        table = Table()
        for title, width in zip(titles, widths, strict=True):
            table.add_column(Text(escape.terminal_text(title)), width=width, overflow="fold")
        for row in rows:
            table.add_row(*(Text(escape.terminal_text(cell)) for cell in row))
        console.print(table)
    if count:
        say(format_amount(len(rows), "rows"))


def _widths(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Share out the characters of a line among columns, of which no word or id is broken.

    Args:
        columns: the cells of each, with its title.
        room: characters that there are for all cells of a row.

    Returns:
        The width of each column; nothing where the longest words alone take more than there is.

    >>> _widths([["unit:x"], ["two words"]], 12), _widths([["unit:x"], ["two words"]], 9)
    ([6, 6], [])
    """
    least = [max(_longest_word(cell) for cell in cells) for cells in columns]
    rest = room - sum(least)
    if rest < 0:
        return []
    wanted = [max(map(len, cells)) for cells in columns]
    widths = dict(enumerate(least))
    order = sorted(widths, key=lambda number: wanted[number] - least[number])
    for place, number in enumerate(order):
        share = min(wanted[number] - least[number], rest // (len(order) - place))
        widths[number] += share
        rest -= share
    return [*widths.values()]


def _longest_word(cell: str) -> int:
    return max(map(len, cell.split()), default=0)


def _print_records(titles: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> None:
    """Print each row as lines of a title and a cell; an id stays on a line of its own."""
    from textwrap import wrap

    indent = max(map(len, titles), default=0) + 2
    for row in rows:
        for title, cell in zip(titles, row, strict=True):
            room = max(width - indent, 1)
            lines = wrap(cell, room, break_long_words=False, break_on_hyphens=False)
            text = ("\n" + " " * indent).join(lines)
            say(f"{title:{indent}}{text}".rstrip())
        say()
