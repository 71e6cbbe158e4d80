"""The pages of figures and of the timeline: every figure, its voice and comparison or the refusal of one; every event with its time."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from conftest import listen
from lxml import html
from playwright.sync_api import Browser

from graph.errors import PeelgraphError
from graph.query.comparisons import compare_figures, conflicts
from graph.query.figures import figures, reported_pairs
from graph.store import Store, parse_text, rows, store_in_memory
from viz.maps.builder import draw
from viz.pages import timeline
from viz.pages.figures import figures_page

TITLE: dict[str, Any] = {"title": "Figures", "description": "All of them."}


@pytest.fixture(scope="module")
def sheets(real: Store, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both pages of the real data."""
    folder = tmp_path_factory.mktemp("sheets")
    for name in ("figures", "timeline"):
        draw(real, name, folder / f"{name}.html")
    return {name: folder / f"{name}.html" for name in ("figures", "timeline")}


def _all(element: html.HtmlElement, name: str, *, tag: str = "*") -> list[html.HtmlElement]:
    """Find elements by class."""
    return _at(
        element, f".//{tag}[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
    )


def _at(element: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """Find elements by XPath."""
    found = element.xpath(path)
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, html.HtmlElement)]


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_figure_has_its_words_voice_and_sentence(real: Store) -> None:
    """Each figure of the store is a card with value, label, printed words, voice and a link to each sentence, and a row of the table."""
    known = figures(real)
    text, counts = figures_page(real, **TITLE)
    root = html.fromstring(text)
    cards = _all(root, "card")
    assert counts[0] == len(cards) == len(known) == len(_at(root, "//*[@id='twin']//tbody/tr"))
    printed = {
        row["figure"].value: row["words"].value
        for row in rows(real, "SELECT ?figure ?words { ?figure peel:surface ?words }")
    }
    told = {_words(card) for card in cards}
    for iri, figure in known.items():
        (card,) = [
            words
            for words in told
            if figure.facts["label"] in words and f"\u201c{printed[iri]}\u201d" in words
        ][:1]
        assert ", ".join(figure.voices) in card
    assert all(_at(card, ".//a[contains(@href, '#:~:text=')]") for card in cards)


def test_ranks_are_ordinal_and_changes_have_a_sign(real: Store) -> None:
    """A rank reads as a place, as in 12th; a rise has its plus; no other number has letters or a plus."""
    root = html.fromstring(figures_page(real, **TITLE)[0])
    numbers = {
        _words(_all(card, "label")[0]): _words(_at(card, ".//strong")[0])
        for card in _all(root, "card")
    }
    units: Counter[str] = Counter()
    for figure in figures(real).values():
        unit, number = figure.name("unit"), numbers[figure.facts["label"]]
        units[unit] += 1
        assert bool(re.fullmatch(r"\d+(?:st|nd|rd|th)", number)) == (unit == "rank"), number
        assert number.startswith("+") == (unit == "percent-change" and figure.value > 0)
    assert units["rank"]
    assert units["percent-change"]


def test_every_comparison_of_the_report_is_told_or_refused(real: Store) -> None:
    """What the report sets side by side has its difference in words, or the reasons why it may not be compared and no chart; cautions are shown."""
    known = figures(real)
    expected = [
        compare_figures(one, other, conflicts=conflicts(real))
        for one, other in reported_pairs(known)
    ]
    sets = _all(html.fromstring(figures_page(real, **TITLE)[0]), "set")
    assert len(sets) == len(expected) >= 7
    for item, found in zip(expected, sets, strict=True):
        words = _words(found)
        assert bool(_all(found, "pair")) == (not item.refusals)
        assert all(refusal in words for refusal in item.refusals)
        assert all(" ".join(caution.split()) in words for caution in item.cautions)
        if not item.refusals:
            assert item.words[1:] in words
            assert (
                _all(found, "verdict")[0]
                .text_content()
                .endswith({True: "better", False: "worse"}[bool(item.better)])
            )
    assert {bool(item.refusals) for item in expected} == {True, False}


def test_the_maximum_of_then_is_not_charted_against_the_mean_of_now(real: Store) -> None:
    """The average wait of 104 minutes and the earlier up to ten hours are refused, in words and with a mark."""
    sets = _all(html.fromstring(figures_page(real, **TITLE)[0]), "refused")
    (found,) = [one for one in sets if "104" in _words(one)]
    assert "\u2260 not comparable" in _words(found)
    assert "the measures differ" in _words(found)
    assert "bound" in _words(found)


