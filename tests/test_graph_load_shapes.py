"""SHACL shapes: good data pass, each fault fails at exactly its path."""

from __future__ import annotations

import re

import pytest
from conftest import INVENTED_DATA
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic

from graph.errors import InputError
from graph.files import sources
from graph.load import shapes as shape_checks
from graph.load import source_files
from graph.load.checked_sources import check_sources
from graph.load.shapes import validate_foreign, validate_shapes
from graph.namespaces import PREFIXES
from graph.parse.parser import parse_file as read_rdf
from graph.store import Quad, RdfFormat, parse_text

BASE = f"@base <https://w3id.org/peelgraph/report/r/> .\n{''.join(f'@prefix {p}: <{n}> .' for p, n in PREFIXES.items())}\n"
GOOD = """
<s> a peel:Sentence ; rdfs:label "place"@en ; nif:beginIndex 0 ; nif:endIndex 9 ; peel:number 1 ; dcterms:isPartOf <p> ; peel:basis basis:inspectorate ;
  peel:digest "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" .
question:q a peel:Question . inspection:i a peel:Inspection ; rdfs:label "inspection"@en ; peel:inspects force:f ; peel:conductedBy organisation:h .
force:f a peel:InspectedBody . organisation:h a peel:Inspectorate . place:p a peel:Place . grade:g a peel:Grade . theme:t a skos:Concept ;
  rdfs:label "theme"@en ; skos:definition "Something to speak of."@en ; skos:inScheme <scheme> . <scheme> a skos:ConceptScheme .
period:p a time:ProperInterval ; rdfs:label "May"@en ; time:hasBeginning period:b . period:b a time:Instant .
<finding> a peel:Finding ; rdfs:label "Somebody does something."@en ; peel:polarity polarity:strength ; peel:status status:current ; peel:basis basis:officers ;
  peel:about theme:t ; peel:answers question:q ; prov:wasQuotedFrom <s> .
<figure> a peel:Figure ; rdfs:label "how many of them"@en ; peel:value 2.0 ; peel:unit uom:people ; peel:measure measure:m ; peel:surface "two" ;
  peel:betterWhen direction:neither ; peel:basis basis:officers ; peel:about theme:t ; peel:answers question:q ; prov:wasQuotedFrom <s> ;
  peel:refPeriod period:p ; peel:refArea place:p ; peel:qualifier qualifier:about ; peel:numerator 2.0 ; peel:denominator 3.0 .
<judgment> a peel:Judgment ; rdfs:label "Good at something."@en ; peel:inspection inspection:i ; peel:standing standing:made ; peel:grade grade:g ;
  peel:about theme:t ; peel:answers question:q ; prov:wasQuotedFrom <s> .
<area> a peel:AreaForImprovement ; rdfs:label "Do it more frequently."@en ; peel:inspection inspection:i ; peel:restsOn <finding> ;
  peel:about theme:t ; peel:answers question:q ; prov:wasQuotedFrom <s> .
<conflict> a peel:Conflict ; rdfs:label "Two of them or three."@en ; peel:between <finding> , <figure> ; peel:resolution resolution:open ;
  rdfs:comment "The text leaves it open."@en .
organisation:p a peel:Partner ; rdfs:label "partner"@en ; peel:sector sector:health .
unit:u a peel:Unit ; rdfs:label "team"@en ; peel:kind kind:team .
power:p a peel:Power ; rdfs:label "order"@en ; peel:kind kind:court-order .
"""
# what to replace, by what, then the focus node and path that must be reported
FAULTS = [
    ('peel:digest "0123', 'peel:digest "X123', "s", "peel:digest"),
    ("nif:beginIndex 0", "nif:beginIndex 10", "s", "nif:beginIndex"),
    ("nif:endIndex 9 ;", "", "s", "nif:endIndex"),
    ("peel:number 1", "peel:number 0", "s", "peel:number"),
    ("dcterms:isPartOf <p> ;", "", "s", "dcterms:isPartOf"),
    ("peel:basis basis:inspectorate", "peel:basis status:current", "s", "peel:basis"),
    ("peel:polarity polarity:strength ;", "", "finding", "peel:polarity"),
    ("polarity:strength", "polarity:strength , polarity:concern", "finding", "peel:polarity"),
    ("status:current ;", "basis:plan ;", "finding", "peel:status"),
    ('"Somebody does something."@en', '"Short"@en', "finding", "rdfs:label"),
    ("peel:value 2.0", "peel:value 2", "figure", "peel:value"),
    ("peel:value 2.0 ;", "", "figure", "peel:value"),
    ("peel:unit uom:people", "peel:unit unit:u", "figure", "peel:unit"),
    ("peel:measure measure:m ;", "", "figure", "peel:measure"),
    ('peel:surface "two" ;', "", "figure", "peel:surface"),
    ("peel:betterWhen direction:neither ;", "", "figure", "peel:betterWhen"),
    ("peel:refPeriod period:p", "peel:refPeriod place:p", "figure", "peel:refPeriod"),
    ("peel:refArea place:p", "peel:refArea force:f", "figure", "peel:refArea"),
    ("qualifier:about", "basis:plan", "figure", "peel:qualifier"),
    ("peel:denominator 3.0", "peel:denominator 3.0 , 4.0", "figure", "peel:denominator"),
    ("peel:standing standing:made ;", "", "judgment", "peel:standing"),
    ("peel:grade grade:g", "peel:grade theme:t", "judgment", "peel:grade"),
    ("peel:restsOn <finding>", "peel:restsOn <figure>", "area", "peel:restsOn"),
    ("peel:between <finding> , <figure>", "peel:between <finding>", "conflict", "peel:between"),
    ("peel:resolution resolution:open ;", "", "conflict", "peel:resolution"),
    ('rdfs:comment "The text leaves it open."@en', 'skos:note "x"', "conflict", "rdfs:comment"),
    ("peel:sector sector:health", "peel:sector kind:team", "organisation:p", "peel:sector"),
    ("peel:kind kind:team", "peel:kind sector:health", "unit:u", "peel:kind"),
    ("peel:kind kind:court-order", "peel:kind sector:health", "power:p", "peel:kind"),
    ("peel:conductedBy organisation:h .", ".", "inspection:i", "peel:conductedBy"),
    (
        "time:hasBeginning period:b .",
        "time:hasBeginning place:p .",
        "period:p",
        "time:hasBeginning",
    ),
    ("time:hasBeginning period:b .", ".", "period:p", "node"),
    ('skos:definition "Something to speak of."@en ;', "", "theme:t", "skos:definition"),
]


