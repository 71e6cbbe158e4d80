"""Read and answer the library of named questions: SPARQL files with a title, who asks, and parameters.

A question is a file `ontology/questions/NAME.rq` that begins with comment lines:

    # title: Who does {unit} work with, in {inspection}?
    # asked by: analyst
    # kind: lookup
    # parameter unit: unit:cambridgeshire-methub
    # parameter inspection: any
    # unit may be: role, force
    # inspection may be: inspection

A parameter is a variable of the query that is replaced by a value. Its default is an example, for
a first look without any value, or `any`: then it may be left out, and its variable stays free.
Where the default is a thing, a value has to be of its kind (the prefix of its name) or of one of
the kinds listed, which may be `anything`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph import files
from graph.errors import QueryError
from graph.namespaces import compress, expand
from graph.store import QuerySolutions, Store, literal_or_iri, query
from graph.text import fold

Value = str | int | float | bool | None
ANYTHING = "anything"
ANY = "any"  # default of a parameter that may be left out
LONGEST = 100  # characters of a name that are compared with others, and shown
_MAY_BE = re.compile(r"# (?P<name>\w+) may be: (?P<kinds>.+)")
_LINE = re.compile(r"# (?P<key>title|asked by|kind|parameter (?P<name>\w+)): (?P<value>.+)")
_COMMON = {
    "a",
    "an",
    "and",
    "are",
    "at",
    "by",
    "do",
    "does",
    "for",
    "from",
    "how",
    "in",
    "is",
    "it",
    "of",
    "on",
    "or",
}
_COMMON |= {"the", "their", "they", "to", "was", "were", "what", "which", "who", "with"}
_ALIKE = 75.0  # of 100; less is another word
READERS = ("analyst", "commissioner's office", "engineer", "inspector", "journalist", "researcher")
KINDS = (
    "lookup",
    "multi-hop",
    "aggregate",
    "comparison",
    "temporal",
    "negative",
    "conflict",
    "evidence",
    "path",
)


@dataclass(frozen=True)
class Question:
    """A named question.

    Attributes:
        name: of its file.
        title: the question in words, with parameters in braces.
        asked_by: who would ask it, of READERS.
        kind: one of KINDS.
        parameters: the default of each parameter: a prefixed name, a number or a date as an example, or ANY.
        text: the query.
        kinds: of each parameter that is a thing: prefixes of the names it may have, or ANYTHING.
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
        lines = [line for line in self.text.splitlines() if line.startswith("# ")]
        notes = " ".join(
            line[2:] for line in lines if not _LINE.fullmatch(line) and not _MAY_BE.fullmatch(line)
        )
        return [notes] if notes else []

    @property
    def required(self) -> list[str]:
        """The parameters that need a value when another one is given."""
        return [name for name, default in self.parameters.items() if default != ANY]


def questions(folder: Path | None = None) -> dict[str, Question]:
    """Return all named questions by name, A to Z.

    Args:
        folder: with the `.rq` files; the project's own by default.
    """
    found = sorted((folder or files.ontology() / "questions").glob("*.rq"))
    return {path.stem: _question(path) for path in found}


def ask(
    store: Store, question: Question, values: Mapping[str, str] | None = None
) -> QuerySolutions:
    """Answer a named question.

    Args:
        store: with the graph.
        question: one of `questions()`.
        values: of parameters, each a prefixed name, an IRI, a number, a date or `any`.

    Raises:
        QueryError: for an unknown parameter, a missing or a wrong value.
    """
    from graph.query import service_calls

    terms = {
        name: literal_or_iri(expand(value))
        for name, value in complete(question, values or {}).items()
    }
    service_calls.refuse(question.text)
    answer = query(store, question.text, terms)
    if not isinstance(answer, QuerySolutions):
        raise QueryError(
            f"the question {question.name} is not a SELECT query.",
            hint="Named questions answer with rows.",
        )
    return answer


def complete(question: Question, values: Mapping[str, str]) -> dict[str, str]:
    """Return the value of each parameter that is not left free.

    Without any value, the examples hold. With one, every parameter that may not be `any` needs its own,
    so that no example is mixed into somebody's question.

    Args:
        question: one of `questions()`.
        values: of parameters, as given.

    Raises:
        QueryError: for an unknown parameter, a wrong value, or missing values; the message shows the full call.
    """
    from graph.query.parameters import check

    _refuse_unknown(question, values)
    for name, value in values.items():
        check(question, name, value)
    missing = [name for name in question.required if name not in values]
    if values and missing:
        raise QueryError(
            f"the question {question.name} also needs {' and '.join(missing)}.",
            hint=f"As in: {example(question, values)}",
        )
    return {
        name: value for name, value in {**question.parameters, **values}.items() if value != ANY
    }


def example(question: Question, values: Mapping[str, str] | None = None) -> str:
    """Return the full command for a question: values as given, examples for the others.

    >>> example(questions()["timeline"], {"start": "2018-01-01"})
    'peelgraph ask timeline start=2018-01-01 end=2019-09-30'
    """
    from shlex import quote

    filled = {**question.parameters, **(values or {})}
    words = [f"{name}={quote(compress(value))}" for name, value in filled.items() if value != ANY]
    return " ".join(["peelgraph ask", question.name, *words])


