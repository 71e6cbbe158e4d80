"""Paths over several reports: each within the statements of one, as if that report stood alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import networkx
import pytest

from benchmarks import corpus
from graph.analyse.algorithms.network_paths import network_routes
from graph.analyse.algorithms.report_paths import ReportLinks, routes_by_report
from graph.analyse.networks.projection import project
from graph.analyse.path_finder import Hop, HopRelation, Paths, paths_between
from graph.errors import PeelgraphError
from graph.evidence import Evidence, report_number
from graph.export.path_description import Connection
from graph.load.links import End, Links, write_links
from graph.namespaces import REPORT
from graph.store import Store, open_current
from graph.store_index import open_index
from graph.text import stable_number
from viz.maps.builder import picture
from viz.maps.catalogue import MapOptions

ENDS = "SELECT DISTINCT iri FROM ends JOIN links ON id = source WHERE relations ORDER BY iri"
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


def test_the_map_says_what_the_command_says_of_two_things_that_no_report_connects(
    tmp_path: Path,
) -> None:
    """However far apart they are in all reports together."""
    store = open_current(corpus.make(tmp_path / "store", reports=2))
    with open_index(tmp_path / "store") as database:
        ends = [iri for (iri,) in database.execute(ENDS)]
    chance = Random(1)  # noqa: S311 - of chance, not of secrets
    for _ in range(1000):
        pair = (*chance.sample(ends, 2),)
        if paths_between(tmp_path / "store", store, *pair).is_across:
            break
    with pytest.raises(PeelgraphError, match="no single report connects"):
        picture(store, "path", MapOptions(about=pair))
