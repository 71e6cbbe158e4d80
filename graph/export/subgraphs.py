"""Knows the parts of the graph that are exported alone: the ontology, the concepts, the data set's description, what is around a thing."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import PeelgraphError
from graph.load.description import DESCRIPTION
from graph.namespaces import GRAPH, PREFIXES, compress, expand
from graph.store import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple, rows
from graph.terms import read

PARTS = {
    "ontology": "classes, properties and their alignments",
    "concepts": "concept schemes with their concepts (SKOS)",
    "description": "the data set's own description (VoID, DCAT)",
}
_TYPE = NamedNode(expand("rdf:type"))
_LABEL = NamedNode(expand("rdfs:label"))
_PREFERRED = NamedNode(expand("skos:prefLabel"))
_MENTIONS = NamedNode(expand("peel:mentions"))
_QUOTED = NamedNode(expand("prov:wasQuotedFrom"))
_VOCABULARIES = GRAPH + "ontology/vocabularies/"
Node = NamedNode | BlankNode | Triple


def part(store: Store, name: str) -> set[Triple]:
    """Return the statements of a named part.

    Args:
        store: a built store.
        name: one of PARTS.

    Raises:
        PeelgraphError: for an unknown name, or when the store has no such part.
    """
    if name not in PARTS:
        raise PeelgraphError(f"there is no part “{name}”.", hint=f"Parts: {', '.join(PARTS)}.")
    found = {"ontology": _ontology, "concepts": _concepts, "description": _description}[name](store)
    if not found:
        raise PeelgraphError(
            f"this store has no {name}.",
            hint="Only a store made by `peelgraph build` has all parts.",
        )
    return found


def around(store: Store, iri: str, hops: int) -> set[Triple]:
    """Return what is around a thing, closed in itself: every statement with its sentences, every IRI with its label and class.

    Relations are followed both ways. Findings, figures, judgments, areas for improvement and conflicts are reached by what they are about, and
    are not passed through.

    Args:
        store: a built store.
        iri: of the thing.
        hops: how far to follow; 1 takes the thing, its neighbours and what was found of the thing itself.

    Raises:
        PeelgraphError: when the store holds nothing of the thing.
    """
    terms = read(store).relations.values()
    relations = {NamedNode(relation.iri) for relation in terms if relation.is_stated}
    links = [NamedNode(relation.iri) for relation in terms if not relation.is_stated]
    things: set[Node] = {NamedNode(iri)}
    nodes: set[Node] = set()
    for _ in range(hops):
        nodes |= {
            quad.subject
            for thing in things
            for link in links
            for quad in _default(store, None, link, thing)
        }
        things |= {
            end
            for thing in things
            for quad in _touching(store, thing)
            if quad.predicate in relations
            for end in (quad.subject, quad.object)
            if not isinstance(end, Literal)
        }
    kept = {
        quad.triple
        for thing in things | nodes
        for quad in _default(store, thing)
        if quad.predicate not in relations or quad.object in things
    }
    if not any(triple.subject == NamedNode(iri) for triple in kept):
        raise PeelgraphError(
            f"the graph holds nothing of {compress(iri)}.",
            hint="Look for it with `peelgraph find`.",
        )
    kept |= _evidence(store, kept, relations, things | nodes)
    return kept | _named(store, kept)


def _ontology(store: Store) -> set[Triple]:
    graphs = [
        graph
        for graph in _graphs(store)
        if graph.value.startswith(GRAPH + "ontology/") and not graph.value.startswith(_VOCABULARIES)
    ]
    return {
        quad.triple for graph in graphs for quad in store.quads_for_pattern(None, None, None, graph)
    }


def _concepts(store: Store) -> set[Triple]:
    """Take what schemes, collections and concepts say of themselves; their labels become preferred labels, as readers of SKOS expect."""
    text = "SELECT DISTINCT ?concept { VALUES ?class { skos:Concept skos:ConceptScheme skos:Collection skos:OrderedCollection } ?concept a ?class }"
    found = {quad.triple for row in rows(store, text) for quad in _default(store, row["concept"])}
    own = (
        triple
        for triple in found
        if triple.predicate.value.startswith(
            tuple(PREFIXES[name] for name in ("skos", "rdfs", "rdf", "dcterms"))
        )
    )
    return {
        Triple(triple.subject, _PREFERRED, triple.object) if triple.predicate == _LABEL else triple
        for triple in own
    }


def _description(store: Store) -> set[Triple]:
    return {
        quad.triple for quad in store.quads_for_pattern(None, None, None, NamedNode(DESCRIPTION))
    }


def _evidence(
    store: Store, kept: set[Triple], relations: set[NamedNode], things: set[Node]
) -> set[Triple]:
    """Describe the sentences that say what is kept; of what they mention, only the things kept."""
    said = [
        quad
        for triple in kept
        if triple.predicate in relations
        for quad in store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    ]
    sentences = {quad.graph_name for quad in said if _is_sentence(store, quad)} | {
        triple.object for triple in kept if triple.predicate == _QUOTED
    }
    return {
        quad.triple
        for sentence in sentences
        for quad in _default(store, sentence)  # type: ignore[arg-type]
        if quad.predicate != _MENTIONS or quad.object in things
    }


def _named(store: Store, kept: set[Triple]) -> set[Triple]:
    """Give every IRI that is spoken of its label and class."""
    spoken = {
        term
        for triple in kept
        for term in (triple.predicate, triple.object)
        if not isinstance(term, Literal)
    }
    told = {
        quad.triple
        for term in spoken
        for link in (_TYPE, _LABEL)
        for quad in _default(store, term, link)
    }
    classes = {
        triple.object
        for triple in told
        if triple.predicate == _TYPE and not isinstance(triple.object, Literal)
    }
    return told | {quad.triple for term in classes for quad in _default(store, term, _LABEL)}


def _is_sentence(store: Store, quad: Quad) -> bool:
    name = quad.graph_name
    return (
        isinstance(name, NamedNode)
        and Quad(name, _TYPE, NamedNode(expand("peel:Sentence"))) in store
    )


def _touching(store: Store, thing: Node) -> Iterator[Quad]:
    yield from _default(store, thing)
    yield from _default(store, None, None, thing)


def _default(
    store: Store,
    subject: Node | None,
    predicate: NamedNode | None = None,
    value: Node | None = None,
) -> Iterator[Quad]:
    return store.quads_for_pattern(subject, predicate, value, DefaultGraph())


def _graphs(store: Store) -> list[NamedNode]:
    return [graph for graph in store.named_graphs() if isinstance(graph, NamedNode)]
