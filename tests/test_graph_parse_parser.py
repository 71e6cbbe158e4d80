"""Files of every format and encoding are read, or refused with their place."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.parse.parser import parse_file
from graph.store import Literal, NamedNode, Quad

A, B, C = NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c")
RDF = '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x:">'
RDF += '<r:Description r:about="urn:a"><x:b r:resource="urn:c"/></r:Description></r:RDF>'


@pytest.mark.parametrize(
    ("name", "content", "quad"),
    [
        ("x.ttl", "<urn:a> <urn:b> <urn:c> .", Quad(A, B, C)),
        ("x.TTL", "<urn:a> <urn:b> <urn:c> .", Quad(A, B, C)),
        ("x.ttl", "<a> <urn:b> <urn:c> .", Quad(NamedNode("urn:base/a"), B, C)),
        ("x.trig", "<urn:c> { <urn:a> <urn:b> <urn:c> }", Quad(A, B, C, C)),
        ("x.nt", "<urn:a> <urn:b> <urn:c> .", Quad(A, B, C)),
        ("x.nq", "<urn:a> <urn:b> <urn:c> <urn:c> .", Quad(A, B, C, C)),
        ("x.rdf", RDF, Quad(A, NamedNode("urn:x:b"), C)),
        ("x.owl", RDF, Quad(A, NamedNode("urn:x:b"), C)),
        ("x.jsonld", '{"@id":"urn:a","urn:b":{"@id":"urn:c"}}', Quad(A, B, C)),
    ],
)
def test_the_suffix_names_the_format(tmp_path: Path, name: str, content: str, quad: Quad) -> None:
    """Each format is read, whatever the case of its suffix, and relative names are read against the base."""
    (tmp_path / name).write_text(content, "utf-8")
    assert parse_file(tmp_path / name, base="urn:base/") == [quad]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (
            "x.txt",
            b"",
            "x.txt: no RDF format has this suffix. Known are .ttl .trig .nt .nq .rdf .owl .jsonld.",
        ),
        ("x", b"", "x: no RDF format has this suffix."),
        ("none.ttl", None, "none.ttl: cannot be read: [Errno 2]"),
        (
            "x.ttl",
            b"<urn:a> <urn:b> .",
            "x.ttl:1:17: . is not a valid RDF object. Correct the syntax there.",
        ),
        (
            "x.ttl",
            b"\n<urn:a> nope:b 1 .",
            "x.ttl:2:9: The prefix nope: has not been declared. Correct the syntax there.",
        ),
        (
            "x.ttl",
            b"",
            "x.ttl: holds no statement. Was it cut off? Leave it out if nothing is missing.",
        ),
        (
            "x.jsonld",
            b'{"a":1}',
            "x.jsonld: holds no statement. JSON needs a @context, and something that it describes, to be JSON-LD.",
        ),
        ("x.rdf", RDF[:-8].encode(), "x.rdf:1:"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(
    tmp_path: Path, name: str, content: bytes | None, says: str
) -> None:
    """File, line and column, what is wrong, and what to do."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        parse_file(tmp_path / name)
    assert str(caught.value).removeprefix(f"{tmp_path}/").startswith(says)


@pytest.mark.parametrize(("name", "content"), [("x.ttl", "# nothing"), ("x.nq", "")])
def test_nothing_is_accepted_where_it_may_be(tmp_path: Path, name: str, content: str) -> None:
    """A file that states nothing is an answer to some questions; JSON without a statement never is one."""
    (tmp_path / name).write_text(content, "utf-8")
    assert parse_file(tmp_path / name, may_be_empty=True) == []
    (tmp_path / "x.jsonld").write_text("{}", "utf-8")
    with pytest.raises(InputError, match="holds no statement"):
        parse_file(tmp_path / "x.jsonld", may_be_empty=True)


