"""The ontology as a whole: declared, documented, in its profile, loadable by others."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from graph.files import sources
from graph.load.shapes import validate_shapes
from graph.load.source_files import parse_source
from graph.namespaces import ONTOLOGY, PREFIXES

FOLDER = ROOT / "ontology"
FIXED = """
Inspectorate Inspection Report Section Sentence Question Judgment Finding AreaForImprovement Figure Conflict Force Unit Collaboration
Partner OrganisationGroup Role Operation Programme System Method Power Strategy Training Place digest basis about answers polarity
practice status restsOn carriesForward grade inspection value unit qualifier measure numerator denominator refPeriod refArea
comparedWith betterWhen surface between resolution worksWith sharesInformationWith refersTo feedsInto fundedBy jointlyProvides provides
advises assists staffedBy ledBy carriedOut involves usesSystem usesMethod usesPower hasStrategy oversees evaluates performs targets
supports trainedIn providesTraining resultedFrom produced
"""


def _graph(*names: str) -> Graph:
    graph = Graph()
    for name in names:
        graph.parse(data=(FOLDER / name).read_text("utf-8"), format="turtle")
    return graph


def _own(graph: Graph) -> set[URIRef]:
    return {s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(ONTOLOGY)}


OWN = ("inspection.ttl", "policing.ttl")


def test_the_fixed_names_are_there() -> None:
    """Queries outside the project rely on these names; none may disappear or change its spelling."""
    assert {URIRef(ONTOLOGY + name) for name in FIXED.split()} <= _own(_graph(*OWN))


def test_every_own_term_has_one_label_definition_example_and_home() -> None:
    """Exactly one label and one definition, at least one example, and the ontology that defines it, for all terms."""
    graph = _graph(*OWN)
    for term in sorted(_own(graph)):
        for predicate in (RDFS.label, SKOS.definition, RDFS.isDefinedBy):
            assert len(list(graph.objects(term, predicate))) == 1, (term, predicate)
        assert list(graph.objects(term, SKOS.example)), term
        label, definition = (
            str(graph.value(term, RDFS.label)),
            str(graph.value(term, SKOS.definition)),
        )
        assert definition.endswith("."), term
        assert definition.rstrip(".").lower() != label.lower(), term


def test_names_follow_the_custom() -> None:
    """Classes are UpperCamel, properties lowerCamel; labels are unique among classes and among properties."""
    graph = _graph(*OWN)
    for kind, pattern in (
        (OWL.Class, r"[A-Z][A-Za-z]+"),
        (OWL.ObjectProperty, r"[a-z][A-Za-z]+"),
        (OWL.DatatypeProperty, r"[a-z][A-Za-z]+"),
    ):
        terms = [term for term in graph.subjects(RDF.type, kind) if str(term).startswith(ONTOLOGY)]
        assert terms
        assert all(re.fullmatch(pattern, str(term).removeprefix(ONTOLOGY)) for term in terms)
        labels = Counter(str(graph.value(term, RDFS.label)) for term in terms)
        assert max(labels.values()) == 1, labels.most_common(3)


def test_relations_can_be_read_both_ways() -> None:
    """Every relation has the words that read it from its object."""
    graph = _graph(*OWN)
    missing = [
        term
        for term in graph.subjects(RDF.type, OWL.ObjectProperty)
        if not list(graph.objects(term, URIRef(ONTOLOGY + "inverseLabel")))
    ]
    assert missing == []


def test_no_term_is_used_that_is_not_declared() -> None:
    """Domains, ranges, super-classes and super-properties of our own exist."""
    graph = _graph(*OWN, "alignments.ttl")
    declared = {
        s
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        for s in graph.subjects(RDF.type, kind)
    }
    used = {o for o in graph.objects() if isinstance(o, URIRef) and o.startswith(ONTOLOGY)}
    assert used <= declared


RL_COMPONENTS = {
    "OntologyID", "Import", "OntologyAnnotation", "DeclareClass", "DeclareObjectProperty", "DeclareDataProperty", "DeclareAnnotationProperty",
    "DeclareDatatype", "DeclareNamedIndividual", "SubClassOf", "SubObjectPropertyOf", "SubDataPropertyOf", "SymmetricObjectProperty",
    "ObjectPropertyDomain", "ObjectPropertyRange", "DataPropertyDomain", "DataPropertyRange", "AnnotationAssertion", "SubAnnotationPropertyOf",
    "AnnotationPropertyDomain", "AnnotationPropertyRange", "DocIRI",
}  # fmt: skip
RL_DATATYPES = {
    "string",
    "decimal",
    "integer",
    "nonNegativeInteger",
    "positiveInteger",
    "date",
    "dateTime",
    "boolean",
    "anyURI",
}


def test_the_ontology_is_in_owl_2_rl() -> None:
    """Read by horned-owl, it has only axioms of the RL profile, between named classes and datatypes of the profile (OWL 2 Profiles, section 4)."""
    import pyhornedowl

    graph = _graph(*OWN, "alignments.ttl")
    headers = set(graph.subjects(RDF.type, OWL.Ontology))
    for header in headers:
        for predicate in (OWL.imports, RDF.type):
            graph.remove((header, predicate, None))
    graph.add((URIRef("https://w3id.org/peelgraph/ontology"), RDF.type, OWL.Ontology))
    ontology = pyhornedowl.open_ontology_from_string(graph.serialize(format="pretty-xml"), "rdf")
    components = [part.component for part in ontology.get_components()]
    kinds = Counter(type(component).__name__ for component in components)
    assert kinds["SubClassOf"] > 20
    assert kinds["DeclareClass"] > 30
    assert set(kinds) <= RL_COMPONENTS, set(kinds) - RL_COMPONENTS
    for component in components:
        if type(component).__name__ in {
            "SubClassOf",
            "ObjectPropertyDomain",
            "ObjectPropertyRange",
            "DataPropertyDomain",
        }:
            assert not re.search(
                r"Object(Some|All|Has|Min|Max|Exact|Union|Intersection|Complement|One)",
                str(component),
            ), component
    for datatype in graph.objects(None, RDFS.range):
        if str(datatype).startswith(PREFIXES["xsd"]):
            assert str(datatype).removeprefix(PREFIXES["xsd"]) in RL_DATATYPES


def test_the_shapes_hold_for_the_ontology_itself() -> None:
    """Terms, concepts and ontology headers pass their own shapes."""
    files = [source for source in sources() if source.name.startswith("ontology/")]
    data = [quad for source in files if not source.is_shape for quad in parse_source(source)]
    shapes = [quad for source in files if source.is_shape for quad in parse_source(source)]
    assert validate_shapes(data, shapes) == []


def test_scales_are_ordered_and_each_cycle_has_its_own() -> None:
    """Four steps until 2018/19, five after; no grade belongs to two scales."""
    from rdflib.collection import Collection

    graph = _graph("vocabularies/grades.ttl")
    scales = {
        str(scale).rpartition("/")[2]: [
            str(step).rpartition("/")[2] for step in Collection(graph, members)
        ]
        for scale, members in graph.subject_objects(SKOS.memberList)
    }
    assert {name: len(steps) for name, steps in scales.items()} == {
        "2014": 4, "2015": 4, "2016": 4, "2017": 4, "2018-19": 4, "2021-22": 5, "2023-25": 5,
    }  # fmt: skip
    assert scales["2018-19"] == [
        "2018-19-outstanding",
        "2018-19-good",
        "2018-19-requires-improvement",
        "2018-19-inadequate",
    ]
    every = [step for steps in scales.values() for step in steps]
    assert len(every) == len(set(every))


def test_themes_are_a_hierarchy_without_circles() -> None:
    """Each theme leads up to a top theme in a few steps."""
    graph = _graph("vocabularies/themes.ttl")
    tops = set(graph.subjects(SKOS.topConceptOf))
    assert len(tops) == 4
    for theme in graph.subjects(RDF.type, SKOS.Concept):
        above = set(graph.transitive_objects(theme, SKOS.broader))
        assert above & tops, theme
        assert theme not in {
            up
            for broader in graph.objects(theme, SKOS.broader)
            for up in graph.transitive_objects(broader, SKOS.broader)
        }, theme


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.ttl")), ids=lambda path: path.stem)
def test_prefixes_are_those_of_the_one_table(path: Path) -> None:
    """A file declares only prefixes of the table, sorted, and uses each of them."""
    text = path.read_text("utf-8")
    declared = re.findall(r"^@prefix (\w*): <([^>]*)> \.$", text, re.MULTILINE)
    assert [prefix for prefix, _ in declared] == sorted(prefix for prefix, _ in declared)
    assert all(PREFIXES[prefix] == namespace for prefix, namespace in declared)
    body = text.partition("\n\n")[2]
    assert all(re.search(rf"(?<!\w){prefix}:", body) for prefix, _ in declared)
