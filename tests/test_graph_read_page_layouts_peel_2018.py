"""The reader of report pages."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import pytest
from conftest import INVENTED, ROOT
from hypothesis import given
from hypothesis import strategies as st

from graph.document import Document
from graph.errors import InputError
from graph.read.page_layouts.peel_2018 import parse_report
from graph.read.reports import read_report


def _texts(document: Document, section: str) -> list[str]:
    return [document.quote(s.span) for place, _, s in document.sentences() if place.path == section]


def test_title_date_cycle_and_pillar_are_found() -> None:
    """A page says of itself which force, cycle and pillar it is about and when it was updated."""
    document = read_report(INVENTED)
    assert (document.place, document.cycle, document.pillar, document.updated) == (
        "Exampleshire",
        "2018-19",
        "effectiveness",
        "2020-02-05",
    )
    assert document.slug == "exampleshire-2018-19-effectiveness"


def test_sections_are_found_and_furniture_is_left_out() -> None:
    """Headings make sections; the misplaced summary lines and navigation do not."""
    paths = [section.path for section in read_report(INVENTED).sections]
    assert paths == ["summary", "q1/areas-for-improvement", "q1", "q1/watching-the-river", "q2"]


def test_bullets_are_paragraphs_without_their_mark() -> None:
    """Each bullet is a paragraph; a hard line break inside it stays inside the sentence."""
    assert _texts(read_report(INVENTED), "q1/areas-for-improvement") == [
        "The constabulary should patrol the river after dark\nand say how often.",
        "he constabulary should count stolen boats the same way everywhere.",
    ]


def test_text_after_a_list_belongs_to_the_question() -> None:
    """The line that announces the findings is not a bullet of the list above it."""
    assert _texts(read_report(INVENTED), "q1") == ["We list what we found below."]


def test_html_of_the_same_page_gives_the_same_sentences(source: Path, tmp_path: Path) -> None:
    """Read as HTML, the real page yields the same paths and the same characters of every sentence."""
    plain = read_report(source)
    page = tmp_path / "page.html"
    page.write_text(_as_html(plain.text), "utf-8")
    marked = read_report(page)
    assert not marked.offsets
    assert [
        (s.path, p.number, x.number, marked.quote(x.span)) for s, p, x in marked.sentences()
    ] == [(s.path, p.number, x.number, plain.quote(x.span)) for s, p, x in plain.sentences()]


def _as_html(text: str) -> str:
    blocks = []
    for block in text.split("\n\n"):
        lines = [line.strip() for line in block.strip().splitlines()]
        if lines and all(line.startswith("\u2022") for line in lines):
            items = (escape(line.removeprefix("\u2022").strip()) for line in lines)
            blocks.append("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")
        elif lines:
            blocks.append(f"<p>{'<br>'.join(map(escape, lines))}</p>")
    return f"<!doctype html><html><head><title>x</title><style>p {{}}</style></head><body><nav>Menu</nav><main>{''.join(blocks)}</main></body></html>"


def test_the_real_page_has_its_five_questions(source: Path) -> None:
    """Questions 4 and 5 are two questions, and each sub-heading stands under its own."""
    paths = [section.path for section in read_report(source).sections]
    assert [path for path in paths if "/" not in path] == ["summary", "q1", "q2", "q3", "q4", "q5"]
    assert sum(path.startswith("q3/") for path in paths) == 4
    assert "q5/working-with-others" in paths
    assert len(list(read_report(source).sentences())) == 413


def test_offsets_agree_with_an_independent_reading(source: Path) -> None:
    """Forty-nine sentences read by somebody else begin and end where ours do (one of them counts a trailing space)."""
    examples = ROOT.parent / "shared" / "examples" / "annotated-section.json"
    if not examples.is_file():
        pytest.skip("THE INDEPENDENT READING IS MISSING beside the report's text")
    document = read_report(source)
    ours = {(x.span.begin, x.span.end) for _, _, x in document.sentences()}
    theirs = [
        tuple(span)
        for name, span in json.loads(examples.read_text("utf-8"))["sentences"].items()
        if name.count(".") > 1
    ]
    stripped = {(begin, begin + len(document.text[begin:end].rstrip())) for begin, end in theirs}
    assert len(stripped) == 49
    assert stripped <= ours


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_kindly(text: str) -> None:
    """No text whatsoever makes the reader fail in another way than by its own error."""
    try:
        document = parse_report("Exampleshire PEEL 2018\n\nHow well does it go?\n\n" + text)
    except InputError:
        return
    for _, _, one in document.sentences():
        assert document.quote(one.span).strip() == document.quote(one.span) != ""


def test_equal_headings_make_different_sections() -> None:
    """Two sections of one name, and one whose name has no letters of the alphabet, have paths of their own."""
    text = "Exampleshire PEEL 2018\n\nHow good is it?\n\nHow fast is it?\n\nWorking together\n\nOne.\n\nWorking together\n\nTwo.\n\n\u00dc\u00c9\n\nThree.\n"
    paths = [section.path for section in parse_report(text).sections]
    assert paths == [
        "summary",
        "q1",
        "q1/working-together",
        "q1/working-together-2",
        "q1/section-3",
    ]


def _page(*blocks: str, title: str = "Exampleshire PEEL 2018") -> Document:
    return parse_report(
        "\n\n".join([title, "How good is it?", "It is good.", "How fast is it?", *blocks]) + "\n"
    )


@pytest.mark.parametrize(
    ("year", "cycle"),
    [("2018", "2018-19"), ("2017", "2017"), ("2021/22", "2021-22"), ("2021-22", "2021-22")],
)
def test_the_cycle_follows_from_the_year_of_the_title(year: str, cycle: str) -> None:
    """A title of 2018 stands for the cycle 2018/19, one with two years for both, any other for its year."""
    assert _page(title=f"Exampleshire PEEL {year}").cycle == cycle


@pytest.mark.parametrize(
    ("block", "pillar"),
    [
        ("Questions for Efficiency", "efficiency"),
        ("How effectively does it work?", "effectiveness"),
        ("How efficiently does it work?", "efficiency"),
        ("How fairly does it work?", "legitimacy"),
        ("It works.", "overall"),
    ],
)
def test_the_pillar_is_named_or_follows_from_a_question(block: str, pillar: str) -> None:
    """The heading of the questions names the pillar, else the adverb of a question; a page with neither is about all."""
    assert _page(block).pillar == pillar


def test_a_page_without_a_date_has_none() -> None:
    """The date of the last update is written year first, and empty where the page has none."""
    assert _page().updated == ""
    assert _page("Last updated 02/05/2019").updated == "2019-05-02"


def test_only_a_short_line_without_a_full_stop_is_a_heading() -> None:
    """Ninety characters may be a heading; one more, a closing mark, a small letter or a second line make a paragraph."""
    heading = "Working with " + "x" * 77
    paragraphs = [f"{heading}x", "Working well.", "Working well:", "working well", "Working\nwell"]
    for paragraph in paragraphs:
        sections = _page("Before.", paragraph, "After.").sections
        assert [section.path for section in sections] == ["summary", "q1"], paragraph
    sections = _page("Before.", heading, "After.").sections
    assert [section.title for section in sections][2:] == [heading]


def test_headings_are_numbered_in_their_question() -> None:
    """The headings of each question count from one, and questions from one after the summary."""
    sections = _page(
        "Before.", "First", "One.", "Second", "Two.", "How fair is it?", "It is.", "Third", "Three."
    ).sections
    assert [(section.path, section.number, section.parent) for section in sections] == [
        ("summary", 1, ""),
        ("q1", 2, ""),
        ("q1/first", 1, "q1"),
        ("q1/second", 2, "q1"),
        ("q2", 3, ""),
        ("q2/third", 1, "q2"),
    ]


def test_what_stands_before_the_first_question_belongs_to_no_section() -> None:
    """A heading or paragraph above the first question is left out, and paragraphs of a section count from one."""
    document = parse_report(
        "Exampleshire PEEL 2018\n\nA heading\n\nA paragraph.\n\nHow good is it?\n\nIt is.\n\nHow fast is it?\n\nOne.\n\nTwo.\n"
    )
    assert [section.path for section in document.sections] == ["summary", "q1"]
    paragraphs = document.sections[1].paragraphs
    assert [paragraph.number for paragraph in paragraphs] == [1, 2]
    assert [document.quote(paragraph.span) for paragraph in paragraphs] == ["One.", "Two."]


def test_bullets_after_an_opening_line_end_before_the_next_mark() -> None:
    """Each bullet ends where the next begins, without white space at its end, whatever the mark."""
    document = _page("\u2022 One\n  goes on. \n* Two.\n- Three.")
    paragraphs = document.sections[1].paragraphs
    assert [document.quote(paragraph.span) for paragraph in paragraphs] == [
        "One\n  goes on.",
        "Two.",
        "Three.",
    ]


HEAD = ("Exampleshire PEEL 2018", "How good is it?", "It is good.")


def _addresses(*blocks: str, gap: str = "\n\n") -> list[str]:
    document = parse_report(gap.join((*HEAD, *blocks)) + "\n")
    return [f"{part.path}/{number.number}" for part, number, _ in document.sentences()]


@pytest.mark.parametrize(
    ("blocks", "paths"),
    [
        (("1", "To what extent is it fair?", "Yes.", "2", "How open is it?", "Very."), "q1 q2"),
        (("2", "How open is it?", "Very."), "q2"),
        (("2. How open is it?", "Very.", "How fast is it?", "It is."), "q2 q3"),
        (("3\nHow open is it?", "Very.", "1", "How fast is it?", "It is."), "q3 q4"),
    ],
)
def test_questions_have_the_numbers_of_the_page(blocks: tuple[str, ...], paths: str) -> None:
    """A number before a question is its number; without one, or with one too low, it is the next."""
    assert _addresses(*blocks) == ["summary/1", *(f"{path}/1" for path in paths.split())]


def test_grades_change_no_address() -> None:
    """A grade is neither a heading nor a sentence, alone, in small letters or below a date."""
    plain = _addresses("How fast is it?", "It is fast.")
    for grade in ("Good", "Requires improvement", "Last updated 20/01/2020\nOutstanding", "good"):
        assert _addresses(grade, "How fast is it?", grade, "It is fast.") == plain


def test_a_page_without_blank_lines_has_the_same_sections() -> None:
    """Where no blank line parts title and questions, each line is a paragraph."""
    blocks = "How fast is it?", "Working with others", "It works.", "It works well."
    assert _addresses(*blocks, gap="\n") == _addresses(*blocks)
