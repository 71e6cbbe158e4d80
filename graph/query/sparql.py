"""Knows what may be asked of the graph, and how answers are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from graph.errors import QueryError
from graph.namespaces import PREFIXES, compress
from graph.store import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store, Triple, results, serialize
from graph.store import query as run

ROW_FORMATS = ("csv", "tsv", "json", "xml")
GRAPH_FORMATS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD}
MAX_LENGTH = 100_000
MAX_DEPTH = 100
_NOISE = re.compile(r"<[^<>\"{}|^`\\\s]*>|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#[^\n]*", re.DOTALL)
_UPDATE = re.compile(r"\b(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD)\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"[?$:][\w.-]*$")
Answer = QuerySolutions | QueryBoolean | QueryTriples


def ask(store: Store, text: str) -> Answer:
    """Answer a SPARQL query of any form; the project's prefixes need no declaration.

    The default graph holds each distinct statement once; `GRAPH ?sentence { ... }` gives the evidence.

    Raises:
        QueryError: for an update, a SERVICE call, a query that is too long or too deep, or one that is not SPARQL.
    """
    guard(text)
    return run(store, text)


def guard(text: str) -> None:
    """Refuse what must not reach the store.

    Raises:
        QueryError: with the reason.

    >>> guard("SELECT * { ?s rdfs:label 'SERVICE' }")
    >>> guard("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ...
    graph.errors.QueryError: SERVICE is refused: a query here asks this store only and calls nothing outside.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(f"the query has {len(text):,} characters; {MAX_LENGTH:,} are allowed.")
    bare = _NOISE.sub(" ", text)
    if _keyword(bare, "SERVICE"):
        raise QueryError("SERVICE is refused: a query here asks this store only and calls nothing outside.")
    first = _UPDATE.search(bare)
    if first and not any(_keyword(bare, form) for form in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")):
        raise QueryError(f"{first[1].upper()} is refused: a store is only read.", hint="Change the files of data/ and run `peelgraph build`.")
    if _depth(bare) > MAX_DEPTH:
        raise QueryError(f"the query is nested deeper than {MAX_DEPTH} levels.")


def text(answer: Answer, form: str) -> str:
    """Write an answer in one of its formats: rows as csv, tsv, json or xml, statements as ttl or nt.

    Raises:
        QueryError: when the format does not fit the answer.
    """
    if isinstance(answer, QueryTriples):
        if form not in GRAPH_FORMATS:
            raise QueryError(f"this query answers with statements, which cannot be written as {form}.", hint="Use --format ttl, nt or jsonld.")
        return statements(answer, form)
    if form not in ROW_FORMATS:
        raise QueryError(f"this query answers with rows, which cannot be written as {form}.", hint=f"Use --format {', '.join(ROW_FORMATS)} or table.")
    if isinstance(answer, QueryBoolean) and form in ("csv", "tsv"):
        return f"{str(bool(answer)).lower()}\n"
    return results(answer, form).decode()


def statements(answer: QueryTriples, form: str) -> str:
    """Write statements sorted, so that the same answer has the same bytes."""
    found = sorted(answer, key=str)
    written = serialize(found, format=GRAPH_FORMATS[form], prefixes=PREFIXES)
    assert written is not None
    return written.decode()


def values(answer: QuerySolutions) -> Iterator[tuple[str | int | float | bool | None, ...]]:
    """Yield rows as plain Python values: prefixed names, numbers, truth values and texts."""
    for row in answer:
        yield tuple(_value(term) for term in row)


def cell(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    """Show one value to a reader: a prefixed name, a text, or nothing; control characters made harmless."""
    if term is None:
        return ""
    shown = compress(term.value) if isinstance(term, NamedNode) else term.value if isinstance(term, Literal) else str(term)
    return safe(shown)


def safe(words: str) -> str:
    """Replace control, bidirectional and other invisible format characters, which could mislead or steer a terminal.

    >>> safe("a\\x1b[31mb")
    'a\ufffd[31mb'
    """
    return "".join("\ufffd" if unicodedata.category(c) in {"Cc", "Cf", "Cs"} and c not in "\n\t" else c for c in words)


def _value(term: NamedNode | BlankNode | Literal | Triple | None) -> str | int | float | bool | None:
    if not isinstance(term, Literal):
        return None if term is None else compress(term.value) if isinstance(term, NamedNode) else str(term)
    kind = term.datatype.value.removeprefix(PREFIXES["xsd"])
    if kind == "integer":
        return int(term.value)
    if kind in ("decimal", "double", "float"):
        return float(term.value)
    return term.value == "true" if kind == "boolean" else term.value


def _keyword(bare: str, word: str) -> bool:
    """Tell whether a keyword stands in a query as such, not as part of a variable or prefixed name."""
    return any(not _NAME_BEFORE.search(bare[: m.start()]) and bare[m.end() : m.end() + 1] != ":" for m in re.finditer(rf"\b{word}\b", bare, re.IGNORECASE))


def _depth(bare: str) -> int:
    deepest = depth = 0
    for character in bare:
        depth += (character in "{([") - (character in "})]")
        deepest = max(deepest, depth)
    return deepest
