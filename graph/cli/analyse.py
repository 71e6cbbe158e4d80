"""Analyse networks."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graph.analyse.networks.projection import Choice
from graph.analyse.result import Settings
from graph.cli import completion
from graph.cli.limited import WORK, Limited
from graph.cli.options import (
    OUTPUT,
    declared_options,
    format_option,
    raw_option,
    record_of,
    store_option,
)
from graph.cli.output import ROW_FORMATS, emit, print_rows, row_format, say, step
from graph.errors import PeelgraphError

if TYPE_CHECKING:
    from graph.analyse.result import Result
    from graph.store import Store

T = TypeVar("T")
REPORT = "report"  # the name that writes a page


@click.command("analyse", cls=Limited, limit=WORK)
@click.argument("name", required=False, shell_complete=completion.analyses)
@declared_options(Settings)
@declared_options(Choice)
@click.option("--from", "start", shell_complete=completion.things, help="paths: where they begin.")
@click.option("--to", "end", shell_complete=completion.things, help="paths: where they end.")
@click.option(
    "--save",
    is_flag=True,
    help="Write the result back to the store, as a graph of its own with its provenance.",
)
@click.option("-o", "--output", "path", type=OUTPUT, help="report: the page to write.")
@format_option(*ROW_FORMATS, text="Of the result (default: a table to a terminal, csv to a pipe).")
@raw_option
@store_option
def analyse_command(
    name: str | None,
    path: Path | None,
    start: str | None,
    end: str | None,
    save: bool,
    form: str | None,
    raw: bool,
    directory: Path | None,
    **values: Any,
) -> None:
    """Analyse a network: measures, groups, brokers, reach, balance, and how robust the results are.

    Without NAME, all analyses are listed with the question that each one answers. `report` writes
    the most important ones to a page.

    \b
    Examples:
      peelgraph analyse
      peelgraph analyse betweenness --top 5
      peelgraph analyse balance --by theme --format csv
      peelgraph analyse paths --from METHUB --to "children's services"
      peelgraph analyse report -o analysis.html
    """
    from graph import files
    from graph.store import open_current

    if name is None:
        _print_analyses()
        return
    _check_pairs(name, path, start, end)
    store_path = files.store_directory(directory)
    store = open_current(store_path)
    choice = record_of(Choice, values)
    if path is not None:
        _write_report(store, path, choice, values["seed"])
        return
    ends = _ends(store_path, start, end)
    settings = record_of(Settings, values, choice=choice, ends=ends)
    result = _stoppable(lambda: _result(store, name, settings))
    if save:
        del store
        _save(store_path, result, settings)
    _print_result(result, row_format(form), raw)


def _check_pairs(name: str, path: Path | None, start: str | None, end: str | None) -> None:
    """Refuse one of two options that go together.

    Raises:
        PeelgraphError: that says which is missing.
    """
    if (name == REPORT) != (path is not None):
        raise PeelgraphError(
            "a page is written with `analyse report -o FILE.html`.",
            hint="Give the name `report` and -o together.",
        )
    if bool(start) != bool(end):
        raise PeelgraphError(
            "two things are needed to look for paths.", hint="Give --from and --to."
        )


def _ends(directory: Path, start: str | None, end: str | None) -> tuple[str, str] | None:
    from graph.query.search import resolve

    if not start or not end:
        return None
    return resolve(directory, start), resolve(directory, end)


def _result(store: Store, name: str, settings: Settings) -> Result:
    from graph.analyse.analyses import catalogue

    return catalogue.analyse(store, name, settings, tell=_print_step)


def _write_report(store: Store, path: Path, choice: Choice, seed: int) -> None:
    from graph import files
    from viz.pages.analysis import page

    text = _stoppable(lambda: page(store, choice, seed=seed, tell=_print_step))
    files.save(path, text.encode())
    say(f"wrote {path}")


def _save(directory: Path, result: Result, settings: Settings) -> None:
    """Write a result to the store; no part of this process may have the store open."""
    from graph.analyse.provenance import keep
    from graph.generation import release_read_locks

    release_read_locks(directory)
    say(f"saved as {keep(directory, result, settings)}", err=True)


def _stoppable(call: Callable[[], T]) -> T:
    """Let Ctrl-C end the process at once, even in native code; nothing is being written then."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        return call()
    finally:
        signal.signal(signal.SIGINT, before)
        step("")


def _print_step(name: str) -> None:
    step(f"{name} ...")


def _print_analyses() -> None:
    from graph.analyse.analyses.catalogue import analyses

    for analysis in analyses().values():
        say(f"{analysis.name:<16} {analysis.question}")
    say(f"{REPORT:<16} What does it all come to? One page, with -o FILE.html")


def _print_result(result: Result, form: str, raw: bool) -> None:
    from graph.analyse import formats

    match form:
        case "json":
            emit(formats.as_json(result), form)
        case "md":
            emit(formats.as_markdown(result), form)
        case "csv" | "tsv":
            print_rows(formats.cell_titles(result), formats.cells(result), form, raw=raw)
        case _:
            _print_table(result)


def _print_table(result: Result) -> None:
    """Print a result for a reader: its title, size, table and notes."""
    from graph.analyse import formats

    names = formats.columns(result)
    rows = [
        [
            row.label,
            *(formats.shown(row.values.get(name)) for name in names),
            row.reading,
            _first_place([sentence.place for sentence in row.sentences]),
        ]
        for row in result.rows
    ]
    say(result.title, bold=True)
    say(f"{result.summary}\n{result.network}")
    print_rows(("", *names, "reading", "where"), rows, "table")
    for note in result.notes:
        say(f"  {note}")
    if result.total > len(result.rows):
        say(f"  {len(result.rows)} of {result.total} rows; --top shows more.")


def _first_place(places: list[str]) -> str:
    if len(places) < 2:
        return "".join(places)
    return f"{places[0]} and {len(places) - 1} more"
