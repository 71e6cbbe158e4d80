"""The names that a notebook imports."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest
from conftest import ROOT

import peelgraph
from graph.errors import QueryError


@pytest.fixture
def kg(invented_directory: Path) -> peelgraph.KnowledgeGraph:
    """The graph of the invented report."""
    return peelgraph.open(invented_directory)


def test_open_builds_the_store_where_there_is_none(tmp_path: Path) -> None:
    """The first call makes what it needs; the second uses it."""
    first = peelgraph.open(tmp_path / "store")
    assert len(first.query("SELECT ?s { ?s a peel:Sentence }")) == 413
    assert peelgraph.open(str(tmp_path / "store")).directory == first.directory


def test_rows_are_plain_values(kg: peelgraph.KnowledgeGraph) -> None:
    """Numbers are numbers, IRIs prefixed names, unbound values None; tuples and dicts hold the same."""
    rows = kg.query("SELECT ?f ?v ?nothing { ?f a peel:Figure ; peel:value ?v ; peel:surface 'two officers' }")
    assert rows.columns == ("f", "v", "nothing")
    assert rows.values == [("https://w3id.org/peelgraph/report/exampleshire-2018-19-effectiveness/figure/crew", 2.0, None)]
    assert rows.dicts() == [dict(zip(rows.columns, rows.values[0], strict=True))]
    assert list(rows) == rows.values
    assert kg.query("ASK { ?x a peel:Force }").values == [(True,)]


def test_rows_show_themselves_safely(kg: peelgraph.KnowledgeGraph) -> None:
    """In a notebook a row is a row of a table, and data are text."""
    html = kg.query("SELECT ('<b>x</b>' AS ?label) {}")._repr_html_()
    assert "<td>&lt;b&gt;x&lt;/b&gt;</td>" in html
    assert "more rows" in peelgraph.Rows(("n",), [(n,) for n in range(300)])._repr_html_()


def test_things_are_found_and_told(kg: peelgraph.KnowledgeGraph) -> None:
    """A thing by any of its names, with its relations; a wrong name is an error that helps."""
    team = kg.thing("River  Team")
    assert team.label == "river team"
    assert "works with **angling trust**" in team.markdown()
    assert "river team" in repr(team)
    assert kg.find("rivver teem")[0].label == "river team"
    with pytest.raises(QueryError, match="nothing is called"):
        kg.thing("nobody")


def test_networks_and_maps(kg: peelgraph.KnowledgeGraph, tmp_path: Path) -> None:
    """The network is a NetworkX graph; a map shows itself in a frame that reaches nothing else, and is a file where a path is given."""
    assert kg.network("partnerships").number_of_nodes() == 4
    shown = kg.map("partnerships", tmp_path / "x.html")._repr_html_()
    assert (tmp_path / "x.html").stat().st_size > 100_000
    assert shown.startswith("<iframe ")
    assert shown.count("<") == 2
    assert 'sandbox="allow-scripts allow-popups"' in shown
    assert kg.map("ego", about="river team").save(tmp_path / "y.html").read_text("utf-8").startswith("<!doctype html>")
    assert kg.map("partnerships", tmp_path / "x.svg").path == tmp_path / "x.svg"


def test_names_of_things_are_values_of_parameters(real_directory: Path) -> None:
    """A named question takes a name where it asks for a thing, as the command does."""
    assert len(peelgraph.open(real_directory).ask("partners-of-a-unit", {"unit": "METHUB"})) == 3


def test_rdflib_speaks_to_the_same_store(kg: peelgraph.KnowledgeGraph) -> None:
    """Code written for rdflib gets a Dataset with the same statements."""
    from rdflib import URIRef

    team = URIRef("https://w3id.org/peelgraph/id/unit/exampleshire-river-team")
    assert (team, URIRef("https://w3id.org/peelgraph/ontology#worksWith"), None) in kg.dataset()


def test_only_rows_are_rows(kg: peelgraph.KnowledgeGraph) -> None:
    """CONSTRUCT gives statements, not rows; an unknown question suggests the nearest."""
    with pytest.raises(QueryError, match="SELECT or ASK"):
        kg.query("DESCRIBE force:exampleshire")
    with pytest.raises(QueryError, match="partners-of-a-unit"):
        kg.ask("partners-of-unit")


@pytest.mark.parametrize(("library", "call"), [("pandas", "pandas"), ("polars", "polars")])
def test_frames_hold_the_rows(kg: peelgraph.KnowledgeGraph, library: str, call: str) -> None:
    """With pandas or polars installed, rows become a frame of the same shape."""
    pytest.importorskip(library, reason=f"{library.upper()} IS NOT INSTALLED")
    frame = getattr(kg.query("SELECT ?s { ?s a peel:Sentence }"), call)()
    assert frame.shape == (14, 1)


def test_the_examples_in_the_docstrings_are_true(real_directory: Path) -> None:
    """What the docstrings of the front door show is what the real report answers."""
    names = {**vars(peelgraph), "kg": peelgraph.open(real_directory)}
    tests = [test for test in doctest.DocTestFinder().find(peelgraph, "peelgraph", globs=names) if test.examples]
    runner = doctest.DocTestRunner()
    assert len(tests) >= 6
    assert [runner.run(test).failed for test in tests] == [0] * len(tests)


def test_the_page_on_python_runs(real_directory: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """All code of docs/python.md runs in order on the real report."""
    monkeypatch.setenv("PEELGRAPH_STORE", str(real_directory))
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text("utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    for block in blocks:
        exec(block, names)  # noqa: S102 - our own page
    assert len(blocks) == 4
    assert names["busiest"] == "https://w3id.org/peelgraph/id/force/cambridgeshire"
    assert "# multi-agency safeguarding hub" in capsys.readouterr().out
