"""Bring a built store up to date with the folders of reports that changed, and with nothing else.

That is possible where a report and what all reports share say everything about it. The report is
read with what is shared, as it was and as it is now; whatever differs between these two small
stores differs in the whole. Where reports speak of each other's things, all is built anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from graph.files import Source
from graph.load.checked_sources import add_file, check_sources
from graph.load.dataset_description import DESCRIPTION, description
from graph.load.description_changes import revised_description
from graph.load.folders import Folders, NotLocalError, descriptions
from graph.load.index_changes import things_of_names, update_index
from graph.load.infer import INFERRED, infer
from graph.load.lint import has_problem_across
from graph.load.single_values import IS_RELATION, SingleValues, single_values
from graph.namespaces import GRAPH, RDF_TYPE, REPORT, expand
from graph.serialize.rdf import used_prefixes, write_turtle
from graph.serialize.turtle_blocks import update_turtle
from graph.store import (
    INDEX,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Store,
    Term,
    Triple,
    graph_key,
    open_generation,
    quad_difference,
    solutions,
    store_in_memory,
)
from graph.store_writer import QuadChange, Writer
from graph.text import fold

_DEFAULT = DefaultGraph()
_TYPE = NamedNode(RDF_TYPE)
_LABEL = NamedNode(expand("rdfs:label"))
_SENTENCE = NamedNode(expand("peel:Sentence"))
_MADE = ("", INFERRED, DESCRIPTION)  # graphs that no file states
_MOST_CHANGED = 3  # one of so many folders; where more have changed, all is built anew
_BATCH = 500  # things that one query counts
_COUNT = "SELECT (COUNT(*) AS ?n) { VALUES ?x { %s } GRAPH ?g { %s } FILTER(?g != <%s>) }"


@dataclass(frozen=True)
class Revision:
    """The difference between a store as it is and as it has to be.

    Attributes:
        whole: the store as it is.
        old: what has changed with all that it refers to, and what follows from it, as it was.
        new: the same as it is now.
        inferred: how many statements more follow.
        local: IRIs of what the reports that changed describe, and nothing else does.
        note: what the pointer to the store has to say of the folders.
    """

    whole: Store
    old: Store
    new: Store
    inferred: int
    local: Set[str]
    note: dict[str, object]

    @cached_property
    def _difference(self) -> tuple[list[Quad], list[Quad]]:
        return quad_difference(self.old, self.new)

    def change(self, build: NamedNode, described: Set[Triple]) -> QuadChange:
        """Return what is added to the store and removed from it.

        Args:
            build: the graph of the build.
            described: what describes the build.

        Raises:
            NotLocalError: where the description of the graph has to be made of all.
        """
        added, removed = (list(quads) for quads in self._difference)
        made = {build: described, NamedNode(DESCRIPTION): self._description()}
        for graph, triples in made.items():
            before = self._triples(graph)
            added += _in_graphs(triples - before, graph)
            removed += _in_graphs(before - triples, graph)
        return QuadChange(added, removed)

    def finish(self, folder: Path, store: Store, change: QuadChange) -> None:
        """Change the files beside a new generation.

        Args:
            folder: of the generation.
            store: of the generation, with the change.
            change: the same that `change` returned.

        Raises:
            NotLocalError: where a check of all reports finds a problem.
        """
        update_index(folder / INDEX, self.old, self.new, store, local=self.local)
        predicates = {quad.predicate.value for quads in self._difference for quad in quads}
        namesakes = _namesakes(folder / INDEX, store, self._difference[0])
        if has_problem_across(store, predicates, namesakes=namesakes):
            raise NotLocalError("a check of all reports has found a problem.")
        added, removed = ([q for q in part if q.graph_name == _DEFAULT] for part in change)
        names = used_prefixes(removed).keys() - used_prefixes(added).keys()
        if names and self._leaves(names):
            write_turtle(folder, store)
        else:
            update_turtle(folder, store, {str(quad.subject) for quad in (*added, *removed)})

    def _leaves(self, names: Set[str]) -> bool:
        """Tell whether a prefix that was used is one that what has changed no longer uses."""
        quads = self.new.quads_for_pattern(None, None, None, _DEFAULT)
        return bool(names - used_prefixes(quads).keys())

    def _triples(self, graph: NamedNode) -> set[Triple]:
        return {quad.triple for quad in self.whole.quads_for_pattern(None, None, None, graph)}

    def _description(self) -> set[Triple]:
        """Return the description of the store as it has to be."""
        added, removed = (
            {quad.triple for quad in quads if quad.graph_name == _DEFAULT}
            for quads in self._difference
        )
        before = self._triples(NamedNode(DESCRIPTION))
        values = {triple.object for triple in added}

        def is_held(term: Term) -> bool:
            return term in values or _is_value(self.whole, term, before | removed)

        gained = sum(not _is_value(self.whole, term, before) for term in values)
        lost = sum(not is_held(term) for term in {triple.object for triple in removed})
        described = revised_description(
            before,
            description(self.old),
            description(self.new),
            values=gained - lost,
            is_held=is_held,
        )
        if described is None:
            raise NotLocalError("the description needs all.")
        return described


def prepare(writer: Writer, sources: Sequence[Source], digests: dict[str, str]) -> Revision:
    """Read what has changed since a store was built.

    Args:
        writer: of the store.
        sources: all files of ontology and data.
        digests: of the folders, as `graph.files.folder_digests` has them.

    Raises:
        InputError: for a file that cannot be parsed.
        NotLocalError: where all has to be built anew.
    """
    changed = _changed_folders(writer.pointer, digests)
    folders = Folders()
    chosen = [source for source in sources if source.folder in ("", *changed)]
    whole = open_generation(writer.directory, writer.pointer)
    describing = set(_texts(writer.pointer, "describing")) - changed

    def elsewhere() -> set[Quad]:
        return _described_elsewhere(whole, writer, describing, folders.shared)

    new, problems, _ = check_sources(chosen, folders=folders, elsewhere=elsewhere)
    if problems or not folders.are_apart:
        raise NotLocalError("the report does not stand on its own.")
    names = tuple(name for folder in changed for name in _graph_names(folder))
    stated = [quad for quad in new if quad.graph_name != _DEFAULT]
    now = [quad for quad in stated if graph_key(quad.graph_name).startswith(names)]
    before = list(_quads_of(whole, writer, names))
    if descriptions(before, folders.shared) != descriptions(now, folders.shared):
        raise NotLocalError("the report describes what others describe too.")
    single = single_values(chosen, new.quads_for_pattern(None, IS_RELATION, None, None))
    if _disagrees(whole, now, folders.shared, names, single):
        raise NotLocalError("another report gives a shared thing another value.")
    old = store_in_memory()
    add_file(old, before)
    add_file(old, [quad for quad in stated if not graph_key(quad.graph_name).startswith(names)])
    related = list(_stated_elsewhere(whole, set(before) ^ set(now), folders.shared, names))
    for store in (old, new):
        add_file(store, related)
        store.extend(_sentences(related))
    more = -infer(old) + infer(new)
    local = {str(quad.subject) for quad in (*before, *now) if quad.subject not in folders.shared}
    if not _is_apart(whole, old, local):
        raise NotLocalError("other reports refer to what the report describes.")
    describing |= changed.intersection(folders.describing())
    note: dict[str, object] = {"folders": digests, "describing": sorted(describing)}
    return Revision(whole, old, new, more, {name[1:-1] for name in local}, note)


def _disagrees(
    whole: Store,
    quads: Iterable[Quad],
    shared: Set[object],
    names: tuple[str, ...],
    values: SingleValues,
) -> bool:
    """Tell whether others give a shared thing another value of which it may have but one.

    Args:
        whole: the store as it is.
        quads: what the reports that changed state now.
        shared: what is described outside the folders of reports.
        names: beginnings of the graphs of these reports.
        values: of which a thing may have but one.
    """
    return any(
        other.object != quad.object and not graph_key(other.graph_name).startswith(names)
        for quad in quads
        if quad.subject in shared and values.hold(quad)
        for other in whole.quads_for_pattern(quad.subject, quad.predicate, None, None)
        if other.graph_name != _DEFAULT
    )


def _changed_folders(pointer: Mapping[str, object], digests: dict[str, str]) -> set[str]:
    """Return the names of the folders that have changed.

    Raises:
        NotLocalError: where they are not folders of single reports, or are many.
    """
    before = pointer.get("folders")
    if not isinstance(before, dict):
        raise NotLocalError("the store does not say what it was built from.")
    names = {*before, *digests}
    changed = {name for name in names if before.get(name) != digests.get(name)}
    if not changed or "" in changed or len(changed) * _MOST_CHANGED > len(names):
        raise NotLocalError("much has changed.")
    return changed


def _texts(pointer: Mapping[str, object], key: str) -> list[str]:
    texts = pointer.get(key)
    return texts if isinstance(texts, list) else []


def _graph_names(folder: str) -> tuple[str, str]:
    """Return how the graphs of a report begin: those of its sentences, and those of its files."""
    return f"{REPORT}{quote(folder)}/", f"{GRAPH}data/{quote(folder)}/"


def _quads_of(whole: Store, writer: Writer, names: tuple[str, ...]) -> Iterator[Quad]:
    """Yield what graphs hold whose names begin so."""
    for graph in writer.graphs():
        if graph.startswith(names):
            yield from whole.quads_for_pattern(None, None, None, NamedNode(graph))


def _described_elsewhere(
    whole: Store, writer: Writer, folders: Iterable[str], shared: Set[object]
) -> set[Quad]:
    """Return what the files of other reports state of shared things."""
    names = tuple(_graph_names(folder)[1] for folder in folders)
    return descriptions(_quads_of(whole, writer, names), shared)


def _stated_elsewhere(
    whole: Store, changes: Iterable[Quad], shared: Set[object], names: tuple[str, ...]
) -> Iterator[Quad]:
    """Yield what other reports state between the same shared things as some statements.

    Raises:
        NotLocalError: for the class of a shared thing, from which more follows.
    """
    pairs = {(q.subject, q.object): q.predicate for q in changes if q.subject in shared}
    if _TYPE in pairs.values():
        raise NotLocalError("the class of a shared thing has changed.")
    for subject, value in pairs:
        quads = list(whole.quads_for_pattern(subject, None, value, None))
        if isinstance(value, NamedNode):
            quads += whole.quads_for_pattern(value, None, subject, None)
        for quad in quads:
            graph = graph_key(quad.graph_name)
            if graph not in _MADE and not graph.startswith(names):
                yield quad


def _sentences(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield that the graphs of sentences are those of sentences."""
    graphs = {q.graph_name for q in quads if graph_key(q.graph_name).startswith(REPORT)}
    return (Quad(graph, _TYPE, _SENTENCE) for graph in graphs if isinstance(graph, NamedNode))


