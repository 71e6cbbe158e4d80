"""The commands that follow connections."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli import completion
from graph.cli.group import FILE, harmless, main, store_option
from graph.errors import QueryError

if TYPE_CHECKING:
    from graph.analyse.path import Hop
    from graph.query.compare import Comparison
    from graph.query.describe import Evidence


@main.command()
@click.argument("one", shell_complete=completion.things)
@click.argument("other", shell_complete=completion.things)
@click.option("--findings", is_flag=True, help="Let findings, figures and demands be stepping stones too.")
@click.option("--source", type=FILE, help="Text or HTML of a report: show each sentence in full.")
@store_option
def path(one: str, other: str, findings: bool, source: Path | None, directory: Path | None) -> None:
    """Show how two things are connected, each hop with its sentences: the shortest and the best-supported path.

    \b
    Example:
      peelgraph path "University of Cambridge" "serious street violence"
    """
    from graph import files
    from graph.analyse.path import between
    from graph.load import evidence
    from graph.query import search
    from graph.query.describe import labels
    from graph.read.document import read
    from graph.store import open_current

    place = files.store_directory(directory)
    store = open_current(place)
    ends = search.resolve(place, one), search.resolve(place, other)
    if ends[0] == ends[1]:
        raise QueryError(f"“{one}” and “{other}” are the same thing.", hint="Name two different things.")
    found = between(place, store, *ends, findings=findings)
    if not found.shortest:
        names = labels(store)
        click.echo(harmless(f"no supported path: the report connects {names.get(ends[0], ends[0])} and {names.get(ends[1], ends[1])} by no stated relations"))
        return
    texts = dict(evidence.texts(read(source))) if source else {}
    same = found.shortest == found.best_supported
    _print_path("shortest and best-supported path" if same else "shortest path", found.shortest, texts)
    if not same:
        click.echo()
        _print_path("best-supported path", found.best_supported, texts)


@main.command()
@click.argument("one", required=False)
@click.argument("other", required=False)
@click.option("--over-time", is_flag=True, help="Set two periods of the same length side by side, as then and now.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Of the comparisons.")
@store_option
def compare(one: str | None, other: str | None, over_time: bool, form: str, directory: Path | None) -> None:
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
    from graph.query import search
    from graph.query.compare import comparisons
    from graph.query.describe import sentences
    from graph.store import open_current

    place = files.store_directory(directory)
    store = open_current(place)
    found = comparisons(store, *(search.resolve(place, name) for name in (one, other) if name is not None), over_time=over_time)
    told = sentences(store)
    if form == "json":
        click.echo(json.dumps([item.as_data() for item in found], ensure_ascii=False, indent=1))
        return
    for count, item in enumerate(found):
        if count:
            click.echo()
        _print_comparison(item, told)


def _print_comparison(item: Comparison, told: dict[str, Evidence]) -> None:
    click.secho(harmless(item.words), bold=True)
    for figure in (item.one, item.other):
        click.echo(harmless(f"  {figure.facts['label']}: {figure.words}"))
        for sentence in figure.sentences:
            click.echo(f"    {told[sentence].place}, voice: {', '.join(figure.voices)}\n    {told[sentence].address}")
    for caution in item.cautions:
        click.echo(harmless(f"  bear in mind: {caution}"))


def _print_path(title: str, hops: Sequence[Hop], texts: dict[str, str]) -> None:
    click.secho(f"{title}, {len(hops)} hop{'' if len(hops) == 1 else 's'}", bold=True)
    for hop in hops:
        for link in hop.links:
            click.echo(harmless(f"{hop.one.label} \u2014 {link.words} \u2192 {hop.other.label}"))
            for sentence in link.sentences:
                click.echo(harmless(f"  {sentence.place}, voice: {sentence.voices}\n  {sentence.address}"))
                if sentence.iri in texts:
                    click.echo(harmless(f"  > {' '.join(texts[sentence.iri].split())}"))
