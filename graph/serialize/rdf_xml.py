"""Serialize RDF/XML that is well-formed, or name the term that XML cannot hold.

The engine's writer makes elements of predicates and classes whatever their IRIs end in. RDF/XML
(W3C, 2014) needs a name of XML there, and reserves some of RDF's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from xml.parsers import expat

from graph import escape
from graph.errors import PeelgraphError
from graph.namespaces import RDF_TYPE
from graph.store import Literal, NamedNode, RdfFormat, Store, Triple, serialize

_HINT = "Choose another format, such as .ttl."
_LONGEST = 200  # characters of a term that a message repeats
_SAMPLE = NamedNode("urn:x")
_TYPE = NamedNode(RDF_TYPE)


def serialize_xml(statements: Iterable[Triple], prefixes: Mapping[str, str]) -> bytes:
    """Serialize statements as RDF/XML.

    Args:
        statements: those of a subject one after the other.
        prefixes: that are declared.

    Raises:
        PeelgraphError: with the first term that RDF/XML cannot hold.
    """
    ordered = [
        triple
        for _, group in groupby(statements, key=lambda triple: str(triple.subject))
        for triple in _ordered(list(group))
    ]
    for triple in ordered:
        _check(triple)
    content = serialize(ordered, format=RdfFormat.RDF_XML, prefixes=dict(prefixes))
    assert content is not None
    return content.replace(b"\r", b"&#xD;")  # readers of XML turn it into a line feed


def _ordered(triples: list[Triple]) -> list[Triple]:
    """Return the statements of a subject, first one that the writer can begin with.

    It makes an element of the class where the first statement is about it.
    """
    first = next((triple for triple in triples if not _is_unfit_class(triple)), None)
    if first is None:
        raise _unfit("class", triples[0].object, "has no name at its end that XML can hold")
    return [first, *(triple for triple in triples if triple is not first)]


def _is_unfit_class(triple: Triple) -> bool:
    value = triple.object
    is_class = triple.predicate == _TYPE and isinstance(value, NamedNode)
    return is_class and not _is_element(Triple(_SAMPLE, _TYPE, value))


def _check(triple: Triple) -> None:
    """Refuse a statement with a term that RDF/XML cannot hold.

    Raises:
        PeelgraphError: with the term.
    """
    if not _is_element(Triple(_SAMPLE, triple.predicate, Literal(""))):
        raise _unfit("predicate", triple.predicate, "has no name at its end that XML can hold")
    for term in (triple.subject, triple.object):
        if isinstance(term, Triple):
            _check(term)
        elif not escape.is_xml_text(term.value):
            raise _unfit("term", term, "holds a character that XML cannot hold")


@lru_cache(maxsize=4096)
def _is_element(sample: Triple) -> bool:
    """Tell whether a statement comes back from well-formed XML."""
    try:
        content = serialize([sample], format=RdfFormat.RDF_XML)
        assert content is not None
        expat.ParserCreate(namespace_separator=" ").Parse(content, True)
        again = Store()
        again.load(content, format=RdfFormat.RDF_XML)
    except (OSError, ValueError, SyntaxError, expat.ExpatError):
        return False
    return [quad.triple for quad in again] == [sample]


def _unfit(noun: str, term: object, reason: str) -> PeelgraphError:
    text = escape.xml_text(str(term))
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]} ..."
    message = f"RDF/XML cannot hold this {noun}, which {reason}."
    return PeelgraphError(message, where=text, hint=_HINT)