def _shapes() -> list[Quad]:
    return [
        quad
        for source in sources()
        if source.is_shape
        for quad in source_files.parse_source(source)
    ]


def _quads(text: str) -> list[Quad]:
    from pyoxigraph import parse as parse_text

    return list(parse_text(BASE + text, format=RdfFormat.TRIG))


def test_good_data_pass() -> None:
    """An example of every kind of thing with all its properties has no problem."""
    assert validate_shapes(_quads(GOOD), _shapes()) == []


@pytest.mark.parametrize(
    ("old", "new", "focus", "path"),
    FAULTS,
    ids=[f"{n}-{fault[2]}-{fault[3]}" for n, fault in enumerate(FAULTS)],
)
def test_each_fault_fails_at_its_path(old: str, new: str, focus: str, path: str) -> None:
    """One fault in good data is reported for exactly its thing and property."""
    assert old in GOOD
    problems = validate_shapes(_quads(GOOD.replace(old, new, 1)), _shapes())
    assert {(p.where, re.sub(r": .*", "", p.message) or "node") for p in problems} == {
        (focus, path)
    }


def test_every_shape_has_a_fault_that_it_finds() -> None:
    """No shape of the data targets a class that does not exist, and each was seen to fail."""
    targets = {
        str(q.object)[1:-1]
        for s in sources()
        if s.name == "ontology/shapes/data"
        for q in read_rdf(s.path)
        if q.predicate.value.endswith("targetClass")
    }
    declared = {
        str(q.subject)[1:-1]
        for s in sources()
        if s.name.startswith("ontology/")
        for q in source_files.parse_source(s)
        if str(q.object).endswith("#Class>")
    }
    own = {target for target in targets if target.startswith(PREFIXES["peel"])}
    assert own <= declared
    in_example = {str(q.object)[1:-1] for q in _quads(GOOD) if q.predicate.value.endswith("#type")}
    assert targets <= in_example


