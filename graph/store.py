"""Parse, store, query and serialize RDF with Oxigraph; open and replace stores on disk.

This is the only room that imports pyoxigraph. A new generation of a store replaces the old one in a single rename, so that a
failed build leaves the last good store; `graph.generation` keeps the files.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
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

from graph import bounds, generation, syntax, wall
from graph.errors import InputError, QueryError, QuerySyntaxError, StoreError
from graph.generation import INDEX, TURTLE, current
from graph.namespaces import PREFIXES

if TYPE_CHECKING:
    import sqlite3

    import rdflib

__all__ = [
    "INDEX",
    "TURTLE",
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
    "damaged",
    "dataset",
    "failed",
    "index",
    "is_iri",
    "literal_or_iri",
    "memory",
    "open_current",
    "open_generation",
    "parse_file",
    "parse_text",
    "plain",
    "query",
    "results",
    "rows",
    "serialize",
    "solutions",
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
RDF_SUFFIXES = tuple(_FORMATS)
_LONGEST = (1 << 24) - (1 << 12)  # bytes of a written term that the parser reads back
_GROWTH = 6  # bytes at most that a character or byte takes when it is written
_MEND = "`peelgraph check --store` says more; `peelgraph build --force` makes a store of the project's data anew."
_FULL_BUFFER = "buffer maximal size"  # the parser's words for a term that is too long


def parse_file(path: Path, *, base: str = "", may_be_empty: bool = False) -> list[Quad]:
    """Parse an RDF file strictly; its suffix names the format.

    Args:
        path: a `.ttl`, `.trig`, `.nt`, `.nq`, `.rdf`, `.owl` or `.jsonld` file.
        base: address against which relative IRIs are read; by default the file's own `@base` only.
        may_be_empty: whether a file that states nothing is accepted, but for JSON, which is no JSON-LD then.

    Raises:
        InputError: with file, line and column of the first error; for a file that would cost too much to parse, states
            nothing, or holds a text that is too long to be written and read again.
    """
    suffix = path.suffix.lower()
    if suffix not in _FORMATS:
        raise InputError(
            "no RDF format has this suffix.",
            where=str(path),
            hint=f"Known are {' '.join(RDF_SUFFIXES)}.",
        )
    form = _FORMATS[suffix]
    content = _content(path)
    bounds.check(content, suffix, where=str(path))
    quads = _parsed(content, path, form, base)
    if form == RdfFormat.RDF_XML:
        syntax.verify_xml(content, where=str(path))
    if not quads and not (may_be_empty and form != RdfFormat.JSON_LD):
        raise syntax.nothing_stated(path)
    if len(content) > _LONGEST // _GROWTH and (quad := next(filter(_is_too_long, quads), None)):
        raise _too_long(f"{path}: {str(quad.subject)[:200]}")
    return quads


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:  # a ValueError for a name that no file can have
        raise InputError(
            f"cannot be read: {error}.", where=str(path), hint="Check the path."
        ) from None


def _parsed(content: bytes, path: Path, form: RdfFormat, base: str) -> list[Quad]:
    try:
        return list(parse(content, format=form, base_iri=base or None, rename_blank_nodes=True))
    except MemoryError as error:
        if _FULL_BUFFER not in str(error):
            raise
        raise _too_long(str(path)) from None
    except SyntaxError as error:
        line = f":{error.lineno}:{error.offset}" if error.lineno else ""
        detail = (error.msg or "").partition(": ")[2] or error.msg
        raise InputError(
            f"{detail}.", where=f"{path}{line}", hint="Correct the syntax there."
        ) from None
    except ValueError as error:
        raise InputError(f"{error}.", where=str(path), hint="Is it UTF-8?") from None


def _too_long(where: str) -> InputError:
    """Return the error for a text that is longer than the parser reads."""
    message = "a text or IRI is too long (16 MiB is the most that can be written and read again)."
    return InputError(message, where=where, hint="Shorten it, or keep it in a file of its own.")


def _is_too_long(quad: Quad) -> bool:
    """Tell whether a term of a statement, once written, is longer than the parser reads."""
    terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
    return any(
        len(value) > _LONGEST // _GROWTH and len(str(term).encode()) > _LONGEST
        for term in terms
        for value in [getattr(term, "value", "")]
    )


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


def query(
    store: Store, text: str, values: Mapping[str, NamedNode | Literal] | None = None
) -> QuerySolutions | QueryBoolean | QueryTriples:
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
    if str(error).startswith("Corruption"):  # the engine's word for a damaged store
        return QueryError(f"the store is damaged ({_first_line(error)}).", hint=_MEND)
    return QueryError(f"the query failed: {_first_line(error)}")


def solutions(
    store: Store, text: str, values: Mapping[str, NamedNode | Literal] | None = None
) -> QuerySolutions:
    """Answer a SELECT query of the project, with the names of its columns.

    Args:
        store: to be asked.
        text: the query.
        values: as for `query`.

    Raises:
        QueryError: when it is not a SELECT query or cannot be answered.
    """
    answer = query(store, text, values)
    if not isinstance(answer, QuerySolutions):
        raise QueryError("a SELECT query is needed here.")
    return answer


def rows(
    store: Store, text: str, values: Mapping[str, NamedNode | Literal] | None = None
) -> Iterator[QuerySolution]:
    """Yield the rows of a SELECT query of the project, but for those in which a statement stands for a name or a text.

    Args:
        store: to be asked.
        text: the query.
        values: as for `query`.

    Raises:
        QueryError: when it is not a SELECT query or cannot be answered.
    """
    return plain(solutions(store, text, values))


def plain(answer: Iterable[QuerySolution]) -> Iterator[QuerySolution]:
    """Leave out rows with a triple term, which has neither a name nor a text; any RDF may hold one as a label.

    Raises:
        QueryError: when the evaluation fails at a row.
    """
    try:
        yield from (row for row in answer if not any(type(term) is Triple for term in row))
    except (OSError, ValueError, RuntimeError) as error:
        raise failed(error) from None


def ask(store: Store, text: str) -> bool:
    """Answer an ASK query."""
    return bool(query(store, text))


def is_iri(text: str) -> bool:
    """Tell whether a text is an absolute IRI.

    >>> is_iri("urn:x"), is_iri("urn:a b")
    (True, False)
    """
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


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
        StoreError: when there is no store, or its index is missing, damaged, or one of an earlier version.
    """
    import sqlite3

    hint = "Run `peelgraph build --force`."
    pointer = _reading(directory)
    path = directory / str(pointer["generation"]) / INDEX
    if not path.is_file():
        raise StoreError("the store has no index of names.", where=str(directory), hint=hint)
    if not generation.is_whole(directory, pointer, beside=INDEX):
        raise damaged(directory, INDEX)
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        yield database
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"the index of the store cannot be read ({error}).", where=str(directory), hint=hint
        ) from None
    finally:
        database.close()


