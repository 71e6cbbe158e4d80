"""Validate data and ontology against SHACL shapes, directly where that is possible.

The project's own shapes are compiled into tests of dictionaries; pySHACL takes every shape and
every literal that is not evaluated so.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, cast

from graph.errors import InputError, Problem
from graph.extras import require_extra
from graph.load.lint import short_name
from graph.load.shape_compiler import Shape, Violation, compile_shapes
from graph.load.shape_data import LiteralValue, Statements, UnsupportedShapeError, Value
from graph.namespaces import PREFIXES
from graph.store import BlankNode, Literal, NamedNode, Quad, Triple

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SH = PREFIXES["sh"]
_ABOUT_ALL = tuple(_SH + name for name in ("closed", "sparql", "target"))
_QUERIES = tuple(_SH + name for name in ("select", "ask", "construct", "update"))
_SERVICE = re.compile(r"\bSERVICE\b", re.IGNORECASE)
_MOST_SHOWN = 300  # characters of an error's own text that a message repeats
_STRING = PREFIXES["xsd"] + "string"
_ALWAYS = {PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "subClassOf"}


class Validation:
    """Validates statements that come file by file against shapes.

    Args:
        shapes: the SHACL shapes.

    Attributes:
        is_direct: whether pySHACL is not needed for what was added so far.
    """

    def __init__(self, shapes: Iterable[Quad]) -> None:
        self._rules = list(shapes)
        self._statements = Statements(_properties(self._rules))
        self._shapes: list[Shape] = []
        self.is_direct = True
        with self._refusals():
            self._shapes = compile_shapes(self._rules, self._statements)

    def add(self, quads: Iterable[Quad]) -> None:
        """Add statements, whatever their graphs."""
        if self.is_direct:
            with self._refusals():
                self._statements.add(quads)

    def problems(
        self, data: Callable[[], Iterable[Quad]], *, place: Callable[[str], str] = lambda _: ""
    ) -> list[Problem]:
        """Return a problem for each violation, sorted.

        Args:
            data: gives all that was added once more, where pySHACL is needed.
            place: gives file and line of a thing, by its IRI; "" where they are not known.

        Raises:
            MissingLibraryError: when pySHACL is needed and not installed.
        """
        results: list[Violation] = []
        with self._refusals():
            results = [result for shape in self._shapes for result in shape.violations()]
        if not self.is_direct:
            return oracle_problems(data(), self._rules, place=place)
        return sorted(_direct_problem(result, place) for result in results)

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Turn to pySHACL where something is not evaluated directly."""
        try:
            yield
        except UnsupportedShapeError:
            self.is_direct = False


def validate_shapes(data: Collection[Quad], shapes: Iterable[Quad]) -> list[Problem]:
    """Validate statements against shapes and return a problem for each violation.

    Args:
        data: the statements, whatever their graphs.
        shapes: the SHACL shapes.

    Raises:
        MissingLibraryError: when pySHACL is needed and not installed.
    """
    validation = Validation(shapes)
    validation.add(data)
    return validation.problems(lambda: data)


def oracle_problems(
    data: Iterable[Quad], shapes: Collection[Quad], *, place: Callable[[str], str] = lambda _: ""
) -> list[Problem]:
    """Validate statements with pySHACL, as `validate_shapes`; `place` as in `Validation`."""
    if any(quad.predicate.value in _ABOUT_ALL for quad in shapes):
        return _problems(data, shapes, place=place)
    relevant = _properties(shapes) | _ALWAYS
    selection = (quad for quad in data if quad.predicate.value in relevant)
    return _problems(selection, shapes, place=place)


def _properties(shapes: Iterable[Quad]) -> set[str]:
    """Return the IRIs to which shapes refer; some are properties of the data."""
    return {quad.object.value for quad in shapes if isinstance(quad.object, NamedNode)}


def _direct_problem(violation: Violation, place: Callable[[str], str]) -> Problem:
    path = short_name(violation.path) if violation.path else "node"
    message = f"{path}: {violation.message}"
    if violation.value is not None:
        message += f" (is \u201c{short_name(_text(violation.value))}\u201d)"
    return _placed(_text(violation.focus), message, "shape", place)


def _placed(focus: str, message: str, check: str, place: Callable[[str], str]) -> Problem:
    """Return a problem of a thing at its place, or else at its name."""
    name = short_name(focus)
    if ":" in focus and (where := place(focus)):
        return Problem(where, f"{name}: {message}", check)
    return Problem(name, message, check)


def _text(value: Value) -> str:
    match value:
        case str():
            return value
        case LiteralValue():
            return value.text
    return value.value


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
    return _problems(statements, rules, where=where)


def _problems(
    data: Iterable[Quad],
    shapes: Iterable[Quad],
    *,
    where: str = "",
    place: Callable[[str], str] = lambda _: "",
) -> list[Problem]:
    from rdflib import RDF, URIRef

    report = _report(_rdflib_graph(data), _rdflib_graph(shapes), where)
    results = report.subjects(RDF.type, URIRef(_SH + "ValidationResult"))
    tops = (node for node in results if not list(report.subjects(URIRef(_SH + "detail"), node)))
    return sorted(_problem(report, result, place) for result in tops)


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


def _problem(report: Graph, violation: Node, place: Callable[[str], str]) -> Problem:
    """Return a violation in a report of pySHACL as a problem."""
    from rdflib import URIRef

    def value(name: str) -> str:
        return str(next(report.objects(violation, URIRef(_SH + name)), ""))

    path = next(report.objects(violation, URIRef(_SH + "resultPath")), None)
    property_name = "node" if path is None else "path"
    if isinstance(path, URIRef):
        property_name = short_name(str(path))
    message = f"{property_name}: {value('resultMessage')}"
    if (violation, URIRef(_SH + "value"), None) in report:
        message += f" (is \u201c{short_name(value('value'))}\u201d)"
    severity = value("resultSeverity").removeprefix(_SH).lower()
    check = "shape" if severity == "violation" else f"shape, {severity}"
    return _placed(value("focusNode"), message, check, place)


def _rdflib_graph(quads: Iterable[Quad]) -> Graph:
    """Copy quads into an rdflib graph: pySHACL gives wrong results over an Oxigraph store.

    Term by term, as the time that rdflib takes to parse a long text grows with its square.

    Raises:
        InputError: for a triple term.
    """
    from rdflib import Graph, URIRef

    graph = Graph()
    for triple in sorted({quad.triple for quad in quads}, key=str):
        if isinstance(triple.object, Triple) or isinstance(triple.subject, Triple):
            message = f"a statement about {triple.subject} has a triple term, which SHACL lacks."
            raise InputError(message, hint="Leave triple terms out of what is checked.")
        predicate = URIRef(triple.predicate.value)
        graph.add((_rdflib_term(triple.subject), predicate, _rdflib_term(triple.object)))
    return graph


def _rdflib_term(term: NamedNode | BlankNode | Literal) -> Node:
    import rdflib

    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=_datatype(term))


def _datatype(literal: Literal) -> str | None:
    """Return the datatype of a literal as rdflib has it: none for a plain text."""
    if literal.datatype.value == _STRING:
        return None
    return literal.datatype.value
