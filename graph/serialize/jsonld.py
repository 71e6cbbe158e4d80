"""Serialize statements as compact JSON-LD 1.1 with the project's own context, object by object.

The context stands in each file, so that nothing remote is needed to read it; it is the published
one, `context.jsonld` in the folder of the ontology.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from graph.errors import PeelgraphError
from graph.files import ontology_folder
from graph.namespaces import ONTOLOGY, RDF_TYPE
from graph.store import BlankNode, Literal, NamedNode, Triple

CONTEXT_FILE = "context.jsonld"
_DEEPEST = 3  # levels of objects below the thing that a file begins with
_TEXT = "http://www.w3.org/2001/XMLSchema#string"
_WHOLE_NUMBER = "http://www.w3.org/2001/XMLSchema#integer"
_TRUTH_VALUE = "http://www.w3.org/2001/XMLSchema#boolean"
_SHORT_NUMBER = re.compile("0|-?[1-9][0-9]{0,14}")  # that every reader of JSON takes as it is
_FIXED = ("@version", "id", "type")  # entries of the context that are no terms
_Definition: TypeAlias = str | dict[str, str]
_Context: TypeAlias = dict[str, _Definition]
_Node: TypeAlias = dict[str, object]
_Term: TypeAlias = NamedNode | BlankNode | Literal | Triple


def read_context() -> dict[str, str | dict[str, str]]:
    """Return the published context: prefixes, classes and properties with their types."""
    text = (ontology_folder() / CONTEXT_FILE).read_text("utf-8")
    context: _Context = json.loads(text)["@context"]
    return context


def serialize_jsonld(statements: Iterable[Triple], *, root: str = "") -> bytes:
    """Serialize statements, one object for each thing.

    Args:
        statements: in the order in which they are written.
        root: IRI of the thing that the file begins with. What it refers to, and what refers to it,
            stands within it, and the rest is included below. By default, things are listed.

    Raises:
        PeelgraphError: for a statement about a statement, which JSON-LD 1.1 cannot hold.
    """
    document = _Document(statements)
    context: object = document.context
    content: Mapping[str, object] = {"@graph": document.listing()}
    if root:
        content = document.framed(NamedNode(root))
    text = json.dumps({"@context": context, **content}, ensure_ascii=False, indent=1)
    return (text + "\n").encode()


class _Document:
    """Statements by their subjects, and the terms of a context."""

    def __init__(self, statements: Iterable[Triple]) -> None:
        self._by_subject: dict[_Term, list[Triple]] = defaultdict(list)
        for triple in statements:
            _refuse_triple_terms(triple)
            self._by_subject[triple.subject].append(triple)
        self.context = _safe_context(read_context(), _schemes(self._by_subject))
        self._terms = _Terms(self.context)

    def listing(self) -> list[_Node]:
        return [self._object(subject, triples) for subject, triples in self._by_subject.items()]

    def framed(self, root: NamedNode) -> _Node:
        """Return the object of a thing, with those around it within it."""
        placed: dict[_Term, _Node] = {root: {"id": self._terms.iri(root)}}
        level = self._embed_objects(root, placed, True)
        level += self._embed_referring(root, placed)
        for depth in range(1, _DEEPEST + 1):
            level = [
                child
                for subject in level
                for child in self._embed_objects(subject, placed, depth < _DEEPEST)
            ]
        rest = [
            self._object(subject, triples)
            for subject, triples in self._by_subject.items()
            if subject not in placed
        ]
        included = {"@included": rest} if rest else {}
        return {**placed[root], **included}

    def _embed_referring(self, root: NamedNode, placed: dict[_Term, _Node]) -> list[_Term]:
        """Put what refers to a thing below @reverse of its object; return what was put there."""
        reverse: dict[str, list[_Node]] = defaultdict(list)
        referring: list[_Term] = []
        for subject, triples in self._by_subject.items():
            relations = [item for item in triples if item.object == root]
            if subject in placed or not relations:
                continue
            own = next((item for item in relations if _is_own(item)), relations[0])
            self._by_subject[subject] = [item for item in triples if item != own]
            placed[subject] = {"id": self._terms.iri(subject)}
            reverse[self._terms.key(own.predicate)].append(placed[subject])
            referring.append(subject)
        if reverse:
            placed[root]["@reverse"] = reverse
        return referring

    def _embed_objects(
        self, subject: _Term, placed: dict[_Term, _Node], embeds: bool
    ) -> list[_Term]:
        """Fill the object of a subject; return what is embedded there for the first time."""
        children = [
            triple.object
            for triple in self._by_subject.get(subject, ())
            if embeds and triple.object in self._by_subject and triple.predicate.value != RDF_TYPE
        ]
        fresh = [child for child in dict.fromkeys(children) if child not in placed]
        nodes: dict[_Term, _Node] = {child: {"id": self._terms.iri(child)} for child in fresh}
        placed.update(nodes)
        node = self._object(subject, self._by_subject.get(subject, ()), nodes)
        placed[subject].update(node)
        return fresh

    def _object(
        self, subject: _Term, triples: Sequence[Triple], within: Mapping[_Term, _Node] | None = None
    ) -> _Node:
        """Return the object of a subject; things that stand within it are their objects there."""
        values: dict[str, list[object]] = defaultdict(list)
        left = dict(within or {})
        for triple in triples:
            key = self._terms.key(triple.predicate, triple.object)
            child = left.pop(triple.object, None)
            values[key].append(child or self._terms.value(key, triple.object))
        return {"id": self._terms.iri(subject), **{k: _single(v) for k, v in values.items()}}


class _Terms:
    """The terms of a context by the IRIs that they stand for."""

    def __init__(self, context: _Context) -> None:
        self._prefixes = {
            definition: name
            for name, definition in context.items()
            if isinstance(definition, str) and definition.endswith(("/", "#"))
        }
        self._definitions = context
        self._names = {
            self._expanded(definition if isinstance(definition, str) else definition["@id"]): name
            for name, definition in context.items()
            if name not in _FIXED and name not in self._prefixes.values()
        }

    def _expanded(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        namespace = self._definitions.get(prefix)
        return namespace + local if isinstance(namespace, str) else name

    def iri(self, term: _Term) -> str:
        """Return an IRI with its prefix where it has one, or the name of a blank node."""
        if not isinstance(term, NamedNode):
            return str(term)
        start = max(term.value.rfind("/"), term.value.rfind("#")) + 1
        prefix = self._prefixes.get(term.value[:start])
        return f"{prefix}:{term.value[start:]}" if prefix else term.value

    def key(self, predicate: NamedNode, value: _Term | None = None) -> str:
        """Return the key of a property; that of classes only where the value is one."""
        if predicate.value == RDF_TYPE and isinstance(value, NamedNode | BlankNode):
            return "type"
        return self._names.get(predicate.value) or self.iri(predicate)

    def value(self, key: str, term: _Term) -> object:
        """Return a value as the definition of its key lets it be written."""
        if key == "type":
            return self._class(term)
        definition = self._definitions.get(key)
        kind = definition if isinstance(definition, dict) else {}
        if isinstance(term, Literal):
            return self._literal(kind, term)
        if kind.get("@type") == "@id":
            return self.iri(term)
        return {"id": self.iri(term)}

    def _class(self, term: _Term) -> str:
        if isinstance(term, NamedNode):
            return self._names.get(term.value) or self.iri(term)
        return self.iri(term)

    def _literal(self, kind: Mapping[str, str], term: Literal) -> object:
        if term.language:
            return _language_text(kind, term)
        native = _native(term)
        datatype = term.datatype.value
        if datatype == self._expanded(kind.get("@type", "")) or (native is not None and not kind):
            return term.value if native is None else native
        if datatype == _TEXT:
            return {"@value": term.value} if kind else term.value
        return {"@value": term.value, "@type": self.iri(term.datatype)}


def _language_text(kind: Mapping[str, str], term: Literal) -> object:
    if kind.get("@language") == term.language and term.direction is None:
        return term.value
    direction = {"@direction": str(term.direction)} if term.direction else {}
    return {"@value": term.value, "@language": term.language, **direction}


def _native(term: Literal) -> int | bool | None:
    """Return a whole number or truth value that JSON writes with the same characters."""
    if term.datatype.value == _WHOLE_NUMBER and _SHORT_NUMBER.fullmatch(term.value):
        return int(term.value)
    if term.datatype.value == _TRUTH_VALUE and term.value in ("true", "false"):
        return term.value == "true"
    return None


def _is_own(triple: Triple) -> bool:
    """Tell whether a relation is one of the ontology's own, and no wider one that was inferred."""
    return triple.predicate.value.startswith(ONTOLOGY)


