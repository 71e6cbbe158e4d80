"""The front door: the command `peelgraph`, joined from the command lines of graph and viz."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from graph.cli import analysis, data, questions  # noqa: F401 - importing them adds their commands to the group
    from graph.cli.group import main as commands
    from viz.cli import draw

    commands.add_command(draw)
    commands(prog_name="peelgraph")


if __name__ == "__main__":
    main()
