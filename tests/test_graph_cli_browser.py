"""The explorer opens in the browser at a thing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import Run

from graph.store_generation import POINTER

TEAM = "unit:exampleshire-river-team"


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A browser that only writes down each address that it is to open."""
    program, addresses = tmp_path / "browser", tmp_path / "addresses.txt"
    program.write_text(f'#!/bin/sh\necho "$1" >> "{addresses}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{program} %s")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return addresses


def test_a_thing_opens_in_the_explorer(
    run: Run, invented_directory: Path, tmp_path: Path, browser: Path
) -> None:
    """The page is written once into the cache, and anew where store or page are others than then."""
    store = tmp_path / "copy"
    shutil.copytree(invented_directory, store)
    done = run("show", "river team", "--web", store=store)
    assert (done.returncode, done.stderr) == (0, ""), done
    (page,) = (tmp_path / "cache").rglob("explorer-*.html")
    assert browser.read_text().split() == [f"{page.as_uri()}#thing={TEAM}"]
    assert done.stdout == f"opened {page.as_uri()}#thing={TEAM}\n"
    content, written = page.read_bytes(), page.stat().st_mtime_ns
    run("show", "river team", "--web", store=store)
    assert page.stat().st_mtime_ns == written
    page.write_bytes(content[:-1])
    run("show", "YH", "--web", store=store)
    assert page.read_bytes() == content
    assert browser.read_text().split()[-1].endswith("#thing=organisation:youth-hub")
    (store / POINTER).write_bytes((store / POINTER).read_bytes() + b"\n")
    written = page.stat().st_mtime_ns
    run("show", "river team", "--web", store=store)
    assert page.stat().st_mtime_ns > written


def test_a_page_that_came_with_a_store_is_not_opened(
    run: Run, invented_directory: Path, tmp_path: Path, browser: Path
) -> None:
    """Whoever gives a store away cannot put a page into a browser, nor have a file replaced."""
    store, file = tmp_path / "copy", tmp_path / "mine.txt"
    shutil.copytree(invented_directory, store)
    file.write_text("mine")
    (store / "explorer.html").symlink_to(file)
    done = run("show", "river team", "--web", store=store)
    assert (done.returncode, file.read_text()) == (0, "mine"), done
    assert store.as_uri() not in browser.read_text()


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["no such thing at all"], 1, "nothing is called"),
        (["river team", "--links"], 2, "--web takes no option for sections or links"),
    ],
)
def test_what_cannot_be_opened_opens_nothing(
    run: Run, invented_directory: Path, browser: Path, words: list[str], code: int, says: str
) -> None:
    """Names of nothing and options of the terminal are refused as ever."""
    done = run("show", *words, "--web", store=invented_directory)
    assert (done.returncode, says in done.stderr, browser.exists()) == (code, True, False), done
