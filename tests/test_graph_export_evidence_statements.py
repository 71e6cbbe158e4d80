"""Evidence is the same, whether it stands between pieces of ready Turtle or is sorted with everything."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from graph.export import evidence_statements, rdf
from graph.export.evidence_statements import DescriptionPlace, descriptions, stated_lines
from graph.export.formats import EVIDENCE, RDF12, REIFICATION
from graph.export.rdf import write_rdf
from graph.namespaces import STATEMENT, expand
from graph.serialize.rdf import serialize_sorted
from graph.serialize.statement_form import StatementForm
from graph.store import (
    DefaultGraph,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_text,
    store_in_memory,
)

FORMS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}
SENTENCES = f"""
<urn:s1> a <{expand("peel:Sentence")}> . <urn:s2> a <{expand("peel:Sentence")}> .
<urn:a> <urn:p> <urn:b> , 14 , _:n . _:n <urn:p> "x\\ny"@en .
GRAPH <urn:s1> {{ <urn:a> a <urn:T> ; <urn:p> <urn:b> , 14 , _:n , <<( <urn:a> <urn:p> 1 )>> }}
GRAPH <urn:s2> {{ <urn:a> <urn:p> <urn:b> . _:n <urn:p> "x\\ny"@en }}
GRAPH <urn:other> {{ <urn:a> <urn:p> <urn:other> }}
"""


def test_reifiers_name_statements_of_the_same_file(invented: Store, tmp_path: Path) -> None:
    """Each triple term is one of the statements, in the same form, also where its value is a decimal."""
    path = tmp_path / "x.nt"
    write_rdf(invented, path, evidence=RDF12)
    statements = {quad.triple for quad in parse(path.read_bytes(), format=RdfFormat.N_TRIPLES)}
    reified = {triple.object for triple in statements if isinstance(triple.object, Triple)}
    assert any(str(triple.object).endswith("#decimal>") for triple in reified)
    assert reified <= statements


@pytest.mark.parametrize("inferred", [True, False])
@pytest.mark.parametrize("evidence", ["", *EVIDENCE])
@pytest.mark.parametrize("suffix", FORMS)
def test_ready_turtle_changes_no_byte(
    invented: Store,
    invented_directory: Path,
    tmp_path: Path,
    suffix: str,
    evidence: str,
    inferred: bool,
) -> None:
    """With the Turtle of the build beside it, a store gives what it gives without."""
    if (suffix, evidence) == (".jsonld", RDF12):
        pytest.skip("JSON-LD has no statements about statements")
    one, other = tmp_path / f"one{suffix}", tmp_path / f"other{suffix}"
    number = write_rdf(invented, one, evidence=evidence, inferred=inferred)
    assert number == write_rdf(
        invented, other, evidence=evidence, inferred=inferred, directory=invented_directory
    )
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("suffix", [".ttl", ".nt"])
def test_evidence_is_put_between_pieces_of_ready_turtle(
    invented: Store,
    invented_directory: Path,
    tmp_path: Path,
    suffix: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is sorted but the descriptions; their batches and remembered terms change nothing."""
    path = tmp_path / f"x{suffix}"
    write_rdf(invented, path, evidence=REIFICATION, directory=invented_directory)
    expected = path.read_bytes()
    monkeypatch.setattr(rdf, "SortedStatements", None)
    monkeypatch.setattr(evidence_statements, "_AT_ONCE", 7)
    monkeypatch.setattr(evidence_statements, "_MOST_TERMS", 20)
    write_rdf(invented, path, evidence=REIFICATION, directory=invented_directory)
    assert path.read_bytes() == expected


def _plain_evidence(store: Store, evidence: str) -> Iterator[Quad]:
    """Say of each statement which sentences state it, in the plainest way."""
    yield from store.quads_for_pattern(None, None, None, DefaultGraph())
    for quad in store:
        if not str(quad.graph_name).startswith("<urn:s") or isinstance(quad.object, Triple):
            continue
        if evidence == RDF12:
            yield Quad(quad.graph_name, NamedNode(expand("rdf:reifies")), quad.triple)
            continue
        parts = quad.subject, quad.predicate, quad.object
        digest = hashlib.sha256(" ".join(map(str, parts)).encode()).hexdigest()
        name = NamedNode(STATEMENT + digest[:20])
        yield Quad(name, NamedNode(expand("rdf:type")), NamedNode(expand("rdf:Statement")))
        for role, term in zip(("subject", "predicate", "object"), parts, strict=True):
            yield Quad(name, NamedNode(expand(f"rdf:{role}")), term)
        yield Quad(name, NamedNode(expand("prov:wasQuotedFrom")), quad.graph_name)


@pytest.mark.parametrize("evidence", EVIDENCE)
@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".rdf"])
def test_evidence_of_odd_statements(tmp_path: Path, suffix: str, evidence: str) -> None:
    """Blank nodes, decimals, texts of two lines and two sentences of one statement; none of other graphs."""
    store = store_in_memory(parse_text(SENTENCES))
    write_rdf(store, tmp_path / f"x{suffix}", evidence=evidence)
    quads = list(_plain_evidence(store, evidence))
    assert (tmp_path / f"x{suffix}").read_bytes() == serialize_sorted(
        quads, FORMS[suffix], whole=store
    )


@pytest.mark.parametrize(
    "statement",
    [
        f'<{STATEMENT}0> <urn:p> "x" .',
        '<urn:a> <urn:p> "x"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML> .',
    ],
)
def test_descriptions_have_no_place_where_something_else_would_change(statement: str) -> None:
    """A description in the data, or a datatype that a new prefix would shorten."""
    plain = serialize_sorted(parse_text("<urn:a> <urn:p> <urn:b> ."), RdfFormat.TURTLE)
    assert DescriptionPlace(plain, RdfFormat.TURTLE).is_free
    assert not DescriptionPlace(plain, RdfFormat.RDF_XML).is_free
    turtle = serialize_sorted(parse_text(statement), RdfFormat.TURTLE)
    assert not DescriptionPlace(turtle, RdfFormat.TURTLE).is_free


@pytest.mark.parametrize("suffix", [".ttl", ".nt"])
def test_pieces_of_turtle_with_blank_nodes(suffix: str) -> None:
    """Names of blank nodes are those of the Turtle, on either side of the descriptions."""
    store = store_in_memory(parse_text(SENTENCES))
    default = store.quads_for_pattern(None, None, None, DefaultGraph())
    turtle = serialize_sorted(default, RdfFormat.TURTLE, whole=store)
    place = DescriptionPlace(turtle, FORMS[suffix])
    assert place.is_free
    file = BytesIO()
    number = place.write(descriptions(stated_lines(store), StatementForm(store)), file)
    quads = list(_plain_evidence(store, REIFICATION))
    assert file.getvalue() == serialize_sorted(quads, FORMS[suffix], whole=store)
    assert number == len(set(parse(file.getvalue(), format=FORMS[suffix]))) - len(
        set(parse(turtle, format=RdfFormat.TURTLE))
    )
