"""Write the tables of the graph: a CSV file for each, with stable columns, and a data package.

The description follows Data Package (Frictionless Standards). Texts that a spreadsheet would take
for a formula get an apostrophe before them (OWASP, CSV injection).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache, partial
from itertools import chain
from pathlib import Path

from graph import escape
from graph.errors import PeelgraphError
from graph.files import make_folder, save
from graph.namespaces import compress
from graph.queries import PackagedQuery, term_table, text_of
from graph.store import Store

_QUERIES = Path(__file__).parent / "tables"
_UNBOUND, _BLANK_NODE, _IRI, _LITERAL, _TRIPLE_TERM = range(5)  # kinds of terms in their order
_KINDS = {"": _UNBOUND, "_": _BLANK_NODE, "<": _IRI}  # by their first character
_TYPES = {  # of columns that hold no texts
    **dict.fromkeys(("value", "numerator", "denominator", "compared_value"), "number"),
    **dict.fromkeys(("begin", "end", "sentences"), "integer"),
}


def table_names() -> list[str]:
    """Return the names of the tables, A to Z."""
    return sorted(path.stem for path in _QUERIES.glob("*.rq"))


def write_table(store: Store, name: str, path: Path, *, raw: bool = False) -> int:
    """Write one table as CSV (RFC 4180, UTF-8).

    Args:
        store: a built store.
        name: one of `table_names()`.
        path: of the file.
        raw: leave texts as they are that a spreadsheet would take for formulas.

    Returns:
        The number of rows below the header.

    Raises:
        PeelgraphError: for an unknown table, or a path that is not writable.
    """
    tables = table_names()
    if name not in tables:
        raise PeelgraphError(
            f"there is no table “{name}”.", where=str(path), hint=f"Tables: {', '.join(tables)}."
        )
    return _write(store, name, path, raw)[1]


def write_tables(store: Store, folder: Path, *, raw: bool = False) -> dict[str, int]:
    """Write every table and `datapackage.json` into a folder.

    Args:
        store: a built store.
        folder: made in the folder above, which has to be there.
        raw: leave texts as they are that a spreadsheet would take for formulas.

    Returns:
        The number of rows of each table.

    Raises:
        PeelgraphError: when the folder is not writable.
    """
    make_folder(folder)
    resources = {name: _write(store, name, folder / f"{name}.csv", raw) for name in table_names()}
    package = {
        "name": "peelgraph",
        "title": "peelgraph tables",
        "licenses": [{"name": "OGL-UK-3.0"}],
        "resources": [_resource(name, columns) for name, (columns, _) in resources.items()],
    }
    save(folder / "datapackage.json", (json.dumps(package, indent=1) + "\n").encode())
    return {name: number for name, (_, number) in resources.items()}


def _write(store: Store, name: str, path: Path, raw: bool) -> tuple[list[str], int]:
    """Write one table; return its columns and the number of its rows."""
    query = _query(name)
    columns, rows = term_table(store, query.text)
    if order := query.fields("order"):  # the engine would take longer, as it orders terms
        places = [columns.index(column) for column in order]
        rows.sort(key=lambda row: [_sort_key(row[place]) for place in places])
    cell = cache(partial(_cell, raw=raw))  # many terms stand in many rows
    cells = ([cell(term) for term in row] for row in rows)
    save(path, escape.csv_text(chain([columns], cells)).encode())
    return columns, len(rows)


def _sort_key(term: str) -> tuple[int, str]:
    """Return a key that sorts terms as SPARQL does (SPARQL 1.1, section 15.1), but for numbers."""
    return _kind(term), text_of(term)


def _query(name: str) -> PackagedQuery:
    return PackagedQuery.read(_QUERIES / f"{name}.rq")


def _cell(term: str, *, raw: bool) -> str:
    """Write a value: IRIs as prefixed names, and what a spreadsheet would compute made harmless."""
    kind = _kind(term)
    if kind in (_BLANK_NODE, _TRIPLE_TERM):
        return ""
    text = text_of(term)
    if kind == _IRI:
        text = compress(text)
    if raw:
        return text
    return escape.csv_cell(text)


def _kind(term: str) -> int:
    """Return the rank of the kind of a term in the order of SPARQL; what is unbound comes first."""
    if term.startswith("<<"):
        return _TRIPLE_TERM
    return _KINDS.get(term[:1], _LITERAL)


def _resource(name: str, columns: Sequence[str]) -> dict[str, object]:
    fields = [{"name": column, "type": _TYPES.get(column, "string")} for column in columns]
    return {
        "name": name,
        "path": f"{name}.csv",
        "title": _query(name).field("summary"),
        "encoding": "utf-8",
        "schema": {"fields": fields},
    }
