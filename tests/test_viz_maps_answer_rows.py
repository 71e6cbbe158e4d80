"""Rows of a query in Python can be drawn, in a notebook and to a file."""

from __future__ import annotations

from pathlib import Path

import pytest

import peelgraph
from graph.errors import PeelgraphError


@pytest.fixture
def kg(invented_directory: Path) -> peelgraph.KnowledgeGraph:
    """The graph of the invented report."""
    return peelgraph.open(invented_directory)


def test_an_answer_is_a_map_in_a_notebook_and_a_file(
    kg: peelgraph.KnowledgeGraph, tmp_path: Path
) -> None:
    """`kg.query(...).map()` shows the links of the answer, and writes them where a path is given."""
    rows = kg.query("CONSTRUCT WHERE { ?a peel:worksWith ?b }")
    path = tmp_path / "map.svg"
    inline = rows.map(path)
    assert "works with" in inline.html
    assert "<svg" in path.read_text("utf-8")
    assert "works with" in kg.query("SELECT ?a ?b { ?a peel:worksWith ?b }").map().html


def test_an_answer_that_connects_nothing_says_so(kg: peelgraph.KnowledgeGraph) -> None:
    """Numbers and names alone are no map."""
    with pytest.raises(PeelgraphError, match="connects no two things"):
        kg.query("SELECT (COUNT(?s) AS ?n) { ?s ?p ?o }").map()
