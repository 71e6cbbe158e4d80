"""Verify a store against its pointer and manifest: every file, and the statements of every graph."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph import generation
from graph.errors import PeelgraphError, Problem, StoreError
from graph.store import current, open_current
from graph.writer import digests


@dataclass(frozen=True)
class Verified:
    """What a verification found.

    Attributes:
        problems: each file or graph that is not as it was written; empty for a store that is whole.
        files: number of files that were verified.
        graphs: number of graphs that were verified.
        statements: number of statements in them, counted by graph.
    """

    problems: list[Problem]
    files: int = 0
    graphs: int = 0
    statements: int = 0


def verify(directory: Path) -> Verified:
    """Compare a store with what was noted when it was written.

    Statements are counted and digested only where every file is whole: the engine is not let loose on damaged files.

    Raises:
        StoreError: when there is no store.
    """
    try:
        pointer = current(directory)
    except StoreError as error:
        return Verified(
            [Problem(error.where, f"{error.message} {error.hint}{_rest(directory)}", "pointer")]
        )
    if not pointer:
        if rest := _rest(directory):
            return Verified(
                [Problem(str(directory / generation.POINTER), f"is missing.{rest}", "pointer")]
            )
        raise StoreError(
            "there is no store here.", where=str(directory), hint="Run `peelgraph build` first."
        )
    folder = directory / str(pointer["generation"])
    records = generation.records(pointer)
    if not records:
        message = "was written by an earlier version, which noted no digests; `peelgraph build --force` makes it anew"
        return Verified([Problem(str(folder), message, "manifest")])
    faults = [
        Problem(str(folder / name), fault, "file")
        for name, fault in generation.damage(directory, pointer)
    ]
    if faults:
        return Verified(faults, len(records))
    noted = generation.manifest(directory, pointer).get("graphs")
    expected = (
        {name: (row[0], row[1]) for name, row in noted.items()} if isinstance(noted, dict) else {}
    )
    try:
        found = digests(open_current(directory))
    except PeelgraphError as error:
        return Verified([Problem(str(folder), error.message, "store")], len(records))
    return Verified(
        [
            _graph_problem(folder, name, expected.get(name), found.get(name))
            for name in sorted({*expected, *found})
            if expected.get(name) != found.get(name)
        ],
        len(records),
        len(found),
        sum(count for count, _ in found.values()),
    )


def _graph_problem(
    folder: Path, name: str, expected: tuple[int, str] | None, found: tuple[int, str] | None
) -> Problem:
    before, after = (0 if row is None else row[0] for row in (expected, found))
    message = (
        f"holds {after:,} statements in place of {before:,}"
        if before != after
        else "holds other statements than were written"
    )
    return Problem(
        f"{folder}: {f'graph <{name}>' if name else 'the default graph'}", message, "graph"
    )


def _rest(directory: Path) -> str:
    """Name the generations whose files are still whole, for whoever has to choose a way out."""
    whole = list(generation.complete(directory))
    if not whole:
        return ""
    return f" All files of {' and '.join(whole)} are whole: remove current.json, and the next `peelgraph build` or `load` takes it up again."
