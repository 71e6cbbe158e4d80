"""The page on the network: whole, safe, legible by day and night, large and small, and every number with its sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Run
from playwright.sync_api import Browser

from graph.analyse.networks.projection import Selection
from graph.analyse.summary import CHAPTERS
from graph.errors import PeelgraphError
from graph.store import Store
from viz.pages import analysis
from viz.pages.analysis import analysis_page


@pytest.fixture(scope="module")
def written(real: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the real report."""
    path = tmp_path_factory.mktemp("page") / "analysis.html"
    path.write_text(analysis_page(real), "utf-8")
    return path


def test_the_page_asks_nothing_of_anybody(written: Path) -> None:
    """No script, no style or picture from elsewhere, a policy that forbids them, and links to the published page only."""
    text = written.read_text("utf-8")
    assert not re.search(r"<(?:script|link|img|iframe|object)\b| on\w+=| style=", text)
    assert "default-src 'none'; style-src 'sha256-" in text.replace("&#39;", "'")
    assert "unsafe" not in text
    addresses = set(re.findall(r'href="(https?://[^/"]+)', text))
    assert addresses == {"https://hmicfrs.justiceinspectorates.gov.uk"}


def test_every_part_has_its_table_and_sentences(written: Path) -> None:
    """All parts are there, and every row of every table can be opened to its sentences."""
    text = written.read_text("utf-8")
    assert all(
        f'<h3 id="{entry.anchor}">' in text for chapter in CHAPTERS for entry in chapter.sections
    )
    assert text.count("<details>") == text.count('<tr role="row"><th role="rowheader"')
    assert text.count('role="img"') == text.count("<desc id=") == 9


def test_the_same_store_gives_the_same_page(real: Store, written: Path) -> None:
    """Two pages have the same bytes."""
    assert analysis_page(real) == written.read_text("utf-8")


def test_a_long_list_of_sentences_ends_with_the_way_to_the_others(
    real: Store, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of one report every sentence is listed; where there are more than a page can hold, the rest is told with a command."""
    assert "To list all" not in written.read_text("utf-8")
    monkeypatch.setattr(analysis, "_SENTENCES", 5)
    text = analysis_page(real, Selection(question=1))
    rows = re.findall(r"<summary>(\d+) sentence.*?</summary>\s*<ul>(.*?)</ul>", text, re.DOTALL)
    assert rows
    for number, listed in rows:
        assert listed.count("<a ") == min(int(number), 5)
        assert (f"and {int(number) - 5} more. To list all: <code>" in listed) == (int(number) > 5)
    command = "<code>peelgraph analyse balance --by theme --format csv</code>"
    assert f"{command}, with the options that made this page</li>" in text


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
)
def test_the_page_can_be_read_by_everybody(
    browser: Browser, written: Path, width: int, scheme: str
) -> None:
    """Nothing sticks out sideways, nothing is asked or refused, and axe finds no breach of WCAG 2.2 AA, closed or opened."""
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
        offline=True,
        bypass_csp=True,
    )
    tab = context.new_page()
    troubles: list[str] = []
    tab.on("console", lambda message: troubles.append(message.text))
    tab.on(
        "request",
        lambda request: (
            troubles.append(request.url) if not request.url.startswith("file:") else None
        ),
    )
    tab.goto(written.as_uri())
    tab.evaluate(
        "document.querySelectorAll('details').forEach((one, place) => { one.open = place % 9 === 0; })"
    )
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    if (width == 1280) == (
        scheme == "light"
    ):  # each width and each scheme once: axe takes some seconds here
        found = Axe().run(
            tab,
            options={
                "resultTypes": ["violations"],
                "runOnly": {
                    "type": "tag",
                    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
                },
            },
        )
        assert found.violations_count == 0, found.generate_report()
    assert troubles == []
    context.close()


def test_the_policy_lets_the_own_style_through(browser: Browser, written: Path) -> None:
    """With the policy in force the page is styled, and the browser has nothing to complain of."""
    tab = browser.new_page()
    troubles: list[str] = []
    tab.on("console", lambda message: troubles.append(message.text))
    tab.goto(written.as_uri())
    assert (
        tab.evaluate("getComputedStyle(document.querySelector('svg .strong')).fill")
        == "rgb(0, 112, 74)"
    )
    assert troubles == []
    tab.close()


def test_a_choice_narrows_the_page_and_is_told(real: Store) -> None:
    """Under one question only its sentences stand on the page; a choice that leaves nothing is told."""
    text = analysis_page(real, Selection(question=2, planned=False))
    assert "Only this was counted: question 2; without plans." in text
    places = set(re.findall(r'rel="noreferrer">(question \d)', text))
    assert places == {"question 2"}
    with pytest.raises(PeelgraphError, match="nothing is left to report on"):
        analysis_page(real, Selection(question=9))


def test_from_the_command_line(run: Run, invented_directory: Path, tmp_path: Path) -> None:
    """The command writes the page of a small report too, and says what it left out."""
    done = run("analyse", "report", "-o", tmp_path / "x.html", store=invented_directory)
    assert (done.returncode, done.stdout) == (0, f"wrote {tmp_path / 'x.html'}\n")
    assert "Strengths and concerns" in (tmp_path / "x.html").read_text("utf-8")


def test_the_contents_lead_to_every_part(invented: Store) -> None:
    """Each part is named in the contents by its analysis and by what, under its chapter; the parts that are left out are told with the reason."""
    text = analysis_page(invented)
    contents = dict(re.findall(r'<li><a href="#([\w-]+)">([^<]*)</a>', text))
    assert contents["balance-unit"] == "balance by unit"
    assert contents["cut-points"] == "cut points"
    assert contents["robustness-betweenness"] == "robustness by betweenness"
    assert contents["degree-chapter"] == "Partnerships"
    parts = {anchor for anchor in contents if not anchor.endswith("-chapter")}
    assert parts <= set(re.findall(r'id="([\w-]+)"', text))
    assert "balance-system" in contents
    assert (
        "<title>Network analysis: Exampleshire PEEL 2018/19, effectiveness \u00b7 peelgraph</title>"
        in text
    )
    assert "themes: the store states nothing that the network units-themes holds" in text
    assert "Taken was only" not in text


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        (Selection(question=1), "question 1"),
        (Selection(planned=False), "without plans"),
        (Selection(voices=["plan", "inspectorate"]), "voice inspectorate, plan"),
        (Selection(relations=("works with",), question=1), "question 1; relation works with"),
        (Selection(polarity=("strength",)), "polarity strength"),
    ],
)
def test_each_choice_is_told_in_words(invented: Store, choice: Selection, told: str) -> None:
    """What was taken stands on the page, in one order."""
    assert f"Only this was counted: {told}." in analysis_page(invented, choice)
