"""Open the explorer of a store in the browser at a thing.

The browser is started by the first process of a command, since the network is closed for the copy
that looks the thing up.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import webbrowser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

from graph import files, store_generation
from graph.cli.limited_command import Limited
from graph.cli.output import say, step
from graph.namespaces import compress

PAGE = "explorer.html"  # in the folder of the store
_CHOICE = "PEELGRAPH_WEB"  # names the file into which the copy writes the thing


class Opening(Limited):
    """A command that opens what it finds in the browser where --web is given."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; with --web, open in the browser the thing that it chose."""
        if not ctx.params["web"] or os.environ.get(_CHOICE):
            return super().invoke(ctx)
        directory = files.store_directory(ctx.params["directory"])
        with tempfile.TemporaryDirectory() as folder:
            choice = Path(folder) / "thing"
            os.environ[_CHOICE] = str(choice)
            try:
                super().invoke(ctx)
            except click.exceptions.Exit as end:
                if end.exit_code:
                    raise
            finally:
                del os.environ[_CHOICE]
            iri = choice.read_text("utf-8")
        return ctx.exit(_open(directory, iri))


def choose(iri: str) -> None:
    """Hand the thing that is to be opened to the first process.

    Args:
        iri: of the thing.
    """
    Path(os.environ[_CHOICE]).write_text(iri, "utf-8")


def _open(directory: Path, iri: str) -> int:
    """Open the explorer at a thing, written anew where it is older than the store."""
    page = _page(directory)
    if not page.is_file() or _changed(page) < _changed(directory / store_generation.POINTER):
        step("writing the explorer, which is done once ...")
        if code := _write(page, directory):
            return code
        step("")
    address = f"{files.real_path(page).as_uri()}#thing={quote(compress(iri), safe=':/')}"
    if webbrowser.open(address):
        say(f"opened {address}")
    else:
        say(f"no browser could be started; open {address}")
    return 0


def _page(directory: Path) -> Path:
    """Return where the explorer of a store stands: in its folder, or in the cache."""
    if os.access(directory, os.W_OK):
        return directory / PAGE
    from platformdirs import user_cache_path

    name = quote(str(files.real_path(directory)), safe="")
    return user_cache_path("peelgraph", ensure_exists=True) / f"{name[-100:]}-{PAGE}"


def _write(page: Path, directory: Path) -> int:
    """Write the explorer by the command `site`; return its exit code."""
    start = sys.orig_argv[1 : len(sys.orig_argv) - len(sys.argv) + 1]
    site = ["site", "-o", str(page), "--store", str(directory)]
    command = [sys.executable, *start, *site]
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode  # noqa: S603 - our own command line


def _changed(path: Path) -> float:
    return path.stat().st_mtime
