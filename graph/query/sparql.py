"""Guard what is asked of the graph, and write the answers."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from graph import escape, generation
from graph.errors import QueryError, QuerySyntaxError
from graph.namespaces import PREFIXES, compress
from graph.query.diagnostics import explain_error
from graph.query.graph_scope import refuse_lost_graphs
from graph.query.pairs import STATEMENT
from graph.query.remarks import remarks_on
from graph.serialize.rdf import serialize_sorted
from graph.store import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    evaluation_error,
    open_current,
    serialize_results,
)
from graph.store import query as run

ROW_FORMATS = ("csv", "tsv", "json", "xml")
GRAPH_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}
MAX_LENGTH = 10_000
_LONG = 200_000  # characters of an answer that certainly tells something
MAX_DEPTH = 100
_NOISE = re.compile(
    r"<[^<>\"{}|^`\s]*>|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''"
    r"|\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*'|#[^\n\r]*|\\.",
    re.DOTALL,
)
_PREFIX_LINE = re.compile(r"^@?prefix\b.*$", re.IGNORECASE | re.MULTILINE)
_UPDATE = re.compile(r"\b(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD)\b", re.IGNORECASE)
_ASKING = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_SELECT_ALL = re.compile(r"\bSELECT\s+(?:(?:DISTINCT|REDUCED)\s*)?\*", re.IGNORECASE)
_VARIABLE = re.compile(r"[?$](\w+)")
_BRACKET = re.compile(r"[(){}\[\]]")
_READ: dict[str, Callable[[str], int | float | bool]] = {
    PREFIXES["xsd"] + "integer": int,
    PREFIXES["xsd"] + "decimal": float,
    PREFIXES["xsd"] + "double": float,
    PREFIXES["xsd"] + "float": float,
    PREFIXES["xsd"] + "boolean": "true".__eq__,
}


@dataclass(frozen=True)
class WrittenAnswer:
    """An answer as it leaves the process that asked.

    Attributes:
        remarks: on what in the query the store does not have, or has otherwise.
        columns: of a table, or none.
        cells: of a table, one list a row.
        text: the answer in a format, where it is no table.
        form: the format of that text.
    """

    remarks: tuple[str, ...]
    columns: list[str] | None = None
    cells: list[list[str]] = field(default_factory=list)
    text: str = ""
    form: str = "csv"


Answer = QuerySolutions | QueryBoolean | QueryTriples
Value = str | int | float | bool | None
Term = NamedNode | BlankNode | Literal | Triple


def answer_query(store: Store, text: str) -> Answer:
    """Answer a SPARQL query of any form; the project's prefixes need no declaration.

    The default graph holds each distinct statement once; `GRAPH ?sentence { ... }` gives the
    evidence.

    Raises:
        QueryError: for an update, a SERVICE call, a query that is too long or too deep, or one
            that is not SPARQL.
    """
    guard(text)
    try:
        answer = run(store, text)
        if isinstance(answer, QuerySolutions) and (ordered := _in_order(text, answer)):
            return run(store, ordered)
    except QuerySyntaxError as error:
        raise explain_error(text, error.message) from None
    return answer


def _in_order(text: str, answer: QuerySolutions) -> str:
    """Return a query of SELECT * with its variables in its order; "" where that is the answer's.

    The engine orders them A to Z.
    """
    words = _NOISE.sub(lambda match: " " * len(match[0]), text)
    match = _SELECT_ALL.search(words)
    if not match or match.start() != words.upper().find("SELECT"):
        return ""
    names = [variable.value for variable in answer.variables]
    ordered = [name for name in dict.fromkeys(_VARIABLE.findall(words)) if name in names]
    if ordered == names or len(ordered) != len(names):
        return ""
    variables = " ".join(f"?{name}" for name in ordered)
    return f"{text[: match.end() - 1]}{variables} {text[match.end() :]}"


def guard(text: str) -> None:
    """Refuse what must not reach the store, and say why.

    What a process must never do, its walls prevent (`graph.sandbox`, `graph.process_limits`).

    Raises:
        QueryError: with the reason.

    >>> guard("SELECT * { ?s rdfs:label 'SERVICE' }")
    >>> guard("SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } }")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    graph.errors.QueryError: SERVICE is refused: a query here asks this store only ...
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(f"the query has {len(text):,} characters; {MAX_LENGTH:,} are allowed.")
    if not text.isprintable() and any(unicodedata.category(c) == "Cs" for c in text):
        raise QueryError(
            "the query is not UTF-8.", hint="Write it anew, or give it in a file with -f."
        )
    if "service" in text.lower() or "\\" in text:
        from graph.query import service_calls

        service_calls.refuse_service(text)
    bare = _NOISE.sub(" ", text)
    first = _UPDATE.search(bare)
    if first and not _ASKING.search(bare):
        raise QueryError(
            f"{first[1].upper()} is refused: a store is only read.",
            hint="Change the files of data/ and run `peelgraph build`.",
        )
    if _depth(bare) > MAX_DEPTH:
        raise QueryError(f"the query is nested deeper than {MAX_DEPTH} levels.")
    refuse_lost_graphs(text, bare)


