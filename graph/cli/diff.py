"""Compare two versions of the graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.limited_command import WORK, Limited
from graph.cli.options import data_option, format_option
from graph.cli.output import emit, emit_json, say
from graph.text import format_amount

if TYPE_CHECKING:
    from graph.diff.narrative import Change
    from graph.diff.statements import Difference
    from graph.evidence import Evidence

_COLOURS = {"added": "green", "removed": "red"}


@click.command("diff", cls=Limited, limit=WORK)
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@format_option("text", "json", "patch", text="patch: RDF Patch, from A to B.", default="text")
@click.option("--stat", is_flag=True, help="Only count the changes, by kind.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where there is a difference.")
@data_option
def diff_command(
    before: str, after: str, form: str, stat: bool, exit_code: bool, data: Path | None
) -> None:
    """Show what changed from A to B.

    Changes are statements that were added, were removed, or rest on other sentences.

    A and B are directories of stores, RDF files, folders of data, or git revisions of the
    repository that holds the data (the project's own, or that of --data). What follows from other
    statements is left out. Blank nodes are compared by what they state.

    \b
    Examples:
      peelgraph diff HEAD data
      peelgraph diff v1.0 HEAD --stat
      peelgraph diff before.nq after.nq --format patch
    """
    from graph.diff.narrative import describe_changes
    from graph.diff.patch import rdf_patch
    from graph.diff.snapshot import read_snapshots
    from graph.diff.statements import difference

    if stat and form == "patch":
        raise click.UsageError("Give --stat or --format patch, not both.")
    delta = difference(*read_snapshots(before, after, data=data))
    if form == "patch":
        emit(rdf_patch(delta), form)
    elif form == "json":
        emit_json(_data(delta, describe_changes(delta), stat))
    else:
        _print_difference(delta, describe_changes(delta), stat)
    if exit_code and delta.statements:
        click.get_current_context().exit(1)


def _print_difference(delta: Difference, items: Sequence[Change], stat: bool) -> None:
    if not stat:
        _print_changes(items)
    if items:
        _print_summary(delta, items)
    else:
        say(_equality(delta))
    for note in _notes(delta):
        say(f"note: {note}", err=True)


def _print_changes(changes: Sequence[Change]) -> None:
    """Print changes under the sentence where they stand."""
    for group, items in groupby(changes, key=lambda change: change.group):
        say(group, bold=True)
        for change in items:
            say(f"  {change}", fg=_COLOURS.get(change.what))
            _print_places(change)
        say()


def _print_places(change: Change) -> None:
    """Print the sentences of a change, except the one in its heading."""
    if change.what in _COLOURS:
        rest = [place for place in (change.after or change.before) if place.place != change.group]
        _print_line("also said in", rest)
    elif change.before != change.after:
        _print_line("was said in", change.before)
        _print_line("is said in", change.after)


def _print_line(words: str, places: Sequence[Evidence]) -> None:
    if places:
        say(f"    {words} {'; '.join(place.place for place in places)}")


def _print_summary(delta: Difference, changes: Sequence[Change]) -> None:
    from graph.diff.narrative import count_changes

    say(f"{'added':>7} {'removed':>7} {'changed':>7}")
    for kind, numbers in count_changes(changes).items():
        say(" ".join(f"{number:7,}" for number in numbers.values()) + f"  {kind}")
    counts = [f"{number:,} {what}" for what, number in _counts(delta).items() if number]
    say(f"{', '.join(counts)}, counted as single statements")


def _equality(delta: Difference) -> str:
    line = f"no difference: both state the same {format_amount(len(delta.after), 'statements')}"
    if delta.refiled:
        line += f"; {delta.refiled:,} of them are in another file"
    return line


def _notes(delta: Difference) -> Iterator[str]:
    """Yield what was not compared, or is no difference of content."""
    if not delta.is_exact:
        yield "only one of the two has named graphs, so both are compared without them"
    if delta.rewritten:
        first, second = map(str, delta.rewritten[0])
        count = format_amount(len(delta.rewritten), "values")
        yield f"{count} of literals in another form, which counts as the same: {first} and {second}"


def _counts(delta: Difference) -> dict[str, int]:
    whats = [statement.what for statement in delta.statements]
    return {what: whats.count(what) for what in ("added", "removed", "evidence changed")}


def _data(delta: Difference, changes: Sequence[Change], stat: bool) -> dict[str, object]:
    from graph.diff.narrative import count_changes

    counts: dict[str, object] = {
        "a": delta.before.name,
        "b": delta.after.name,
        "counts": _counts(delta),
        "refiled": delta.refiled,
        "same values in another form": len(delta.rewritten),
        "compared without named graphs": not delta.is_exact,
        "by kind": count_changes(changes),
    }
    if stat:
        return counts
    statements = [
        {
            "what": statement.what,
            "statement": str(statement.triple),
            "before": sorted(statement.before or ()),
            "after": sorted(statement.after or ()),
        }
        for statement in delta.statements
    ]
    return {**counts, "changes": [change.as_data() for change in changes], "statements": statements}
