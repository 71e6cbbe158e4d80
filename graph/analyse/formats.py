"""Write a result as JSON, Markdown and cells of a table."""

from __future__ import annotations

import json
from collections.abc import Sequence

from graph.analyse.result import Number, Result, ResultRow
from graph.escape import markdown_link, markdown_text


def columns(result: Result) -> list[str]:
    """Return the names of the columns of all rows, in the order of their first use."""
    return list(dict.fromkeys(column for row in result.rows for column in row.values))


def as_json(result: Result) -> str:
    """Write a result with everything in it."""
    return json.dumps(result.as_data(), ensure_ascii=False, indent=1) + "\n"


def cell_titles(result: Result) -> list[str]:
    """Return the titles of the columns of `cells`."""
    return ["label", "id", *columns(result), "reading", "places", "addresses"]


def cells(result: Result) -> list[list[str]]:
    """Return the rows of a result as texts, with the places and addresses of all sentences."""
    names = columns(result)
    return [
        [
            row.label,
            row.iri,
            *(shown(row.values.get(name)) for name in names),
            row.reading,
            "; ".join(sentence.place for sentence in row.sentences),
            "; ".join(sentence.address for sentence in row.sentences),
        ]
        for row in result.rows
    ]


def as_markdown(result: Result) -> str:
    """Write a result as a section with a table, in which sentences link to the published page."""
    names = columns(result)
    lines = [
        f"## {markdown_text(result.title)}",
        "",
        markdown_text(result.summary),
        "",
        f"*{markdown_text(result.network)}*",
        "",
        _table_line(["", *names, "reading", "sentences"]),
        _table_line(["---"] * (len(names) + 3)),
        *(_table_line(_markdown_cells(row, names)) for row in result.rows),
        "",
        *(f"- {markdown_text(note)}" for note in result.notes),
    ]
    if result.total > len(result.rows):
        lines.append(f"- {len(result.rows)} of {result.total:,} rows.")
    return "\n".join([*lines, ""])


def shown(value: Number) -> str:
    """Return a value as it is printed; nothing where there is none.

    >>> shown(0.25), shown(12), shown(None)
    ('0.25', '12', '')
    """
    return "" if value is None else str(value)


def _markdown_cells(row: ResultRow, names: Sequence[str]) -> list[str]:
    """Return the cells of a row; of its sentences, the first three are links."""
    links = [markdown_link(sentence.place, sentence.address) for sentence in row.sentences[:3]]
    if len(row.sentences) > 3:
        links.append(f"{len(row.sentences) - 3} more")
    values = [markdown_text(shown(row.values.get(name))) for name in names]
    return [markdown_text(row.label), *values, markdown_text(row.reading), "; ".join(links)]


def _table_line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
