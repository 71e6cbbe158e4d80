"""Answer language-model clients."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from graph.cli.limited_command import LOOK_UP, QUERY, limit_options
from graph.cli.options import store_option
from graph.extras import require_extra


@click.command("mcp", params=limit_options(*QUERY, what="a call"))
@store_option
def mcp_command(timeout: float, memory: int, directory: Path | None) -> None:
    """Serve language-model clients over the Model Context Protocol.

    The client starts this command itself; docs/language-models.md shows how to configure it.

    \b
    Example:
      peelgraph mcp --store /path/to/store
    """
    from graph import files, worker
    from graph.process_limits import Limits

    store_path = files.real_path(files.store_directory(directory))
    require_extra("mcp", "language-model clients")
    from graph.mcp.server import serve

    worker.run(partial(_open, store_path), Limits(LOOK_UP[0], memory, "opening the store"))
    serve(store_path, seconds=timeout, memory=memory)


def _open(place: Path) -> None:
    """Open a store, to see whether it can be opened."""
    from graph.store import open_current

    open_current(place)
