"""What follows from what is stated."""

from __future__ import annotations

from conftest import INVENTED_DATA

from graph.files import sources
from graph.load.checked_sources import read_sources
from graph.load.infer import INFERRED, infer
from graph.store import NamedNode, Quad, RdfFormat, Store, serialize, store_in_memory


def _store() -> Store:
    return read_sources(sources(INVENTED_DATA))


def test_nothing_more_follows_from_what_follows() -> None:
    """The rules reach a fixpoint: a second run adds nothing."""
    store = _store()
    assert infer(store) > 0
    assert infer(store) == 0


def test_the_rules_agree_with_an_owl_reasoner() -> None:
    """Everything inferred is also inferred by owlrl, and owlrl finds no more of the kinds that our rules cover."""
    from owlrl import DeductiveClosure
    from owlrl.OWLRL import OWLRL_Semantics
    from rdflib import OWL, RDF, RDFS, Graph

    store = _store()
    stated = serialize(
        {Quad(q.subject, q.predicate, q.object).triple for q in store}, format=RdfFormat.N_TRIPLES
    )
    assert stated is not None
    infer(store)
    ours = {
        (str(q.subject)[1:-1], q.predicate.value, str(q.object)[1:-1])
        for q in store.quads_for_pattern(None, None, None, NamedNode(INFERRED))
    }
    graph = Graph().parse(data=stated.decode(), format="nt")
    before = {tuple(map(str, triple)) for triple in graph}
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    after = {tuple(map(str, triple)) for triple in graph}
    assert ours
    assert ours <= after
    things = {
        one
        for one, _, _ in before
        if one.startswith(("https://w3id.org/peelgraph/id/", "https://w3id.org/peelgraph/report/"))
    }
    trivial = {str(OWL.sameAs), str(OWL.Thing), str(RDFS.Resource)}
    more = {
        t
        for t in after - before
        if t[0] in things and not trivial & set(t) and (t[1] == str(RDF.type) or t[2] in things)
    }
    assert more <= ours


def test_each_rule_yields_what_it_promises() -> None:
    """A class above, a relation above, and a symmetric relation the other way."""
    peel = "https://w3id.org/peelgraph/ontology#"
    rdfs = "http://www.w3.org/2000/01/rdf-schema#"
    a, b, kind = (NamedNode(f"urn:{x}") for x in "abk")
    rdf_type = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    shares, works = NamedNode(peel + "sharesInformationWith"), NamedNode(peel + "worksWith")
    symmetric = NamedNode("http://www.w3.org/2002/07/owl#SymmetricProperty")
    store = store_in_memory(
        [
            Quad(shares, NamedNode(rdfs + "subPropertyOf"), works),
            Quad(works, rdf_type, symmetric),
            Quad(kind, NamedNode(rdfs + "subClassOf"), NamedNode("urn:above")),
            Quad(a, rdf_type, kind),
            Quad(a, shares, b),
        ]
    )
    assert infer(store) == 3
    inferred = {q.triple for q in store.quads_for_pattern(None, None, None, NamedNode(INFERRED))}
    assert inferred == {
        Quad(a, works, b).triple,
        Quad(b, works, a).triple,
        Quad(a, rdf_type, NamedNode("urn:above")).triple,
    }
