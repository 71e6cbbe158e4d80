"""Parse, store, query and serialize RDF with Oxigraph; open stores on disk.

No other module imports pyoxigraph. `graph.store_generation` handles the files of a store, and
`graph.store_writer` replaces them.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
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

from graph import sandbox, store_generation, store_locks
from graph.errors import QueryError, QuerySyntaxError, StoreError
from graph.namespaces import PREFIXES
from graph.store_generation import INDEX, TURTLE, read_pointer

if TYPE_CHECKING:
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
    "Term",
    "Triple",
    "damage_error",
    "evaluation_error",
    "graph_key",
    "is_iri",
    "literal_or_iri",
    "lock_current",
    "ntriples_lines",
    "open_current",
    "open_generation",
    "opened_directory",
    "opened_pointer",
    "parse",
    "parse_text",
    "quad_difference",
    "query",
    "rdflib_dataset",
    "read_companion",
    "read_pointer",
    "rows",
    "rows_without_triples",
    "serialize",
    "solutions",
    "stored_literals",
]

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Values: TypeAlias = Mapping[str, NamedNode | Literal]
_REBUILD = (
    "`peelgraph check --store` says more; "
    "`peelgraph build --force` makes a store of the project's data anew."
)
_DAMAGED = "Corruption"  # the first word of the engine's message for a damaged store
_WHOLE_NUMBER = re.compile(r"-?[0-9]+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ATTEMPTS = 20  # to lock a generation while others replace it
_MOST_SHOWN = 300  # characters of an error's own text that a message repeats
_MOST_OPENED = 4  # stores, used last, whose index is remembered; others are asked by SPARQL alone
_Opening: TypeAlias = tuple[Path, Mapping[str, object]]  # directory of a store, and its pointer
_opened: OrderedDict[Store, _Opening] = OrderedDict()


def parse_text(text: str) -> list[Quad]:
    """Parse Turtle or TriG that the project itself has written."""
    return list(parse(text, format=RdfFormat.TRIG))


def stored_literals(literals: Iterable[Literal]) -> dict[Literal, Literal]:
    """Return each literal in the form in which a store holds it, as in 4 for 04.

    Numbers, times and the like have one form for each value there, and derived datatypes of whole
    numbers become `xsd:integer`.
    """
    forms = list(dict.fromkeys(literals))
    name = NamedNode("urn:x")
    subjects = [NamedNode(f"urn:x:{number}") for number in range(len(forms))]
    pairs = zip(subjects, forms, strict=True)
    store = store_in_memory(Quad(subject, name, literal) for subject, literal in pairs)
    stored = {quad.subject: quad.object for quad in store}
    return {literal: stored[subject] for subject, literal in zip(subjects, forms, strict=True)}


def store_in_memory(quads: Iterable[Quad] = ()) -> Store:
    """Make a store in memory."""
    store = Store()
    store.bulk_extend(quads)
    return store


def rdflib_dataset(store: Store) -> rdflib.Dataset:
    """Return an rdflib Dataset over a store; it reads and changes the same data."""
    import rdflib
    from oxrdflib import OxigraphStore

    return rdflib.Dataset(store=OxigraphStore(store=store))


def query(
    store: Store, text: str, values: Values | None = None
) -> QuerySolutions | QueryBoolean | QueryTriples:
    """Answer a SPARQL query; the prefixes of the project need no declaration.

    Args:
        store: to query.
        text: the query.
        values: replace variables of the query, by name; such a variable cannot be selected.

    Raises:
        QuerySyntaxError: with the message of the parser.
        QueryError: with the message of the evaluation.
    """
    text = _with_values(text, values or {})
    try:
        return store.query(text, prefixes=_prefixes(text))
    except SyntaxError as error:
        raise QuerySyntaxError(f"this is not a SPARQL query: {error}") from None
    except (OSError, ValueError, RuntimeError) as error:
        raise evaluation_error(error) from None


def evaluation_error(error: Exception) -> QueryError:
    """Return the error that says why an evaluation failed.

    Without permission, it tried to open a connection while the network was closed.
    """
    if isinstance(error, PermissionError):
        return QueryError(sandbox.REFUSAL)
    if str(error).startswith(_DAMAGED):
        return QueryError(f"the store is damaged ({_first_line(error)}).", hint=_REBUILD)
    return QueryError(f"the query failed: {_first_line(error)}")


def solutions(store: Store, text: str, values: Values | None = None) -> QuerySolutions:
    """Answer a SELECT query of the project, with the names of its columns.

    Args:
        store: to query.
        text: the query.
        values: as for `query`.

    Raises:
        QueryError: when it is not a SELECT query or cannot be answered.
    """
    answer = query(store, text, values)
    if not isinstance(answer, QuerySolutions):
        raise QueryError("a SELECT query is needed here.")
    return answer


def rows(store: Store, text: str, values: Values | None = None) -> Iterator[QuerySolution]:
    """Yield the rows of a SELECT query, as `solutions`, but not those that hold a triple term.

    Raises:
        QueryError: when it is not a SELECT query or cannot be answered.
    """
    return rows_without_triples(solutions(store, text, values))


def rows_without_triples(answer: Iterable[QuerySolution]) -> Iterator[QuerySolution]:
    """Leave out rows with a triple term, which has no text; any RDF may hold one as a label.

    Raises:
        QueryError: when the evaluation fails at a row.
    """
    try:
        yield from (row for row in answer if not any(type(term) is Triple for term in row))
    except (OSError, ValueError, RuntimeError) as error:
        raise evaluation_error(error) from None


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
    """Return a term for a text: an IRI where it can be one, a whole number, or a plain literal.

    >>> [type(literal_or_iri(text)).__name__ for text in ("12", "urn:x", "a b")]
    ['Literal', 'NamedNode', 'Literal']
    """
    if _WHOLE_NUMBER.fullmatch(text):
        return Literal(int(text))
    if _SCHEME.match(text) and is_iri(text):
        return NamedNode(text)
    return Literal(text)


def serialize_results(answer: QuerySolutions | QueryBoolean, form: str) -> bytes:
    """Serialize the rows of a query as `csv`, `tsv`, `json` or `xml`."""
    content = answer.serialize(format=QueryResultsFormat.from_extension(form))
    assert content is not None
    return content


def graph_key(graph: NamedNode | BlankNode | DefaultGraph) -> str:
    """Return the IRI of a graph, a blank node as it is written, or "" for the default graph.

    >>> graph_key(NamedNode("urn:x")), graph_key(DefaultGraph())
    ('urn:x', '')
    """
    match graph:
        case NamedNode(value=iri):
            return iri
        case BlankNode():
            return str(graph)
    return ""


def ntriples_lines(store: Store, graph: NamedNode | BlankNode | DefaultGraph) -> list[bytes]:
    """Return the statements of a graph as lines of N-Triples, without an order."""
    content = store.dump(from_graph=graph, format=RdfFormat.N_TRIPLES)
    assert content is not None
    return content.splitlines()


def quad_difference(old: Store, new: Store) -> tuple[list[Quad], list[Quad]]:
    """Return what a store has more than an earlier one, and what it has no longer."""
    before, after = (set(_nquads(store)) for store in (old, new))
    return _parsed(after - before), _parsed(before - after)


def _nquads(store: Store) -> list[bytes]:
    content = store.dump(format=RdfFormat.N_QUADS)
    assert content is not None
    return content.splitlines()


def _parsed(lines: Iterable[bytes]) -> list[Quad]:
    return list(parse(b"\n".join(lines), format=RdfFormat.N_QUADS))


def read_companion(
    directory: Path, name: str, pointer: Mapping[str, object] | None = None
) -> bytes | None:
    """Return a file beside a generation of a store, the current one where no pointer names it.

    It is None where the file is missing or damaged.

    Raises:
        StoreError: when the pointer of the store is damaged.
    """
    pointer = pointer or read_pointer(directory)
    if not pointer:
        return None
    folder = directory / str(pointer["generation"])
    if not store_locks.read_lock(folder):
        return None
    try:
        content = (folder / name).read_bytes()
    except OSError:
        return None
    record = store_generation.file_records(pointer).get(name)
    if record is None or hashlib.sha256(content).hexdigest() != record[2]:
        return None
    return content


def open_current(directory: Path) -> Store:
    """Open the current generation of a store for reading; it stays until the process ends.

    Raises:
        StoreError: when there is no store, or it cannot be read.
    """
    pointer = lock_current(directory)
    if not store_generation.is_intact(directory, pointer):
        raise damage_error(directory, "a file of the store")
    store = open_generation(directory, pointer)
    while len(_opened) >= _MOST_OPENED:
        _opened.popitem(last=False)
    _opened[store] = (directory, pointer)
    return store


def opened_pointer(store: Store) -> Mapping[str, object]:
    """Return what the pointer said when `open_current` opened a store; empty for other stores."""
    opening = _opening(store)
    return opening[1] if opening else {}


def opened_directory(store: Store) -> Path | None:
    """Return the directory of a store from `open_current`; None for other stores."""
    opening = _opening(store)
    return opening[0] if opening else None


def _opening(store: Store) -> _Opening | None:
    try:
        _opened.move_to_end(store)
        return _opened[store]
    except KeyError:  # also where another thread opens one more store
        return None


def lock_current(directory: Path) -> dict[str, object]:
    """Return the pointer of a store whose generation now stays until this process ends.

    Raises:
        StoreError: when there is no store, or its pointer is damaged.
    """
    where = str(directory)
    for _ in range(_ATTEMPTS):
        pointer = read_pointer(directory)
        if not pointer and store_generation.generation_numbers(directory):
            message = "there is no complete store here, only parts of one."
            hint = f"If no build is running: {store_generation.REPAIR_HINT}"
            raise StoreError(message, where=where, hint=hint)
        if not pointer:
            hint = "Run `peelgraph build` first."
            raise StoreError("there is no store here.", where=where, hint=hint)
        if store_locks.read_lock(directory / str(pointer["generation"])):
            return pointer
    raise damage_error(directory, str(pointer["generation"]))


def open_generation(directory: Path, pointer: Mapping[str, object]) -> Store:
    """Open the generation that a pointer names, for reading.

    Raises:
        StoreError: when it cannot be read.
    """
    try:
        return Store.read_only(str(directory / str(pointer["generation"])))
    except (OSError, RuntimeError) as error:
        message = f"the store cannot be read ({_first_line(error)})."
        hint = "Run `peelgraph build --force` to make it anew."
        raise StoreError(message, where=str(directory), hint=hint) from None


def damage_error(directory: Path, name: str, fault: str = "is not as it was written") -> StoreError:
    """Return the error that says what is wrong with a file of a store."""
    message = f"the store is damaged: {name} {fault}."
    return StoreError(message, where=str(directory), hint=_REBUILD)


def _prefixes(text: str) -> dict[str, str]:
    """Return the prefixes that a query may use, which is faster than to declare all."""
    if "\\" in text:  # an escaped code point may hide one
        return PREFIXES
    return {prefix: namespace for prefix, namespace in PREFIXES.items() if f"{prefix}:" in text}


def _with_values(text: str, values: Values) -> str:
    """Put values in the place of variables; lines of comment stay as they are."""
    if not values:
        return text
    names = "|".join(map(re.escape, values))
    pattern = re.compile(rf"^[^\S\n]*#.*|[?$](?P<name>{names})\b", re.MULTILINE)

    def value(match: re.Match[str]) -> str:
        if match["name"] is None:
            return match[0]
        return str(values[match["name"]])

    return pattern.sub(value, text)


def _first_line(error: BaseException) -> str:
    text = str(error).partition("\n")[0]
    if len(text) <= _MOST_SHOWN:
        return text
    return f"{text[:_MOST_SHOWN]} ..."