@contextmanager
def evaluation() -> Iterator[None]:
    """Turn what goes wrong while an answer is read into errors of the project.

    The engine evaluates row by row.

    Raises:
        QueryError: with what the engine says.
    """
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        raise evaluation_error(error) from None


def select(store: Store, text: str) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Answer a query with columns and rows of plain Python values.

    A row of an ASK query is its answer, one of a CONSTRUCT or DESCRIBE query is a statement.

    Raises:
        QueryError: for what is not a query, or may not be asked.
    """
    answer = answer_query(store, text)
    if isinstance(answer, QueryBoolean):
        return ("answer",), [(bool(answer),)]
    with evaluation():
        if isinstance(answer, QueryTriples):
            triples = {str(triple): triple for triple in answer}
            return STATEMENT, [tuple(map(python_value, triples[key])) for key in sorted(triples)]
        return tuple(variable.value for variable in answer.variables), list(python_rows(answer))


def select_values(
    directory: Path, text: str
) -> tuple[tuple[str, ...], list[tuple[Value, ...]], tuple[str, ...]]:
    """Answer a query over a store on disk, in a process of its own, as `select`.

    Returns:
        Columns, rows, and remarks on the query.

    Raises:
        QueryError: as `select`.
        StoreError: when there is no store.
    """
    store = open_cached(directory)
    columns, values = select(store, text)
    return columns, values, remarks_on(store, text, columns, values)


def open_cached(directory: Path) -> Store:
    """Open the current generation of a store, or return it where this process has opened it before.

    Raises:
        StoreError: when there is no store, or it cannot be read.
    """
    try:
        state = (directory / generation.POINTER).stat()
    except OSError:
        return open_current(directory)
    return _opened(directory.resolve(), state.st_ino, state.st_mtime_ns)


@lru_cache(maxsize=1)
def _opened(directory: Path, *_identity: int) -> Store:
    generation.release_read_locks(
        directory
    )  # the one before is not read any more, so that a build may remove it
    return open_current(directory)


def format_answer(answer: Answer, form: str, *, raw: bool = False) -> str:
    """Write an answer: rows as csv, tsv, json or xml, statements as ttl, nt or jsonld.

    Args:
        answer: of the store.
        form: one of the formats.
        raw: in csv and tsv, leave texts as they are that a spreadsheet would take for formulas.

    Raises:
        QueryError: when the format does not fit the answer.
    """
    if isinstance(answer, QueryTriples):
        return _format_triples(answer, form)
    if form not in ROW_FORMATS:
        raise QueryError(
            f"this query answers with rows, which cannot be written as {form}.",
            hint=f"Use --format {', '.join(ROW_FORMATS)} or table.",
        )
    if isinstance(answer, QueryBoolean) and form in ("csv", "tsv"):
        return f"{str(bool(answer)).lower()}\n"
    if form == "csv" and isinstance(answer, QuerySolutions):
        return _csv(answer, raw)
    text = serialize_results(answer, form).decode()
    if form == "xml":
        return _checked_xml(text)
    if form == "tsv" and not raw:
        return escape.tsv_text(text)
    return text


def _checked_xml(text: str) -> str:
    """Return XML in which line ends survive.

    Raises:
        QueryError: with the text that XML cannot hold.
    """
    fault = escape.xml_fault(text)
    if fault:
        raise QueryError(
            "a text in this answer holds a character that XML cannot hold.",
            where=fault,
            hint="Use --format json.",
        )
    return text.replace("\r", "&#xd;")


def _format_triples(answer: QueryTriples, form: str) -> str:
    if form not in GRAPH_FORMATS:
        raise QueryError(
            f"this query answers with statements, which cannot be written as {form}.",
            hint=f"Use --format {', '.join(GRAPH_FORMATS)}.",
        )
    return format_statements(answer, form)


def answer_cells(answer: Answer) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return an answer as columns and rows of texts, IRIs whole; a statement is a row of three."""
    with evaluation():
        if isinstance(answer, QueryBoolean):
            return ("answer",), [(str(bool(answer)).lower(),)]
        if isinstance(answer, QueryTriples):
            return STATEMENT, sorted({tuple(map(_plain, triple)) for triple in answer})
        return tuple(v.value for v in answer.variables), [tuple(map(_plain, row)) for row in answer]