def _namesakes(path: Path, whole: Store, added: Iterable[Quad]) -> Store | None:
    """Return the classes and labels of all things that have the name of what got one or a class.

    Args:
        path: of the index of the whole.
        whole: everything.
        added: what has come to it.

    Returns:
        The store; None where something else than a part of a report has a name, and the index does
        not know it.
    """
    subjects = {quad.subject for quad in added if quad.predicate in (_LABEL, _TYPE)}
    labels = {
        (quad.subject.value, fold(quad.object.value))
        for subject in subjects
        for quad in whole.quads_for_pattern(subject, _LABEL, None, _DEFAULT)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }
    iris = things_of_names(path, {name for _, name in labels})
    if any(iri not in iris and not iri.startswith(REPORT) for iri, _ in labels):
        return None
    return store_in_memory(
        quad
        for iri in sorted(iris)
        for predicate in (_TYPE, _LABEL)
        for quad in whole.quads_for_pattern(NamedNode(iri), predicate, None, None)
    )


def _is_apart(whole: Store, part: Store, things: Iterable[str]) -> bool:
    """Tell whether all that a store states of things, in angle brackets, stands in a part of it."""
    names = sorted(things)
    return all(
        _count(whole, names[start : start + _BATCH], pattern)
        == _count(part, names[start : start + _BATCH], pattern)
        for start in range(0, len(names), _BATCH)
        for pattern in ("?x ?p ?o", "?s ?p ?x")
    )


def _count(store: Store, names: Iterable[str], pattern: str) -> int:
    rows = solutions(store, _COUNT % (" ".join(names), pattern, DESCRIPTION))
    return int(next(rows)["n"].value)


def _is_value(store: Store, term: Term, without: Set[Triple]) -> bool:
    """Tell whether the default graph has a value, leaving some statements out."""
    quads = store.quads_for_pattern(None, None, term, _DEFAULT)
    return any(quad.triple not in without for quad in quads)


def _in_graphs(triples: Iterable[Triple], graph: NamedNode) -> list[Quad]:
    """Return statements in a graph and in the default graph."""
    return [
        Quad(triple.subject, triple.predicate, triple.object, name)
        for triple in triples
        for name in (graph, _DEFAULT)
    ]
