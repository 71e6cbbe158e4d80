"""Keep every statement of a store once in its default graph, whatever graph states it.

Plain queries ask the default graph alone. Where a file states something in its default graph and in
a named graph too, the graph `REPEATED` notes that, so that exports write both.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from itertools import chain

from graph.namespaces import BASE, GRAPH, RDF_TYPE, expand
from graph.store import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    Store,
    Triple,
    opened_pointer,
    solutions,
)

ANALYSIS = GRAPH + "analysis/"  # begins the graphs of results, which plain queries do not see
REPEATED = NamedNode(GRAPH + "default")
_DEFAULT = DefaultGraph()
_TYPE, _SENTENCE = NamedNode(RDF_TYPE), NamedNode(expand("peel:Sentence"))
_DEFAULT_ALONE = """
SELECT ?subject ?predicate ?object WHERE {
  ?subject ?predicate ?object
  FILTER NOT EXISTS { GRAPH ?graph { ?subject ?predicate ?object } }
}"""


def add_statements(store: Store, quads: Collection[Quad]) -> None:
    """Add statements to a store, those of named graphs to the default graph too.

    Results of analyses stay in their graphs.
    """
    store.bulk_extend(statements_to_add(store, quads))


def statements_to_add(store: Store, quads: Collection[Quad]) -> Iterator[Quad]:
    """Return what a store has to get so that it holds statements, those of named graphs twice."""
    named = [quad for quad in quads if quad.graph_name != _DEFAULT]
    default = [quad for quad in quads if quad.graph_name == _DEFAULT]
    repeated = [quad for quad in named if _is_in_default_alone(store, quad)]
    if default and (named or any(True for _ in store.named_graphs())):
        new = {quad.triple for quad in named}
        candidates = default  # what a named graph states stands in the default graph, but results
        if not any(str(graph).startswith(f"<{ANALYSIS}") for graph in store.named_graphs()):
            candidates = [quad for quad in default if quad.triple in new or quad in store]
        repeated += [q for q in candidates if q.triple in new or _is_in_named_graph(store, q)]
    plain = (quad for quad in named if _is_plain(quad))
    return chain(named, _in_graph(repeated, REPEATED), _in_graph(plain, _DEFAULT), default)


def stated_quads(store: Store, only: Iterable[Triple] | None = None) -> Iterator[Quad]:
    """Yield each statement in the graphs that state it; the default graph without repetitions.

    Args:
        store: that is read.
        only: the statements that are looked up; all by default.
    """
    if only is not None:
        for triple in only:
            yield from _stated_so(store, triple)
        return
    for graph in stated_graphs(store):
        yield from store.quads_for_pattern(None, None, None, graph)
    yield from stated_in_default(store)


def stated_graphs(store: Store) -> list[NamedNode | BlankNode]:
    """Return the named graphs that files have, in their order."""
    return sorted((graph for graph in store.named_graphs() if graph != REPEATED), key=str)


def stated_in_default(store: Store) -> Iterator[Quad]:
    """Yield what files state in their default graph."""
    yield from map(_as_stated, store.quads_for_pattern(None, None, None, REPEATED))
    if not is_built(store):
        for row in solutions(store, _DEFAULT_ALONE):
            yield Quad(row["subject"], row["predicate"], row["object"])


def _stated_so(store: Store, triple: Triple) -> list[Quad]:
    """Return a statement in the graphs that state it."""
    parts = triple.subject, triple.predicate, triple.object
    quads = list(store.quads_for_pattern(*parts, None))
    named = [_as_stated(quad) for quad in quads if quad.graph_name != _DEFAULT]
    return named or quads


def _as_stated(quad: Quad) -> Quad:
    """Return a statement of a named graph in the graph in which a file has it."""
    if quad.graph_name != REPEATED:
        return quad
    return Quad(quad.subject, quad.predicate, quad.object)


def sentence_of(store: Store, quad: Quad) -> NamedNode | None:
    """Return the sentence in whose graph a statement stands; None for any other graph."""
    graph = quad.graph_name
    if isinstance(graph, NamedNode) and Quad(graph, _TYPE, _SENTENCE) in store:
        return graph
    return None


def _is_plain(quad: Quad) -> bool:
    return not str(quad.graph_name).startswith(f"<{ANALYSIS}")


def _is_in_default_alone(store: Store, quad: Quad) -> bool:
    """Tell whether the default graph states what a quad states, and no named graph does."""
    stated = Quad(quad.subject, quad.predicate, quad.object) in store
    return stated and not _is_in_named_graph(store, quad)


def _is_in_named_graph(store: Store, quad: Quad) -> bool:
    quads = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(match.graph_name != _DEFAULT for match in quads)


def _in_graph(quads: Iterable[Quad], graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    return (Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)


def foreign_quads(
    store: Store,
    subject: NamedNode | BlankNode | None = None,
    predicate: NamedNode | None = None,
    value: NamedNode | BlankNode | None = None,
    *,
    accepts: Callable[[Quad], bool] = lambda _: True,
) -> Iterator[Quad]:
    """Yield the statements of a pattern that no graph of the project's own states, each once.

    They come from loaded files. Graphs of the project are those of its files, sentences and rules.

    Args:
        store: that is read.
        subject: of the statements; any by default.
        predicate: the same.
        value: the same.
        accepts: tells whether a statement is asked for at all, so that fewer are compared.
    """
    is_broad = subject is None and value is None
    if is_broad and is_built(store) and _has_own_graphs_alone(store):
        return
    if is_broad and not any(map(_is_own_graph, store.named_graphs())):
        yield from filter(accepts, store.quads_for_pattern(None, predicate, None, _DEFAULT))
        return
    triples: dict[Triple, None] = {}  # in their order
    own_triples: set[Triple] = set()
    for quad in filter(accepts, store.quads_for_pattern(subject, predicate, value, None)):
        if quad.graph_name == _DEFAULT:
            triples[quad.triple] = None
        elif _is_own_graph(quad.graph_name):
            own_triples.add(quad.triple)
    foreign = (triple for triple in triples if triple not in own_triples)
    yield from (Quad(triple.subject, triple.predicate, triple.object) for triple in foreign)


def has_foreign_graphs(store: Store) -> bool:
    """Tell whether a named graph of a store is not the project's own, as of a loaded file."""
    return not all(map(_is_own_graph, store.named_graphs()))


def is_built(store: Store) -> bool:
    """Tell whether `build` alone wrote a store, so that its default graph only repeats others.

    A store into which a file was loaded has no fingerprint of data any more.
    """
    pointer = opened_pointer(store)
    return "fingerprint" in pointer and "loaded" not in pointer


@lru_cache(maxsize=1)
def _has_own_graphs_alone(store: Store) -> bool:
    return not has_foreign_graphs(store)


def _is_own_graph(graph: NamedNode | BlankNode | DefaultGraph) -> bool:
    return graph != REPEATED and str(graph).startswith(f"<{BASE}")
