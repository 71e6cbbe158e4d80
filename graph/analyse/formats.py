"""Write a result as csv, JSON and Markdown."""

from __future__ import annotations

import csv
import io
import json

from graph.analyse.result import Number, Result
from graph.escape import csv_cell, markdown_link, markdown_text, terminal_text


def columns(result: Result) -> list[str]:
    """Return the names of the columns of all rows, in the order of their first use."""
    return list(dict.fromkeys(column for row in result.rows for column in row.values))


def as_json(result: Result) -> str:
    """Write a result with everything in it."""
    return json.dumps(result.as_data(), ensure_ascii=False, indent=1) + "\n"


def as_csv(result: Result, *, raw: bool = False) -> str:
    """Write the rows of a result; places and addresses of sentences are joined by semicolons.

    Args:
        result: to be written.
        raw: leave texts as they are that a spreadsheet would take for formulas.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    names = columns(result)
    writer.writerow(["label", "id", *names, "reading", "places", "addresses"])
    for row in result.rows:
        values = [shown(row.values.get(name)) for name in names]
        places, addresses = (
            "; ".join(str(sentence[key]) for sentence in row.sentences)
            for key in ("place", "address")
        )
        cells = [row.label, row.iri, *values, row.reading, places, addresses]
        writer.writerow(cells if raw else [terminal_text(csv_cell(text)) for text in cells])
    return written.getvalue()


def as_markdown(result: Result) -> str:
    """Write a result as a section with a table; each row has its first sentences as links to the published page."""
    names = columns(result)
    head = [
        f"## {markdown_text(result.title)}",
        "",
        markdown_text(result.summary),
        "",
        f"*{markdown_text(result.network)}*",
        "",
    ]
    lines = [_line(["", *names, "reading", "sentences"]), _line(["---"] * (len(names) + 3))]
    for row in result.rows:
        links = [
            markdown_link(str(sentence["place"]), str(sentence["address"]))
            for sentence in row.sentences[:3]
        ]
        more = [f"{len(row.sentences) - 3} more"] if len(row.sentences) > 3 else []
        lines.append(
            _line(
                [
                    markdown_text(row.label),
                    *(markdown_text(shown(row.values.get(name))) for name in names),
                    markdown_text(row.reading),
                    "; ".join([*links, *more]),
                ]
            )
        )
    left = (
        [f"{len(result.rows)} of {result.total} rows."] if result.total > len(result.rows) else []
    )
    return "\n".join(
        [*head, *lines, "", *(f"- {markdown_text(note)}" for note in [*result.notes, *left]), ""]
    )


def shown(value: Number) -> str:
    """Return a value as it is printed; nothing where there is none.

    >>> shown(0.25), shown(12), shown(None)
    ('0.25', '12', '')
    """
    return "" if value is None else str(value)


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
