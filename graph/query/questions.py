"""Read named questions: SPARQL files with a title, who asks, and parameters.

A question is a file `ontology/questions/NAME.rq` with a header:

    #+ title: Who does {unit} work with, in {inspection}?
    #+ asked-by: [analyst]
    #+ kind: lookup
    #+ parameters:
    #+   unit: unit:cambridgeshire-methub
    #+   inspection: any
    #+ parameter-kinds:
    #+   unit: [role, force]
    #+   inspection: [inspection]
    #+ description: What a reader should know besides.

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
from graph.queries import PackagedQuery
from graph.text import fold

ANYTHING = "anything"
ANY = "any"  # default of a parameter that may be left out
LONGEST = 100  # characters of a name that are compared with others, and shown
_COMMON = {
    *("a", "an", "and", "are", "at", "by", "do", "does", "for", "from", "how", "in", "is", "it"),
    *("of", "on", "or", "the", "their", "they", "to", "was", "were", "what", "which", "who"),
    "with",
}
_ALIKE = 75.0  # of 100; less is another word
READERS = ("analyst", "commissioner's office", "engineer", "inspector", "journalist", "researcher")
KINDS = (
    *("lookup", "multi-hop", "aggregate", "comparison", "temporal", "negative", "conflict"),
    *("evidence", "path"),
)


@dataclass(frozen=True)
class Question:
    """A named question.

    Attributes:
        name: of its file.
        title: the question in words, with parameters in braces.
        asked_by: who would ask it, of READERS.
        kind: one of KINDS.
        parameters: the default of each parameter: an example (a prefixed name, a number or a
            date), or ANY.
        text: the query.
        kinds: of each parameter that is a thing: prefixes of the names it may have, or ANYTHING.
        description: what else a reader should know, or "".
    """

    name: str
    title: str
    asked_by: tuple[str, ...]
    kind: str
    parameters: Mapping[str, str]
    text: str
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    description: str = ""

    @property
    def plain_title(self) -> str:
        """The title with the names of its parameters in capitals."""
        return re.sub(r"\{(\w+)\}", lambda match: match[1].upper(), self.title)

    @property
    def required(self) -> list[str]:
        """The parameters that need a value when another one is given."""
        return [name for name, default in self.parameters.items() if default != ANY]


def read_questions(folder: Path | None = None) -> dict[str, Question]:
    """Return all named questions by name, A to Z.

    Args:
        folder: with the `.rq` files; the project's own by default.
    """
    queries = PackagedQuery.read_all(folder or files.ontology_folder() / "questions")
    return {name: _question(query) for name, query in queries.items()}


def example_command(question: Question, values: Mapping[str, str] | None = None) -> str:
    """Return the full command for a question: the values, and examples for other parameters.

    >>> example_command(read_questions()["timeline"], {"start": "2018-01-01"})
    'peelgraph ask timeline start=2018-01-01 end=2019-09-30'
    """
    from shlex import quote

    arguments = {**question.parameters, **(values or {})}
    words = [
        f"{name}={quote(compress(value))}" for name, value in arguments.items() if value != ANY
    ]
    return " ".join(["peelgraph ask", question.name, *words])


def nearest_questions(
    words: str, catalogue: Mapping[str, Question], *, limit: int = 3
) -> list[Question]:
    """Return the questions whose name or title is most like some words, best first.

    Args:
        words: a name, perhaps misspelt, or words of a title.
        catalogue: the questions to choose from.
        limit: how many at most.
    """
    texts = {name: _words(f"{name} {question.title}") for name, question in catalogue.items()}
    rarity = {word: _rarity(word, texts.values()) for word in _words(words[:LONGEST])}
    scores = {
        name: sum(_similarity(word, text) * weight for word, weight in rarity.items())
        / (4 + len(text)) ** 0.5
        for name, text in texts.items()
    }
    names = sorted(
        (name for name, score in scores.items() if score), key=lambda name: (-scores[name], name)
    )
    return [catalogue[name] for name in names[:limit]]


def unknown_question(words: str, catalogue: Mapping[str, Question]) -> QueryError:
    """Return the error for a name that no question has, with the nearest questions."""
    names = ", ".join(question.name for question in nearest_questions(words, catalogue))
    hint = f"Did you mean {names}? " if names else ""
    return QueryError(
        f"there is no question \u201c{words[:LONGEST]}\u201d.",
        hint=f"{hint}`peelgraph ask` lists all.",
    )


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", fold(text)) if word not in _COMMON}


def _similarity(word: str, text: Iterable[str]) -> float:
    """Rate from 0 to 1 how much a word is like the nearest word of a text; too little is 0."""
    from rapidfuzz import fuzz

    score = max((fuzz.ratio(word, neighbour) for neighbour in text), default=0.0)
    return score / 100 * (score >= _ALIKE)


def _rarity(word: str, texts: Iterable[set[str]]) -> float:
    return 1.0 / (1 + sum(word in text for text in texts))


def _question(query: PackagedQuery) -> Question:
    """Read a question from its packaged query.

    Raises:
        QueryError: when title, asker or kind is missing or unknown.
    """
    missing = [key for key in ("title", "asked-by", "kind") if key not in query.header]
    if missing or query.field("kind") not in KINDS:
        raise QueryError(
            f"the header of the question {query.name} lacks "
            f"{', '.join(missing) or 'a known kind'}.",
            hint=f"Kinds are {', '.join(KINDS)}.",
        )
    parameters = {name: str(value) for name, value in query.mapping("parameters").items()}
    kinds = {
        name: (compress(expand(example)).partition(":")[0],)
        for name, example in parameters.items()
        if "://" in expand(example)
    }
    for name, more in query.mapping("parameter-kinds").items():
        kinds[name] = (*kinds.get(name, ()), *more)
    return Question(
        name=query.name,
        title=query.field("title"),
        asked_by=query.fields("asked-by"),
        kind=query.field("kind"),
        parameters=parameters,
        text=query.text,
        kinds=kinds,
        description=query.field("description"),
    )
