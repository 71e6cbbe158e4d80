"""Read and answer the library of named questions: SPARQL files with a title, who asks, and parameters with a default.

A question is a file `ontology/questions/NAME.rq` that begins with comment lines:

    # title: With whom does {unit} work?
    # asked by: analyst
    # kind: lookup
    # parameter unit: unit:cambridgeshire-methub
    # unit may be: role, force

A parameter is a variable of the query that is replaced by the value given, or by the default. Where the default is a thing, a value has
to be of its kind (the prefix of its name), of one of the kinds listed, or, where that says so, anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph import files
from graph.errors import QueryError
from graph.namespaces import compress, expand
from graph.store import QuerySolutions, Store, literal_or_iri, query

ANYTHING = "anything"
_LONGEST = 100  # characters of a name that are compared with others
_MAY_BE = re.compile(r"# (?P<name>\w+) may be: (?P<kinds>.+)")
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
        kinds: of each parameter that is a thing: prefixes of the names it may have, the default's first; or ANYTHING.
    """

    name: str
    title: str
    asked_by: tuple[str, ...]
    kind: str
    parameters: Mapping[str, str]
    text: str
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def plain_title(self) -> str:
        """The title with the names of its parameters in capitals."""
        return re.sub(r"\{(\w+)\}", lambda match: match[1].upper(), self.title)

    @property
    def notes(self) -> list[str]:
        """What the head of the file says beside title, asker, kind and parameters."""
        lines = [line for line in self.text.splitlines() if line.startswith("# ") and not line.startswith("# answers:")]
        told = " ".join(line[2:] for line in lines if not _LINE.fullmatch(line) and not _MAY_BE.fullmatch(line))
        return [told] if told else []


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
        values: of parameters, each a prefixed name, an IRI, a number or a date; defaults for the others.

    Raises:
        QueryError: for a parameter that the question does not have, or words where it wants a number or date.
    """
    from graph.query.parameters import check

    given = dict(values or {})
    if unknown := sorted(given.keys() - question.parameters.keys()):
        raise _no_parameter(question, unknown[0])
    for name, value in given.items():
        check(question, name, value)
    terms = {name: literal_or_iri(expand(value)) for name, value in {**question.parameters, **given}.items()}
    answer = query(store, question.text, terms)
    if not isinstance(answer, QuerySolutions):
        raise QueryError(f"the question {question.name} is not a SELECT query.", hint="Named questions answer with rows.")
    return answer


def named(directory: Path, question: Question, values: Mapping[str, str]) -> dict[str, str]:
    """Let values be names of things: where the default of a parameter is a thing, a name is looked up.

    Args:
        directory: of a built store.
        question: whose parameters are meant.
        values: as given.

    Raises:
        QueryError: for an unknown parameter, and for a name of nothing of the right kind, or of several things.
    """
    from graph.query.parameters import is_thing, meant

    if unknown := sorted(values.keys() - question.parameters.keys()):
        raise _no_parameter(question, unknown[0])
    return {parameter: meant(directory, question, parameter, value) if is_thing(question, parameter) else value for parameter, value in values.items()}


def sparql(question: Question, values: Mapping[str, str] | None = None) -> str:
    """Return the query of a question as it can be asked by itself: without its head, values in place of parameters.

    Args:
        question: one of `questions()`.
        values: of parameters; defaults for the others.
    """
    lines = [line for line in question.text.splitlines() if not line.startswith("#")]
    terms = {name: _written(value) for name, value in {**question.parameters, **(values or {})}.items()}
    return re.sub(r"\?(\w+)\b", lambda match: terms.get(match[1], match[0]), "\n".join(lines)) + "\n"


def nearest(name: str, known: Mapping[str, Question]) -> list[str]:
    """Return the names of questions that are most like a name, at most three."""
    from rapidfuzz import process

    return [found for found, _, _ in process.extract(name[:_LONGEST], list(known), limit=3)]


def _written(value: str) -> str:
    """Write a value in SPARQL: a prefixed name where there is one."""
    term = literal_or_iri(expand(value))
    short = compress(expand(value))
    return short if str(term).startswith("<") and "://" not in short else term.value if re.fullmatch(r"-?[0-9]+", value) else str(term)


def _no_parameter(question: Question, name: str) -> QueryError:
    from difflib import get_close_matches

    near = get_close_matches(name[:_LONGEST], question.parameters, n=1)
    known = ", ".join(question.parameters) or "none"
    return QueryError(f"the question {question.name} has no parameter {name}.", hint=f"{f'Did you mean {near[0]}? ' if near else ''}Its parameters: {known}.")


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
    kinds = {name: (compress(expand(default)).partition(":")[0],) for name, default in parameters.items() if "://" in expand(default)}
    for match in filter(None, map(_MAY_BE.fullmatch, text.splitlines())):
        kinds[match["name"]] = (*kinds.get(match["name"], ()), *(part.strip() for part in match["kinds"].split(",")))
    missing = [key for key in ("title", "asked by", "kind") if key not in told]
    if missing or told["kind"] not in KINDS:
        raise QueryError(f"the head of the question lacks {', '.join(missing) or 'a known kind'}.", where=str(path), hint=f"Kinds are {', '.join(KINDS)}.")
    asked_by = tuple(part.strip() for part in told["asked by"].split(","))
    return Question(path.stem, told["title"], asked_by, told["kind"], parameters, text, kinds)
