"""Resolve values of the parameters of named questions: things of a kind, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from graph.errors import QueryError
from graph.namespaces import ID, PREFIXES, VOCABULARY, compress, expand
from graph.queries import text_rows
from graph.query import search, typed_names
from graph.query.description import labels
from graph.query.questions import ANY, ANYTHING, LONGEST, Question
from graph.query.typed_names import preferred_iris, trimmed_name
from graph.store import Store, is_iri, open_current
from graph.text import camel_words, fold, holds_words

_MOST_LISTED = 5  # things of one name that a message lists
_BY_PART = frozenset({"force", "inspection"})  # kinds of which a part of a name tells one
_WORDS = {"basis": "voice", "uom": "unit of measure"}


class ThingName(NamedTuple):
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


def check_value(question: Question, parameter: str, value: str) -> None:
    """Refuse words where a number or a date is wanted, and what is no text.

    Raises:
        QueryError: with an example.
    """
    default = question.parameters[parameter]
    if not isinstance(value, str):  # a program may pass anything
        raise QueryError(
            f"{parameter} has to be a text, not {type(value).__name__}.",
            hint=f"As in {parameter}={default}.",
        )
    if re.fullmatch(r"-?[0-9]+", default):
        form, fits = "a whole number", bool(re.fullmatch(r"-?[0-9]+", value))
    elif _is_date(default):
        form, fits = "a date, year-month-day", _is_date(value)
    else:
        return
    if not fits:
        raise QueryError(
            f"{parameter} has to be {form}, not “{value[:LONGEST]}”.",
            hint=f"As in {parameter}={default}.",
        )


def resolve_value(directory: Path, question: Question, parameter: str, value: str) -> str:
    """Return the IRI that a value means: an IRI, a prefixed name, or a name or id of its kind.

    Of several things called so, a parameter that is named after a kind, as in `theme`, means the
    one of that kind. A force or an inspection may be named by words that only its names have.

    Args:
        directory: of a built store.
        question: to which the parameter belongs.
        parameter: one whose default is a thing.
        value: as typed.

    Raises:
        QueryError: when nothing of the right kind, or several things, are called so; the message
            lists the nearest.
    """
    search.check_name(value)
    value = trimmed_name(value)
    iri = expand(value.strip().strip("<>"))
    namespaces = _namespaces(question, parameter)
    ids = {iri, *_ids(value, namespaces)}
    by_id = typed_names.named_iris(directory, [name for name in ids if name.startswith(namespaces)])
    iris = preferred_iris(by_id, parameter)
    if len(iris) != 1 and "://" not in iri:
        iris = _by_name(directory, value, namespaces, parameter)
    if len(iris) == 1:
        return iris.pop()
    names = thing_names(directory, question, parameter)
    matches = [name for name in names if name.iri in ids or fold(name.name) == fold(value)]
    iris = preferred_iris((name.iri for name in matches), parameter)
    hit = None if iris else _other_kind(directory, value)
    if hit and hit.kind == "Report" and "inspection" in question.kinds[parameter]:
        iris = _inspections_of(directory, hit.iri)
    if not iris and _BY_PART.issuperset(question.kinds[parameter]):
        iris = _only_holding(value, names)
    if len(iris) == 1:
        return iris.pop()
    if iris:
        raise _several(value, ((name.iri, name.label) for name in names if name.iri in iris))
    message = _why_not(question, parameter, value, hit)
    nearest = _listing((name.iri, name.label) for name in _nearest(value, names))
    raise QueryError(message, hint=f"The nearest: {nearest}." if names else "")


def thing_names(directory: Path, question: Question, parameter: str) -> list[ThingName]:
    """List every name of every thing that a parameter may be, by IRI.

    Args:
        directory: of a built store.
        question: to which the parameter belongs.
        parameter: one whose default is a thing.
    """
    namespaces = _namespaces(question, parameter)
    indexed = [ThingName(*row) for row in typed_names.names_in(directory, namespaces)]
    missing = tuple(
        space
        for space in namespaces
        if space not in (ID, VOCABULARY)
        and not any(choice.iri.startswith(space) for choice in indexed)
    )
    return sorted([*indexed, *_stored(directory, missing)])


def kinds_in_words(question: Question, parameter: str) -> str:
    """Say in words what a parameter may be.

    >>> from graph.query.questions import read_questions
    >>> kinds_in_words(read_questions()["partners-of-unit"], "unit")
    'a unit, role, force, collaboration, organisation, operation or programme'
    """
    if not is_thing(question, parameter):
        return "a date" if _is_date(question.parameters[parameter]) else "a whole number"
    prefixes = question.kinds[parameter]
    if ANYTHING in prefixes:
        return "anything that has a name"
    words = [_WORDS.get(prefix, prefix) for prefix in prefixes]
    listing = " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    return f"{_article(words[0])} {listing}"


def title_in_words(store: Store, question: Question, values: Mapping[str, str]) -> str:
    """Return the title of a question with the names, in quotes, of the values of its parameters.

    Args:
        store: that knows the names.
        question: whose title it is.
        values: of parameters; the defaults for the others.
    """
    names = {
        name: _value_in_words(store, name, value)
        for name, value in {**question.parameters, **values}.items()
    }
    return re.sub(r"\{(\w+)\}", lambda match: names.get(match[1], match[0]), question.title)


def value_label(store: Store, value: str) -> str:
    """Return the name of the thing that a value means; any other value as it is."""
    iri = expand(value)
    if "://" not in iri or not is_iri(iri):
        return value
    return labels(store, [iri]).get(iri, value)


def _value_in_words(store: Store, parameter: str, value: str) -> str:
    """Put the name of a thing in quotes; numbers and dates stand as they are."""
    if value == ANY:
        return f"any {parameter}"
    name = value_label(store, value)
    return f"“{name}”" if "://" in expand(value) else name


def _by_name(directory: Path, value: str, namespaces: tuple[str, ...], parameter: str) -> set[str]:
    """Return the things of some namespaces that a search takes a name for, if any.

    Raises:
        QueryError: when several things have the very name.
    """
    hits = search.find_called(directory, value, limit=20)
    called_so = search.called_so(hit for hit in hits if hit.iri.startswith(namespaces))
    iris = preferred_iris((hit.iri for hit in called_so), parameter)
    alike = (hit for hit in called_so if fold(hit.matched) == fold(value))
    namesakes = preferred_iris((hit.iri for hit in alike), parameter)
    if len(iris) > 1 and len(namesakes) > 1:
        raise _several(value, sorted((hit.iri, hit.label) for hit in hits if hit.iri in namesakes))
    return iris


def _namespaces(question: Question, parameter: str) -> tuple[str, ...]:
    prefixes = question.kinds[parameter]
    if ANYTHING in prefixes:
        return ID, VOCABULARY
    return tuple(PREFIXES[prefix] for prefix in prefixes)


def _ids(value: str, namespaces: tuple[str, ...]) -> Iterator[str]:
    """Yield the IRIs that a value may be the end of; a single word is a name, not an id."""
    if "-" in value:
        spaces = {
            *namespaces,
            *(space for space in PREFIXES.values() if space.startswith(namespaces)),
        }
        yield from (f"{space}{value.lower()}" for space in spaces)


def _stored(directory: Path, namespaces: tuple[str, ...]) -> list[ThingName]:
    """Take the names of what the index leaves out: voices, units of measure, periods and more."""
    if not namespaces:
        return []
    tests = " || ".join(f'STRSTARTS(STR(?thing), "{space}")' for space in namespaces)
    text = f"SELECT ?thing ?label {{ ?thing rdfs:label ?label FILTER({tests}) }}"
    rows = text_rows(open_current(directory), text)
    return [ThingName(row["thing"], row["label"], row["label"]) for row in rows]


def _inspections_of(directory: Path, report: str) -> set[str]:
    """Return the IRIs of the inspections of a report."""
    text = "SELECT ?inspection { ?report peel:inspection ?inspection }"
    rows = text_rows(open_current(directory), text, report=report)
    return {row["inspection"] for row in rows}


def _why_not(question: Question, parameter: str, value: str, other: search.Hit | None) -> str:
    """Say that a value means nothing, or something of another kind."""
    kinds = kinds_in_words(question, parameter)
    if other is None:
        return f"nothing that {parameter} may be ({kinds}) is called “{value}”."
    word = compress(other.iri).partition(":")[0]
    if word not in PREFIXES:  # it is in a report
        word = camel_words(other.kind)
    word = _WORDS.get(word, word)
    return f"“{value}” is {_article(word)} {word}; {parameter} has to be {kinds}."


def _other_kind(directory: Path, value: str) -> search.Hit | None:
    """Return what a value means, of whatever kind, if it means anything."""
    hits = search.find_called(directory, value, limit=20)
    iri = expand(value.strip().strip("<>"))
    if "://" in iri:
        return next((hit for hit in hits if hit.iri == iri), None)
    return next(iter(search.called_so(hits)), None)


def _only_holding(value: str, names: Iterable[ThingName]) -> set[str]:
    """Return the IRI of the one thing in whose id or names all words of a value stand."""
    iris = {
        name.iri
        for name in names
        if holds_words(name.name, value) or holds_words(name.iri.rpartition("/")[2], value)
    }
    return iris if len(iris) == 1 else set()


def _nearest(value: str, names: list[ThingName]) -> list[ThingName]:
    from rapidfuzz import fuzz, process, utils

    prefix, _, rest = value.partition(":")
    if prefix in PREFIXES:
        value = rest.replace("-", " ")
    choices = dict(enumerate(name.name for name in names))
    matches = process.extract(
        value, choices, scorer=fuzz.WRatio, processor=utils.default_process, limit=12
    )
    near = [names[number] for _, _, number in matches]
    iris = list(dict.fromkeys(name.iri for name in near))[:_MOST_LISTED]
    return [name for name in near if name.iri in iris]


def _several(value: str, things: Iterable[tuple[str, str]]) -> QueryError:
    return QueryError(
        f"“{value}” is the name of several things.", hint=f"Choose one: {_listing(things)}."
    )


def _listing(labels: Iterable[tuple[str, str]]) -> str:
    """Name at most five things, each once, and say how many more there are.

    Args:
        labels: IRIs with their labels.
    """
    things = list(dict.fromkeys(labels))
    words = [f"{compress(iri)} ({label})" for iri, label in things[:_MOST_LISTED]]
    return search.listing(words, len(things))


def _is_date(value: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _article(word: str) -> str:
    return {True: "an", False: "a"}[word[0] in "aeio"]
