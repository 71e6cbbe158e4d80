"""Knows the one written form of a Turtle or TriG file: prefixes A to Z, a subject a block, `a` first, an object a line.

Blank nodes are written where they are used, as `[ ]` or as a list; one that is used twice has no canonical place and is refused.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

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


def write(quads: Iterable[Quad], *, base: str = "", order: Mapping[str, int] | None = None) -> str:
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


def same(text: str, quads: Iterable[Quad]) -> bool:
    """Tell whether a written text holds exactly these statements, whatever its blank nodes are called."""
    written, meant = Dataset(parse_text(text)), Dataset(quads)
    for dataset in (written, meant):
        dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return written == meant


class _Writer:
    """Writes terms and remembers which prefixes they needed."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.used: set[str] = set()
        self.based = False

    def header(self) -> str:
        lines = [f"@base <{self.base}> .\n"] if self.based else []
        lines += [f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(self.used)]
        return "".join(lines) + ("\n" if lines else "")

    def graph(self, name: str, quads: set[Quad]) -> str:
        subjects, nested = _group(quads)
        blocks = [
            self.block(subject, subjects[subject], nested)
            for subject in sorted(subjects, key=lambda s: self.rank(s, name))
        ]
        text = "\n".join(blocks)
        if not name:
            return text
        return (
            f"{self.iri(name)} {{\n"
            + "".join(
                f"    {line}\n" if line else "\n" for line in text.removesuffix("\n").split("\n")
            )
            + "}\n"
        )

    def rank(self, subject: str, graph: str) -> tuple[int, str]:
        """Order the subjects of a graph: its own description, shared things, then what hangs on the base."""
        own = 0 if subject == graph else 2 if self.base and subject.startswith(self.base) else 1
        return own, compress(subject)

    def block(
        self, subject: str, properties: _Properties, nested: Mapping[str, _Properties]
    ) -> str:
        return f"{self.iri(subject)}\n" + self.body(properties, nested, "    ") + " .\n"

    def body(self, properties: _Properties, nested: Mapping[str, _Properties], indent: str) -> str:
        lines = []
        for predicate in sorted(properties, key=lambda p: (p != RDF_TYPE, compress(p))):
            name = "a" if predicate == RDF_TYPE else self.iri(predicate)
            terms = properties[predicate]
            objects = sorted(
                self.term(term, nested, indent if len(terms) == 1 else indent + "    ")
                for term in terms
            )
            separator = f" ,\n{indent}    "
            start = " " if len(objects) == 1 else f"\n{indent}    "
            lines.append(f"{indent}{name}{start}{separator.join(objects)}")
        return " ;\n".join(lines)

    def term(self, term: _Term, nested: Mapping[str, _Properties], indent: str) -> str:
        if isinstance(term, NamedNode):
            return "()" if term.value == _RDF + "nil" else self.iri(term.value)
        if isinstance(term, Literal):
            return self.literal(term)
        if isinstance(term, BlankNode):
            return self.blank(term, nested, indent)
        raise InputError(
            "a quoted triple has no canonical form here.",
            where=str(term),
            hint="State it in a graph instead.",
        )

    def blank(self, node: BlankNode, nested: Mapping[str, _Properties], indent: str) -> str:
        properties = nested.get(node.value, {})
        if self.is_list(properties, nested):
            return f"( {' '.join(self.items(properties, nested, indent))} )"
        if not properties:
            return "[]"
        return f"[\n{self.body(properties, nested, indent + '    ')}\n{indent}]"

    def is_list(self, properties: _Properties, nested: Mapping[str, _Properties]) -> bool:
        """Tell whether a blank node is the head of a list that can be written as one: each cell with one item and one rest."""
        cell: _Properties | None = properties
        while cell is not None:
            if (
                set(cell) != {_RDF + "first", _RDF + "rest"}
                or len(cell[_RDF + "first"]) != 1
                or len(cell[_RDF + "rest"]) != 1
            ):
                return False
            rest = cell[_RDF + "rest"][0]
            if isinstance(rest, NamedNode):
                return rest.value == _RDF + "nil"
            cell = nested.get(rest.value) if isinstance(rest, BlankNode) else None
        return False

    def items(
        self, properties: _Properties, nested: Mapping[str, _Properties], indent: str
    ) -> list[str]:
        items = []
        cell: _Properties | None = properties
        while cell:
            items.append(self.term(cell[_RDF + "first"][0], nested, indent))
            rest = cell[_RDF + "rest"][0]
            cell = nested.get(rest.value) if isinstance(rest, BlankNode) else None
        return items

    def literal(self, literal: Literal) -> str:
        datatype = literal.datatype.value
        if datatype in _BARE and _BARE[datatype].fullmatch(literal.value):
            return literal.value
        text = f'"{literal.value.translate(_ESCAPES)}"'
        if literal.language:
            return f"{text}@{literal.language}"
        return text if datatype == _XSD + "string" else f"{text}^^{self.iri(datatype)}"

    def iri(self, iri: str) -> str:
        if self.base and iri.startswith(self.base) and _RELATIVE.fullmatch(iri, len(self.base)):
            self.based = True
            return f"<{iri[len(self.base) :]}>"
        name = compress(iri)
        if name == iri:
            return f"<{iri}>"
        self.used.add(name.partition(":")[0])
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
    named: dict[str, dict[str, list[_Term]]] = defaultdict(lambda: defaultdict(list))
    blank: dict[str, dict[str, list[_Term]]] = defaultdict(lambda: defaultdict(list))
    uses = Counter(quad.object.value for quad in quads if isinstance(quad.object, BlankNode))
    for quad in quads:
        subject = quad.subject
        if isinstance(subject, Triple):
            raise InputError(
                "a quoted triple has no canonical form here.",
                where=str(subject),
                hint="State it in a graph instead.",
            )
        home = blank if isinstance(subject, BlankNode) else named
        home[subject.value][quad.predicate.value].append(quad.object)
    for node in blank:
        if uses[node] != 1:
            raise InputError(
                f"a blank node is used {uses[node]} times.",
                where=f"_:{node}",
                hint="Give it an IRI.",
            )
    return named, blank