def answered(
    directory: Path, name: str, values: Mapping[str, str]
) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Answer a named question over a store on disk with plain Python values: what a process of its own has to do.

    Args:
        directory: of a built store.
        name: of the question.
        values: of parameters, as given: none for the example, or all that are not "any".

    Raises:
        QueryError: for an unknown question or parameter, or a value that means nothing.
    """
    from graph.query import sparql

    known = questions()
    if name not in known:
        raise unknown(name, known)
    answer = ask(sparql.opened(directory), known[name], named(directory, known[name], values))
    with sparql.evaluation():
        return tuple(variable.value for variable in answer.variables), list(sparql.values(answer))


def named(directory: Path, question: Question, values: Mapping[str, str]) -> dict[str, str]:
    """Let values be names of things: where a parameter is a thing, a name is looked up.

    Args:
        directory: of a built store.
        question: whose parameters they are.
        values: as given.

    Raises:
        QueryError: for an unknown parameter, and for a name of nothing of the right kind, or of several things.
    """
    from graph.query.parameters import is_thing, meant

    _refuse_unknown(question, values)
    return {
        name: meant(directory, question, name, value)
        if is_thing(question, name) and value != ANY
        else value
        for name, value in values.items()
    }


def sparql(question: Question, values: Mapping[str, str] | None = None) -> str:
    """Return the query of a question as it can be asked by itself: without its head, values in place of parameters.

    Args:
        question: one of `questions()`.
        values: of parameters, as for `ask`.

    Raises:
        QueryError: as `complete`.
    """
    lines = [line for line in question.text.splitlines() if not line.startswith("#")]
    terms = {name: _written(value) for name, value in complete(question, values or {}).items()}
    return (
        re.sub(r"\?(\w+)\b", lambda match: terms.get(match[1], match[0]), "\n".join(lines)) + "\n"
    )


def nearest(words: str, catalogue: Mapping[str, Question], *, limit: int = 3) -> list[Question]:
    """Return the questions whose name or title is most like some words, best first.

    Args:
        words: a name, perhaps misspelt, or words of a title.
        catalogue: the questions to choose from.
        limit: how many at most.
    """
    texts = {name: _words(f"{name} {question.title}") for name, question in catalogue.items()}
    wanted = _words(words[:LONGEST])
    rarity = {word: _rarity(word, texts.values()) for word in wanted}
    scores = {
        name: sum(_likeness(word, text) * rarity[word] for word in wanted) / (4 + len(text)) ** 0.5
        for name, text in texts.items()
    }
    ranked = sorted(
        (name for name, score in scores.items() if score), key=lambda name: (-scores[name], name)
    )
    return [catalogue[name] for name in ranked[:limit]]


def unknown(words: str, catalogue: Mapping[str, Question]) -> QueryError:
    """Return the error for a name that no question has, with the nearest questions."""
    names = ", ".join(question.name for question in nearest(words, catalogue))
    hint = f"Did you mean {names}? " if names else ""
    return QueryError(
        f"there is no question \u201c{words[:LONGEST]}\u201d.",
        hint=f"{hint}`peelgraph ask` lists all.",
    )


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", fold(text)) if word not in _COMMON}


def _likeness(word: str, text: Iterable[str]) -> float:
    """Rate from 0 to 1 how much a word is like the nearest word of a text; too little counts as nothing."""
    from rapidfuzz import fuzz

    score = max((fuzz.ratio(word, other) for other in text), default=0.0)
    return score / 100 if score >= _ALIKE else 0.0


def _rarity(word: str, texts: Iterable[set[str]]) -> float:
    return 1.0 / (1 + sum(word in text for text in texts))


def _written(value: str) -> str:
    """Write a value in SPARQL: a prefixed name where there is one."""
    iri = expand(value)
    short = compress(iri)
    return (
        short
        if short != iri
        else value
        if re.fullmatch(r"-?[0-9]+", value)
        else str(literal_or_iri(iri))
    )


def _refuse_unknown(question: Question, values: Mapping[str, str]) -> None:
    unknown_names = sorted(values.keys() - question.parameters.keys())
    if unknown_names:
        raise _no_parameter(question, unknown_names[0])


def _no_parameter(question: Question, name: str) -> QueryError:
    from difflib import get_close_matches

    name = name[:LONGEST]
    near = get_close_matches(name, question.parameters, n=1)
    known = ", ".join(question.parameters) or "none"
    return QueryError(
        f"the question {question.name} has no parameter {name}.",
        hint=f"{f'Did you mean {near[0]}? ' if near else ''}Its parameters: {known}.",
    )


def _question(path: Path) -> Question:
    """Read a question from its file.

    Raises:
        QueryError: when title, asker or kind is missing or unknown.
    """
    text = path.read_text("utf-8")
    head: dict[str, str] = {}
    parameters: dict[str, str] = {}
    for line in text.splitlines():
        match = _LINE.fullmatch(line)
        if match and match["name"]:
            parameters[match["name"]] = match["value"].strip()
        elif match:
            head[match["key"]] = match["value"].strip()
    kinds = {
        name: (compress(expand(default)).partition(":")[0],)
        for name, default in parameters.items()
        if "://" in expand(default)
    }
    for match in filter(None, map(_MAY_BE.fullmatch, text.splitlines())):
        kinds[match["name"]] = (
            *kinds.get(match["name"], ()),
            *(part.strip() for part in match["kinds"].split(",")),
        )
    missing = [key for key in ("title", "asked by", "kind") if key not in head]
    if missing or head["kind"] not in KINDS:
        raise QueryError(
            f"the head of the question lacks {', '.join(missing) or 'a known kind'}.",
            where=str(path),
            hint=f"Kinds are {', '.join(KINDS)}.",
        )
    asked_by = tuple(part.strip() for part in head["asked by"].split(","))
    return Question(path.stem, head["title"], asked_by, head["kind"], parameters, text, kinds)
