"""Exports: complete, the same bytes every time, read alike by two parsers."""

from __future__ import annotations

import re
import shutil
from itertools import islice
from pathlib import Path

import pytest
from rdflib import RDF, Dataset, Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.term import Node

from graph.default_graph import stated_quads
from graph.errors import PeelgraphError
from graph.export.formats import RDF12, REIFICATION, suffixes
from graph.export.rdf import write_rdf, write_statements
from graph.load.infer import INFERRED
from graph.load.rdf_files import load_files
from graph.namespaces import PREFIXES
from graph.parse.parser import parse_file
from graph.serialize.rdf import serialize_sorted
from graph.serialize.statement_form import written_literal
from graph.store import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    open_current,
    query,
    rows,
)

TRIPLES = (".ttl", ".nt", ".rdf", ".jsonld")


def _written(quad: Quad) -> Quad:
    """Return a statement with its decimal as exports write it."""
    if not isinstance(quad.object, Literal):
        return quad
    return Quad(quad.subject, quad.predicate, written_literal(quad.object), quad.graph_name)


def _default(store: Store) -> set[object]:
    quads = store.quads_for_pattern(None, None, None, DefaultGraph())
    return {_written(quad).triple for quad in quads}


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
        write_rdf(invented, tmp_path / "x.ttl", directory=invented_directory, evidence=REIFICATION)
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
        _written(quad) for quad in invented if isinstance(quad.graph_name, NamedNode)
    }


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
        write_rdf(invented, tmp_path / f"{name}{suffix}", evidence=REIFICATION)
    assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


def test_inferred_statements_can_be_left_out(invented: Store, tmp_path: Path) -> None:
    """Without what was inferred, only stated triples and graphs remain."""
    inferred = {
        _written(quad).triple
        for quad in invented.quads_for_pattern(None, None, None, NamedNode(INFERRED))
    }
    write_rdf(invented, tmp_path / "x.ttl", inferred=False)
    write_rdf(invented, tmp_path / "x.nq", inferred=False)
    assert {q.triple for q in parse_file(tmp_path / "x.ttl")} == _default(invented) - inferred
    assert NamedNode(INFERRED) not in {q.graph_name for q in parse_file(tmp_path / "x.nq")}


@pytest.mark.parametrize("chosen", [True, False])
def test_what_a_loaded_file_states_is_not_left_out_as_inferred(
    invented_directory: Path, tmp_path: Path, chosen: bool
) -> None:
    """It stays, in every format, also where the build has inferred the same."""
    directory = shutil.copytree(invented_directory, tmp_path / "store")
    inferences = open_current(directory).quads_for_pattern(None, None, None, NamedNode(INFERRED))
    first, second = (quad.triple for quad in islice(inferences, 2))
    (tmp_path / "mine.nt").write_text(f"{first} .\n", "utf-8")
    load_files(directory, [tmp_path / "mine.nt"])
    store = open_current(directory)
    only = {first, second} if chosen else None
    for suffix in (".ttl", ".nq"):
        path = tmp_path / f"x{suffix}"
        write_rdf(store, path, directory=directory, inferred=False, only=only)
        written = {quad.triple for quad in parse_file(path)}
        assert first in written
        assert second not in written


def test_evidence_in_plain_turtle_names_the_sentence_of_each_statement(
    invented: Store, tmp_path: Path
) -> None:
    """With evidence, each statement of a sentence is reified with its sentence."""
    path = tmp_path / "x.ttl"
    write_rdf(invented, path, evidence=REIFICATION)
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


FORMATS = {
    ".ttl": "turtle",
    ".nt": "nt",
    ".rdf": "xml",
    ".jsonld": "json-ld",
    ".trig": "trig",
    ".nq": "nquads",
}
HOSTILE = """
@prefix : <https://example.org/> .
:a :p "\\r\\n\\t\\"\\\\ <&>]]> \\u200b\\u202e" , "x"@en-gb , "" , 05 , 1.5 , true , "a"^^:t .
:a :p ( 1 1 1 ) , [ :p [] ] , [ :p [] ] , <mailto:a@example.org> , <urn:a%20b> ; a :1 , [] .
_:x :p _:y . _:y :p _:z . _:z :p _:x .
<https://example.org/\\u00e9?a=b&c#d> a :T ; :p <https://example.org/a%2Fb#> .
"""


