"""A connection is written as text, as data and for notebooks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.analyse.path_finder import Hop, HopRelation, Paths
from graph.errors import QueryError
from graph.evidence import Evidence
from graph.export.path_description import ROW_TITLES, Connection, connection, path_lines
from graph.load.links import End
from graph.store import Store

ONE, OTHER = End("https://example.org/1", "<One>"), End("https://example.org/2", "Other")
SENTENCE = Evidence(
    "https://example.org/s", "sentence 1", "https://example.org/#s", ("inspectorate",)
)
HOP = Hop(ONE, OTHER, (HopRelation("works with", (SENTENCE,)),))
BACK = Hop(OTHER, ONE, (HopRelation("works with", (SENTENCE,)),))


def test_a_path_is_text_with_its_sentences() -> None:
    """Each hop is read in words; place, voice, address and text of its sentences follow."""
    assert list(path_lines([HOP], {SENTENCE.iri: "They  meet."})) == [
        "<One> \u2014 works with \u2192 Other",
        "  sentence 1, voice: inspectorate",
        "  https://example.org/#s",
        "  > They meet.",
    ]


def _connection(
    shortest: tuple[tuple[Hop, ...], ...], best: tuple[Hop, ...], total: int = 0, *bodies: End
) -> Connection:
    return Connection(ONE, OTHER, Paths(shortest, total or len(shortest), best, bodies))


def test_paths_have_titles_with_their_length() -> None:
    """Two equal paths are one; different ones have a title each."""
    single = _connection(((HOP,),), (HOP,))
    assert str(single).startswith("shortest and best-supported path, 1 hop\n")
    longer = _connection(((HOP,),), (HOP, HOP))
    assert [title for title, _ in longer.titled] == [
        "shortest path, 1 hop",
        "best-supported path, 2 hops",
    ]


def test_all_shortest_paths_have_their_number() -> None:
    """The best-supported one among them is named so; what is left out is said."""
    shortest = ((HOP, HOP), (HOP, BACK))
    several = _connection(shortest, shortest[0], 5)
    assert [title for title, _ in several.titled] == [
        "shortest and best-supported path (1 of 5 of this length), 2 hops",
        "shortest path (2 of 5 of this length), 2 hops",
    ]
    assert str(several).endswith("2 of 5 shortest paths are shown.")
    assert several._repr_html_().endswith("<p>2 of 5 shortest paths are shown.</p>")


def test_no_path_is_an_answer_that_says_no_more_than_the_graph_holds() -> None:
    """Nothing connects them, or the force alone."""
    none = _connection((), ())
    assert str(none) == none.words
    assert none.words == "the graph holds no stated relations that connect <One> and Other."
    alone = _connection((), (), 0, End("https://example.org/f", "The Force"))
    assert alone.words.startswith(
        "only the force connects them: every path between <One> and Other"
    )
    assert "The Force" in alone.words
    assert "--through-force" in alone.words
    assert alone.as_data()["only_through"] == [
        {"iri": "https://example.org/f", "name": "The Force"}
    ]


def test_each_sentence_of_a_step_is_a_row() -> None:
    """Rows have path and step, both things, and a sentence that the next command takes."""
    several = _connection(((HOP, HOP),), (HOP,))
    assert [row[:5] for row in several.rows()] == [
        ("1", "1", "<One>", "works with", "Other"),
        ("1", "2", "<One>", "works with", "Other"),
        ("2", "1", "<One>", "works with", "Other"),
    ]
    assert {len(row) for row in several.rows()} == {len(ROW_TITLES)}
    assert {row[-1] for row in several.rows()} == {SENTENCE.iri}


def test_names_are_text_in_notebooks() -> None:
    """Markup in a name stays text, with and without a path."""
    for shortest in (((HOP,),), ()):
        html = _connection(shortest, next(iter(shortest), ()))._repr_html_()
        assert "&lt;One&gt;" in html
        assert "<One>" not in html


def test_data_can_be_written_as_json(real: Store, real_directory: Path) -> None:
    """The data name both ends, and each hop of both paths with words and sentences."""
    data = connection(real_directory, real, "METHUB", "children's services").as_data()
    assert json.loads(json.dumps(data)) == data
    assert data["all_shortest"] == [data["shortest"]]
    assert (data["total"], data["only_through"], data["remark"]) == (1, [], "")
    text = json.dumps(data["shortest"])
    assert '"words": "works with"' in text
    assert "#:~:text=" in text


def test_a_thing_is_not_connected_with_itself(real: Store, real_directory: Path) -> None:
    """Two names of one thing are refused."""
    with pytest.raises(QueryError, match="are the same thing"):
        connection(real_directory, real, "MASH", "multi-agency safeguarding hub")
