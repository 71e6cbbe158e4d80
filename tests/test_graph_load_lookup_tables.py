"""Sentences are looked up by their place, findings by their short id, names by their initials."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import QueryError
from graph.namespaces import REPORT
from graph.query.search import find_things, resolve
from graph.store import Store, rows
from graph.store_index import open_index

SLUG = "exampleshire-2018-19-effectiveness"


def _sentence(store: Store) -> tuple[str, str]:
    """Return IRI and place of a sentence."""
    text = "SELECT ?s ?l { ?s a peel:Sentence ; rdfs:label ?l } ORDER BY ?s LIMIT 1"
    (row,) = rows(store, text)
    return row["s"].value, row["l"].value


def _finding(store: Store) -> str:
    (row,) = rows(store, "SELECT ?f { ?f a peel:Finding } ORDER BY ?f LIMIT 1")
    return str(row["f"].value)


def test_a_sentence_is_named_by_its_place(invented: Store, invented_directory: Path) -> None:
    """As evidence labels show it: with its voice, in capitals, or as one of several."""
    iri, place = _sentence(invented)
    for name in (place, place.upper(), f"{place}, voice: inspectorate", f"{place} and 3 more"):
        assert resolve(invented_directory, name) == iri
    (hit,) = find_things(invented_directory, place)
    assert (hit.kind, hit.label) == ("Sentence", place)
    assert hit.context == SLUG.replace("-", " ")


def test_an_id_is_understood_with_and_without_its_report(
    invented: Store, invented_directory: Path
) -> None:
    """Short or long, with a colon or a slash, in angle brackets, whatever its capitals."""
    for iri in (_finding(invented), _sentence(invented)[0]):
        below = iri.removeprefix(f"{REPORT}{SLUG}/")
        kind, _, rest = below.partition("/")
        names = [iri, f"<{iri}>", below, f"{kind}:{rest}", f"{SLUG}/{below}", below.upper()]
        assert {resolve(invented_directory, name) for name in names} == {iri}


def test_an_id_of_nothing_is_refused(invented_directory: Path) -> None:
    """It does not become the nearest thing by itself."""
    with pytest.raises(QueryError, match="nothing is called"):
        resolve(invented_directory, "finding:no-such-finding")


def test_a_question_of_the_report_is_a_section(invented_directory: Path) -> None:
    """“question 1” is the section of that question."""
    assert resolve(invented_directory, "question 1") == f"{REPORT}{SLUG}/q1"


def test_initials_are_those_of_things_alone(invented_directory: Path) -> None:
    """Of two to six words; findings, whose labels are sentences, have none."""
    with open_index(invented_directory) as database:
        pairs = database.execute(
            "SELECT i.letters, t.iri FROM initials i JOIN names n ON n.id = i.name"
            " JOIN things t ON t.id = n.thing"
        ).fetchall()
    assert pairs
    assert {len(letters) for letters, _ in pairs} <= {2, 3, 4, 5, 6}
    assert not [iri for _, iri in pairs if iri.startswith(REPORT)]
