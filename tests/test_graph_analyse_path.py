"""Explained paths between two things."""

from __future__ import annotations

import itertools
from collections import defaultdict
from pathlib import Path

import networkx
import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from graph.analyse.path import Link, Links, best_supported, links, shortest
from graph.store import Store, rows

BASE = "https://w3id.org/peelgraph/id/"
UNIVERSITY, VIOLENCE = f"{BASE}organisation/university-of-cambridge", "https://w3id.org/peelgraph/vocabulary/theme/serious-street-violence"


def test_each_hop_is_stated_in_its_sentences(real: Store) -> None:
    """Every hop of a path is a relation that each of its sentences states, one way or the other."""
    path = shortest(links(real), UNIVERSITY, VIOLENCE)
    assert [path[0].one, path[-1].other] == [UNIVERSITY, VIOLENCE]
    assert all(a.other == b.one for a, b in itertools.pairwise(path))
    for hop in path:
        text = f"SELECT DISTINCT ?g {{ GRAPH ?g {{ {{ <{hop.one}> ?p <{hop.other}> }} UNION {{ <{hop.other}> ?p <{hop.one}> }} }} ?g a peel:Sentence }}"
        assert set(hop.sentences) == {row["g"].value for row in rows(real, text)}


def test_findings_are_no_stepping_stones_unless_asked_for(invented: Store) -> None:
    """The fellow subject of a finding is not a neighbour, but with findings it is."""
    volunteers, force = f"{BASE}role/exampleshire-volunteers", f"{BASE}force/exampleshire"
    assert shortest(links(invented), volunteers, force) == []
    trust, hub = f"{BASE}organisation/angling-trust", f"{BASE}organisation/youth-hub"
    plain = shortest(links(invented), trust, hub)
    assert [hop.other.rpartition("/")[2] for hop in plain] == ["exampleshire-river-team", "youth-hub"]
    among = {neighbour for neighbour in links(invented, findings=True)[trust] if "/finding/" in neighbour}
    assert among
    assert not {neighbour for neighbour in links(invented)[trust] if "/finding/" in neighbour}


def _made(edges: list[tuple[int, int, int]]) -> Links:
    known: Links = defaultdict(lambda: defaultdict(set))
    for number, (one, other, sentences) in enumerate(edges):
        for sentence in range(sentences):
            known[str(one)][str(other)].add(Link("to", f"s{number}-{sentence}"))
            known[str(other)][str(one)].add(Link("from", f"s{number}-{sentence}"))
    return known


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(1, 4)), max_size=20))
def test_paths_are_as_good_as_those_of_networkx(edges: list[tuple[int, int, int]]) -> None:
    """Length of the shortest and cost of the best-supported path agree with NetworkX on any small network."""
    known = _made([edge for edge in edges if edge[0] != edge[1]])
    network: networkx.Graph[str] = networkx.Graph()
    network.add_nodes_from(["0", "7"])
    for one, others in known.items():
        for other, stated in others.items():
            network.add_edge(one, other, cost=1 / len({link.sentence for link in stated}))
    if not networkx.has_path(network, "0", "7"):
        assert shortest(known, "0", "7") == best_supported(known, "0", "7") == []
        return
    assert len(shortest(known, "0", "7")) == networkx.shortest_path_length(network, "0", "7")
    found = sum(1 / len(hop.sentences) for hop in best_supported(known, "0", "7"))
    assert found == pytest.approx(networkx.dijkstra_path_length(network, "0", "7", weight="cost"))


def test_the_better_supported_of_two_ways_is_taken() -> None:
    """Two hops on five sentences each beat one hop on a single sentence; the shortest path stays the one hop."""
    known = _made([(0, 2, 1), (0, 1, 5), (1, 2, 5)])
    assert [hop.other for hop in shortest(known, "0", "2")] == ["2"]
    assert [hop.other for hop in best_supported(known, "0", "2")] == ["1", "2"]


def test_from_the_command_line(run: Run, real_directory: Path) -> None:
    """The command tells each hop in words with place, voice and address; no path is an answer, not an error."""
    done = run("path", "University of Cambridge", "serious street violence", store=real_directory)
    assert done.returncode == 0
    assert "University of Cambridge masters programme" in done.stdout
    assert "#:~:text=" in done.stdout
    none = run("path", "Essex Police", "MASH", store=real_directory)
    assert (none.returncode, "no supported path" in none.stdout) == (0, True)
    assert run("path", "METHUB", "nobody", store=real_directory).returncode == 1


def test_long_ways_are_found() -> None:
    """A well-supported way of many hops is taken where it is the best."""
    known = _made([(n, n + 1, 9) for n in range(12)] + [(0, 12, 1)])
    assert len(best_supported(known, "0", "12")) == 1
    known = _made([(n, n + 1, 30) for n in range(12)] + [(0, 12, 1), (12, 13, 1)])
    assert len(best_supported(known, "0", "13")) == 13