def beside(directory: Path, name: str) -> bytes | None:
    """Return a file beside the current generation of a store, if it is there and has every byte that was written.

    Raises:
        StoreError: when the pointer of the store is damaged.
    """
    pointer = current(directory)
    if not pointer or not generation.read_lock(directory / str(pointer["generation"])):
        return None
    try:
        content = (directory / str(pointer["generation"]) / name).read_bytes()
    except OSError:
        return None
    record = generation.records(pointer).get(name)
    return content if record and hashlib.sha256(content).hexdigest() == record[2] else None


def open_current(directory: Path) -> Store:
    """Open the current generation of a store for reading; it sees a snapshot, which stays until the process ends.

    Raises:
        StoreError: when there is no store, or it cannot be read.
    """
    pointer = _reading(directory)
    if not generation.is_whole(directory, pointer):
        raise damaged(directory, "a file of the store")
    return open_generation(directory, pointer)


def _reading(directory: Path) -> dict[str, object]:
    """Return the pointer of a store whose generation now stays until this process ends.

    Raises:
        StoreError: when there is no store, or its pointer is damaged.
    """
    for _ in range(20):
        pointer = current(directory)
        if not pointer and generation.numbers(directory):
            hint = "If no build is running: " + generation.WAYS_OUT
            raise StoreError(
                "there is no complete store here, only parts of one.",
                where=str(directory),
                hint=hint,
            )
        if not pointer:
            raise StoreError(
                "there is no store here.", where=str(directory), hint="Run `peelgraph build` first."
            )
        if generation.read_lock(directory / str(pointer["generation"])):
            return pointer
    raise damaged(directory, str(pointer["generation"]))


def open_generation(directory: Path, pointer: Mapping[str, object]) -> Store:
    """Open the generation that a pointer names, for reading.

    Raises:
        StoreError: when it cannot be read.
    """
    try:
        return Store.read_only(str(directory / str(pointer["generation"])))
    except (OSError, RuntimeError) as error:
        hint = "Run `peelgraph build --force` to make it anew."
        raise StoreError(
            f"the store cannot be read ({_first_line(error)}).", where=str(directory), hint=hint
        ) from None


def damaged(directory: Path, name: str) -> StoreError:
    """Return the error that says which file of a store is not as it was written."""
    return StoreError(
        f"the store is damaged: {name} is not as it was written.", where=str(directory), hint=_MEND
    )


def _named(text: str) -> dict[str, str]:
    """Choose the prefixes that a query may use, which is faster than declaring all; code point escapes may hide one."""
    return (
        PREFIXES
        if "\\" in text
        else {prefix: namespace for prefix, namespace in PREFIXES.items() if f"{prefix}:" in text}
    )


def _filled(text: str, values: Mapping[str, NamedNode | Literal]) -> str:
    """Put values in the place of variables; comments stay as they are."""
    if not values:
        return text
    variable = re.compile(rf"[?$]({'|'.join(map(re.escape, values))})\b")
    lines = text.split("\n")
    return "\n".join(
        line
        if line.lstrip().startswith("#")
        else variable.sub(lambda match: str(values[match[1]]), line)
        for line in lines
    )


def _first_line(error: BaseException) -> str:
    text = str(error).partition("\n")[0]
    return text if len(text) <= 300 else text[:300] + " ..."
