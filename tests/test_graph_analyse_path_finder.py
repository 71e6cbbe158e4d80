"""Explained paths between two things."""

from __future__ import annotations

import itertools
from collections import defaultdict
from functools import cache
from pathlib import Path

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analyse.path_finder import Hop, paths_between, things_on_paths
from graph.errors import StoreError
from graph.load import index
from graph.load.rdf_files import load_files
from graph.namespaces import expand
from graph.store import (
    DefaultGraph,
    NamedNode,
    Quad,
    Store,
    open_current,
    rows,
    store_in_memory,
)
from graph.store_writer import store_writer

BASE = "https://w3id.org/peelgraph/id/"
UNIVERSITY, VIOLENCE = (
    f"{BASE}organisation/university-of-cambridge",
    "https://w3id.org/peelgraph/vocabulary/theme/serious-street-violence",
)


def test_each_hop_is_stated_in_its_sentences(real: Store, real_directory: Path) -> None:
    """Every hop of a path is a relation that each of its sentences states, one way or the other."""
    path = paths_between(real_directory, real, UNIVERSITY, VIOLENCE).shortest
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


def test_things_on_paths_are_those_of_all_their_hops(real_directory: Path) -> None:
    """The ends of every hop, where only the force connects two things those through it; none without a path or an index."""
    store = open_current(real_directory)
    paths = paths_between(real_directory, store, UNIVERSITY, VIOLENCE)
    hops = itertools.chain(paths.best_supported, *paths.all_shortest)
    things = set(things_on_paths(store, UNIVERSITY, VIOLENCE) or ())
    assert things == {end.iri for hop in hops for end in (hop.one, hop.other)}
    assert things_on_paths(store, UNIVERSITY, "urn:nobody") is None
    assert things_on_paths(store_in_memory(store), UNIVERSITY, VIOLENCE) is None


def test_each_relation_is_told_in_the_direction_read_with_its_own_sentences(
    real: Store, real_directory: Path
) -> None:
    """Words, place and voice of a hop are those of its relation, and turn round with the path."""
    there = paths_between(real_directory, real, UNIVERSITY, VIOLENCE).shortest
    back = paths_between(real_directory, real, VIOLENCE, UNIVERSITY).shortest
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
    assert targets.sentences[0].voices == ("inspectorate",)
    assert "#:~:text=" in targets.sentences[0].address


def test_findings_are_no_stepping_stones_unless_asked_for(
    real: Store, real_directory: Path, invented: Store, invented_directory: Path
) -> None:
    """The fellow subject of a finding is not a neighbour, but with findings it is, and may be nearer so."""
    college, code = (
        f"{BASE}organisation/college-of-policing",
        f"{BASE}strategy/code-of-armed-policing",
    )
    plain = paths_between(real_directory, real, college, code).shortest
    over = paths_between(real_directory, real, college, code, findings=True).shortest
    assert not [hop for hop in plain if "/report/" in hop.other.iri]
    assert len(over) == 2 < len(plain)
    assert "/finding/" in over[0].other.iri
    assert [[link.words for link in hop.links] for hop in over] == [
        ["is the subject of"],
        ["is about"],
    ]
    trust, hub = f"{BASE}organisation/angling-trust", f"{BASE}organisation/youth-hub"
    ways = paths_between(invented_directory, invented, trust, hub).shortest
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
        assert (
            paths_between(tmp_path, store, one.value, other.value, findings=findings).shortest == ()
        )


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
    found = paths_between(real_directory, real, one, other, findings=findings, through_force=True)
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


def test_no_path_leads_through_the_inspected_force_unless_asked_for(
    real: Store, real_directory: Path
) -> None:
    """Two units that only their force connects have no path, and the force is named; it may be an end."""
    force, hub, team = (
        f"{BASE}{name}"
        for name in (
            "force/cambridgeshire",
            "unit/cambridgeshire-multi-agency-safeguarding-hub",
            "unit/cambridgeshire-rural-crime-action-team",
        )
    )
    paths = paths_between(real_directory, real, hub, team)
    assert (paths.all_shortest, paths.best_supported) == ((), ())
    assert [body.iri for body in paths.only_through] == [force]
    allowed = paths_between(real_directory, real, hub, team, through_force=True)
    assert [hop.other.iri for hop in allowed.shortest] == [force, team]
    assert not allowed.only_through
    assert [hop.other.iri for hop in paths_between(real_directory, real, hub, force).shortest] == [
        force
    ]


def _told(network: networkx.Graph[str], path: list[str]) -> float:
    return sum(float(network.edges[pair]["cost"]) for pair in itertools.pairwise(path))


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
        paths_between(tmp_path, store_in_memory(), UNIVERSITY, VIOLENCE)


def test_loaded_data_connect_things_without_sentences(tmp_path: Path) -> None:
    """A relation in any vocabulary is a step, in its own words; it names no sentence."""
    (tmp_path / "x.ttl").write_text(
        "@prefix ex: <urn:> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        "ex:a rdfs:label 'a' ; ex:partOf ex:b . ex:b rdfs:label 'b' . ex:c rdfs:label 'c' ; ex:leads ex:b .",
        "utf-8",
    )
    load_files(tmp_path / "mine", [tmp_path / "x.ttl"])
    store = open_current(tmp_path / "mine")
    path = paths_between(tmp_path / "mine", store, "urn:a", "urn:c").shortest
    assert [(hop.one.label, hop.links[0].words, hop.other.label) for hop in path] == [
        ("a", "part of", "b"),
        ("b", "leads \u2190", "c"),
    ]
    assert [hop.sentences for hop in path] == [(), ()]
