"""Entities and relative bases of RDF/XML: written out as XML has it, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputError
from graph.parse.entities import expand_entities, resolve_bases
from graph.parse.parser import parse_file

RDF = '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x:">{}</r:RDF>'
DOCTYPE = '<?xml version="1.0"?><!DOCTYPE r:RDF [{}]>' + RDF.format(
    "<x:a r:about='urn:a'><x:p>{}</x:p></x:a>"
)


@pytest.mark.parametrize(
    ("declared", "used", "says"),
    [
        (
            '<!ENTITY a "b"><!ENTITY c "&a;&a;">',
            "&c;",
            "the entity c is declared by other entities",
        ),
        (
            '<!ENTITY a "b"><!ENTITY c "&#38;a;">',
            "&c;",
            "the entity c is declared by other entities",
        ),
        ('<!ENTITY a "b"><!entity c "&a;">', "&a;", "a.rdf:1:54: the XML is not well-formed"),
        ("<!ENTITY a 'b'><!ENTITY c '&a;'>", "&c;", "the entity c is declared by other entities"),
        ('<!ENTITY % a "b">', "", "declares %a;, an entity of the declaration itself"),
        ('<!ENTITY a SYSTEM "b.xml">', "&a;", r"the entity a stands in another file \(b.xml\)"),
        ("<!ENTITY a '<x:b/>'>", "&a;", "declared by other entities or elements"),
        (
            '<!ENTITY l0 "lol">'
            + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30)),
            "&l29;",
            "declared by other entities",
        ),
        (
            f'<!ENTITY a "{"b" * 100_000}">',
            "&a;" * 20_000,
            "its entities come to 2,000,000,000 bytes",
        ),
    ],
)
def test_entities_that_grow_are_refused(
    tmp_path: Path, declared: str, used: str, says: str
) -> None:
    """Entities made of entities, and long ones used many times, are refused before they cost memory."""
    path = tmp_path / "a.rdf"
    path.write_text(DOCTYPE.format(declared, used), "utf-8")
    with pytest.raises(InputError, match=says):
        parse_file(path)


def test_entities_for_prefixes_are_read(tmp_path: Path) -> None:
    """The common use of entities, as short names of namespaces, stays."""
    path = tmp_path / "a.owl"
    path.write_text(
        DOCTYPE.format('<!ENTITY xsd "http://www.w3.org/2001/XMLSchema#">', "&xsd;string"), "utf-8"
    )
    assert "http://www.w3.org/2001/XMLSchema#string" in str(parse_file(path))


@pytest.mark.parametrize(
    ("length", "times", "refused"),
    [
        (1_000_000, 1, False),
        (1_000_000, 21, False),
        (1_000_000, 22, True),
        (50_000, 43, True),
        (50_000, 40, False),
    ],
)
def test_entities_may_come_to_twenty_times_the_file_and_a_megabyte(
    length: int, times: int, refused: bool
) -> None:
    """What they come to is told, with the size of the file; without a DOCTYPE nothing is declared."""
    declared = f"<!ENTITY a '{'b' * length}'>"
    text = f"<!DOCTYPE r [{declared}]><r>{'&a;' * times}</r>".encode()
    if refused:
        with pytest.raises(
            InputError,
            match=rf"^x: its entities come to {length * times:,} bytes in a file of {len(text):,}\. Replace entities by prefixes",
        ):
            expand_entities(text, where="x")
    else:
        expand_entities(text, where="x")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!DOCTYPE r [<!ENTITY a 'b'>]><r>&a;&amp;&a;</r>", "<r>b&amp;b</r>"),
        ("<!DOCTYPE r [\n<!ENTITY a 'b'>\n]>\n<r>&a;</r>", "\n\n\n<r>b</r>"),
        ("<!DOCTYPE r [<!ENTITY a 'x\"y'>]><r p='&a;'/>", "<r p='x&quot;y'/>"),
        ("<!DOCTYPE r SYSTEM 'r.dtd'><r/>", "<r/>"),
        (
            "<!-- <!DOCTYPE q> --><!DOCTYPE r [<!ENTITY a 'b'>]><r><!-- &a; --><![CDATA[&a;]]></r>",
            "<!-- <!DOCTYPE q> --><r><!-- &a; --><![CDATA[&a;]]></r>",
        ),
        ("<!DOCTYPE r [<!ENTITY lt '&#38;#60;'>]><r>&lt;</r>", "<r>&lt;</r>"),
        ("<r><![CDATA[<!DOCTYPE x>]]></r>", "<r><![CDATA[<!DOCTYPE x>]]></r>"),
    ],
)
def test_entities_are_written_out_in_their_lines(before: str, after: str) -> None:
    """Values take the place of references, but not in comments and CDATA; every line keeps its number."""
    assert expand_entities(before.encode(), where="x").decode() == after


@pytest.mark.parametrize(
    ("base", "tag", "subject"),
    [
        ("http://a/b", ' xml:base=""', "<http://a/b#c>"),
        ("http://a/b", " xml:base='d/'", "<http://a/d/#c>"),
        ("", ' xml:base="http://q/z?a&amp;b"', "<http://q/z?a&b#c>"),
    ],
)
def test_bases_of_every_kind_are_read(tmp_path: Path, base: str, tag: str, subject: str) -> None:
    """An empty base is that of the file, and a relative one stands on it (RDF 1.1 XML Syntax, 5.3)."""
    path = tmp_path / "x.rdf"
    path.write_text(
        RDF.replace("<r:RDF", f"<r:RDF{tag}").format(
            "<x:a r:about='#c'/><x:a xml:base='urn:k' r:about=''/>"
        )
    )
    assert [str(quad.subject) for quad in parse_file(path, base=base)] == [subject, "<urn:k>"]


def test_what_is_no_xml_keeps_its_bases() -> None:
    """The engine says what is wrong with it."""
    assert resolve_bases(b"<r xml:base=''>", "http://a/") == b"<r xml:base=''>"
