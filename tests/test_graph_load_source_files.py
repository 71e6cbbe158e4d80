"""The files of ontology/ and data/ become quads that are the same on every run."""

from __future__ import annotations

from pathlib import Path

from graph.files import Source
from graph.load.source_files import parse_source
from graph.namespaces import GRAPH
from graph.store import NamedNode

LIST = "<urn:a> <urn:p> ( 1 2 ) . <urn:b> <urn:p> [ <urn:q> 3 ] ."


def _source(folder: Path, name: str, text: str, suffix: str = ".ttl") -> Source:
    path = (folder / Path(name).name).with_suffix(suffix)
    path.write_text(text, "utf-8")
    return Source(path, name)


def test_a_turtle_file_is_one_graph(tmp_path: Path) -> None:
    """Statements without a graph stand in the graph of their file."""
    quads = parse_source(_source(tmp_path, "data/register/forces", "<urn:a> <urn:p> 1 ."))
    assert [quad.graph_name for quad in quads] == [NamedNode(f"{GRAPH}data/register/forces")]


def test_a_trig_file_names_its_graphs(tmp_path: Path) -> None:
    """A graph that a file names stays, beside that of the file."""
    text = "GRAPH <urn:g> { <urn:a> <urn:p> 1 } <urn:a> <urn:p> 2 ."
    quads = parse_source(_source(tmp_path, "data/a/b", text, ".trig"))
    graphs = {str(quad.object): quad.graph_name for quad in quads}
    assert sorted(map(str, graphs.values())) == [f"<{GRAPH}data/a/b>", "<urn:g>"]


def test_blank_nodes_have_stable_names(tmp_path: Path) -> None:
    """Blank nodes and cells of lists are numbered by their order in the file, without a gap."""
    source = _source(tmp_path, "data/a/b", LIST)
    quads = parse_source(source)
    assert quads == parse_source(source)
    terms = {str(term) for quad in quads for term in (quad.subject, quad.object)}
    names = {f"<{source.graph}/genid/{number}>" for number in (1, 2, 3)}
    assert {term for term in terms if "genid" in term} == names
    assert not any(term.startswith("_:") for term in terms)


def test_shapes_keep_their_blank_nodes(tmp_path: Path) -> None:
    """SHACL needs the blank nodes of its shapes, which are not stored."""
    source = _source(tmp_path, "ontology/shapes/a", LIST)
    quads = parse_source(source)
    assert sum(str(quad.subject).startswith("_:") for quad in quads) == 5
