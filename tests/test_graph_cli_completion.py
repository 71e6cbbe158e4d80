"""Completion in shells: names, values and files, and nothing that could steer a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from conftest import ROOT

from graph.cli import completion
from graph.export.formats import SUFFIXES
from graph.load.build import write_companions
from graph.namespaces import ID, expand
from graph.store import Literal, NamedNode, Quad
from graph.store_writer import store_writer


def _words(complete: completion.Completer, incomplete: str) -> list[str]:
    context = click.Context(click.Command("x"))
    return [item.value for item in complete(context, click.Option(["--x"]), incomplete)]


def test_suffixes_of_all_formats_are_offered() -> None:
    """After the dot of a file for export, every format is offered; before it, files are."""
    assert sorted(_words(completion.exports, "graph.")) == sorted(f"graph{end}" for end in SUFFIXES)
    assert _words(completion.exports, "graph.j") == ["graph.json", "graph.jsonld"]
    (item,) = completion.exports(
        click.Context(click.Command("x")), click.Option(["--x"]), "folder/"
    )
    assert item.type == "file"


def test_names_of_analyses_and_maps_are_offered() -> None:
    """The beginning of a name is completed."""
    assert "betweenness" in _words(completion.analyses, "betw")
    assert _words(completion.names_of(("units", "themes")), "un") == ["units"]


def test_without_a_store_no_thing_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A completer never fails."""
    monkeypatch.setenv("PEELGRAPH_STORE", str(tmp_path / "none"))
    assert _words(completion.things, "METH") == []


def test_nothing_is_offered_that_a_shell_would_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An IRI may hold what a shell takes for a command; such a name is not completed."""
    label = NamedNode(expand("rdfs:label"))
    names = ("ab", "abc;reboot", "abc$(reboot)", "abc&reboot", "abc*", "abc'", "abc!1", "abc#d")
    subjects = (NamedNode(f"{ID}unit/{name}") for name in names)
    quads = [Quad(subject, label, Literal("a team")) for subject in subjects]
    with store_writer(tmp_path) as writer:
        writer.replace(
            lambda store: store.bulk_extend(quads), note={"loaded": []}, finish=write_companions
        )
    monkeypatch.setenv("PEELGRAPH_STORE", str(tmp_path))
    offers = [*_words(completion.things, "unit:"), *_words(completion.things, ID)]
    assert offers[0] == "unit:ab"
    assert not [word for word in offers if set(word) & set(";$()&*'! ")]


@pytest.mark.parametrize(
    ("shell", "words", "at", "offers"),
    [
        ("bash", "peelgraph ask partners-of", 2, "plain,partners-of-unit"),
        ("bash", "peelgraph ask partners-of-unit u", 3, "plain,unit="),
        ("bash", "peelgraph ask partners-of-unit unit = METH", 5, "plain,METHUB"),
        (
            "bash",
            "peelgraph ask partners-of-unit unit = unit : cambridgeshire-meth",
            7,
            "plain,cambridgeshire-methub",
        ),
        ("bash", "peelgraph show METH", 2, "plain,METHUB"),
        ("zsh", "peelgraph ask partners-of-unit unit=METH", 3, "unit=METHUB"),
    ],
)
def test_shells_complete_names_and_values(
    real_directory: Path, shell: str, words: str, at: int, offers: str
) -> None:
    """Tab completes questions, parameters and values, also where bash breaks words."""
    environment = {
        **os.environ,
        "PEELGRAPH_STORE": str(real_directory),
        "_PEELGRAPH_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(at),
    }
    done = subprocess.run(
        [sys.executable, str(ROOT / "peelgraph.py")],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert offers in done.stdout.splitlines()
    assert done.stderr == ""
