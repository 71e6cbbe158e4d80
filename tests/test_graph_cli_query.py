"""`peelgraph query -o FILE`: an answer becomes a map or a file of data, by the suffix."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run

_LINKS = "CONSTRUCT WHERE { ?a peel:worksWith ?b }"
_ROWS = "SELECT ?a ?b { ?a peel:worksWith ?b }"


@pytest.mark.parametrize("query", [_LINKS, _ROWS])
@pytest.mark.parametrize(("suffix", "mark"), [(".html", "<!doctype html>"), (".svg", "<svg")])
def test_an_answer_is_drawn(
    run: Run, invented_directory: Path, tmp_path: Path, query: str, suffix: str, mark: str
) -> None:
    """Statements, and rows with two things, are drawn as a page or a picture; the message counts them."""
    path = tmp_path / f"map{suffix}"
    done = run("query", query, "-o", path, store=invented_directory)
    assert (done.returncode, "things and" in done.stdout) == (0, True), done.stderr
    text = path.read_text("utf-8")
    assert mark in text
    assert "works with" in text


@pytest.mark.parametrize(
    ("query", "name"), [(_LINKS, "a.ttl"), (_LINKS, "a.nt"), (_ROWS, "a.csv"), (_ROWS, "a.json")]
)
def test_an_answer_is_written_in_the_format_of_its_name(
    run: Run, invented_directory: Path, tmp_path: Path, query: str, name: str
) -> None:
    """The file holds what the same format prints."""
    form = name.partition(".")[2]
    path = tmp_path / name
    assert run("query", query, "-o", path, store=invented_directory).returncode == 0
    printed = run("query", query, "--format", form, store=invented_directory).stdout
    written = path.read_text("utf-8")
    if form == "json":
        assert json.loads(written) == json.loads(printed)
    else:
        assert sorted(written.split()) == sorted(printed.split())


def test_a_file_that_cannot_be_written_is_said(
    run: Run, invented_directory: Path, tmp_path: Path
) -> None:
    """An unknown suffix, a format that does not fit, and an answer without two things say what to do; nothing is written."""
    for name, query, message in (
        ("a.png", _ROWS, "Known: .html .svg .csv"),
        ("a.ttl", _ROWS, "answers with rows"),
        ("a.html", "SELECT ?n { ?a rdfs:label ?n }", "connects no two things"),
    ):
        done = run("query", query, "-o", tmp_path / name, store=invented_directory)
        assert (done.returncode, message in done.stderr) == (1, True), done.stderr
    assert list(tmp_path.iterdir()) == []