def test_the_invented_report_and_the_ontology_pass() -> None:
    """All shapes, those for the ontology too, hold for the data that are shipped."""
    assert check_sources(sources(INVENTED_DATA)).problems == []


@pytest.mark.parametrize("dropped", ["rdfs:label", "skos:definition", "skos:example"])
def test_a_term_without_its_documentation_fails(dropped: str) -> None:
    """A class without label, definition or example is reported at that path."""
    term = {
        "rdfs:label": '"thing"@en',
        "skos:definition": '"Something or other."@en',
        "skos:example": '"This one."@en',
    }
    kept = " ; ".join(f"{name} {value}" for name, value in term.items() if name != dropped)
    (problem,) = validate_shapes(
        _quads(
            "peel:Thing a owl:Class ; peel:family family:means ; peel:precedence 5 ; "
            f"rdfs:isDefinedBy <https://w3id.org/peelgraph/ontology/inspection> ; {kept} ."
        ),
        _shapes(),
    )
    assert problem.where == "peel:Thing"
    assert problem.message.startswith(dropped)


TERMS = """
peel:Thing a owl:Class ; rdfs:isDefinedBy <https://w3id.org/peelgraph/ontology/inspection> ; rdfs:label "thing"@en ;
  skos:definition "Something or other."@en ; skos:example "This one."@en ; peel:family family:means ; peel:precedence 5 ;
  peel:colour "ink" ; peel:shape "dot" .
peel:touches a owl:ObjectProperty ; rdfs:isDefinedBy <https://w3id.org/peelgraph/ontology/inspection> ; rdfs:label "touches"@en ;
  skos:definition "Links a thing to another."@en ; skos:example "This one touches that."@en ; peel:isRelation true ;
  peel:inverseLabel "is touched by"@en ; peel:family family:use ; peel:inNetwork network:structure .
"""
TERM_FAULTS = [
    ("peel:family family:means ;", "", "peel:Thing", "node"),
    ("peel:precedence 5 ;", "", "peel:Thing", "node"),
    ("peel:precedence 5", 'peel:precedence "5"', "peel:Thing", "peel:precedence"),
    ("family:means", "family:means , family:police", "peel:Thing", "peel:family"),
    ("family:means", "theme:t", "peel:Thing", "peel:family"),
    ('peel:colour "ink" ;', "", "peel:Thing", "peel:colour"),
    ('"ink"', '"sky"', "peel:Thing", "peel:colour"),
    ('"dot"', '"blob"', "peel:Thing", "peel:shape"),
    ("peel:family family:use ;", "", "peel:touches", "peel:family"),
    ('peel:inverseLabel "is touched by"@en ;', "", "peel:touches", "peel:inverseLabel"),
    ("network:structure", "family:use", "peel:touches", "peel:inNetwork"),
]


def test_good_terms_pass() -> None:
    """A class and a relation with all their annotations have no problem."""
    assert validate_shapes(_quads(TERMS), _shapes()) == []


@pytest.mark.parametrize(("old", "new", "focus", "path"), TERM_FAULTS)
def test_a_term_without_its_annotations_fails(old: str, new: str, focus: str, path: str) -> None:
    """One annotation that is missing or wrong is reported for exactly its term, with what to add."""
    assert old in TERMS
    problems = validate_shapes(_quads(TERMS.replace(old, new, 1)), _shapes())
    places = {(p.where, re.sub(r": .*", "", p.message) or "node") for p in problems}
    assert places == {(focus, path)}


FOREIGN_SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://ex.org/> .
ex:shape a sh:NodeShape ; sh:targetClass ex:Unit ;
  sh:property [ sh:path ex:name ; sh:minCount 1 ] ,
    [ sh:path ( ex:partOf ex:name ) ; sh:minCount 1 ; sh:severity sh:Warning ] .
