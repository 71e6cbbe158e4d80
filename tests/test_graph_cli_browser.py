"""The explorer opens in the browser at a thing."""

from __future__ import annotations

import os
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
    return addresses


def test_a_thing_opens_in_the_explorer(
    run: Run, invented_directory: Path, tmp_path: Path, browser: Path
) -> None:
    """The page is written once beside the store, and anew where the store is newer."""
    store = tmp_path / "copy"
    shutil.copytree(invented_directory, store)
    page = store / "explorer.html"
    done = run("show", "river team", "--web", store=store)
    assert (done.returncode, done.stderr) == (0, ""), done
    assert browser.read_text().split() == [f"{page.as_uri()}#thing={TEAM}"]
    assert done.stdout == f"opened {page.as_uri()}#thing={TEAM}\n"
    page.write_text("written before")
    run("show", "river team", "--web", store=store)
    assert page.read_text() == "written before"
    later = page.stat().st_mtime + 5
    os.utime(store / POINTER, (later, later))
    run("show", "YH", "--web", store=store)
    assert page.read_text() != "written before"
    assert browser.read_text().split()[-1].endswith("#thing=organisation:youth-hub")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["no such thing at all"], 1, "nothing is called"),
        (["river team", "--links"], 2, "--web stands alone"),
    ],
)
def test_what_cannot_be_opened_opens_nothing(
    run: Run, invented_directory: Path, browser: Path, words: list[str], code: int, says: str
) -> None:
    """Names of nothing and options of the terminal are refused as ever."""
    done = run("show", *words, "--web", store=invented_directory)
    assert (done.returncode, says in done.stderr, browser.exists()) == (code, True, False), done
