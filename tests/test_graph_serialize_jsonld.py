"""JSON-LD: compact, with the published context, framed by a thing, and read back equal."""

from __future__ import annotations

import json
import logging
import runpy
from collections.abc import Iterable

import pytest
import rdflib
from conftest import ROOT
from rdflib.compare import to_canonical_graph

from graph.errors import PeelgraphError
from graph.export.subgraphs import thing_subgraph
from graph.files import ontology_folder
from graph.namespaces import PREFIXES
from graph.serialize.blank_nodes import canonical_names, renamed_quads
from graph.serialize.jsonld import CONTEXT_FILE, read_context, serialize_jsonld
from graph.serialize.rdf import serialize_sorted
from graph.store import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse_text

TEAM = "https://w3id.org/peelgraph/id/unit/exampleshire-river-team"
PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
HOSTILE = (
    '<urn:a> rdfs:label "a"@en , "b"@fr , "c" , "d"@en-GB , 5 , <urn:l> , true , false .',
    '<urn:a> peel:value 2.00 , "2" , "x"@en , <urn:v> , 2e0 , _:b .',
    "<urn:a> peel:number 05 , 5 , -0 , 123456789012345678901 , 1.0 .",
    '<urn:a> <urn:p> "\\u0000\\uFFFE\\t\\r\\n\\"" , "@id" , "{}"^^rdf:JSON , "<a/>"^^rdf:XMLLiteral .',
    "_:b <urn:p> _:b , _:c . _:c peel:worksWith _:b ; <urn:q> [ <urn:q> [] ] .",
    "<urn:a> rdf:first ( 1 2 <urn:x> ( ) ( 3 ) ) .",
    '<urn:a> a <urn:B> , peel:Unit , _:kind , "text" , unit:x .',
    "peel: unit: unit:%20 . <https://schema.org/a> <https://schema.org//x> <https://schema.org//x> .",
    "<peel:x> <role:y> <unit:z> , <mailto:a@example.org> , <label:z> ; a <unit:Kind> .",
    '<id:a> <type:b> <label:c> , "x"^^<unit:kind> . <Unit:a> peel:about <Unit:b> .',
    '<urn:a> peel:unit unit:x , "x" ; dcterms:type theme:x .',
)


def _quads(store: Store) -> list[Quad]:
    return list(store.quads_for_pattern(None, None, None, DefaultGraph()))


def _canonical(quads: Iterable[Quad]) -> set[Triple]:
    quads = list(quads)
    return {quad.triple for quad in renamed_quads(quads, canonical_names(quads))}


def _same_in_both(content: bytes, quads: list[Quad]) -> None:
    """Compare what Oxigraph and rdflib read with the statements."""
    again = Store()
    again.load(content, format=RdfFormat.JSON_LD)
    stored = Store()
    stored.extend(Quad(*quad.triple) for quad in quads)
    assert _canonical(again) == _canonical(stored)
    lines = serialize_sorted(quads, RdfFormat.N_TRIPLES).decode()
    expected = rdflib.Graph().parse(data=lines, format="nt")
    parsed = rdflib.Graph().parse(data=content, format="json-ld")
    assert set(to_canonical_graph(parsed)) == set(to_canonical_graph(expected))


@pytest.fixture(autouse=True)
def _exact_literals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let rdflib keep each literal as it is written, and say nothing of odd ones."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_statement_is_read_back_by_two_libraries(text: str) -> None:
    """No text, number, class, IRI or blank node changes, even where a scheme is one of our prefixes."""
    quads = parse_text(PROLOGUE + text)
    _same_in_both(serialize_sorted(quads, RdfFormat.JSON_LD), quads)


def test_everything_is_read_back(invented: Store) -> None:
    """The whole graph, ontology included, comes back equal."""
    quads = _quads(invented)
    _same_in_both(serialize_sorted(quads, RdfFormat.JSON_LD), quads)


def test_a_thing_stands_at_the_top_with_what_is_around_it_within(invented: Store) -> None:
    """A frame begins with the thing; relations and the findings about it are objects within it."""
    triples = thing_subgraph(invented, TEAM, 1)
    quads = [Quad(*triple) for triple in triples]
    content = serialize_sorted(quads, RdfFormat.JSON_LD, root=TEAM)
    _same_in_both(content, quads)
    data = json.loads(content)
    assert data["id"] == "unit:exampleshire-river-team"
    assert "Unit" in data["type"]
    assert isinstance(data["label"], str)
    assert all(finding["label"] for finding in data["@reverse"]["about"])
    related = data["worksWith"]
    assert all(
        isinstance(thing, dict) for thing in ([related] if isinstance(related, dict) else related)
    )


def test_the_context_is_the_published_one_and_needs_no_network(invented: Store) -> None:
    """Each file holds the context itself, equal to the published file."""
    data = json.loads(serialize_sorted(_quads(invented), RdfFormat.JSON_LD))
    assert data["@context"] == read_context()
    text = (ontology_folder() / CONTEXT_FILE).read_text("utf-8")
    written = runpy.run_path(str(ROOT / "docs" / "context.py"))["context"]()
    assert json.loads(text) == written, "run python docs/context.py"


def test_objects_are_compact(invented: Store) -> None:
    """Keys are short names, labels plain texts, and no IRI of ours is written in full."""
    data = json.loads(serialize_sorted(_quads(invented), RdfFormat.JSON_LD))
    team = next(node for node in data["@graph"] if node["id"] == "unit:exampleshire-river-team")
    assert isinstance(team["label"], str)
    assert not [key for node in data["@graph"] for key in node if "/" in key]
    units = [node for node in data["@graph"] if "Unit" in node.get("type", [])]
    assert units
    assert "https://w3id.org/peelgraph/id/" not in json.dumps(units)


def test_statements_about_statements_are_refused_by_name() -> None:
    """JSON-LD 1.1 has no place for them; the message names the subject and other formats."""
    name = NamedNode("urn:a")
    with pytest.raises(PeelgraphError, match=r"<urn:a>.*Choose \.ttl"):
        serialize_jsonld([Triple(name, name, Triple(name, name, name))])


def test_long_chains_do_not_nest(invented: Store) -> None:
    """A chain of hundreds of things is written with few levels, so that every reader takes it."""
    chain = "".join(f"<urn:n{n}> <urn:p> <urn:n{n + 1}> . " for n in range(400))
    quads = parse_text(chain)
    content = serialize_sorted(quads, RdfFormat.JSON_LD, root="urn:n0")
    _same_in_both(content, quads)
    lines = content.decode().splitlines()
    assert max(len(line) - len(line.lstrip()) for line in lines) < 12
