"""Connections between two things: as text, as data and in a notebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import QueryError
from graph.export.connection import Connection, connection
from graph.store import Store


@pytest.fixture
def paths(invented_directory: Path, invented: Store) -> Connection:
    """How the river team and the angling trust are connected."""
    return connection(invented_directory, invented, "river team", "angling trust")


def test_equal_paths_are_shown_once(paths: Connection) -> None:
    """Where the shortest path is the best-supported one too, one title says both."""
    ((title, hops),) = paths.titled
    assert title == "shortest and best-supported path, 1 hop"
    assert hops == paths.shortest == paths.best_supported


def test_text_and_notebook_show_each_sentence(paths: Connection) -> None:
    """Each hop has its words, and each sentence its place, voice and address."""
    text, html = str(paths), paths._repr_html_()
    assert "river team \u2014 works with \u2192 angling trust" in text
    for sentence in paths.shortest[0].links[0].sentences:
        assert f"{sentence.place}, voice: {sentence.voice}\n  {sentence.address}" in text
        assert sentence.place in html


def test_data_hold_the_texts_of_sentences_where_there_are_some(paths: Connection) -> None:
    """Ends have IRI and name; a text is given only for sentences whose text is there."""
    sentence = paths.shortest[0].links[0].sentences[0]
    assert paths.as_data()["one"] == {"iri": paths.source[0], "name": "river team"}
    assert "The text." in str(paths.as_data({sentence.iri: "The text."}))
    assert "'text'" not in str(paths.as_data())


def test_a_missing_path_says_so_of_the_graph() -> None:
    """The message names both things, and claims nothing about the report."""
    none = Connection(("urn:a", "A"), ("urn:b", "<B>"), (), ())
    assert (
        str(none) == "no supported path: the graph holds no stated relations that connect A and <B>"
    )
    assert "&lt;B&gt;" in none._repr_html_()


def test_two_names_of_one_thing_are_refused(invented_directory: Path, invented: Store) -> None:
    """A path needs two things."""
    with pytest.raises(QueryError, match="are the same thing"):
        connection(invented_directory, invented, "river team", "River Team")
