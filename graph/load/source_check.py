"""Compare the data with the text of their report: offsets, digests, printed words and names."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from graph.document import Document
from graph.errors import InputError, Problem
from graph.load.lint import short_name
from graph.store import QuerySolution, Store, rows
from graph.text import normalize

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
_MENTIONS = "SELECT ?sentence ?what { ?sentence peel:mentions ?what }"
_PUBLISHERS = "SELECT ?publisher { ?report dcterms:publisher ?publisher }"


class _SourceSentence(NamedTuple):
    """A sentence as it stands in the source."""

    begin: int
    end: int
    text: str


_Sentences = Mapping[str, _SourceSentence]


def check_evidence(store: Store, document: Document, *, where: str) -> list[Problem]:
    """Check every sentence of a report in the store against its source text.

    Args:
        store: with the skeleton of the report and the graphs of its sentences.
        document: the source, parsed.
        where: the source file's name, for messages.

    Raises:
        InputError: when the store does not hold this report.
    """
    stored = {
        row["sentence"].value: row
        for row in rows(store, _SENTENCES)
        if row["sentence"].value.startswith(document.base)
    }
    if not stored:
        message = f"the data hold no report {document.slug}."
        hint = "Run `peelgraph read` on the file first."
        raise InputError(message, where=where, hint=hint)
    sentences = dict(_sentences(document))
    problems = [*_unmatched(stored, sentences)]
    for iri in sorted(sentences.keys() & stored.keys()):
        problems += _differences(iri, stored[iri], sentences[iri], offsets=document.offsets)
    return [*problems, *_surfaces(store, sentences), *_nameless(store, document)]


def sentence_texts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the IRI and the text of every sentence of a report."""
    for iri, sentence in _sentences(document):
        yield iri, sentence.text


def mentions_without_name(store: Store, document: Document) -> list[tuple[str, str]]:
    """List (sentence, thing) where a sentence names a thing by a pronoun only, or not at all.

    Args:
        store: with the report in it.
        document: the source, parsed.
    """
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows(store, _NAMES):
        names[row["sentence"].value, row["what"].value].append(row["name"].value)
    texts = {iri: normalize(text) for iri, text in sentence_texts(document)}
    return sorted(
        (sentence, thing)
        for sentence, thing in names
        if sentence in texts
        and not any(normalize(name) in texts[sentence] for name in names[sentence, thing])
    )


def _unmatched(stored: Mapping[str, QuerySolution], sentences: _Sentences) -> Iterator[Problem]:
    """Yield the sentences that are only in the data or only in the source."""
    for iri in stored:
        if iri not in sentences:
            message = "is not a sentence of the source; run `peelgraph read` again"
            yield Problem(short_name(iri), message, "sentence")
    for iri in sentences:
        if iri not in stored:
            message = "stands in the source but not in the data; run `peelgraph read` again"
            yield Problem(short_name(iri), message, "sentence")


def _differences(
    iri: str, row: QuerySolution, sentence: _SourceSentence, *, offsets: bool
) -> Iterator[Problem]:
    """Yield what differs between a sentence in the data and in the source."""
    begin, end = int(row["begin"].value), int(row["end"].value)
    if offsets and (begin, end) != (sentence.begin, sentence.end):
        message = f"offsets are {begin}-{end}, in the source {sentence.begin}-{sentence.end}"
        yield Problem(short_name(iri), message, "offset")
    if row["digest"].value != hashlib.sha256(sentence.text.encode()).hexdigest():
        message = "the digest differs: the sentence was changed in the source or in the data"
        yield Problem(short_name(iri), message, "digest")


def _nameless(store: Store, document: Document) -> Iterator[Problem]:
    """Yield things that no sentence calls by any of their names; a publisher may be only "we"."""
    mentions: dict[str, set[str]] = defaultdict(set)
    for row in rows(store, _MENTIONS):
        if row["sentence"].value.startswith(document.base):
            mentions[row["what"].value].add(row["sentence"].value)
    for sentence, thing in mentions_without_name(store, document):
        mentions[thing].discard(sentence)
    publishers = {row["publisher"].value for row in rows(store, _PUBLISHERS)}
    message = (
        "is called by none of its names in any sentence that mentions it; "
        "add the name the text uses"
    )
    for thing, sentences in sorted(mentions.items()):
        if not sentences and thing not in publishers:
            yield Problem(short_name(thing), message, "name")


def _sentences(document: Document) -> Iterator[tuple[str, _SourceSentence]]:
    for section, paragraph, sentence in document.sentences():
        span = sentence.span
        yield (
            document.iri(section, paragraph, sentence),
            _SourceSentence(span.begin, span.end, document.quote(span)),
        )


def _surfaces(store: Store, sentences: _Sentences) -> Iterator[Problem]:
    """Yield the printed words of things that their sentence does not hold."""
    for row in rows(store, _SURFACES):
        iri, words = row["sentence"].value, row["words"].value
        if iri in sentences and not _holds(sentences[iri].text, words):
            thing = short_name(row["what"].value)
            message = f"the printed words \u201c{words}\u201d of {thing} do not stand there"
            yield Problem(short_name(iri), message, "surface")


def _holds(text: str, words: str) -> bool:
    """Tell whether a text holds words, whole and in their order."""
    pattern = rf"(?<!\w){re.escape(normalize(words))}(?!\w)"
    return re.search(pattern, normalize(text)) is not None
