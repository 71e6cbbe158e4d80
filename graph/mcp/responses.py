"""Knows the answers that a language model gets: plain data, bounded, each statement with place, voice and link of its sentences.

Where the graph is silent, the answer says so in words, with the nearest names. What an answer leaves out, it says.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

from graph import escape, files
from graph.analyse import connections as paths
from graph.errors import QueryError
from graph.evidence import Evidence
from graph.mcp.sentences import Data, Sentences, gather, sentence
from graph.namespaces import compress
from graph.queries import PackagedQuery
from graph.query import description, questions, search, sparql
from graph.query.diagnostics import unknown_names
from graph.query.parameters import is_thing, title_in_words
from graph.store import (
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    read_pointer,
)

SILENCE = "The report does not say."
MOST = 200  # rows, hits and statements of one answer
LONGEST_NAME = 300  # characters
LONGEST_TEXT = 2_000  # characters of one text in an answer
LARGEST = 400_000  # characters of one answer, as JSON
_REPORTS = 5
_NO_SENTENCE = "No row names a sentence. Before you state any of it, ask for its sentence with GRAPH ?sentence { ... }, or show the thing."
_QUERIES = Path(__file__).parent / "responses"
T = TypeVar("T")


def find(directory: Path, words: str, *, limit: int = 10) -> Data:
    """Find things, findings and figures by name or words.

    Args:
        directory: of a built store.
        words: what is looked for.
        limit: how many hits at most.
    """
    store = sparql.open_cached(directory)
    hits = search.find_things(directory, _short(words), limit=_within(limit) + 1)
    if not hits:
        return _silent(directory, store, f"nothing like \u201c{words}\u201d is in the graph", words)
    known = gather(store)
    told = [
        {
            **_hit(hit),
            "name": hit.label,
            "matched": hit.matched,
            "context": hit.context,
            **known.shown(known.quoted.get(hit.iri, [])),
        }
        for hit in hits
    ]
    return _answer(store, directory, **_bounded("found", told, limit))


def show(directory: Path, thing: str, *, limit: int = 40, offset: int = 0) -> Data:
    """Show what the graph holds of one thing.

    Args:
        directory: of a built store.
        thing: a name, an acronym, a prefixed name or an IRI.
        limit: how many relations, and how many findings and figures, at most.
        offset: how many of each to pass over first.
    """
    store = sparql.open_cached(directory)
    iri = _meant(directory, store, thing)
    if not isinstance(iri, str):
        return iri
    told = description.describe_thing(store, iri)
    relations = [
        {
            "relation": one.words,
            "name": one.name,
            "id": compress(one.other),
            **_evidence(one.evidence),
        }
        for one in told.relations
    ]
    nodes = [
        {
            "kind": one.kind,
            "text": one.label,
            "id": compress(one.iri),
            **_facts(one.facts),
            **_evidence(one.evidence),
        }
        for one in told.nodes
    ]
    times = [
        {"when": when, "what": name, **_evidence([evidence])} for when, name, evidence in told.times
    ]
    head: Data = {
        "id": compress(iri),
        "name": told.label,
        "kinds": told.classes,
        "other_names": told.names,
        "notes": told.notes,
        "facts": told.facts,
    }
    head["links"] = [
        {"relation": link.words, "name": link.name, "id": compress(link.other)}
        for link in told.links[:MOST]
    ]
    lists: dict[str, Sequence[object]] = {
        "relations": relations,
        "findings_and_figures": nodes,
        "times": times,
    }
    return _answer(store, directory, **head, **_pages(lists, _within(limit), max(offset, 0)))


def ask(
    directory: Path, name: str = "", values: Mapping[str, str] | None = None, *, limit: int = MOST
) -> Data:
    """Answer a named question, or list all of them where no name is given.

    Args:
        directory: of a built store.
        name: of the question.
        values: of its parameters: none for its example, or all that are not "any".
        limit: how many rows at most.

    Raises:
        QueryError: for an unknown question or parameter, with the known ones.
    """
    store = sparql.open_cached(directory)
    known = questions.read_questions()
    if not name:
        return _answer(
            store, directory, questions=[_listed(question) for question in known.values()]
        )
    if name not in known:
        raise questions.unknown_question(_short(name), known)
    question = known[name]
    try:
        given = questions.resolve_values(
            directory,
            question,
            {parameter: _short(value) for parameter, value in (values or {}).items()},
        )
    except QueryError:
        things = [
            value
            for parameter, value in (values or {}).items()
            if parameter in question.parameters and is_thing(question, parameter)
        ]
        unknown = [
            told
            for told in (_meant(directory, store, value) for value in things)
            if not isinstance(told, str)
        ]
        if not unknown:
            raise
        return unknown[0]
    answer = questions.answer_question(store, question, given)
    example: Data = (
        {"example": questions.example_command(question)} if question.required and not given else {}
    )
    return _answer(
        store,
        directory,
        question=title_in_words(store, question, given),
        **example,
        **_rows(store, answer, limit),
    )


def _listed(question: questions.Question) -> Data:
    listed: Data = {
        "name": question.name,
        "question": question.title,
        "parameters": dict(question.parameters),
    }
    return {**listed, "required": question.required, "asked_by": question.asked_by}


def path(directory: Path, one: str, other: str) -> Data:
    """Tell how two things are connected by what sentences state: the shortest way and the best-supported one.

    Args:
        directory: of a built store.
        one: name of a thing.
        other: name of another.

    Raises:
        QueryError: where both are the same thing.
    """
    store = sparql.open_cached(directory)
    ends = []
    for name in (one, other):
        iri = _meant(directory, store, name)
        if not isinstance(iri, str):
            return iri
        ends.append(iri)
    if ends[0] == ends[1]:
        raise QueryError(
            f"\u201c{one}\u201d and \u201c{other}\u201d are the same thing.",
            hint="Name two different things.",
        )
    names = description.labels(store, ends)
    asked = {"one": names.get(ends[0], ends[0]), "other": names.get(ends[1], ends[1])}
    found = paths.paths_between(directory, store, ends[0], ends[1])
    if not found.shortest:
        return _answer(
            store,
            directory,
            answer=SILENCE,
            why="No stated relations lead from the one to the other.",
            **asked,
        )
    known = gather(store)
    return _answer(
        store,
        directory,
        **asked,
        shortest=_hops(found.shortest, known),
        best_supported=_hops(found.best_supported, known),
    )


def query(directory: Path, text: str, *, limit: int = MOST) -> Data:
    """Answer a SPARQL query.

    Args:
        directory: of a built store.
        text: the query; the project's prefixes need no declaration.
        limit: how many rows or statements at most.

    Raises:
        QueryError: for what is no query, or may not be asked.
    """
    store = sparql.open_cached(directory)
    answer = sparql.answer_query(store, text)
    remarks = list(unknown_names(store, text))
    noted: Data = {"remarks": remarks} if remarks else {}
    if isinstance(answer, QueryBoolean):
        return _answer(
            store, directory, answer=bool(answer), **({} if answer else {"why": SILENCE}), **noted
        )
    with sparql.evaluation():
        told = (
            _statements(store, answer, limit)
            if isinstance(answer, QueryTriples)
            else _rows(store, answer, limit)
        )
    return _answer(store, directory, **told, **noted)


def vocabulary(directory: Path) -> Data:
    """Return the classes and relations of the graph with their definitions, for who writes a query."""
    store = sparql.open_cached(directory)
    terms = [
        {"id": compress(row["term"]), "name": row["label"], "means": row["definition"]}
        for row in _asked(store, "vocabulary")
    ]
    return _answer(store, directory, terms=terms)


def _meant(directory: Path, store: Store, name: str) -> str | Data:
    """Return the IRI that a name means, or the answer that it means nothing or several things."""
    _short(name)
    try:
        return search.resolve(directory, name)
    except QueryError:
        exact = [hit for hit in search.find_things(directory, name, limit=20) if hit.score == 100.0]
        if len(exact) < 2:
            return _silent(directory, store, f"nothing is called \u201c{name}\u201d", name)
        return _answer(
            store,
            directory,
            answer=f"Several things are called \u201c{name}\u201d. Choose one by its id.",
            candidates=[_hit(hit) for hit in exact],
        )


def _silent(directory: Path, store: Store, why: str, name: str) -> Data:
    near = [_hit(hit) for hit in search.find_things(directory, name, limit=6)]
    return _answer(store, directory, answer=SILENCE, why=f"{why}.", nearest=near)


def _rows(store: Store, answer: QuerySolutions, limit: int) -> Data:
    """Take at most so many rows, each with the sentences that it names."""
    taken = list(islice(answer, _within(limit) + 1))
    columns = [variable.value for variable in answer.variables]
    if not taken:
        return {"answer": SILENCE, "columns": columns, "rows": []}
    known = gather(store)
    told = [
        {
            "values": dict(zip(columns, map(sparql.python_value, row), strict=True)),
            **known.shown(known.of_terms(row)),
        }
        for row in taken
    ]
    note = {} if any(row["said_in"] for row in told) else {"note": _NO_SENTENCE}
    return {"columns": columns, **_bounded("rows", told, limit), **note}


def _statements(store: Store, answer: QueryTriples, limit: int) -> Data:
    """Take at most so many statements, each with the sentences that state it."""
    taken = list(islice(answer, _within(limit) + 1))
    if not taken:
        return {"answer": SILENCE, "statements": []}
    known = gather(store)
    parts = ("subject", "predicate", "object")
    told = [
        {
            **{part: sparql.cell_text(getattr(one, part)) for part in parts},
            **known.shown(known.of_statement(one)),
        }
        for one in sorted(taken, key=str)
    ]
    return _bounded("statements", told, limit)


def _hops(hops: Sequence[paths.Hop], known: Sentences) -> list[Data]:
    return [
        {
            "from": hop.one.label,
            "relations": sorted({link.words for link in hop.links}),
            "to": hop.other.label,
            **known.shown(hop.sentences),
        }
        for hop in hops
    ]


def _hit(hit: search.Hit) -> Data:
    return {"id": compress(hit.iri), "kind": hit.kind, "name": hit.label}


def _facts(facts: Mapping[str, str]) -> Data:
    return {key: compress(value) for key, value in facts.items()}


def _evidence(found: Sequence[Evidence]) -> Data:
    return {"said_in": [sentence(evidence) for evidence in found]}


def _pages(lists: Mapping[str, Sequence[object]], limit: int, offset: int) -> Data:
    """Take one page of each list, and say what stays out."""
    told: Data = {name: items[offset : offset + limit] for name, items in lists.items()}
    rest = [
        f"{len(items[offset : offset + limit]):,} of {len(items):,} {name}"
        for name, items in lists.items()
        if offset or len(items) > limit
    ]
    if rest:
        more = any(len(items) > offset + limit for items in lists.values())
        told["truncated"] = f"Shown are {', '.join(rest)}." + (
            f" Ask again with offset={offset + limit} for more." if more else ""
        )
    return told


def _bounded(name: str, items: Sequence[T], limit: int) -> Data:
    """Take so many items, and say when there are more."""
    most = _within(limit)
    told: Data = {name: items[:most]}
    if len(items) > most:
        told["truncated"] = (
            f"Only the first {most} are shown; there are more. Ask for less, or count them."
        )
    return told


def _within(limit: int) -> int:
    return min(max(limit, 1), MOST)


def _short(name: str) -> str:
    """Refuse a name that is longer than any name.

    Raises:
        QueryError: with the limit.
    """
    if len(name) > LONGEST_NAME:
        raise QueryError(f"this name has {len(name):,} characters; {LONGEST_NAME} are allowed.")
    return name


def _answer(store: Store, directory: Path, **told: object) -> Data:
    """Make an answer: what was told, made harmless, and from where it is."""
    cleaned = _clean({**told, "from": _source(store, directory)})
    assert isinstance(cleaned, dict)
    size = len(json.dumps(cleaned, ensure_ascii=False))
    if size > LARGEST:
        raise QueryError(
            f"this answer has {size:,} characters; {LARGEST:,} are allowed.",
            hint="Ask for fewer rows or columns.",
        )
    return cleaned


def _source(store: Store, directory: Path) -> Data:
    """Say from which reports and which build an answer is."""
    reports = [
        {key: row[key] for key in ("name", "page", "updated") if row[key]}
        for row in _asked(store, "reports")[: _REPORTS + 1]
    ]
    more = (
        {"more_reports": "This graph holds more reports than are named here."}
        if len(reports) > _REPORTS
        else {}
    )
    return {
        "reports": reports[:_REPORTS],
        **more,
        "build": str(read_pointer(directory).get("fingerprint", "loaded files"))[:12],
        "peelgraph": files.version(),
    }


def _asked(store: Store, name: str) -> list[dict[str, str]]:
    return PackagedQuery.read(_QUERIES / f"{name}.rq").rows(store)


def _clean(value: object) -> object:
    """Make texts harmless and short; a text that was cut says so."""
    if isinstance(value, str):
        harmless = escape.terminal_text(value)
        return (
            harmless
            if len(harmless) <= LONGEST_TEXT
            else f"{harmless[:LONGEST_TEXT]} ... [cut: {len(harmless):,} characters]"
        )
    if isinstance(value, Mapping):
        return {str(_clean(key)): _clean(item) for key, item in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)  # JSON has no such number
    return [_clean(item) for item in value] if isinstance(value, list | tuple) else value
