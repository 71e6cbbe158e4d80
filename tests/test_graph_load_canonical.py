"""The one written form of Turtle and TriG."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from graph.errors import InputError
from graph.load import canonical
from graph.load.formatter import format_files, sources_of_paths
from graph.parse.parser import parse_file
from graph.store import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    serialize,
)

_IRIS = st.sampled_from(
    [
        "https://w3id.org/peelgraph/ontology#worksWith",
        "https://w3id.org/peelgraph/id/unit/exampleshire-river-team",
        "https://w3id.org/peelgraph/id/unit/",
        "https://w3id.org/peelgraph/id/unit/a/b",
        "https://w3id.org/peelgraph/report/r/q1/2/3",
        "https://w3id.org/peelgraph/report/r/",
        "https://w3id.org/peelgraph/report/r/a.b.",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "https://example.org/#:~:text=a%2Cb,c.",
        "urn:x:\u00e9",
    ]
).map(NamedNode)
_TEXT = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20
)
_LITERALS = st.one_of(
    _TEXT.map(Literal),
    _TEXT.map(lambda text: Literal(text, language="en-gb")),
    st.sampled_from(["1", "+1", "1.0", "-.5", "1.", "true", "x"]).flatmap(
        lambda text: st.sampled_from(["integer", "decimal", "boolean", "date"]).map(
            lambda name: Literal(
                text, datatype=NamedNode(f"http://www.w3.org/2001/XMLSchema#{name}")
            )
        )
    ),
)
_QUADS = st.lists(
    st.builds(Quad, _IRIS, _IRIS, _IRIS | _LITERALS, st.one_of(st.just(DefaultGraph()), _IRIS)),
    max_size=12,
)
_BASE = "https://w3id.org/peelgraph/report/r/"


@given(_QUADS)
def test_writing_and_parsing_gives_the_same_statements(quads: list[Quad]) -> None:
    """Nothing is lost, added or changed, whatever the terms, with a base and without."""
    from pyoxigraph import parse

    for base in ("", _BASE):
        text = canonical.canonical_turtle(quads, base=base)
        again = parse(text, format=RdfFormat.TRIG)
        assert set(again) == set(quads)


@given(_QUADS)
def test_the_order_of_statements_does_not_matter(quads: list[Quad]) -> None:
    """The same statements in any order, and twice over, have the same bytes."""
    assert canonical.canonical_turtle(quads) == canonical.canonical_turtle(
        list(reversed(quads)) + quads
    )


def test_the_house_style_is_kept() -> None:
    """Prefixes A to Z, `a` first, one object a line, decimals bare, the graph's own description first."""
    peel, unit = "https://w3id.org/peelgraph/ontology#", "https://w3id.org/peelgraph/id/unit/"
    graph = NamedNode(_BASE + "q1/2/3")
    quads = [
        Quad(NamedNode(unit + "b"), NamedNode(peel + "worksWith"), NamedNode(unit + "c"), graph),
        Quad(
            NamedNode(unit + "b"),
            NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
            NamedNode(peel + "Unit"),
            graph,
        ),
        Quad(NamedNode(unit + "b"), NamedNode(peel + "worksWith"), NamedNode(unit + "a"), graph),
        Quad(
            NamedNode(_BASE + "figure/x"),
            NamedNode(peel + "value"),
            Literal("2.50", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
            graph,
        ),
        Quad(graph, NamedNode(peel + "mentions"), NamedNode(unit + "b"), graph),
    ]
    assert canonical.canonical_turtle(quads, base=_BASE) == (
        "@base <https://w3id.org/peelgraph/report/r/> .\n"
        "@prefix peel: <https://w3id.org/peelgraph/ontology#> .\n"
        "@prefix unit: <https://w3id.org/peelgraph/id/unit/> .\n"
        "\n"
        "<q1/2/3> {\n"
        "    <q1/2/3>\n"
        "        peel:mentions unit:b .\n"
        "\n"
        "    unit:b\n"
        "        a peel:Unit ;\n"
        "        peel:worksWith\n"
        "            unit:a ,\n"
        "            unit:c .\n"
        "\n"
        "    <figure/x>\n"
        "        peel:value 2.50 .\n"
        "}\n"
    )


def test_blank_nodes_and_lists_are_nested() -> None:
    """Shapes with nested nodes and lists survive, as rdflib reads them."""
    for path in sorted((ROOT / "ontology").rglob("*.ttl")):
        text = canonical.canonical_turtle(parse_file(path))
        assert isomorphic(
            Graph().parse(data=text, format="turtle"),
            Graph().parse(data=path.read_text("utf-8"), format="turtle"),
        )


def test_a_list_is_written_in_brackets(tmp_path: Path) -> None:
    """Its items stand on one line, a list or blank node among them too; no cell of a list is shown."""
    path = tmp_path / "x.ttl"
    path.write_text("<urn:x> <urn:p> ( 1 ( 2 <urn:y> ) () [] 'z' ) .", "utf-8")
    text = canonical.canonical_turtle(parse_file(path))
    assert '( 1 ( 2 <urn:y> ) () [] "z" )' in text
    assert "first" not in text


def test_a_blank_node_used_twice_is_refused() -> None:
    """What has no canonical place needs an IRI."""
    node, link = BlankNode("x"), NamedNode("urn:p")
    quads = [
        Quad(NamedNode("urn:a"), link, node),
        Quad(NamedNode("urn:b"), link, node),
        Quad(node, link, Literal("v")),
    ]
    with pytest.raises(InputError, match="used 2 times"):
        canonical.canonical_turtle(quads)


def test_rdflib_reads_the_same_statements_from_canonical_trig() -> None:
    """A second parser agrees on every quad of the invented report."""
    path = ROOT / "tests/fixtures/data/exampleshire-2018-19-effectiveness/question-1.trig"
    ours = serialize(sorted(parse_file(path), key=str), format=RdfFormat.N_QUADS)
    assert ours is not None
    theirs = Dataset().parse(data=path.read_text("utf-8"), format="trig")
    assert set(theirs.quads()) == set(Dataset().parse(data=ours.decode(), format="nquads").quads())


_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


@pytest.mark.parametrize(
    "text",
    [
        f"<urn:x> <urn:p> [ <{_RDF}first> 1, 9 ; <{_RDF}rest> <urn:tail> ] .",
        f"<urn:x> <urn:p> [ <{_RDF}first> 1 ] .",
        f"<urn:x> <urn:p> [ <{_RDF}first> 1 ; <{_RDF}rest> () ; <urn:more> 2 ] .",
        "<urn:x> <urn:p> ( 1 [ <urn:q> ( <urn:y> () ) ] ) .",
    ],
)
def test_odd_lists_keep_all_their_statements(tmp_path: Path, text: str) -> None:
    """What only looks like a list is written statement by statement."""
    path = tmp_path / "x.ttl"
    path.write_text(text, "utf-8")
    before = Graph().parse(data=text, format="turtle")
    format_files(sources_of_paths([path], None))
    assert isomorphic(before, Graph().parse(data=path.read_text("utf-8"), format="turtle"))