"""


def test_any_data_are_checked_against_any_shapes() -> None:
    """Every result is a problem, of whatever severity, with its path where that has a name."""
    data = parse_text(
        "@prefix ex: <http://ex.org/> . ex:a a ex:Unit . ex:g { ex:b a ex:Unit ; ex:name 'b' }"
    )
    assert [
        (problem.where, problem.message.partition(":")[0], problem.check)
        for problem in validate_foreign(data, parse_text(FOREIGN_SHAPES))
        if problem.where.endswith("/a") or problem.check == "shape"
    ] == [
        ("http://ex.org/a", "http", "shape"),
        ("http://ex.org/a", "path", "shape, warning"),
    ]
    assert validate_foreign(parse_text("<urn:a> <urn:b> 1 ."), parse_text(FOREIGN_SHAPES)) == []


@pytest.mark.parametrize(
    ("data", "shapes", "says"),
    [
        ("<urn:a> <urn:b> 1 .", "<urn:a> <urn:b> 1 .", "x: holds no SHACL shape"),
        (
            "<urn:a> <urn:b> 1 .",
            FOREIGN_SHAPES
            + "ex:shape sh:sparql [ sh:select 'SELECT $this { service <urn:x> { } }' ] .",
            "x: a query of the shapes calls another service",
        ),
        ("<urn:a> <urn:b> <<( <urn:a> <urn:b> 1 )>> .", FOREIGN_SHAPES, "has a triple term"),
    ],
)
def test_what_cannot_be_checked_is_named(data: str, shapes: str, says: str) -> None:
    """Shapes that call others, no shapes at all, and what shapes do not know are refused."""
    with pytest.raises(InputError, match=says):
        validate_foreign(parse_text(data), parse_text(shapes), where="x")


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:in _:l . _:l rdf:first 1 ; rdf:rest _:l",
        "sh:property [ sh:path <urn:b> ; sh:pattern '(' ]",
        "sh:property [ sh:path <urn:b> ; sh:minCount 'x' ]",
        "sh:property [ sh:path <urn:b> ; sh:datatype 5 ; sh:minInclusive <urn:x> ]",
        "sh:sparql [ sh:select 'SELECT $this WHERE {{' ]",
        "sh:sparql [ sh:select 'SELECT $this { \\\\u0053ERVICE <urn:x> { $this ?p ?o } }' ]",
    ],
)
def test_shapes_that_are_amiss_are_one_message(
    constraint: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whatever pySHACL raises or returns over a file of shapes names the file, and nothing else is printed."""
    prefixes = (f"@prefix {name}: <{PREFIXES[name]}> ." for name in ("sh", "rdf"))
    shapes = f"{' '.join(prefixes)} <urn:S> a sh:NodeShape ; sh:targetNode <urn:a> ; {constraint} ."
    with pytest.raises(InputError, match=r"^x: cannot be used as shapes: .*[\w)]\. Correct"):
        validate_foreign(parse_text("<urn:a> <urn:b> 1 ."), parse_text(shapes), where="x")
    assert capfd.readouterr() == ("", "")


def test_terms_are_copied_to_rdflib_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser of rdflib reads a line again for every 2,048 characters of it: a minute for 3 MB."""
    monkeypatch.delattr(Graph, "parse")
    data = "<urn:a> <urn:b> 04, 'x'@en-GB, 'y', _:n . _:n <urn:c> <urn:a>, '5'^^<urn:t> ."
    expected = "<urn:a> <urn:b> 04, 'x'@en-GB, 'y', [ <urn:c> <urn:a>, '5'^^<urn:t> ] ."
    copy = shape_checks._rdflib_graph(parse_text(data))
    again = shape_checks._rdflib_graph(parse_text(expected))
    assert isomorphic(copy, again)
    number = Literal("04", datatype=URIRef(f"{PREFIXES['xsd']}integer"))
    assert set(copy.objects(URIRef("urn:a"), URIRef("urn:b"))) > {
        number,
        Literal("x", lang="en-GB"),
        Literal("y"),
    }
