"""What a parser would let pass in silence is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

from graph.errors import InputError
from graph.parse.parser import parse_file
from graph.serialize.rdf import serialize_sorted
from graph.store import RdfFormat, store_in_memory

RDF = (
    '<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:">\n'
    '  <rdf:Description rdf:about="urn:a">\n    <e:p>x</e:p>\n  </rdf:Description>\n  <e:Thing rdf:about="urn:b"/>\n</rdf:RDF>\n'
)


def test_rdf_xml_that_is_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    """Whatever the byte at which the file ends, it is no complete file, and the message says where it ends."""
    path = tmp_path / "x.rdf"
    whole = RDF.rstrip().encode()
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        with pytest.raises(InputError, match=r"x\.rdf"):
            parse_file(path)
    path.write_bytes(whole)
    assert len(parse_file(path)) == 2


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("twice.rdf", RDF.partition("\n")[2] * 2, r"twice\.rdf:7:1: the XML is not complete"),
        (
            "drawing.rdf",
            '<svg xmlns="http://www.w3.org/2000/svg"><g><path/></g></svg>',
            "nothing in the namespace of RDF",
        ),
        (
            "prefixed.rdf",
            '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:g><s:path/></s:g></s:svg>',
            "nothing in the namespace of RDF",
        ),
        ("page.rdf", "<html><body>x</body></html>", "page.rdf"),
        ("empty.ttl", "", "holds no statement"),
        ("comment.trig", "# nothing here\n@prefix a: <urn:a> .\n", "holds no statement"),
        ("empty.nq", "\n", "holds no statement"),
        ("empty.rdf", "", "no element found|holds no statement"),
        ("object.jsonld", '{"name": "x", "age": 3}', "holds no statement. JSON needs a @context"),
        ("array.jsonld", "[1, 2, 3]", "JSON needs a @context"),
        ("number.jsonld", "1", "JSON needs a @context"),
        ("null.jsonld", "null", "JSON needs a @context"),
        ("cut.jsonld", '{"@id": "urn:a", "urn:b": ', "cut.jsonld"),
        ("cut.trig", "<urn:g> { <urn:a> <urn:b> 1 .", "cut.trig"),
    ],
)
def test_files_that_state_nothing_are_refused(
    tmp_path: Path, run: Run, name: str, content: str, says: str
) -> None:
    """A file that is cut off, empty or something else is named, and nothing is loaded."""
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(InputError, match=says):
        parse_file(tmp_path / name)
    done = run("load", tmp_path / name, "--store", tmp_path / "store")
    assert (
        done.returncode,
        done.stderr.startswith("peelgraph: "),
        (tmp_path / "store").exists(),
    ) == (1, True, False)


def test_rdf_xml_without_the_outer_element_is_read(tmp_path: Path) -> None:
    """One described thing is a whole file too (RDF 1.1 XML Syntax, section 2.6)."""
    (tmp_path / "x.rdf").write_text(
        '<e:Thing xmlns:e="urn:e:" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="urn:a"><e:p>x</e:p></e:Thing>',
        "utf-8",
    )
    assert len(parse_file(tmp_path / "x.rdf")) == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("long.ttl", '<urn:a> <urn:b> "%s" .' % ("x" * (17 << 20))),
        ("long.rdf", RDF.replace(">x<", f">{'x' * (17 << 20)}<")),
        ("lines.ttl", '<urn:a> <urn:b> """%s""" .' % ("\n" * (9 << 20))),
        ("long.jsonld", '{"@id": "urn:a", "urn:b": "%s"}' % ("x" * (17 << 20))),
    ],
)
def test_a_text_that_could_not_be_read_back_is_refused(
    tmp_path: Path, name: str, content: str
) -> None:
    """What the parser's limit of 16 MiB would keep from being read again does not get in."""
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(InputError, match="16 MiB"):
        parse_file(tmp_path / name)


def test_the_longest_text_that_gets_in_gets_out(tmp_path: Path) -> None:
    """Just below the limit a text can be written in every format of statements and read again."""
    text = "x" * ((1 << 24) - (1 << 13))
    (tmp_path / "x.ttl").write_text(f'<urn:a> <urn:b> "{text}" .', "utf-8")
    quads = parse_file(tmp_path / "x.ttl")
    for suffix, form in (
        (".nt", RdfFormat.N_TRIPLES),
        (".ttl", RdfFormat.TURTLE),
        (".trig", RdfFormat.TRIG),
        (".nq", RdfFormat.N_QUADS),
    ):
        (tmp_path / f"y{suffix}").write_bytes(serialize_sorted(store_in_memory(quads), form))
        assert parse_file(tmp_path / f"y{suffix}") == quads
