"""A connection is written as text, as data and for notebooks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.analyse.connections import Hop, HopRelation
from graph.errors import QueryError
from graph.evidence import Evidence
from graph.export.connection import Connection, connection, path_lines
from graph.load.links import End
from graph.store import Store

ONE, OTHER = End("https://example.org/1", "<One>"), End("https://example.org/2", "Other")
SENTENCE = Evidence(
    "https://example.org/s", "sentence 1", "https://example.org/#s", ("inspectorate",)
)
HOP = Hop(ONE, OTHER, (HopRelation("works with", (SENTENCE,)),))


def test_a_path_is_text_with_its_sentences() -> None:
    """Each hop is read in words; place, voice, address and text of its sentences follow."""
    assert list(path_lines([HOP], {SENTENCE.iri: "They  meet."})) == [
        "<One> \u2014 works with \u2192 Other",
        "  sentence 1, voice: inspectorate",
        "  https://example.org/#s",
        "  > They meet.",
    ]


def test_paths_have_titles_with_their_length() -> None:
    """Two equal paths are one; different ones have a title each; none is an answer too."""
    single = Connection(ONE, OTHER, (HOP,), (HOP,))
    assert str(single).startswith("shortest and best-supported path, 1 hop\n")
    longer = Connection(ONE, OTHER, (HOP,), (HOP, HOP))
    assert [title for title, _ in longer.titled] == [
        "shortest path, 1 hop",
        "best-supported path, 2 hops",
    ]
    none = Connection(ONE, OTHER, (), ())
    assert str(none) == none.words
    assert none.words == (
        "no supported path: the graph holds no stated relations that connect <One> and Other"
    )


def test_names_are_text_in_notebooks() -> None:
    """Markup in a name stays text, with and without a path."""
    for hops in ((HOP,), ()):
        html = Connection(ONE, OTHER, hops, hops)._repr_html_()
        assert "&lt;One&gt;" in html
        assert "<One>" not in html


def test_data_can_be_written_as_json(real: Store, real_directory: Path) -> None:
    """The data name both ends, and each hop of both paths with words and sentences."""
    data = connection(real_directory, real, "METHUB", "children's services").as_data()
    assert json.loads(json.dumps(data)) == data
    assert list(data) == ["one", "other", "shortest", "best_supported"]
    text = json.dumps(data["shortest"])
    assert '"words": "works with"' in text
    assert "#:~:text=" in text


def test_a_thing_is_not_connected_with_itself(real: Store, real_directory: Path) -> None:
    """Two names of one thing are refused."""
    with pytest.raises(QueryError, match="are the same thing"):
        connection(real_directory, real, "MASH", "multi-agency safeguarding hub")