def test_choices_narrow_the_pages_and_an_empty_one_is_refused(real: Store) -> None:
    """Only figures of the question, voice and thing asked for; a choice that leaves nothing is an error and no empty page."""
    assert 0 < figures_page(real, **TITLE, question=5)[1][0] < 10
    assert figures_page(real, **TITLE, voices=["file review"])[1][0] == 5
    about = figures_page(
        real, **TITLE, about=["https://w3id.org/peelgraph/id/unit/cambridgeshire-demand-hub"]
    )[1][0]
    assert 0 < about < 10
    with pytest.raises(PeelgraphError, match="no figure is left"):
        figures_page(real, **TITLE, question=4)
    with pytest.raises(PeelgraphError, match="no event is left"):
        timeline.timeline_page(real, **TITLE, voices=["partners or scrutiny group"])


HOSTILE = "</svg></style><script>window.hit=1</script><img src=x onerror=window.hit=1>"


def test_data_are_text_and_never_markup(browser: Browser, invented: Store, tmp_path: Path) -> None:
    """A label or printed word that looks like markup is shown as text, and an address that is not of the web is no link."""
    figure, team = (
        "https://w3id.org/peelgraph/report/exampleshire-2018-19-effectiveness/figure/crew",
        "https://w3id.org/peelgraph/id/unit/exampleshire-river-team",
    )
    sentence = next(iter(rows(invented, f"SELECT ?s {{ <{figure}> prov:wasQuotedFrom ?s }}")))[
        "s"
    ].value
    label, schema = "http://www.w3.org/2000/01/rdf-schema#label", "https://schema.org/url"
    store = store_in_memory(
        quad
        for quad in invented
        if (quad.subject.value, quad.predicate.value)
        not in {(figure, label), (team, label), (sentence, schema)}
    )
    quoted = HOSTILE.replace('"', '\\"')
    extra = f'<{figure}> <{label}> "{quoted}" . <{team}> <{label}> "{quoted}" . <{sentence}> <{schema}> "javascript:window.hit=1" .'
    store.extend(parse_text(extra))
    path = tmp_path / "figures.html"
    draw(store, "figures", path)
    assert HOSTILE not in path.read_text("utf-8")
    context = browser.new_context(offline=True)
    opened = context.new_page()
    troubles: list[str] = []
    listen(opened, troubles)
    opened.goto(path.as_uri())
    assert HOSTILE in opened.locator(".cards").inner_text()
    assert opened.evaluate("window.hit") is None
    assert opened.locator("a[href^=javascript]").count() == 0
    assert troubles == []
    context.close()


@pytest.mark.parametrize("name", ["figures", "timeline"])
def test_the_pages_need_no_script_and_ask_nothing_of_anybody(
    sheets: dict[str, Path], name: str
) -> None:
    """No script, nothing loaded, and a policy that allows one style and no more; twice the same."""
    text = sheets[name].read_text("utf-8")
    assert "<script" not in text
    assert not re.search(r"<(?:link|img|iframe)|\sstyle=|\son\w+=", text)
    assert re.search(
        r"default-src &#39;none&#39;; style-src &#39;sha256-[^;]+&#39;; img-src data:", text
    )


@pytest.mark.parametrize("name", ["figures", "timeline"])
@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    [(1280, 800, "light"), (1280, 800, "dark"), (390, 844, "light"), (390, 844, "dark")],
)
def test_the_pages_fit_every_screen_and_everybody(
    browser: Browser, sheets: dict[str, Path], name: str, width: int, height: int, scheme: Any
) -> None:
    """On a desk and on a phone, by day and by night: drawn from disk without a word of trouble, nothing sticks out sideways, axe finds no violation."""
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        offline=True,
        reduced_motion="reduce",
    )
    opened = context.new_page()
    troubles: list[str] = []
    listen(opened, troubles)
    opened.goto(sheets[name].as_uri())
    opened.locator("#twin summary").click()
    assert opened.locator("#twin table").is_visible()
    assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    sizes = opened.locator("svg text").evaluate_all(
        "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 12
    found = Axe().run(opened)
    assert [violation["id"] for violation in found.response["violations"]] == []
    assert troubles == []
    context.close()


@pytest.mark.parametrize("name", ["figures", "timeline"])
def test_on_paper_nothing_is_lost(
    browser: Browser, sheets: dict[str, Path], name: str, tmp_path: Path
) -> None:
    """Printed, the page is dark on white, without its menu, and as long as its content."""
    context = browser.new_context(color_scheme="dark", offline=True)
    opened = context.new_page()
    opened.goto(sheets[name].as_uri())
    opened.emulate_media(media="print")
    assert (
        opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    )
    assert not opened.locator("nav").is_visible()
    assert len(opened.pdf(path=tmp_path / "x.pdf")) > 20_000
    context.close()
