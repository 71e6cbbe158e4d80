"""Follow connections between things, and compare figures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli import completion
from graph.cli.limited_command import Limited
from graph.cli.options import format_option, raw_option, source_option, source_texts, store_option
from graph.cli.output import ROW_FORMATS, emit_json, print_rows, say, say_titled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.evidence import Evidence
    from graph.export.path_description import Connection
    from graph.query.comparison import Comparison
    from graph.query.figures import Figure


# What people write before or between two names
_BETWEEN = {"and", "between", "from", "to", "vs", "vs.", "versus", "with", "->", "\u2192", "&"}
_MOST_IN_TEXT = 20
_TITLES = ("one", "its value", "other", "other value", "outcome", "bear in mind", "id", "other id")


@click.command("path", cls=Limited)
@click.argument("names", nargs=-1, metavar="ONE OTHER", shell_complete=completion.things)
@click.option(
    "--findings",
    is_flag=True,
    help="Let paths lead through findings, figures and areas for improvement too.",
)
@click.option(
    "--through-force",
    is_flag=True,
    help="Let paths lead through an inspected force, which is connected with nearly everything.",
)
@click.option(
    "--inspection",
    default="",
    metavar="INSPECTION",
    help="Only what the report of this inspection states.",
)
@source_option("Text or HTML of a report: show each sentence in full (text and json).")
@format_option("text", *ROW_FORMATS, text="Format of the paths.", default="text")
@raw_option
@store_option
def path_command(
    names: tuple[str, ...],
    findings: bool,
    through_force: bool,
    inspection: str,
    source: Path | None,
    form: str,
    raw: bool,
    directory: Path | None,
) -> None:
    """Show how two things are connected, with the sentences.

    All shortest paths are shown, the best supported first, and the best-supported path. `analyse
    paths` and the map `path` have the same paths.

    \b
    Example:
      peelgraph path "University of Cambridge" "serious street violence"
    """
    from graph import files
    from graph.export.path_description import ROW_TITLES, connection
    from graph.store import open_current

    _refuse_source(source, form)
    source_name, target_name = _two_names(names, "path")
    store_path = files.store_directory(directory)
    paths = connection(
        store_path,
        open_current(store_path),
        source_name,
        target_name,
        findings=findings,
        through_force=through_force,
        inspection=inspection,
    )
    match form:
        case "json":
            emit_json(paths.as_data(source_texts(source)))
        case "text":
            _print_paths(paths, source_texts(source))
        case _:
            print_rows(ROW_TITLES, paths.rows(), form, raw=raw)
    if paths.words and form != "json":
        say(paths.words, err=form != "text")


@click.command("compare", cls=Limited)
@click.argument("names", nargs=-1, metavar="[ONE] [OTHER]")
@click.option(
    "--over-time",
    is_flag=True,
    help="Compare two periods of the same length, earlier and later.",
)
@click.option(
    "--limit",
    type=click.IntRange(1),
    help="Show at most this many comparisons, those that a report makes first"
    f" (default: {_MOST_IN_TEXT} in text, all otherwise).",
)
@format_option("text", *ROW_FORMATS, text="Format of the comparisons.", default="text")
@raw_option
@store_option
def compare_command(
    names: tuple[str, ...],
    over_time: bool,
    limit: int | None,
    form: str,
    raw: bool,
    directory: Path | None,
) -> None:
    """Compare figures with each other or with their comparators.

    A comparison that would mislead is refused, with the reason.

    ONE and OTHER are figures. ONE alone may also be a measure or any thing: its figures are set
    against their comparators. Without either, all that the report itself sets side by side is
    shown.

    \b
    Examples:
      peelgraph compare
      peelgraph compare measure:share-of-crimes-without-suspect
    """
    from graph import files
    from graph.evidence import read_evidence
    from graph.query.comparisons import comparisons
    from graph.query.search import resolve
    from graph.store import open_current

    store_path = files.store_directory(directory)
    store = open_current(store_path)
    if len(names) > 1:
        names = _two_names(names, "compare")
    if form == "text":
        limit = limit or _MOST_IN_TEXT
    iris = [resolve(store_path, name) for name in names]
    pairs, number = comparisons(store, *iris, over_time=over_time, limit=limit)
    match form:
        case "json":
            emit_json([pair.as_data() for pair in pairs])
        case "text":
            figures = [figure for pair in pairs for figure in (pair.one, pair.other)]
            sentences = {iri for figure in figures for iri in figure.sentences}
            _print_comparisons(pairs, read_evidence(store, sentences))
        case _:
            print_rows(_TITLES, map(_comparison_cells, pairs), form, raw=raw)
    if len(pairs) < number:
        hint = "--limit shows more, --format csv all." if form == "text" else "--limit gives more."
        say(f"\n{len(pairs):,} of {number:,} comparisons. {hint}", err=form != "text")


def _two_names(words: Sequence[str], command: str) -> tuple[str, str]:
    """Return the names of two things, without what people write between them.

    Raises:
        click.UsageError: where there are fewer or more; the message shows how to write them.
    """
    names = [word for word in words if word.strip().lower() not in _BETWEEN]
    if len(names) == 1:
        names = re.split(r"\s*(?:->|\u2192|;)\s*|,\s+", names[0].strip())
    if len(names) != 2:
        example = f'peelgraph {command} METHUB "demand hub"'
        raise click.UsageError(
            f"{command} needs two names, not {len(names)}. A name of several words stands in"
            f" quotes, as in `{example}`."
        )
    return names[0], names[1]


def _print_paths(paths: Connection, texts: Mapping[str, str]) -> None:
    from graph.export.path_description import path_lines

    for title, hops in paths.titled:
        say(title, bold=True)
        for line in path_lines(hops, texts):
            say(line)
        if paths.words or (title, hops) != paths.titled[-1]:
            say()


def _comparison_cells(pair: Comparison) -> list[str]:
    from graph.namespaces import compress

    figures = (pair.one, pair.other)
    values = [text for figure in figures for text in (figure.facts["label"], figure.words)]
    ids = [compress(figure.iri) for figure in figures]
    return [*values, pair.words, "; ".join(pair.cautions), *ids]


def _refuse_source(source: Path | None, form: str) -> None:
    """Refuse texts of sentences where the format has no place for them.

    Raises:
        click.UsageError: that names the formats that have.
    """
    if source and form not in ("text", "json"):
        raise click.UsageError(f"--source goes with --format text or json, not with {form}.")


def _print_comparisons(pairs: Sequence[Comparison], evidence: Mapping[str, Evidence]) -> None:
    figures = {figure.iri: figure for pair in pairs for figure in (pair.one, pair.other)}
    texts = {iri: _figure_text(figure, evidence) for iri, figure in figures.items()}
    for number, pair in enumerate(pairs, start=1):
        lines = [texts[pair.one.iri], texts[pair.other.iri]]
        lines += [f"  bear in mind: {caution}" for caution in pair.cautions]
        if number < len(pairs):
            lines.append("")
        say_titled(pair.words, "\n".join(lines))


def _figure_text(figure: Figure, evidence: Mapping[str, Evidence]) -> str:
    """Return a figure with its sentences in lines."""
    lines = [f"  {figure.facts['label']}: {figure.words}"]
    for iri in figure.sentences:
        sentence = evidence[iri]
        lines.append(f"    {sentence.place}, voice: {', '.join(figure.voices)}")
        lines.append(f"    {sentence.address}")
    return "\n".join(lines)