def _single(values: list[object]) -> object:
    return values[0] if len(values) == 1 else values


def _refuse_triple_terms(triple: Triple) -> None:
    if isinstance(triple.subject, Triple) or isinstance(triple.object, Triple):
        raise PeelgraphError(
            "JSON-LD cannot hold a statement about a statement.",
            where=f"{triple.subject} {triple.predicate}",
            hint="Choose .ttl or .nt, or evidence by reification.",
        )


def _schemes(by_subject: Mapping[_Term, Sequence[Triple]]) -> set[str]:
    """Return the schemes of all IRIs, which no prefix of the same name may hide."""
    iris = {
        name.value
        for triples in by_subject.values()
        for triple in triples
        for term in (triple.subject, triple.predicate, triple.object)
        for name in (term, getattr(term, "datatype", None))
        if isinstance(name, NamedNode)
    }
    return {iri.partition(":")[0] for iri in iris if not iri.startswith(("http", "urn:"))}


def _safe_context(context: _Context, schemes: set[str]) -> _Context:
    """Return a context without the terms that a reader would take schemes for."""
    hidden = {name for name in context if name.partition(":")[0] in schemes} - {*_FIXED}
    if not hidden:
        return context
    return {
        name: definition
        for name, definition in context.items()
        if name not in hidden and not _uses(definition, hidden)
    }


def _uses(definition: _Definition, prefixes: set[str]) -> bool:
    texts = definition.values() if isinstance(definition, dict) else [definition]
    return any(str(text).partition(":")[0] in prefixes for text in texts)
