"""The parts of a report have names that can stand in addresses."""

from __future__ import annotations

import pytest

from graph.document import Document, Paragraph, Section, Sentence, Span, slugify
from graph.namespaces import REPORT

TEXT = "How well?\nIt works. It helps."
SENTENCES = (Sentence(1, Span(10, 19)), Sentence(2, Span(20, 29)))
QUESTION = Section("q1", "How well?", Span(0, 9), 1, "", (Paragraph(1, Span(10, 29), SENTENCES),))
DOCUMENT = Document(TEXT, "West Mercia", "2018-19", "efficiency", "", (QUESTION,))


def test_every_sentence_has_an_address_below_its_report() -> None:
    """The address of a sentence names report, section, paragraph and number."""
    addresses = [DOCUMENT.iri(*place) for place in DOCUMENT.sentences()]
    base = f"{REPORT}west-mercia-2018-19-efficiency/"
    assert DOCUMENT.base == base
    assert addresses == [f"{base}q1/1/1", f"{base}q1/1/2"]


def test_a_span_quotes_its_part_of_the_text() -> None:
    """Offsets are half-open: the character at the end does not belong to the sentence."""
    texts = [DOCUMENT.quote(sentence.span) for _, _, sentence in DOCUMENT.sentences()]
    assert texts == ["It works.", "It helps."]


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Devon & Cornwall", "devon-cornwall"),
        ("The force\u2019s \u2014 101 calls!", "the-forces-101-calls"),
        ("Caf\u00e9", "caf"),
        ("...", ""),
    ],
)
def test_a_slug_has_letters_digits_and_hyphens_only(words: str, slug: str) -> None:
    """Whatever a heading holds, its part of an address can be typed."""
    assert slugify(words) == slug
