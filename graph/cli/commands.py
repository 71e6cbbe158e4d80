"""List all commands, and load the module of one when it is used."""

from __future__ import annotations

import gc
import sys
from functools import partial
from importlib import import_module
from typing import Any, NamedTuple

import click

from graph.cli import failure


class CommandEntry(NamedTuple):
    """A command in the list.

    Attributes:
        module: that holds it, named NAME_command.
        summary: what it does, as the first paragraph of its own help says: to list it needs no
            module.
        synonyms: what other programs call it.
    """

    module: str
    summary: str
    synonyms: tuple[str, ...] = ()


COMMANDS = {  # in the order of the help
    "build": CommandEntry(
        "graph.cli.build", "Build the store: read, check, infer and write the graph."
    ),
    "find": CommandEntry(
        "graph.cli.find",
        "Find things, findings and figures by name, acronym or words.",
        ("search",),
    ),
    "show": CommandEntry(
        "graph.cli.show",
        "Show what the graph holds about a thing, with its sentences.",
        ("describe", "info", "get"),
    ),
    "ask": CommandEntry(
        "graph.cli.questions",
        "Answer a named question; or list or search the questions.",
        ("question", "questions"),
    ),
    "path": CommandEntry(
        "graph.cli.connections",
        "Show how two things are connected, with the sentences.",
        ("paths",),
    ),
    "compare": CommandEntry(
        "graph.cli.connections",
        "Compare figures with each other or with their comparators.",
    ),
    "diff": CommandEntry(
        "graph.cli.diff",
        "Show what changed from A to B.",
    ),
    "analyse": CommandEntry(
        "graph.cli.analyse",
        "Analyse a network: centrality, communities, brokers and more.",
        ("analyze", "analysis"),
    ),
    "query": CommandEntry(
        "graph.cli.questions",
        "Answer a SPARQL query.",
        ("sparql", "select"),
    ),
    "site": CommandEntry(
        "viz.cli",
        "Write the explorer: the whole graph in one offline HTML file.",
    ),
    "map": CommandEntry(
        "viz.cli",
        "Draw a map: an offline HTML page or an SVG picture.",
        ("draw", "maps", "visualise", "visualize"),
    ),
    "export": CommandEntry(
        "graph.cli.exports",
        "Export the graph, a part of it, its tables or a network.",
        ("save", "dump"),
    ),
    "cite": CommandEntry(
        "graph.cli.exports",
        "Cite a finding, figure, judgment or area for improvement.",
        ("citation",),
    ),
    "check": CommandEntry(
        "graph.cli.check",
        "Check the data; or RDF files against shapes; or a store.",
        ("validate", "verify"),
    ),
    "outline": CommandEntry(
        "graph.cli.curate", "Show each sentence with what the data state for it."
    ),
    "format": CommandEntry("graph.cli.curate", "Rewrite Turtle and TriG files in canonical form."),
    "read": CommandEntry(
        "graph.cli.curate", "Split a report into sections, paragraphs and sentences."
    ),
    "load": CommandEntry("graph.cli.build", "Add RDF files to a store.", ("import",)),
    "mcp": CommandEntry(
        "graph.cli.mcp",
        "Serve language-model clients over the Model Context Protocol.",
    ),
}
SYNONYMS = {word: name for name, entry in COMMANDS.items() for word in entry.synonyms}
_PACKAGE = __name__.removesuffix("graph.cli.commands")  # in a wheel, `peelgraph.`


class CommandGroup(click.Group):
    """A group that loads a command when it is used, and turns each failure into one message."""

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run the command line; with `standalone_mode`, end the process with an exit code."""
        run = partial(super().main, *args, standalone_mode=False, **extra)
        if not standalone_mode:
            return run()
        name = next((word for word in sys.argv[1:] if word in COMMANDS), "peelgraph")
        code = failure.guarded(run, name)
        gc.freeze()  # nothing is left to collect; the interpreter would look at all of it
        sys.exit(code)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order of use, not of the alphabet."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading them."""
        room = formatter.width - 6 - max(map(len, COMMANDS))  # as click has it
        rows = [
            (name, click.Command(name, help=entry.summary).get_short_help_str(room))
            for name, entry in COMMANDS.items()
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, or nothing where there is none."""
        word = cmd_name.lower()
        if word in _ABOUT:
            return _ABOUT[word]
        name = SYNONYMS.get(word, word)
        if name not in COMMANDS:
            return None
        return import_command(name)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what stands before the command.

        Raises:
            click.NoSuchOption: that says where the options of commands stand.
        """
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            place = "Options stand behind their command, as in `peelgraph show METHUB --store DIR`."
            message = f"{error.message} {place}"
            raise click.NoSuchOption(error.option_name, message, ctx=ctx) from None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of some arguments; for an unknown one, name the nearest.

        Raises:
            click.UsageError: for an unknown command.
        """
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            hint = "`peelgraph help` lists all commands."
            if command := next((word for word in args[1:] if word in COMMANDS), ""):
                hint = f"Put the command first, as in `peelgraph {command} {name}`. {hint}"
            elif near := _near(name):
                hint = f"Did you mean {SYNONYMS.get(near, near)}? {hint}"
            raise click.UsageError(f"there is no command “{name}”. {hint}", ctx)
        return super().resolve_command(ctx, args)


def _near(word: str) -> str:
    """Return the name of a command that is like a word, or ""."""
    from difflib import get_close_matches

    names = [*COMMANDS, *SYNONYMS, *_ABOUT]
    return next(iter(get_close_matches(word.lower(), names, 1, 0.6)), "")


def import_command(name: str) -> click.Command:
    """Import the module of a command and return the command.

    Args:
        name: one of COMMANDS.
    """
    command = getattr(import_module(_PACKAGE + COMMANDS[name].module), f"{name}_command")
    assert isinstance(command, click.Command)
    return command


def all_commands() -> dict[str, click.Command]:
    """Return every command by its name, in the order of the help."""
    return {name: import_command(name) for name in COMMANDS}


@click.command("help", add_help_option=False)
@click.argument("names", nargs=-1, metavar="[COMMAND]")
@click.pass_context
def help_command(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Show the help of a command, or of all."""
    group = ctx.find_root()
    assert isinstance(group.command, CommandGroup)
    if not names:
        click.echo(group.get_help())
        return
    _, command, _ = group.command.resolve_command(group, [names[0]])
    assert command is not None
    with click.Context(command, info_name=command.name, parent=group) as context:
        click.echo(command.get_help(context))


def _print_version(ctx: click.Context, _param: click.Parameter | None, asked: bool) -> None:
    """Print the version where it is asked for."""
    from graph.files import version

    if asked:
        click.echo(f"peelgraph {version()}")
        ctx.exit()


@click.command("version", add_help_option=False)
@click.pass_context
def version_command(ctx: click.Context) -> None:
    """Show the version."""
    _print_version(ctx, None, asked=True)


_ABOUT: dict[str, click.Command] = {"help": help_command, "version": version_command}


@click.group(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "-v",
    "-V",
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
def commands() -> None:
    """Knowledge graphs of police inspections: every statement at its sentence.

    \b
    Start with:
      peelgraph build
      peelgraph show METHUB
      peelgraph query "SELECT ?a ?b ?sentence { GRAPH ?sentence { ?a peel:worksWith ?b } } LIMIT 5"
      peelgraph map partnerships -o partnerships.html
    """
