"""Sentences of answers: found by IRI, place, address, report and finding."""

from __future__ import annotations

import pytest

from graph.evidence import read_evidence
from graph.mcp.sentences import MOST, SentenceIndex, sentence_index
from graph.store import Literal, NamedNode, Store, Triple, rows

TEAM = NamedNode("https://w3id.org/peelgraph/id/unit/exampleshire-river-team")
TRUST = NamedNode("https://w3id.org/peelgraph/id/organisation/angling-trust")
WORKS_WITH = NamedNode("https://w3id.org/peelgraph/ontology#worksWith")


@pytest.fixture
def index(invented: Store) -> SentenceIndex:
    """The sentences of the invented report."""
    return sentence_index(invented, map(NamedNode, read_evidence(invented)))


def test_a_sentence_is_found_by_its_iri_place_and_address(invented: Store) -> None:
    """Each of the three in a row leads to the sentence; nothing else is read."""
    iri, evidence = min(read_evidence(invented).items())
    for term in (NamedNode(iri), Literal(evidence.place), NamedNode(evidence.address)):
        index = sentence_index(invented, [term, None])
        assert index.of_terms([term, None]) == [iri] == list(index.evidence)
    assert sentence_index(invented, [TEAM, Literal("7")]).of_terms([TEAM, None]) == []


def test_a_place_is_found_however_its_text_is_written(invented: Store) -> None:
    """A query gives a label with its language or, by STR, without."""
    iri, evidence = min(read_evidence(invented).items())
    for term in (Literal(evidence.place), Literal(evidence.place, language="en")):
        assert sentence_index(invented, [term]).of_terms([term]) == [iri]


def test_a_finding_leads_to_the_sentences_that_it_is_quoted_from(invented: Store) -> None:
    """Where a row names no sentence, its findings and figures do."""
    quoted = (
        "SELECT ?node ?sentence { ?node prov:wasQuotedFrom ?sentence } ORDER BY ?node ?sentence"
    )
    found = [(row["node"], row["sentence"].value) for row in rows(invented, quoted)]
    node = found[0][0]
    index = sentence_index(invented, [node])
    assert index.of_terms([node]) == [iri for other, iri in found if other == node]


def test_a_place_is_one_of_the_report_in_the_row(index: SentenceIndex) -> None:
    """With another report in the row, a place leads nowhere."""
    place = Literal(min(index.evidence.values(), key=str).place)
    (name,) = index.reports
    assert index.of_terms([place, Literal(name)])
    index.reports["another"] = "https://w3id.org/peelgraph/report/another/"
    assert index.of_terms([place, Literal("another")]) == []


def test_a_statement_has_the_sentences_that_state_it(index: SentenceIndex) -> None:
    """Graphs that are no sentences are passed over."""
    iris = index.of_statement(Triple(TEAM, WORKS_WITH, TRUST))
    assert iris
    assert set(iris) <= set(index.evidence)


def test_more_sentences_than_are_shown_are_counted(index: SentenceIndex) -> None:
    """At most ten are shown, and the rest is said."""
    iris = [*index.evidence][: MOST + 1]
    data = index.shown(iris)
    assert len(data["said_in"]) == MOST  # type: ignore[arg-type]
    assert data["truncated"] == f"10 of {len(iris)} sentences are shown."
    assert "truncated" not in index.shown(iris[:1])
