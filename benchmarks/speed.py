"""Measure what the project promises of speed, each beside what a user would pick instead.

    python -m benchmarks.speed [--reports 43 430] [--rounds 7] [--rdflib-up-to 43]

On synthetic corpora (benchmarks/corpus.py, made once in the temporary folder), with medians of
ROUNDS rounds; the two sides of a ratio take turns, so that noise of the machine meets both.

queries, raw     `peelgraph.KnowledgeGraph.query` beside `pyoxigraph.Store.query` on the same opened
                 store, with the PREFIX lines that the query needs; raw rows are read into tuples of
                 the `.value` of each cell. Ours also guards the query, shortens IRIs, reads numbers.
queries, rdflib  the same beside an rdflib Dataset in rdflib's own memory store with the same quads,
                 its rows read into tuples. A query that rdflib has not answered after a minute
                 counts as a minute. Ratios are geometric means over the twelve queries.
Turtle           `graph.export.rdf.write_rdf` to a file beside `rdflib.Graph.serialize` of the same
                 triples, held in rdflib's memory. The export takes the Turtle that the build has
                 written; "made anew" is the same without it, from the store on disk.
find, path       in a warm process, everything that they read included; path with an opened store,
                 both ways, between things of chance.
first row        the command `peelgraph query`, from the start of a process to its end, beside
                 `python -c "import rdflib"`.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import corpus
from benchmarks.measurement import ROOT, median_seconds, seconds_of
from graph.analyse.path_finder import paths_between
from graph.export.rdf import write_rdf
from graph.namespaces import PREFIXES
from graph.query.search import find_things
from graph.store import (
    DefaultGraph,
    QuerySolutions,
    RdfFormat,
    Store,
    open_current,
    serialize,
)
from graph.store_index import open_index
from peelgraph import KnowledgeGraph

if TYPE_CHECKING:
    import rdflib

MINUTE = 60
QUERIES = {
    "lookup: a force": "SELECT ?p ?o { force:alddenshire ?p ?o }",
    "lookup: units of a force": "SELECT ?unit ?name { ?unit org:unitOf force:alddenshire ; rdfs:label ?name } ORDER BY ?name",
    "who works with whom": "SELECT ?one ?other { ?a peel:worksWith ?b . ?a rdfs:label ?one . ?b rdfs:label ?other }",
    "multi-hop: partners of units": (
        "SELECT DISTINCT ?name { ?unit org:unitOf force:bramfordshire . ?unit peel:worksWith|peel:refersTo ?body . ?body rdfs:label ?name }"
    ),
    "multi-hop: areas for improvement and things": (
        "SELECT ?area ?thing { ?a a peel:AreaForImprovement ; rdfs:label ?area ; peel:restsOn ?f . ?f peel:about ?t . ?t rdfs:label ?thing }"
    ),
    "aggregate: polarity by question": (
        "SELECT ?q ?p (COUNT(?f) AS ?n) { ?f a peel:Finding ; peel:answers ?q ; peel:polarity ?p } GROUP BY ?q ?p ORDER BY ?q ?p"
    ),
    "aggregate: most shared methods": "SELECT ?m (COUNT(DISTINCT ?a) AS ?n) { ?a peel:usesMethod ?m } GROUP BY ?m ORDER BY DESC(?n) ?m LIMIT 10",
    "figures with measure and voice": "SELECT ?f ?v ?m ?b { ?f a peel:Figure ; peel:value ?v ; peel:measure ?m ; peel:basis ?b FILTER(?v > 50) }",
    "evidence of partnerships": "SELECT ?a ?b ?place { GRAPH ?s { ?a peel:worksWith ?b } ?s a peel:Sentence ; rdfs:label ?place }",
    "evidence: on the force's word": "SELECT ?s ?f { GRAPH ?s { ?f peel:polarity polarity:strength ; peel:basis basis:force-statement } }",
    "negative: units of no finding": "SELECT ?u { ?u a peel:Unit MINUS { ?f a peel:Finding ; peel:about ?u } }",
    "path: what leads to a body": "SELECT DISTINCT ?x { ?x (peel:worksWith|peel:refersTo|peel:feedsInto)+ organisation:college-of-policing }",
}
WORDS = (
    "Alddenshire Constabulary",
    "policing",
    "college of policng",
    "neigbourhood polcing",
    "victms of domestic abuse",
    "officers in numbers",
    "hub",
)


def main() -> None:
    """Measure, and print a line for each promise."""
    parser = argparse.ArgumentParser(description="Measure what the project promises of speed.")
    parser.add_argument("--reports", type=int, nargs="+", default=[43, 430])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument(
        "--rdflib-up-to",
        type=int,
        default=43,
        metavar="REPORTS",
        help="rdflib is compared up to this many reports",
    )
    options = parser.parse_args()
    print(
        f"medians of {options.rounds} rounds on {os.cpu_count()} cores, Python {sys.version.split()[0]}",
        flush=True,
    )
    for reports in options.reports:
        directory = corpus.cached(reports)
        size = sum(
            1 for _ in open_current(directory).quads_for_pattern(None, None, None, DefaultGraph())
        )
        print(
            f"\n{reports} reports, {size:,} statements in the default graph\n{'':46} {'measured':>12} {'target':>12}"
        )
        _measure(directory, options.rounds, reports <= options.rdflib_up_to)


def _measure(directory: Path, rounds: int, with_rdflib: bool) -> None:
    store = open_current(directory)
    kg = KnowledgeGraph(directory, store)
    _raw(kg, rounds)
    if with_rdflib:
        _beside_rdflib(kg, store)
    else:
        print(
            "  rdflib left out: some of these queries take it many seconds at 43 reports, and its store gigabytes (--rdflib-up-to)"
        )
    _turtle(store, directory, rounds, with_rdflib)
    times = [median_seconds(partial(find_things, directory, words), rounds) for words in WORDS]
    _line("find, median", statistics.median(times), 0.020)
    _line("find, slowest of the queries", max(times), 0.020)
    times = list(_path_times(directory, store))
    _line("path, median of 50 pairs", statistics.median(times), 0.050)
    _line("path, slowest of 50 pairs", max(times), 0.050)
    _first_row(directory, rounds)


def _raw(kg: KnowledgeGraph, rounds: int) -> None:
    ratios = []
    for name, text in QUERIES.items():
        whole = " ".join((*_prefixes(text), text))
        ours, raw = _in_turn(partial(kg.query, text), partial(_values, kg.store, whole), rounds)
        ratios.append(ours / raw)
        print(
            f"  {name:44} {1000 * ours:9.2f} ms {ratios[-1]:9.2f} x raw, {len(kg.query(text)):,} rows",
            flush=True,
        )
    _ratio("queries, times raw pyoxigraph", statistics.geometric_mean(ratios), most=1.3)


def _prefixes(text: str) -> list[str]:
    """Return the declarations of the prefixes that stand in a query."""
    return [
        f"PREFIX {prefix}: <{iri}>"
        for prefix, iri in PREFIXES.items()
        if re.search(rf"\b{prefix}:", text)
    ]


def _values(store: Store, text: str) -> list[tuple[object, ...]]:
    answer = store.query(text)
    assert isinstance(answer, QuerySolutions)
    return [tuple([None if term is None else term.value for term in row]) for row in answer]


def _beside_rdflib(kg: KnowledgeGraph, store: Store) -> None:
    """Ask rdflib once; it is so much slower that noise does not matter."""
    dataset = _in_rdflib(store)
    ratios = []
    for name, text in QUERIES.items():
        ours, start = median_seconds(partial(kg.query, text), 3), time.perf_counter()
        remark = ""
        try:
            with _limit(MINUTE):
                rows = len([tuple(row) for row in dataset.query(text, initNs=PREFIXES)])  # type: ignore[arg-type]
            if rows != len(kg.query(text)):
                remark = f", {rows:,} rows"
        except TimeoutError:
            remark = ", stopped after a minute"
        theirs = time.perf_counter() - start
        ratios.append(theirs / ours)
        print(f"  {name:44} {theirs:9.2f} s  {ratios[-1]:9.0f} x ours{remark}", flush=True)
    _ratio("queries, times faster than rdflib", statistics.geometric_mean(ratios), least=10)


def _in_rdflib(store: Store) -> rdflib.Dataset:
    import rdflib

    dataset = rdflib.Dataset()
    dataset.parse(data=serialize(store, format=RdfFormat.N_QUADS), format="nquads")
    return dataset


def _turtle(store: Store, directory: Path, rounds: int, with_rdflib: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.ttl"
        ready = median_seconds(partial(write_rdf, store, path, directory=directory), rounds)
        anew = median_seconds(partial(write_rdf, store, path), 3)
        print(f"  export of Turtle {ready:.3f} s, made anew {anew:.2f} s", flush=True)
        if with_rdflib:
            theirs = seconds_of(partial(_rdflib_graph(store).serialize, path, format="turtle"))
            print(f"  rdflib's serializer {theirs:.1f} s")
            _ratio("Turtle, times faster than rdflib", theirs / ready, least=40)
            _ratio("Turtle made anew, times faster than rdflib", theirs / anew)


def _rdflib_graph(store: Store) -> rdflib.Graph:
    import rdflib

    dump = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    assert dump is not None
    return rdflib.Graph().parse(data=dump, format="nt")


def _path_times(directory: Path, store: Store) -> Iterator[float]:
    """Time the paths between fifty pairs of things; every second one may lead over findings."""
    with open_index(directory) as database:
        select = "SELECT iri FROM ends WHERE iri NOT LIKE '%/report/%' ORDER BY iri"
        ends = [iri for (iri,) in database.execute(select)]
    chance = random.Random(1)
    paths_between(directory, store, *chance.sample(ends, 2))
    for number in range(50):
        call = partial(paths_between, directory, store, *chance.sample(ends, 2))
        yield median_seconds(partial(call, findings=number % 2 == 1), 3)


def _first_row(directory: Path, rounds: int) -> None:
    environment = {**os.environ, "PEELGRAPH_STORE": str(directory)}
    command = [
        sys.executable,
        str(ROOT / "peelgraph.py"),
        "query",
        "SELECT ?a ?b ?s { GRAPH ?s { ?a peel:worksWith ?b } } LIMIT 1",
    ]
    yardstick = [sys.executable, "-c", "import rdflib"]
    run = partial(subprocess.run, env=environment, check=True, capture_output=True)
    ours, theirs = _in_turn(partial(run, command), partial(run, yardstick), rounds)
    print(f"  peelgraph query {ours:.3f} s, import rdflib {theirs:.3f} s")
    _ratio("first row, times import rdflib", ours / theirs, most=1.5)


def _in_turn(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Return the median seconds of two calls that take turns, after one round that warms up."""
    times = [(seconds_of(ours), seconds_of(theirs)) for _ in range(rounds + 1)][1:]
    own_times, their_times = zip(*times, strict=True)
    return statistics.median(own_times), statistics.median(their_times)


@contextmanager
def _limit(seconds: int) -> Iterator[None]:
    """Stop what runs in pure Python after some seconds."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def _line(name: str, seconds: float, target: float) -> None:
    outcome = _outcome(seconds <= target)
    print(f"{name:46} {1000 * seconds:9.1f} ms {1000 * target:9.0f} ms  {outcome}", flush=True)


def _ratio(name: str, ratio: float, *, most: float = math.inf, least: float = 0) -> None:
    target, outcome = "-", ""
    if most < math.inf or least:
        target = f"<= {most}" if most < math.inf else f">= {least}"
        outcome = _outcome(least <= ratio <= most)
    print(f"{name:46} {ratio:10.2f} x {target:>12}  {outcome}", flush=True)


def _outcome(is_met: bool) -> str:
    return "pass" if is_met else "FAIL"


if __name__ == "__main__":
    main()
