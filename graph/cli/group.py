"""The group of all commands: its options in common, its way with errors."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from graph.cli import failure
from graph.cli.limited import Limited
from graph.errors import PeelgraphError

F = TypeVar("F", bound=Callable[..., Any])
ORDER = (
    "build",
    "find",
    "show",
    "ask",
    "path",
    "compare",
    "diff",
    "analyse",
    "query",
    "map",
    "export",
    "cite",
    "check",
    "outline",
    "format",
    "read",
    "load",
    "mcp",
)


class FileName(click.Path):
    """The name of a file or folder; an empty one is refused, and for output one that is only a suffix."""

    def __init__(self, *, output: bool = False) -> None:
        super().__init__(path_type=Path)
        self.output = output

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read a name.

        Raises:
            PeelgraphError: for a name that no file should have.
        """
        name = str(value)
        option = param.opts[-1] if param and param.opts else "the argument"
        if not name.strip():
            raise PeelgraphError(
                f"the name for {option} is empty.", hint="Give the name of a file or folder."
            )
        if "\0" in name:
            raise PeelgraphError(
                f"the name for {option} holds a NUL character.",
                hint="Give the name of a file or folder.",
            )
        if self.output and Path(name).name.lower() in SUFFIXES:
            raise PeelgraphError(
                f"“{name}” is only a suffix.",
                hint=f"Put a name before it, as in graph{Path(name).name}.",
            )
        return super().convert(value, param, ctx)


FILE = FileName()
OUTPUT = FileName(output=True)
SUFFIXES = (
    ".ttl",
    ".trig",
    ".nt",
    ".nq",
    ".jsonld",
    ".rdf",
    ".csv",
    ".graphml",
    ".gexf",
    ".json",
    ".html",
    ".svg",
)


class Commands(click.Group):
    """A group of commands that run under limits, and of which whatever goes wrong becomes one message and an exit code."""

    command_class = Limited

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run the command line; with `standalone_mode`, end the process with an exit code."""
        run: Callable[[], Any] = partial(super().main, *args, standalone_mode=False, **extra)
        if not standalone_mode:
            return run()
        name = next((word for word in sys.argv[1:] if word in self.commands), "peelgraph")
        sys.exit(failure.guarded(run, name))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """List the commands in the order of use, not of the alphabet."""
        return sorted(
            self.commands, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER)
        )


def store_option(command: F) -> F:
    """Add --store to a command."""
    told = "Directory of the store (default: PEELGRAPH_STORE, or one in your cache)."
    return click.option("--store", "directory", type=FILE, help=told)(command)


def raw_option(command: F) -> F:
    """Add --raw to a command."""
    told = "In csv and tsv, leave texts as they are that a spreadsheet would take for formulas (default: an apostrophe before them)."
    return click.option("--raw", is_flag=True, help=told)(command)


def data_option(command: F) -> F:
    """Add --data to a command."""
    return click.option(
        "--data", type=FILE, help="Folder of data to use in place of the project's own."
    )(command)


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="peelgraph", message="%(prog)s %(version)s")
def main() -> None:
    """Knowledge graphs of police inspections: every statement at its sentence.

    \b
    Start with:
      peelgraph build
      peelgraph show METHUB
      peelgraph query "SELECT ?a ?b ?sentence { GRAPH ?sentence { ?a peel:worksWith ?b } } LIMIT 5"
      peelgraph map partnerships -o partnerships.html
    """
