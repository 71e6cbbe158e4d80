"""Find the sentences of an answer, with place, voice and link, from the values of a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.evidence import Evidence, read_evidence
from graph.namespaces import compress
from graph.store import Literal, NamedNode, Store, Triple, rows

MOST = 10  # sentences shown of one statement
Data = dict[str, object]


@dataclass(frozen=True)
class SentenceIndex:
    """The sentences of a store, by what a row may hold.

    Attributes:
        store: that holds them.
        evidence: place, voices and address by IRI.
        names: their IRIs by IRI, place and address; several reports have the same places.
        quoted: their IRIs by the findings and figures that are quoted from them.
        reports: the beginning of the IRIs of a report's sentences, by the report's name.
    """

    store: Store
    evidence: dict[str, Evidence]
    names: dict[str, list[str]]
    quoted: dict[str, list[str]]
    reports: dict[str, str]

    def of_terms(self, terms: Iterable[object]) -> list[str]:
        """Return the sentences that a row names by IRI, place or address.

        Without any, those of its findings and figures. Where a row names a report, a place is one
        of that report.
        """
        values = [term.value for term in terms if isinstance(term, NamedNode | Literal)]
        direct = [iri for value in values for iri in self.names.get(value, ())]
        reports = tuple(self.reports[value] for value in values if value in self.reports)
        if reports:
            direct = [iri for iri in direct if iri.startswith(reports)]
        return list(
            dict.fromkeys(direct or [iri for value in values for iri in self.quoted.get(value, ())])
        )

    def of_statement(self, statement: Triple) -> list[str]:
        """Return the sentences that state a statement."""
        quads = self.store.quads_for_pattern(
            statement.subject, statement.predicate, statement.object, None
        )
        graphs = {quad.graph_name for quad in quads}
        return sorted(
            graph.value
            for graph in graphs
            if isinstance(graph, NamedNode) and graph.value in self.evidence
        )

    def shown(self, iris: Sequence[str]) -> Data:
        """Return sentences as plain data, with a remark where there are more than are shown."""
        data: Data = {"said_in": [sentence_data(self.evidence[iri]) for iri in iris[:MOST]]}
        if len(iris) > MOST:
            data["truncated"] = f"{MOST} of {len(iris):,} sentences are shown."
        return data


def sentence_index(store: Store) -> SentenceIndex:
    """Read the sentences of a store.

    Args:
        store: a built store.
    """
    evidence = read_evidence(store)
    names: dict[str, list[str]] = defaultdict(list)
    for iri, sentence in evidence.items():
        for name in (iri, sentence.place, sentence.address):
            names[name].append(iri)
    quoted: dict[str, list[str]] = defaultdict(list)
    for row in rows(
        store,
        "SELECT ?node ?sentence { ?node prov:wasQuotedFrom ?sentence } ORDER BY ?node ?sentence",
    ):
        if row["sentence"].value in evidence:
            quoted[str(row["node"].value)].append(row["sentence"].value)
    titles = rows(store, "SELECT ?report ?name { ?report a peel:Report ; rdfs:label ?name }")
    reports = {row["name"].value: f"{row['report'].value}/" for row in titles}
    return SentenceIndex(store, evidence, names, quoted, reports)


def sentence_data(evidence: Evidence) -> Data:
    """Return a sentence as plain data."""
    return {
        "id": compress(evidence.iri),
        "place": evidence.place,
        "voice": evidence.voice,
        "link": evidence.address,
    }
