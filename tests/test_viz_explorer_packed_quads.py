"""Quads are packed for the page: small, the same for the same store, and nothing is lost."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest
from invented_reports import write_reports
from store_contents import build_problems

from graph.load.rdf_files import load_files
from graph.store import Store, open_current, parse_text, store_in_memory
from viz.explorer import packed_quads
from viz.explorer.packed_quads import pack_quads

_NAMED = '<urn:g> { <urn:a> <urn:p> <urn:b> ; <urn:q> "x\\ny\U0001f600"@en }'


def _head(content: bytes) -> dict[str, object]:
    head: dict[str, object] = json.loads(content.partition(b"\n")[0])
    return head


def test_the_default_graph_is_left_out_where_it_is_the_union_of_the_others() -> None:
    """The page makes the default graph anew where it holds each named statement once, and only there."""
    union = store_in_memory(parse_text(f"<urn:a> <urn:p> <urn:b> . {_NAMED}"))
    assert not _head(pack_quads(union))["union"]
    whole = store_in_memory(
        parse_text(f'<urn:a> <urn:p> <urn:b> ; <urn:q> "x\\ny\U0001f600"@en . {_NAMED}')
    )
    head = _head(pack_quads(whole))
    assert (head["union"], head["quads"]) == (True, 2)


@pytest.mark.parametrize("graph", ["analysis/x", "default"])
def test_a_built_store_is_known_to_be_a_union(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, graph: str
) -> None:
    """What the pointer of the store says is what counting says, whatever graphs its data name."""
    data = write_reports(tmp_path / "data", {1: set()})
    text = f"<https://w3id.org/peelgraph/graph/{graph}> {{ <urn:a> <urn:b> <urn:c> }}"
    (data / "register" / "more.trig").write_text(text, "utf-8")
    assert build_problems(tmp_path / "store", data) == []
    store = open_current(tmp_path / "store")
    packed = pack_quads(store)
    assert _head(packed)["union"]
    monkeypatch.setattr(packed_quads, "is_built", lambda _: False)
    assert pack_quads(store) == packed


@pytest.mark.parametrize("graph", ["", "https://w3id.org/peelgraph/graph/analysis/x"])
def test_what_is_loaded_may_make_it_none(
    invented_directory: Path, tmp_path: Path, graph: str
) -> None:
    """A loaded file states something in the default graph alone, or results of an analysis in their graph alone."""
    shutil.copytree(invented_directory, tmp_path / "store")
    text = f"<{graph}> {{ <urn:a> <urn:b> <urn:c> }}" if graph else "<urn:a> <urn:b> <urn:c> ."
    (tmp_path / "more.trig").write_text(text, "utf-8")
    load_files(tmp_path / "store", [tmp_path / "more.trig"])
    assert not _head(pack_quads(open_current(tmp_path / "store")))["union"]


def test_the_same_quads_give_the_same_bytes() -> None:
    """The order in which quads were loaded leaves no trace."""
    quads = parse_text(_NAMED)
    assert pack_quads(store_in_memory(quads)) == pack_quads(store_in_memory(reversed(quads)))


def test_a_triple_term_is_written_as_a_statement_has_it() -> None:
    """The page reads a term of RDF 1.2 again; without its brackets, no query of the page would work."""
    term = "<<( <urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> )>>"
    packed = pack_quads(store_in_memory(parse_text(f"<urn:z> <urn:p> {term} .")))
    assert term.encode() in packed


def test_an_empty_store_can_be_packed() -> None:
    """A store without a quad has a head and no columns."""
    assert _head(pack_quads(Store()))["quads"] == 0


def test_the_graph_takes_little_of_the_page(real: Store) -> None:
    """The packed quads are less than a third of gzipped N-Quads."""
    lines = sorted(map(str, real))
    packed = len(gzip.compress(pack_quads(real)))
    assert packed < len(gzip.compress("\n".join(lines).encode())) / 3
