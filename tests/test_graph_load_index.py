"""The index holds every named thing, once, with all its names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.load.index import write_index
from graph.store import Store
from graph.store_index import open_index
from graph.text import fold


@pytest.fixture
def database(invented_directory: Path) -> Iterator[sqlite3.Connection]:
    """The index of the invented report."""
    with open_index(invented_directory) as database:
        yield database


def test_names_are_kept_in_the_form_for_comparison(database: sqlite3.Connection) -> None:
    """Each name stands as printed and as search compares it, at a thing that exists."""
    rows = database.execute(
        "SELECT name, folded, label FROM names JOIN things ON things.id = names.thing"
    ).fetchall()
    assert len(rows) == database.execute("SELECT count(*) FROM names").fetchone()[0] > 50
    assert all(folded == fold(name) for name, folded, _ in rows)
    assert ("river team", "river team", "river team") in rows


def test_a_thing_stands_once_with_its_most_specific_class(database: sqlite3.Connection) -> None:
    """The force is a Force, not an Organisation, and a concept is called by its scheme."""
    classes = dict(database.execute("SELECT iri, class FROM things").fetchall())
    count = database.execute("SELECT count(*) FROM things").fetchone()[0]
    assert len(classes) == count
    kinds = {iri.rpartition("/id/force/")[1]: kind for iri, kind in classes.items()}
    assert kinds["/id/force/"] == "Force"
    themes = {kind for iri, kind in classes.items() if "/vocabulary/theme/" in iri}
    assert themes == {"Theme"}


def test_the_context_counts_mentions(database: sqlite3.Connection) -> None:
    """The line beside a name says in how many sentences the thing is mentioned, one in the singular."""
    rows = database.execute("SELECT context, mentions FROM things").fetchall()
    assert {mentions > 0 for _, mentions in rows} == {True, False}
    for context, mentions in rows:
        noun = "sentence" if mentions == 1 else "sentences"
        assert context.endswith(f"in {mentions} {noun}") == (mentions > 0)


def test_trigrams_are_counted(database: sqlite3.Connection) -> None:
    """The number of names with a trigram is that of the names that hold it."""
    (number,) = database.execute("SELECT names FROM frequencies WHERE gram = 'ver'").fetchone()
    folded = [text for (text,) in database.execute("SELECT folded FROM names")]
    assert number == sum("ver" in text for text in folded) > 0


def test_an_index_is_written_anew(tmp_path: Path, invented: Store) -> None:
    """What stood at the place before is replaced, and the number of things is returned."""
    path = tmp_path / "names.db"
    path.write_bytes(b"no database")
    number = write_index(path, invented)
    database = sqlite3.connect(path)
    try:
        assert database.execute("SELECT count(*) FROM things").fetchone()[0] == number
    finally:
        database.close()
