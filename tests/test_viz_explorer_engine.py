"""Blocks of the SPARQL panel: questions, answers and the engine, as the page unpacks them."""

from __future__ import annotations

import base64
import gzip
import json
from pathlib import Path

import pytest

from graph.queries import PackagedQuery, query_body
from graph.query.questions import read_questions
from graph.query.sparql import answer_query
from graph.store import QuerySolutions, QueryTriples, Store
from viz.explorer import engine


def _unpacked(text: str) -> bytes:
    return gzip.decompress(base64.b64decode(text))


def test_blocks_are_those_of_the_page(invented: Store) -> None:
    """The engine, its worker and the quads stand beside questions and answers; the same store gives the same blocks."""
    blocks = engine.sparql_blocks(invented)
    assert sorted(blocks) == [
        "editor-script",
        "engine-quads",
        "engine-wasm",
        "engine-worker",
        "sparql-answers",
        "sparql-data",
    ]
    assert engine.block_scripts() == [_unpacked(blocks["editor-script"]).decode()]
    assert b"oxigraph" in _unpacked(blocks["engine-worker"])
    assert blocks == engine.sparql_blocks(invented)


def test_a_page_without_node_has_no_engine(
    invented: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the engine has not been built, the page gets the questions with their answers alone."""
    monkeypatch.setattr(engine, "_ENGINE", tmp_path / "oxigraph.lzma")
    assert not engine.has_engine()
    assert engine.block_scripts() == []
    assert sorted(engine.sparql_blocks(invented)) == ["sparql-answers", "sparql-data"]


def test_questions_come_with_typed_parameters(real: Store) -> None:
    """A form knows of each parameter what it may be, its default and the name of that."""
    data = json.loads(_unpacked(engine.sparql_blocks(real)["sparql-data"]))
    questions = {question["name"]: question for question in data["questions"]}
    assert questions.keys() == read_questions().keys()
    [unit] = questions["partners-of-unit"]["parameters"]
    assert unit["label"] == "missing, exploited and trafficked team"
    assert unit["kinds"][0] == "unit"
    assert not unit["optional"]
    thing, inspection = questions["figures-with-comparators"]["parameters"]
    assert (thing["kinds"], thing["optional"], thing["thing"]) == ([], True, True)
    assert inspection["kinds"] == ["inspection"]
    assert "#" not in questions["timeline"]["text"].partition("\n")[0]


def test_examples_answer_something(real: Store) -> None:
    """Each example query of the page has a title and an answer with at least one row, statement or yes."""
    examples = engine.panel_data(real, {})["examples"]
    assert isinstance(examples, list)
    assert len(examples) >= 8
    for example in examples:
        assert example["title"]
        answer = answer_query(real, example["text"])
        if isinstance(answer, QuerySolutions | QueryTriples):
            assert next(iter(answer), None), example["title"]
        else:
            assert answer, example["title"]


def test_lines_of_a_header_stay_out_of_the_editor() -> None:
    """The text of a packaged query is shown without its header."""
    query = PackagedQuery("x", {}, "#+ title: x\n# a comment\nASK {}\n")
    assert query_body(query.text) == "ASK {}"
