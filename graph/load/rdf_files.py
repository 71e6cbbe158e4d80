"""Load any RDF files into a store, beside what it holds, and say what the store changes in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph import files, garbage_collection
from graph.default_graph import add_statements, statements_to_add
from graph.load import index
from graph.load.index_changes import is_current_index, update_index
from graph.load.partial_index import surroundings
from graph.namespaces import PREFIXES
from graph.parse.parser import parse_file
from graph.serialize.statement_form import written_literal
from graph.store import (
    INDEX,
    TURTLE,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Store,
    Triple,
    open_generation,
    store_in_memory,
    stored_literals,
)
from graph.store_generation import BUILT
from graph.store_writer import (
    QuadChange,
    Writer,
    extend_in_batches,
    graph_digests,
    store_writer,
)

_PART = 100_000  # statements that are copied at once
_FEW = 200_000  # statements that are put into a store in place of writing it anew
_XSD = PREFIXES["xsd"]
_TEXTS = (_XSD + "string", PREFIXES["rdf"] + "langString")
_AS_THEY_ARE = tuple(NamedNode(iri) for iri in _TEXTS)  # datatypes that a store does not rewrite


@dataclass(frozen=True)
class Normalisation:
    """Literals of one datatype that the store writes in another form.

    Attributes:
        datatype: local name of the XML Schema datatype, as in `dateTime`.
        number: of statements with such a literal.
        before: the first of them, as the file has it.
        after: the same, as exports have it.
    """

    datatype: str
    number: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.number:,} of xsd:{self.datatype}, as in {self.before} \u2192 {self.after}"


@dataclass(frozen=True)
class LoadResult:
    """What files gave to a store.

    Attributes:
        statements: number of distinct statements in the files, each counted once in each graph.
        repeated: number of those that the store held before.
        in_graphs: number of those in named graphs.
        graphs: number of their named graphs.
        normalisations: of literals, by datatype, A to Z.
        coinciding: number of statements that become the same as others by that.
    """

    statements: int
    repeated: int
    in_graphs: int
    graphs: int
    normalisations: tuple[Normalisation, ...]
    coinciding: int


@garbage_collection.paused()
def load_files(directory: Path, paths: Sequence[Path]) -> LoadResult:
    """Put RDF files into a store, beside what it holds.

    Relative IRIs are read against the address of their file. Statements of named graphs stand in
    the default graph too, so that plain queries see them.

    Args:
        directory: of the store; made where it is missing.
        paths: of the files.

    Raises:
        InputError: for a file that cannot be parsed.
        StoreError: for a store that cannot be read or written.
    """
    quads = _distinct([parse_local(path) for path in paths])
    named = sum(not isinstance(quad.graph_name, DefaultGraph) for quad in quads)
    graphs = len({quad.graph_name for quad in quads} - {DefaultGraph()})
    number, changes = len(quads), normalisations(quads)
    alike = coinciding(quads) if changes else 0
    with store_writer(directory) as writer:
        sources = {str(files.real_path(path)) for path in paths}
        sources.update(_loaded(writer.pointer))
        note: dict[str, object] = {"loaded": sorted(sources)}
        if BUILT in writer.pointer:  # which the description of the build does not say
            note[BUILT] = writer.pointer[BUILT]
        repeated = _write(writer, quads, note)
    return LoadResult(number, repeated, named, graphs, changes, alike)


def _write(writer: Writer, quads: list[Quad], note: dict[str, object]) -> int:
    """Add statements to a store; return the number of those that it held before.

    Args:
        writer: of the store.
        quads: the statements; the list may be emptied.
        note: what the pointer to the store shall say.
    """
    if not writer.pointer:
        _write_anew(writer, quads, note)
        return 0
    if not writer.graphs() or len(quads) > _FEW:
        return _rewrite(writer, quads, note)
    writer.verify()
    whole = open_generation(writer.directory, writer.pointer)
    added = list(statements_to_add(whole, quads))

    def finish(folder: Path, store: Store) -> None:
        stores = surroundings(whole, added)
        if stores is None or not is_current_index(folder / INDEX):
            _write_index(folder, store)
            return
        (folder / TURTLE).unlink(missing_ok=True)
        update_index(folder / INDEX, *stores, store)

    writer.revise(QuadChange(added), note=note, finish=finish)
    return sum(quad in whole for quad in quads)


def _write_anew(writer: Writer, quads: list[Quad], note: dict[str, object]) -> None:
    """Write the first generation of a store from a copy in memory, which is read more quickly.

    Statements of named graphs come first, so that all others are compared with them.
    """
    whole = store_in_memory()
    named = [quad for quad in quads if not isinstance(quad.graph_name, DefaultGraph)]
    unnamed = [quad for quad in quads if isinstance(quad.graph_name, DefaultGraph)]
    quads.clear()
    for rest in (named, unnamed):
        while rest:  # its memory goes to the copy
            add_statements(whole, rest[-_PART:])
            del rest[-_PART:]
    writer.replace(
        lambda target: extend_in_batches(target, whole),
        note=note,
        finish=lambda folder, _: _write_index(folder, whole),
        digests=lambda _: graph_digests(whole),
    )


def _rewrite(writer: Writer, quads: list[Quad], note: dict[str, object]) -> int:
    """Write a store anew with more statements; return the number of those that it held before."""
    repeated = 0

    def fill(store: Store) -> None:
        nonlocal repeated
        repeated = sum(quad in store for quad in quads)
        add_statements(store, quads)

    writer.replace(fill, note=note, keep=True, finish=_write_index)
    return repeated


def _write_index(folder: Path, store: Store) -> None:
    """Write the only file beside a store into which files were loaded."""
    (folder / TURTLE).unlink(missing_ok=True)
    index.write_index(folder / INDEX, store)


def _distinct(files: Sequence[list[Quad]]) -> list[Quad]:
    """Return the statements of files, each once; those of one file are distinct already."""
    if len(files) == 1:
        return files[0]
    return list(dict.fromkeys(quad for quads in files for quad in quads))


def parse_local(path: Path, *, may_be_empty: bool = False) -> list[Quad]:
    """Parse a file on this machine, its relative IRIs against its own address.

    Raises:
        InputError: as `graph.parse.parser.parse_file`.
    """
    return parse_file(path, base=files.real_path(path).as_uri(), may_be_empty=may_be_empty)


def normalisations(quads: Iterable[Quad]) -> tuple[Normalisation, ...]:
    """Count the literals that exports of a store have in another form, by datatype."""
    numbers = Counter(literal for quad in quads for literal in _literals(quad.object))
    changes: dict[str, list[tuple[Literal, Literal]]] = {}
    for literal, written in _other_forms(numbers).items():
        name = literal.datatype.value.removeprefix(_XSD)
        changes.setdefault(name, []).append((literal, written))
    return tuple(
        Normalisation(
            name, sum(numbers[literal] for literal, _ in pairs), *map(_short_form, pairs[0])
        )
        for name, pairs in sorted(changes.items())
    )


def coinciding(quads: Sequence[Quad]) -> int:
    """Count the statements that a store takes for others of them, as 04 for 4.

    Args:
        quads: distinct statements.
    """
    literals = (quad.object for quad in quads if isinstance(quad.object, Literal))
    forms: dict[object, object] = dict(_other_forms(literals).items())
    keys = {_key(quad) for quad in quads if quad.object in forms}
    alike = [quad for quad in quads if _key(quad) in keys] if keys else []
    return len(alike) - len({(*_key(quad), forms.get(quad.object, quad.object)) for quad in alike})


def _key(quad: Quad) -> tuple[object, object, object]:
    return quad.subject, quad.predicate, quad.graph_name


def _literals(term: object) -> Iterator[Literal]:
    """Yield a literal, or those within a triple term."""
    if isinstance(term, Literal):
        yield term
    elif isinstance(term, Triple):
        yield from _literals(term.subject)
        yield from _literals(term.object)


def _other_forms(literals: Iterable[Literal]) -> dict[Literal, Literal]:
    """Return the literals that exports of a store have in another form, with that form."""
    candidates = (literal for literal in literals if literal.datatype not in _AS_THEY_ARE)
    held = stored_literals(candidates).items()
    forms = {literal: written_literal(stored) for literal, stored in held}
    return {literal: written for literal, written in forms.items() if written != literal}


def _short_form(literal: Literal) -> str:
    return str(literal).replace(f"<{_XSD}", "xsd:").removesuffix(">")


def _loaded(pointer: dict[str, object]) -> list[str]:
    """Return the files that were loaded into a store before."""
    paths = pointer.get("loaded")
    if not isinstance(paths, list):
        return []
    return paths
