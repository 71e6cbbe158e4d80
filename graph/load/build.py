"""Build a store on disk from ontology and data; do nothing where the store is up to date."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph import files, garbage_collection, store_generation, store_locks, worker
from graph.default_graph import has_foreign_graphs
from graph.errors import DataError, StoreError
from graph.files import Source
from graph.load import dataset_description, index
from graph.load.checked_sources import add_file, check_sources
from graph.load.counts import count_kinds
from graph.load.folders import Folders, NotLocalError
from graph.load.grouped_build import GroupedBuild
from graph.load.incremental_build import Revision, prepare
from graph.load.infer import infer
from graph.namespaces import GRAPH, expand
from graph.serialize import rdf
from graph.store import INDEX, Literal, NamedNode, Quad, Store, read_pointer
from graph.store_writer import Writer, extend_in_batches, graph_digests, store_writer
from graph.terms import packaged
from graph.text import plural

BUILD = GRAPH + "build"
_MOST_FAULTS = 3  # that a result names
Progress = Callable[[str], None]


@dataclass(frozen=True)
class BuildResult:
    """The store of a build.

    Attributes:
        directory: of the store.
        is_new: whether it was built now; otherwise it was up to date.
        counts: number of things by kind, as in `sentences`.
        damage: what was wrong with the store before, so that it was built again; "" for nothing.
    """

    directory: Path
    is_new: bool
    counts: dict[str, int]
    damage: str = ""


def build_store(
    directory: Path,
    *,
    data: Path | None = None,
    force: bool = False,
    tell: Progress = lambda _: None,
) -> BuildResult:
    """Build the store of the ontology and a folder of data; on any error the last good one stays.

    Args:
        directory: of the store.
        data: the folder; the project's own data by default.
        force: build even if nothing changed.
        tell: is called with each step.

    Raises:
        InputError: for a file that cannot be parsed.
        DataError: for data that fail a check.
        StoreError: for a store that cannot be written.
    """
    sources = files.sources(data)
    digests = files.folder_digests(sources)
    fingerprint = files.fingerprint_of(digests)
    if not force and (result := _up_to_date(directory, read_pointer(directory), fingerprint)):
        _remove_parts(directory)
        return result
    with store_writer(directory, discard=force) as writer:
        if not force and (result := _up_to_date(directory, writer.pointer, fingerprint)):
            return result
        damage = _damage(writer, discard=force)
        with garbage_collection.paused():
            counts = {} if force or damage else _revise(writer, sources, digests, tell)
            counts = counts or _write_in_groups(writer, sources, digests, tell)
            counts = counts or _write(writer, sources, digests, tell)
    return BuildResult(directory, True, counts, damage)


def _damage(writer: Writer, *, discard: bool) -> str:
    """Say what is wrong with a store, which is then made anew; "" where nothing is.

    Args:
        writer: of the store.
        discard: whether it may be made anew where it may not be read.

    Raises:
        StoreError: where it may not be read.
    """
    try:
        faults = writer.faults
    except StoreError:
        if not discard:
            raise
        return ""
    return "; ".join(f"{name} {fault}" for name, fault in faults[:_MOST_FAULTS])


def store_counts(directory: Path) -> dict[str, int]:
    """Return the number of things by kind as the build of a store counted them; {} for no build."""
    return _counts(read_pointer(directory))


def write_companions(folder: Path, store: Store, *, is_own: bool = False) -> None:
    """Write the files beside a store: the index of names and links, and everything in Turtle.

    Args:
        folder: of the generation.
        store: with everything.
        is_own: whether graphs of the project state all of it.
    """
    index.write_index(folder / INDEX, store, is_own=is_own)
    rdf.write_turtle(folder, store)


def _up_to_date(
    directory: Path, pointer: dict[str, object], fingerprint: str
) -> BuildResult | None:
    """Return a store whose sources have not changed and whose files are as they were written.

    Raises:
        StoreError: for a store that was not built, and so could not be built again.
    """
    if not pointer:
        return None
    if pointer.get("loaded"):
        message = "this store holds files that were loaded into it."
        hint = "Name another --store, or discard them with --force."
        raise StoreError(message, where=str(directory), hint=hint)
    if "fingerprint" not in pointer:
        message = "this store does not say what it was built from."
        hint = "Name another --store, or discard it with --force."
        raise StoreError(message, where=str(directory), hint=hint)
    if pointer["fingerprint"] != fingerprint or not store_generation.file_records(pointer):
        return None
    if store_generation.damaged_files(directory, pointer):
        return None
    return BuildResult(directory, False, _counts(pointer))


def _remove_parts(directory: Path) -> None:
    """Remove what killed writers left beside a store, unless another process writes it now."""
    if len(store_generation.generation_numbers(directory)) > 1:
        with suppress(StoreError), store_locks.write_lock(directory, wait=0):
            current = str(read_pointer(directory).get("generation", ""))
            store_generation.remove_generations(directory, current=current)


def _revise(
    writer: Writer, sources: list[Source], digests: dict[str, str], tell: Progress
) -> dict[str, int]:
    """Bring a store up to date with the reports that changed; return {} where all is built."""
    fingerprint = files.fingerprint_of(digests)
    try:
        tell("reading and checking what has changed")
        revision = prepare(writer, sources, digests)
        change = revision.change(
            NamedNode(BUILD), {quad.triple for quad in _description_of_build(fingerprint)}
        )
        counts = _revised_counts(writer.pointer, revision)
        tell("writing what has changed")
        writer.revise(
            change,
            note={**_note(fingerprint), "counts": counts, **revision.note},
            finish=lambda folder, store: revision.finish(folder, store, change),
        )
    except NotLocalError:
        return {}
    return counts


def _revised_counts(pointer: dict[str, object], revision: Revision) -> dict[str, int]:
    old, new = (count_kinds(store) for store in (revision.old, revision.new))
    counts = {
        name: number + new.get(name, 0) - old.get(name, 0)
        for name, number in _counts(pointer).items()
    }
    return {**counts, "inferred": counts["inferred"] + revision.inferred}


def _write_in_groups(
    writer: Writer, sources: list[Source], digests: dict[str, str], tell: Progress
) -> dict[str, int]:
    """Build groups of reports beside one another; return {} where all is built together."""
    fingerprint = files.fingerprint_of(digests)
    tell("reading and checking ontology and data")
    try:
        build = GroupedBuild(
            sources,
            _description_of_build(fingerprint),
            validates=not files.are_validated(sources),
        )
        note: dict[str, object] = {
            **_note(fingerprint),
            "folders": digests,
            "describing": build.describing,
        }

        def finish(folder: Path, store: Store) -> None:
            build.write(folder, store)
            note["counts"] = _in_order(build.counts)

        tell("writing the store")
        writer.replace(lambda _: None, note=note, finish=finish, digests=lambda _: build.digests)
    except NotLocalError:
        return {}
    finally:
        worker.end_idle()
    return _in_order(build.counts)


def _write(
    writer: Writer, sources: list[Source], digests: dict[str, str], tell: Progress
) -> dict[str, int]:
    """Load everything and write it as a new generation; return the number of things by kind."""
    fingerprint = files.fingerprint_of(digests)
    folders = Folders()
    store, counts = _load(sources, fingerprint, folders, tell)
    tell("writing the store")
    is_own = not has_foreign_graphs(store)
    writer.replace(
        lambda target: extend_in_batches(target, store),
        note={**_note(fingerprint), "counts": counts, **folders.note(digests)},
        finish=lambda folder, _: write_companions(folder, store, is_own=is_own),
        digests=lambda _: graph_digests(store),
    )
    return counts


def _load(
    sources: list[Source], fingerprint: str, folders: Folders, tell: Progress
) -> tuple[Store, dict[str, int]]:
    """Load the whole graph into memory, and count its things by kind."""
    tell("reading and checking ontology and data")
    validates = not files.are_validated(sources)
    store, problems, _ = check_sources(sources, validates=validates, folders=folders)
    if problems:
        raise DataError(problems)
    tell("inferring")
    inferred = infer(store)
    build = _description_of_build(fingerprint)
    add_file(store, build)
    counts = {**count_kinds(store), "inferred": inferred}
    dataset_description.add_description(store)
    return store, _in_order(counts)


def _note(fingerprint: str) -> dict[str, object]:
    """Return what the pointer says of the sources of a build, and of its time."""
    return {
        "fingerprint": fingerprint,
        store_generation.BUILT: datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def _description_of_build(fingerprint: str) -> list[Quad]:
    """Describe the build in a graph of its own (PROV-O), without a clock, so that bytes repeat."""
    build = NamedNode(BUILD)
    label = Literal(f"built by peelgraph {files.version()}", language="en")
    values: dict[str, NamedNode | Literal] = {
        "rdfs:label": label,
        "prov:value": Literal(fingerprint),
        "prov:generated": NamedNode(GRAPH + "inferred"),
    }
    return [Quad(build, NamedNode(expand(name)), value, build) for name, value in values.items()]


def _counts(pointer: dict[str, object]) -> dict[str, int]:
    counts = pointer.get("counts")
    if not isinstance(counts, dict):
        return {}
    return _in_order({name: int(number) for name, number in counts.items()})


def _in_order(counts: dict[str, int]) -> dict[str, int]:
    """Put statements, such as findings, in the order of the ontology between all other counts."""
    statements = [plural(kind.label) for kind in packaged().of_family("statement")]
    names = ["reports", "sentences", "relations", *statements, "statements", "inferred"]
    return {name: counts[name] for name in names if name in counts}
