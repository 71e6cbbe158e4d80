"""The command that answers language-model clients."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli.group import SECONDS, main, store_option
from graph.errors import PeelgraphError


@main.command("mcp")
@click.option("--timeout", type=SECONDS, default=30.0, show_default=True, help="Seconds after which a call is stopped.")
@store_option
def mcp_(timeout: float, directory: Path | None) -> None:
    """Answer a language-model client over the Model Context Protocol, on standard input and output.

    The client starts this command itself; docs/language-models.md shows how to tell it so.

    \b
    Example:
      peelgraph mcp --store /path/to/store
    """
    from graph import files
    from graph.store import open_current

    place = files.real(files.store_directory(directory))
    try:
        from graph.tools.server import serve
    except ModuleNotFoundError as error:
        hint = 'Install it with: pip install "peelgraph[mcp]"'
        raise PeelgraphError(f"language-model clients need the extra peelgraph[mcp]; {error.name} is missing.", hint=hint) from None
    open_current(place)
    serve(place, seconds=timeout)
