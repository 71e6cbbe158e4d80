"""Cite a finding or figure: in words, as BibTeX, or as a Citation File (CFF 1.2.0), always with its sentence."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from graph import files
from graph.errors import QueryError
from graph.escape import web_address
from graph.namespaces import compress
from graph.queries import PackagedQuery
from graph.query.figures import figures
from graph.store import Store

FORMS = ("text", "bibtex", "cff")
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
    """What is cited, and where it stands.

    Attributes:
        iri: of the finding, figure, judgment, area for improvement or conflict.
        said: what it says, in our words, with the value of a figure and the voice.
        places: of its sentences, in words.
        address: that opens the published page at the first of them.
        title: of the report.
        publisher: of the report, or "".
        date: on which the page was last changed, as in `2020-01-21`, or "".
    """

    iri: str
    said: str
    places: tuple[str, ...]
    address: str
    title: str
    publisher: str
    date: str

    def text(self) -> str:
        """Say it as a footnote."""
        head = ", ".join(filter(None, (self.publisher, self.title, self.date)))
        return f"{head}: {'; '.join(self.places)}. {self.said} <{self.address}>. In: peelgraph {files.version()}, <{self.iri}>.\n"

    def bibtex(self) -> str:
        """Write an entry for BibTeX or BibLaTeX."""
        fields = {
            "author": f"{{{_latex(self.publisher)}}}",
            "title": f"{{{_latex(self.title)}}}",
            "year": self.date[:4],
            "url": web_address(self.address).replace("{", "%7B").replace("}", "%7D"),
            "note": _latex(f"{'; '.join(self.places)}. {self.said} In: peelgraph {files.version()}")
            + rf", \url{{{self.iri}}}",
        }
        body = ",\n".join(
            f"  {name} = {{{value}}}" for name, value in fields.items() if value not in ("", "{}")
        )
        return f"@misc{{{_key(self.iri)},\n{body}\n}}\n"

    def cff(self) -> str:
        """Write a Citation File: the graph as the data set, the report's sentence as its reference."""
        q = _quoted
        lines = [
            "cff-version: 1.2.0",
            f"message: {q('Cite the report at its sentence, and the graph for having found it there.')}",
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
            *([f"    date-published: {q(self.date)}"] if self.date else []),
            f"    url: {q(self.address)}",
            f"    section: {q('; '.join(self.places))}",
            f"    notes: {q(self.said)}",
            "    identifiers:",
            "      - type: url",
            f"        value: {q(self.iri)}",
        ]
        return "\n".join(lines) + "\n"


def cite(store: Store, iri: str) -> Citation:
    """Return the citation of what is quoted from a report.

    Args:
        store: a built store.
        iri: of a finding, figure, judgment, area for improvement or conflict.

    Raises:
        QueryError: for anything else, which no sentence is quoted for.
    """
    found = PackagedQuery.read(_QUERY).rows(store, node=iri)
    if not found:
        hint = "Cite a finding, figure, judgment, area for improvement or conflict; `peelgraph show` lists those of a thing."
        raise QueryError(f"{compress(iri)} is not quoted from a sentence.", hint=hint)
    first, figure = found[0], figures(store).get(iri)
    voices = ", ".join(dict.fromkeys(row["voice"] for row in found if row["voice"]))
    said = (
        first["words"].rstrip(".")
        + (f": {figure.words}" if figure else "")
        + (f" (voice: {voices})." if voices else ".")
    )
    places = tuple(dict.fromkeys(row["place"] for row in found))
    return Citation(
        iri,
        said,
        places,
        first["address"],
        first["title"],
        first["publisher"],
        first["published"],
    )


def _latex(text: str) -> str:
    r"""Escape what TeX would read as a command.

    >>> print(_latex("51% of A & B_1"))
    51\% of A \& B\_1
    """
    return re.sub(r"[\\{}~^&%$#_]", lambda match: _SPECIAL.get(match[0], "\\" + match[0]), text)


def _key(iri: str) -> str:
    return "-".join(iri.split("/")[-3:])


def _quoted(text: str) -> str:
    """Quote a text for YAML, of which every JSON string is one."""
    return json.dumps(text, ensure_ascii=False)
