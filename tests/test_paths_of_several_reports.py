"""Paths over several reports: each within the statements of one, as if that report stood alone."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import networkx
import pytest
from conftest import Run

import peelgraph
from benchmarks import corpus
from graph.analyse.algorithms.network_paths import network_routes
from graph.analyse.algorithms.report_paths import ReportLinks, routes_by_report
from graph.analyse.networks.projection import Selection, project
from graph.analyse.path_finder import Hop, HopRelation, Paths, paths_between
from graph.errors import PeelgraphError
from graph.evidence import Evidence, report_number
from graph.export.path_description import Connection
from graph.load.links import End, Links, write_links
from graph.mcp import responses
from graph.namespaces import REPORT
from graph.store import Store, open_current
from graph.store_index import open_index
from graph.text import stable_number
from viz.maps.builder import picture
from viz.maps.catalogue import MapOptions

ENDS = "SELECT DISTINCT iri FROM ends JOIN links ON id = source WHERE relations ORDER BY iri"
TWO = ("alddenshire-2018-effectiveness", "bramfordshire-2018-effectiveness")
A, B = f"{REPORT}a-2018/s", f"{REPORT}b-2018/s"  # begin sentences of two reports


def stated(*edges: str) -> networkx.MultiDiGraph[str]:
    """Make a network of edges such as `x-m SENTENCE SENTENCE`."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for edge in edges:
        pair, *sentences = edge.split()
        source, _, target = pair.partition("-")
        network.add_edge(source, target, sentences=[Evidence(iri, "", "") for iri in sentences])
    return network


