"""Text is split into sentences where a reader would."""

from __future__ import annotations

from itertools import pairwise

from conftest import INVENTED
from hypothesis import given
from hypothesis import strategies as st

from graph.document import Document
from graph.read import sentences
from graph.read.reports import read_report


def _texts(document: Document, section: str) -> list[str]:
    return [document.quote(s.span) for place, _, s in document.sentences() if place.path == section]


def test_sentences_end_where_a_reader_thinks_so() -> None:
    """Abbreviations, quotation marks and brackets do not fool the splitter."""
    assert _texts(read_report(INVENTED), "summary")[1:] == [
        "Its river team, set up in May 2018, is a model for others.",
        "Dr. Miller\u2019s trust calls it \u201cthe best on the water.\u201d",
        "Boat thefts fell by 12 percent.",
    ]


@given(st.text(alphabet=st.sampled_from("aB .!?\n\u2019\u201d(1"), max_size=60))
def test_splitting_loses_nothing_but_white_space(text: str) -> None:
    """Whatever the text, sentences lie in order, do not overlap and together hold every visible character."""
    spans = [s.span for s in sentences.split_sentences(text, 0, len(text))]
    assert all(a.end <= b.begin for a, b in pairwise(spans))
    assert "".join("".join(text[s.begin : s.end].split()) for s in spans) == "".join(text.split())
