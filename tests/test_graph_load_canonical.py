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
from graph.load.formatter import canonical_text, named, tidy, untidy
from graph.store import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    parse_file,
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
        text = canonical.write(quads, base=base)
        again = parse(text, format=RdfFormat.TRIG)
        assert set(again) == set(quads)


@given(_QUADS)
def test_the_order_of_statements_does_not_matter(quads: list[Quad]) -> None:
    """The same statements in any order, and twice over, have the same bytes."""
    assert canonical.write(quads) == canonical.write(list(reversed(quads)) + quads)


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
    assert canonical.write(quads, base=_BASE) == (
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
        text = canonical.write(parse_file(path))
        assert isomorphic(
            Graph().parse(data=text, format="turtle"),
            Graph().parse(data=path.read_text("utf-8"), format="turtle"),
        )


def test_a_blank_node_used_twice_is_refused() -> None:
    """What has no canonical place needs an IRI."""
    node, link = BlankNode("x"), NamedNode("urn:p")
    quads = [
        Quad(NamedNode("urn:a"), link, node),
        Quad(NamedNode("urn:b"), link, node),
        Quad(node, link, Literal("v")),
    ]
    with pytest.raises(InputError, match="used 2 times"):
        canonical.write(quads)


def test_rdflib_reads_the_same_statements_from_canonical_trig() -> None:
    """A second parser agrees on every quad of the invented report."""
    path = ROOT / "tests/fixtures/data/exampleshire-2018-19-effectiveness/question-1.trig"
    ours = serialize(sorted(parse_file(path), key=str), format=RdfFormat.N_QUADS)
    assert ours is not None
    theirs = Dataset().parse(data=path.read_text("utf-8"), format="trig")
    assert set(theirs.quads()) == set(Dataset().parse(data=ours.decode(), format="nquads").quads())


def test_formatting_is_idempotent_and_finds_what_is_untidy(tmp_path: Path) -> None:
    """An untidy file is found, mended once, and then left alone."""
    path = tmp_path / "x.ttl"
    path.write_text("@prefix a: <urn:a#> . a:z a:y 'v' . # comment\na:b a:y a:c, a:d.", "utf-8")
    files = named([path], None)
    assert [problem.check for problem in untidy(files)] == ["canonical-form"]
    assert tidy(files) == [path]
    assert tidy(files) == []
    assert untidy(files) == []
    assert canonical_text(files[0]) == path.read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "_:a <urn:b> _:b . _:b <urn:b> _:a .",
        "<urn:x> <urn:p> [ <urn:q> _:z ] , _:z .",
        '<urn:x> <urn:p> "x"@ar--rtl .',
    ],
)
def test_what_has_no_canonical_form_is_refused_and_kept(tmp_path: Path, text: str) -> None:
    """A file that could not be written back whole is left untouched."""
    path = tmp_path / "x.ttl"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError):
        tidy(named([path], None))
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize("suffix", [".nt", ".nq", ".rdf", ".jsonld"])
def test_other_formats_are_not_touched(tmp_path: Path, suffix: str) -> None:
    """Only Turtle and TriG are formatted."""
    path = tmp_path / f"x{suffix}"
    path.write_text("<urn:a> <urn:b> <urn:c> .\n", "utf-8")
    with pytest.raises(InputError, match="only Turtle and TriG"):
        tidy(named([path], None))
    assert path.read_text("utf-8") == "<urn:a> <urn:b> <urn:c> .\n"


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
    tidy(named([path], None))
    assert isomorphic(before, Graph().parse(data=path.read_text("utf-8"), format="turtle"))


def test_files_are_named_by_paths_and_folders(tmp_path: Path) -> None:
    """A folder means its Turtle and TriG files, also below it; one of the project means the project's sources, with their bases."""
    for name in ("a.ttl", "b.nt", "deep/c.trig", "deep/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", "utf-8")
    assert [source.name for source in named([tmp_path], None)] == ["a", "c"]
    assert [source.name for source in named([tmp_path / "b.nt", tmp_path / "a.ttl"], None)] == [
        "b",
        "a",
    ]
    data = ROOT / "tests" / "fixtures" / "data"
    report = data / "exampleshire-2018-19-effectiveness"
    assert [source.name for source in named([report], data)] == [
        f"data/{report.name}/question-1",
        f"data/{report.name}/report",
    ]
    assert [
        bool(source.base)
        for source in named([report / "report.ttl", data / "register" / "register.ttl"], data)
    ] == [True, False]
    with pytest.raises(InputError, match=r"there is no such file\. Name files or folders of RDF"):
        named([tmp_path / "none.ttl"], None)


def test_sentences_stand_in_the_order_of_the_report(tmp_path: Path) -> None:
    """Where the report beside a file says where each begins; the others follow by name."""
    base = "https://w3id.org/peelgraph/report/r/"
    begin = "<http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#beginIndex>"
    folder = tmp_path / "data" / "r"
    folder.mkdir(parents=True)
    (folder / "report.ttl").write_text(
        f"<{base}b> {begin} 1 . <{base}a> {begin} 20 . <{base}c> {begin} 3 .", "utf-8"
    )
    (folder / "q.trig").write_text(
        "".join(f"<{base}{name}> {{ <urn:x> <urn:p> <urn:y> }}\n" for name in "abcde"), "utf-8"
    )
    source = next(source for source in named([folder / "q.trig"], tmp_path / "data"))
    assert [
        line[1] for line in canonical_text(source).splitlines() if line.endswith(">" + " {")
    ] == ["b", "c", "a", "d", "e"]