Triples = set[tuple[Node, Node, Node]]


@pytest.fixture(scope="module")
def expected_triples(real: Store, tmp_path_factory: pytest.TempPathFactory) -> Triples:
    """The statements of the real report, as rdflib reads them from N-Triples that Oxigraph reads as the store's."""
    path = tmp_path_factory.mktemp("expected") / "x.nt"
    number = write_rdf(real, path)
    statements = parse_file(path)
    assert {quad.triple for quad in statements} == _default(real)
    triples = set(Graph().parse(data=path.read_text("utf-8"), format="nt"))
    assert len(statements) == len(triples) == number
    return triples


@pytest.mark.parametrize("suffix", sorted(set(FORMATS) - {".nt", ".trig", ".nq"}))
def test_the_real_report_is_read_back_equal_by_two_libraries(
    real: Store, tmp_path: Path, expected_triples: Triples, suffix: str
) -> None:
    """Oxigraph and rdflib find in each format the statements that the store holds, and as many as were written."""
    path = tmp_path / f"x{suffix}"
    number = write_rdf(real, path)
    statements = parse_file(path)
    assert {quad.triple for quad in statements} == _default(real)
    triples = set(Graph().parse(data=path.read_text("utf-8"), format=FORMATS[suffix]))
    assert triples == expected_triples
    assert len(statements) == len(triples) == number


def test_graphs_of_the_real_report_are_read_back_equal_by_two_libraries(
    real: Store, tmp_path: Path
) -> None:
    """Oxigraph and rdflib find in TriG and N-Quads the same statements in the same graphs."""
    trig, lines = tmp_path / "x.trig", tmp_path / "x.nq"
    for path in (trig, lines):
        write_rdf(real, path)
    assert (
        set(parse_file(trig))
        == set(parse_file(lines))
        == {_written(quad) for quad in stated_quads(real)}
    )
    datasets = (
        Dataset().parse(data=path.read_text("utf-8"), format=FORMATS[path.suffix])
        for path in (trig, lines)
    )
    first, second = (set(dataset.quads()) for dataset in datasets)
    assert first == second


@pytest.mark.parametrize("suffix", FORMATS)
def test_hostile_statements_are_read_back_equal_by_two_libraries(
    tmp_path: Path, suffix: str
) -> None:
    """Odd texts, lists, cycles of blank nodes, odd addresses: nothing changes in any format."""
    store = Store()
    store.load(HOSTILE, format=RdfFormat.TURTLE)
    path = tmp_path / f"x{suffix}"
    write_rdf(store, path)
    again = Store()
    again.extend(parse_file(path))
    for name, content in (("a", store), ("b", again)):
        write_rdf(content, tmp_path / f"{name}.nq")
    assert (tmp_path / "a.nq").read_bytes() == (tmp_path / "b.nq").read_bytes()
    expected = Graph().parse(data=HOSTILE, format="turtle")
    dataset = Dataset().parse(data=path.read_text("utf-8"), format=FORMATS[suffix])
    assert isomorphic(dataset.default_graph, expected)


def test_blank_nodes_have_the_same_names_in_every_export(tmp_path: Path) -> None:
    """Two stores of the same file give the same bytes, and a node the same name in each format."""
    for name in ("a", "b"):
        store = Store()
        store.load(HOSTILE, format=RdfFormat.TURTLE)
        for suffix in FORMATS:
            write_rdf(store, tmp_path / f"{name}{suffix}")
    names = {}
    for suffix in FORMATS:
        content = (tmp_path / f"a{suffix}").read_bytes()
        assert content == (tmp_path / f"b{suffix}").read_bytes()
        names[suffix] = set(re.findall(rb'(?:_:|nodeID=")(b[0-9]+)', content))
    assert len(set(map(frozenset, names.values()))) == 1


