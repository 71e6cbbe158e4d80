"""Explained paths between two things."""

from __future__ import annotations

import itertools
from collections import defaultdict
from functools import cache
from pathlib import Path

import networkx
import pytest
from conftest import Run
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analyse.connections import Hop, between, cheapest, fewest_hops, most_sentences
from graph.errors import StoreError
from graph.load import index
from graph.namespaces import expand
from graph.store import DefaultGraph, NamedNode, Quad, Store, rows, store_in_memory
from graph.writer import store_writer

BASE = "https://w3id.org/peelgraph/id/"
UNIVERSITY, VIOLENCE = (
    f"{BASE}organisation/university-of-cambridge",
    "https://w3id.org/peelgraph/vocabulary/theme/serious-street-violence",
)
Table = dict[int, dict[int, int]]


def test_each_hop_is_stated_in_its_sentences(real: Store, real_directory: Path) -> None:
    """Every hop of a path is a relation that each of its sentences states, one way or the other."""
    path = between(real_directory, real, UNIVERSITY, VIOLENCE).shortest
    assert [path[0].one.iri, path[-1].other.iri] == [UNIVERSITY, VIOLENCE]
    assert all(a.other == b.one for a, b in itertools.pairwise(path))
    for hop in path:
        ends = f"{{ <{hop.one.iri}> ?p <{hop.other.iri}> }} UNION {{ <{hop.other.iri}> ?p <{hop.one.iri}> }}"
        assert set(hop.sentences) == {
            row["g"].value
            for row in rows(
                real, f"SELECT DISTINCT ?g {{ GRAPH ?g {{ {ends} }} ?g a peel:Sentence }}"
            )
        }


def test_each_relation_is_told_in_the_direction_read_with_its_own_sentences(
    real: Store, real_directory: Path
) -> None:
    """Words, place and voice of a hop are those of its relation, and turn round with the path."""
    there = between(real_directory, real, UNIVERSITY, VIOLENCE).shortest
    back = between(real_directory, real, VIOLENCE, UNIVERSITY).shortest
    assert [link.words for link in there[0].links] == ["provides"]
    assert [link.words for link in back[-1].links] == ["is provided by"]
    assert [hop.sentences for hop in there] == [hop.sentences for hop in back[::-1]]
    concerns, targets = there[-1].links
    assert (concerns.words, targets.words) == ("concerns", "targets")
    assert concerns.sentences[0].iri.endswith("/6/3")
    assert (
        targets.sentences[0].place
        == "question 1, Protecting the public from crime, paragraph 6, sentence 2"
    )
    assert targets.sentences[0].voices == "inspectorate"
    assert "#:~:text=" in targets.sentences[0].address


def test_findings_are_no_stepping_stones_unless_asked_for(
    real: Store, real_directory: Path, invented: Store, invented_directory: Path
) -> None:
    """The fellow subject of a finding is not a neighbour, but with findings it is, and may be nearer so."""
    college, code = (
        f"{BASE}organisation/college-of-policing",
        f"{BASE}strategy/code-of-armed-policing",
    )
    plain = between(real_directory, real, college, code).shortest
    over = between(real_directory, real, college, code, findings=True).shortest
    assert not [hop for hop in plain if "/report/" in hop.other.iri]
    assert len(over) == 2 < len(plain)
    assert "/finding/" in over[0].other.iri
    assert [[link.words for link in hop.links] for hop in over] == [
        ["is the subject of"],
        ["is about"],
    ]
    trust, hub = f"{BASE}organisation/angling-trust", f"{BASE}organisation/youth-hub"
    ways = between(invented_directory, invented, trust, hub).shortest
    assert [hop.other.iri.rpartition("/")[2] for hop in ways] == [
        "exampleshire-river-team",
        "youth-hub",
    ]


def test_documents_are_never_stepping_stones(tmp_path: Path) -> None:
    """Two things that are linked with the same report only are not connected by it, whatever is asked for."""
    part, report = (
        NamedNode(expand("dcterms:isPartOf")),
        NamedNode("https://w3id.org/peelgraph/report/r"),
    )
    one, other, sentence = (
        NamedNode(f"https://example.org/{name}") for name in ("one", "other", "sentence")
    )
    frame = (
        (report, "rdf:type", "peel:Report"),
        (sentence, "rdf:type", "peel:Sentence"),
        (part, "peel:isRelation", True),
    )
    text = " ".join(
        f"{s} <{expand(p)}> {'true' if o is True else f'<{expand(str(o))}>'} ." for s, p, o in frame
    )
    store = store_in_memory()
    store.update(f"INSERT DATA {{ {text} {part} <{expand('rdfs:label')}> 'is part of' }}")
    stated = [Quad(one, part, report, sentence), Quad(other, part, report, sentence)]
    store.extend(
        [*stated, *(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in stated)]
    )
    with store_writer(tmp_path) as writer:
        writer.replace(
            lambda target: target.bulk_extend(store),
            note={},
            finish=lambda folder, _: index.write_index(folder / "names.db", store),
        )
    for findings in (False, True):
        assert between(tmp_path, store, one.value, other.value, findings=findings).shortest == ()


@cache
def _oracle(store: Store, findings: bool) -> networkx.Graph[str]:
    """Make a network of all stated relations in one plain query; edges carry the number of their sentences, and its reciprocal as cost."""
    relations = (
        "?p peel:isRelation true"
        if not findings
        else "{ ?p peel:isRelation true } UNION { VALUES ?p { peel:about } }"
    )
    sentences: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows(
        store, f"SELECT ?a ?b ?s {{ {relations} GRAPH ?s {{ ?a ?p ?b }} ?s a peel:Sentence }}"
    ):
        sentences[tuple(sorted((row["a"].value, row["b"].value)))].add(row["s"].value)
    network: networkx.Graph[str] = networkx.Graph()
    for (one, other), told in sorted(sentences.items()):
        network.add_edge(one, other, cost=1 / len(told), sentences=len(told))
    return network


