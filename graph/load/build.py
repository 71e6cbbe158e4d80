"""Knows the way from the files of ontology/ and data/ to a store on disk, and does nothing where nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from graph import files
from graph.errors import DataError, Problem, StoreError
from graph.files import Source
from graph.load import description, index, lint, output, parse
from graph.load.infer import infer
from graph.namespaces import GRAPH
from graph.store import INDEX, Literal, NamedNode, Quad, Store, current, memory, rows, writing

BUILD = GRAPH + "build"
COUNTED = ("reports", "sentences", "relations", "findings", "figures", "judgments", "areas for improvement", "conflicts", "statements", "inferred")
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """What a build made, or found made already.

    Attributes:
        directory: of the store.
        fresh: whether the store was made now.
        counts: number of things by kind, as in `sentences`.
    """

    directory: Path
    fresh: bool
    counts: dict[str, int]


def build(directory: Path, *, data: Path | None = None, force: bool = False, tell: Tell = lambda _: None) -> Built:
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
    known = current(directory)
    if not force and known.get("loaded"):
        raise StoreError("this store holds files that were loaded into it.", where=str(directory), hint="Name another --store, or discard them with --force.")
    if not force and known.get("fingerprint") == fingerprint and (directory / str(known["generation"])).is_dir():
        return Built(directory, False, _counts(known))
    tell("reading ontology and data")
    parsed = parse.all_quads(sources)
    store = gather(parsed)
    tell("checking")
    problems = lint.lint(store, parsed) + shape_problems(parsed)
    if problems:
        raise DataError(problems)
    tell("inferring")
    inferred = infer(store)
    _describe(store, fingerprint)
    counts = {**count(store), "inferred": inferred}
    counts = {name: counts[name] for name in COUNTED}
    description.describe(store)
    tell("writing the store")
    note: dict[str, object] = {"fingerprint": fingerprint, "counts": counts}
    with writing(directory, note=note, finish=lambda folder: accompany(folder, store)) as target:
        target.bulk_extend(store)
    return Built(directory, True, counts)


def counts(directory: Path) -> dict[str, int]:
    """Return how much a built store holds of each kind, as its build counted it; empty where nothing was built."""
    return _counts(current(directory))


def accompany(folder: Path, store: Store) -> None:
    """Write what lies beside a store: the index of names and links, and the Turtle of everything."""
    index.write(folder / INDEX, store)
    output.write_turtle(folder, store)


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
    text = (Path(__file__).parent / "counts.rq").read_text("utf-8")
    return {row["what"].value: int(row["number"].value) for row in rows(store, text)}


def _describe(store: Store, fingerprint: str) -> None:
    """Say in a graph of its own what the build was made from (PROV-O), without a clock: same input, same bytes."""
    build = NamedNode(BUILD)
    prov = "http://www.w3.org/ns/prov#"
    statements: Iterable[tuple[str, NamedNode | Literal]] = (
        ("http://www.w3.org/2000/01/rdf-schema#label", Literal(f"built by peelgraph {files.version()}", language="en")),
        (prov + "value", Literal(fingerprint)),
        (prov + "generated", NamedNode(GRAPH + "inferred")),
    )
    for predicate, value in statements:
        store.add(Quad(build, NamedNode(predicate), value, build))
        store.add(Quad(build, NamedNode(predicate), value))


def _counts(known: dict[str, object]) -> dict[str, int]:
    counts = known.get("counts")
    return {name: int(counts[name]) for name in COUNTED if name in counts} if isinstance(counts, dict) else {}
