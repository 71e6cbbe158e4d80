"""Write answers: rows as tables, csv, tsv, json and xml, statements as RDF, values as Python's."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any

from graph import escape
from graph.errors import QueryError
from graph.namespaces import PREFIXES, compress
from graph.store import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    evaluation_error,
    serialize_results,
)

if TYPE_CHECKING:
    from graph.query.rows import Value

ROW_FORMATS = ("csv", "tsv", "json", "xml")
GRAPH_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}
_LONG = 200_000  # characters of an answer that certainly tells something
_PREFIX_LINE = r"(?im)^@?prefix\b.*$"
_FROM_TEXT: dict[str, Callable[[str], int | float | bool]] = {
    PREFIXES["xsd"] + "integer": int,
    PREFIXES["xsd"] + "decimal": float,
    PREFIXES["xsd"] + "double": float,
    PREFIXES["xsd"] + "float": float,
    PREFIXES["xsd"] + "boolean": "true".__eq__,
}
Answer = QuerySolutions | QueryBoolean | QueryTriples
Term = NamedNode | BlankNode | Literal | Triple


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


def format_answer(answer: Answer, form: str, *, raw: bool = False) -> str:
    """Write an answer: rows as csv, tsv, json or xml, statements as ttl, nt, jsonld or rdf.

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
    from graph.query.answer_edges import STATEMENT

    with evaluation():
        if isinstance(answer, QueryBoolean):
            return ("answer",), [(str(bool(answer)).lower(),)]
        if isinstance(answer, QueryTriples):
            return STATEMENT, sorted({tuple(map(_plain, triple)) for triple in answer})
        return tuple(v.value for v in answer.variables), [tuple(map(_plain, row)) for row in answer]


def written_values(text: str, form: str) -> list[list[object]]:
    """Return the rows of a written answer; of a long one or of statements, only that there is one.

    Args:
        text: as `format_answer` writes it.
        form: its format.
    """
    if form in GRAPH_FORMATS:
        statements = re.sub(_PREFIX_LINE, "", text).strip()
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


def default_format(answer: Answer) -> str:
    """Return the format of an answer for which none was chosen."""
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
    from graph.serialize.rdf import serialize_sorted

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
    convert = _FROM_TEXT.get(term.datatype.value, str)
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
    rows = ([_plain(term) for term in row] for row in answer)
    if not raw:
        rows = (list(map(escape.csv_cell, row)) for row in rows)
    titles = [variable.value for variable in answer.variables]
    return escape.csv_text(chain([titles], rows))


def _plain(term: Term | None) -> str:
    match term:
        case None:
            return ""
        case NamedNode() | Literal():
            return term.value
        case _:
            return str(term)