def test_a_long_text_is_refused_however_it_is_written(tmp_path: Path) -> None:
    """One that goes over lines, or has only signs that take six bytes once written, is as long."""
    signs = chr(1) * ((1 << 24) // 6)
    for text in ("x\n" * (1 << 23), signs):
        (tmp_path / "x.ttl").write_text(f'<urn:a> <urn:b> """{text}""" .\n', "utf-8")
        with pytest.raises(InputError, match="a text or IRI is too long"):
            parse_file(tmp_path / "x.ttl")
    (tmp_path / "x.nt").write_text(f'<urn:a> <urn:b> "{signs}" .\n', "utf-8")
    with pytest.raises(InputError, match="a text or IRI is too long"):
        parse_file(tmp_path / "x.nt")


@pytest.mark.parametrize("length", [(1 << 24) - (1 << 12) - 2, (1 << 24) - (1 << 12) - 1])
def test_a_text_is_no_longer_than_can_be_read_again(tmp_path: Path, length: int) -> None:
    """The longest text that fits with its quotation marks is taken; one character more is refused with its subject."""
    (tmp_path / "x.nt").write_text(f'<urn:a> <urn:b> "{"x" * length}" .\n', "utf-8")
    if length % 2:
        with pytest.raises(InputError, match=r"x\.nt: <urn:a>: a text or IRI is too long \(16 MiB"):
            parse_file(tmp_path / "x.nt")
    else:
        assert len(parse_file(tmp_path / "x.nt")) == 1


def test_blank_nodes_of_two_files_are_never_the_same(tmp_path: Path) -> None:
    """Labels hold within a file only; the same file gives the same nodes, so that none is loaded twice."""
    (tmp_path / "x.ttl").write_text("_:x <urn:b> <urn:c> .", "utf-8")
    (tmp_path / "y.ttl").write_text("_:x <urn:b> <urn:c>  .", "utf-8")
    (first,), (second,) = parse_file(tmp_path / "x.ttl"), parse_file(tmp_path / "y.ttl")
    assert first.subject != second.subject
    assert parse_file(tmp_path / "x.ttl") == [first]


XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x:">'
    '<rdf:Description rdf:about="urn:a"><x:b>\u00e9</x:b></rdf:Description></rdf:RDF>'
)
TEXTS = {
    ".ttl": '<urn:a> <urn:x:b> "\u00e9" .\r\n',
    ".trig": '<urn:a> <urn:x:b> "\u00e9" .\r\n',
    ".nt": '<urn:a> <urn:x:b> "\u00e9" .\r\n',
    ".nq": '<urn:a> <urn:x:b> "\u00e9" .\r\n',
    ".rdf": XML,
    ".jsonld": '{"@id": "urn:a", "urn:x:b": "\u00e9"}\r\n',
}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("suffix", TEXTS)
def test_every_unicode_encoding_is_read(tmp_path: Path, suffix: str, encoding: str) -> None:
    """A byte order mark, UTF-16 with and without one, and the line ends of Windows change nothing."""
    path = tmp_path / f"x{suffix}"
    path.write_bytes(TEXTS[suffix].encode(encoding))
    assert parse_file(path) == [Quad(A, NamedNode("urn:x:b"), Literal("\u00e9"))]


@pytest.mark.parametrize("name", ["ISO-8859-1", "windows-1252", "UTF-16"])
def test_the_encoding_that_xml_declares_is_read(tmp_path: Path, name: str) -> None:
    """XML says its encoding itself; line ends become those of XML (XML 1.0, section 2.11)."""
    path = tmp_path / "x.rdf"
    text = f"<?xml version='1.0' encoding='{name}'?>" + XML.replace("\u00e9", "\u00e9\r\n\r")
    path.write_bytes(text.encode(name))
    assert parse_file(path) == [Quad(A, NamedNode("urn:x:b"), Literal("\u00e9\n\n"))]


def test_single_quoted_entities_are_read(tmp_path: Path) -> None:
    """The usual file of an ontology editor with the other quotes."""
    path = tmp_path / "x.owl"
    path.write_text(
        "<!DOCTYPE rdf:RDF [ <!ENTITY u 'urn:' > ]>" + XML.replace('"urn:a"', '"&u;a"'), "utf-8"
    )
    assert [quad.subject for quad in parse_file(path)] == [A]


