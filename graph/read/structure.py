"""Describe the parts of a report in RDF, without any of their text but headings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from graph.document import Document, Section, Sentence, Span, slugify
from graph.errors import InputError
from graph.escape import web_address
from graph.load import canonical
from graph.namespaces import REPORT, expand
from graph.read.text_fragment import text_fragment
from graph.store import Literal, NamedNode, Quad, is_iri

_LICENCE = "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
_QUESTION = re.compile(r"^q([0-9]+)$")


def report_turtle(document: Document, *, address: str) -> str:
    """Return the skeleton of a report in canonical Turtle.

    Args:
        document: the report, parsed.
        address: of the published page.

    Raises:
        InputError: when that is not an address of the web.
    """
    if not web_address(address) or not is_iri(address):
        message = f"\u201c{address}\u201d is not an address of the web."
        raise InputError(message, hint="Give one that begins with https:// to --address.")
    return canonical.canonical_turtle(report_quads(document, address=address), base=document.base)


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def report_quads(document: Document, *, address: str) -> Iterator[Quad]:
    """Yield the statements of a report's skeleton, in the default graph."""
    report = REPORT + document.slug
    yield from _report(document, report, address)
    for section in document.sections:
        yield from _section(document, section, report)
        for paragraph in section.paragraphs:
            above = document.base + section.path
            place = f"{_place(section)}, paragraph {paragraph.number}"
            iri = f"{above}/{paragraph.number}"
            yield from _part(iri, "peel:Paragraph", above, paragraph.number, paragraph.span, place)
            for sentence in paragraph.sentences:
                label = f"{place}, sentence {sentence.number}"
                yield from _sentence(document, iri, sentence, label, address)


def _report(document: Document, report: str, address: str) -> Iterator[Quad]:
    cycle = document.cycle.replace("-", "/")
    yield _link(report, "rdf:type", expand("peel:Report"))
    yield _text(report, "rdfs:label", f"{document.place} PEEL {cycle}, {document.pillar}")
    yield _link(report, "peel:inspection", expand(f"inspection:{document.slug}"))
    yield _link(report, "dcterms:publisher", expand("organisation:hmicfrs"))
    yield _link(report, "dcterms:license", _LICENCE)
    yield _link(report, "schema:url", address)
    yield _plain(report, "peel:digest", text_digest(document.text))
    if document.updated:
        yield _typed(report, "dcterms:modified", document.updated, "xsd:date")


def _section(document: Document, section: Section, report: str) -> Iterator[Quad]:
    above = report
    if section.parent:
        above = document.base + section.parent
    iri = document.base + section.path
    yield from _part(iri, "peel:Section", above, section.number, section.span, section.title)


def _sentence(
    document: Document, above: str, sentence: Sentence, label: str, address: str
) -> Iterator[Quad]:
    iri = f"{above}/{sentence.number}"
    span = sentence.span
    yield from _part(iri, "peel:Sentence", above, sentence.number, span, label)
    yield _plain(iri, "peel:digest", text_digest(document.quote(span)))
    yield _link(iri, "schema:url", address + text_fragment(document.text, span.begin, span.end))


def _part(iri: str, kind: str, above: str, number: int, span: Span, label: str) -> Iterator[Quad]:
    yield _link(iri, "rdf:type", expand(kind))
    yield _text(iri, "rdfs:label", label)
    yield _link(iri, "dcterms:isPartOf", above)
    yield _typed(iri, "peel:number", str(number), "xsd:integer")
    yield _typed(iri, "nif:beginIndex", str(span.begin), "xsd:integer")
    yield _typed(iri, "nif:endIndex", str(span.end), "xsd:integer")


def _place(section: Section) -> str:
    """Return the place of a section in words, as in `question 1, Prioritising crime prevention`."""
    top, _, rest = section.path.partition("/")
    question = _QUESTION.sub(r"question \1", top)
    if rest and slugify(section.title) == rest:
        return f"{question}, {section.title}"
    return question


def _link(subject: str, predicate: str, target: str) -> Quad:
    return Quad(NamedNode(subject), NamedNode(expand(predicate)), NamedNode(target))


def _text(subject: str, predicate: str, text: str) -> Quad:
    return Quad(NamedNode(subject), NamedNode(expand(predicate)), Literal(text, language="en"))


def _plain(subject: str, predicate: str, text: str) -> Quad:
    return Quad(NamedNode(subject), NamedNode(expand(predicate)), Literal(text))


def _typed(subject: str, predicate: str, text: str, datatype: str) -> Quad:
    return Quad(
        NamedNode(subject),
        NamedNode(expand(predicate)),
        Literal(text, datatype=NamedNode(expand(datatype))),
    )
