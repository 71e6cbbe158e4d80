"""Parts of the graph: closed in themselves, read by others, and the description true to what is described."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run
from rdflib import DCAT, OWL, RDF, RDFS, SKOS, VOID, Graph, URIRef

from graph.errors import PeelgraphError
from graph.export import rdf
from graph.export.annotations import write as write_annotations
from graph.export.subgraphs import PARTS, around, part
from graph.load.infer import INFERRED
from graph.namespaces import BASE, REPORT, expand
from graph.store import (
    DefaultGraph,
    Literal,
    NamedNode,
    Store,
    Triple,
    query,
    rows,
    store_in_memory,
)

TEAM = "https://w3id.org/peelgraph/id/unit/exampleshire-river-team"
DATASET = URIRef(BASE + "dataset")


def _rdflib(triples: set[Triple], tmp_path: Path) -> Graph:
    path = tmp_path / "part.ttl"
    rdf.write(triples, path)
    return Graph().parse(data=path.read_text("utf-8"), format="turtle")


def _default(store: Store) -> set[Triple]:
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}


def test_what_is_around_a_thing_has_its_evidence(invented: Store) -> None:
    """Each stated relation that is taken comes with the sentences that state it, and their place and address."""
    found = around(invented, TEAM, 1)
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
    found = around(real, expand("unit:cambridgeshire-methub"), 1)
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
    parts = [around(real, expand("unit:cambridgeshire-methub"), hops) for hops in (0, 1, 2)]
    assert parts[0] < parts[1] < parts[2]


def test_the_ontology_alone_is_an_ontology(real: Store, tmp_path: Path) -> None:
    """Classes and properties with their definitions, no thing and no sentence."""
    graph = _rdflib(part(real, "ontology"), tmp_path)
    assert len(set(graph.subjects(RDF.type, OWL.Class))) > 20
    assert len(set(graph.subjects(RDF.type, OWL.Ontology))) >= 2
    assert not [
        subject
        for subject in graph.subjects()
        if "/id/" in str(subject) or "/report/" in str(subject)
    ]


def test_the_concepts_alone_are_skos(real: Store, tmp_path: Path) -> None:
    """Every concept has one preferred label and a scheme, and nothing but concepts, schemes and collections is in it."""
    graph = _rdflib(part(real, "concepts"), tmp_path)
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
    """VoID's numbers are those of the graph without its own description, for the whole, each class and each property."""
    graph = _rdflib(part(real, "description"), tmp_path)
    assert (DATASET, RDF.type, DCAT.Dataset) in graph
    described = part(real, "description")
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
    """DCAT says where the facts come from and under which licence; each outside catalogue is a linkset."""
    graph = _rdflib(part(real, "description"), tmp_path)
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


@pytest.mark.parametrize("name", sorted(PARTS))
def test_parts_are_written_by_the_command(
    run: Run, invented_directory: Path, tmp_path: Path, name: str
) -> None:
    """Each part can be exported by its name."""
    done = run("export", "-o", tmp_path / "x.ttl", "--only", name, store=invented_directory)
    assert done.returncode == 0, done.stderr
    assert len(Graph().parse(data=(tmp_path / "x.ttl").read_text("utf-8"), format="turtle")) > 5


def test_what_is_around_a_thing_is_written_with_its_graphs(
    run: Run, invented_directory: Path, tmp_path: Path
) -> None:
    """In TriG the relations stand in the graphs of their sentences."""
    done = run(
        "export", "-o", tmp_path / "x.trig", "--about", "river team", store=invented_directory
    )
    assert done.returncode == 0, done.stderr
    again = store_in_memory()
    again.load(path=str(tmp_path / "x.trig"))
    answer = query(again, "ASK { GRAPH ?s { ?team peel:worksWith ?other } ?s a peel:Sentence }")
    assert not answer  # the sentence describes itself in its report's graph
    assert query(
        again, "ASK { GRAPH ?s { ?team peel:worksWith ?other } GRAPH ?g { ?s a peel:Sentence } }"
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--about", "nobody of this name"], "nothing is called"),
        (["--about", "river teem"], "Did you mean: unit:exampleshire-river-team"),
        (["--only", "annotations"], "ends in .jsonld"),
    ],
)
def test_a_part_that_is_not_there_is_told(
    run: Run, invented_directory: Path, tmp_path: Path, arguments: list[str], says: str
) -> None:
    """One clear message, exit code 1, nothing written."""
    done = run("export", "-o", tmp_path / "x.ttl", *arguments, store=invented_directory)
    assert (done.returncode, says in done.stderr, (tmp_path / "x.ttl").exists()) == (
        1,
        True,
        False,
    ), done.stderr


def test_a_store_of_other_things_has_no_parts() -> None:
    """The message says what is missing."""
    with pytest.raises(PeelgraphError, match="no ontology"):
        part(store_in_memory(), "ontology")
    with pytest.raises(PeelgraphError, match="no part"):
        part(store_in_memory(), "everything")
    with pytest.raises(PeelgraphError, match="holds nothing"):
        around(store_in_memory(), "urn:x", 1)


def test_every_sentence_that_says_something_is_an_annotation(real: Store, tmp_path: Path) -> None:
    """Web annotations select the sentence on the page by a text fragment, in the source by its offsets, and carry what is taken from it."""
    path = tmp_path / "x.jsonld"
    number = write_annotations(real, path)
    told = json.loads(path.read_text("utf-8"))
    items = told["first"]["items"]
    assert told["total"] == len(items) == number
    offsets = {
        row["s"].value: (int(row["b"].value), int(row["e"].value))
        for row in rows(real, "SELECT ?s ?b ?e { ?s nif:beginIndex ?b ; nif:endIndex ?e }")
    }
    for item in items:
        sentence = item["id"].removesuffix("/annotation")
        selectors = {target["selector"]["type"]: target["selector"] for target in item["target"]}
        assert (
            selectors["TextPositionSelector"]["start"],
            selectors["TextPositionSelector"]["end"],
        ) == offsets[sentence]
        assert selectors["FragmentSelector"]["value"].startswith(":~:text=")
        assert item["body"]
    findings = {row["f"].value for row in rows(real, "SELECT ?f { ?f a peel:Finding }")}
    assert findings <= {body["id"] for item in items for body in item["body"] if "id" in body}


def test_annotations_of_the_same_store_are_the_same_bytes(invented: Store, tmp_path: Path) -> None:
    """Nothing depends on chance."""
    one, other = tmp_path / "a.jsonld", tmp_path / "b.jsonld"
    write_annotations(invented, one)
    write_annotations(invented, other)
    assert one.read_bytes() == other.read_bytes()
    assert Literal(write_annotations(invented, one)).value != "0"
