"""Parts of the graph: closed in themselves, readable by others, truly described."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import DCAT, OWL, RDF, RDFS, SKOS, VOID, Graph, URIRef

from graph.errors import PeelgraphError
from graph.export.rdf import write_statements
from graph.export.subgraphs import named_part, thing_subgraph
from graph.load.infer import INFERRED
from graph.namespaces import BASE, REPORT, expand
from graph.store import DefaultGraph, NamedNode, Store, Triple, rows, store_in_memory

TEAM = "https://w3id.org/peelgraph/id/unit/exampleshire-river-team"
DATASET = URIRef(BASE + "dataset")


def _rdflib(triples: set[Triple], tmp_path: Path) -> Graph:
    path = tmp_path / "part.ttl"
    write_statements(triples, path)
    return Graph().parse(data=path.read_text("utf-8"), format="turtle")


def _default(store: Store) -> set[Triple]:
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}


def test_what_is_around_a_thing_has_its_evidence(invented: Store) -> None:
    """Each stated relation comes with its sentences, their places and addresses."""
    found = thing_subgraph(invented, TEAM, 1)
    relations = {row["r"].value for row in rows(invented, "SELECT ?r { ?r peel:isRelation true }")}
    stated = [
        triple
        for triple in found
        if triple.predicate.value in relations and not str(triple.subject).startswith(f"<{REPORT}")
    ]
    assert stated
    places = {triple.subject for triple in found if triple.predicate.value == expand("schema:url")}
    for triple in stated:
        sentences = {
            quad.graph_name
            for quad in invented.quads_for_pattern(triple.subject, triple.predicate, triple.object)
        }
        assert sentences & places or NamedNode(INFERRED) in sentences, triple
    assert any(triple.predicate.value == expand("peel:worksWith") for triple in stated)
    assert found <= _default(invented)


def test_what_is_around_a_thing_is_closed_in_itself(real: Store) -> None:
    """Every IRI of the project that is spoken of has its label."""
    found = thing_subgraph(real, expand("unit:cambridgeshire-methub"), 1)
    labelled = {
        triple.subject for triple in found if triple.predicate.value == expand("rdfs:label")
    }
    known = {
        quad.subject for quad in real.quads_for_pattern(None, NamedNode(expand("rdfs:label")), None)
    }
    spoken = {
        triple.object
        for triple in found
        if isinstance(triple.object, NamedNode) and triple.object.value.startswith(BASE)
    }
    assert spoken & known - labelled == set()


def test_more_hops_take_more(real: Store) -> None:
    """Nought takes the thing alone, each hop adds neighbours and never loses any."""
    parts = [thing_subgraph(real, expand("unit:cambridgeshire-methub"), hops) for hops in (0, 1, 2)]
    assert parts[0] < parts[1] < parts[2]


def test_the_ontology_alone_is_an_ontology(real: Store, tmp_path: Path) -> None:
    """Classes and properties with their definitions, no thing and no sentence."""
    graph = _rdflib(named_part(real, "ontology"), tmp_path)
    assert len(set(graph.subjects(RDF.type, OWL.Class))) > 20
    assert len(set(graph.subjects(RDF.type, OWL.Ontology))) >= 2
    assert not [
        subject
        for subject in graph.subjects()
        if "/id/" in str(subject) or "/report/" in str(subject)
    ]


def test_the_concepts_alone_are_skos(real: Store, tmp_path: Path) -> None:
    """Every concept has one preferred label and a scheme; nothing else is in the part."""
    graph = _rdflib(named_part(real, "concepts"), tmp_path)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) > 300
    for concept in concepts:
        assert len(list(graph.objects(concept, SKOS.prefLabel))) == 1, concept
        assert list(graph.objects(concept, SKOS.inScheme)), concept
    kinds = (SKOS.Concept, SKOS.ConceptScheme, SKOS.Collection, SKOS.OrderedCollection)
    assert {
        subject
        for subject in graph.subjects()
        if not any((subject, RDF.type, kind) in graph for kind in kinds)
    } == set()


def test_the_description_counts_what_is_there(real: Store, tmp_path: Path) -> None:
    """VoID's numbers are those of the graph without its own description."""
    graph = _rdflib(named_part(real, "description"), tmp_path)
    assert (DATASET, RDF.type, DCAT.Dataset) in graph
    described = named_part(real, "description")
    rest = store_in_memory(
        quad
        for quad in real
        if not (isinstance(quad.graph_name, DefaultGraph) and quad.triple in described)
    )
    number = {
        str(key): int(str(value))
        for key, value in graph.predicate_objects(DATASET)
        if str(key).startswith(str(VOID)) and str(value).isdigit()
    }
    (whole,) = rows(rest, "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?subjects) { ?s ?p ?o }")
    assert number[str(VOID.triples)] == int(whole["n"].value)
    assert number[str(VOID.distinctSubjects)] == int(whole["subjects"].value)
    assert number[str(VOID.documents)] == 1
    for partition in graph.objects(DATASET, VOID.classPartition):
        kind, count = graph.value(partition, VOID["class"]), graph.value(partition, VOID.entities)
        (row,) = rows(rest, f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a <{kind}> }}")
        assert int(row["n"].value) == int(str(count)), kind
    properties = {
        graph.value(one, VOID.property): int(str(graph.value(one, VOID.triples)))
        for one in graph.objects(DATASET, VOID.propertyPartition)
    }
    assert sum(properties.values()) == number[str(VOID.triples)]
    assert RDFS.label in properties


def test_the_description_names_source_licence_and_links(real: Store, tmp_path: Path) -> None:
    """DCAT says where the facts come from and under which licence.

    Each outside catalogue is a linkset.
    """
    graph = _rdflib(named_part(real, "description"), tmp_path)
    told = {
        str(key).rpartition("/")[2].rpartition("#")[2]
        for key, _ in graph.predicate_objects(DATASET)
    }
    assert {
        "title",
        "description",
        "license",
        "source",
        "wasDerivedFrom",
        "version",
        "keyword",
        "spatial",
    } <= told
    linksets = set(graph.subjects(RDF.type, VOID.Linkset))
    links = next(rows(real, "SELECT (COUNT(*) AS ?n) { ?a skos:exactMatch ?b }"))
    assert linksets
    assert sum(int(str(graph.value(one, VOID.triples))) for one in linksets) == int(
        links["n"].value
    )


def test_a_store_of_other_things_has_no_parts() -> None:
    """The message says what is missing."""
    with pytest.raises(PeelgraphError, match="no ontology"):
        named_part(store_in_memory(), "ontology")
    with pytest.raises(PeelgraphError, match="no part"):
        named_part(store_in_memory(), "everything")
    with pytest.raises(PeelgraphError, match="holds nothing"):
        thing_subgraph(store_in_memory(), "urn:x", 1)
