"""The names that a notebook imports."""

from __future__ import annotations

import doctest
import re
import time
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

import peelgraph
from graph.errors import PeelgraphError, QueryError
from graph.evidence import Evidence
from graph.query.description import Description, Relation


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
    """Numbers are numbers, IRIs prefixed names, unbound values None.

    Tuples and dicts hold the same.
    """
    query = (
        "SELECT ?f ?v ?nothing { ?f a peel:Figure ; peel:value ?v ; peel:surface 'two officers' }"
    )
    with pytest.warns(UserWarning, match=r"\?nothing never has a value"):
        rows = kg.query(query)
    assert rows.columns == ("f", "v", "nothing")
    assert rows.values == [
        (
            "https://w3id.org/peelgraph/report/exampleshire-2018-19-effectiveness/figure/crew",
            2.0,
            None,
        )
    ]
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


@pytest.mark.parametrize("wrong", [None, 5, b"river team"])
def test_what_is_no_name_is_told_so(kg: peelgraph.KnowledgeGraph, wrong: str) -> None:
    """A variable that holds no text is an error that says so, wherever a name is asked for."""
    for call in (kg.thing, kg.find, kg.compare, lambda name: kg.path("river team", name)):
        with pytest.raises(
            QueryError, match=f"a name has to be a text, not {type(wrong).__name__}"
        ):
            call(wrong)


def test_a_map_that_is_not_there_is_told_with_those_that_are(
    kg: peelgraph.KnowledgeGraph, tmp_path: Path
) -> None:
    """An unknown name of a map, or a path in its place, is answered with all maps.

    Nothing is written.
    """
    for name in ("nope", "nope.html"):
        with pytest.raises(
            PeelgraphError, match=rf"there is no map “{name}”\..*Maps: partnerships, .*timeline\."
        ):
            kg.map(name, tmp_path / "x.html")
    assert list(tmp_path.iterdir()) == []


def test_a_query_with_a_limit_gives_the_same_rows(kg: peelgraph.KnowledgeGraph) -> None:
    """Rows of another process are the rows of this one, numbers and truth values too."""
    for text in ("SELECT ?f ?v { ?f peel:value ?v } ORDER BY ?f", "ASK { ?x a peel:Force }"):
        rows = kg.query(text, timeout=60)
        assert len(rows) > 0
        assert rows == kg.query(text)


def test_a_query_that_takes_too_long_is_stopped(kg: peelgraph.KnowledgeGraph) -> None:
    """At the limit the query ends with a message, and the graph answers as before."""
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0\.5 seconds.*timeout"):
        kg.query(
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", timeout=0.5
        )
    assert time.monotonic() - start < 30
    assert kg.query("ASK { ?x a peel:Force }").values == [(True,)]


def test_a_path_is_explained(real_directory: Path) -> None:
    """Both paths with names, words and sentences, as text and in a notebook.

    Where there is none, that is said.
    """
    kg = peelgraph.open(real_directory)
    path = kg.path("University of Cambridge", "serious street violence")
    assert [hop.links[0].words for hop in path.shortest] == ["provides", "led to", "concerns"]
    assert path.shortest[0].links[0].sentences[0].place in str(path)
    assert (
        "University of Cambridge \u2014 provides \u2192 University of Cambridge masters programme"
        in str(path)
    )
    assert path._repr_html_().count("<li>") == len(path.shortest)
    assert f'<a href="{path.shortest[0].links[0].sentences[0].address}"' in path._repr_html_()
    none = kg.path("Essex Police", "MASH")
    assert (none.shortest, none.best_supported) == ((), ())
    assert str(none).startswith("the graph holds no stated relations that connect Essex Police")
    assert none._repr_html_().startswith("<p>the graph holds no stated relations")
    with pytest.raises(QueryError, match="are the same thing"):
        kg.path("MASH", "mash")


def test_figures_are_compared(kg: peelgraph.KnowledgeGraph, real_directory: Path) -> None:
    """All that a report sets side by side, one figure by its name, or two.

    A second name alone does as the first.
    """
    real = peelgraph.open(real_directory)
    everything = real.compare()
    first = everything[0]
    (pair,) = real.compare(first.one.iri, first.other.iri)
    assert pair.words == first.words
    assert first.words in [item.words for item in real.compare(first.one.iri)]
    assert real.compare(other=first.one.iri) == real.compare(first.one.iri)
    with pytest.raises(QueryError, match="nothing is called"):
        kg.compare("nobody")


def test_a_thing_shows_itself_safely() -> None:
    """In a notebook a thing is a title and lists.

    Data are text, and only web addresses are links.
    """
    bad, script = "<img src=x onerror=alert(1)>", "javascript:alert(1)"
    seen = [
        Evidence("urn:s", bad, script, (bad,)),
        Evidence("urn:t", "place", 'https://example.org/"><b>', ("voice",)),
    ]
    told = Description(
        "urn:x",
        bad,
        [bad],
        [bad],
        [bad],
        {"kind": [bad]},
        [],
        [Relation(bad, "urn:y", bad, seen)],
        [(bad, bad, bad)],
        [],
        [(bad, bad, seen[0])],
    )
    html = peelgraph.Thing(told)._repr_html_()
    assert html.startswith("<h3>&lt;img src=x")
    assert "<img" not in html
    assert "javascript:" not in html
    assert re.findall(r"<a [^>]*>", html) == [
        '<a href="https://example.org/&quot;&gt;&lt;b&gt;" rel="noopener noreferrer"'
        ' target="_blank">'
    ]


