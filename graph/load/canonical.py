"""Write Turtle and TriG in one canonical form.

Prefixes stand A to Z, each subject in a block, `a` first, each object on a line. A blank node is
written where it is used, as `[ ]` or as a list; one that is used twice is refused.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from graph.errors import InputError
from graph.namespaces import PREFIXES, RDF_TYPE, compress
from graph.store import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Triple,
    parse_text,
)

_XSD = PREFIXES["xsd"]
_RDF = PREFIXES["rdf"]
_FIRST, _REST = _RDF + "first", _RDF + "rest"
_NIL = NamedNode(_RDF + "nil")
_INDENT = "    "
_LINE_START = re.compile(r"^(?=.)", re.MULTILINE)
_BARE = {
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    _XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    _XSD + "boolean": re.compile(r"true|false"),
}
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)
_RELATIVE = re.compile(r"[A-Za-z0-9_.~-]+(?:/[A-Za-z0-9_.~-]+)*")
_Term = NamedNode | BlankNode | Literal | Triple
_Properties = Mapping[str, list[_Term]]


def canonical_turtle(
    quads: Iterable[Quad], *, base: str = "", order: Mapping[str, int] | None = None
) -> str:
    """Return quads in canonical Turtle, or in TriG where any stands in a named graph.

    Args:
        quads: the statements of one file.
        base: address that relative IRIs leave out.
        order: place of each graph in the file, by IRI; others follow in the order of their names.

    Raises:
        InputError: for a blank node that is used twice or names a graph.
    """
    graphs: dict[str, set[Quad]] = defaultdict(set)
    for quad in quads:
        graphs[_graph_name(quad)].add(quad)
    writer = _Writer(base)
    places = order or {}
    names = sorted(graphs, key=lambda name: (places.get(name, math.inf), name))
    blocks = [writer.graph(name, graphs[name]) for name in names]
    return writer.header() + "\n".join(blocks)


def has_same_statements(text: str, quads: Iterable[Quad]) -> bool:
    """Tell whether a text holds exactly these statements, whatever the names of its blank nodes."""
    actual, expected = Dataset(parse_text(text)), Dataset(quads)
    for dataset in (actual, expected):
        dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return actual == expected


class _Writer:
    """Writes terms and records which prefixes they need."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.prefixes: set[str] = set()
        self.needs_base = False
        self.name = cache(compress)
        self.iris: dict[str, str] = {}

    def header(self) -> str:
        lines = [f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(self.prefixes)]
        if self.needs_base:
            lines.insert(0, f"@base <{self.base}> .\n")
        if lines:
            lines.append("\n")
        return "".join(lines)

    def graph(self, name: str, quads: set[Quad]) -> str:
        subjects, nested = _group(quads)
        blocks = [
            self.block(subject, subjects[subject], nested)
            for subject in sorted(subjects, key=lambda s: self.rank(s, name))
        ]
        text = "\n".join(blocks)
        if not name:
            return text
        return f"{self.iri(name)} {{\n{_LINE_START.sub(_INDENT, text)}}}\n"

    def rank(self, subject: str, graph: str) -> tuple[int, str]:
        """Order the subjects of a graph: the graph itself, shared things, what the base begins."""
        rank = 1
        if subject == graph:
            rank = 0
        elif self.base and subject.startswith(self.base):
            rank = 2
        return rank, self.name(subject)

    def block(
        self, subject: str, properties: _Properties, nested: Mapping[str, _Properties]
    ) -> str:
        return f"{self.iri(subject)}\n" + self.body(properties, nested, "    ") + " .\n"

    def body(self, properties: _Properties, nested: Mapping[str, _Properties], indent: str) -> str:
        predicates = sorted(properties, key=lambda iri: (iri != RDF_TYPE, self.name(iri)))
        return " ;\n".join(
            f"{indent}{self.predicate(predicate)}"
            f"{self.objects(properties[predicate], nested, indent)}"
            for predicate in predicates
        )

    def predicate(self, iri: str) -> str:
        if iri == RDF_TYPE:
            return "a"
        return self.iri(iri)

    def objects(self, terms: list[_Term], nested: Mapping[str, _Properties], indent: str) -> str:
        """Write one object on the line of its predicate, several on lines of their own."""
        if len(terms) == 1:
            return f" {self.term(terms[0], nested, indent)}"
        inner = indent + _INDENT
        objects = sorted(self.term(term, nested, inner) for term in terms)
        return f"\n{inner}" + f" ,\n{inner}".join(objects)

    def term(self, term: _Term, nested: Mapping[str, _Properties], indent: str) -> str:
        if term == _NIL:
            return "()"
        match term:
            case NamedNode():
                return self.iri(term.value)
            case Literal():
                return self.literal(term)
            case BlankNode():
                return self.blank(term, nested, indent)
        raise _quoted_triple_error(term)

    def blank(self, node: BlankNode, nested: Mapping[str, _Properties], indent: str) -> str:
        properties = nested.get(node.value, {})
        if self.is_list(properties, nested):
            return f"( {' '.join(self.items(properties, nested, indent))} )"
        if not properties:
            return "[]"
        return f"[\n{self.body(properties, nested, indent + '    ')}\n{indent}]"

    def is_list(self, properties: _Properties, nested: Mapping[str, _Properties]) -> bool:
        """Tell whether a blank node heads a list whose cells have one item and one rest each."""
        cell: _Properties | None = properties
        while cell is not None:
            if set(cell) != {_FIRST, _REST} or any(len(terms) != 1 for terms in cell.values()):
                return False
            if cell[_REST] == [_NIL]:
                return True
            cell = _next_cell(cell, nested)
        return False

    def items(
        self, properties: _Properties, nested: Mapping[str, _Properties], indent: str
    ) -> list[str]:
        items = []
        cell: _Properties | None = properties
        while cell:
            items.append(self.term(cell[_FIRST][0], nested, indent))
            cell = _next_cell(cell, nested)
        return items

    def literal(self, literal: Literal) -> str:
        datatype = literal.datatype.value
        if datatype in _BARE and _BARE[datatype].fullmatch(literal.value):
            return literal.value
        text = f'"{literal.value.translate(_ESCAPES)}"'
        if literal.language:
            return f"{text}@{literal.language}"
        if datatype == _XSD + "string":
            return text
        return f"{text}^^{self.iri(datatype)}"

    def iri(self, iri: str) -> str:
        """Write an IRI; most of a file stand there many times."""
        if iri not in self.iris:
            self.iris[iri] = self.first_iri(iri)
        return self.iris[iri]

    def first_iri(self, iri: str) -> str:
        """Write an IRI, and note what the header needs for it."""
        if self.base and iri.startswith(self.base) and _RELATIVE.fullmatch(iri, len(self.base)):
            self.needs_base = True
            return f"<{iri[len(self.base) :]}>"
        name = self.name(iri)
        if name == iri:
            return f"<{iri}>"
        self.prefixes.add(name.partition(":")[0])
        return name


