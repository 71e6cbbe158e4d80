"""Select parts of the graph: ontology, concepts, description, and what is around a thing."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graph.default_graph import foreign_quads, sentence_of
from graph.errors import PeelgraphError
from graph.export.formats import PARTS
from graph.load.dataset_description import DESCRIPTION
from graph.namespaces import GRAPH, PREFIXES, compress, expand
from graph.store import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple, rows
from graph.terms import read

_TYPE = NamedNode(expand("rdf:type"))
_LABEL = NamedNode(expand("rdfs:label"))
_SKOS_NAMES = {_LABEL: NamedNode(expand("skos:prefLabel"))}
_SKOS_NAMESPACES = tuple(PREFIXES[name] for name in ("skos", "rdfs", "rdf", "dcterms"))
_CONCEPTS = """
SELECT DISTINCT ?concept {
  VALUES ?class { skos:Concept skos:ConceptScheme skos:Collection skos:OrderedCollection }
  ?concept a ?class
}"""
_MENTIONS = NamedNode(expand("peel:mentions"))
_QUOTED = NamedNode(expand("prov:wasQuotedFrom"))
_VOCABULARIES = GRAPH + "ontology/vocabularies/"
Node = NamedNode | BlankNode | Triple


def named_part(store: Store, name: str) -> set[Triple]:
    """Return the statements of a named part.

    Args:
        store: a built store.
        name: `ontology` (classes, properties and their alignments), `concepts` (concept schemes
            with their concepts, in SKOS) or `description` (of the data set, in VoID and DCAT).

    Raises:
        PeelgraphError: for an unknown name, or when the store has no such part.
    """
    if name not in _SELECTORS:
        hint = f"Parts: {', '.join(_SELECTORS)}."
        raise PeelgraphError(f"there is no part “{name}”.", hint=hint)
    triples = _SELECTORS[name](store)
    if not triples:
        raise PeelgraphError(
            f"this store has no {name}.",
            hint="Only a store made by `peelgraph build` has all parts.",
        )
    return triples


def thing_subgraph(store: Store, iri: str, hops: int) -> set[Triple]:
    """Return what is around a thing, with the sentences of statements and the labels of terms.

    Relations are followed in both directions. Findings, figures, judgments, areas for improvement
    and conflicts are reached by what they are about, and are not passed through.

    Args:
        store: a built store.
        iri: of the thing.
        hops: how far to follow; 1 takes the thing, its neighbours and the findings about it.

    Raises:
        PeelgraphError: when the store holds nothing of the thing.
    """
    terms = read(store).relations.values()
    relations = {NamedNode(term.iri) for term in terms if term.is_stated}
    links = [NamedNode(term.iri) for term in terms if not term.is_stated]
    things: set[Node] = {NamedNode(iri)}
    statements: set[Node] = set()
    for _ in range(hops):
        statements |= _statements_about(store, things, links)
        things |= _neighbours(store, things, relations) | _foreign_neighbours(store, things)
    triples = {
        quad.triple
        for subject in things | statements
        for quad in _default(store, subject)
        if quad.predicate not in relations or quad.object in things
    }
    if not any(triple.subject == NamedNode(iri) for triple in triples):
        raise PeelgraphError(
            f"the graph holds nothing of {compress(iri)}.",
            hint="Look for it with `peelgraph find`.",
        )
    triples |= _evidence(store, triples, relations, things | statements)
    triples |= _of_blank_nodes(store, triples)
    return triples | _labels(store, triples)


def _statements_about(store: Store, things: set[Node], links: Collection[NamedNode]) -> set[Node]:
    """Return the findings, figures and other statements about things."""
    return {
        quad.subject
        for thing in things
        for link in links
        for quad in _default(store, None, link, thing)
    }


def _neighbours(store: Store, things: set[Node], relations: set[NamedNode]) -> set[Node]:
    return {
        end
        for thing in things
        for quad in _incident(store, thing)
        if quad.predicate in relations
        for end in (quad.subject, quad.object)
        if not isinstance(end, Literal)
    }


def _foreign_neighbours(store: Store, things: set[Node]) -> set[Node]:
    """Return what loaded data connect with things, whatever the relation, but not classes."""
    nodes = [thing for thing in things if isinstance(thing, NamedNode)]
    quads = [
        quad
        for node in nodes
        for quad in (*foreign_quads(store, node), *foreign_quads(store, value=node))
        if quad.predicate != _TYPE
    ]
    ends = {end for quad in quads for end in (quad.subject, quad.object)}
    return {end for end in ends if isinstance(end, NamedNode | BlankNode)}


def _of_blank_nodes(store: Store, triples: set[Triple]) -> set[Triple]:
    """Return what the blank nodes of statements state themselves, down to the last of them."""
    gathered: set[Triple] = set()
    described: set[Node] = set()
    waiting = {triple.object for triple in triples if isinstance(triple.object, BlankNode)}
    while waiting:
        described |= waiting
        inner = {quad.triple for node in waiting for quad in _default(store, node)}
        gathered |= inner
        ends = {triple.object for triple in inner if isinstance(triple.object, BlankNode)}
        waiting = ends - described
    return gathered


def _ontology(store: Store) -> set[Triple]:
    return {
        quad.triple
        for graph in store.named_graphs()
        if isinstance(graph, NamedNode)
        and graph.value.startswith(GRAPH + "ontology/")
        and not graph.value.startswith(_VOCABULARIES)
        for quad in store.quads_for_pattern(None, None, None, graph)
    }


def _concepts(store: Store) -> set[Triple]:
    """Select schemes, collections and concepts; labels become preferred labels, as in SKOS."""
    return {
        Triple(quad.subject, _SKOS_NAMES.get(quad.predicate, quad.predicate), quad.object)
        for row in rows(store, _CONCEPTS)
        for quad in _default(store, row["concept"])
        if quad.predicate.value.startswith(_SKOS_NAMESPACES)
    }


def _description(store: Store) -> set[Triple]:
    return {
        quad.triple for quad in store.quads_for_pattern(None, None, None, NamedNode(DESCRIPTION))
    }


def _evidence(
    store: Store, triples: set[Triple], relations: set[NamedNode], things: set[Node]
) -> set[Triple]:
    """Describe the sentences of statements; of what they mention, only these things."""
    quads = [
        quad
        for triple in triples
        if triple.predicate in relations
        for quad in store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    ]
    sentences = {sentence for quad in quads if (sentence := sentence_of(store, quad))} | {
        triple.object for triple in triples if triple.predicate == _QUOTED
    }
    return {
        quad.triple
        for sentence in sentences
        for quad in _default(store, sentence)  # type: ignore[arg-type]
        if quad.predicate != _MENTIONS or quad.object in things
    }


def _labels(store: Store, triples: set[Triple]) -> set[Triple]:
    """Return label and class of every IRI in predicates and objects, and the labels of classes."""
    terms = {
        term
        for triple in triples
        for term in (triple.predicate, triple.object)
        if not isinstance(term, Literal)
    }
    descriptions = {
        quad.triple
        for term in terms
        for relation in (_TYPE, _LABEL)
        for quad in _default(store, term, relation)
    }
    classes = {
        triple.object
        for triple in descriptions
        if triple.predicate == _TYPE and not isinstance(triple.object, Literal)
    }
    return descriptions | {
        quad.triple for term in classes for quad in _default(store, term, _LABEL)
    }


def _incident(store: Store, thing: Node) -> Iterator[Quad]:
    yield from _default(store, thing)
    yield from _default(store, None, None, thing)


def _default(
    store: Store,
    subject: Node | None,
    predicate: NamedNode | None = None,
    value: Node | None = None,
) -> Iterator[Quad]:
    return store.quads_for_pattern(subject, predicate, value, DefaultGraph())


_SELECTORS = dict(zip(PARTS, (_ontology, _concepts, _description), strict=True))
