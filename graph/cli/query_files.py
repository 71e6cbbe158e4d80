"""Read a query from a file or standard input, and write its answer to a file or draw it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from graph import escape
from graph.cli.options import STANDARD_STREAM
from graph.cli.output import emit, print_rows, say, say_done
from graph.errors import InputError, PeelgraphError
from graph.text import format_amount

if TYPE_CHECKING:
    from graph.query.sparql import WrittenAnswer

MAP_SUFFIXES = (".html", ".svg")
ANSWER_SUFFIXES = (".csv", ".tsv", ".json", ".xml", ".ttl", ".nt", ".jsonld", ".rdf")


def query_text(text: str | None, file: Path | None) -> str:
    """Return a query, from its file or standard input where it has one.

    Args:
        text: the query itself.
        file: that holds it; `-` is standard input.

    Raises:
        InputError: when it cannot be read.
    """
    if file is None:
        return text or ""
    try:
        if str(file) == STANDARD_STREAM:
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(
            f"cannot be read: {reason}.", where=str(file), hint="Give a file with a query."
        ) from None


def write_answer(directory: Path, query: str, path: Path, *, raw: bool) -> None:
    """Write the answer to a query to a file, as data or as a map; its suffix names the format.

    Args:
        directory: of the store.
        query: in SPARQL.
        path: of the file.
        raw: in csv and tsv, leave texts as they are that a spreadsheet would take for formulas.

    Raises:
        PeelgraphError: for a suffix that names no format, an answer that does not fit it, or a file
            that cannot be written.
    """
    from graph import files
    from graph.query import sparql

    suffix = path.suffix.lower()
    if suffix in MAP_SUFFIXES:
        _draw(directory, query, path)
        return
    if suffix not in ANSWER_SUFFIXES:
        raise PeelgraphError(
            "no format of answers has this suffix.",
            where=str(path),
            hint=f"Known are {' '.join((*ANSWER_SUFFIXES, *MAP_SUFFIXES))}.",
        )
    answer = sparql.write_answer(directory, query, suffix.removeprefix("."), False, raw=raw)
    print_remarks(answer.remarks)
    files.save(path, answer.text.encode())
    say_done(f"wrote the answer to {path}")


def _draw(directory: Path, query: str, path: Path) -> None:
    """Draw the statements of an answer, or one link for each row of two things."""
    from graph.query import answers, sparql
    from graph.store import open_current
    from viz.maps.answer import draw_answer

    store = open_current(directory)
    columns, rows = answers.answer_cells(sparql.answer_query(store, query))
    things, links = draw_answer(store, columns, rows, query, path)
    counts = f"{format_amount(things, 'things')} and {format_amount(links, 'links')}"
    say_done(f"drew {counts} to {path}")


def print_answer(answer: WrittenAnswer, form: str, *, raw: bool) -> None:
    """Print rows in a format of rows, and anything else in the format that it is written in.

    In Markdown, statements are a block of code.

    Args:
        answer: to be printed.
        form: of rows.
        raw: in csv and tsv, leave texts as they are that a spreadsheet would take for formulas.
    """
    if answer.columns is not None:
        print_rows(answer.columns, answer.cells, form, count=True)
    elif form == "md" and answer.form == "ttl":
        emit(escape.markdown_block(answer.text, answer.form), form)
    else:
        emit(answer.text, answer.form, raw=raw)


def print_remarks(remarks: Iterable[str]) -> None:
    """Print what is to be said on a query besides its answer."""
    for remark in remarks:
        say(f"note: {remark}", err=True)
