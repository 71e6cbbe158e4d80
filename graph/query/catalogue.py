"""Knows the library of named questions: SPARQL files with a title, who asks, and parameters with a default.

A question is a file `ontology/questions/NAME.rq` that begins with comment lines:

    # title: With whom does {unit} work?
    # asked by: analyst
    # kind: lookup
    # parameter unit: unit:cambridgeshire-methub

A parameter is a variable of the query that is replaced by the value given, or by the default.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph import files
from graph.errors import QueryError
from graph.namespaces import expand
from graph.store import QuerySolutions, Store, literal_or_iri, query

_LINE = re.compile(r"# (?P<key>title|asked by|kind|parameter (?P<name>\w+)): (?P<value>.+)")
READERS = ("analyst", "commissioner's office", "engineer", "inspector", "journalist", "researcher")
KINDS = ("lookup", "multi-hop", "aggregate", "comparison", "temporal", "negative", "conflict", "evidence", "path")


@dataclass(frozen=True)
class Question:
    """A named question.

    Attributes:
        name: of its file.
        title: the question in words, with parameters in braces.
        asked_by: who would ask it, of READERS.
        kind: one of KINDS.
        parameters: the default of each parameter: a prefixed name, an IRI, a number or a text.
        text: the query.
    """

    name: str
    title: str
    asked_by: tuple[str, ...]
    kind: str
    parameters: Mapping[str, str]
    text: str


def questions(folder: Path | None = None) -> dict[str, Question]:
    """Return all named questions by name, A to Z.

    Args:
        folder: with the `.rq` files; the project's own by default.
    """
    found = sorted((folder or files.ontology() / "questions").glob("*.rq"))
    return {path.stem: _question(path) for path in found}


def ask(store: Store, question: Question, values: Mapping[str, str] | None = None) -> QuerySolutions:
    """Answer a named question.

    Args:
        store: to be asked.
        question: one of `questions()`.
        values: of parameters, each a prefixed name, an IRI, a number or a text; defaults for the others.

    Raises:
        QueryError: for a parameter that the question does not have.
    """
    given = dict(values or {})
    if unknown := sorted(given.keys() - question.parameters.keys()):
        known = ", ".join(question.parameters) or "none"
        raise QueryError(f"the question {question.name} has no parameter {', '.join(unknown)}.", hint=f"Its parameters: {known}.")
    terms = {name: literal_or_iri(expand(value)) for name, value in {**question.parameters, **given}.items()}
    answer = query(store, question.text, terms)
    if not isinstance(answer, QuerySolutions):
        raise QueryError(f"the question {question.name} is not a SELECT query.", hint="Named questions answer with rows.")
    return answer


def named(directory: Path, question: Question, values: Mapping[str, str]) -> dict[str, str]:
    """Let values be names of things: where the default of a parameter is a thing, a name is looked up in the index.

    Args:
        directory: of a built store.
        question: whose parameters are meant.
        values: as given.

    Raises:
        QueryError: for a name of nothing, or of several things.
    """
    from graph.query.search import resolve

    def is_thing(parameter: str) -> bool:
        return "://" in expand(question.parameters.get(parameter, ""))

    return {parameter: resolve(directory, value) if is_thing(parameter) else value for parameter, value in values.items()}


def nearest(name: str, known: Mapping[str, Question]) -> list[str]:
    """Return the names of questions that are most like a name, at most three."""
    from rapidfuzz import process

    return [found for found, _, _ in process.extract(name, list(known), limit=3)]


def _question(path: Path) -> Question:
    """Read a question from its file.

    Raises:
        QueryError: when title, asker or kind is missing or unknown.
    """
    text = path.read_text("utf-8")
    told: dict[str, str] = {}
    parameters: dict[str, str] = {}
    for line in text.splitlines():
        match = _LINE.fullmatch(line)
        if match and match["name"]:
            parameters[match["name"]] = match["value"].strip()
        elif match:
            told[match["key"]] = match["value"].strip()
    missing = [key for key in ("title", "asked by", "kind") if key not in told]
    if missing or told["kind"] not in KINDS:
        raise QueryError(f"the head of the question lacks {', '.join(missing) or 'a known kind'}.", where=str(path), hint=f"Kinds are {', '.join(KINDS)}.")
    asked_by = tuple(part.strip() for part in told["asked by"].split(","))
    return Question(path.stem, told["title"], asked_by, told["kind"], parameters, text)
