"""Exports: complete, the same bytes every time, read alike by two parsers."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, Dataset, Graph, URIRef

from graph.errors import PeelgraphError
from graph.export.formats import suffixes
from graph.export.rdf import write_rdf
from graph.load.infer import INFERRED
from graph.namespaces import PREFIXES
from graph.parser import parse_file
from graph.store import NamedNode, Store

TRIPLES = (".ttl", ".nt", ".rdf", ".jsonld")


def _default(store: Store) -> set[object]:
    from graph.store import DefaultGraph

    return {quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}


@pytest.mark.parametrize("suffix", TRIPLES)
def test_formats_of_triples_hold_each_distinct_statement(
    invented: Store, tmp_path: Path, suffix: str
) -> None:
    """What is exported is what the default graph holds, read back by Oxigraph."""
    path = tmp_path / f"x{suffix}"
    number = write_rdf(invented, path)
    again = {quad.triple for quad in parse_file(path)}
    assert again == _default(invented)
    assert number == len(again)


def test_a_choice_is_never_answered_with_everything(
    invented: Store, invented_directory: Path, tmp_path: Path
) -> None:
    """The Turtle that is ready is taken for the whole graph only."""
    everything = write_rdf(invented, tmp_path / "x.ttl", directory=invented_directory)
    assert (
        write_rdf(invented, tmp_path / "x.ttl", directory=invented_directory, inferred=False)
        < everything
    )
    assert write_rdf(invented, tmp_path / "x.ttl", directory=invented_directory, only=set()) == 0
    assert (
        write_rdf(invented, tmp_path / "x.ttl", directory=invented_directory, evidence=True)
        > everything
    )


@pytest.mark.parametrize("suffix", [".trig", ".nq"])
def test_formats_with_graphs_hold_every_named_graph(
    invented: Store, tmp_path: Path, suffix: str
) -> None:
    """Every statement of every named graph is there, under its graph."""
    path = tmp_path / f"x{suffix}"
    write_rdf(invented, path)
    assert set(parse_file(path)) == {
        quad for quad in invented if isinstance(quad.graph_name, NamedNode)
    }


def test_the_turtle_of_the_real_report_has_as_many_triples_in_rdflib_as_in_oxigraph(
    real: Store, tmp_path: Path
) -> None:
    """Two independent parsers count the same."""
    path = tmp_path / "x.ttl"
    number = write_rdf(real, path)
    assert (
        len(Graph().parse(data=path.read_text("utf-8"), format="turtle"))
        == len(parse_file(path))
        == number
    )


@pytest.mark.parametrize("suffix", [".jsonld", ".rdf"])
def test_rdflib_reads_the_other_formats_alike(invented: Store, tmp_path: Path, suffix: str) -> None:
    """JSON-LD and RDF/XML say the same to rdflib as Turtle does."""
    one, other = tmp_path / "x.ttl", tmp_path / f"x{suffix}"
    write_rdf(invented, one)
    write_rdf(invented, other)
    form = {".jsonld": "json-ld", ".rdf": "xml"}[suffix]
    turtle, parsed = (
        Graph().parse(data=one.read_text("utf-8"), format="turtle"),
        Graph().parse(data=other.read_text("utf-8"), format=form),
    )
    assert set(parsed) == set(turtle)


@pytest.mark.parametrize("suffix", suffixes("RDF"))
def test_the_same_store_gives_the_same_bytes(invented: Store, tmp_path: Path, suffix: str) -> None:
    """Two exports are equal to the byte."""
    for name in ("a", "b"):
        write_rdf(invented, tmp_path / f"{name}{suffix}", evidence=True)
    assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


def test_inferred_statements_can_be_left_out(invented: Store, tmp_path: Path) -> None:
    """Without what was inferred, only stated triples and graphs remain."""
    inferred = {
        quad.triple for quad in invented.quads_for_pattern(None, None, None, NamedNode(INFERRED))
    }
    write_rdf(invented, tmp_path / "x.ttl", inferred=False)
    write_rdf(invented, tmp_path / "x.nq", inferred=False)
    assert {q.triple for q in parse_file(tmp_path / "x.ttl")} == _default(invented) - inferred
    assert NamedNode(INFERRED) not in {q.graph_name for q in parse_file(tmp_path / "x.nq")}


def test_evidence_in_plain_turtle_names_the_sentence_of_each_statement(
    invented: Store, tmp_path: Path
) -> None:
    """With evidence, each statement of a sentence is reified with its sentence."""
    path = tmp_path / "x.ttl"
    write_rdf(invented, path, evidence=True)
    graph = Graph().parse(data=path.read_text("utf-8"), format="turtle")
    quoted = URIRef(PREFIXES["prov"] + "wasQuotedFrom")
    told = {
        (
            graph.value(s, RDF.subject),
            graph.value(s, RDF.predicate),
            graph.value(s, RDF.object),
            sentence,
        )
        for s in graph.subjects(RDF.type, RDF.Statement)
        for sentence in graph.objects(s, quoted)
    }
    dataset = Dataset().parse(data=_nquads(invented, tmp_path), format="nquads")
    stated = {
        (s, p, o, g)
        for s, p, o, g in dataset.quads()
        if isinstance(g, URIRef) and "/report/" in g and "/graph/" not in g
    }
    assert told == stated
    assert told


def _nquads(store: Store, folder: Path) -> str:
    write_rdf(store, folder / "all.nq")
    return (folder / "all.nq").read_text("utf-8")


def test_a_wrong_suffix_or_place_is_refused_and_leaves_nothing(
    invented: Store, tmp_path: Path
) -> None:
    """Unknown formats and places that cannot be written are named; no half file stays."""
    with pytest.raises(PeelgraphError, match=r"Known are \.ttl"):
        write_rdf(invented, tmp_path / "x.docx")
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(PeelgraphError, match="cannot be written"):
        write_rdf(invented, tmp_path / "file" / "x.ttl")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


@pytest.mark.parametrize("suffix", suffixes("RDF"))
def test_the_order_of_loading_does_not_matter(invented: Store, tmp_path: Path, suffix: str) -> None:
    """Statements that were loaded in another order are exported with the same bytes."""
    quads = sorted(invented, key=str)
    for name, order in (("a", quads), ("b", quads[::-1])):
        store = Store()
        for quad in order:
            store.add(quad)
        write_rdf(store, tmp_path / f"{name}{suffix}")
    assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()