def test_a_thing_is_shown_with_all_that_is_known(real_directory: Path) -> None:
    """Every relation and finding of a thing is in what a notebook shows."""
    hub = peelgraph.open(real_directory).thing("MASH")
    html, told = hub._repr_html_(), hub.description
    assert html.count("<h3>") == 1
    assert all(escape(node.label) in html for node in told.nodes)
    assert all(f"{escape(tie.words)} <b>{escape(tie.name)}</b>" in html for tie in told.relations)


def test_the_version_is_there_without_work() -> None:
    """The version is the package's, read when it is asked for; other names are unknown as usual."""
    assert peelgraph.__version__ == version("peelgraph")
    assert "__version__" not in vars(peelgraph)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        getattr(peelgraph, "nothing")  # noqa: B009 - what a user would write


@pytest.mark.parametrize("name", ["z.png", "z.ttl"])
def test_a_map_of_rows_is_no_other_file(
    kg: peelgraph.KnowledgeGraph, tmp_path: Path, name: str
) -> None:
    """A file whose suffix names no format of maps is refused, and nothing is written."""
    rows = kg.query("SELECT ?a ?b { ?a peel:worksWith ?b }")
    with pytest.raises(PeelgraphError, match=r"cannot be written as .* Known: \.html \.svg\."):
        rows.map(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_what_is_no_text_is_told_so(kg: peelgraph.KnowledgeGraph) -> None:
    """Queries, names of questions and their values that a program passes by mistake have a message."""
    wrong: Any = None
    number: Any = 2018
    with pytest.raises(QueryError, match=r"^a query has to be a text, not NoneType\. Give SPARQL"):
        kg.query(wrong)
    with pytest.raises(QueryError, match=r"^the name of a question has to be a text, not NoneType"):
        kg.ask(wrong)
    with pytest.raises(QueryError, match=r"^start has to be a text, not int\. As in start=20"):
        kg.ask("timeline", start=number, end="2019-01-01")


def test_networks_and_maps(kg: peelgraph.KnowledgeGraph, tmp_path: Path) -> None:
    """The network is a NetworkX graph.

    A map shows itself in a frame that reaches nothing else, and is a file where a path is
    given.
    """
    assert kg.network("partnerships").number_of_nodes() == 5
    shown = kg.map("partnerships", tmp_path / "x.html")._repr_html_()
    assert (tmp_path / "x.html").stat().st_size > 100_000
    assert shown.startswith("<iframe ")
    assert shown.count("<") == 2
    assert 'sandbox="allow-scripts allow-popups"' in shown
    assert (
        kg.map("ego", about="river team")
        .save(tmp_path / "y.html")
        .read_text("utf-8")
        .startswith("<!doctype html>")
    )
    assert kg.map("partnerships", tmp_path / "x.svg").path == tmp_path / "x.svg"


def test_names_of_things_are_values_of_parameters(real_directory: Path) -> None:
    """A named question takes a name where it asks for a thing, as the command does."""
    kg = peelgraph.open(real_directory)
    rows = kg.ask("partners-of-unit", {"unit": "METHUB"})
    assert len(rows) == 4
    assert kg.ask("partners-of-unit", unit="METHUB").values == rows.values
    with pytest.raises(QueryError, match="also needs end"):
        kg.ask("timeline", {"start": "2018-01-01"})


def test_rdflib_speaks_to_the_same_store(kg: peelgraph.KnowledgeGraph) -> None:
    """Code written for rdflib gets a Dataset with the same statements."""
    from rdflib import URIRef

    team = URIRef("https://w3id.org/peelgraph/id/unit/exampleshire-river-team")
    assert (team, URIRef("https://w3id.org/peelgraph/ontology#worksWith"), None) in kg.dataset()


def test_only_rows_are_rows(kg: peelgraph.KnowledgeGraph) -> None:
    """Each statement of CONSTRUCT is a row; an unknown question suggests the nearest."""
    rows = kg.query("CONSTRUCT { ?a peel:worksWith ?b } { ?a peel:worksWith ?b }")
    assert rows.columns == ("subject", "property", "object")
    assert {row[1] for row in rows} == {"peel:worksWith"}
    with pytest.raises(QueryError, match="partners-of-unit"):
        kg.ask("partner-of-units")


@pytest.mark.parametrize(("library", "call"), [("pandas", "pandas"), ("polars", "polars")])
def test_frames_hold_the_rows(kg: peelgraph.KnowledgeGraph, library: str, call: str) -> None:
    """With pandas or polars installed, rows become a frame of the same shape."""
    pytest.importorskip(library, reason=f"{library.upper()} IS NOT INSTALLED")
    frame = getattr(kg.query("SELECT ?s { ?s a peel:Sentence }"), call)()
    assert frame.shape == (14, 1)


def test_the_examples_in_the_docstrings_are_true(real_directory: Path) -> None:
    """What the docstrings of the front door show is what the real report answers."""
    names = {**vars(peelgraph), "kg": peelgraph.open(real_directory)}
    tests = [
        test
        for test in doctest.DocTestFinder().find(peelgraph, "peelgraph", globs=names)
        if test.examples
    ]
    runner = doctest.DocTestRunner()
    assert len(tests) >= 7
    assert [runner.run(test).failed for test in tests] == [0] * len(tests)


def test_the_page_on_python_runs(
    real_directory: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All code of docs/python.md runs in order on the real report."""
    monkeypatch.setenv("PEELGRAPH_STORE", str(real_directory))
    blocks = re.findall(
        r"```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text("utf-8"), re.DOTALL
    )
    names: dict[str, object] = {}
    for block in blocks:
        exec(block, names)  # noqa: S102 - our own page
    assert len(blocks) == 7
    assert names["busiest"] == "https://w3id.org/peelgraph/id/force/cambridgeshire"
    assert "# multi-agency safeguarding hub" in capsys.readouterr().out
