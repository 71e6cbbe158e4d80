"""Make a store on disk from the files of ontology/ and data/; do nothing where nothing changed and nothing is damaged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from graph import files, generation, rdf
from graph.errors import DataError, Problem, StoreError
from graph.files import Source
from graph.load import description, index, lint, parse
from graph.load.infer import infer
from graph.namespaces import GRAPH
from graph.queries import PackagedQuery
from graph.store import INDEX, Literal, NamedNode, Quad, Store, current, memory
from graph.writer import writing

BUILD = GRAPH + "build"
COUNTED = (
    "reports",
    "sentences",
    "relations",
    "findings",
    "figures",
    "judgments",
    "areas for improvement",
    "conflicts",
    "statements",
    "inferred",
)
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """What a build made, or found made already.

    Attributes:
        directory: of the store.
        fresh: whether the store was made now.
        counts: number of things by kind, as in `sentences`.
        damage: what was wrong with the store that was there, for which it was made anew; "" where nothing was.
    """

    directory: Path
    fresh: bool
    counts: dict[str, int]
    damage: str = ""


def build(
    directory: Path, *, data: Path | None = None, force: bool = False, tell: Tell = lambda _: None
) -> Built:
    """Make the store of the ontology and a folder of data; the last good store stays when anything is wrong.

    Args:
        directory: of the store.
        data: the folder; the project's own data by default.
        force: build even if nothing changed.
        tell: is told of each step.

    Raises:
        InputError: for a file that cannot be parsed.
        DataError: for data that fail a check.
        StoreError: for a store that cannot be written.
    """
    sources = files.sources(data)
    fingerprint = files.fingerprint(sources)
    if not force and (built := _finished(directory, current(directory), fingerprint)):
        _tidy(directory)
        return built
    with writing(directory, discard=force) as writer:
        if not force and (built := _finished(directory, writer.pointer, fingerprint)):
            return built
        faults = (
            [f"{name} {fault}" for name, fault in generation.damage(directory, writer.pointer)]
            if writer.pointer
            else []
        )
        store, counted = _made(sources, fingerprint, tell)
        tell("writing the store")
        note: dict[str, object] = {"fingerprint": fingerprint, "counts": counted}
        writer.replace(
            lambda target: target.bulk_extend(store),
            note=note,
            finish=lambda folder, _: accompany(folder, store),
        )
    return Built(directory, True, counted, "; ".join(faults[:3]))


def counts(directory: Path) -> dict[str, int]:
    """Return how much a built store holds of each kind, as its build counted it; empty where nothing was built."""
    return _counts(current(directory))


def accompany(folder: Path, store: Store) -> None:
    """Write what lies beside a store: the index of names and links, and the Turtle of everything."""
    index.write(folder / INDEX, store)
    rdf.write_turtle(folder, store)


def _finished(directory: Path, pointer: dict[str, object], fingerprint: str) -> Built | None:
    """Return the store where it is up to date and every file of it is as it was written.

    Raises:
        StoreError: for a store that was not built, and so could not be built again.
    """
    if not pointer:
        return None
    if pointer.get("loaded"):
        raise StoreError(
            "this store holds files that were loaded into it.",
            where=str(directory),
            hint="Name another --store, or discard them with --force.",
        )
    if "fingerprint" not in pointer:
        hint = "Name another --store, or discard it with --force."
        raise StoreError(
            "this store does not say what it was built from.", where=str(directory), hint=hint
        )
    whole = generation.records(pointer) and not generation.damage(directory, pointer)
    return (
        Built(directory, False, _counts(pointer))
        if whole and pointer["fingerprint"] == fingerprint
        else None
    )


def _tidy(directory: Path) -> None:
    """Remove what killed writers left beside a store that is up to date; where another process writes, it does so itself."""
    if len(generation.numbers(directory)) > 1:
        with suppress(StoreError), generation.locked(directory, wait=0):
            generation.clear(directory, str(current(directory).get("generation", "")))


def _made(sources: list[Source], fingerprint: str, tell: Tell) -> tuple[Store, dict[str, int]]:
    """Make the whole graph in memory, and count it."""
    tell("reading ontology and data")
    parsed = parse.all_quads(sources)
    store = gather(parsed)
    tell("checking")
    problems = lint.lint(store, parsed)
    if not files.validated(sources):
        problems += shape_problems(parsed)
    if problems:
        raise DataError(problems)
    tell("inferring")
    inferred = infer(store)
    _describe(store, fingerprint)
    counts = {**count(store), "inferred": inferred}
    description.describe(store)
    return store, {name: counts[name] for name in COUNTED}


def gather(parsed: dict[Source, list[Quad]]) -> Store:
    """Put parsed files into a store in memory, and each distinct statement once into its default graph; shapes stay out."""
    quads = [quad for source, found in parsed.items() if not source.is_shape for quad in found]
    store = memory(quads)
    store.bulk_extend({Quad(quad.subject, quad.predicate, quad.object) for quad in quads})
    return store


def shape_problems(parsed: dict[Source, list[Quad]]) -> list[Problem]:
    """Validate parsed data and ontology against the parsed shapes."""
    from graph.load.shapes import validate

    data: list[Quad] = []
    shapes: list[Quad] = []
    for source, quads in parsed.items():
        (shapes if source.is_shape else data).extend(quads)
    return validate(data, shapes)


def count(store: Store) -> dict[str, int]:
    """Count what a reader cares about, in the default graph and the graphs of sentences."""
    query = PackagedQuery.read(Path(__file__).parent / "counts.rq")
    return {row["what"]: int(row["number"]) for row in query.rows(store)}


def _describe(store: Store, fingerprint: str) -> None:
    """Say in a graph of its own what the build was made from (PROV-O), without a clock: same input, same bytes."""
    build = NamedNode(BUILD)
    prov = "http://www.w3.org/ns/prov#"
    statements: Iterable[tuple[str, NamedNode | Literal]] = (
        (
            "http://www.w3.org/2000/01/rdf-schema#label",
            Literal(f"built by peelgraph {files.version()}", language="en"),
        ),
        (prov + "value", Literal(fingerprint)),
        (prov + "generated", NamedNode(GRAPH + "inferred")),
    )
    for predicate, value in statements:
        store.add(Quad(build, NamedNode(predicate), value, build))
        store.add(Quad(build, NamedNode(predicate), value))


def _counts(known: dict[str, object]) -> dict[str, int]:
    counts = known.get("counts")
    return (
        {name: int(counts[name]) for name in COUNTED if name in counts}
        if isinstance(counts, dict)
        else {}
    )