def write_answer(
    directory: Path, query: str, form: str | None, as_table: bool, *, raw: bool = False
) -> WrittenAnswer:
    """Ask a store on disk and write the answer, in a process of its own.

    Args:
        directory: of the store.
        query: in SPARQL.
        form: of the answer; by default csv for rows, ttl for statements, yes or no for ASK.
        as_table: return rows as columns and cells, for a table.
        raw: in csv and tsv, leave texts as they are that a spreadsheet would take for formulas.

    Raises:
        QueryError: for what is not a query, may not be asked, or does not fit the format.
        StoreError: when there is no store.
    """
    store = open_current(directory)
    answer = answer_query(store, query)
    columns: list[str] = []
    with evaluation():
        if isinstance(answer, QuerySolutions):
            columns = [variable.value for variable in answer.variables]
            if as_table:
                _, cells = answer_table(answer)
                return WrittenAnswer(remarks_on(store, query, columns, cells), columns, cells)
        if isinstance(answer, QueryBoolean) and form is None:
            text = {True: "yes\n", False: "no\n"}[bool(answer)]
            return WrittenAnswer(remarks_on(store, query, (), [[bool(answer)]]), text=text)
        form = form or _default_format(answer)
        text = format_answer(answer, form, raw=raw)
    remarks = remarks_on(store, query, columns, written_values(text, form))
    return WrittenAnswer(remarks, text=text, form=form)


def written_values(text: str, form: str) -> list[list[object]]:
    """Return the rows of a written answer; of a long one or of statements, only that there is one.

    Args:
        text: as `format_answer` writes it.
        form: its format.
    """
    if form in GRAPH_FORMATS:
        statements = _PREFIX_LINE.sub("", text).strip()
        return [["a statement"]] * (statements not in ("", "[]"))
    if len(text) > _LONG or text.strip() == "true":
        return [["a row"]]
    if form == "csv":
        return [list[object](row) for row in csv.reader(io.StringIO(text))][1:]
    if form == "tsv":
        return [list[object](line.split("\t")) for line in text.split("\n")[1:-1]]
    if form == "json":
        return _json_values(json.loads(text))
    return [["a row"]] * ("<binding" in text or "true</boolean>" in text)


def _json_values(table: dict[str, Any]) -> list[list[object]]:
    if "boolean" in table:
        return [[table["boolean"]]]
    names = table["head"]["vars"]
    rows = table["results"]["bindings"]
    return [[row.get(name, {}).get("value") for name in names] for row in rows]


def _default_format(answer: Answer) -> str:
    if isinstance(answer, QuerySolutions):
        return "csv"
    return "ttl"


def answer_table(answer: QuerySolutions) -> tuple[list[str], list[list[str]]]:
    """Return rows as columns and cells, for a reader."""
    return [variable.value for variable in answer.variables], [
        [cell_text(term) for term in row] for row in answer
    ]


def format_statements(answer: Iterable[Triple], form: str, *, root: str = "") -> str:
    """Write statements sorted, so that the same answer has the same bytes.

    Args:
        answer: the statements.
        form: one of GRAPH_FORMATS.
        root: IRI of the thing that JSON-LD begins with; by default it lists all things.

    Raises:
        PeelgraphError: when the format cannot hold a statement.
    """
    quads = {Quad(triple.subject, triple.predicate, triple.object) for triple in answer}
    return serialize_sorted(quads, GRAPH_FORMATS[form], root=root).decode()


def python_rows(answer: QuerySolutions) -> Iterator[tuple[Value, ...]]:
    """Yield rows as plain Python values: prefixed names, numbers, truth values and texts."""
    for row in answer:
        yield tuple([python_value(term) for term in row])


def python_value(term: Term | None) -> Value:
    """Return one value as a plain Python value."""
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return compress(term.value)
    if not isinstance(term, Literal):
        return str(term)
    convert = _READ.get(term.datatype.value, str)
    try:
        return convert(term.value)
    except ValueError:
        return term.value


def cell_text(term: Term | None) -> str:
    """Show one value to a reader: a prefixed name, a text, or nothing.

    Control characters are made harmless.
    """
    if isinstance(term, NamedNode):
        return escape.terminal_text(compress(term.value))
    return escape.terminal_text(_plain(term))


def _csv(answer: QuerySolutions, raw: bool) -> str:
    """Write rows as CSV (SPARQL 1.1 Query Results CSV).

    The engine's own writer leaves addresses with commas unquoted.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(variable.value for variable in answer.variables)
    writer.writerows(
        [
            _plain(term) if raw else escape.terminal_text(escape.csv_cell(_plain(term)))
            for term in row
        ]
        for row in answer
    )
    return text.getvalue()


def _plain(term: Term | None) -> str:
    match term:
        case None:
            return ""
        case NamedNode() | Literal():
            return term.value
        case _:
            return str(term)


def _depth(bare: str) -> int:
    deepest = depth = 0
    for bracket in _BRACKET.findall(bare):
        depth += {True: 1, False: -1}[bracket in "{(["]
        deepest = max(deepest, depth)
    return deepest
