"""The same statements give the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import PeelgraphError
from graph.export.rdf import write_rdf
from graph.parse.parser import parse_file
from graph.serialize.rdf import serialize_sorted
from graph.store import RdfFormat, Store, parse_text


def test_the_turtle_made_at_build_is_the_turtle_that_an_export_would_make(
    real: Store, real_directory: Path, tmp_path: Path
) -> None:
    """Taking the Turtle that lies ready beside the store gives the bytes and the number of writing it anew."""
    numbers = [
        write_rdf(real, tmp_path / "anew.ttl"),
        write_rdf(real, tmp_path / "ready.ttl", directory=real_directory),
    ]
    assert (tmp_path / "ready.ttl").read_bytes() == (tmp_path / "anew.ttl").read_bytes()
    assert numbers[0] == numbers[1] == len(parse_file(tmp_path / "ready.ttl"))


def test_the_order_of_statements_does_not_matter() -> None:
    """Statements are sorted by graph and subject, the class first, and only needed prefixes are declared."""
    text = """@prefix peel: <https://w3id.org/peelgraph/ontology#> .
    <urn:b> peel:number 2 ; a peel:Unit . <urn:a> a peel:Unit ."""
    quads = parse_text(text)
    content = serialize_sorted(quads, RdfFormat.TURTLE)
    assert content == serialize_sorted(reversed(quads), RdfFormat.TURTLE)
    lines = content.decode().splitlines()
    prefixes = sorted(line.split()[1] for line in lines if line.startswith("@prefix"))
    assert prefixes in (["peel:"], ["peel:", "rdf:"])
    starts = [line.split()[0] for line in lines[len(prefixes) :]]
    assert starts == ["<urn:a>", "<urn:b>", "peel:number"]


def test_formats_of_triples_leave_graphs_out() -> None:
    """TriG and N-Quads hold the graph of a statement, Turtle and N-Triples only the statement."""
    quads = parse_text("GRAPH <urn:g> { <urn:a> <urn:p> 1 }")
    for form in (RdfFormat.TRIG, RdfFormat.N_QUADS):
        assert b"<urn:g>" in serialize_sorted(quads, form)
    for form in (RdfFormat.TURTLE, RdfFormat.N_TRIPLES):
        assert b"<urn:g>" not in serialize_sorted(quads, form)


def test_what_xml_cannot_hold_is_refused() -> None:
    """A character that RDF/XML cannot hold is an error that names the term and the way out."""
    with pytest.raises(PeelgraphError, match=r"FFFE.*XML cannot hold.*such as \.ttl"):
        serialize_sorted(parse_text('<urn:a> <urn:p> "a\\uFFFEb" .'), RdfFormat.RDF_XML)
    content = serialize_sorted(parse_text('<urn:a> <urn:p> "a\\uFFFEb" .'), RdfFormat.TURTLE)
    assert b"\\uFFFE" in content
