"""Addresses of sentences on the published page."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from conftest import INVENTED, INVENTED_DATA, ROOT
from hypothesis import given
from hypothesis import strategies as st

from graph.read import skeleton
from graph.read.address import WORDS, fragment
from graph.read.document import read
from graph.store import parse_file


def _ends(directive: str) -> tuple[str, str, str]:
    before, _, rest = directive.removeprefix("#:~:text=").rpartition("-,")
    start, _, end = rest.partition(",")
    return unquote(before), unquote(start), unquote(end)


def test_each_end_has_at_most_five_words_and_never_the_whole_sentence(source: Path) -> None:
    """No address of the real report carries more than five words at an end, nor all words of its sentence."""
    document = read(source)
    for _, _, sentence in document.sentences():
        words = document.quote(sentence.span).split()
        before, start, end = _ends(fragment(document.text, sentence.span.begin, sentence.span.end))
        assert len(before.split()) + len(start.split()) <= WORDS
        assert len(end.split()) <= WORDS
        assert len(start.split()) + len(end.split()) < len(words)


def test_addresses_open_the_page_at_the_right_sentence(source: Path) -> None:
    """The start of an address stands nowhere earlier on the page, but for sentences that are printed twice."""
    document = read(source)
    flat = " ".join(document.text.replace("\u2022", " ").split()).lower()
    astray = []
    for section, paragraph, sentence in document.sentences():
        before, start, _ = _ends(fragment(document.text, sentence.span.begin, sentence.span.end))
        place = len(" ".join(document.text[: sentence.span.begin].replace("\u2022", " ").split())) + 1
        found = flat.find(f"{before} {start}".strip().lower()) + (len(before) + 1 if before else 0)
        if abs(found - place) > 1:
            astray.append((section.path, paragraph.number, sentence.number))
    assert astray == [("q2", 1, 2), ("q2/investigation-quality", 2, 2), ("q3", 1, 2)]


@given(st.text(min_size=1, max_size=200).filter(str.strip))
def test_any_sentence_gets_an_address_without_raw_delimiters(text: str) -> None:
    """Commas, hyphens and ampersands of the text are encoded: they would be read as syntax."""
    directive = fragment(text, 0, len(text)).removeprefix("#:~:text=")
    assert directive.count(",") <= 2
    assert "&" not in directive
    assert " " not in directive


def test_the_skeleton_in_data_is_what_the_reader_makes(source: Path) -> None:
    """report.ttl of the real report is the reader's own output, byte for byte."""
    kept = ROOT / "data" / "cambridgeshire-2018-19-effectiveness" / "report.ttl"
    page = "https://hmicfrs.justiceinspectorates.gov.uk/peel-assessments/peel-2018/cambridgeshire/effectiveness/detailed-findings/"
    assert skeleton.turtle(read(source), address=page) == kept.read_text("utf-8")


def test_the_skeleton_of_the_invented_report_is_what_the_reader_makes() -> None:
    """The same holds for the invented report, on a machine without the real one."""
    kept = INVENTED_DATA / "exampleshire-2018-19-effectiveness" / "report.ttl"
    assert skeleton.turtle(read(INVENTED), address="https://example.org/exampleshire/") == kept.read_text("utf-8")
    assert len(parse_file(kept)) > 100
