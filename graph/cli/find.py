"""Find things, findings and figures by name or words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.limited_command import Limited
from graph.cli.options import format_option, raw_option, store_option
from graph.cli.output import READABLE, ROW_FORMATS, emit_json, print_rows, row_format, say
from graph.errors import QueryError

if TYPE_CHECKING:
    from graph.query.search import Hit

_MOST_HITS = 500


@click.command("find", cls=Limited)
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit",
    type=click.IntRange(1, _MOST_HITS),
    default=10,
    show_default=True,
    help="Show at most this many hits.",
)
@format_option(
    *ROW_FORMATS, text="Format of the hits (default: a table in a terminal, csv in a pipe)."
)
@raw_option
@store_option
def find_command(
    words: tuple[str, ...], limit: int, form: str | None, raw: bool, directory: Path | None
) -> None:
    """Find things, findings and figures by name, acronym or words.

    Misspelt names are found too, and sentences by their place.

    \b
    Example:
      peelgraph find demand hub
    """
    from dataclasses import asdict

    from graph import files
    from graph.namespaces import compress
    from graph.query.search import find_things, short_names

    if not any(word.strip() for word in words):
        raise QueryError(
            "there are no words to look for.", hint="As in `peelgraph find demand hub`."
        )
    store_path = files.store_directory(directory)
    hits = find_things(store_path, " ".join(words), limit=limit + 1)
    if not hits:
        raise QueryError(
            f"the graph holds nothing like \u201c{' '.join(words)}\u201d.",
            hint="Try fewer or other words.",
        )
    shown = hits[:limit]
    form = row_format(form)
    if form == "json":
        emit_json([asdict(hit) for hit in shown])
    else:
        ids = {hit.iri: compress(hit.iri) for hit in shown}
        if form in READABLE:
            ids = short_names(store_path, ids)
        titles = ["what", "name", "context", "id"]
        if any(hit.report for hit in shown):  # the graph holds several
            titles.insert(2, "report")
        rows = (_hit_cells(hit, ids[hit.iri]) for hit in shown)
        print_rows(titles, ([row[title] for title in titles] for row in rows), form, raw=raw)
    if len(hits) > limit:
        say(f"note: there are more hits; --limit shows up to {_MOST_HITS}.", err=True)


def _hit_cells(hit: Hit, name_of_thing: str) -> dict[str, str]:
    """Return the cells of a hit by the titles of their columns."""
    name = hit.label
    if hit.matched != hit.label:
        name = f"{hit.label} ({hit.matched})"
    return {
        "what": hit.kind,
        "name": name,
        "report": hit.report,
        "context": hit.context,
        "id": name_of_thing,
    }
