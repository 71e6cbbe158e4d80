"""Parsing, asking and opening: what is accepted, what is refused, and with which words."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from graph import sandbox, store, store_locks
from graph.errors import QueryError, QuerySyntaxError, StoreError
from graph.export.rdf import write_rdf
from graph.namespaces import PREFIXES
from graph.store import (
    INDEX,
    TURTLE,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    Store,
    Triple,
    open_current,
    store_in_memory,
)
from graph.store_writer import store_writer

A, B, C = (NamedNode(f"urn:{name}") for name in "abc")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("12", Literal(12)),
        ("-3", Literal(-3)),
        ("+3", Literal("+3")),
        ("1.5", Literal("1.5")),
        ("urn:x", NamedNode("urn:x")),
        ("https://example.org/a b", Literal("https://example.org/a b")),
        ("a b", Literal("a b")),
        ("1:2", Literal("1:2")),
        ("a-b:c", NamedNode("a-b:c")),
        ("", Literal("")),
    ],
)
def test_a_text_becomes_the_term_that_it_looks_like(text: str, term: NamedNode | Literal) -> None:
    """An address, a whole number, or else a text."""
    assert store.literal_or_iri(text) == term
    assert store.is_iri(text) == isinstance(term, NamedNode)


def test_values_take_the_place_of_variables_but_not_of_comments() -> None:
    """Whole names only, with ? and $, and nothing in a line that is a comment."""
    known = store_in_memory([Quad(A, B, C)])
    text = "# ?x\n SELECT ?y ?xy {\n  # $x\n ?x <urn:b> ?y . $x <urn:b> ?xy }"
    answer = store.query(known, text, {"x": A})
    assert isinstance(answer, QuerySolutions)
    assert [(row["y"], row["xy"]) for row in answer] == [(C, C)]
    assert not list(store.query(known, text, {"x": B}))  # type: ignore[arg-type]


def test_prefixes_of_the_project_need_no_declaration() -> None:
    """Each may be used as it is; a query with an escape too."""
    known = store_in_memory(
        [Quad(A, NamedNode(PREFIXES["peel"] + "x"), NamedNode(PREFIXES["skos"] + "y"))]
    )
    for text in (
        "ASK { <urn:a> peel:x skos:y }",
        "ASK { <urn:a> peel:x skos:y FILTER('\\n' != 'n') }",
    ):
        assert bool(store.query(known, text)) is True
    assert bool(store.query(known, "ASK { <urn:a> peel:x skos:z }")) is False
    with pytest.raises(QuerySyntaxError, match="this is not a SPARQL query: error at 1:"):
        store.query(known, "ASK { <urn:a> other:x 1 }")


def test_rows_are_those_of_a_select_without_statements_for_names() -> None:
    """A row in which a statement stands for a name is left out; what is no SELECT query is refused."""
    known = store_in_memory([Quad(A, B, C), Quad(C, B, Triple(A, B, C))])
    assert [row["x"] for row in store.rows(known, "SELECT ?x { ?s <urn:b> ?x }")] == [C]
    with pytest.raises(QueryError, match="a SELECT query is needed here"):
        list(store.rows(known, "ASK {}"))


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (PermissionError(1, "no"), sandbox.REFUSAL),
        (
            RuntimeError("Corruption: x\nmore"),
            "the store is damaged (Corruption: x). `peelgraph check --store` says more; ",
        ),
        (ValueError("odd\nmore"), "the query failed: odd"),
        (OSError("x" * 300), f"the query failed: {'x' * 300}"),
        (OSError("x" * 301), f"the query failed: {'x' * 300} ..."),
    ],
)
def test_a_failure_is_told_in_one_line(error: Exception, says: str) -> None:
    """What the engine says is cut to one line of three hundred characters; a wall and a damaged store have words of their own."""
    assert str(store.evaluation_error(error)).startswith(says)
    assert "\n" not in str(store.evaluation_error(error))

    def broken() -> object:
        yield (A,)
        raise error

    with pytest.raises(QueryError) as caught:
        list(store.rows_without_triples(broken()))  # type: ignore[arg-type]
    assert str(caught.value) == str(store.evaluation_error(error))


def test_answers_are_written_in_four_formats() -> None:
    """Rows and truth in each of them."""
    known = store_in_memory([Quad(A, B, C)])
    for form, begin in (
        ("csv", b"s\r\nurn:a"),
        ("tsv", b"?s\n<urn:a>"),
        ("json", b'{"head":{"vars":["s"]}'),
        ("xml", b"<?xml"),
    ):
        answer = store.query(known, "SELECT ?s { ?s ?p ?o }")
        assert isinstance(answer, QuerySolutions)
        assert store.serialize_results(answer, form).startswith(begin)
    truth = store.query(known, "ASK {}")
    assert isinstance(truth, QueryBoolean)
    assert b"true" in store.serialize_results(truth, "json")
    assert len(store.rdflib_dataset(known)) == 1


def _made(directory: Path, *, index: bool = True) -> Path:
    def finish(folder: Path, _: Store) -> None:
        (folder / TURTLE).write_bytes(b"<urn:a> <urn:b> <urn:c> .")
        if index:
            with sqlite3.connect(folder / INDEX) as database:
                database.execute("CREATE TABLE things (iri TEXT)")
            database.close()

    with store_writer(directory) as writer:
        writer.replace(
            lambda target: target.add(Quad(A, B, C, DefaultGraph())), note={}, finish=finish
        )
    return directory


def test_a_file_beside_is_given_only_whole(tmp_path: Path) -> None:
    """Its bytes where they are those that were written; nothing where they differ, where it is gone, unknown, or there is no store."""
    assert store.read_companion(tmp_path, TURTLE) is None
    _made(tmp_path)
    assert store.read_companion(tmp_path, TURTLE) == b"<urn:a> <urn:b> <urn:c> ."
    assert store.read_companion(tmp_path, "other") is None
    (tmp_path / "generation-1" / "other").write_bytes(b"x")
    assert store.read_companion(tmp_path, "other") is None
    (tmp_path / "generation-1" / TURTLE).write_bytes(b"<urn:a> <urn:b> <urn:d> .")
    assert store.read_companion(tmp_path, TURTLE) is None
    (tmp_path / "generation-1" / TURTLE).unlink()
    assert store.read_companion(tmp_path, TURTLE) is None


def test_a_store_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    """None there, only parts of one, a damaged file, and files that the engine does not take."""
    with pytest.raises(StoreError, match=r"there is no store here\. Run `peelgraph build` first"):
        store.open_current(tmp_path)
    (tmp_path / "generation-3").mkdir()
    with pytest.raises(
        StoreError,
        match=r"there is no complete store here, only parts of one\. If no build is running: `peelgraph check --store`",
    ):
        store.open_current(tmp_path)
    with pytest.raises(
        StoreError,
        match=r"the store cannot be read \(.*\)\. Run `peelgraph build --force` to make it anew",
    ):
        store.open_generation(tmp_path, {"generation": "generation-3"})
    _made(tmp_path)
    (tmp_path / str(store.read_pointer(tmp_path)["generation"]) / "CURRENT").write_bytes(b"x")
    with pytest.raises(
        StoreError, match="the store is damaged: a file of the store is not as it was written"
    ):
        store.open_current(tmp_path)
    store_locks.release_read_locks(tmp_path)


def _copy(directory: Path, tmp_path: Path) -> Path:
    """Copy a store, with the times of its files."""
    return shutil.copytree(directory, tmp_path / "copy")


def test_a_changed_turtle_is_never_handed_out(tmp_path: Path, invented_directory: Path) -> None:
    """The export is the same bytes, whether the Turtle that lies ready is whole, changed or gone."""
    copy = _copy(invented_directory, tmp_path)
    write_rdf(open_current(copy), tmp_path / "sound.ttl", directory=copy)
    ready = copy / "generation-1" / TURTLE
    content = ready.read_bytes()
    for damaged in (content.replace(b"river team", b"rover team", 1), content[:1000], None):
        ready.unlink() if damaged is None else ready.write_bytes(damaged)
        write_rdf(open_current(copy), tmp_path / "x.ttl", directory=copy)
        assert (tmp_path / "x.ttl").read_bytes() == (tmp_path / "sound.ttl").read_bytes()


def test_a_missing_or_damaged_store_says_what_to_do(tmp_path: Path) -> None:
    """No store, and a store whose files are gone, each lead to the build command."""
    with pytest.raises(StoreError, match="peelgraph build"):
        open_current(tmp_path / "nowhere")
    (tmp_path / "current.json").write_text(json.dumps({"generation": "generation-7"}), "utf-8")
    with pytest.raises(StoreError, match="peelgraph build --force"):
        open_current(tmp_path)
