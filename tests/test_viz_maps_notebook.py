"""A map in a notebook: a frame of its own, and a file where one is named."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from conftest import listen
from playwright.sync_api import Browser, expect

import peelgraph
from graph.errors import PeelgraphError
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


def test_a_map_is_saved_as_a_page(tmp_path: Path) -> None:
    """The page is written as it is and its path returned; a file that cannot be written is an error."""
    page = Inline("x", "<p>\u2013</p>")
    assert page.save(str(tmp_path / "x.html")) == tmp_path / "x.html"
    assert (tmp_path / "x.html").read_text("utf-8") == "<p>\u2013</p>"
    assert repr(page) == "<Map x: 0 kB>"
    with pytest.raises(PeelgraphError):
        page.save("/proc/nowhere/x.html")
