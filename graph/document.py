"""Records for the parts of a report: sections, paragraphs, sentences.

Offsets are half-open and count Unicode code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.namespaces import REPORT

_SLUG_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Span:
    """A stretch of the source text: `text[begin:end]`."""

    begin: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """One sentence of a paragraph, numbered from 1."""

    number: int
    span: Span


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or bullet of a section, numbered from 1."""

    number: int
    span: Span
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Section:
    """A part of a report under one heading.

    Attributes:
        path: place in the report, as in `q1/prioritising-crime-prevention`.
        title: the heading as printed.
        span: the heading itself.
        number: place among the sections of the same part, from 1.
        parent: path of the section above, or "" for the report.
    """

    path: str
    title: str
    span: Span
    number: int
    parent: str
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class Document:
    """The text of a report and its parts.

    Attributes:
        text: the whole source text.
        place: the force's name in the title, as in `Cambridgeshire`.
        cycle: the cycle of inspections, as in `2018-19`.
        pillar: `effectiveness`, `efficiency` or `legitimacy`.
        updated: ISO date of the page, or "".
        sections: in the order of the text.
        offsets: whether spans count the characters of the file, a line end as one; not so for HTML.
    """

    text: str
    place: str
    cycle: str
    pillar: str
    updated: str
    sections: tuple[Section, ...] = field(repr=False)
    offsets: bool = True

    @property
    def slug(self) -> str:
        """The report's name in IRIs and folders, as in `cambridgeshire-2018-19-effectiveness`."""
        return f"{slugify(self.place)}-{self.cycle}-{self.pillar}"

    @property
    def base(self) -> str:
        """Address under which the parts of the report stand, ending in a slash."""
        return f"{REPORT}{self.slug}/"

    def iri(self, section: Section, paragraph: Paragraph, sentence: Sentence) -> str:
        """Return the IRI of a sentence: section, paragraph, number."""
        return f"{self.base}{section.path}/{paragraph.number}/{sentence.number}"

    def sentences(self) -> Iterator[tuple[Section, Paragraph, Sentence]]:
        """Yield every sentence with its paragraph and section, in the order of the text."""
        for section in self.sections:
            for paragraph in section.paragraphs:
                for sentence in paragraph.sentences:
                    yield section, paragraph, sentence

    def quote(self, span: Span) -> str:
        """Return the text of a span."""
        return self.text[span.begin : span.end]


def slugify(words: str) -> str:
    """Return words in lower case, joined by hyphens, letters and digits only.

    >>> slugify("Protecting the public from crime")
    'protecting-the-public-from-crime'
    """
    plain = words.lower().replace("'", "").replace("\u2019", "")
    return "-".join(_SLUG_WORD.findall(plain))
