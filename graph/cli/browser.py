"""Open the explorer of a store in the browser at a thing.

The browser is started by the first process of a command, since the network is closed for the copy
that looks the thing up.
"""

from __future__ import annotations

import hashlib
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
from graph.cli.output import say, say_done, step
from graph.namespaces import compress

_DIGITS = 16  # of the digest of a store's place
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
    """Open the explorer at a thing, written anew where it is not the one that was written last."""
    page = _page(directory)
    note = page.with_suffix(".txt")
    if _text(note) != _note(page, directory):
        step("writing the explorer, which is done once ...")
        if code := _write(page, directory):
            return code
        files.save(note, _note(page, directory).encode())
        step("")
    address = f"{page.as_uri()}#thing={quote(compress(iri), safe=':/')}"
    if webbrowser.open(address):
        say_done(f"opened {address}")
    else:
        say(f"no browser could be started; open {address}")
    return 0


def _page(directory: Path) -> Path:
    """Return where the explorer of a store stands: in the cache of the user.

    What a folder of a store holds beside the store may be from somebody else.
    """
    from platformdirs import user_cache_path

    digest = hashlib.sha256(os.fsencode(files.real_path(directory))).hexdigest()
    folder = user_cache_path("peelgraph", ensure_exists=True)
    return files.real_path(folder) / f"explorer-{digest[:_DIGITS]}.html"


def _note(page: Path, directory: Path) -> str:
    """Return what a page is known by: its bytes, those of the pointer, and who wrote it."""
    pointer = directory / store_generation.POINTER
    if not page.is_file():
        return "missing"
    digests = [store_generation.file_digest(path) for path in (page, pointer)]
    return " ".join((*digests, files.version()))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, ValueError):
        return ""


def _write(page: Path, directory: Path) -> int:
    """Write the explorer by the command `site`; return its exit code."""
    start = sys.orig_argv[1 : len(sys.orig_argv) - len(sys.argv) + 1]
    site = ["site", "-o", str(page), "--store", str(directory)]
    command = [sys.executable, *start, *site]
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode  # noqa: S603 - our own command line
