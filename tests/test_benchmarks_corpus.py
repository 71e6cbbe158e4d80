"""The synthetic corpus: sized and shaped like real reports, whole, the same for the same seed."""

from __future__ import annotations

from pathlib import Path

import networkx
import pytest

from benchmarks import corpus
from benchmarks.bench import _subjects
from graph.diff.narrative import describe_changes
from graph.diff.snapshot import read_snapshots
from graph.diff.statements import difference
from graph.load.infer import infer
from graph.namespaces import expand
from graph.query.search import find_things
from graph.store import DefaultGraph, NamedNode, Store, open_current, rows, store_in_memory


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of three reports."""
    return corpus.make(tmp_path_factory.mktemp("corpus"), reports=3)


@pytest.fixture(scope="module")
def made(directory: Path) -> Store:
    """The corpus, opened for reading."""
    return open_current(directory)


def test_a_report_has_about_six_thousand_statements() -> None:
    """The second report adds about 6,000 distinct statements, what follows from them included."""
    sizes = []
    for reports in (1, 2):
        store = store_in_memory(corpus.quads(reports, 1))
        infer(store)
        sizes.append(sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph())))
    assert 5_500 < sizes[1] - sizes[0] < 6_500


def test_the_same_seed_gives_the_same_corpus() -> None:
    """A corpus follows from number of reports and seed alone; another seed gives another one."""
    assert list(corpus.quads(2, 1)) == list(corpus.quads(2, 1))
    assert set(corpus.quads(2, 1)) != set(corpus.quads(2, 2))


def test_the_default_graph_holds_each_statement_once_and_nothing_more_follows(made: Store) -> None:
    """What a build promises of its store holds for a corpus too."""
    named = {quad.triple for quad in made if isinstance(quad.graph_name, NamedNode)}
    assert {
        quad.triple for quad in made.quads_for_pattern(None, None, None, DefaultGraph())
    } == named
    assert infer(store_in_memory(made)) == 0


def test_national_bodies_connect_the_forces(made: Store) -> None:
    """Nearly all things of all reports hang together, the forces are hubs, and most things have few neighbours."""
    text = "SELECT ?one ?other { ?relation peel:isRelation true . GRAPH ?sentence { ?one ?relation ?other } ?sentence a peel:Sentence }"
    network: networkx.Graph[str] = networkx.Graph(
        (row["one"].value, row["other"].value) for row in rows(made, text)
    )
    assert len(max(networkx.connected_components(network), key=len)) > 0.95 * len(network)
    degrees = sorted(dict(network.degree()).values())
    forces = [network.degree(node) for node in network if "/force/" in node]
    assert len(forces) == 3
    assert min(forces) > 40
    assert degrees[len(degrees) // 2] <= 4


def test_search_finds_what_was_invented(directory: Path) -> None:
    """The index of names knows the things of a corpus."""
    assert find_things(directory, "aldden constabulary")[0].iri.endswith("/force/alddenshire")


def test_a_force_inspected_again_keeps_half_of_its_things() -> None:
    """The report after the last force is about the first one again, and speaks of units that its first report named."""
    stated = [quad for quad in corpus.quads(44, 1) if quad.object == NamedNode(expand("peel:Unit"))]
    units = {
        year: {quad.subject for quad in stated if f"alddenshire-{year}" in str(quad.graph_name)}
        for year in (2018, 2019)
    }
    assert len(units[2018] & units[2019]) == 6
    assert len(units[2018]) == len(units[2019]) == 12


def test_an_earlier_corpus_differs_in_one_finding(directory: Path, tmp_path: Path) -> None:
    """The comparison that is timed has something to tell."""
    finding = _subjects(directory)["finding"]
    earlier = corpus.earlier(directory, tmp_path / "earlier", finding)
    found = difference(*read_snapshots(str(earlier), str(directory)))
    (change,) = describe_changes(found)
    assert (change.kind, change.what, len(found.statements)) == ("finding", "changed", 2)
