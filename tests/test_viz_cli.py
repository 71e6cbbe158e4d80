"""The command that draws maps: its list, its options, and what it needs."""

from __future__ import annotations

import re
import shlex
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from conftest import Run

from viz.cli import map_command
from viz.maps.builder import GROUPINGS
from viz.maps.catalogue import GROUPING_NAMES, MAPS


def test_the_list_has_every_map_with_its_question(run: Run) -> None:
    """Each map stands on a line with its question and what it needs.

    Without a name the list is shown.
    """
    lines = run("map", "--list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(MAPS)
    assert all(MAPS[line.split()[0]].question in line for line in lines)
    assert run("map").stdout.splitlines() == lines
    assert next(line for line in lines if line.startswith("ego")).endswith("(--about THING)")


def test_colours_are_offered_by_every_grouping() -> None:
    """The choices of --by are the groupings that there are."""
    assert set(GROUPING_NAMES) == set(GROUPINGS)
    (option,) = [parameter for parameter in map_command.params if parameter.name == "by"]
    assert list(option.type.choices) == list(GROUPING_NAMES)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["ego"], "Name it with --about THING"),
        (["path", "--from", "river team"], "--from THING --to THING"),
        (["compare"], "--with STORE"),
        (["unit"], "Did you mean units?"),
        (["partnerships", "--voice", "gossip"], "no sentence speaks in the voice"),
    ],
)
def test_what_is_missing_is_said(
    run: Run, invented_directory: Path, tmp_path: Path, words: list[str], says: str
) -> None:
    """One message names the option that the map needs, and nothing is written."""
    done = run("map", *words, "-o", tmp_path / "x.html", store=invented_directory)
    assert (done.returncode, says in done.stderr) == (1, True), done.stderr
    assert list(tmp_path.glob("*.html")) == []


def test_the_command_draws_pages_and_pictures(
    run: Run, real_directory: Path, tmp_path: Path
) -> None:
    """A map by its command is a file of the kind asked for, and the command says what is on it."""
    done = run(
        "map",
        "path",
        "--from",
        "University of Cambridge",
        "--to",
        "serious street violence",
        "-o",
        tmp_path / "a.svg",
        store=real_directory,
    )
    assert done.stdout == f"drew 4 things and 4 relations to {tmp_path / 'a.svg'}\n"
    assert (tmp_path / "a.svg").read_text("utf-8").rstrip().endswith("</svg>")
    done = run("map", "figures", "-o", tmp_path / "b.html", store=real_directory)
    assert done.stdout == f"drew 88 figures and 7 comparisons to {tmp_path / 'b.html'}\n"
    assert (tmp_path / "b.html").read_text("utf-8").startswith("<!doctype html>")