def _cost(hops: tuple[Hop, ...]) -> float:
    return sum(1 / len(hop.sentences) for hop in hops)


@settings(deadline=None)  # speed belongs to benchmarks/
@given(st.booleans(), st.data())
def test_paths_of_the_real_report_are_as_good_as_those_of_networkx(
    real: Store, real_directory: Path, findings: bool, data: st.DataObject
) -> None:
    """Between any two things of the real report, NetworkX finds no shorter and no better-supported path, and one exactly where we do."""
    network = _oracle(real, findings)
    one, other = data.draw(
        st.lists(st.sampled_from(list(network)), min_size=2, max_size=2, unique=True)
    )
    found = between(real_directory, real, one, other, findings=findings)
    assert (
        bool(found.shortest) == bool(found.best_supported) == networkx.has_path(network, one, other)
    )
    if found.shortest:
        assert len(found.shortest) == networkx.shortest_path_length(network, one, other)
        assert _cost(found.best_supported) == pytest.approx(
            networkx.dijkstra_path_length(network, one, other, weight="cost")
        )
        assert _cost(found.shortest) == pytest.approx(
            min(_told(network, path) for path in networkx.all_shortest_paths(network, one, other))
        )
        for hop in found.best_supported:
            assert len(hop.sentences) == network.edges[hop.one.iri, hop.other.iri]["sentences"]


def _told(network: networkx.Graph[str], path: list[str]) -> float:
    return sum(float(network.edges[pair]["cost"]) for pair in itertools.pairwise(path))


def _made(edges: list[tuple[int, int, int]]) -> Table:
    table: Table = defaultdict(dict)
    for one, other, sentences in edges:
        table[one][other] = table[other][one] = table[one].get(other, 0) + sentences
    return table


def _cheapest(table: Table, one: int, other: int, cost: str) -> list[int]:
    return cheapest(
        lambda thing: table.get(thing, {}).items(),
        one,
        other,
        {"hops": fewest_hops, "sentences": most_sentences}[cost],
    )


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(1, 4)), max_size=20))
def test_paths_are_as_good_as_those_of_networkx(edges: list[tuple[int, int, int]]) -> None:
    """Of all cheapest paths of any small network, the one is taken whose steps come first, from the end backwards."""
    table = _made([edge for edge in edges if edge[0] != edge[1]])
    network: networkx.Graph[int] = networkx.Graph()
    network.add_nodes_from([0, 7])
    for one, others in table.items():
        for other, sentences in others.items():
            network.add_edge(
                one, other, hops=fewest_hops(sentences), sentences=most_sentences(sentences)
            )
    for cost in ("hops", "sentences"):
        best = (
            [path[::-1] for path in networkx.all_shortest_paths(network, 0, 7, weight=cost)]
            if networkx.has_path(network, 0, 7)
            else [[]]
        )
        assert _cheapest(table, 0, 7, cost) == min(best)[::-1]


def test_the_better_supported_of_two_ways_is_taken() -> None:
    """Two hops on five sentences each beat one hop on a single sentence; the shortest path stays the one hop."""
    table = _made([(0, 2, 1), (0, 1, 5), (1, 2, 5)])
    assert _cheapest(table, 0, 2, "hops") == [0, 2]
    assert _cheapest(table, 0, 2, "sentences") == [0, 1, 2]


def test_of_equally_supported_ways_the_shortest_is_taken() -> None:
    """Two hops on two sentences each cost as much as one hop on one sentence, which is the better answer."""
    assert _cheapest(_made([(1, 0, 2), (0, 2, 2), (1, 2, 1)]), 1, 2, "sentences") == [1, 2]


def test_long_ways_are_found() -> None:
    """A well-supported way of many hops is taken where it is the best."""
    table = _made([(n, n + 1, 9) for n in range(12)] + [(0, 12, 1)])
    assert len(_cheapest(table, 0, 12, "sentences")) == 2
    table = _made([(n, n + 1, 30) for n in range(12)] + [(0, 12, 1), (12, 13, 1)])
    assert len(_cheapest(table, 0, 13, "sentences")) == 14


def test_a_store_of_an_earlier_version_is_to_be_built_again(tmp_path: Path) -> None:
    """An index without links says what to do."""
    import sqlite3

    def earlier(folder: Path, _store: Store) -> None:
        sqlite3.connect(folder / "names.db").executescript(
            "CREATE TABLE things (id INTEGER)"
        ).connection.close()

    with store_writer(tmp_path) as writer:
        writer.replace(lambda _: None, note={}, finish=earlier)
    with pytest.raises(StoreError, match="build --force"):
        between(tmp_path, store_in_memory(), UNIVERSITY, VIOLENCE)


def test_from_the_command_line(run: Run, real_directory: Path) -> None:
    """The command tells each hop in words with place, voice and address; no path is an answer, not an error."""
    done = run("path", "University of Cambridge", "serious street violence", store=real_directory)
    assert done.returncode == 0
    assert (
        "University of Cambridge \u2014 provides \u2192 University of Cambridge masters programme"
        in done.stdout
    )
    assert "paragraph 6, sentence 1, voice: inspectorate" in done.stdout
    assert "#:~:text=" in done.stdout
    none = run("path", "Essex Police", "MASH", store=real_directory)
    assert (none.returncode, "no supported path" in none.stdout) == (0, True)
    assert run("path", "METHUB", "nobody", store=real_directory).returncode == 1
