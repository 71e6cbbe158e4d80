"""The commands that follow connections."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli import completion
from graph.cli.group import FILE, main, store_option
from graph.cli.output import emit, say

if TYPE_CHECKING:
    from graph.evidence import Evidence
    from graph.query.figures import Comparison


@main.command()
@click.argument("one", shell_complete=completion.things)
@click.argument("other", shell_complete=completion.things)
@click.option(
    "--findings",
    is_flag=True,
    help="Let findings, figures and areas for improvement be stepping stones too.",
)
@click.option("--source", type=FILE, help="Text or HTML of a report: show each sentence in full.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Of the paths.",
)
@store_option
def path(
    one: str, other: str, findings: bool, source: Path | None, form: str, directory: Path | None
) -> None:
    """Show how two things are connected, each hop with its sentences: the shortest and the best-supported path.

    \b
    Example:
      peelgraph path "University of Cambridge" "serious street violence"
    """
    import json

    from graph import files
    from graph.export.connection import connection, path_lines
    from graph.load import evidence
    from graph.read.layouts.peel_2018 import read_report
    from graph.store import open_current

    place = files.store_directory(directory)
    found = connection(place, open_current(place), one, other, findings=findings)
    texts = dict(evidence.sentence_texts(read_report(source))) if source else {}
    if form == "json":
        emit(json.dumps(found.as_data(texts), ensure_ascii=False, indent=1) + "\n", form)
        return
    for count, (title, hops) in enumerate(found.titled):
        say(f"\n{title}" if count else title, bold=True)
        for line in path_lines(hops, texts):
            say(line)
    if not found.titled:
        say(found.words)


@main.command()
@click.argument("one", required=False)
@click.argument("other", required=False)
@click.option(
    "--over-time",
    is_flag=True,
    help="Set two periods of the same length side by side, as then and now.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Of the comparisons.",
)
@store_option
def compare(
    one: str | None, other: str | None, over_time: bool, form: str, directory: Path | None
) -> None:
    """Set figures against what they can be compared with, or say why they cannot be.

    ONE and OTHER are figures. ONE alone may also be a measure or any thing: its figures are set against their comparators.
    Without either, all that the report itself sets side by side is shown.

    \b
    Examples:
      peelgraph compare
      peelgraph compare measure:share-of-crimes-without-suspect
    """
    import json

    from graph import files
    from graph.evidence import read_evidence
    from graph.query import search
    from graph.query.figures import comparisons
    from graph.store import open_current

    place = files.store_directory(directory)
    store = open_current(place)
    found = comparisons(
        store,
        *(search.resolve(place, name) for name in (one, other) if name is not None),
        over_time=over_time,
    )
    told = read_evidence(
        store,
        {iri for item in found for figure in (item.one, item.other) for iri in figure.sentences},
    )
    if form == "json":
        emit(
            json.dumps([item.as_data() for item in found], ensure_ascii=False, indent=1) + "\n",
            form,
        )
        return
    for count, item in enumerate(found):
        if count:
            say()
        _print_comparison(item, told)


def _print_comparison(item: Comparison, told: dict[str, Evidence]) -> None:
    say(item.words, bold=True)
    for figure in (item.one, item.other):
        say(f"  {figure.facts['label']}: {figure.words}")
        for sentence in figure.sentences:
            say(
                f"    {told[sentence].place}, voice: {', '.join(figure.voices)}\n    {told[sentence].address}"
            )
    for caution in item.cautions:
        say(f"  bear in mind: {caution}")