@pytest.mark.parametrize("name", ["x.owl", "x.rdf"])
@pytest.mark.parametrize(
    "text",
    [
        "@prefix e: <urn:> .\ne:a e:b e:c .",
        "# one\n\nPREFIX e: <urn:> e:a e:b e:c .",
        "<urn:a> <urn:b> <urn:c> .",
    ],
)
def test_an_ontology_may_be_in_turtle(tmp_path: Path, name: str, text: str) -> None:
    """Editors save ontologies as .owl in several formats."""
    (tmp_path / name).write_text(text, "utf-8")
    assert parse_file(tmp_path / name) == [Quad(A, B, C)]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("x.ttl", XML, "looks like RDF/XML, not like Turtle. Give it a name that ends in .rdf"),
        ("x.jsonld", "@prefix e: <urn:> .", "looks like Turtle, not like JSON-LD"),
        ("x.owl", '{"@id": "urn:a", "urn:b": 1}', "looks like JSON-LD, not like RDF/XML"),
        ("x.ttl", '[{"@id": "urn:a", "urn:b": 1}]', "looks like JSON-LD, not like Turtle"),
        ("x.owl", "Prefix(:=<urn:a>)\nOntology(<urn:a>)", "x.owl:"),
        ("x.ttl", "\udcff", "x.ttl"),
    ],
)
def test_a_file_of_another_format_is_named(
    tmp_path: Path, name: str, content: str, says: str
) -> None:
    """What the file looks like, and what to call it."""
    (tmp_path / name).write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError, match=says):
        parse_file(tmp_path / name)


@pytest.mark.parametrize(
    "context",
    [
        '"c.jsonld"',
        '["https://example.org/c", {"n": "urn:n"}]',
        '{"@import": "c.jsonld"}',
        '{"urn:b": {"@id": "urn:b", "@context": "c.jsonld"}}',
    ],
)
def test_contexts_elsewhere_are_not_followed(tmp_path: Path, context: str) -> None:
    """JSON-LD that takes its context from a file or address is refused, with what to do."""
    (tmp_path / "c.jsonld").write_text('{"@context": {"n": "urn:n"}}', "utf-8")
    path = tmp_path / "x.jsonld"
    path.write_text(f'{{"@context": {context}, "@id": "urn:a", "urn:b": {{"urn:c": 1}}}}', "utf-8")
    with pytest.raises(
        InputError, match="None is fetched: write the @context itself into the file"
    ):
        parse_file(path, base=path.as_uri())


def test_statements_of_a_file_are_given_once(tmp_path: Path) -> None:
    """What a file repeats is one statement."""
    (tmp_path / "x.nt").write_text("<urn:a> <urn:b> <urn:c> .\n" * 3, "utf-8")
    assert parse_file(tmp_path / "x.nt") == [Quad(A, B, C)]


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        ("x.ttl", "<<<<<<< HEAD"),
        ("x.trig", "======="),
        ("x.ttl", ">>>>>>> branch"),
        ("x.nt", "=======\r"),
    ],
)
def test_marks_of_a_merge_are_named(tmp_path: Path, name: str, marks: str) -> None:
    """Their line is told, and what to do, not that some sign is no IRI."""
    path = tmp_path / name
    path.write_text(f"<urn:a> <urn:b> <urn:c> .\n{marks}\n<urn:a> <urn:b> 'd' .\n", "utf-8")
    with pytest.raises(InputError, match=r":2:1: a merge of git left its marks here\. Choose"):
        parse_file(path)


@pytest.mark.parametrize("name", ["x.ttl.gz", "x.ttl", "x.rdf", "x.jsonld", "x.ZIP"])
def test_a_compressed_file_is_named(tmp_path: Path, name: str) -> None:
    """By its suffix or by how it begins, in place of a first sign that is no IRI."""
    path = tmp_path / name
    path.write_bytes(gzip.compress(b"<urn:a> <urn:b> <urn:c> ."))
    with pytest.raises(InputError, match=r"is compressed\. Unpack it"):
        parse_file(path)


def test_such_marks_in_a_text_are_only_text(tmp_path: Path) -> None:
    """A file that can be read is read, whatever its texts look like."""
    path = tmp_path / "x.ttl"
    path.write_text("<urn:a> <urn:b> '''\n=======\n''' .", "utf-8")
    assert parse_file(path) == [Quad(A, B, Literal("\n=======\n"))]


def test_another_encoding_than_utf8_is_named(tmp_path: Path) -> None:
    """The line is told, and that the file has to be saved as UTF-8."""
    path = tmp_path / "x.ttl"
    path.write_bytes("<urn:a> <urn:b> 'c' .\n<urn:a> <urn:b> 'é' .".encode("latin-1"))
    with pytest.raises(InputError, match=r"x\.ttl:2:.*Save the file as UTF-8\."):
        parse_file(path)