def _graph_name(quad: Quad) -> str:
    name = quad.graph_name
    if isinstance(name, DefaultGraph):
        return ""
    if isinstance(name, NamedNode):
        return name.value
    raise InputError(
        "a graph is named by a blank node.", where=str(name), hint="Give the graph an IRI."
    )


def _group(
    quads: set[Quad],
) -> tuple[dict[str, dict[str, list[_Term]]], dict[str, dict[str, list[_Term]]]]:
    """Group statements by subject and predicate; named subjects first, blank ones second."""
    subjects: dict[str, dict[str, list[_Term]]] = defaultdict(lambda: defaultdict(list))
    blank: dict[str, dict[str, list[_Term]]] = defaultdict(lambda: defaultdict(list))
    uses = Counter(quad.object.value for quad in quads if isinstance(quad.object, BlankNode))
    for quad in quads:
        match quad.subject:
            case BlankNode(value=name):
                properties = blank[name]
            case NamedNode(value=name):
                properties = subjects[name]
            case term:
                raise _quoted_triple_error(term)
        properties[quad.predicate.value].append(quad.object)
    for node in blank:
        if uses[node] != 1:
            message = f"a blank node is used {uses[node]} times."
            raise InputError(message, where=f"_:{node}", hint="Give it an IRI.")
    return subjects, blank


def _next_cell(cell: _Properties, nested: Mapping[str, _Properties]) -> _Properties | None:
    """Return the next cell of a list, where it is one."""
    rest = cell[_REST][0]
    if isinstance(rest, BlankNode):
        return nested.get(rest.value)
    return None


def _quoted_triple_error(term: _Term) -> InputError:
    message = "a quoted triple has no canonical form here."
    return InputError(message, where=str(term), hint="State it in a graph instead.")
