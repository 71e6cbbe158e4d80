"""Each number that a view of the explorer shows is the one that SPARQL counts, without the page's own code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from conftest import go_to, open_explorer
from numbers_of_views import NOT_SHARED, VIEWS, Query
from playwright.sync_api import Browser, Page

NUMBER = re.compile(r"(?<![\d/])(\d[\d,]*) (?=[a-z])")
UNCOUNTED = {
    "view=measures",
    "view=questions",
    "view=sparql",
    "view=model",
}  # no counts of the graph


@pytest.fixture(scope="module")
def page(browser: Browser, explorer_file: Path) -> Page:
    """The explorer, whose engine counts."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    open_explorer(page, explorer_file)
    return page


def _count(page: Page, query: str) -> int:
    answer: dict[str, Any] = page.evaluate("(text) => peelgraph.query(text)", query)
    return int(answer["rows"][0]["n"])


def _sentence(page: Page) -> list[int]:
    text = page.inner_text("#sentence").replace("\n", " ")
    return [int(number.replace(",", "")) for number in NUMBER.findall(text)]


def _tabs(page: Page) -> dict[str, int]:
    rows: list[list[str]] = page.evaluate(
        """[...document.querySelectorAll("[role=tab]")].map((tab) =>
        [tab.firstChild.textContent, tab.querySelector(".count").textContent])"""
    )
    return {title: int(number.replace(",", "")) for title, number in rows}


def _expected(page: Page, query: Query, shown: int) -> int:
    """What SPARQL counts; where rules of the program decide, what is shown."""
    return shown if query is None else _count(page, query)


@pytest.mark.parametrize("address", VIEWS)
def test_numbers_are_counted_by_sparql(page: Page, address: str) -> None:
    """Sentence and lists of a view show the numbers that its queries count, each of them and no other."""
    go_to(page, address)
    numbers = VIEWS[address]
    shown = _sentence(page)
    told = numbers.sentence
    if len(shown) < len(told):  # a polarity without findings is left out
        told = tuple(query for query in told if query is None or _count(page, query))
    assert len(shown) == len(told), page.inner_text("#sentence")
    counted = [_expected(page, query, number) for query, number in zip(told, shown, strict=True)]
    assert counted == shown
    tabs = _tabs(page)
    for title, query in numbers.lists.items():
        assert tabs.get(title, 0) == _expected(page, query, tabs.get(title, 0)), title


def test_every_view_is_counted(page: Page) -> None:
    """There are queries for every view of the menu that shows counts of the graph."""
    names = page.evaluate(
        "[...document.querySelectorAll('[data-view]')].map((link) => `view=${link.dataset.view}`)"
    )
    assert set(names) - UNCOUNTED - {"view=comparison"} <= VIEWS.keys()


def test_what_rules_decide_adds_up(page: Page) -> None:
    """Units and people of partners are all that deal with partners; outcomes are all comparisons."""
    go_to(page, "view=partnerships")
    tabs = _tabs(page)
    assert tabs["Units and roles"] + tabs["People of partners"] == _count(page, NOT_SHARED)
    go_to(page, "view=figures")
    _, comparisons, *outcomes = _sentence(page)
    assert sum(outcomes) == comparisons
    go_to(page, "view=about")
    relations = _sentence(page)[2:]
    assert sum(relations) >= _count(page, str(VIEWS["view=everything"].sentence[1]))
