"""Descriptions of things: every statement with its own sentences and all voices."""

from __future__ import annotations

import pytest
from conftest import ROOT

from graph.errors import QueryError
from graph.evidence import read_evidence
from graph.namespaces import PREFIXES, REPORT, expand
from graph.queries import PackagedQuery
from graph.query.description import describe_thing, labels
from graph.store import Store, rows

STATEMENTS = ROOT / "viz" / "explorer" / "graph_data" / "statements.rq"
THEME = f"{PREFIXES['theme']}domestic-abuse"


def test_relations_have_the_sentences_that_state_them(real: Store) -> None:
    """Out and in, each relation comes with exactly the sentences in whose graphs it stands."""
    thing = f"{PREFIXES['force']}cambridgeshire"
    text = f"""SELECT ?other ?s {{
      ?p peel:isRelation true . ?s a peel:Sentence . ?other rdfs:label ?name .
      {{ GRAPH ?s {{ <{thing}> ?p ?other }} }} UNION {{ GRAPH ?s {{ ?other ?p <{thing}> }} }}
    }}"""
    expected = {(row["other"].value, row["s"].value) for row in rows(real, text)}
    relations = describe_thing(real, thing).relations
    assert len(expected) > 100
    assert {(item.other, e.iri) for item in relations for e in item.evidence} == expected


def test_findings_name_all_their_voices(real: Store) -> None:
    """A finding that rests on several voices shows every one of them, A to Z."""
    text = "SELECT ?f ?v { ?f a peel:Finding ; peel:basis/rdfs:label ?v }"
    voices: dict[str, list[str]] = {}
    for row in rows(real, text):
        voices.setdefault(row["f"].value, []).append(row["v"].value)
    findings = describe_thing(real, THEME).of_kind("Finding")
    assert any(len(voices[node.iri]) > 1 for node in findings)
    for node in findings:
        assert node.facts["voice"] == ", ".join(sorted(voices[node.iri]))


def test_evidence_is_that_of_the_store(real: Store) -> None:
    """What a description gives of a sentence is what the whole store gives of it."""
    evidence = read_evidence(real)
    nodes = describe_thing(real, THEME).nodes
    assert nodes
    assert all(item == evidence[item.iri] for node in nodes for item in node.evidence)


def test_labels_are_those_asked_for(real: Store) -> None:
    """Only labels of these things are given; a thing without one is left out."""
    assert labels(real, [THEME, "urn:none"]) == {THEME: "domestic abuse"}


def test_an_unknown_thing_is_refused(real: Store) -> None:
    """The message says what to do next."""
    with pytest.raises(QueryError, match="peelgraph find"):
        describe_thing(real, "urn:none")


def test_nodes_of_a_thing_are_those_of_a_plain_query(real: Store) -> None:
    """Of everything with a name, each branch gives what the joins behind a UNION would."""
    text = """SELECT DISTINCT ?node {
      ?class peel:family family:statement . ?node a ?class .
      { ?near skos:broader*/skos:related? ?thing . ?node peel:about ?near }
      UNION { ?node peel:between/peel:about ?thing } UNION { ?node peel:answers ?thing }
      UNION { ?node prov:wasQuotedFrom ?thing } UNION { BIND(?thing AS ?node) }
    }"""
    things = {row["thing"] for row in rows(real, "SELECT ?thing { ?thing rdfs:label ?l }")}
    chosen = sorted(things, key=str)[::40]
    assert len(chosen) > 10
    number = 0
    for thing in chosen:
        expected = {row["node"].value for row in rows(real, text, {"thing": thing})}
        assert {node.iri for node in describe_thing(real, thing.value).nodes} == expected
        number += len(expected)
    assert number > 20


def test_times_are_those_of_the_events_of_a_thing(real: Store) -> None:
    """Of everything that happened or was involved, with its sentences."""
    text = """SELECT ?name ?sentence {
      { BIND(?thing AS ?event) } UNION { ?event peel:involves|peel:concerns ?thing }
      UNION { ?thing peel:resultedFrom ?event }
      GRAPH ?sentence { ?event time:hasTime ?period } ?sentence a peel:Sentence .
      ?event rdfs:label ?name . ?period rdfs:label ?when
    }"""
    things = "SELECT DISTINCT ?thing { ?event time:hasTime ?t . { ?event peel:involves|peel:concerns ?thing } UNION { ?thing peel:resultedFrom ?event } UNION { BIND(?event AS ?thing) } }"
    chosen = [row["thing"] for row in rows(real, things) if row["thing"]][::6]
    assert len(chosen) > 5
    for thing in chosen:
        expected = [
            (row["name"].value, row["sentence"].value) for row in rows(real, text, {"thing": thing})
        ]
        times = describe_thing(real, thing.value).times
        assert sorted((name, evidence.iri) for _, name, evidence in times) == sorted(expected)


def test_relations_of_the_register_alone_are_told_at_both_ends(real: Store) -> None:
    """What the explorer calls stated on the register alone stands among the links, and only that."""
    query = PackagedQuery.read(STATEMENTS)
    stated = {
        (row["one"], row["other"])
        for row in query.rows(real)
        if "/graph/data/" in row["sentence"] and not row["other"].startswith(REPORT)
    }
    assert len(stated) == 5
    for source, target in stated:
        assert target in {link.other for link in describe_thing(real, source).links}
        assert source in {link.other for link in describe_thing(real, target).links}
    [link] = describe_thing(real, expand("place:cambridge")).links
    assert (link.words, link.name) == ("is part of", "county of Cambridgeshire")
    hub = describe_thing(real, expand("unit:cambridgeshire-methub"))
    assert hub.relations
    assert not hub.links
