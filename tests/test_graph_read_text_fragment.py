"""Addresses of sentences on the published page."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from graph.read.page_layouts.peel_2018 import parse_report
from graph.read.reports import read_report
from graph.read.text_fragment import WORDS, text_fragment
from graph.read.text_fragment import page_address as address


def _ends(directive: str) -> tuple[str, str, str]:
    before, _, rest = directive.removeprefix("#:~:text=").rpartition("-,")
    start, _, end = rest.partition(",")
    return unquote(before), unquote(start), unquote(end)


def test_each_end_has_at_most_five_words_and_never_the_whole_sentence(source: Path) -> None:
    """No address of the real report carries more than five words at an end, nor all words of its sentence."""
    document = read_report(source)
    for _, _, sentence in document.sentences():
        words = document.quote(sentence.span).split()
        before, start, end = _ends(
            text_fragment(document.text, sentence.span.begin, sentence.span.end)
        )
        assert len(before.split()) + len(start.split()) <= WORDS
        assert len(end.split()) <= WORDS
        assert len(start.split()) + len(end.split()) < len(words)


def test_addresses_open_the_page_at_the_right_sentence(source: Path) -> None:
    """The start of an address stands nowhere earlier on the page, but for sentences that are printed twice."""
    document = read_report(source)
    flat = " ".join(document.text.replace("\u2022", " ").split()).lower()
    astray = []
    for section, paragraph, sentence in document.sentences():
        before, start, _ = _ends(
            text_fragment(document.text, sentence.span.begin, sentence.span.end)
        )
        place = (
            len(" ".join(document.text[: sentence.span.begin].replace("\u2022", " ").split())) + 1
        )
        found = flat.find(f"{before} {start}".strip().lower()) + (len(before) + 1 if before else 0)
        if abs(found - place) > 1:
            astray.append((section.path, paragraph.number, sentence.number))
    assert astray == [("q2", 1, 2), ("q2/investigation-quality", 2, 2), ("q3", 1, 2)]


@given(st.text(min_size=1, max_size=200).filter(str.strip))
def test_any_sentence_gets_an_address_without_raw_delimiters(text: str) -> None:
    """Commas, hyphens and ampersands of the text are encoded: they would be read as syntax."""
    directive = text_fragment(text, 0, len(text)).removeprefix("#:~:text=")
    assert directive.count(",") <= 2
    assert "&" not in directive
    assert " " not in directive


def _directive(page: str, sentence: str, occurrence: int = 1) -> str:
    begin = -1
    for _ in range(occurrence):
        begin = page.index(sentence, begin + 1)
    return text_fragment(page, begin, begin + len(sentence)).removeprefix("#:~:text=")


def test_as_few_words_as_single_a_sentence_out_are_used() -> None:
    """Three words do where they stand nowhere earlier, one more where they do; a short sentence keeps its last word to itself."""
    assert _directive("It works well here. End.", "It works well here.") == "It%20works%20well"
    assert _directive("It works well. End.", "It works well.") == "It%20works"
    assert _directive("Stop. Go.", "Go.") == "Go."
    page = "It works well today. It works well here and now. End."
    assert _directive(page, "It works well here and now.") == "It%20works%20well%20here"
    page = "It works well here today. It works well here and now. End."
    assert _directive(page, "It works well here and now.") == "It%20works%20well%20here%20and"
    assert _directive(page, "It works well here today.") == "It%20works%20well"


def test_words_before_a_sentence_help_where_its_own_stand_earlier() -> None:
    """Where the first five words stand earlier too, in any case, words before the sentence take the place of some."""
    page = "We all know it. IT WORKS WELL here and now we think. But: It works well here and now it is late. End."
    assert (
        _directive(page, "It works well here and now it is late.")
        == "But%3A-,It%20works%20well%20here"
    )
    page = "Well so. Go on there. And so. Go on there. End."
    assert _directive(page, "Go on there.", 2) == "And%20so.-,Go%20on"
    assert _directive("Go on there. Go on there.", "Go on there.", 2) == "there.-,Go%20on"


def test_what_stands_twice_with_all_around_it_gets_its_first_words() -> None:
    """Where five words cannot single a sentence out, its first words are all that is given."""
    page = "a b c d e f g. " * 3
    assert _directive(page, "d e f g.", 3) == "d%20e%20f"


def test_long_sentences_are_pointed_at_by_both_ends() -> None:
    """From eleven words on, the last five close the address; of ten, the first words alone are given."""
    eleven = "A b c d e f g h i j k."
    assert _directive(f"{eleven} End.", eleven) == "A%20b%20c,g%20h%20i%20j%20k."
    ten = "A b c d e f g h i j."
    assert _directive(f"{ten} End.", ten) == "A%20b%20c"


def test_marks_of_bullets_are_no_words() -> None:
    """What the page shows as the mark of a list is not part of its text: it is neither counted nor given."""
    page = "The list: \u2022 first of all; \u2022 It works well here. \u2022 End."
    assert _directive(page, "\u2022 It works well here.") == "It%20works%20well"


WORDING = st.lists(st.sampled_from(["aa", "bb", "cc"]), min_size=1, max_size=30)


@given(WORDING, st.data())
def test_an_address_selects_its_sentence_where_any_can(
    words: list[str], data: st.DataObject
) -> None:
    """Words before and first words together stand nowhere earlier on the page; where no five words do so, none from before are given."""
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    text = "  ".join(words)
    before, start, _ = _ends(text_fragment(text, 4 * first, 4 * last - 2))
    prefix, opening = before.split(), start.split()
    place = first - len(prefix)
    assert words[place : first + len(opening)] == [*prefix, *opening]
    most = max(1, min(WORDS, last - first - 1))
    assert len(opening) <= most

    def earlier(taken: int, count: int) -> bool:
        run = words[first - taken : first + count]
        return any(words[at : at + len(run)] == run for at in range(first - taken))

    if earlier(len(prefix), len(opening)):
        assert not prefix
        assert len(opening) == most
        assert all(
            earlier(taken, min(most, WORDS - taken)) for taken in range(min(WORDS, first + 1))
        )
    elif prefix:
        assert all(earlier(taken, min(most, WORDS - taken)) for taken in range(len(prefix)))
    else:
        assert len(opening) == min(3, most) or earlier(0, len(opening) - 1)


def test_the_address_of_a_page_follows_from_force_year_and_pillar() -> None:
    """The published page of a report is under the first year of its cycle, its force and its pillar, as the inspectorate writes them."""
    text = "Avon and Somerset PEEL 2018\n\nQuestions for Legitimacy\n\nHow fair is it?\n\nIt is fair.\n\nHow good is it?\n\nGood."
    assert (
        address(parse_report(text))
        == "https://hmicfrs.justiceinspectorates.gov.uk/peel-assessments/peel-2018/avon-and-somerset/legitimacy/detailed-findings/"
    )
