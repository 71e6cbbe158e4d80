"""Find the sentences of an answer, with place, voice and link, from the values of a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.evidence import Evidence, read_evidence
from graph.namespaces import compress, expand
from graph.query_tables import table_rows
from graph.store import Literal, NamedNode, Store, Triple, rows

MOST = 10  # sentences shown of one statement
Data = dict[str, object]
_ANY_URI = NamedNode(expand("xsd:anyURI"))
_NAMED = """
SELECT DISTINCT ?sentence WHERE {
  VALUES ?name { %s }
  { ?sentence rdfs:label ?name } UNION { ?sentence schema:url ?name }
}
"""


@dataclass(frozen=True)
class SentenceIndex:
    """Sentences, by what a row may hold.

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
        graphs = {graph.value for graph in graphs_of(self.store, statement)}
        return sorted(graphs.intersection(self.evidence))

    def shown(self, iris: Sequence[str]) -> Data:
        """Return sentences as plain data, with a remark where there are more than are shown."""
        data: Data = {"said_in": [sentence_data(self.evidence[iri]) for iri in iris[:MOST]]}
        if len(iris) > MOST:
            data["truncated"] = f"{MOST} of {len(iris):,} sentences are shown."
        return data


def sentence_index(store: Store, terms: Iterable[object]) -> SentenceIndex:
    """Read the sentences that an answer names, in itself or by findings and figures.

    Args:
        store: a built store.
        terms: of the answer; what is no RDF term is passed over.
    """
    values = {term for term in terms if isinstance(term, NamedNode | Literal)}
    quoted = _quoted(store, values)
    iris = {term.value for term in values if isinstance(term, NamedNode)}
    named = {row["sentence"].value for row in rows(store, _NAMED % _names(values))}
    evidence = read_evidence(store, iris.union(named, *quoted.values()))
    names: dict[str, list[str]] = defaultdict(list)
    for iri, sentence in evidence.items():
        for name in (iri, sentence.place, sentence.address):
            names[name].append(iri)
    quoted = {node: [iri for iri in quoted[node] if iri in evidence] for node in quoted}
    titles = rows(store, "SELECT ?report ?name { ?report a peel:Report ; rdfs:label ?name }")
    reports = {row["name"].value: f"{row['report'].value}/" for row in titles}
    return SentenceIndex(store, evidence, names, quoted, reports)


def graphs_of(store: Store, statement: Triple) -> list[NamedNode]:
    """Return the named graphs that hold a statement; a sentence is the graph of what it states."""
    quads = store.quads_for_pattern(statement.subject, statement.predicate, statement.object, None)
    return [quad.graph_name for quad in quads if isinstance(quad.graph_name, NamedNode)]


def _names(terms: Iterable[NamedNode | Literal]) -> str:
    """Write all terms that a label or an address of these texts can be, for a query."""
    texts = {term.value for term in terms}
    forms: set[object] = {Literal(text) for text in texts}
    forms |= {Literal(text, language="en") for text in texts}
    forms |= {Literal(text, datatype=_ANY_URI) for text in texts}
    forms |= {term for term in terms if isinstance(term, NamedNode)}
    return " ".join(sorted(map(str, forms)))


def _quoted(store: Store, terms: Iterable[NamedNode | Literal]) -> dict[str, list[str]]:
    """Return the IRIs of sentences by what is quoted from them."""
    quoted: dict[str, list[str]] = defaultdict(list)
    nodes = {term.value for term in terms if isinstance(term, NamedNode)}
    for row in table_rows(store, "quoted", nodes):
        quoted[row["thing"]].append(row["sentence"])
    return quoted


def sentence_data(evidence: Evidence) -> Data:
    """Return a sentence as plain data."""
    return {
        "id": compress(evidence.iri),
        "place": evidence.place,
        "voice": evidence.voice,
        "link": evidence.address,
    }
