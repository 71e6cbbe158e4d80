"""Names as people type and paste them mean what they meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import QueryError
from graph.namespaces import compress
from graph.query.search import resolve
from graph.query.typed_names import ids_like, trimmed_name
from graph.store_index import open_index

METHUB = "unit:cambridgeshire-methub"


@pytest.mark.parametrize(
    "typed",
    [
        '"METHUB"',
        "'METHUB'",
        "\u201cMETHUB\u201d",
        "the METHUB",
        "METHUB,",
        f"{METHUB}.",
        "METHUB?",
    ],
)
def test_what_is_around_a_name_does_not_matter(real_directory: Path, typed: str) -> None:
    """Quotes that the shell did not take, an article, and signs of a sentence."""
    assert compress(resolve(real_directory, typed)) == METHUB


def test_quotes_around_a_name_of_two_things_still_ask(real_directory: Path) -> None:
    """The message is that of the name itself."""
    with pytest.raises(QueryError, match="several things"):
        resolve(real_directory, '"armed policing"')


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("unit:cambridgeshire-meth", METHUB),
        ("cambridgeshire-methub", METHUB),
        ("cambridgeshire-meth", METHUB),
        ("finding:marac-well", "finding:marac-well-attended"),
    ],
)
def test_an_id_that_is_cut_leads_to_the_whole(real_directory: Path, typed: str, meant: str) -> None:
    """The first candidate is the thing whose id begins so."""
    with pytest.raises(QueryError) as message:
        resolve(real_directory, typed)
    assert message.value.hint.startswith(f"Did you mean: {meant} (")


@pytest.mark.parametrize("typed", ["meth", "abc", "a b c d", "'; DROP", ":", ""])
def test_a_word_is_no_id(real_directory: Path, typed: str) -> None:
    """Plain words are searched as names."""
    with open_index(real_directory) as database:
        assert ids_like(database, typed) == []


def test_a_name_that_is_only_signs_stays_empty() -> None:
    """Nothing is made up."""
    assert [trimmed_name(text) for text in ("", " ' ", "...", "the")] == ["", "", "", "the"]
