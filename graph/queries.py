"""Read the packaged SPARQL queries with their headers, and run them.

A packaged query is a file `NAME.rq`; `graph.query_header` says what its first lines are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeAlias

from graph.errors import QueryError
from graph.query_header import Field, Value, parse_header
from graph.store import (
    Literal,
    NamedNode,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    evaluation_error,
    is_iri,
    query,
    rows_without_triples,
    serialize_results,
    solutions,
)

Bound: TypeAlias = NamedNode | Literal | str
_WHERE = re.compile(r"^[^#\n]*\bWHERE \{", re.MULTILINE)
_TRIPLE_TERM = "<<"  # its beginning
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = dict(zip("tbnrf\"'\\", "\t\b\n\r\f\"'\\", strict=True))  # SPARQL 1.1, section 19.7


@dataclass(frozen=True)
class PackagedQuery:
    """A query that comes with the project.

    Attributes:
        name: of its file, without suffix.
        header: texts, lists and mappings by key.
        text: the whole file, in SPARQL.
    """

    name: str
    header: Mapping[str, Value]
    text: str

    @classmethod
    def read(cls, path: Path) -> PackagedQuery:
        """Read a query from its file.

        Raises:
            QueryError: with file and line, when the header cannot be parsed.
        """
        text = path.read_text("utf-8")
        return cls(path.stem, parse_header(text, path), text)

    @classmethod
    def read_all(cls, folder: Path) -> dict[str, PackagedQuery]:
        """Read every `.rq` file of a folder, by name, A to Z.

        Raises:
            QueryError: as `read`.
        """
        return {path.stem: cls.read(path) for path in sorted(folder.glob("*.rq"))}

    def field(self, key: str) -> str:
        """Return a text of the header, or "" where it has none.

        Raises:
            QueryError: when the value is a list or a mapping.
        """
        value = self.header.get(key, "")
        if not isinstance(value, str):
            raise self._wrong(key, "a text")
        return value

    def fields(self, key: str) -> tuple[str, ...]:
        """Return a list of the header, empty where it has none.

        Raises:
            QueryError: when the value is no list.
        """
        value = self.header.get(key, ())
        if not isinstance(value, tuple):
            raise self._wrong(key, "a list, as in [a, b]")
        return value

    def mapping(self, key: str) -> Mapping[str, Field]:
        """Return a mapping of the header, empty where it has none.

        Raises:
            QueryError: when the value is no mapping.
        """
        value = self.header.get(key, {})
        if not isinstance(value, Mapping):
            raise self._wrong(key, "names with a value each, on lines below it")
        return value

    def among(self, variable: str, iris: Iterable[str]) -> PackagedQuery:
        """Return the query for some values of a variable, which are joined before anything else.

        Args:
            variable: its name, without question mark.
            iris: what it may be.

        Raises:
            QueryError: when the query has no `WHERE {` behind which the values can stand.
        """
        return self.among_rows([variable], ([iri] for iri in iris))

    def among_rows(self, variables: Sequence[str], rows: Iterable[Sequence[str]]) -> PackagedQuery:
        """Return the query for some values of several variables together, otherwise as `among`.

        Args:
            variables: their names, without question marks.
            rows: IRIs, one for each variable; a row with another text than an IRI is left out.

        Raises:
            QueryError: as `among`.
        """
        names = " ".join(f"?{variable}" for variable in variables)
        values = " ".join(
            f"({' '.join(f'<{iri}>' for iri in row)})"
            for row in sorted(set(map(tuple, rows)))
            if all(map(is_iri, row))
        )
        pattern, places = _WHERE.subn(
            lambda match: f"{match[0]} VALUES ({names}) {{ {values} }}", self.text, count=1
        )
        if not places:
            raise QueryError(f"the query {self.name} has no `WHERE {{`.")
        return replace(self, text=pattern)

    def rows(self, store: Store, /, **values: Bound) -> list[dict[str, str]]:
        """Return the rows of a SELECT query as texts by variable, "" where a variable is unbound.

        Rows in which a statement stands for a name or a text are left out.

        Args:
            store: to be asked.
            values: of variables, by name: terms, or IRIs as texts. Such a variable is no column.

        Raises:
            QueryError: when it is not a SELECT query or cannot be answered.
        """
        return text_rows(store, self.text, **values)

    def terms(self, store: Store, /, **values: Bound) -> Iterator[QuerySolution]:
        """Yield the rows of a SELECT query as RDF terms, in other respects as `rows`.

        Raises:
            QueryError: as `rows`.
        """
        return rows_without_triples(self.solutions(store, **values))

    def solutions(self, store: Store, /, **values: Bound) -> QuerySolutions:
        """Return the answer to a SELECT query with the names of its columns and all rows.

        Raises:
            QueryError: as `rows`.
        """
        return solutions(store, self.text, _terms(values))

    def statements(self, store: Store, /, **values: Bound) -> Iterator[Triple]:
        """Return the answer to a CONSTRUCT query.

        Raises:
            QueryError: when it is not a CONSTRUCT query or cannot be answered.
        """
        answer = query(store, self.text, _terms(values))
        if not isinstance(answer, QueryTriples):
            raise QueryError(f"the query {self.name} is not a CONSTRUCT query.")
        return answer

    def _wrong(self, key: str, form: str) -> QueryError:
        return QueryError(f"{key} in the header of the query {self.name} has to be {form}.")


def query_body(text: str) -> str:
    """Return the text of a packaged query without its header and comments."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def text_rows(store: Store, text: str, /, **values: Bound) -> list[dict[str, str]]:
    """Return the rows of a SELECT query as `PackagedQuery.rows` does.

    Raises:
        QueryError: when it is not a SELECT query or cannot be answered.
    """
    names, rows = text_table(store, text, **values)
    return [dict(zip(names, row, strict=True)) for row in rows]


