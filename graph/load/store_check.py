"""Compare a store with its pointer and manifest: every file, and the statements of every graph."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph import store_generation
from graph.errors import PeelgraphError, Problem, StoreError
from graph.store import open_current, read_pointer
from graph.store_writer import graph_digests

_NO_DIGESTS = (
    "was written by an earlier version, which noted no digests; "
    "`peelgraph build --force` makes it anew"
)
_NO_GRAPH = (0, "")
_Digests = dict[str, tuple[int, str]]


@dataclass(frozen=True)
class Verification:
    """The result of a verification.

    Attributes:
        problems: each file or graph that is not as it was written; empty for an intact store.
        files: number of files that were verified.
        graphs: number of graphs that were verified.
        statements: number of statements in them, counted by graph.
    """

    problems: list[Problem]
    files: int = 0
    graphs: int = 0
    statements: int = 0


def verify_store(directory: Path) -> Verification:
    """Compare a store with what was recorded when it was written.

    Statements are counted and digested only where every file is intact, as the engine must not
    read damaged files.

    Raises:
        StoreError: when there is no store.
    """
    try:
        pointer = read_pointer(directory)
    except StoreError as error:
        message = f"{error.message} {error.hint}{_intact_hint(directory)}"
        return Verification([Problem(error.where, message, "pointer")])
    if not pointer:
        return _without_pointer(directory)
    folder = directory / str(pointer["generation"])
    records = store_generation.file_records(pointer)
    if not records:
        return Verification([Problem(str(folder), _NO_DIGESTS, "manifest")])
    faults = [
        Problem(str(folder / name), fault, "file")
        for name, fault in store_generation.damaged_files(directory, pointer)
    ]
    if faults:
        return Verification(faults, len(records))
    expected = store_generation.graph_records(directory, pointer)
    if not expected:  # an earlier version wrote it, and took digests in another way
        return Verification([], len(records))
    try:
        digests = graph_digests(open_current(directory))
    except PeelgraphError as error:
        return Verification([Problem(str(folder), error.message, "store")], len(records))
    problems = _graph_problems(folder, expected, digests)
    statements = sum(count for count, _ in digests.values())
    return Verification(problems, len(records), len(digests), statements)


def _without_pointer(directory: Path) -> Verification:
    """Name the generations that are intact where the pointer is missing.

    Raises:
        StoreError: when there are none.
    """
    hint = _intact_hint(directory)
    if not hint:
        hint = "Run `peelgraph build` first."
        raise StoreError("there is no store here.", where=str(directory), hint=hint)
    path = directory / store_generation.POINTER
    return Verification([Problem(str(path), f"is missing.{hint}", "pointer")])


def _graph_problems(folder: Path, expected: _Digests, actual: _Digests) -> list[Problem]:
    return [
        _graph_problem(folder, name, expected.get(name, _NO_GRAPH), actual.get(name, _NO_GRAPH))
        for name in sorted({*expected, *actual})
        if expected.get(name) != actual.get(name)
    ]


def _graph_problem(
    folder: Path, name: str, expected: tuple[int, str], actual: tuple[int, str]
) -> Problem:
    message = "holds other statements than were written"
    if expected[0] != actual[0]:
        message = f"holds {actual[0]:,} statements in place of {expected[0]:,}"
    graph = "the default graph"
    if name:
        graph = f"graph <{name}>"
    return Problem(f"{folder}: {graph}", message, "graph")


def _intact_hint(directory: Path) -> str:
    """Name the generations whose files are intact, so that the user can choose one."""
    names = " and ".join(store_generation.intact_generations(directory))
    if not names:
        return ""
    return (
        f" All files of {names} are whole: remove current.json, "
        "and the next `peelgraph build` or `load` takes it up again."
    )
