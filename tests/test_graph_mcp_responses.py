"""Answers for language models: bounded, with sentences, and plain about what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import QueryError
from graph.mcp import responses


def test_a_hit_has_its_sentences_and_source(invented_directory: Path) -> None:
    """Names, kinds and the build are there."""
    answer = responses.find_response(invented_directory, "river team")
    first = answer["found"][0]  # type: ignore[index]
    assert (first["id"], first["name"]) == ("unit:exampleshire-river-team", "river team")
    assert answer["from"]["reports"]  # type: ignore[index]


def test_what_the_graph_does_not_hold_is_no_claim_about_the_report(
    invented_directory: Path,
) -> None:
    """The answer speaks of the graph only, and names what is near."""
    answer = responses.show_response(invented_directory, "rivver teem")
    assert answer["answer"] == responses.SILENCE
    assert "report" not in responses.SILENCE
    assert "unit:exampleshire-river-team" in str(answer["nearest"])


def test_a_limit_is_said_in_the_answer(invented_directory: Path) -> None:
    """Fewer rows than there are come with a note, all rows without one."""
    text = "SELECT ?s { ?s a peel:Sentence } ORDER BY ?s"
    answer = responses.query_response(invented_directory, text, limit=2)
    assert len(answer["rows"]) == 2  # type: ignore[arg-type]
    assert "Only the first 2" in str(answer["truncated"])
    assert "truncated" not in responses.query_response(invented_directory, text)


def test_yes_no_statements_and_no_rows_are_told_apart(invented_directory: Path) -> None:
    """Each form of answer has its own shape."""
    ask = responses.query_response(invented_directory, "ASK { ?x a peel:Force }")
    assert ask["answer"] is True
    empty = responses.query_response(invented_directory, "SELECT ?x { ?x a peel:Nothing }")
    assert (empty["answer"], empty["rows"]) == (responses.SILENCE, [])
    assert empty["remarks"]
    graph = responses.query_response(invented_directory, "DESCRIBE unit:exampleshire-river-team")
    assert {"subject", "predicate", "object", "said_in"} <= set(graph["statements"][0])  # type: ignore[index]


def test_a_name_longer_than_any_is_refused(invented_directory: Path) -> None:
    """The message says how many characters are allowed."""
    with pytest.raises(QueryError, match="300 are allowed"):
        responses.find_response(invented_directory, "x" * 301)


def test_a_value_that_means_nothing_is_answered_with_names(invented_directory: Path) -> None:
    """A wrong name is answered with the nearest names; an unknown parameter is an error."""
    answer = responses.ask_response(invented_directory, "partners-of-unit", {"unit": "rivver teem"})
    assert answer["answer"] == responses.SILENCE
    with pytest.raises(QueryError):
        responses.ask_response(invented_directory, "partners-of-unit", {"nothing": "x"})
