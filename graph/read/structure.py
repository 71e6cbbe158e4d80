"""Name and describe the parts of a report in RDF, without a word of their text beyond headings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from graph.document import Document, Section, Sentence, Span, slugify
from graph.errors import InputError
from graph.escape import web_address
from graph.load import canonical
from graph.namespaces import REPORT, expand
from graph.read.text_fragment import text_fragment
from graph.store import Literal, NamedNode, Quad, is_iri


def report_turtle(document: Document, *, address: str) -> str:
    """Return the skeleton of a report in canonical Turtle.

    Args:
        document: the report as read.
        address: of the published page.

    Raises:
        InputError: when that is not an address of the web.
    """
    if not web_address(address) or not is_iri(address):
        raise InputError(
            f"\u201c{address}\u201d is not an address of the web.",
            hint="Give one that begins with https:// to --address.",
        )
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
                yield from _sentence(
                    document, iri, sentence, f"{place}, sentence {sentence.number}", address
                )


def _report(document: Document, report: str, address: str) -> Iterator[Quad]:
    cycle = document.cycle.replace("-", "/")
    yield _link(report, "rdf:type", expand("peel:Report"))
    yield _text(report, "rdfs:label", f"{document.place} PEEL {cycle}, {document.pillar}")
    yield _link(report, "peel:inspection", expand(f"inspection:{document.slug}"))
    yield _link(report, "dcterms:publisher", expand("organisation:hmicfrs"))
    yield _link(
        report,
        "dcterms:license",
        "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    )
    yield _link(report, "schema:url", address)
    yield _plain(report, "peel:digest", text_digest(document.text))
    if document.updated:
        yield _typed(report, "dcterms:modified", document.updated, "xsd:date")


def _section(document: Document, section: Section, report: str) -> Iterator[Quad]:
    above = document.base + section.parent if section.parent else report
    yield from _part(
        document.base + section.path,
        "peel:Section",
        above,
        section.number,
        section.span,
        section.title,
    )


def _sentence(
    document: Document, above: str, sentence: Sentence, place: str, address: str
) -> Iterator[Quad]:
    iri = f"{above}/{sentence.number}"
    yield from _part(iri, "peel:Sentence", above, sentence.number, sentence.span, place)
    yield _plain(iri, "peel:digest", text_digest(document.quote(sentence.span)))
    yield _link(
        iri,
        "schema:url",
        address + text_fragment(document.text, sentence.span.begin, sentence.span.end),
    )


def _part(iri: str, kind: str, above: str, number: int, span: Span, label: str) -> Iterator[Quad]:
    yield _link(iri, "rdf:type", expand(kind))
    yield _text(iri, "rdfs:label", label)
    yield _link(iri, "dcterms:isPartOf", above)
    yield _typed(iri, "peel:number", str(number), "xsd:integer")
    yield _typed(iri, "nif:beginIndex", str(span.begin), "xsd:integer")
    yield _typed(iri, "nif:endIndex", str(span.end), "xsd:integer")


def _place(section: Section) -> str:
    """Give the place of a section in words, as in `question 1, Prioritising crime prevention`."""
    top, _, rest = section.path.partition("/")
    question = f"question {top[1:]}" if top.startswith("q") and top[1:].isdigit() else top
    return f"{question}, {section.title}" if rest and slugify(section.title) == rest else question


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
