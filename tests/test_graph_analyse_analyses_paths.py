"""Paths are the same for the analysis, the command `path`, the map and Python, and are read hop by hop."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import networkx
import pytest
from known_networks import stated

from graph.analyse.algorithms.network_paths import network_links
from graph.analyse.algorithms.report_paths import ReportLinks
from graph.analyse.algorithms.shortest_paths import (
    Cost,
    cheapest_path,
    fewest_hops,
    most_sentences,
)
from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.analyses.paths import ANALYSES
from graph.analyse.networks.projection import Selection, project
from graph.analyse.path_finder import paths_between
from graph.analyse.settings import Settings
from graph.load.links import Links
from graph.store import Store, rows, store_in_memory
from graph.store_index import open_index
from graph.text import stable_number
from viz.maps.filters import of_things

ID = "https://w3id.org/peelgraph/id/"


@pytest.mark.parametrize("cost", [fewest_hops, most_sentences])
def test_all_units_and_partners_have_one_path(
    real: Store, real_directory: Path, cost: Cost
) -> None:
    """Between any two units and partners, the network and the index of the store have the same path."""
    network = project(real, "things")
    nodes = sorted(network, key=stable_number)
    kinds = ("Unit", "Partner", "OrganisationGroup")
    ends = [node for node in nodes if network.nodes[node]["kind"] in kinds]
    assert len(ends) > 50
    with open_index(real_directory) as database:
        links = Links(database)
        numbers = {node: links.number(node) or 0 for node in nodes}
        things = {number: node for node, number in numbers.items()}
        neighbours = (
            network_links(network, nodes).neighbours,
            ReportLinks(links.neighbours).neighbours,
        )
        for source, target in combinations(ends, 2):
            places = nodes.index(source), nodes.index(target)
            by_network = cheapest_path(neighbours[0], *places, cost)
            by_index = cheapest_path(neighbours[1], numbers[source], numbers[target], cost)
            assert [nodes[place] for place in by_network] == [things[n] for n in by_index]


def test_the_map_has_the_network_of_the_analysis(real: Store) -> None:
    """The things and relations among which the map looks for paths are those of the analysis."""
    networks = project(real, "things"), of_things(project(real, "everything"))
    statements = [
        {
            (*edge[:3], tuple(sentence.iri for sentence in edge[3]["sentences"]))
            for edge in network.edges(keys=True, data=True)
        }
        for network in networks
    ]
    assert statements[0] == statements[1]


@pytest.mark.parametrize("through_force", [False, True])
def test_the_analysis_has_the_paths_of_the_command(
    real: Store, real_directory: Path, through_force: bool
) -> None:
    """Number, order, hops and sentences are those of `path`, whatever connects the two, or nothing but the force."""
    units = [
        row["unit"].value for row in rows(real, "SELECT ?unit { ?unit a peel:Unit } ORDER BY ?unit")
    ]
    network = project(real, "things")
    (analysis,) = ANALYSES
    for ends in list(combinations([unit for unit in units if unit in network], 2))[::20]:
        chosen = Settings(ends=ends, through_force=through_force)
        result = analysis.run(network, real, chosen, lambda _: None)
        paths = paths_between(real_directory, real, *ends, through_force=through_force)
        expected = [*paths.all_shortest]
        if paths.best_supported not in ((), *expected):
            expected.append(paths.best_supported)
        assert [row.number("hops") for row in result.rows] == list(map(len, expected))
        assert [{item.iri for item in row.sentences} for row in result.rows] == [
            {iri for hop in path for iri in hop.sentences} for path in expected
        ]
        assert bool(paths.only_through) == ("Only the force connects them" in result.summary)


def test_paths_are_read_hop_by_hop(real: Store) -> None:
    """Each hop reads as the report states it, and each has a sentence."""
    ends = (f"{ID}unit/cambridgeshire-methub", f"{ID}organisation/childrens-services")
    result = run_analysis(real, "paths", Settings(ends=ends, top=3))
    hops = [row.number("hops") for row in result.rows]
    assert hops == sorted(hops)
    assert hops[0] == 1
    assert "works with" in result.rows[0].reading
    assert all(row.number("weakest hop") >= 1 for row in result.rows)


def test_a_relation_against_its_direction_is_read_backwards() -> None:
    """A hop against an arrow has the words of the other direction; no path is an answer."""
    network: networkx.MultiDiGraph[str] = stated("a refers-to b 1", "c funds b 2", "x funds y 3")
    (analysis,) = ANALYSES
    result = analysis.run(network, store_in_memory(), Settings(ends=("a", "c")), lambda _: None)
    assert [row.reading for row in result.rows] == ["A refers to B; B (funds) C."]
    assert result.summary == "The shortest path between A and C has 2 hops."
    silent = analysis.run(network, store_in_memory(), Settings(ends=("a", "x")), lambda _: None)
    assert (silent.rows, silent.summary) == ((), "The graph holds no path between A and X.")


@pytest.mark.parametrize(
    ("settings", "end"),
    [
        ({"network": "partnerships"}, "organisation/religious-leaders"),
        ({"selection": Selection(question=1)}, "operation/cambridgeshire-pheasant"),
    ],
)
def test_a_path_that_was_left_out_is_not_denied(
    real: Store, real_directory: Path, settings: dict[str, Any], end: str
) -> None:
    """Where a network or a selection leaves relations out, the summary speaks of that part alone."""
    ends = f"{ID}collaboration/cambridgeshire-area-committee-meetings", ID + end
    assert paths_between(real_directory, real, *ends).shortest
    summary = run_analysis(real, "paths", Settings(ends=ends, **settings)).summary
    assert summary.startswith("Within the chosen part of the graph, only the force connects them")


def test_no_path_in_a_part_is_said_of_the_part() -> None:
    """The summary does not say of the graph what is true of the chosen part."""
    network: networkx.MultiDiGraph[str] = stated("a refers-to b 1", "x funds y 3")
    (analysis,) = ANALYSES
    settings = Settings(ends=("a", "x"), selection=Selection(voices=("force data",)))
    result = analysis.run(network, store_in_memory(), settings, lambda _: None)
    assert result.summary == "The chosen part of the graph holds no path between A and X."