def test_a_part_has_the_names_of_the_whole(tmp_path: Path) -> None:
    """A blank node is called the same in an export of a part as in the whole."""
    store = Store()
    store.load("_:a <urn:p> 1 . _:b <urn:p> 2 . _:c <urn:p> 3 .", format=RdfFormat.TURTLE)
    write_rdf(store, tmp_path / "whole.nt")
    lines = (tmp_path / "whole.nt").read_text("utf-8").splitlines()
    (part,) = [quad.triple for quad in store if quad.object == Literal(3)]
    write_rdf(store, tmp_path / "part.nt", only={part})
    write_statements({part}, tmp_path / "statements.nt", store=store)
    for name in ("part", "statements"):
        (line,) = (tmp_path / f"{name}.nt").read_text("utf-8").splitlines()
        assert line in lines
        assert not line.startswith("_:b0")


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".rdf"])
def test_evidence_in_rdf_1_2_names_the_sentence_as_reifier(
    invented: Store, tmp_path: Path, suffix: str
) -> None:
    """Read back, `?a ?p ?b ~ ?sentence` gives the same rows as the named graphs of the store."""
    number = write_rdf(invented, tmp_path / f"x{suffix}", evidence=RDF12)
    again = Store()
    again.extend(parse_file(tmp_path / f"x{suffix}"))
    assert number == len(again)
    stated = {
        (row["a"], row["p"], row["b"], row["sentence"])
        for row in rows(
            invented,
            "SELECT * { ?sentence a peel:Sentence . GRAPH ?sentence { ?a ?p ?b } }",
        )
    }
    answer = query(again, "SELECT * { ?a ?p ?b ~ ?sentence }")
    assert {(row["a"], row["p"], row["b"], row["sentence"]) for row in answer} == stated  # type: ignore[union-attr]
    assert stated
    assert len(list(rows(again, "SELECT * { ?a peel:worksWith ?b ~ ?sentence }"))) == len(
        list(
            rows(
                invented,
                "SELECT * { GRAPH ?sentence { ?a peel:worksWith ?b } ?sentence a peel:Sentence }",
            )
        )
    )


def test_evidence_in_rdf_1_2_takes_a_fifth_of_the_statements(
    invented: Store, tmp_path: Path
) -> None:
    """One statement for each sentence of a statement, in place of five or more."""
    plain, reified, reifiers = (
        write_rdf(invented, tmp_path / "x.nt", evidence=evidence)
        for evidence in ("", REIFICATION, RDF12)
    )
    assert plain < reifiers
    assert (reifiers - plain) * 5 <= reified - plain


def test_json_ld_refuses_evidence_in_rdf_1_2(invented: Store, tmp_path: Path) -> None:
    """It has no statements about statements; the message says which formats have."""
    with pytest.raises(PeelgraphError, match=r"JSON-LD cannot hold.*\.ttl"):
        write_rdf(invented, tmp_path / "x.jsonld", evidence=RDF12)
    assert not (tmp_path / "x.jsonld").exists()


@pytest.mark.parametrize("inferred", [True, False])
@pytest.mark.parametrize("evidence", ["", "reification"])
def test_a_part_is_what_the_whole_has_of_it(
    invented: Store, tmp_path: Path, evidence: str, inferred: bool
) -> None:
    """A part, which is looked up, has the lines of the whole that state it, graphs included."""
    triples = {quad.triple for quad in invented}
    part = set(sorted(triples, key=str)[::7])
    for suffix in (".nt",) if evidence else (".nt", ".nq"):
        whole = tmp_path / f"whole{suffix}"
        write_rdf(invented, whole, inferred=inferred)
        expected = {quad for quad in parse_file(whole) if quad.triple in part}
        write_rdf(invented, tmp_path / f"x{suffix}", only=part, inferred=inferred)
        assert expected
        assert set(parse_file(tmp_path / f"x{suffix}")) == expected
    if evidence:
        write_rdf(invented, tmp_path / "all.nt", evidence=evidence)
        write_rdf(invented, tmp_path / "some.nt", evidence=evidence, only=triples)
        assert (tmp_path / "all.nt").read_bytes() == (tmp_path / "some.nt").read_bytes()


def test_graphs_that_blank_nodes_name_stand_in_the_order_of_their_names(tmp_path: Path) -> None:
    """The names that nodes get, not those of the store, say which graph comes first."""
    store = Store()
    content = "".join(f"_:z{n} {{ <urn:a> <urn:p> {9 - n} . }} " for n in range(9))
    store.load(f"<urn:g> {{ <urn:a> <urn:p> 4 }} {content}", format=RdfFormat.TRIG)
    write_rdf(store, tmp_path / "x.nq")
    content_of_all = serialize_sorted(store, RdfFormat.N_QUADS)
    assert (tmp_path / "x.nq").read_bytes() == content_of_all
