"""A map in a notebook: a frame of its own, and a file where one is named."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from conftest import listen
from playwright.sync_api import Browser, expect

import peelgraph
from graph.errors import PeelgraphError
from viz.maps import builder
from viz.maps.notebook import Inline


def test_a_map_shows_itself_in_a_notebook(
    browser: Browser, real_directory: Path, tmp_path: Path
) -> None:
    """In a notebook a map runs in a frame of its own, draws there, and cannot reach the notebook around it."""
    shown = peelgraph.open(real_directory).map("operations")._repr_html_()
    assert unescape(shown.partition('srcdoc="')[2].rpartition('">')[0]).startswith(
        "<!doctype html>"
    )
    path = tmp_path / "notebook.html"
    path.write_text(f"<!doctype html><title>Notebook</title><body>{shown}</body>", "utf-8")
    context = browser.new_context(viewport={"width": 1000, "height": 800}, offline=True)
    page = context.new_page()
    troubles: list[str] = []
    listen(page, troubles)
    page.goto(path.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("body[data-drawn=yes]").wait_for(timeout=30_000)
    assert frame.locator("h1").inner_text().startswith("Operations")
    frame.locator("#views a[data-view=findings]").click()
    expect(frame.locator("h1")).to_have_text("Strengths and concerns")
    frame.locator("#search").fill("Operation Mantus")
    frame.locator("#search").press("Enter")
    expect(frame.locator("h1")).to_contain_text("Mantus")
    assert troubles == []
    context.close()


def test_the_page_is_escaped_in_its_frame() -> None:
    """Title and page are attributes of the frame, whatever they hold, and the frame may run scripts only."""
    html = Inline('a "title"', '<p class="x">&amp;</p>')._repr_html_()
    assert 'title="a &quot;title&quot;"' in html
    assert 'srcdoc="&lt;p class=&quot;x&quot;&gt;&amp;amp;&lt;/p&gt;"' in html
    assert 'sandbox="allow-scripts allow-popups"' in html
    assert "allow-same-origin" not in html


@pytest.mark.parametrize(("name", "times"), [("x.html", 1), ("x.svg", 2)])
def test_a_map_that_is_shown_and_written_is_made_once(
    invented_directory: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    times: int,
) -> None:
    """A page has the bytes that the notebook shows, and only a picture is made besides."""
    texts: list[str] = []
    picture_text = builder.picture_text

    def counted(*arguments: Any, **options: Any) -> str:
        texts.append(picture_text(*arguments, **options))
        return texts[-1]

    monkeypatch.setattr(builder, "picture_text", counted)
    path = tmp_path / name
    page = peelgraph.open(invented_directory).map("partnerships", path)
    assert (page.path, len(texts)) == (path, times)
    assert path.read_text("utf-8") == texts[0]


@pytest.mark.parametrize("name", ["x.html", "x.svg"])
def test_the_map_of_an_answer_knows_its_file(
    invented_directory: Path, tmp_path: Path, name: str
) -> None:
    """What a notebook shows of an answer names the file to which it was written, too."""
    rows = peelgraph.open(invented_directory).query("CONSTRUCT WHERE { ?a peel:worksWith ?b }")
    page = rows.map(tmp_path / name)
    assert page.path == tmp_path / name
    assert (page.path.read_text("utf-8") == page.html) == (name == "x.html")
    assert rows.map().path is None


def test_a_map_is_saved_as_a_page(tmp_path: Path) -> None:
    """The page is written as it is and its path returned; a file that cannot be written is an error."""
    page = Inline("x", "<p>\u2013</p>")
    assert page.save(str(tmp_path / "x.html")) == tmp_path / "x.html"
    assert (tmp_path / "x.html").read_text("utf-8") == "<p>\u2013</p>"
    assert repr(page) == "<Map x: 0 kB>"
    with pytest.raises(PeelgraphError):
        page.save("/proc/nowhere/x.html")
