"""Answer named questions with values in place of their parameters.

The engine reads `{ SELECT * { ... } }` by itself and joins it by hash, which is quickest for
everything that the graph holds. Where a parameter that may be left out has a value, only the
patterns within are left, and the engine looks them up from that value. Both have the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from graph.errors import QueryError
from graph.namespaces import compress, expand
from graph.queries import query_body
from graph.query import answers, service_calls
from graph.query.parameters import check_value, is_thing, resolve_value
from graph.query.questions import (
    ANY,
    LONGEST,
    Question,
    example_command,
    read_questions,
    unknown_question,
)
from graph.query.rows import Value
from graph.store import QuerySolutions, Store, literal_or_iri, solutions

_READ_BY_ITSELF = re.compile(r"\{\s*SELECT \* \{((?:[^{}]|\{[^{}]*\})*)\}\s*\}")


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
    from graph.query import sparql  # here, so that `ask` starts fast

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


def _refuse_reversed(values: Mapping[str, str]) -> None:
    """Refuse a span of dates in which nothing can be."""
    start, end = values.get("start", ""), values.get("end", "")
    if start and end and end < start:
        raise QueryError(
            f"the end, {end}, is before the start, {start}.", hint=f"As in start={end} end={start}."
        )


def _text_for(question: Question, values: Collection[str]) -> str:
    """Return the query; nothing is read by itself where an optional parameter has a value."""
    if set(values).issubset(question.required):
        return question.text
    return _READ_BY_ITSELF.sub(r"{\1}", question.text)


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
    from graph.query.unknown_names import similar_words

    hint = f"Its parameters: {', '.join(question.parameters) or 'none'}."
    if near := similar_words(name, question.parameters):
        hint = f"Did you mean {near[0]}? {hint}"
    if name == "inspection" and "?report" in question.text:
        hint += " Its rows name their reports."
    return QueryError(f"the question {question.name} has no parameter {name}.", hint=hint)
