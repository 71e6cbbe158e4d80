"""Knows SHACL: validates data and ontology against ontology/shapes with pySHACL."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph.errors import Problem
from graph.extras import require
from graph.load.lint import short
from graph.namespaces import PREFIXES
from graph.store import Quad, RdfFormat, serialize

if TYPE_CHECKING:
    from rdflib import Graph

_SH = PREFIXES["sh"]
_PATHS = (
    _SH + "path",
    _SH + "lessThan",
    _SH + "targetSubjectsOf",
)  # all by which our shapes look at data
_ALWAYS = {f"<{PREFIXES['rdf']}type>", f"<{PREFIXES['rdfs']}subClassOf>"}


def validate(data: Iterable[Quad], shapes: Iterable[Quad]) -> list[Problem]:
    """Validate statements against shapes and return one problem a violation.

    Args:
        data: the statements, whatever their graphs.
        shapes: the SHACL shapes.

    Raises:
        MissingLibraryError: when pySHACL is not installed.
    """
    require("check", "data that are checked against their shapes")
    import pyshacl
    from rdflib import Graph, URIRef

    rules = list(shapes)
    looked_at = {str(quad.object) for quad in rules if quad.predicate.value in _PATHS} | _ALWAYS
    relevant = (quad for quad in data if str(quad.predicate) in looked_at)
    _, report, _ = pyshacl.validate(
        _rdflib(relevant),
        shacl_graph=_rdflib(rules),
        inference="none",
        meta_shacl=False,
        advanced=False,
    )
    assert isinstance(report, Graph)
    problems = []
    for result in report.subjects(URIRef(_SH + "resultSeverity"), URIRef(_SH + "Violation")):
        focus, path, message, value = (
            report.value(result, URIRef(_SH + name))
            for name in ("focusNode", "resultPath", "resultMessage", "value")
        )
        at = f" {short(str(path))}" if path is not None else ""
        got = f" (is “{short(str(value))}”)" if value is not None else ""
        problems.append(
            Problem(short(str(focus)), f"{at.strip() or 'node'}: {message}{got}", "shape")
        )
    return sorted(problems)


def _rdflib(quads: Iterable[Quad]) -> Graph:
    """Copy quads into an rdflib graph: pySHACL gives wrong results over an Oxigraph store."""
    from rdflib import Graph

    graph = Graph()
    triples = serialize(
        sorted({quad.triple for quad in quads}, key=str), format=RdfFormat.N_TRIPLES
    )
    assert triples is not None
    return graph.parse(data=triples.decode(), format="nt")
