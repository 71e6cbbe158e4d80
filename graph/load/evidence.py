"""Knows how to hold the data against the text of its report: offsets, digests, printed words and names."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator

from graph.document import Document
from graph.errors import InputError, Problem
from graph.load.lint import short
from graph.store import Store, rows
from graph.text import plain

_SENTENCES = """
SELECT ?sentence ?begin ?end ?digest WHERE {
  ?sentence a peel:Sentence ; nif:beginIndex ?begin ; nif:endIndex ?end ; peel:digest ?digest
} ORDER BY ?begin
"""
_SURFACES = """
SELECT ?sentence ?what ?words WHERE {
  GRAPH ?sentence { ?what peel:surface ?words }
}
"""
_NAMES = """
SELECT ?sentence ?what ?name WHERE {
  ?sentence peel:mentions ?what . ?what rdfs:label|skos:altLabel|skos:hiddenLabel ?name
}
"""


def verify(store: Store, document: Document, *, where: str) -> list[Problem]:
    """Check every sentence of a report in the store against its source text.

    Args:
        store: with the report's skeleton and sentence graphs in it.
        document: the source as read.
        where: the source file's name, for messages.

    Raises:
        InputError: when the store does not hold this report.
    """
    known = {
        row["sentence"].value: row
        for row in rows(store, _SENTENCES)
        if row["sentence"].value.startswith(document.base)
    }
    if not known:
        raise InputError(
            f"the data hold no report {document.slug}.",
            where=where,
            hint="Run `peelgraph read` on the file first.",
        )
    found = dict(_texts(document))
    problems = [
        Problem(
            short(iri), "is not a sentence of the source; run `peelgraph read` again", "sentence"
        )
        for iri in known
        if iri not in found
    ]
    problems += [
        Problem(
            short(iri),
            "stands in the source but not in the data; run `peelgraph read` again",
            "sentence",
        )
        for iri in found
        if iri not in known
    ]
    for iri in sorted(found.keys() & known.keys()):
        begin, end, text = found[iri]
        row = known[iri]
        stated = (int(row["begin"].value), int(row["end"].value))
        if document.offsets and stated != (begin, end):
            problems.append(
                Problem(
                    short(iri),
                    f"offsets are {stated[0]}-{stated[1]}, in the source {begin}-{end}",
                    "offset",
                )
            )
        if row["digest"].value != hashlib.sha256(text.encode()).hexdigest():
            problems.append(
                Problem(
                    short(iri),
                    "the digest differs: the sentence was changed in the source or in the data",
                    "digest",
                )
            )
    return problems + list(_surfaces(store, found)) + list(_nameless(store, document))


def texts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the IRI and the text of every sentence of a report."""
    for iri, (_, _, text) in _texts(document):
        yield iri, text


def unnamed(store: Store, document: Document) -> list[tuple[str, str]]:
    """List (sentence, thing) where a sentence mentions a thing by none of its names: by a pronoun, or wrongly.

    Args:
        store: with the report in it.
        document: the source as read.
    """
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows(store, _NAMES):
        names[row["sentence"].value, row["what"].value].append(row["name"].value)
    told = {iri: plain(text) for iri, text in texts(document)}
    return sorted(
        (sentence, thing)
        for (sentence, thing), known in names.items()
        if sentence in told and not any(plain(name) in told[sentence] for name in known)
    )


def _nameless(store: Store, document: Document) -> Iterator[Problem]:
    """Find things that no sentence ever calls by any of their names; whoever publishes the report may be only "we"."""
    mentioned: dict[str, set[str]] = defaultdict(set)
    for row in rows(
        store,
        f"SELECT ?sentence ?what {{ ?sentence peel:mentions ?what . FILTER(STRSTARTS(STR(?sentence), '{document.base}')) }}",
    ):
        mentioned[row["what"].value].add(row["sentence"].value)
    for sentence, thing in unnamed(store, document):
        mentioned[thing].discard(sentence)
    publishers = {
        row["p"].value for row in rows(store, "SELECT ?p { ?report dcterms:publisher ?p }")
    }
    for thing, sentences in sorted(mentioned.items()):
        if not sentences and thing not in publishers:
            yield Problem(
                short(thing),
                "is called by none of its names in any sentence that mentions it; add the name the text uses",
                "name",
            )


def _texts(document: Document) -> Iterator[tuple[str, tuple[int, int, str]]]:
    for section, paragraph, sentence in document.sentences():
        span = sentence.span
        yield (
            document.iri(section, paragraph, sentence),
            (span.begin, span.end, document.quote(span)),
        )


def _surfaces(store: Store, found: dict[str, tuple[int, int, str]]) -> Iterator[Problem]:
    for row in rows(store, _SURFACES):
        sentence, words = row["sentence"].value, row["words"].value
        if sentence in found and not re.search(
            rf"(?<!\w){re.escape(plain(words))}(?!\w)", plain(found[sentence][2])
        ):
            yield Problem(
                short(sentence),
                f"the printed words “{words}” of {short(row['what'].value)} do not stand there",
                "surface",
            )
