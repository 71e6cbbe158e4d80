"""Writes the JSON-LD context from what the files of the ontology say of classes and properties.

python docs/context.py
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.files import ontology_folder
from graph.namespaces import PREFIXES, RDF_TYPE, compress, expand
from graph.parse.parser import parse_file
from graph.serialize.jsonld import CONTEXT_FILE
from graph.store import Literal, NamedNode, Triple

IGNORED = tuple(PREFIXES[name] for name in ("rdf", "sh"))
Definition = str | dict[str, str]
Triples = list[Triple]


def context() -> dict[str, object]:
    """Return the context: prefixes, then classes and properties by their local names.

    A name that is a prefix too, or that two vocabularies have, keeps its prefix.
    """
    triples = [
        quad.triple
        for path in sorted(ontology_folder().rglob("*.ttl"))
        for quad in parse_file(path)
    ]
    terms: dict[str, Definition] = {}
    fixed = {"@version": 1.1, "id": "@id", "type": "@type"}
    definitions = {**{iri: {} for iri in classes(triples)}, **properties(triples)}
    for iri in sorted(definitions, key=lambda iri: (not compress(iri).startswith("peel:"), iri)):
        name = compress(iri)
        local = name.partition(":")[2]
        if local not in {*terms, *PREFIXES, *fixed}:
            terms[local] = {"@id": name, **definitions[iri]} if definitions[iri] else name
        elif definitions[iri]:
            terms[name] = {"@id": name, **definitions[iri]}
    return {"@context": {**fixed, **PREFIXES, **dict(sorted(terms.items()))}}


def classes(triples: Triples) -> set[str]:
    """Return the IRIs of classes that the ontology declares or uses."""
    typed = [triple for triple in triples if triple.predicate.value == RDF_TYPE]
    used = {triple.object for triple in typed}
    kind = NamedNode(expand("owl:Class"))
    declared = {triple.subject for triple in typed if triple.object == kind}
    iris = {term.value for term in used | declared if isinstance(term, NamedNode)}
    return {iri for iri in iris if not iri.startswith(IGNORED) and compress(iri) != iri}


def properties(triples: Triples) -> dict[str, dict[str, str]]:
    """Return how the values of each property are written, by its IRI."""
    values: dict[str, set[object]] = defaultdict(set)
    facts: dict[object, dict[str, set[object]]] = defaultdict(lambda: defaultdict(set))
    for triple in triples:
        values[triple.predicate.value].add(triple.object)
        facts[triple.subject][compress(triple.predicate.value)].add(triple.object)
    kinds_by_iri: dict[str, set[object]] = defaultdict(set)
    for subject, fact in facts.items():
        for path in fact["sh:path"] or {subject}:
            if isinstance(path, NamedNode):
                kinds_by_iri[path.value] |= {*declarations(fact)}
    iris = {iri for iri, kinds in kinds_by_iri.items() if kinds} | {*values}
    return {
        iri: definition(kinds_by_iri[iri], values[iri])
        for iri in iris
        if not iri.startswith(IGNORED) and compress(iri) != iri
    }


def declarations(fact: dict[str, set[object]]) -> Iterable[str]:
    """Yield what a declaration or a shape says of the values of a property: @id or a datatype."""
    if NamedNode(expand("owl:ObjectProperty")) in fact["rdf:type"] or fact["sh:class"]:
        yield "@id"
    if NamedNode(expand("sh:IRI")) in fact["sh:nodeKind"]:
        yield "@id"
    if NamedNode(expand("owl:DatatypeProperty")) in fact["rdf:type"]:
        yield from datatypes(fact["rdfs:range"])
    yield from datatypes(fact["sh:datatype"])


def datatypes(terms: Iterable[object]) -> Iterator[str]:
    """Yield the datatypes of XML Schema among terms."""
    for term in terms:
        if isinstance(term, NamedNode) and term.value.startswith(PREFIXES["xsd"]):
            yield compress(term.value)


def definition(declared: set[object], values: set[object]) -> dict[str, str]:
    """Return the definition of a property by what is said of its values, or by those there are."""
    kinds = declared or {kind_of(value) for value in values}
    if len(kinds) != 1:
        return {}
    kind = str(next(iter(kinds)))
    if kind.startswith("@language "):
        return {"@language": kind.split()[1]}
    if kind in ("", "xsd:string"):
        return {}
    return {"@type": kind}


def kind_of(value: object) -> str:
    """Return how a value is written: as @id, in a language, or with a datatype."""
    match value:
        case NamedNode():
            return "@id"
        case Literal(language=str(language)):
            return f"@language {language}"
        case Literal():
            return compress(value.datatype.value)
    return ""


if __name__ == "__main__":
    text = json.dumps(context(), ensure_ascii=False, indent=1)
    (ontology_folder() / CONTEXT_FILE).write_text(text + "\n", "utf-8")
