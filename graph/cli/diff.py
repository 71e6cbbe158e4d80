"""The command that sets two versions of the graph against each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.group import data_option, main
from graph.cli.limited import WORK
from graph.cli.output import emit, say

if TYPE_CHECKING:
    from graph.diff.narrative import Change
    from graph.diff.statements import Difference
    from graph.evidence import Evidence

_COLOURS = {"added": "green", "removed": "red"}


@main.command(limit=WORK)
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "patch"]),
    default="text",
    show_default=True,
    help="patch: RDF Patch, from A to B.",
)
@click.option("--stat", is_flag=True, help="Only count the changes, by kind.")
@data_option
def diff(one: str, other: str, form: str, stat: bool, data: Path | None) -> None:
    """Show what changed from A to B: statements added, removed, or resting on other sentences.

    A and B are directories of stores, RDF files, folders of data, or git revisions of the repository that holds the data (the
    project's own, or that of --data). What follows from other statements is left out.

    \b
    Examples:
      peelgraph diff HEAD data
      peelgraph diff v1.0 HEAD --stat
      peelgraph diff before.nq after.nq --format patch
    """
    import json

    from graph.diff.narrative import describe_changes
    from graph.diff.patch import rdf_patch
    from graph.diff.snapshot import read_snapshot
    from graph.diff.statements import difference

    if stat and form == "patch":
        raise click.UsageError("Give --stat or --format patch, not both.")
    found = difference(read_snapshot(one, data=data), read_snapshot(other, data=data))
    if form == "patch":
        emit(rdf_patch(found), form)
        return
    told = describe_changes(found)
    if form == "json":
        emit(json.dumps(_data(found, told, stat), ensure_ascii=False, indent=1) + "\n", form)
    elif stat or not told:
        _print_summary(found, told)
    else:
        _print_changes(told)
        _print_summary(found, told)


def _print_changes(told: Sequence[Change]) -> None:
    """Print changes under the sentence where they stand."""
    for group, items in groupby(told, key=lambda change: change.group):
        say(group, bold=True)
        for change in items:
            say(f"  {change}", fg=_COLOURS.get(change.what))
            _print_places(change)
        say()


def _print_places(change: Change) -> None:
    """Print the sentences of a change, as far as its heading does not say them."""
    if change.what in _COLOURS:
        rest = [place for place in (change.after or change.before) if place.place != change.group]
        _print_line("also said in", rest)
    elif change.before != change.after:
        _print_line("was said in", change.before)
        _print_line("is said in", change.after)


def _print_line(words: str, places: Sequence[Evidence]) -> None:
    if places:
        say(f"    {words} {'; '.join(place.place for place in places)}")


def _print_summary(found: Difference, told: Sequence[Change]) -> None:
    from graph.diff.narrative import count_changes

    table = count_changes(told)
    if table:
        say(f"{'added':>7} {'removed':>7} {'changed':>7}")
    for kind, numbers in table.items():
        say(" ".join(f"{number:7,}" for number in numbers.values()) + f"  {kind}")
    counts = _counts(found)
    if told:
        say(
            ", ".join(f"{number:,} {what}" for what, number in counts.items() if number)
            + ", counted in single statements"
        )
    else:
        refiled = f"; {found.refiled:,} of them stand in another file" if found.refiled else ""
        say(f"no difference: both state the same {len(found.after):,} statements{refiled}")


def _counts(found: Difference) -> dict[str, int]:
    whats = [statement.what for statement in found.statements]
    return {what: whats.count(what) for what in ("added", "removed", "evidence changed")}


def _data(found: Difference, told: Sequence[Change], stat: bool) -> dict[str, object]:
    from graph.diff.narrative import count_changes

    counted: dict[str, object] = {
        "a": found.before.name,
        "b": found.after.name,
        "counts": _counts(found),
        "refiled": found.refiled,
        "by kind": count_changes(told),
    }
    if stat:
        return counted
    statements = [
        {
            "what": one.what,
            "statement": str(one.triple),
            "before": sorted(one.before or ()),
            "after": sorted(one.after or ()),
        }
        for one in found.statements
    ]
    return {**counted, "changes": [change.as_data() for change in told], "statements": statements}
