"""Read and answer named questions: SPARQL files with a title, who asks, and parameters.

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

The engine reads `{ SELECT * { ... } }` by itself and joins it by hash, which is quickest for
everything that the graph holds. Where a parameter that may be left out has a value, only the
patterns within are left, and the engine looks them up from that value. Both have the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph import files
from graph.errors import QueryError
from graph.namespaces import compress, expand
from graph.queries import PackagedQuery, query_body
from graph.store import QuerySolutions, Store, literal_or_iri, solutions
from graph.text import fold

Value = str | int | float | bool | None
ANYTHING = "anything"
ANY = "any"  # default of a parameter that may be left out
LONGEST = 100  # characters of a name that are compared with others, and shown
_COMMON = {
    *("a", "an", "and", "are", "at", "by", "do", "does", "for", "from", "how", "in", "is", "it"),
    *("of", "on", "or", "the", "their", "they", "to", "was", "were", "what", "which", "who"),
    "with",
}
_ALIKE = 75.0  # of 100; less is another word
_READ_BY_ITSELF = re.compile(r"\{\s*SELECT \* \{((?:[^{}]|\{[^{}]*\})*)\}\s*\}")
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


def answer_question(
    store: Store, question: Question, values: Mapping[str, str] | None = None
) -> QuerySolutions:
    """Answer a named question.

    Args:
        store: with the graph.
        question: one of `read_questions()`.
        values: of parameters, each a prefixed name, an IRI, a number, a date or `any`.

    Raises:
        QueryError: for an unknown parameter, a missing or a wrong value, and a question that is
            not a SELECT query.
    """
    from graph.query import service_calls

    chosen = parameter_values(question, values or {})
    terms = {name: literal_or_iri(expand(value)) for name, value in chosen.items()}
    service_calls.refuse_service(question.text)
    return solutions(store, _text_for(question, chosen), terms)


def parameter_values(question: Question, values: Mapping[str, str]) -> dict[str, str]:
    """Return the value of each parameter that is not left free.

    Without any value, the examples hold. With one, every parameter that may not be `any` needs its
    own, so that no example is mixed into somebody's question.

    Args:
        question: one of `read_questions()`.
        values: of parameters, as typed.

    Raises:
        QueryError: for an unknown parameter, a wrong value, missing values, where the message
            shows the full call, or an end before the start.
    """
    from graph.query.parameters import check_value

    _refuse_unknown(question, values)
    for name, value in values.items():
        check_value(question, name, value)
    missing = [name for name in question.required if name not in values]
    if values and missing:
        raise QueryError(
            f"the question {question.name} also needs {' and '.join(missing)}.",
            hint=f"As in: {example_command(question, values)}",
        )
    chosen = {
        name: value for name, value in {**question.parameters, **values}.items() if value != ANY
    }
    _refuse_reversed(chosen)
    return chosen


def _refuse_reversed(values: Mapping[str, str]) -> None:
    """Refuse a span of dates in which nothing can be."""
    start, end = values.get("start", ""), values.get("end", "")
    if start and end and end < start:
        raise QueryError(
            f"the end, {end}, is before the start, {start}.", hint=f"As in start={end} end={start}."
        )


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


def question_values(
    directory: Path, name: str, values: Mapping[str, str]
) -> tuple[tuple[str, ...], list[tuple[Value, ...]], tuple[str, ...]]:
    """Answer a named question over a store on disk with columns and rows of Python values.

    Args:
        directory: of a built store.
        name: of the question.
        values: of parameters, as typed: none for the example, or all that are not "any".

    Returns:
        Columns, rows, and remarks: that there is no answer, or that it is one to the example.

    Raises:
        QueryError: for an unknown question or parameter, or a value that means nothing.
    """
    from graph.query import answers, sparql

    catalogue = read_questions()
    if not isinstance(name, str):  # a program may pass anything
        raise QueryError(
            f"the name of a question has to be a text, not {type(name).__name__}.",
            hint="`peelgraph ask` lists all.",
        )
    if name not in catalogue:
        raise unknown_question(name, catalogue)
    question = catalogue[name]
    terms = resolve_values(directory, question, values)
    answer = answer_question(sparql.open_cached(directory), question, terms)
    with answers.evaluation():
        columns = tuple(variable.value for variable in answer.variables)
        rows = list(answers.python_rows(answer))
    return columns, rows, answer_remarks(question, terms, is_empty=not rows)


def answer_remarks(
    question: Question, values: Mapping[str, str], *, is_empty: bool
) -> tuple[str, ...]:
    """Return what a reader of an answer has to know: whose it is, and that there is none.

    Args:
        question: that was answered.
        values: of its parameters.
        is_empty: whether the answer has no rows.
    """
    remarks = []
    if question.required and not values:
        remarks.append(f"this is the example; in full: {example_command(question)}")
    if is_empty:
        remarks.append("the graph holds no answer to this question.")
    return tuple(remarks)


def resolve_values(
    directory: Path, question: Question, values: Mapping[str, str]
) -> dict[str, str]:
    """Let values be names of things: where a parameter is a thing, a name is looked up.

    Args:
        directory: of a built store.
        question: whose parameters they are.
        values: as typed.

    Raises:
        QueryError: for an unknown parameter, and for a name of nothing of the right kind, or of
            several things.
    """
    from graph.query.parameters import is_thing, resolve_value

    _refuse_unknown(question, values)
    terms = dict(values)
    for name, value in values.items():
        if is_thing(question, name) and value != ANY:
            terms[name] = resolve_value(directory, question, name, value)
    return terms


def standalone_query(question: Question, values: Mapping[str, str] | None = None) -> str:
    """Return the query of a question without its header, with values in place of parameters.

    Args:
        question: one of `read_questions()`.
        values: of parameters, as for `answer_question`.

    Raises:
        QueryError: as `parameter_values`.
    """
    chosen = parameter_values(question, values or {})
    terms = {name: _sparql_term(value) for name, value in chosen.items()}
    text = query_body(_text_for(question, chosen))
    return re.sub(r"\?(\w+)\b", lambda match: terms.get(match[1], match[0]), text) + "\n"


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


def _text_for(question: Question, values: Collection[str]) -> str:
    """Return the query; nothing is read by itself where an optional parameter has a value."""
    if set(values).issubset(question.required):
        return question.text
    return _READ_BY_ITSELF.sub(r"{\1}", question.text)


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", fold(text)) if word not in _COMMON}


def _similarity(word: str, text: Iterable[str]) -> float:
    """Rate from 0 to 1 how much a word is like the nearest word of a text; too little is 0."""
    from rapidfuzz import fuzz

    score = max((fuzz.ratio(word, neighbour) for neighbour in text), default=0.0)
    return score / 100 * (score >= _ALIKE)


def _rarity(word: str, texts: Iterable[set[str]]) -> float:
    return 1.0 / (1 + sum(word in text for text in texts))


def _sparql_term(value: str) -> str:
    """Write a value in SPARQL: a prefixed name where there is one."""
    iri = expand(value)
    short = compress(iri)
    if short != iri:
        return short
    if re.fullmatch(r"-?[0-9]+", value):
        return value
    return str(literal_or_iri(iri))


def _refuse_unknown(question: Question, values: Mapping[str, str]) -> None:
    for name in sorted(values.keys() - question.parameters.keys()):
        raise _no_parameter(question, name[:LONGEST])


def _no_parameter(question: Question, name: str) -> QueryError:
    from difflib import get_close_matches

    hint = f"Its parameters: {', '.join(question.parameters) or 'none'}."
    if near := get_close_matches(name, question.parameters, n=1):
        hint = f"Did you mean {near[0]}? {hint}"
    if name == "inspection" and "?report" in question.text:
        hint += " Its rows name their reports."
    return QueryError(f"the question {question.name} has no parameter {name}.", hint=hint)


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
