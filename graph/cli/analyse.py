"""Analyse networks."""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graph.analyse.analyses.catalogue import (
    analyses,
    check_options,
    option_users,
    run_analysis,
)
from graph.analyse.networks.projection import Selection
from graph.analyse.settings import DEFAULTS, ENDS, Settings
from graph.cli import completion
from graph.cli.limited_command import WORK, Limited
from graph.cli.options import (
    OUTPUT,
    click_option,
    declared_options,
    format_option,
    raw_option,
    record_of,
    refuse_idle,
    store_option,
)
from graph.cli.output import (
    ROW_FORMATS,
    SPREADSHEETS,
    emit,
    print_rows,
    row_format,
    say,
    say_done,
    step,
)
from graph.errors import PeelgraphError
from graph.option_fields import Option, declared, flags

if TYPE_CHECKING:
    from graph.analyse.result import Result
    from graph.store import Store

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
REPORT = "report"  # the name that writes a page


def analysis_options(command: F) -> F:
    """Add the options that analyses declare; a flag belongs to all that declare its setting."""
    for name, users in reversed(option_users().items()):
        option = replace(next(iter(users.values())), help=_analysis_help(users), choices=())
        default = getattr(DEFAULTS, name)
        if not isinstance(default, bool):
            default = None  # the help says what an analysis does by itself
        for flag in reversed(flags(name, option)):
            parameter = _parameter(flag) if option.thing else name
            command = click_option(parameter, replace(option, names=(flag,)), default)(command)
    return command


def _parameter(flag: str) -> str:
    return f"{flag.removeprefix('--')}_thing"


def _analysis_help(users: Mapping[str, Option]) -> str:
    """Say for which analyses an option is, and what it is for."""
    analyses_by_text: dict[str, list[str]] = {}
    for name, option in users.items():
        text = option.help
        if option.choices:
            text += f" ({', '.join(option.choices)})"
        analyses_by_text.setdefault(text, []).append(name)
    uses = [f"{', '.join(names)}: {text}" for text, names in analyses_by_text.items()]
    return f"{'; '.join(uses)}."


@click.command("analyse", cls=Limited, limit=WORK)
@click.argument("name", required=False, shell_complete=completion.analyses)
@declared_options(Settings)
@declared_options(Selection)
@analysis_options
@click.option(
    "--save",
    is_flag=True,
    help="Save the result in the store, in a named graph with its provenance.",
)
@click.option("-o", "--output", "path", type=OUTPUT, help="report: the page to write.")
@format_option(
    *ROW_FORMATS, text="Format of the result (default: a table in a terminal, csv in a pipe)."
)
@raw_option
@store_option
def analyse_command(
    name: str | None,
    path: Path | None,
    save: bool,
    form: str | None,
    raw: bool,
    directory: Path | None,
    **values: Any,
) -> None:
    """Analyse a network: centrality, communities, brokers and more.

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
        refuse_idle("the list of analyses", "form", "raw")
        _print_analyses(row_format(form), raw=raw)
        return
    ends = [values.pop(_parameter(flag)) for flag in ENDS["ends"].names]
    _check_pairs(name, path, ends)
    if name == REPORT:
        refuse_idle("the report", "path", "seed", *declared(Selection))
    else:
        check_options(name, _given_settings(values))
    store_path = files.store_directory(directory)
    store = open_current(store_path)
    selection = record_of(Selection, values)
    if path is not None:
        files.refuse_suffix("the report", path, [".html"])
        _write_report(store, path, selection, values["seed"] or 0)
        return
    settings = record_of(
        Settings,
        values,
        selection=selection,
        ends=_resolved_ends(store_path, ends),
        **{key: values[key] for key in _given_settings(values)},
    )
    result = _stoppable(lambda: run_analysis(store, name, settings, progress=_print_step))
    if save:
        del store
        _save(store_path, result, settings)
    _print_result(result, row_format(form), raw)


def _check_pairs(name: str, path: Path | None, ends: Sequence[str | None]) -> None:
    """Refuse one of two options that go together.

    Raises:
        PeelgraphError: that says which is missing.
    """
    if (name == REPORT) != (path is not None):
        raise PeelgraphError(
            "a page is written with `analyse report -o FILE.html`.",
            hint="Give the name `report` and -o together.",
        )
    if any(ends) and not all(ends):
        raise PeelgraphError(
            "two things are needed to look for paths.", hint="Give --from and --to."
        )


def _given_settings(values: Mapping[str, Any]) -> list[str]:
    """Return the names of the settings of single analyses that the user gave."""
    given = {name: values.get(name) for name in option_users()}
    return [name for name, value in given.items() if value is not None and value is not False]


def _resolved_ends(directory: Path, ends: Sequence[str | None]) -> tuple[str, ...] | None:
    from graph.query.search import resolve

    names = [name for name in ends if name]
    if not names:
        return None
    return tuple(resolve(directory, name) for name in names)


def _write_report(store: Store, path: Path, selection: Selection, seed: int) -> None:
    from graph import files
    from viz.pages.analysis import analysis_page

    text = _stoppable(lambda: analysis_page(store, selection, seed=seed, progress=_print_step))
    files.save(path, text.encode())
    say_done(f"wrote {path}")


def _save(directory: Path, result: Result, settings: Settings) -> None:
    """Write a result to the store; no part of this process may have the store open."""
    from graph.analyse.provenance import save_result
    from graph.store_locks import release_read_locks

    release_read_locks(directory)
    say(f"saved as {save_result(directory, result, settings)}", err=True)


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


def _print_analyses(form: str, *, raw: bool) -> None:
    rows = [(analysis.name, analysis.question) for analysis in analyses().values()]
    rows.append((REPORT, "What does it all come to? One page, with -o FILE.html"))
    print_rows(("name", "question"), rows, form, raw=raw)


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
    if not result.rows and form in SPREADSHEETS:
        say(f"note: {result.summary}", err=True)


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
        say(f"  {len(result.rows)} of {result.total:,} rows; --top shows more.")


def _first_place(places: list[str]) -> str:
    if len(places) < 2:
        return "".join(places)
    return f"{places[0]} and {len(places) - 1} more"