@pytest.fixture(scope="module")
def two_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk of two reports that share a register."""
    return corpus.make(tmp_path_factory.mktemp("two") / "store", reports=2)


@pytest.fixture(scope="module")
def two_ends(two_directory: Path) -> list[str]:
    """The things of that store which relations link."""
    with open_index(two_directory) as database:
        return [iri for (iri,) in database.execute(ENDS)]


@pytest.fixture(scope="module")
def links(three_together: Store) -> Iterator[ReportLinks]:
    """The links of all reports, as the index of a store has them."""
    with closing(sqlite3.connect(":memory:")) as database:
        write_links(database, three_together, [])
        yield ReportLinks(Links(database).neighbours)


def test_things_of_one_report_have_the_paths_that_it_has_alone(
    three_alone: list[Store], three_together: Store, links: ReportLinks
) -> None:
    """Number, order, hops and support are the same beside other reports, by the network and by the index."""
    chance = Random(7)  # noqa: S311 - of chance, not of secrets
    whole = project(three_together, "things")
    networks = [project(store, "things") for store in three_alone]
    found = 0
    for number, network in enumerate(networks):
        others = {node for other in networks[:number] + networks[number + 1 :] for node in other}
        own = sorted(set(network) - others)
        for _ in range(15):
            source, target = chance.sample(own, 2)
            expected = network_routes(network, source, target)
            answer = network_routes(whole, source, target)
            assert answer[:4] == expected[:4]
            by_index = routes_by_report(links, stable_number(source), stable_number(target))
            numbers = [[stable_number(node) for node in path] for path in expected.shortest]
            assert (by_index.shortest, by_index.total) == (numbers, expected.total)
            found += len(expected.shortest)
    assert found > 30


def test_a_path_between_shared_things_lies_in_one_report() -> None:
    """Two short steps of different reports are no path; the same way in two reports is one path of both."""
    network = stated(f"x-m {A}1", f"m-y {B}1", f"x-p {A}2", f"p-q {A}3", f"q-y {A}4", f"x-z {B}2")
    answer = network_routes(network, "x", "y")
    assert answer.shortest == [["x", "p", "q", "y"]]
    assert list(answer.reports) == [frozenset([report_number(A)])] * 2
    both = stated(f"x-m {A}1 {B}1", f"m-y {A}2 {B}2", f"x-n {A}3", f"n-y {A}4")
    answer = network_routes(both, "x", "y")
    assert answer.shortest == [["x", "m", "y"], ["x", "n", "y"]]
    assert answer.reports[0] == frozenset([report_number(A), report_number(B)])


def test_what_only_several_reports_connect_is_said() -> None:
    """Where a report speaks of both, and does not connect them, no path is made of what others state."""
    network = stated(f"x-m {A}1", f"m-y {B}1", f"y-z {A}2")
    answer = network_routes(network, "x", "y")
    assert (answer.shortest, answer.is_across) == ([], True)


def test_things_of_two_reports_are_connected_through_both() -> None:
    """Where no report speaks of both, a path may lead through several, and the answer says so."""
    network = stated(f"x-m {A}1", f"m-y {B}1")
    assert network_routes(network, "x", "y").shortest == [["x", "m", "y"]]
    ends = [End(f"urn:{name}", name) for name in "xmy"]
    hops = tuple(
        Hop(one, other, (HopRelation("works with", (Evidence(f"{sentence}1", "", ""),)),))
        for one, other, sentence in ((ends[0], ends[1], A), (ends[1], ends[2], B))
    )
    paths = Paths((hops,), 1, hops, ())
    words = Connection(("urn:x", "x"), ("urn:y", "y"), paths).words
    assert words == "No single report states all steps; they stand in 2 reports."


def test_loaded_data_belong_to_every_report() -> None:
    """A step that names no sentence joins the statements of any one report, not those of two."""
    network = stated(f"x-m {A}1", "m-n urn:s", f"n-y {A}2", f"n-z {B}1", f"x-w {B}2")
    assert network_routes(network, "x", "y").shortest == [["x", "m", "n", "y"]]
    assert network_routes(network, "m", "z").shortest == [["m", "n", "z"]]


def test_a_path_of_one_inspection_is_that_of_its_report_alone(
    two_directory: Path, two_ends: list[str]
) -> None:
    """`path --inspection` has the paths of the network of that inspection, with its sentences alone."""
    store = open_current(two_directory)
    chance = Random(3)  # noqa: S311 - of chance, not of secrets
    networks = {name: project(store, "things", Selection(inspection=name)) for name in TWO}
    shared = sorted(set.intersection(*map(set, networks.values())) & set(two_ends))
    differing = 0
    for _ in range(60):
        pair = (*chance.sample(shared, 2),)
        answers = []
        for name, network in networks.items():
            paths = paths_between(two_directory, store, *pair, inspection=name)
            avoided = network.graph["inspected"]
            expected = network_routes(network, *pair, avoided=avoided)
            hops = [[hop.one.iri for hop in path] for path in paths.all_shortest]
            assert hops == [path[:-1] for path in expected.shortest]
            sentences = [
                iri for path in paths.all_shortest for hop in path for iri in hop.sentences
            ]
            assert {report_number(iri) for iri in sentences} <= {report_number(REPORT + name)}
            assert all(
                link.sentences for path in paths.all_shortest for hop in path for link in hop.links
            )
            answers.append(hops)
        differing += answers[0] != answers[1]
    assert differing > 10


def test_loaded_data_are_of_no_inspection(two_directory: Path, tmp_path: Path, run: Run) -> None:
    """A path of one inspection takes no relation of loaded data, neither as a step nor beside one."""
    store = tmp_path / "store"
    shutil.copytree(two_directory, store)
    hop = next(_hops(two_directory))
    (tmp_path / "x.nt").write_text(f"<{hop[0]}> <urn:x:knows> <{hop[1]}> .", "utf-8")
    assert run("load", tmp_path / "x.nt", "--store", store).returncode == 0
    both = run("path", *hop, store=store).stdout
    alone = run("path", *hop, "--inspection", TWO[0], store=store).stdout
    assert ("knows" in both, "knows" in alone, "paragraph" in alone) == (True, False, True)


def _hops(directory: Path) -> Iterator[tuple[str, str]]:
    """Yield each two things that the first report alone links."""
    links = "SELECT one.iri, other.iri FROM links JOIN ends AS one ON one.id = source"
    with open_index(directory) as database:
        yield from database.execute(
            f"{links} JOIN ends AS other ON other.id = target WHERE report = ? AND relations",
            (report_number(REPORT + TWO[0]),),
        )


def test_no_path_of_one_inspection_is_said_of_its_report(
    two_directory: Path, two_ends: list[str], run: Run
) -> None:
    """What the other report states of two things connects nothing here; an unknown inspection is refused."""
    kg = peelgraph.open(two_directory)
    own = [iri for iri in two_ends if "alddenshire" in iri]
    ends = next(
        (one, other)
        for one in own
        for other in own
        if one != other and kg.path(one, other).shortest
    )
    words = "the graph holds no stated relations that connect .* within the report of bramfordshire"
    assert re.match(words, kg.path(*ends, inspection=TWO[1]).words)
    assert not kg.path(*ends, inspection=TWO[1]).shortest
    assert kg.path(*ends, inspection=TWO[0]).shortest
    done = run("path", *ends, "--inspection", TWO[1], store=two_directory)
    assert re.match(words, done.stdout)
    answer = responses.path_response(two_directory, *ends, inspection=TWO[1])
    assert str(answer["why"]).endswith(f"connect them within the report of {TWO[1]}.")
    assert "shortest" in responses.path_response(two_directory, *ends, inspection=TWO[0])
    with pytest.raises(PeelgraphError, match="Inspections: inspection:alddenshire"):
        kg.path(*ends, inspection="nowhere")


def test_a_force_alone_connects_within_one_report(invented_directory: Path) -> None:
    """Where only one report counts, the words that only the force connects two things say so."""
    kg = peelgraph.open(invented_directory)
    ends = "youth hub", "volunteers who keep watch"
    name = "exampleshire-2018-19-effectiveness"
    alone = "only the force connects them: every path between youth hub and"
    words = f"within the report of {name}, {alone}"
    assert kg.path(*ends).words.startswith(alone)
    assert kg.path(*ends, inspection=name).words.startswith(words)
    answer = responses.path_response(invented_directory, *ends, inspection=name)
    assert str(answer["why"]).startswith(f"W{words[1:]}")


def test_the_map_says_what_the_command_says_of_two_things_that_no_report_connects(
    two_directory: Path, two_ends: list[str]
) -> None:
    """However far apart they are in all reports together."""
    store = open_current(two_directory)
    chance = Random(1)  # noqa: S311 - of chance, not of secrets
    for _ in range(1000):
        pair = (*chance.sample(two_ends, 2),)
        if paths_between(two_directory, store, *pair).is_across:
            break
    with pytest.raises(PeelgraphError, match="no single report connects"):
        picture(store, "path", MapOptions(about=pair))
