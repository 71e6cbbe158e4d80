"""The sentences that an answer rests on, with place, voice and link, found from what a row holds."""

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
class Sentences:
    """The sentences of a store.

    Attributes:
        store: that holds them.
        known: by IRI.
        named: their IRIs by IRI, place and address; several reports have the same places.
        quoted: their IRIs by the findings and figures that are quoted from them.
        reports: the beginning of the IRIs of a report's sentences, by the report's name.
    """

    store: Store
    known: dict[str, Evidence]
    named: dict[str, list[str]]
    quoted: dict[str, list[str]]
    reports: dict[str, str]

    def of_terms(self, terms: Iterable[object]) -> list[str]:
        """Return the sentences that a row names by IRI, place or address, or else those of its findings and figures.

        Where a row names a report, a place is one of that report.
        """
        values = [term.value for term in terms if isinstance(term, NamedNode | Literal)]
        direct = [iri for value in values for iri in self.named.get(value, ())]
        reports = tuple(self.reports[value] for value in values if value in self.reports)
        if reports:
            direct = [iri for iri in direct if iri.startswith(reports)]
        return list(
            dict.fromkeys(direct or [iri for value in values for iri in self.quoted.get(value, ())])
        )

    def of_statement(self, statement: Triple) -> list[str]:
        """Return the sentences that state a statement."""
        found = self.store.quads_for_pattern(
            statement.subject, statement.predicate, statement.object, None
        )
        return sorted(
            {
                graph.value
                for graph in (quad.graph_name for quad in found)
                if isinstance(graph, NamedNode) and graph.value in self.known
            }
        )

    def shown(self, iris: Sequence[str]) -> Data:
        """Return sentences as plain data, with a remark where there are more than are shown."""
        told: Data = {"said_in": [sentence(self.known[iri]) for iri in iris[:MOST]]}
        if len(iris) > MOST:
            told["truncated"] = f"{MOST} of {len(iris):,} sentences are shown."
        return told


def gather(store: Store) -> Sentences:
    """Read the sentences of a store."""
    known = read_evidence(store)
    named: dict[str, list[str]] = defaultdict(list)
    for iri, evidence in known.items():
        for name in (iri, evidence.place, evidence.address):
            named[name].append(iri)
    quoted: dict[str, list[str]] = defaultdict(list)
    for row in rows(
        store,
        "SELECT ?node ?sentence { ?node prov:wasQuotedFrom ?sentence } ORDER BY ?node ?sentence",
    ):
        if row["sentence"].value in known:
            quoted[str(row["node"].value)].append(row["sentence"].value)
    found = rows(store, "SELECT ?report ?name { ?report a peel:Report ; rdfs:label ?name }")
    reports = {row["name"].value: f"{row['report'].value}/" for row in found}
    return Sentences(store, known, named, quoted, reports)


def sentence(evidence: Evidence) -> Data:
    """Return a sentence as plain data."""
    return {
        "id": compress(evidence.iri),
        "place": evidence.place,
        "voice": evidence.voice,
        "link": evidence.address,
    }
