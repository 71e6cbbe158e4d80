"""RDF is parsed strictly, and stores are opened only where they are whole."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from graph.errors import InputError, QueryError, StoreError
from graph.export.rdf import export
from graph.store import (
    TURTLE,
    Literal,
    QuerySolutions,
    evaluation_error,
    open_current,
    parse_file,
    parse_text,
    query,
    rows,
    store_in_memory,
)


def _copy(directory: Path, tmp_path: Path) -> Path:
    """Copy a store, with the times of its files."""
    return shutil.copytree(directory, tmp_path / "copy")


def test_a_changed_turtle_is_never_handed_out(tmp_path: Path, invented_directory: Path) -> None:
    """The export is the same bytes, whether the Turtle that lies ready is whole, changed or gone."""
    copy = _copy(invented_directory, tmp_path)
    export(open_current(copy), tmp_path / "sound.ttl", directory=copy)
    ready = copy / "generation-1" / TURTLE
    content = ready.read_bytes()
    for damaged in (content.replace(b"river team", b"rover team", 1), content[:1000], None):
        ready.unlink() if damaged is None else ready.write_bytes(damaged)
        export(open_current(copy), tmp_path / "x.ttl", directory=copy)
        assert (tmp_path / "x.ttl").read_bytes() == (tmp_path / "sound.ttl").read_bytes()


def test_a_missing_or_damaged_store_says_what_to_do(tmp_path: Path) -> None:
    """No store, and a store whose files are gone, each lead to the build command."""
    with pytest.raises(StoreError, match="peelgraph build"):
        open_current(tmp_path / "nowhere")
    (tmp_path / "current.json").write_text(json.dumps({"generation": "generation-7"}), "utf-8")
    with pytest.raises(StoreError, match="peelgraph build --force"):
        open_current(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", r"a\.txt: no RDF format has this suffix\. Known are \.ttl"),
        ("a.ttl", b"<urn:a> <urn:p>\n<urn:b> <urn:c> .", r"a\.ttl:2:\d+: .*Correct the syntax"),
        ("a.ttl", b"<urn:a> <urn:p> '\xff' .", r"a\.ttl"),
        ("a.nt", b"# nothing", r"a\.nt: holds no statement\."),
        ("a.jsonld", b"{}", r"holds no statement\. JSON needs a @context"),
        ("a.rdf", b"<a/>", r"a\.rdf: XML namespaces are required"),
    ],
)
def test_a_file_that_is_not_rdf_is_refused_with_its_place(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    """The message names the file, where possible line and column, and what to do."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=says):
        parse_file(path)


def test_an_empty_file_can_be_allowed(tmp_path: Path) -> None:
    """A graph without statements is a graph, where the caller says so; a missing file is none."""
    path = tmp_path / "a.nq"
    path.write_bytes(b"")
    assert parse_file(path, may_be_empty=True) == []
    with pytest.raises(InputError, match="cannot be read"):
        parse_file(tmp_path / "b.nq", may_be_empty=True)


def test_values_replace_variables_but_not_in_comments() -> None:
    """A value stands for its variable wherever that is used, and for no longer name."""
    store = store_in_memory(parse_text("<urn:a> <urn:p> 1, 2 ."))
    text = "  # ?x and $x stay\nSELECT ?xs { <urn:a> <urn:p> ?xs FILTER(?xs > $x) }"
    answer = query(store, text, {"x": Literal(1)})
    assert isinstance(answer, QuerySolutions)
    assert [row["xs"].value for row in answer] == ["2"]


def test_rows_need_a_select_query_and_have_no_triple_terms() -> None:
    """A row in which a statement takes the place of a text is left out; ASK has no rows."""
    store = store_in_memory(parse_text("<urn:a> <urn:p> <<( <urn:a> <urn:p> 1 )>>, 2 ."))
    assert [row["o"].value for row in rows(store, "SELECT ?o { ?s ?p ?o }")] == ["2"]
    with pytest.raises(QueryError, match="a SELECT query is needed here"):
        list(rows(store, "ASK {}"))


def test_an_error_of_the_engine_says_what_it_means() -> None:
    """A closed network, a damaged store and any other failure have a message each, on one line."""
    messages = [
        str(evaluation_error(error))
        for error in (PermissionError(), RuntimeError("Corruption: x\ny"), OSError("a" * 400))
    ]
    assert messages[0].startswith("SERVICE is refused")
    assert messages[1].startswith("the store is damaged (Corruption: x). `peelgraph check --store`")
    assert messages[2] == f"the query failed: {'a' * 300} ..."
