"""List all commands, and load the module of one when it is used."""

from __future__ import annotations

import sys
from functools import partial
from importlib import import_module
from typing import Any

import click

from graph.cli import failure

# The module of each command, in the order of the help; it holds a command named NAME_command.
COMMANDS = {
    "build": "graph.cli.data",
    "find": "graph.cli.questions",
    "show": "graph.cli.questions",
    "ask": "graph.cli.questions",
    "path": "graph.cli.connections",
    "compare": "graph.cli.connections",
    "diff": "graph.cli.diff",
    "analyse": "graph.cli.analyse",
    "query": "graph.cli.questions",
    "site": "viz.cli",
    "map": "viz.cli",
    "export": "graph.cli.exports",
    "cite": "graph.cli.exports",
    "check": "graph.cli.data",
    "outline": "graph.cli.data",
    "format": "graph.cli.data",
    "read": "graph.cli.data",
    "load": "graph.cli.data",
    "mcp": "graph.cli.mcp",
}
_PACKAGE = __name__.removesuffix("graph.cli.group")  # in a wheel, `peelgraph.`


class CommandGroup(click.Group):
    """A group that loads a command when it is used, and turns each failure into one message."""

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run the command line; with `standalone_mode`, end the process with an exit code."""
        run = partial(super().main, *args, standalone_mode=False, **extra)
        if not standalone_mode:
            return run()
        name = next((word for word in sys.argv[1:] if word in COMMANDS), "peelgraph")
        sys.exit(failure.guarded(run, name))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """List the commands in the order of use, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Return a command by its name, or nothing where there is none."""
        if cmd_name not in COMMANDS:
            return None
        return import_command(cmd_name)


def import_command(name: str) -> click.Command:
    """Import the module of a command and return the command.

    Args:
        name: one of COMMANDS.
    """
    command = getattr(import_module(_PACKAGE + COMMANDS[name]), f"{name}_command")
    assert isinstance(command, click.Command)
    return command


def all_commands() -> dict[str, click.Command]:
    """Return every command by its name, in the order of the help."""
    return {name: import_command(name) for name in COMMANDS}


@click.group(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="peelgraph", message="%(prog)s %(version)s")
def commands() -> None:
    """Knowledge graphs of police inspections: every statement at its sentence.

    \b
    Start with:
      peelgraph build
      peelgraph show METHUB
      peelgraph query "SELECT ?a ?b ?sentence { GRAPH ?sentence { ?a peel:worksWith ?b } } LIMIT 5"
      peelgraph map partnerships -o partnerships.html
    """
