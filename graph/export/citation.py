"""Cite a finding or figure with its sentence: in words, as BibTeX, or as a Citation File (CFF)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph import files
from graph.errors import QueryError
from graph.escape import web_address
from graph.namespaces import compress
from graph.queries import PackagedQuery
from graph.query.figures import figures
from graph.store import Store

_QUERY = Path(__file__).parent / "citation" / "cited.rq"
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True)
class Citation:
    """A finding, figure, judgment, area for improvement or conflict as it is cited.

    Attributes:
        iri: of what is cited.
        statement: its label, with the value of a figure and the voice.
        places: of its sentences, in words.
        address: that opens the published page at the first of them.
        title: of the report.
        publisher: of the report, or "".
        date: on which the page was last changed, as in `2020-01-21`, or "".
    """

    iri: str
    statement: str
    places: tuple[str, ...]
    address: str
    title: str
    publisher: str
    date: str

    def formatted(self, form: str) -> str:
        """Write it in one of its formats: `text`, `bibtex` or `cff`."""
        return {"text": self.text, "bibtex": self.bibtex, "cff": self.cff}[form]()

    def text(self) -> str:
        """Write a footnote."""
        head = ", ".join(filter(None, (self.publisher, self.title, self.date)))
        sentence = f"{'; '.join(self.places)}. {self.statement} <{self.address}>"
        return f"{head}: {sentence}. In: peelgraph {files.version()}, <{self.iri}>.\n"

    def bibtex(self) -> str:
        """Write an entry for BibTeX or BibLaTeX."""
        note = f"{'; '.join(self.places)}. {self.statement} In: peelgraph {files.version()}"
        fields = {
            "author": f"{{{_latex(self.publisher)}}}",
            "title": f"{{{_latex(self.title)}}}",
            "year": self.date[:4],
            "url": web_address(self.address).replace("{", "%7B").replace("}", "%7D"),
            "note": _latex(note) + rf", \url{{{self.iri}}}",
        }
        body = ",\n".join(
            f"  {name} = {{{value}}}" for name, value in fields.items() if value not in ("", "{}")
        )
        return f"@misc{{{_key(self.iri)},\n{body}\n}}\n"

    def cff(self) -> str:
        """Write a Citation File 1.2.0: the graph as data set, the sentence as reference."""
        q = _quoted
        message = "Cite the report at its sentence, and the graph for having found it there."
        dates = [f"    date-published: {q(self.date)}"] * bool(self.date)
        lines = [
            "cff-version: 1.2.0",
            f"message: {q(message)}",
            "type: dataset",
            "title: peelgraph",
            f"version: {q(files.version())}",
            "license: OGL-UK-3.0",
            "authors:",
            "  - name: The peelgraph maintainers",
            "references:",
            "  - type: report",
            f"    title: {q(self.title)}",
            "    authors:",
            f"      - name: {q(self.publisher or 'unknown')}",
            *dates,
            f"    url: {q(self.address)}",
            f"    section: {q('; '.join(self.places))}",
            f"    notes: {q(self.statement)}",
            "    identifiers:",
            "      - type: url",
            f"        value: {q(self.iri)}",
        ]
        return "\n".join(lines) + "\n"


def cite(store: Store, iri: str) -> Citation:
    """Return the citation of what is quoted from a report.

    Args:
        store: a built store.
        iri: of a finding, figure, judgment, area for improvement, conflict or sentence.

    Raises:
        QueryError: for anything else, which no sentence is quoted for.
    """
    rows = PackagedQuery.read(_QUERY).rows(store, node=iri)
    if not rows:
        raise QueryError(
            f"{compress(iri)} is not quoted from a sentence.",
            hint="Cite a finding, figure, judgment, area for improvement, conflict or sentence;"
            " `peelgraph show` lists those of a thing.",
        )
    first = rows[0]
    return Citation(
        iri,
        _statement(store, iri, rows),
        tuple(dict.fromkeys(row["place"] for row in rows)),
        first["address"],
        first["title"],
        first["publisher"],
        first["published"],
    )


def _statement(store: Store, iri: str, rows: Sequence[Mapping[str, str]]) -> str:
    """Return the label of what is cited, with the value of a figure and the voices.

    A sentence, whose text the graph does not hold, has voices alone.
    """
    words = rows[0]["words"].rstrip(".")
    figure = figures(store, (iri,)).get(iri)
    if figure:
        words += f": {figure.words}"
    voices = dict.fromkeys(row["voice"] for row in rows if row["voice"])
    if not words:
        return f"Voice: {', '.join(voices)}." if voices else ""
    if voices:
        words += f" (voice: {', '.join(voices)})"
    return f"{words}."


def _latex(text: str) -> str:
    r"""Escape what TeX would read as a command.

    >>> print(_latex("51% of A & B_1"))
    51\% of A \& B\_1
    """
    return re.sub(r"[\\{}~^&%$#_]", lambda match: _SPECIAL.get(match[0], f"\\{match[0]}"), text)


def _key(iri: str) -> str:
    return "-".join(iri.split("/")[-3:])


def _quoted(text: str) -> str:
    """Quote a text for YAML, of which every JSON string is one."""
    return json.dumps(text, ensure_ascii=False)
