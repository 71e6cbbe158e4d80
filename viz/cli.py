"""The command line of pictures."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli.group import FILE, OUTPUT, store_option
from graph.cli.limited import WORK, Limited
from graph.cli.output import say


@click.command("map", cls=Limited, limit=WORK)
@click.argument("name", required=False)
@click.option(
    "-o",
    "--output",
    "path",
    type=OUTPUT,
    help="HTML or SVG file to write (default: NAME.html); missing folders are made.",
)
@click.option(
    "--list", "listed", is_flag=True, help="List the maps with the question that each answers."
)
@click.option(
    "--about",
    "--from",
    "--to",
    "about",
    multiple=True,
    metavar="THING",
    help="Only what is around this thing; twice for the path between two.",
)
@click.option(
    "--hops",
    type=click.IntRange(1, 3),
    default=1,
    show_default=True,
    help="How far from that thing.",
)
@click.option(
    "--theme", metavar="THEME", help="Only what sentences state that speak of this theme."
)
@click.option(
    "--question",
    type=click.IntRange(1, 9),
    help="Only what stands under this question of the report.",
)
@click.option(
    "--voice",
    "voices",
    multiple=True,
    metavar="VOICE",
    help="Only what is said in this voice, as in “force data”; may be repeated.",
)
@click.option("--planned/--no-planned", default=True, help="Whether plans are shown too.")
@click.option(
    "--by",
    type=click.Choice(["sector", "community"]),
    help="Colour things by what they have in common.",
)
@click.option(
    "--most", type=click.IntRange(2, 5000), help="How many things are shown at once (default: 300)."
)
@click.option(
    "--with",
    "other",
    type=FILE,
    metavar="STORE",
    help="For compare: the directory of the other store.",
)
@store_option
def draw(
    name: str | None,
    path: Path | None,
    listed: bool,
    about: tuple[str, ...],
    hops: int,
    theme: str | None,
    question: int | None,
    voices: tuple[str, ...],
    planned: bool,
    by: str | None,
    most: int | None,
    other: Path | None,
    directory: Path | None,
) -> None:
    """Draw a map as one HTML page that works without a network, or as an SVG picture.

    \b
    Examples:
      peelgraph map --list
      peelgraph map partnerships --question 1 -o partnerships.html
      peelgraph map ego --about MASH -o mash.svg
      peelgraph map path --from "University of Cambridge" --to "serious street violence"
    """
    from graph import files
    from graph.query.search import resolve
    from graph.store import open_current
    from viz.maps import builder, catalogue

    if listed or name is None:
        _list()
        return
    chosen = catalogue.find_map(name)
    place = files.store_directory(directory)
    store = open_current(place)
    second = open_current(other) if other else None
    wish = catalogue.MapOptions(
        about=tuple(dict.fromkeys(resolve(place, thing) for thing in about)),
        hops=hops,
        theme=resolve(place, theme) if theme else "",
        question=question,
        voices=voices,
        planned=planned,
        by=by or "",
        most=most or catalogue.MOST,
        other=(second, *builder.store_names(store, second)) if second else None,
    )
    target = path or Path(f"{name}.html")
    counted = " and ".join(
        f"{count:,} {what}"
        for count, what in zip(builder.draw(store, name, target, wish), chosen.counts, strict=True)
    )
    say(f"drew {counted} to {target}")


def _list() -> None:
    from viz.maps.catalogue import MAPS

    wide = max(map(len, MAPS))
    for one in MAPS.values():
        say(f"{one.name:{wide}}  {one.usage}")
