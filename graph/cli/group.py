"""The command line of everything but pictures: the group, its options in common, its way with errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from graph.cli.limited import Limited
from graph.errors import PeelgraphError

F = TypeVar("F", bound=Callable[..., Any])
FILE = click.Path(path_type=Path)
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


class Commands(click.Group):
    """A group of commands that turns the project's errors into one message and exit code 1; its commands run under limits."""

    command_class = Limited

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; print an error of the project in place of a traceback."""
        try:
            return super().invoke(ctx)
        except PeelgraphError as error:
            click.echo(f"peelgraph: {harmless(str(error))}", err=True)
            ctx.exit(1)
        except RuntimeError as error:
            if not str(error).startswith("Corruption"):  # the engine's word for a damaged store
                raise
            from graph.store import failed

            click.echo(f"peelgraph: {harmless(str(failed(error)))}", err=True)
            ctx.exit(1)
        except MemoryError:
            click.echo("peelgraph: the memory that is allowed does not suffice. Allow more with --memory, as in --memory 4GB.", err=True)
            ctx.exit(1)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(1)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """List the commands in the order of use, not of the alphabet."""
        return sorted(self.commands, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))


def store_option(command: F) -> F:
    """Add --store to a command."""
    told = "Directory of the store (default: PEELGRAPH_STORE, or one in your cache)."
    return click.option("--store", "directory", type=FILE, help=told)(command)


def data_option(command: F) -> F:
    """Add --data to a command."""
    return click.option("--data", type=FILE, help="Folder of data to use in place of the project's own.")(command)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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


def harmless(message: str) -> str:
    """Replace control and bidirectional characters in a message, so that file contents cannot steer a terminal."""
    from graph.query.sparql import safe

    return safe(message)
