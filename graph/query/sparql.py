"""Guard what is asked of the graph, and write the answers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph import store_generation, store_locks
from graph.errors import QueryError, QuerySyntaxError
from graph.query.answers import (
    Answer,
    answer_table,
    default_format,
    evaluation,
    format_answer,
    python_rows,
    python_value,
    written_values,
)
from graph.query.remarks import remarks_on
from graph.store import (
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    open_current,
)
from graph.store import query as run

if TYPE_CHECKING:
    from graph.query.rows import Value

MAX_LENGTH = 10_000
MAX_DEPTH = 100
_NOISE = re.compile(
    r"<[^<>\"{}|^`\s]*>|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''"
    r"|\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*'|#[^\n\r]*|\\.",
    re.DOTALL,
)
_UPDATE = r"(?i)\b(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD)\b"
_ASKING = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_SELECT_ALL = r"(?i)\bSELECT\s+(?:(?:DISTINCT|REDUCED)\s*)?\*"
_VARIABLE = r"[?$](\w+)"
_LEVELS = {**dict.fromkeys("({[", 1), **dict.fromkeys(")}]", -1)}  # what each bracket changes


class WrittenAnswer(NamedTuple):
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
    cells: Sequence[Sequence[str]] = ()
    text: str = ""
    form: str = "csv"


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
        from graph.query.diagnostics import explain_error

        raise explain_error(text, error.message) from None
    return answer


def _in_order(text: str, answer: QuerySolutions) -> str:
    """Return a query of SELECT * with its variables in its order; "" where that is the answer's.

    The engine orders them A to Z.
    """
    if "*" not in text:
        return ""
    words = _NOISE.sub(lambda match: " " * len(match[0]), text)
    match = re.search(_SELECT_ALL, words)
    if not match or match.start() != words.upper().find("SELECT"):
        return ""
    names = [variable.value for variable in answer.variables]
    ordered = [name for name in dict.fromkeys(re.findall(_VARIABLE, words)) if name in names]
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
    if not isinstance(text, str):  # a program may pass anything
        raise QueryError(
            f"a query has to be a text, not {type(text).__name__}.",
            hint="Give SPARQL, as in `SELECT ?unit { ?unit a peel:Unit }`.",
        )
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
    if not _ASKING.search(bare) and (first := re.search(_UPDATE, bare)):
        raise QueryError(
            f"{first[1].upper()} is refused: a store is only read.",
            hint="Change the files of data/ and run `peelgraph build`.",
        )
    if _depth(bare) > MAX_DEPTH:
        raise QueryError(f"the query is nested deeper than {MAX_DEPTH} levels.")
    if "graph" in bare.lower():
        from graph.query.graph_variables import refuse_lost_graphs

        refuse_lost_graphs(text, bare)


def select(store: Store, text: str) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Answer a query with columns and rows of plain Python values.

    A row of an ASK query is its answer, one of a CONSTRUCT or DESCRIBE query is a statement.

    Raises:
        QueryError: for what is not a query, or may not be asked.
    """
    from graph.query.answer_edges import STATEMENT

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
        state = (directory / store_generation.POINTER).stat()
    except OSError:
        return open_current(directory)
    return _opened(directory.resolve(), state.st_ino, state.st_mtime_ns)


@lru_cache(maxsize=1)
def _opened(directory: Path, *_identity: int) -> Store:
    store_locks.release_read_locks(
        directory
    )  # the one before is not read any more, so that a build may remove it
    return open_current(directory)


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
        form = form or default_format(answer)
        text = format_answer(answer, form, raw=raw)
    remarks = remarks_on(store, query, columns, written_values(text, form))
    return WrittenAnswer(remarks, text=text, form=form)


def _depth(bare: str) -> int:
    deepest = depth = 0
    for character in bare:
        depth += _LEVELS.get(character, 0)
        deepest = max(deepest, depth)
    return deepest
