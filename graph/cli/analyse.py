"""The command that analyses networks."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from graph.cli.group import OUTPUT, main, raw_option, store_option
from graph.cli.limited import WORK
from graph.cli.output import emit, say, step, table
from graph.errors import PeelgraphError

if TYPE_CHECKING:
    from graph.analyse.result import Result

T = TypeVar("T")


@main.command(limit=WORK)
@click.argument("name", required=False)
@click.option(
    "--network", default="", help="Which network (default: the one that the analysis is for)."
)
@click.option(
    "--top",
    type=click.IntRange(1, 10_000),
    default=10,
    show_default=True,
    help="How many rows at most.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "md"]),
    help="Of the result (default: a table to a terminal, csv to a pipe).",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31),
    default=0,
    show_default=True,
    help="For whatever is drawn by lot.",
)
@click.option(
    "--question",
    type=click.IntRange(1, 99),
    help="Only sentences under this question of the report.",
)
@click.option(
    "--voice",
    "voices",
    multiple=True,
    help="Only sentences in this voice, as in `force data`; may be repeated.",
)
@click.option(
    "--relation",
    "relations",
    multiple=True,
    help="Only this relation, as in `works with`; may be repeated.",
)
@click.option(
    "--polarity",
    multiple=True,
    help="Only what such findings say, as in `concern`; may be repeated.",
)
@click.option("--no-planned", is_flag=True, help="Leave out what is only planned.")
@click.option(
    "--by",
    default="",
    help="balance: unit, partner, system, theme, question ...; robustness: a measure; communities: louvain or leiden.",
)
@click.option(
    "--hops", type=click.IntRange(0, 9), default=1, show_default=True, help="reach: how far."
)
@click.option(
    "--sample", type=click.IntRange(1), help="betweenness: estimate it from so many starts."
)
@click.option("--from", "start", help="paths: where they begin.")
@click.option("--to", "end", help="paths: where they end.")
@click.option(
    "--save",
    is_flag=True,
    help="Write the result back to the store, as a graph of its own with its provenance.",
)
@click.option("-o", "--output", "path", type=OUTPUT, help="report: the page to write.")
@raw_option
@store_option
def analyse(
    name: str | None, network: str, top: int, form: str | None, seed: int, question: int | None, voices: tuple[str, ...], relations: tuple[str, ...],
    polarity: tuple[str, ...], no_planned: bool, by: str, hops: int, sample: int | None, start: str | None, end: str | None, save: bool,
    path: Path | None, raw: bool, directory: Path | None,
) -> None:  # fmt: skip
    """Analyse a network: measures, groups, brokers, reach, balance, and how firm it all is.

    Without NAME, all analyses are listed with the question that each one answers. `report` writes the most telling ones to a page.

    \b
    Examples:
      peelgraph analyse
      peelgraph analyse betweenness --top 5
      peelgraph analyse balance --by theme --format csv
      peelgraph analyse paths --from METHUB --to "children's services"
      peelgraph analyse report -o analysis.html
    """
    from graph import files
    from graph.analyse.analyses import catalogue
    from graph.analyse.networks.projection import Selection
    from graph.analyse.options import Settings
    from graph.query.search import resolve
    from graph.store import open_current

    if name is None:
        _list()
        return
    if (name == "report") != (path is not None):
        raise PeelgraphError(
            "a page is written with `analyse report -o FILE.html`.",
            hint="Give the name `report` and -o together.",
        )
    if bool(start) != bool(end):
        raise PeelgraphError(
            "two things are needed to look for ways.", hint="Give --from and --to."
        )
    place = files.store_directory(directory)
    store = open_current(place)
    choice = Selection(question, voices, relations, not no_planned, polarity)
    if path is not None:
        from viz.pages.analysis import analysis_page

        written = _stoppable(lambda: analysis_page(store, choice, seed=seed, progress=_tell))
        files.save(path, written.encode())
        say(f"wrote {path}")
        return
    ends = (resolve(place, start), resolve(place, end)) if start and end else None
    settings = Settings(network, choice, top, seed, sample, by, hops, ends)
    result = _stoppable(lambda: catalogue.run_analysis(store, name, settings, progress=_tell))
    if save:
        from graph.analyse.provenance import save_result
        from graph.generation import release_read_locks

        del store
        release_read_locks(place)
        iri = save_result(place, result, settings)
        say(f"saved as {iri}", err=True)
    _print(result, form or ("table" if sys.stdout.isatty() else "csv"), raw)


def _stoppable(call: Callable[[], T]) -> T:
    """Let Ctrl-C end the process at once, even in the middle of native code; nothing is being written then."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        return call()
    finally:
        signal.signal(signal.SIGINT, before)
        step("")


def _tell(name: str) -> None:
    step(f"{name} ...")


def _list() -> None:
    from graph.analyse.analyses.catalogue import analyses

    for analysis in analyses().values():
        say(f"{analysis.name:<16} {analysis.question}")
    say(f"{'report':<16} What does it all come to? One page, with -o FILE.html")


def _print(result: Result, form: str, raw: bool) -> None:
    from graph.analyse import formats as written

    if form != "table":
        text = (
            written.as_csv(result, raw=raw)
            if form == "csv"
            else {"json": written.as_json, "md": written.as_markdown}[form](result)
        )
        emit(text, form, raw=raw)
        return
    names = written.columns(result)
    lines = []
    for row in result.rows:
        where = row.sentences[0].place if row.sentences else ""
        where += f" and {len(row.sentences) - 1} more" if len(row.sentences) > 1 else ""
        lines.append(
            [
                row.label,
                *(written.shown(row.values.get(name)) for name in names),
                row.reading,
                where,
            ]
        )
    say(result.title, bold=True)
    say(f"{result.summary}\n{result.network}")
    table(("", *names, "reading", "where"), lines)
    left = (
        (f"{len(result.rows)} of {result.total} rows; --top shows more.",)
        if result.total > len(result.rows)
        else ()
    )
    for note in (*result.notes, *left):
        say(f"  {note}")
