"""Compile SHACL shapes into tests of dictionaries of statements, with the results of pySHACL.

It knows those parts of SHACL Core (W3C Recommendation, 2017) that the project's shapes use, and
refuses every other, so that the caller can turn to pySHACL.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from graph.load.shape_data import (
    BOOLEAN,
    DECIMAL,
    INTEGER,
    LANGUAGE_STRING,
    STRING,
    LiteralValue,
    Statements,
    UnsupportedShapeError,
    Value,
    plain_value,
)
from graph.namespaces import PREFIXES, RDF_TYPE
from graph.store import BlankNode, Quad

_SH, _RDF = PREFIXES["sh"], PREFIXES["rdf"]
_LABEL = PREFIXES["rdfs"] + "label"
_TEXTS = (STRING, LANGUAGE_STRING)
_NUMBERS = (INTEGER, DECIMAL)
_KINDS: dict[str, tuple[type, ...]] = {
    "IRI": (str,),
    "Literal": (LiteralValue,),
    "BlankNode": (BlankNode,),
    "BlankNodeOrIRI": (BlankNode, str),
    "BlankNodeOrLiteral": (BlankNode, LiteralValue),
    "IRIOrLiteral": (str, LiteralValue),
}
_STRUCTURE = {RDF_TYPE, _LABEL} | {
    _SH + name for name in ("message", "path", "property", "targetClass", "targetSubjectsOf")
}
# of a focus node and its values: those that fail, or None where no value is at fault
Check: TypeAlias = Callable[[Value, Sequence[Value]], Iterable[Value | None]]
Test: TypeAlias = Callable[[Value], bool]
_Facts: TypeAlias = Mapping[str, Sequence[Value]]


class Violation(NamedTuple):
    """A result of a shape.

    Attributes:
        focus: the node that was checked.
        path: IRI of the property, "" for the node itself.
        message: of the shape.
        value: that is at fault, or None.
    """

    focus: Value
    path: str
    message: str
    value: Value | None


@dataclass(frozen=True)
class Shape:
    """A shape whose checks are bound to statements.

    Attributes:
        statements: that are checked.
        path: IRI of the property whose values are checked, "" for the node itself.
        checks: each with its message.
        properties: the shapes of the properties of each value.
        classes: whose instances are checked.
        subjects_of: properties whose subjects are checked.
    """

    statements: Statements
    path: str
    checks: Sequence[tuple[str, Check]]
    properties: Sequence[Shape]
    classes: Sequence[str]
    subjects_of: Sequence[str]

    def violations(self) -> Iterator[Violation]:
        """Yield the violations of all nodes that the shape targets."""
        nodes: set[Value] = set()
        nodes.update(*map(self.statements.instances_of, self.classes))
        nodes.update(*map(self.statements.subjects, self.subjects_of))
        for node in nodes:
            yield from self.violations_of(node)

    def violations_of(self, focus: Value) -> Iterator[Violation]:
        """Yield the violations of a node."""
        values: Sequence[Value] = (focus,)
        if self.path:
            values = self.statements.values(focus, self.path)
        for message, check in self.checks:
            for value in check(focus, values):
                yield Violation(focus, self.path, message, value)
        for shape in self.properties:
            for value in values:
                yield from shape.violations_of(value)

    def conforms(self, value: Value) -> bool:
        """Tell whether a node has no violation."""
        return not any(True for _ in self.violations_of(value))


def compile_shapes(quads: Iterable[Quad], statements: Statements) -> list[Shape]:
    """Compile shapes over statements, which may be added later.

    Args:
        quads: the shapes; all must be reached from node shapes with a target.
        statements: that will be checked.

    Raises:
        UnsupportedShapeError: for any part of SHACL that is not known here.
    """
    return _Compiler(quads, statements).shapes()


class _Compiler:
    """Compiles the shapes of a graph; each node of the graph is used once."""

    def __init__(self, quads: Iterable[Quad], statements: Statements) -> None:
        self._facts: dict[Value, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            self._facts[plain_value(quad.subject)][quad.predicate.value].append(
                plain_value(quad.object)
            )
        self._unread = set(self._facts)
        self._statements = statements

    def shapes(self) -> list[Shape]:
        """Compile all shapes that have a class."""
        tops = [node for node, facts in self._facts.items() if RDF_TYPE in facts]
        shapes = [self.shape(node, needs_message=True) for node in tops]
        _require(not self._unread, "a shape that no node shape uses")
        return shapes

    def shape(self, node: Value, *, needs_message: bool) -> Shape:
        """Compile a shape; where its results are shown, each check needs a message."""
        facts = self.facts(node)
        classes = facts.get(RDF_TYPE, [_SH + "NodeShape"])
        _require(classes == [_SH + "NodeShape"], "a shape of another class")
        message = _text(facts, "message")
        checks = [
            (message or _general_message(name, values), self.check(name, values))
            for name, values in facts.items()
            if name not in _STRUCTURE
        ]
        _require(all(text for text, _ in checks) or not needs_message, "a shape without message")
        return Shape(
            statements=self._statements,
            path=_path(facts),
            checks=checks,
            properties=[
                self.shape(value, needs_message=needs_message)
                for value in facts.get(_SH + "property", ())
            ],
            classes=_iris(facts, "targetClass"),
            subjects_of=_iris(facts, "targetSubjectsOf"),
        )

    def facts(self, node: Value) -> _Facts:
        """Return what is stated of a node of the shapes, once."""
        _require(node in self._unread, "a node that is used twice or not described")
        self._unread.remove(node)
        return self._facts[node]

    def items(self, head: Value) -> Iterator[Value]:
        """Yield the items of a list."""
        while head != _RDF + "nil":
            cell = self.facts(head)
            _require(set(cell) == {_RDF + "first", _RDF + "rest"}, "a list with other facts")
            yield _single(cell[_RDF + "first"])
            head = _single(cell[_RDF + "rest"])

    def check(self, name: str, values: Sequence[Value]) -> Check:
        """Compile a constraint from the IRI of its parameter and its one value."""
        makers = {_SH + key: maker for key, maker in _MAKERS.items()}
        _require(name in makers, name)
        return makers[name](self, _single(values))

    def alternatives(self, head: Value) -> Test:
        """Compile `sh:or`."""
        shapes = [self.shape(item, needs_message=False) for item in self.items(head)]
        return lambda value: any(shape.conforms(value) for shape in shapes)

    def negation(self, node: Value) -> Test:
        """Compile `sh:not`."""
        shape = self.shape(node, needs_message=False)
        return lambda value: not shape.conforms(value)

    def choice(self, head: Value) -> Test:
        """Compile `sh:in`."""
        items = set(self.items(head))
        return lambda value: value in items

    def membership(self, name: Value) -> Test:
        """Compile `sh:class`."""
        iri = _iri(name)
        return lambda value: value in self._statements.instances_of(iri)

    def order(self, name: Value) -> Check:
        """Compile `sh:lessThan`: a result for each value that is not below each of the others."""
        path = _iri(name)

        def check(focus: Value, values: Sequence[Value]) -> Iterator[Value]:
            for value in values:
                for upper in self._statements.values(focus, path):
                    if not _is_less(value, upper):
                        yield value

        return check


def _each(test: Test) -> Check:
    """Return the check that every value passes a test."""
    return lambda _focus, values: [value for value in values if not test(value)]


def _all(test: Callable[[Sequence[Value]], bool]) -> Check:
    """Return the check that the values pass a test together."""
    return lambda _focus, values: () if test(values) else (None,)


def _min_count(limit: Value) -> Check:
    least = _number(limit)
    return _all(lambda values: len(values) >= least)


def _max_count(limit: Value) -> Check:
    most = _number(limit)
    return _all(lambda values: len(values) <= most)


def _min_length(limit: Value) -> Test:
    least = _number(limit)
    if not least:
        return lambda _: True
    return _on_text(lambda text: len(text) >= least)


def _max_length(limit: Value) -> Test:
    most = _number(limit)
    return _on_text(lambda text: len(text) <= most)


def _pattern(text: Value) -> Test:
    expression = re.compile(_literal(text).text)
    return _on_text(lambda text: expression.search(text) is not None)


def _on_text(test: Callable[[str], bool]) -> Test:
    """Return the test of the text of an IRI or literal; a blank node has none and fails."""

    def test_value(value: Value) -> bool:
        match value:
            case str():
                return test(value)
            case LiteralValue():
                return test(value.text)
        return False

    return test_value


def _min_inclusive(limit: Value) -> Test:
    least = _number(limit)
    return lambda value: _is_number(value) and _number(value) >= least


def _datatype(name: Value) -> Test:
    iri = _iri(name)
    _require(iri in (*_TEXTS, *_NUMBERS, BOOLEAN), f"the datatype {iri}")
    return lambda value: isinstance(value, LiteralValue) and value.datatype == iri


def _node_kind(kind: Value) -> Test:
    name = _iri(kind).removeprefix(_SH)
    _require(name in _KINDS, f"the kind {name}")
    types = _KINDS[name]
    return lambda value: isinstance(value, types)


def _has_value(value: Value) -> Check:
    return _all(lambda values: value in values)


def _unique_language(value: Value) -> Check:
    """Compile `sh:uniqueLang`: a result for each language that two values have."""
    _require(value == LiteralValue("true", BOOLEAN, ""), "sh:uniqueLang that is not true")

    def check(_focus: Value, values: Sequence[Value]) -> Iterator[None]:
        languages = [value.language for value in values if isinstance(value, LiteralValue)]
        for language in set(filter(None, languages)):
            if languages.count(language) > 1:
                yield None

    return check


_MAKERS: dict[str, Callable[[_Compiler, Value], Check]] = {
    "class": lambda compiler, value: _each(compiler.membership(value)),
    "datatype": lambda _, value: _each(_datatype(value)),
    "hasValue": lambda _, value: _has_value(value),
    "in": lambda compiler, value: _each(compiler.choice(value)),
    "lessThan": lambda compiler, value: compiler.order(value),
    "maxCount": lambda _, value: _max_count(value),
    "maxLength": lambda _, value: _each(_max_length(value)),
    "minCount": lambda _, value: _min_count(value),
    "minInclusive": lambda _, value: _each(_min_inclusive(value)),
    "minLength": lambda _, value: _each(_min_length(value)),
    "nodeKind": lambda _, value: _each(_node_kind(value)),
    "not": lambda compiler, value: _each(compiler.negation(value)),
    "or": lambda compiler, value: _each(compiler.alternatives(value)),
    "pattern": lambda _, value: _each(_pattern(value)),
    "uniqueLang": lambda _, value: _unique_language(value),
}


def _require(is_given: bool, what: str) -> None:
    if not is_given:
        raise UnsupportedShapeError(f"not evaluated directly: {what}.")


def _single(values: Sequence[Value]) -> Value:
    _require(len(values) == 1, "several values")
    return values[0]


def _text(facts: _Facts, name: str) -> str:
    """Return a text of a shape, "" for none."""
    if values := facts.get(_SH + name):
        return _literal(_single(values)).text
    return ""


def _path(facts: _Facts) -> str:
    if values := facts.get(_SH + "path"):
        return _iri(_single(values))
    return ""


def _iris(facts: _Facts, name: str) -> list[str]:
    return [_iri(value) for value in facts.get(_SH + name, ())]


def _iri(value: Value) -> str:
    if not isinstance(value, str):
        raise UnsupportedShapeError(f"not evaluated directly: {value} in place of an IRI.")
    return value


def _literal(value: Value) -> LiteralValue:
    if not isinstance(value, LiteralValue):
        raise UnsupportedShapeError(f"not evaluated directly: {value} in place of a literal.")
    return value


def _is_number(value: Value) -> bool:
    return isinstance(value, LiteralValue) and value.datatype in _NUMBERS


def _number(value: Value) -> Decimal:
    _require(_is_number(value), "a limit that is no number")
    return Decimal(_literal(value).text)


def _is_less(value: Value, upper: Value) -> bool:
    """Tell whether a number is less than another; it has no order with a text or an IRI."""
    numbers = _is_number(value), _is_number(upper)
    _require(any(numbers), "an order of values other than numbers")
    _require(all(map(_has_order, (value, upper))), "an order of truth values or blank nodes")
    return all(numbers) and _number(value) < _number(upper)


def _has_order(value: Value) -> bool:
    return not isinstance(value, BlankNode) and getattr(value, "datatype", "") != BOOLEAN


def _general_message(name: str, values: Sequence[Value]) -> str:
    """Return the message of a pattern in a shape that has none, as pySHACL has it."""
    if name != _SH + "pattern":
        return ""
    return f"Value does not match pattern '{_literal(_single(values)).text}'"
