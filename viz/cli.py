"""The command line of pictures."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli.group import FILE, store_option


@click.command("map")
@click.argument("name", type=click.Choice(["partnerships"]))
@click.option("-o", "--output", "path", type=FILE, help="HTML file to write (default: NAME.html).")
@click.option("--question", type=click.IntRange(1, 9), help="Only what stands under this question of the report.")
@store_option
def draw(name: str, path: Path | None, question: int | None, directory: Path | None) -> None:
    """Draw a relationship map as one HTML page that works without a network.

    \b
    Example:
      peelgraph map partnerships --question 1 -o partnerships.html
    """
    from graph import files
    from graph.store import open_current
    from viz.maps import draw as write

    target = path or Path(f"{name}.html")
    nodes, edges = write(open_current(files.store_directory(directory)), name, target, question=question)
    click.echo(f"drew {nodes} things and {edges} relations to {target}")
