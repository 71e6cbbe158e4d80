"""Read what two graphs share and do not share, for the explorer's view "comparison".

The graph of the page is *here*, the second one *there*. Relations are compared as the page shows
them: mutual ones once, without what rules infer. What changed about single things comes from
`graph.diff`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from graph.diff.narrative import Change, describe_changes
from graph.diff.snapshot import Graph, Snapshot, graph_term, parse_lines
from graph.diff.statements import Difference, Statement
from graph.load.infer import INFERRED
from graph.namespaces import GRAPH, ONTOLOGY, REPORT, compress, expand
from graph.store import DefaultGraph, NamedNode, Quad, Store, store_in_memory
from viz.explorer.comparison_sides import FAR, Key, Sides, both_keys, statements_of
from viz.explorer.correspondence import corresponding
from viz.explorer.graph_data import GraphData, Record, Table, read_graph, table
from viz.explorer.sections import figures

WHOLE = NamedNode(GRAPH + "compared")  # holds statements that stand in no graph
_ONTOLOGY = f"<{ONTOLOGY}"


def read_comparison(store: Store, graph: GraphData, delta: Difference) -> Record:
    """Return the data of a comparison, to stand beside those of the page.

    Args:
        store: of the page.
        graph: the data of the page.
        delta: from the second graph to that of the page.
    """
    there_store = comparable_store(delta.before, store)
    sides = Sides(graph.data, read_graph(there_store).data)
    changes = [_change(change, sides) for change in _changes(delta, sides)]
    derived = set() if delta.is_exact else _inferred(store)
    return {
        **_record(sides, _names(sides, delta.before.name)),
        **_relations(sides, derived=derived, is_exact=delta.is_exact),
        "changes": changes,
        "figures": _figures(there_store, sides, {change["of"] for change in changes}),
        "sentences": sides.far_sentences(),  # last: the others number them
    }


def compare_parts(here: GraphData, there: GraphData, names: tuple[str, str]) -> Record:
    """Return the data of a comparison of the relations of two parts.

    Args:
        here: the data of the page.
        there: those of the second part.
        names: of both graphs.
    """
    sides = Sides(here.data, there.data)
    return {
        **_record(sides, names),
        **_relations(sides, derived=set(), is_exact=True),
        "changes": [],
        "figures": [],
        "sentences": sides.far_sentences(),
    }


def _record(sides: Sides, names: tuple[str, str]) -> Record:
    """Return what both graphs have and do not share, except relations and sentences."""
    return {
        "here": names[0],
        "there": names[1],
        "otherReports": sides.has_other_reports,
        "classes": sides.far_classes(),
        "properties": sides.far_properties(),
        "nodes": sides.far_nodes(),
        "facts": sides.far_facts(),
        "thingsHere": [sides.things[iri] for iri in sides.only_here],
        "alike": _alike(sides),
        "quoted": sides.far_quoted(),
    }


def comparable_store(snapshot: Snapshot, reference: Store) -> Store:
    """Return the stated statements of a graph as a store from which the page can be read.

    Statements without a graph, as in Turtle, stand in one; the ontology of a reference is added
    where there is none.

    Args:
        snapshot: of any graph.
        reference: a built store.
    """
    quads = [
        Quad(quad.subject, quad.predicate, quad.object, _graph(name))
        for name, lines in snapshot.whole.graphs.items()
        for quad in parse_lines(lines)
    ]
    if not any(str(quad.subject).startswith(_ONTOLOGY) for quad in quads):
        quads += _ontology(reference)
    default = [Quad(quad.subject, quad.predicate, quad.object) for quad in quads]
    return store_in_memory([*quads, *default])


def _graph(name: str) -> Graph:
    return graph_term(name) if name else WHOLE


def _ontology(store: Store) -> Iterator[Quad]:
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        if str(quad.subject).startswith(_ONTOLOGY):
            yield Quad(quad.subject, quad.predicate, quad.object, WHOLE)


def _names(sides: Sides, name: str) -> tuple[str, str]:
    """Name both graphs: by their reports where these differ, else the second one as it was given.

    The page may go to others, so of a path only its last part is named.
    """
    if sides.has_other_reports:
        here, there = sides.report_names()
        return here, there
    return "this graph", f"the other graph ({PurePath(name).name or name})"


def _relations(sides: Sides, *, derived: set[Key], is_exact: bool) -> Record:
    """Return the relations of one side alone, and those that rest on other sentences there.

    Args:
        sides: the data of both graphs.
        derived: relations that a rule makes, which a second graph without sentences may state.
        is_exact: whether both graphs have sentences.
    """
    here, there = dict(statements_of(sides.here)), dict(statements_of(sides.there))
    numbers = {key: at for at, key in enumerate(here)}
    only_there = [key for key in there if key not in here and key not in derived]
    moved = [key for key in both_keys(here, there) if set(here[key]) != set(there[key])]
    return {
        "hasSentences": is_exact,
        "onlyHere": [at for key, at in numbers.items() if key not in there],
        "onlyThere": _far_statements(sides, only_there, there),
        "elsewhere": [[numbers[key], sides.sentences(there[key])] for key in moved if is_exact],
    }


def _far_statements(sides: Sides, keys: list[Key], there: dict[Key, list[str]]) -> Table:
    rows = [
        (
            sides.things[source],
            sides.properties[relation],
            sides.things[target],
            sides.sentences(there[source, relation, target]),
        )
        for source, relation, target in keys
    ]
    return table(("source", "property", "target", "sentences"), rows)


def _inferred(store: Store) -> set[Key]:
    quads = store.quads_for_pattern(None, None, None, NamedNode(INFERRED))
    return {(_name(quad.subject), _name(quad.predicate), _name(quad.object)) for quad in quads}


def _alike(sides: Sides) -> list[list[int]]:
    """Return pairs of things that correspond, one here and one there, where reports differ."""
    if not sides.has_other_reports:
        return []
    pairs = corresponding(sides.here, sides.there, shared=sides.shared)
    return [[sides.things[first], sides.things[second]] for first, second in pairs]


def _changes(delta: Difference, sides: Sides) -> list[Change]:
    """Describe what changed about things of both graphs, and about terms and concepts."""
    relations = {expand(iri) for iri in sides.properties}

    def is_relation(statement: Statement) -> bool:
        triple = statement.triple
        ends = {_name(triple.subject), _name(triple.object)}
        return triple.predicate.value in relations and ends <= sides.things.keys()

    def is_of_both(statement: Statement) -> bool:
        subject = statement.triple.subject
        if _name(subject) in sides.things:
            return _name(subject) in sides.shared
        if not str(subject).startswith(f"<{REPORT}"):
            return True
        stores = (delta.before.store, delta.after.store)
        return all(_describes(store, subject) for store in stores)

    kept = [item for item in delta.statements if is_of_both(item) and not is_relation(item)]
    return describe_changes(replace(delta, statements=tuple(kept)))


def _describes(store: Store, subject: object) -> bool:
    if not isinstance(subject, NamedNode):
        return False
    return next(iter(store.quads_for_pattern(subject, None, None, None)), None) is not None


def _name(term: object) -> str:
    return compress(term.value) if isinstance(term, NamedNode) else str(term)


def _change(change: Change, sides: Sides) -> Record:
    return {
        "of": sides.things.get(change.id, -1),
        "what": change.what,
        "kind": change.kind,
        "words": change.words,
        "details": [
            [detail.words, "; ".join(detail.before), "; ".join(detail.after)]
            for detail in change.details
        ],
        "there": sides.sentences(sentence.iri for sentence in change.before),
        "here": sides.sentences(sentence.iri for sentence in change.after),
    }


def _figures(store: Store, sides: Sides, changed: set[object]) -> list[list[object]]:
    """Return the values there, in words, of figures of that side alone and of changed ones."""
    numbers = {expand(iri): number for iri, number in sides.things.items()}
    wanted = changed | {number for number in sides.things.values() if number >= FAR}
    return [
        [figure["of"], figure["words"]]
        for figure in figures.read_section(store, numbers)
        if figure["of"] in wanted
    ]
