"""Times projections and measures beside rdflib and NetworkX on synthetic corpora, as ratios of one run.

    python benchmarks/analysis.py [SMALL] [LARGE]

SMALL and LARGE are numbers of reports, 43 and 430 by default; 0 leaves one out. The entity graph is what is stated between things, without
findings and figures. Each pair is timed in turn, three times where it is short, and the shortest times are compared. NetworkX's exact
betweenness would take minutes: its time is that of 100 starts times the number of things over 100, as the work for each start is alike.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import networkx
import rdflib

from benchmarks import corpus
from graph.analyse.algorithms import centrality
from graph.analyse.algorithms.communities import communities
from graph.analyse.networks.adjacency import adjacency
from graph.analyse.networks.projection import project, projections
from graph.namespaces import PREFIXES
from graph.store import Store, open_current, rdflib_dataset

GRAPH = Path(__file__).resolve().parent.parent / "graph"
TOLD = tuple(
    GRAPH / name
    for name in (
        "query_tables/things.rq",
        "query_tables/facts.rq",
        "query_tables/sentences.rq",
    )
)
FEW = 4  # rdflib's own store needs minutes for more
SAID = ("Finding", "Figure", "AreaForImprovement", "Judgment", "Conflict")


def main(small: int, large: int) -> None:
    """Print a line for each pair."""
    print(f"{'what':58} {'ours, s':>9} {'theirs, s':>10} {'ratio':>7}")
    if small:
        store = open_current(corpus.cached(small))
        for name in ("partnerships", "everything"):
            _pair(
                f"projection {name}, {small} reports / rdflib over it",
                partial(project, store, name),
                partial(_through_rdflib, rdflib_dataset(store), name),
            )
        few = open_current(corpus.cached(FEW))
        _pair(
            f"projection partnerships, {FEW} reports / rdflib alone",
            lambda: project(few),
            partial(_through_rdflib, _alone(few), "partnerships"),
        )
        plain = _entities(store)
        known, size = (
            adjacency(plain),
            f"{plain.number_of_nodes():,} things, {plain.number_of_edges():,} ties",
        )
        sampled = _pair(
            f"betweenness k=100, {size}",
            lambda: centrality.betweenness(known, sample=100, seed=1),
            lambda: networkx.betweenness_centrality(plain, k=100, seed=1),
        )
        exact = _time(lambda: centrality.betweenness(known))
        _line(f"betweenness exact, {size} (theirs estimated)", exact, sampled * len(plain) / 100)
    if large:
        store = open_current(corpus.cached(large))
        plain = _entities(store)
        known, size = (
            adjacency(plain),
            f"{plain.number_of_nodes():,} things, {plain.number_of_edges():,} ties",
        )
        _pair(
            f"Louvain, {size}",
            lambda: communities(known, seed=1),
            lambda: networkx.community.louvain_communities(plain, seed=1),
        )
        _pair(
            f"PageRank, {size}",
            lambda: centrality.pagerank(known),
            lambda: networkx.pagerank(plain),
        )
        _pair(
            "  the same, with the way from NetworkX to the matrix",
            lambda: centrality.pagerank(adjacency(plain)),
            lambda: networkx.pagerank(plain),
        )


def _entities(store: Store) -> networkx.Graph[str]:
    """Return the entity graph of a store as a plain NetworkX graph."""
    network = project(store, "everything")
    plain: networkx.Graph[str] = networkx.Graph()
    weight: int
    for one, other, weight in network.edges(data="weight"):
        if (
            one != other
            and network.nodes[one]["kind"] not in SAID
            and network.nodes[other]["kind"] not in SAID
        ):
            plain.add_edge(
                one, other, weight=weight + plain.get_edge_data(one, other, {"weight": 0})["weight"]
            )
    return plain


def _alone(store: Store) -> rdflib.Dataset:
    """Copy a store into rdflib's own store in memory."""
    whole = rdflib.Dataset()
    whole.parse(data=b"".join(f"{quad} .\n".encode() for quad in store), format="nquads")
    return whole


def _through_rdflib(whole: rdflib.Dataset, name: str) -> networkx.MultiDiGraph[str]:
    """Make the same network by the same queries through rdflib, as its users would."""

    def asked(text: str) -> list[tuple[str, ...]]:
        return [
            tuple(map(str, row))
            for row in whole.query(text, initNs=PREFIXES)
            if isinstance(row, tuple)
        ]

    things, _, sentences, _ = (
        {row[0]: row[1:] for row in asked(path.read_text("utf-8"))} for path in TOLD
    )
    made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for one, relation, other, sentence in asked(projections()[name].query.text):
        if one in things and other in things and sentence in sentences:
            if not made.has_edge(one, other, relation):
                made.add_edge(one, other, relation, sentences=[])
            made.edges[one, other, relation]["sentences"].append(sentences[sentence])
    return made


def _pair(what: str, ours: Callable[[], object], theirs: Callable[[], object]) -> float:
    """Time both in turn, and print the ratio; return the time of theirs."""
    mine, other = [], []
    for _ in range(3):
        mine.append(_time(ours))
        other.append(_time(theirs))
        if other[-1] > 5:
            break
    _line(what, min(mine), min(other))
    return min(other)


def _time(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _line(what: str, mine: float, other: float) -> None:
    print(f"{what:58} {mine:9.3f} {other:10.3f} {other / mine:7.1f}", flush=True)


if __name__ == "__main__":
    sizes = [int(word) for word in sys.argv[1:]]
    main(*(sizes + [43, 430][len(sizes) :]))
