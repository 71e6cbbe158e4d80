"""Time projections and measures beside rdflib and NetworkX on synthetic corpora, as ratios.

    python -m benchmarks.analysis [SMALL] [LARGE]

SMALL and LARGE are numbers of reports, 43 and 430 by default; 0 leaves one out. The entity graph is
what is stated between things, without findings and figures. Each pair is timed in turn, three times
where it is short, and the shortest times are compared. NetworkX's exact betweenness would take
minutes: its time is that of 100 starts times the number of things over 100, as the work for each
start is alike.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import networkx
import rdflib

from benchmarks import corpus
from benchmarks.measurement import seconds_of
from graph import query_tables
from graph.analyse.algorithms import centrality
from graph.analyse.algorithms.communities import communities
from graph.analyse.networks.adjacency import Adjacency, adjacency
from graph.analyse.networks.projection import project, projections
from graph.namespaces import PREFIXES
from graph.store import Store, open_current, rdflib_dataset

FEW = 4  # reports; rdflib's own store needs minutes for more
STARTS = 100  # from which betweenness is estimated
STATEMENTS = ("Finding", "Figure", "AreaForImprovement", "Judgment", "Conflict")
_QUERIES = Path(query_tables.__file__).with_suffix("")


def main(small: int, large: int) -> None:
    """Print a line for each pair."""
    print(f"{'what':58} {'ours, s':>9} {'theirs, s':>10} {'ratio':>7}")
    if small:
        store = open_current(corpus.cached(small))
        _projections(store, small)
        _betweenness(store)
    if large:
        _large_networks(open_current(corpus.cached(large)))


def _projections(store: Store, reports: int) -> None:
    dataset = rdflib_dataset(store)
    for name in ("partnerships", "everything"):
        words = f"projection {name}, {reports} reports / rdflib over it"
        _pair(words, partial(project, store, name), partial(_through_rdflib, dataset, name))
    few = open_current(corpus.cached(FEW))
    theirs = partial(_through_rdflib, _rdflib_copy(few), "partnerships")
    _pair(f"projection partnerships, {FEW} reports / rdflib alone", partial(project, few), theirs)


def _betweenness(store: Store) -> None:
    plain, matrix, size = _entities(store)
    estimate = _pair(
        f"betweenness k={STARTS}, {size}",
        partial(centrality.betweenness, matrix, sample=STARTS, seed=1),
        partial(networkx.betweenness_centrality, plain, k=STARTS, seed=1),
    )
    exact = seconds_of(partial(centrality.betweenness, matrix))
    words = f"betweenness exact, {size} (theirs estimated)"
    _line(words, exact, estimate * len(plain) / STARTS)


def _large_networks(store: Store) -> None:
    plain, matrix, size = _entities(store)
    louvain = partial(networkx.community.louvain_communities, plain, seed=1)
    _pair(f"Louvain, {size}", partial(communities, matrix, seed=1), louvain)
    theirs = partial(networkx.pagerank, plain)
    _pair(f"PageRank, {size}", partial(centrality.pagerank, matrix), theirs)
    words = "  the same, with the way from NetworkX to the matrix"
    _pair(words, lambda: centrality.pagerank(adjacency(plain)), theirs)


def _entities(store: Store) -> tuple[networkx.Graph[str], Adjacency[str], str]:
    """Return the entity graph of a store as a plain network and a matrix, and its size in words."""
    network = project(store, "everything")
    things = [node for node in network if network.nodes[node]["kind"] not in STATEMENTS]
    plain: networkx.Graph[str] = networkx.Graph()
    weight: int
    for source, target, weight in network.subgraph(things).edges(data="weight"):
        if source != target:
            before = plain.get_edge_data(source, target, {"weight": 0})["weight"]
            plain.add_edge(source, target, weight=weight + before)
    size = f"{plain.number_of_nodes():,} things, {plain.number_of_edges():,} ties"
    return plain, adjacency(plain), size


def _rdflib_copy(store: Store) -> rdflib.Dataset:
    """Copy a store into rdflib's own store in memory."""
    dataset = rdflib.Dataset()
    dataset.parse(data=b"".join(f"{quad} .\n".encode() for quad in store), format="nquads")
    return dataset


def _through_rdflib(dataset: rdflib.Dataset, name: str) -> networkx.MultiDiGraph[str]:
    """Make a network by the same queries through rdflib, as its users would."""
    things, sentences = (
        {row[0]: row[1:] for row in _rows(dataset, (_QUERIES / f"{table}.rq").read_text("utf-8"))}
        for table in ("things", "sentences")
    )
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for source, relation, target, sentence in _rows(dataset, projections()[name].query.text):
        if source in things and target in things and sentence in sentences:
            if not network.has_edge(source, target, relation):
                network.add_edge(source, target, relation, sentences=[])
            network.edges[source, target, relation]["sentences"].append(sentences[sentence])
    return network


def _rows(dataset: rdflib.Dataset, text: str) -> list[tuple[str, ...]]:
    rows = dataset.query(text, initNs=PREFIXES)
    return [tuple(map(str, row)) for row in rows if isinstance(row, tuple)]


def _pair(words: str, ours: Callable[[], object], theirs: Callable[[], object]) -> float:
    """Time both in turn, and print the ratio; return the time of theirs."""
    own_times, times = [], []
    for _ in range(3):
        own_times.append(seconds_of(ours))
        times.append(seconds_of(theirs))
        if times[-1] > 5:
            break
    _line(words, min(own_times), min(times))
    return min(times)


def _line(words: str, ours: float, theirs: float) -> None:
    print(f"{words:58} {ours:9.3f} {theirs:10.3f} {theirs / ours:7.1f}", flush=True)


if __name__ == "__main__":
    sizes = [int(word) for word in sys.argv[1:]]
    main(*(sizes + [43, 430][len(sizes) :]))
