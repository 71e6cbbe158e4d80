"""Scenes of the explorer: kept, arranged, played, and saved in the file itself."""

from __future__ import annotations

from pathlib import Path

from conftest import START, WINDOW, go_to, listen, open_explorer, return_to_start, shown
from playwright.sync_api import Browser, Page

NOTE = "</script><img src=x onerror=alert(1)> Look here first."


def _keep(page: Page, note: str) -> None:
    page.get_by_role("button", name="Keep this view").click()
    page.keyboard.type(note)
    page.keyboard.press("Escape")


def _saved(page: Page, folder: Path) -> Path:
    page.get_by_role("button", name="scenes").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save this file with its scenes").click()
    path = folder / "saved.html"
    download.value.save_as(path)
    page.keyboard.press("Escape")
    return path


def test_a_colleague_opens_the_file_and_sees_the_scenes(
    explorer_file: Path, browser: Browser, tmp_path: Path
) -> None:
    """Scenes are saved in the file itself as data, in the order of the reader; whoever opens it plays them."""
    context = browser.new_context(offline=True, accept_downloads=True, reduced_motion="reduce")
    page, troubles = context.new_page(), list[str]()
    listen(page, troubles)
    open_explorer(page, explorer_file, "view=partnerships")
    _keep(page, NOTE)
    open_hash(page, "view=figures")
    _keep(page, "Four are better.")
    page.get_by_role("button", name="2 scenes").click()
    page.get_by_role("button", name="Later: scene 1").click()
    page.keyboard.press("Escape")
    path = _saved(page, tmp_path)
    open_explorer(page, path)
    page.get_by_role("button", name="2 scenes").click()
    page.get_by_role("button", name="Play").click()
    page.wait_for_selector("#views [data-view=figures][aria-current]", state="attached")
    assert "Four are better." in page.inner_text("#player")
    assert not page.is_visible("#head")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#views [data-view=partnerships][aria-current]", state="attached")
    assert NOTE in page.inner_text("#player")
    page.keyboard.press("Escape")
    assert page.is_visible("#head")
    assert page.locator("img").count() == 0
    assert troubles == []
    context.close()


def open_hash(page: Page, address: str) -> None:
    """Go to a view by the address of the page, as a link does."""
    page.evaluate("address => { location.hash = address; }", address)
    name = address.partition("=")[2]
    page.wait_for_selector(f"#views [data-view={name}][aria-current]", state="attached")


def test_saving_changes_nothing_but_the_scenes(
    explorer_file: Path, browser: Browser, tmp_path: Path
) -> None:
    """A saved file that is opened and saved again is the same file; without its scenes it is the first one."""
    context = browser.new_context(offline=True, accept_downloads=True)
    page = context.new_page()
    open_explorer(page, explorer_file, "view=areas")
    plain = page.evaluate("peelgraph.html()")
    _keep(page, NOTE)
    _keep(page, "again")
    path = _saved(page, tmp_path)
    open_explorer(page, path)
    again = page.evaluate("peelgraph.html()")
    assert again == path.read_text("utf-8")
    start = again.index('id="scenes">') + len('id="scenes">')
    end = again.index("</script>", start)
    assert again[:start] + "[]" + again[end:] == plain
    assert "<" not in again[start:end]
    context.close()


def test_what_a_test_leaves_in_a_shared_page_is_gone_for_the_next(
    explorer_file: Path, opened: tuple[Page, list[str]]
) -> None:
    """Scenes, a narrow window, evidence and an open picture: the next test finds what the file shows at its start."""
    page, _ = opened
    open_explorer(page, explorer_file, START)
    text = shown(page)
    go_to(page, "view=partnerships")
    _keep(page, NOTE)
    page.set_viewport_size({"width": 390, "height": 800})
    page.evaluate("document.body.classList.add('show-picture')")
    go_to(page, START)
    page.evaluate("peelgraph.page.choose({ thing: peelgraph.model.things[0].id })")
    return_to_start(page, explorer_file, text)
    assert (shown(page), page.viewport_size) == (text, WINDOW)
    assert page.evaluate("location.hash") == f"#{START}"
    assert page.is_hidden("#evidence")
