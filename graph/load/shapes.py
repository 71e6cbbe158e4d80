"""Validate data and ontology against the SHACL shapes with pySHACL."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, cast

from graph.errors import InputError, Problem
from graph.extras import require_extra
from graph.load.lint import short_name
from graph.namespaces import PREFIXES
from graph.store import Quad, RdfFormat, Triple, serialize

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SH = PREFIXES["sh"]
# all by which the project's shapes refer to properties of the data
_REFERENCES = (_SH + "path", _SH + "lessThan", _SH + "targetSubjectsOf")
_QUERIES = tuple(_SH + name for name in ("select", "ask", "construct", "update"))
_SERVICE = re.compile(r"\bSERVICE\b", re.IGNORECASE)
_MOST_SHOWN = 300  # characters of an error's own text that a message repeats
_ALWAYS = {f"<{PREFIXES['rdf']}type>", f"<{PREFIXES['rdfs']}subClassOf>"}


def validate_shapes(data: Iterable[Quad], shapes: Iterable[Quad]) -> list[Problem]:
    """Validate statements against shapes and return a problem for each violation.

    Args:
        data: the statements, whatever their graphs.
        shapes: the SHACL shapes.

    Raises:
        MissingLibraryError: when pySHACL is not installed.
    """
    rules = list(shapes)
    properties = {str(quad.object) for quad in rules if quad.predicate.value in _REFERENCES}
    relevant = (quad for quad in data if str(quad.predicate) in properties | _ALWAYS)
    return _problems(relevant, rules)


def validate_foreign(
    data: Iterable[Quad], shapes: Iterable[Quad], *, where: str = ""
) -> list[Problem]:
    """Validate any statements against any shapes, with a problem for each result of any severity.

    All of the data count, whatever their graphs. Nothing that the shapes import is fetched.

    Args:
        data: the statements.
        shapes: the SHACL shapes.
        where: name of the file of the shapes, for messages.

    Raises:
        MissingLibraryError: when pySHACL is not installed.
        InputError: for shapes that call other services or cannot be used, and for triple terms.
    """
    rules, statements = list(shapes), list(data)
    if not any(quad.predicate.value.startswith(_SH) for quad in rules):
        message = "holds no SHACL shape."
        raise InputError(message, where=where, hint="Name a file with shapes for --shapes.")
    for quad in rules:
        if quad.predicate.value in _QUERIES and _SERVICE.search(str(quad.object)):
            message = "a query of the shapes calls another service, which is not done here."
            raise InputError(message, where=where, hint="Leave SERVICE out of it.")
    for quad in (*rules, *statements):
        if isinstance(quad.object, Triple):
            message = f"a statement about {quad.subject} has a triple term, which SHACL lacks."
            raise InputError(message, hint="Leave triple terms out of what is checked.")
    return _problems(statements, rules, where=where)


def _problems(data: Iterable[Quad], shapes: Iterable[Quad], *, where: str = "") -> list[Problem]:
    from rdflib import RDF, URIRef

    report = _report(_rdflib_graph(data), _rdflib_graph(shapes), where)
    results = report.subjects(RDF.type, URIRef(_SH + "ValidationResult"))
    tops = (node for node in results if not list(report.subjects(URIRef(_SH + "detail"), node)))
    return sorted(_problem(report, result) for result in tops)


def _report(data: Graph, shapes: Graph, where: str) -> Graph:
    """Return the report of pySHACL, whose own warnings and logs are left out.

    Raises:
        MissingLibraryError: when pySHACL is not installed.
        InputError: for shapes that it cannot use, and any other failure over shapes from a file.
    """
    require_extra("check", "data that are checked against their shapes")
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError

    try:
        with redirect_stderr(io.StringIO()), redirect_stdout(io.StringIO()):
            _, report, _ = pyshacl.validate(
                data, shacl_graph=shapes, inference="none", meta_shacl=False, advanced=False
            )
    except (OSError, MemoryError, RecursionError):
        raise
    except Exception as error:  # pySHACL and rdflib raise many things over shapes that are amiss
        if not where:
            raise
        raise _unusable(error, where) from None
    if isinstance(report, ReportableRuntimeError):  # a failure, which is returned
        raise _unusable(report, where)
    return cast("Graph", report)


def _unusable(error: Exception, where: str) -> InputError:
    """Return the error for shapes that pySHACL cannot use."""
    detail = str(error).partition("\n")[0].rstrip(" .")[:_MOST_SHOWN] or type(error).__name__
    message = f"cannot be used as shapes: {detail}."
    return InputError(message, where=where, hint="Correct the shapes.")


def _problem(report: Graph, violation: Node) -> Problem:
    """Return a violation in a report of pySHACL as a problem."""
    from rdflib import URIRef

    def value(name: str) -> str:
        return str(next(report.objects(violation, URIRef(_SH + name)), ""))

    path = next(report.objects(violation, URIRef(_SH + "resultPath")), None)
    place = "node" if path is None else "path"
    if isinstance(path, URIRef):
        place = short_name(str(path))
    message = f"{place}: {value('resultMessage')}"
    if (violation, URIRef(_SH + "value"), None) in report:
        message += f" (is \u201c{short_name(value('value'))}\u201d)"
    severity = value("resultSeverity").removeprefix(_SH).lower()
    check = "shape" if severity == "violation" else f"shape, {severity}"
    return Problem(short_name(value("focusNode")), message, check)


def _rdflib_graph(quads: Iterable[Quad]) -> Graph:
    """Copy quads into an rdflib graph: pySHACL gives wrong results over an Oxigraph store."""
    from rdflib import Graph

    graph = Graph()
    triples = serialize(
        sorted({quad.triple for quad in quads}, key=str), format=RdfFormat.N_TRIPLES
    )
    assert triples is not None
    return graph.parse(data=triples.decode(), format="nt")
