"""Knows Oxigraph: strict parsing, quads, stores in memory and on disk, query results and serializing.

This is the only room that imports pyoxigraph. A store directory holds numbered generations and `current.json`, which names the
one that counts; a new generation replaces the old one in a single rename, so that a failed build leaves the last good store.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    serialize,
)

from graph import bounds, wall
from graph.errors import InputError, QueryError, QuerySyntaxError, StoreError
from graph.namespaces import PREFIXES

if TYPE_CHECKING:
    import sqlite3

    import rdflib

__all__ = [
    "BlankNode",
    "CanonicalizationAlgorithm",
    "Dataset",
    "DefaultGraph",
    "Literal",
    "NamedNode",
    "Quad",
    "QueryBoolean",
    "QuerySolution",
    "QuerySolutions",
    "QueryTriples",
    "RdfFormat",
    "Store",
    "Triple",
    "ask",
    "beside",
    "current",
    "dataset",
    "failed",
    "index",
    "literal_or_iri",
    "memory",
    "open_current",
    "parse_file",
    "parse_text",
    "query",
    "results",
    "rows",
    "serialize",
    "writing",
]

Term: TypeAlias = NamedNode | BlankNode | Literal
_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
INDEX = "names.db"
TURTLE = "statements.ttl"
RDF_SUFFIXES = tuple(_FORMATS)
_GENERATION = re.compile(r"generation-(\d+)")


def parse_file(path: Path, *, base: str = "") -> list[Quad]:
    """Parse an RDF file strictly; its suffix names the format.

    Args:
        path: a `.ttl`, `.trig`, `.nt`, `.nq`, `.rdf`, `.owl` or `.jsonld` file.
        base: address against which relative IRIs are read; by default the file's own `@base` only.

    Raises:
        InputError: with file, line and column of the first error, or for a file that would cost too much to parse.
    """
    try:
        form = _FORMATS[path.suffix.lower()]
    except KeyError:
        raise InputError("no RDF format has this suffix.", where=str(path), hint=f"Known are {' '.join(RDF_SUFFIXES)}.") from None
    try:
        content = path.read_bytes()
        bounds.check(content, path.suffix.lower(), where=str(path))
        return list(parse(content, format=form, base_iri=base or None, rename_blank_nodes=True))
    except SyntaxError as error:
        line = f":{error.lineno}:{error.offset}" if error.lineno else ""
        detail = (error.msg or "").partition(": ")[2] or error.msg
        raise InputError(f"{detail}.", where=f"{path}{line}", hint="Correct the syntax there.") from None
    except OSError as error:
        raise InputError(f"cannot be read: {error}.", where=str(path), hint="Check the path.") from None
    except ValueError as error:
        raise InputError(f"{error}.", where=str(path), hint="Is it UTF-8?") from None


def parse_text(text: str) -> list[Quad]:
    """Parse Turtle or TriG that the project itself has written."""
    return list(parse(text, format=RdfFormat.TRIG))


def memory(quads: Iterable[Quad] = ()) -> Store:
    """Make a store in memory."""
    store = Store()
    store.bulk_extend(quads)
    return store


def dataset(store: Store) -> rdflib.Dataset:
    """Return an rdflib Dataset over a store; it sees and changes the same data."""
    import rdflib
    from oxrdflib import OxigraphStore

    return rdflib.Dataset(store=OxigraphStore(store=store))


def query(store: Store, text: str, values: Mapping[str, NamedNode | Literal] | None = None) -> QuerySolutions | QueryBoolean | QueryTriples:
    """Answer a SPARQL query; the prefixes of the project need no declaration.

    Args:
        store: to be asked.
        text: the query.
        values: stand in for variables of the query, by name; such a variable cannot be selected.

    Raises:
        QuerySyntaxError: with what the parser says.
        QueryError: with what the evaluation says.
    """
    filled = _filled(text, values or {})
    try:
        return store.query(filled, prefixes=_named(filled))
    except SyntaxError as error:
        raise QuerySyntaxError(f"this is not a SPARQL query: {error}") from None
    except (OSError, ValueError, RuntimeError) as error:
        raise failed(error) from None


def failed(error: Exception) -> QueryError:
    """Return the error that says why an evaluation failed; where the wall held it back, that it tried to call out."""
    if isinstance(error, PermissionError):
        return QueryError(wall.REFUSED)
    damaged = str(error).startswith("Corruption")
    return QueryError(f"the query failed: {_first_line(error)}", hint="The store is damaged; run `peelgraph build --force`." if damaged else "")


def _evaluated(answer: QuerySolutions) -> Iterator[QuerySolution]:
    """Yield rows; the engine evaluates row by row, and may fail at any."""
    try:
        yield from answer
    except (OSError, ValueError, RuntimeError) as error:
        raise failed(error) from None


def rows(store: Store, text: str) -> Iterator[QuerySolution]:
    """Yield the rows of a SELECT query.

    Raises:
        QueryError: when it is not a SELECT query or cannot be answered.
    """
    answer = query(store, text)
    if not isinstance(answer, QuerySolutions):
        raise QueryError("a SELECT query is needed here.")
    return _evaluated(answer)


def ask(store: Store, text: str) -> bool:
    """Answer an ASK query."""
    return bool(query(store, text))


def literal_or_iri(text: str) -> NamedNode | Literal:
    """Return a term for a text: an IRI where it has a scheme and no space, a whole number, or else a plain literal.

    >>> [type(literal_or_iri(text)).__name__ for text in ("12", "urn:x", "a b")]
    ['Literal', 'NamedNode', 'Literal']
    """
    if re.fullmatch(r"-?[0-9]+", text):
        return Literal(int(text))
    try:
        return NamedNode(text) if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", text) else Literal(text)
    except ValueError:
        return Literal(text)


def results(answer: QuerySolutions | QueryBoolean, form: str) -> bytes:
    """Serialize the rows of a query as `csv`, `tsv`, `json` or `xml`."""
    written = answer.serialize(format=_RESULTS[form])
    assert written is not None
    return written


@contextmanager
def index(directory: Path) -> Iterator[sqlite3.Connection]:
    """Open the index beside the store, of names and links, for reading.

    Args:
        directory: of the store.

    Raises:
        StoreError: when there is no store, or it has no index, or one of an earlier version.
    """
    import sqlite3

    path, hint = beside(directory, INDEX), "Run `peelgraph build --force`."
    if path is None:
        raise StoreError("there is no store here.", where=str(directory), hint="Run `peelgraph build` first.")
    if not path.is_file():
        raise StoreError("the store has no index of names.", where=str(directory), hint=hint)
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        yield database
    except sqlite3.DatabaseError as error:
        raise StoreError(f"the index of the store cannot be read ({error}).", where=str(directory), hint=hint) from None
    finally:
        database.close()


def beside(directory: Path, name: str) -> Path | None:
    """Return where a file beside the current generation of a store is, or None where there is no store."""
    known = current(directory)
    return directory / str(known["generation"]) / name if known else None


def current(directory: Path) -> dict[str, object]:
    """Return what `current.json` of a store directory says; empty where there is no store."""
    try:
        known = json.loads((directory / "current.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) and _GENERATION.fullmatch(str(known.get("generation"))) else {}


def open_current(directory: Path) -> Store:
    """Open the current generation of a store for reading; it sees a snapshot.

    Raises:
        StoreError: when there is no store, or it cannot be read.
    """
    known = current(directory)
    if not known:
        raise StoreError("there is no store here.", where=str(directory), hint="Run `peelgraph build` first.")
    try:
        return Store.read_only(str(directory / str(known["generation"])))
    except (OSError, RuntimeError) as error:
        if current(directory).get("generation") != known["generation"]:  # a build replaced it in this very moment
            return open_current(directory)
        hint = "Run `peelgraph build --force` to make it anew."
        raise StoreError(f"the store cannot be read ({_first_line(error)}).", where=str(directory), hint=hint) from None


@contextmanager
def writing(directory: Path, *, note: dict[str, object], keep: bool = False, finish: Callable[[Path], object] = lambda _: None) -> Iterator[Store]:
    """Give a new generation of a store to fill; it becomes the current one when the block ends well.

    Args:
        directory: of the store; made where it is missing.
        note: what `current.json` shall say of the new generation.
        keep: whether the new generation starts with what the current one holds.
        finish: is called with the new generation's folder before it counts, to put more files there.

    Raises:
        StoreError: when the directory is not writable or another process writes there.
    """
    number = 1 + int(str(current(directory).get("generation", "generation-0")).rpartition("-")[2])
    target = directory / f"generation-{number}"
    store = _claim(target)
    try:
        if keep and current(directory):
            store.bulk_extend(open_current(directory))
        else:
            store.clear()
        yield store
        store.flush()
        finish(target)
        _point(directory, {"generation": target.name, **note})
    except BaseException:
        del store
        shutil.rmtree(target, ignore_errors=True)
        raise
    for old in directory.iterdir():
        match = _GENERATION.fullmatch(old.name)
        if match and int(match[1]) < number:
            shutil.rmtree(old, ignore_errors=True)


def _named(text: str) -> dict[str, str]:
    """Choose the prefixes that a query may use, which is faster than declaring all; code point escapes may hide one."""
    return PREFIXES if "\\" in text else {prefix: namespace for prefix, namespace in PREFIXES.items() if f"{prefix}:" in text}


def _filled(text: str, values: Mapping[str, NamedNode | Literal]) -> str:
    """Put values in the place of variables; comments stay as they are."""
    if not values:
        return text
    variable = re.compile(rf"[?$]({'|'.join(map(re.escape, values))})\b")
    lines = text.split("\n")
    return "\n".join(line if line.lstrip().startswith("#") else variable.sub(lambda match: str(values[match[1]]), line) for line in lines)


def _claim(target: Path) -> Store:
    """Open a generation for writing; Oxigraph's own lock keeps other writers out."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        probe = target.parent / f".writable-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        hint = "Name another place with --store DIR or PEELGRAPH_STORE."
        raise StoreError(f"the directory is not writable ({error.strerror}).", where=str(target.parent), hint=hint) from None
    try:
        return Store(str(target))
    except OSError as error:
        if "lock" in str(error).lower():
            hint = "Wait until it is done, or name another place with --store DIR."
            raise StoreError("another process is writing this store.", where=str(target.parent), hint=hint) from None
        raise StoreError(f"the store cannot be written ({_first_line(error)}).", where=str(target.parent)) from None


def _point(directory: Path, note: dict[str, object]) -> None:
    fresh = directory / f".current-{os.getpid()}.json"
    fresh.write_text(json.dumps(note, indent=1, sort_keys=True) + "\n", "utf-8")
    fresh.replace(directory / "current.json")


def _first_line(error: BaseException) -> str:
    text = str(error).partition("\n")[0]
    return text if len(text) <= 300 else text[:300] + " ..."
