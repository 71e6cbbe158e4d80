"""The test suites of the W3C for formats of RDF, where they are given, but for what is refused on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest
from w3c_suites import Case, engine_statements, json_ld_cases, syntax_cases

from graph.diff.blank_nodes import name_blank_nodes
from graph.diff.snapshot import snapshot_of_quads
from graph.errors import PeelgraphError
from graph.export.rdf import write_rdf
from graph.load.rdf_files import load_files
from graph.parse.parser import parse_file
from graph.store import Quad, open_current

# by name, with the reason
REFUSED = {
    "rdf/rdf11/rdf-xml/rdf-element-not-mandatory-test001": "XML without a name of RDF may be anything",
}
# what the engine reads in another way, by name, with the reason
ENGINE = dict.fromkeys(
    (
        "rdf/rdf11/rdf-xml/xml-canon-test001",
        "rdf/rdf11/rdf-xml/xml-canon-test002",
        "rdf/rdf12/rdf-xml/eval/rdf12-xml-an-13",
        "rdf/rdf12/rdf-xml/eval/rdf12-xml-an-14",
    ),
    "XML literals keep <br /> as it is written",
)
CASES = [case for version in ("rdf11", "rdf12") for case in syntax_cases(version)]
JSON_LD = list(json_ld_cases())


def _graphs(quads: list[Quad]) -> dict[str, frozenset[bytes]]:
    return dict(name_blank_nodes(snapshot_of_quads("x", quads)).graphs)


def _read(path: Path, base: str) -> list[Quad] | None:
    try:
        return parse_file(path, base=base, may_be_empty=True)
    except PeelgraphError:
        return None


@pytest.mark.skipif(not CASES, reason="PEELGRAPH_W3C names no folder with the suites of the W3C")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_formats_are_read_as_the_w3c_has_them(case: Case) -> None:
    """What is valid is read with the expected statements, what is not is refused."""
    quads = _read(case.path, case.base)
    assert (quads is not None) == (case.is_valid and case.name not in REFUSED)
    if quads is None or case.result is None or not case.result.is_file() or case.name in ENGINE:
        return
    assert _graphs(quads) == _graphs(parse_file(case.result, base=case.base, may_be_empty=True))


@pytest.mark.skipif(
    not JSON_LD, reason="PEELGRAPH_JSONLD names no folder with the suite of JSON-LD"
)
@pytest.mark.parametrize("case", JSON_LD, ids=lambda case: case.name)
def test_json_ld_is_read_as_the_engine_has_it(case: Case) -> None:
    """The statements are those of the engine; a file without one is refused."""
    quads, expected = _read(case.path, case.base), engine_statements(case)
    assert (quads is None) == (not expected)
    if quads and expected:
        assert _graphs(quads) == _graphs(expected)


SMALL = {
    "x.ttl": "@prefix e: <urn:> . e:a e:p [ e:q (1 2.50 'x'@en-GB) ] , '''l\n'''^^e:d ; e:r e:%2c .",
    "x.trig": "<urn:g> { <urn:a> <urn:p> _:x } _:h { _:x <urn:p> 1 } <urn:a> <urn:p> _:x .",
    "x.nt": '<urn:a> <urn:p> "\\u00e9\\n\\t\\"" .\n_:a <urn:p> _:a . # end\n',
    "x.nq": '<urn:a> <urn:p> "x" <urn:g> .\n<urn:a> <urn:p> "x" .\n',
    "star.ttl": "<< <urn:a> <urn:p> 1 ~ _:r >> <urn:q> 2 . <urn:a> <urn:p> 2 {| <urn:q> 3 |} .",
    "triple.nt": "<urn:a> <urn:p> <<( _:x <urn:p> _:x )>> .\n",
    "language.ttl": '<urn:a> <urn:p> "x"@ar--rtl .',
}


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("suffix", [".trig", ".nq"])
def test_what_is_loaded_comes_out_again(tmp_path: Path, name: str, suffix: str) -> None:
    """Through a store and an export, every statement stays in its graph, with its blank nodes."""
    (tmp_path / name).write_text(SMALL[name], "utf-8")
    load_files(tmp_path / "store", [tmp_path / name])
    write_rdf(open_current(tmp_path / "store"), tmp_path / f"out{suffix}")
    before = parse_file(tmp_path / name)
    assert _graphs(before) == _graphs(parse_file(tmp_path / f"out{suffix}"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.ttl", "@prefix : <urn:> . :a :b :c"),
        ("x.ttl", "<urn:a> <urn:b> 'a\n' ."),
        ("x.trig", "<urn:g> { <urn:a> <urn:b> <urn:c> . } }"),
        ("x.nt", "<a> <urn:b> <urn:c> .\n"),
        ("x.nt", '<urn:a> <urn:b> "x"@e_n .\n'),
        ("x.nq", "<urn:a> <urn:b> <urn:c> <urn:d> <urn:e> .\n"),
        ("x.ttl", "<<( <urn:a> <urn:b> 1 )>> <urn:b> 1 ."),
    ],
)
def test_what_is_invalid_is_refused(tmp_path: Path, name: str, content: str) -> None:
    """With one error, that names the file."""
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(PeelgraphError, match=name):
        parse_file(tmp_path / name)
