"""What may stand in for a parameter of a named question: a thing of the right kind, a whole number, a date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from graph.errors import QueryError
from graph.namespaces import ID, PREFIXES, VOCABULARY, compress, expand
from graph.query import search
from graph.query.questions import ANY, ANYTHING, LONGEST, Question
from graph.store import (
    NamedNode,
    QuerySolutions,
    Store,
    is_iri,
    open_current,
    query,
    rows,
    rows_without_triples,
)
from graph.text import fold

_LABEL = "SELECT ?name { ?thing rdfs:label ?name FILTER(isLiteral(?name)) } LIMIT 1"
_WORDS = {"basis": "voice", "uom": "unit of measure"}


class Choice(NamedTuple):
    """One name of a thing that a parameter may be.

    Attributes:
        iri: of the thing.
        label: as the report names it.
        name: the label, or another of its names.
    """

    iri: str
    label: str
    name: str


def is_thing(question: Question, parameter: str) -> bool:
    """Say whether a parameter stands for a thing, not for a number, a date or a text."""
    return parameter in question.kinds


def check(question: Question, parameter: str, value: str) -> None:
    """Refuse words where a number or a date is wanted.

    Raises:
        QueryError: with an example.
    """
    default = question.parameters[parameter]
    wanted = (
        "a whole number"
        if re.fullmatch(r"-?[0-9]+", default)
        else "a date, year-month-day"
        if _is_date(default)
        else ""
    )
    fits = _is_date(value) if wanted.startswith("a date") else re.fullmatch(r"-?[0-9]+", value)
    if wanted and not fits:
        raise QueryError(
            f"{parameter} has to be {wanted}, not “{value[:LONGEST]}”.",
            hint=f"As in {parameter}={default}.",
        )


def meant(directory: Path, question: Question, parameter: str, value: str) -> str:
    """Return the IRI of the thing that a value means: an IRI, a prefixed name, or a name of a thing of the right kind.

    Args:
        directory: of a built store.
        question: to which the parameter belongs.
        parameter: one whose default is a thing.
        value: as given.

    Raises:
        QueryError: when nothing of the right kind, or several things, are called so; the message lists the nearest.
    """
    search.refuse(value)
    iri = expand(value.strip().strip("<>"))
    if "://" not in iri:
        namespaces = _namespaces(question, parameter)
        found = {
            hit.iri
            for hit in search.find(directory, value, limit=20)
            if hit.score == 100.0 and hit.iri.startswith(namespaces)
        }
        if len(found) == 1:
            return found.pop()
    known = choices(directory, question, parameter)
    found = {
        choice.iri for choice in known if iri == choice.iri or fold(choice.name) == fold(value)
    }
    if len(found) == 1:
        return found.pop()
    if found:
        raise QueryError(
            f"“{value}” is the name of several things.",
            hint=f"Choose one: {_shown(choice for choice in known if choice.iri in found)}.",
        )
    raise QueryError(
        _why_not(directory, question, parameter, value),
        hint=f"The nearest: {_shown(_nearest(value, known))}." if known else "",
    )


def choices(directory: Path, question: Question, parameter: str) -> list[Choice]:
    """List every name of every thing that a parameter may be, by IRI.

    Args:
        directory: of a built store.
        question: to which the parameter belongs.
        parameter: one whose default is a thing.
    """
    namespaces = _namespaces(question, parameter)
    indexed = [Choice(*row) for row in search.names(directory, namespaces)]
    missing = tuple(
        space
        for space in namespaces
        if space not in (ID, VOCABULARY)
        and not any(choice.iri.startswith(space) for choice in indexed)
    )
    return sorted([*indexed, *_stored(directory, missing)])


def kinds(question: Question, parameter: str) -> str:
    """Say in words what a parameter may be.

    >>> from graph.query.questions import questions
    >>> kinds(questions()["partners-of-unit"], "unit")
    'a unit, role, force, collaboration, organisation, operation or programme'
    """
    if not is_thing(question, parameter):
        return "a date" if _is_date(question.parameters[parameter]) else "a whole number"
    allowed = question.kinds[parameter]
    if ANYTHING in allowed:
        return "anything that has a name"
    words = [_WORDS.get(kind, kind) for kind in allowed]
    *before, last = words
    listed = f"{', '.join(before)} or {last}" if before else last
    return f"{_article(words[0])} {listed}"


def title(store: Store, question: Question, values: Mapping[str, str]) -> str:
    """Return the title of a question with the names, in quotes, of what stands in for its parameters.

    Args:
        store: that knows the names.
        question: whose title it is.
        values: of parameters; the defaults for the others.
    """
    filled = {**question.parameters, **values}
    names = {
        name: f"any {name}" if value == ANY else _quoted(label(store, value), value)
        for name, value in filled.items()
    }
    return re.sub(r"\{(\w+)\}", lambda match: names.get(match[1], match[0]), question.title)


def _quoted(name: str, value: str) -> str:
    """Put the name of a thing in quotes; numbers and dates stand as they are."""
    return f"“{name}”" if "://" in expand(value) else name


def label(store: Store, value: str) -> str:
    """Return the name of the thing that a value means; a number, date or unknown thing as it is."""
    iri = expand(value)
    if "://" not in iri:
        return value
    if not is_iri(iri):
        return value
    answer = query(store, _LABEL, {"thing": NamedNode(iri)})
    assert isinstance(answer, QuerySolutions)
    found = next(rows_without_triples(answer), None)
    return str(found["name"].value) if found else value


def _namespaces(question: Question, parameter: str) -> tuple[str, ...]:
    known = question.kinds[parameter]
    return (ID, VOCABULARY) if ANYTHING in known else tuple(PREFIXES[kind] for kind in known)


def _stored(directory: Path, namespaces: tuple[str, ...]) -> list[Choice]:
    """Take the names of what the index leaves out: voices, units of measure, periods and the like."""
    if not namespaces:
        return []
    asked = " || ".join(f'STRSTARTS(STR(?thing), "{space}")' for space in namespaces)
    found = rows(
        open_current(directory),
        f"SELECT ?thing ?label {{ ?thing rdfs:label ?label FILTER({asked}) }}",
    )
    return [Choice(row["thing"].value, row["label"].value, row["label"].value) for row in found]


def _why_not(directory: Path, question: Question, parameter: str, value: str) -> str:
    """Say that a value means nothing, or something of another kind."""
    iri = expand(value.strip().strip("<>"))
    hits = [hit for hit in search.find(directory, value, limit=20) if hit.score == 100.0]
    other = (
        iri
        if "://" in iri and any(search.names(directory, (iri,)))
        else hits[0].iri
        if hits and "://" not in iri
        else ""
    )
    wanted = kinds(question, parameter)
    if not other:
        return f"nothing that {parameter} may be ({wanted}) is called “{value}”."
    prefix = compress(other).partition(":")[0]
    kind = _WORDS.get(prefix, prefix) if prefix in PREFIXES else ""
    return f"“{value}” is {f'{_article(kind)} {kind}' if kind else 'something else'}; {parameter} has to be {wanted}."


def _nearest(value: str, known: list[Choice]) -> list[Choice]:
    from rapidfuzz import fuzz, process, utils

    wanted = (
        value.partition(":")[2].replace("-", " ") if value.partition(":")[0] in PREFIXES else value
    )
    names = dict(enumerate(choice.name for choice in known))
    return [
        known[key]
        for _, _, key in process.extract(
            wanted, names, scorer=fuzz.WRatio, processor=utils.default_process, limit=12
        )
    ]


def _shown(found: Iterable[Choice]) -> str:
    """Show at most five things, each once."""
    return "; ".join(
        f"{compress(iri)} ({name})"
        for iri, name in list(dict.fromkeys((choice.iri, choice.label) for choice in found))[:5]
    )


def _is_date(value: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _article(word: str) -> str:
    return "an" if word[0] in "aeio" else "a"