def text_table(store: Store, text: str, /, **values: Bound) -> tuple[list[str], list[list[str]]]:
    """Return the columns of a SELECT query and the cells of its rows, in other respects as `rows`.

    Each distinct term is decoded once.

    Raises:
        QueryError: as `text_rows`.
    """
    names, lines = _tsv_lines(store, text, values)
    decode = cache(text_of)
    return names, [
        list(map(decode, line.split("\t"))) for line in lines if not _has_triple_term(line)
    ]


def term_table(store: Store, text: str, /, **values: Bound) -> tuple[list[str], list[list[str]]]:
    """Return the columns of a SELECT query and the terms of its rows as TSV writes them.

    IRIs stand in angle brackets, literals in quotes with their language or datatype, or bare where
    they are numbers or `true` or `false`; what is unbound is "".

    Raises:
        QueryError: as `text_rows`.
    """
    names, lines = _tsv_lines(store, text, values)
    return names, [line.split("\t") for line in lines]


def _tsv_lines(store: Store, text: str, values: Mapping[str, Bound]) -> tuple[list[str], list[str]]:
    """Return the columns and lines of the engine's TSV.

    It tells triple terms from texts, as CSV does not, and takes two thirds of the time of JSON.
    Source: SPARQL 1.1 Query Results CSV and TSV Formats, section 4.
    """
    answer = solutions(store, text, _terms(values))
    try:
        content = serialize_results(answer, "tsv").decode()
    except (OSError, RuntimeError) as error:
        raise evaluation_error(error) from None
    header, *lines = content.split("\n")[:-1]
    return [name.removeprefix("?") for name in header.split("\t")], lines


def _has_triple_term(line: str) -> bool:
    return _TRIPLE_TERM in line and any(term.startswith(_TRIPLE_TERM) for term in line.split("\t"))


def text_of(term: str) -> str:
    r"""Return the text of a term in TSV: an IRI, the value of a literal, the label of a blank node.

    >>> text_of("<urn:x>"), text_of(r'"a\tb"@en'), text_of("1.5"), text_of("_:b"), text_of("")
    ('urn:x', 'a\tb', '1.5', 'b', '')
    """
    match term[:1]:
        case "<":
            return term[1:-1]
        case '"':
            text = term[1 : term.rindex('"')]
            if "\\" in text:
                return _ESCAPE.sub(lambda match: _ESCAPES[match[1]], text)
            return text
    return term.removeprefix("_:")


def _terms(values: Mapping[str, Bound]) -> dict[str, NamedNode | Literal]:
    return {
        name: NamedNode(value) if isinstance(value, str) else value
        for name, value in values.items()
    }
