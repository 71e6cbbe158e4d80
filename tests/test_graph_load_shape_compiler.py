"""Shapes that are evaluated directly: the same findings as pySHACL's, or none at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from test_graph_load_shapes import BASE, FOREIGN_SHAPES, GOOD, TERMS

from graph.errors import Problem
from graph.files import sources
from graph.load import source_files
from graph.load.shape_compiler import compile_shapes
from graph.load.shape_data import Statements
from graph.load.shapes import Validation, oracle_problems, validate_shapes
from graph.namespaces import BASE as PROJECT
from graph.namespaces import PREFIXES
from graph.store import BlankNode, Literal, NamedNode, Quad, parse_text

_XSD = PREFIXES["xsd"]
_POSITIONS = (PREFIXES["nif"] + "beginIndex", PREFIXES["nif"] + "endIndex")
# properties that things need not have
_MORE = """
<s> peel:noFinding reason:context . <area> peel:carriesForward <area> . <finding> peel:practice practice:good .
<figure> peel:comparedWith <figure> ; peel:population "of ten" .
period:q a time:ProperInterval ; rdfs:label "June"@en ; time:hasEnd period:b .
<o> a owl:Ontology ; dcterms:license <l> ; dcterms:title "title"@en ; owl:versionIRI <v> .
"""
_BLANK, _TRUE = BlankNode("blank"), Literal("true", datatype=NamedNode(_XSD + "boolean"))
_BLANK_NAME = re.compile(r"\(is \u201c(?:blank|n[0-9a-f]{32}b\d+|N[0-9a-f]{32})\u201d\)")
# what stands in place of each value of the good data, and which of it beside it
_BESIDE = (NamedNode(PROJECT + "vocabulary/status/x"), Literal("no", language="en"))
_VALUES = (
    *_BESIDE,
    NamedNode(PREFIXES["peel"] + "Figure"),
    _BLANK,
    Literal("no"),
    Literal("long " * 60, language="en"),
    Literal("-5", datatype=NamedNode(_XSD + "integer")),
    Literal("5.5", datatype=NamedNode(_XSD + "decimal")),
    _TRUE,
)
SHAPES = [
    quad for source in sources() if source.is_shape for quad in source_files.parse_source(source)
]


def _variants() -> Iterator[Quad]:
    """Yield good data, and each of its things again with one value missing, wrong or added."""
    quads = list(parse_text(BASE + GOOD + TERMS + _MORE))
    yield from quads
    number = 0
    for fault in quads:
        own = [quad for quad in quads if quad.subject == fault.subject]
        rest = [quad for quad in own if quad != fault]
        changes = [(rest, value) for value in (None, *_VALUES)]
        changes += [(own, value) for value in _BESIDE]
        for others, value in changes:
            number += 1
            subject = NamedNode(f"{str(fault.subject)[1:-1]}-{number}")
            yield from (Quad(subject, quad.predicate, quad.object) for quad in others)
            if value is not None and not _is_incomparable(fault, value):
                yield Quad(subject, fault.predicate, value)


def _direct_problems(data: Iterable[Quad], shapes: Iterable[Quad]) -> list[Problem] | None:
    """Return the problems without pySHACL; None where it is needed."""
    validation = Validation(shapes)
    validation.add(data)
    return validation.problems(list) if validation.is_direct else None


def _is_incomparable(quad: Quad, value: object) -> bool:
    """Tell whether a value stands for a position in a text and has no order with numbers."""
    return quad.predicate.value in _POSITIONS and value in (_TRUE, _BLANK)


def _without_names(problems: list[Problem]) -> Counter[str]:
    """Count problems; pySHACL gives blank nodes names of its own."""
    return Counter(_BLANK_NAME.sub("(is _)", str(problem)) for problem in problems)


def test_every_fault_is_found_as_pyshacl_finds_it() -> None:
    """Each value of each kind of thing, missing, wrong, or with another beside it: the same focus nodes, paths, messages and values, as many times."""
    data = list(_variants())
    problems, expected = _direct_problems(data, SHAPES), oracle_problems(data, SHAPES)
    assert problems is not None
    assert len(expected) > 1_500
    assert _without_names(problems) == _without_names(expected)


def test_every_shape_and_every_part_of_it_was_seen_to_fail() -> None:
    """The faults above reach each property of each shape of the data and of the ontology."""
    statements = Statements(
        quad.object.value for quad in SHAPES if isinstance(quad.object, NamedNode)
    )
    compiled = compile_shapes(SHAPES, statements)
    statements.add(_variants())
    for shape in compiled:
        failing = {violation.path for violation in shape.violations()}
        assert failing - {""} == {part.path for part in shape.properties}
        assert "" in failing or not shape.checks


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sh:minCount 1", "sh:minExclusive 1"),
        ("sh:minCount 1", "sh:minCount 1 ; sh:severity sh:Warning"),
        ("sh:path ex:name", "sh:path ( ex:partOf ex:name )"),
        ("sh:path ex:name", "sh:path [ sh:inversePath ex:name ]"),
        ('sh:message "name"', 'sh:message "name" , "second"'),
        ('sh:message "name" ;', ""),
        ("sh:targetClass ex:Unit", "sh:targetObjectsOf ex:partOf"),
        ("sh:targetClass ex:Unit", "sh:targetNode ex:a"),
        ("sh:minCount 1", "sh:hasValue 'a' , 'b'"),
        ("sh:minCount 1", "sh:datatype <http://www.w3.org/2001/XMLSchema#date>"),
        ("sh:minCount 1", "sh:uniqueLang false"),
    ],
)
def test_what_is_not_evaluated_here_is_refused(old: str, new: str) -> None:
    """A part of SHACL that the project's shapes do not use goes to pySHACL, which finds the fault or its absence."""
    text = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://ex.org/> .\n"
        "ex:shape a sh:NodeShape ; sh:targetClass ex:Unit ;\n"
        '  sh:property [ sh:path ex:name ; sh:message "name" ; sh:minCount 1 ] .\n'
    )
    data = parse_text("@prefix ex: <http://ex.org/> . ex:a a ex:Unit .")
    assert old in text
    assert len(_direct_problems(data, parse_text(text)) or ()) == 1
    changed = parse_text(text.replace(old, new))
    assert _direct_problems(data, changed) is None
    assert validate_shapes(data, changed) == oracle_problems(data, changed)


def test_shapes_that_refer_to_themselves_are_refused() -> None:
    """A shape within itself, or used by two others, does not send the compiler round in a circle."""
    assert _direct_problems([], parse_text(FOREIGN_SHAPES)) is None
    prefix = "@prefix sh: <http://www.w3.org/ns/shacl#> . "
    circle = '<urn:s> a sh:NodeShape ; sh:message "m" ; sh:not <urn:s> .'
    assert _direct_problems([], parse_text(prefix + circle)) is None
