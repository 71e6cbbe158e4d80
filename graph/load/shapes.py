"""Validate data and ontology against the SHACL shapes with pySHACL."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph.errors import Problem
from graph.extras import require_extra
from graph.load.lint import short_name
from graph.namespaces import PREFIXES
from graph.store import Quad, RdfFormat, serialize

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SH = PREFIXES["sh"]
# all by which the project's shapes refer to properties of the data
_REFERENCES = (_SH + "path", _SH + "lessThan", _SH + "targetSubjectsOf")
_ALWAYS = {f"<{PREFIXES['rdf']}type>", f"<{PREFIXES['rdfs']}subClassOf>"}


def validate_shapes(data: Iterable[Quad], shapes: Iterable[Quad]) -> list[Problem]:
    """Validate statements against shapes and return a problem for each violation.

    Args:
        data: the statements, whatever their graphs.
        shapes: the SHACL shapes.

    Raises:
        MissingLibraryError: when pySHACL is not installed.
    """
    require_extra("check", "data that are checked against their shapes")
    import pyshacl
    from rdflib import Graph, URIRef

    rules = list(shapes)
    properties = {str(quad.object) for quad in rules if quad.predicate.value in _REFERENCES}
    relevant = (quad for quad in data if str(quad.predicate) in properties | _ALWAYS)
    _, report, _ = pyshacl.validate(
        _rdflib_graph(relevant),
        shacl_graph=_rdflib_graph(rules),
        inference="none",
        meta_shacl=False,
        advanced=False,
    )
    assert isinstance(report, Graph)
    violations = report.subjects(URIRef(_SH + "resultSeverity"), URIRef(_SH + "Violation"))
    return sorted(_problem(report, violation) for violation in violations)


def _problem(report: Graph, violation: Node) -> Problem:
    """Return a violation in a report of pySHACL as a problem."""
    from rdflib import URIRef

    def value(name: str) -> str:
        return str(next(report.objects(violation, URIRef(_SH + name)), ""))

    message = f"{short_name(value('resultPath')) or 'node'}: {value('resultMessage')}"
    if (violation, URIRef(_SH + "value"), None) in report:
        message += f" (is \u201c{short_name(value('value'))}\u201d)"
    return Problem(short_name(value("focusNode")), message, "shape")


def _rdflib_graph(quads: Iterable[Quad]) -> Graph:
    """Copy quads into an rdflib graph: pySHACL gives wrong results over an Oxigraph store."""
    from rdflib import Graph

    graph = Graph()
    triples = serialize(
        sorted({quad.triple for quad in quads}, key=str), format=RdfFormat.N_TRIPLES
    )
    assert triples is not None
    return graph.parse(data=triples.decode(), format="nt")
