"""Answer a language model: plain data, bounded, each statement with its sentences.

Each answer says what it leaves out; `graph.mcp.envelope` says where it is from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, islice
from pathlib import Path

from graph.analyse import path_finder
from graph.analyse.wording import as_sentence, only_across, only_force, report_on, unconnected
from graph.errors import QueryError
from graph.evidence import Evidence
from graph.mcp.bounds import MOST, allowed, checked_name, first_items, one_page
from graph.mcp.envelope import (
    SILENCE,
    enclosed,
    enclosed_for,
    hit_data,
    resolved_thing,
    silent_response,
)
from graph.mcp.sentences import Data, SentenceIndex, graphs_of, sentence_data, sentence_index
from graph.namespaces import compress
from graph.queries import PackagedQuery
from graph.query import answers, description, question_answers, questions, search, sparql
from graph.query.parameters import is_thing, title_in_words
from graph.query.questions import ANY
from graph.query.remarks import remarks_on
from graph.store import (
    NamedNode,
    QuerySolutions,
    QueryTriples,
    Store,
)

_NO_SENTENCE = (
    "No row names a sentence. Before you state any of it, ask for its sentence with"
    " GRAPH ?sentence { ... }, or show the thing."
)
_VOCABULARY = Path(__file__).with_suffix("") / "vocabulary.rq"


def find_response(directory: Path, words: str, *, limit: int = 10) -> Data:
    """Find things, findings and figures by name or words.

    Args:
        directory: of a built store.
        words: of a name or label.
        limit: how many hits at most.
    """
    store = sparql.open_cached(directory)
    hits = search.find_things(directory, checked_name(words), limit=allowed(limit) + 1)
    if not hits:
        return silent_response(
            directory, store, f"nothing like \u201c{words}\u201d is in the graph", words
        )
    evidence = sentence_index(store, [NamedNode(hit.iri) for hit in hits])
    items = [
        {
            **hit_data(hit),
            "matched": hit.matched,
            "context": hit.context,
            **evidence.shown(evidence.quoted.get(hit.iri, [])),
        }
        for hit in hits
    ]
    return enclosed(store, directory, **first_items("found", items, limit))


def show_response(directory: Path, thing: str, *, limit: int = 40, offset: int = 0) -> Data:
    """Show what the graph holds of one thing.

    Args:
        directory: of a built store.
        thing: a name, an acronym, a prefixed name or an IRI.
        limit: how many relations, and how many findings and figures, at most.
        offset: how many of each to pass over first.
    """
    store = sparql.open_cached(directory)
    iri = resolved_thing(directory, store, thing)
    if not isinstance(iri, str):
        return iri
    thing_description = description.describe_thing(store, iri)
    lists = _statement_lists(thing_description)
    pages = one_page(lists, allowed(limit), max(offset, 0))
    return enclosed(store, directory, **_head(thing_description), **pages)


def _head(thing: description.Description) -> Data:
    """Return what identifies a thing: its names, kinds, notes and links."""
    return {
        "id": compress(thing.iri),
        "name": thing.label,
        "kinds": thing.classes,
        "other_names": thing.names,
        "notes": thing.notes,
        "facts": thing.facts,
        "links": [
            {"relation": link.words, "name": link.name, "id": compress(link.other)}
            for link in thing.links[:MOST]
        ],
    }


def _statement_lists(thing: description.Description) -> dict[str, Sequence[object]]:
    """Return all statements about a thing, each with its sentences."""
    return {
        "relations": [
            {
                "relation": relation.words,
                "name": relation.name,
                "id": compress(relation.other),
                **_evidence(relation.evidence),
            }
            for relation in thing.relations
        ],
        "findings_and_figures": [
            {
                "kind": node.kind,
                "text": node.label,
                "id": compress(node.iri),
                **_facts(node.facts),
                **_evidence(node.evidence),
            }
            for node in thing.nodes
        ],
        "times": [
            {"when": when, "what": name, **_evidence([evidence])}
            for when, name, evidence in thing.times
        ],
    }


def ask_response(
    directory: Path, name: str = "", values: Mapping[str, str] | None = None, *, limit: int = MOST
) -> Data:
    """Answer a named question, or list all of them where no name is given.

    Args:
        directory: of a built store.
        name: of the question.
        values: of its parameters: none for its example, or all that are not "any".
        limit: how many rows at most.

    Raises:
        QueryError: for an unknown question or parameter, with those that there are.
    """
    store = sparql.open_cached(directory)
    catalogue = questions.read_questions()
    if not name:
        return enclosed(store, directory, questions=list(map(_summary, catalogue.values())))
    if name not in catalogue:
        raise questions.unknown_question(checked_name(name), catalogue)
    question = catalogue[name]
    texts = {parameter: checked_name(value) for parameter, value in (values or {}).items()}
    try:
        parameters = question_answers.resolve_values(directory, question, texts)
    except QueryError:
        unresolved = _unresolved(directory, store, question, texts)
        if unresolved is None:
            raise
        return unresolved
    answer = question_answers.answer_question(store, question, parameters)
    response: Data = {"question": title_in_words(store, question, parameters)}
    if question.required and not parameters:
        response["example"] = questions.example_command(question)
    inspection = parameters.get("inspection", ANY)
    response.update(_rows(store, answer, limit))
    return enclosed_for("" if inspection == ANY else inspection, store, directory, response)


def _unresolved(
    directory: Path, store: Store, question: questions.Question, values: Mapping[str, str]
) -> Data | None:
    """Return the answer about the first value that means no thing or several, if there is one."""
    for parameter, value in values.items():
        if parameter in question.parameters and is_thing(question, parameter):
            thing = resolved_thing(directory, store, value)
            if not isinstance(thing, str):
                return thing
    return None


def _summary(question: questions.Question) -> Data:
    return {
        "name": question.name,
        "question": question.title,
        "parameters": dict(question.parameters),
        "required": question.required,
        "asked_by": question.asked_by,
    }


def path_response(
    directory: Path,
    source: str,
    target: str,
    *,
    through_force: bool = False,
    inspection: str = "",
) -> Data:
    """Return how two things are connected: the shortest and the best-supported paths.

    Args:
        directory: of a built store.
        source: name of a thing.
        target: name of another.
        through_force: whether paths may lead through an inspected force.
        inspection: of whose report all steps have to be, by its id or label; "" for any.

    Raises:
        QueryError: where both are the same thing.
        PeelgraphError: for an unknown inspection.
    """
    store = sparql.open_cached(directory)
    ends = []
    for name in (source, target):
        iri = resolved_thing(directory, store, name)
        if not isinstance(iri, str):
            return iri
        ends.append(iri)
    if ends[0] == ends[1]:
        raise QueryError(
            f"\u201c{source}\u201d and \u201c{target}\u201d are the same thing.",
            hint="Name two different things.",
        )
    labels = description.labels(store, ends)
    names = {"one": labels.get(ends[0], ends[0]), "other": labels.get(ends[1], ends[1])}
    paths = path_finder.paths_between(
        directory, store, *ends, through_force=through_force, inspection=inspection
    )
    if paths.shortest:
        return enclosed(store, directory, **names, **_paths(store, paths))
    why = _why_unconnected(paths, names["one"], names["other"], report_on(inspection))
    return enclosed(store, directory, answer=SILENCE, why=why, **names)


def _why_unconnected(paths: path_finder.Paths, source: str, target: str, within: str) -> str:
    """Say why there is no path between two things, as `graph.analyse.wording.only_force` does."""
    if paths.only_through:
        bodies = (body.label for body in paths.only_through)
        words = as_sentence(only_force(bodies, source, target, within=within))
        return f"{words} With through_force, the path is shown."
    if paths.is_across:
        return as_sentence(only_across(source, target, within=within))
    return as_sentence(unconnected("them", within=within))


def _paths(store: Store, paths: path_finder.Paths) -> Data:
    """Return the best supported of the shortest paths, the others of its length, and the best."""
    hops = chain(*paths.all_shortest, paths.best_supported)
    sentences = {NamedNode(iri) for hop in hops for iri in hop.sentences}
    evidence = sentence_index(store, sentences)
    first, *rest = (_hops(path, evidence) for path in paths.all_shortest)
    return {
        "shortest": first,
        "as_short": rest,
        "number_of_shortest": paths.total,
        "in_reports": paths.reports,
        "best_supported": _hops(paths.best_supported, evidence),
    }


def query_response(directory: Path, text: str, *, limit: int = MOST) -> Data:
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
    with answers.evaluation():
        response = _query_data(store, answer, limit)
    if remarks := remarks_on(store, text, *_written(response)):
        response["remarks"] = list(remarks)
    return enclosed(store, directory, **response)


def _written(response: Data) -> tuple[list[str], list[list[object]]]:
    """Return columns and rows of an answer; of statements or ASK, a row where there is one."""
    rows, columns = response.get("rows"), response.get("columns")
    if isinstance(rows, list) and isinstance(columns, list):
        return columns, [[*row["values"].values()] for row in rows]
    return [], [[True]] * bool(response.get("statements") or response.get("answer") is True)


def _query_data(store: Store, answer: answers.Answer, limit: int) -> Data:
    match answer:
        case QueryTriples():
            return _statements(store, answer, limit)
        case QuerySolutions():
            return _rows(store, answer, limit)
    if answer:
        return {"answer": True}
    return {"answer": False, "why": SILENCE}


def vocabulary_response(directory: Path) -> Data:
    """Return the classes and relations of the graph with their definitions."""
    store = sparql.open_cached(directory)
    terms = [
        {"id": compress(row["term"]), "name": row["label"], "means": row["definition"]}
        for row in PackagedQuery.read(_VOCABULARY).rows(store)
    ]
    return enclosed(store, directory, terms=terms)


def _rows(store: Store, answer: QuerySolutions, limit: int) -> Data:
    """Take at most so many rows, each with the sentences that it names."""
    solutions = list(islice(answer, allowed(limit) + 1))
    columns = [variable.value for variable in answer.variables]
    if not solutions:
        return {"answer": SILENCE, "columns": columns, "rows": []}
    evidence = sentence_index(store, chain.from_iterable(solutions))
    items = [
        {
            "values": dict(zip(columns, map(answers.python_value, row), strict=True)),
            **evidence.shown(evidence.of_terms(row)),
        }
        for row in solutions
    ]
    response: Data = {"columns": columns, **first_items("rows", items, limit)}
    if not any(item["said_in"] for item in items):
        response["note"] = _NO_SENTENCE
    return response


def _statements(store: Store, answer: QueryTriples, limit: int) -> Data:
    """Take at most so many statements, each with the sentences that state it."""
    triples = list(islice(answer, allowed(limit) + 1))
    if not triples:
        return {"answer": SILENCE, "statements": []}
    evidence = sentence_index(
        store, {graph for item in triples for graph in graphs_of(store, item)}
    )
    items = [
        {
            "subject": answers.cell_text(triple.subject),
            "predicate": answers.cell_text(triple.predicate),
            "object": answers.cell_text(triple.object),
            **evidence.shown(evidence.of_statement(triple)),
        }
        for triple in sorted(triples, key=str)
    ]
    return first_items("statements", items, limit)


def _hops(hops: Sequence[path_finder.Hop], evidence: SentenceIndex) -> list[Data]:
    return [
        {
            "from": hop.one.label,
            "relations": sorted({link.words for link in hop.links}),
            "to": hop.other.label,
            **evidence.shown(hop.sentences),
        }
        for hop in hops
    ]


def _facts(facts: Mapping[str, str]) -> Data:
    return {key: compress(value) for key, value in facts.items()}


def _evidence(sentences: Sequence[Evidence]) -> Data:
    return {"said_in": list(map(sentence_data, sentences))}
