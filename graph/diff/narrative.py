"""Describe a difference in words, in the order of the report.

A finding or figure is one item, with all that changed about it; a relation is one sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from graph.diff.blank_nodes import DIGEST_NAME
from graph.diff.statements import Difference, Statement
from graph.evidence import Evidence
from graph.namespaces import (
    ONTOLOGY,
    PREFIXES,
    RDF_TYPE,
    REPORT,
    VOCABULARY,
    compress,
    expand,
)
from graph.store import BlankNode, Literal, NamedNode, Store, Triple, is_iri
from graph.terms import read
from graph.text import camel_words

_LABEL, _QUOTED = expand("rdfs:label"), expand("prov:wasQuotedFrom")
_SENTENCE = NamedNode(expand("peel:Sentence"))
_DESCRIBED = {"statement", "document"}  # families of classes whose things are one item each
_SUMMARY = tuple(
    expand(name)
    for name in (
        "peel:polarity",
        "peel:practice",
        "peel:value",
        "peel:unit",
        "peel:grade",
        "peel:resolution",
    )
)
_WORDS = {RDF_TYPE: "is a", _LABEL: "label", expand("skos:altLabel"): "also called"}
ELSEWHERE = (
    "things that all reports share, and what is said outside sentences",
    "the ontology and its concepts",
)
_Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True)
class Detail:
    """What one property of a thing was and is, in words.

    Attributes:
        words: for the property.
        before: its values in the first graph, A to Z.
        after: those in the second.
    """

    words: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    def __str__(self) -> str:
        if len(self.before) == len(self.after) == 1:
            return f"{self.words} {self.before[0]} \u2192 {self.after[0]}"
        return f"{self.words} " + ", ".join(
            [*(f"\u2212 {value}" for value in self.before), *(f"+ {value}" for value in self.after)]
        )


@dataclass(frozen=True)
class Change:
    """One thing that changed, in words.

    Attributes:
        what: `added`, `removed`, `changed`, `moved` to other sentences, or `evidence changed`.
        kind: `relation`, `finding`, `figure`, `sentence` and so on.
        id: prefixed name or IRI of its subject.
        words: its label, or the relation in words.
        details: what was and is, property by property.
        before: sentences in the first graph.
        after: sentences in the second.
        group: the place in the report under which it is listed.
    """

    what: str
    kind: str
    id: str
    words: str
    details: tuple[Detail, ...]
    before: tuple[Evidence, ...]
    after: tuple[Evidence, ...]
    group: str

    def __str__(self) -> str:
        details = "; ".join(map(str, self.details))
        return ": ".join(filter(None, (f"{self.kind} {self.what}", self.words, details)))

    def as_data(self) -> dict[str, object]:
        """Return everything as plain data for JSON."""
        sentences = {"before": self.before, "after": self.after}
        return asdict(self) | {
            name: [
                {"iri": sentence.iri, "words": sentence.place, "address": sentence.address}
                for sentence in items
            ]
            for name, items in sentences.items()
        }


def describe_changes(difference: Difference) -> list[Change]:
    """Describe a difference in the order of the reports; what stands in no sentence comes last."""
    return _Narrator(difference).changes()


def count_changes(changes: Sequence[Change]) -> dict[str, dict[str, int]]:
    """Count changes by kind: added, removed, and changed in any way."""
    table: dict[str, dict[str, int]] = {}
    for change in sorted(changes, key=lambda change: change.kind):
        row = table.setdefault(change.kind, dict.fromkeys(("added", "removed", "changed"), 0))
        column = change.what
        if column not in row:
            column = "changed"
        row[column] += 1
    return table


_Sentences = frozenset[str]
_Item = tuple[tuple[object, ...], Change]


class _Labels:
    """Looks up values and labels in both graphs, the second first."""

    def __init__(self, difference: Difference) -> None:
        self.before, self.after = difference.before.store, difference.after.store
        self.terms = read(self.after)

    def values(self, iri: str, predicate: str) -> list[_Term]:
        return _values(self.after, iri, predicate) or _values(self.before, iri, predicate)

    def label(self, term: _Term) -> str:
        if isinstance(term, Literal):
            return term.value
        return self.label_of(_key(term))

    def label_of(self, iri: str) -> str:
        if iri.startswith((DIGEST_NAME, "_:")):
            return "[something without a name]"
        labels = self.values(iri, _LABEL) or self.values(iri, PREFIXES["skos"] + "prefLabel")
        if labels and isinstance(labels[0], Literal):
            return labels[0].value
        return compress(iri)

    def term_label(self, iri: str) -> str:
        """Return the words for a property or class: its label, or the words of its name."""
        if iri in _WORDS:
            return _WORDS[iri]
        labels = self.values(iri, _LABEL)
        if labels and iri.startswith(ONTOLOGY):
            return self.label(labels[0])
        return camel_words(re.split(r"[#/]", iri)[-1])

    def place(self, sentence: str) -> Evidence:
        addresses = self.values(sentence, expand("schema:url"))
        report = self.values(_report(sentence), _LABEL)
        words = ", ".join([*map(self.label, report), self.label_of(sentence)])
        return Evidence(sentence, words, "".join(map(_key, addresses[:1])))

    def places(self, sentences: Iterable[str]) -> tuple[Evidence, ...]:
        """Return sentences in the order of their reports."""
        return tuple(map(self.place, sorted(sentences, key=self.order)))

    def order(self, sentence: str) -> tuple[str, int, str]:
        """Order sentences by report and place in it."""
        begin = 0
        for value in self.values(sentence, expand("nif:beginIndex"))[:1]:
            if isinstance(value, Literal) and value.value.isdigit():
                begin = int(value.value)
        return _report(sentence), begin, sentence

    def families(self, iri: str) -> set[str]:
        """Return the families of the classes of a thing."""
        kinds = map(_key, self.values(iri, RDF_TYPE))
        return {self.terms.family(kind.removeprefix(ONTOLOGY)) for kind in kinds}

    def kind(self, iri: str) -> str:
        """Return the words for the most specific class of a thing."""
        kinds = [_key(kind) for kind in self.values(iri, RDF_TYPE)]
        if not kinds:
            return "thing"
        return self.term_label(min(kinds, key=self.class_order))

    def class_order(self, kind: str) -> tuple[int, bool, str]:
        """Return a key that sorts IRIs of classes, the most specific first."""
        place, _ = self.terms.rank(kind.removeprefix(ONTOLOGY))
        return place, not kind.startswith(ONTOLOGY), kind


class _Narrator:
    """Groups the statements of a difference into changes."""

    def __init__(self, difference: Difference) -> None:
        self.statements = difference.statements
        self.differing = {(statement.triple, statement.what) for statement in self.statements}
        self.labels = _Labels(difference)

    def changes(self) -> list[Change]:
        subjects: dict[str, list[Statement]] = defaultdict(list)
        items: list[_Item] = []
        for statement in self.statements:
            if self.is_repetition(statement):
                continue
            if self.is_relation(statement):
                items.append(self.relation(statement))
            else:
                subjects[_key(statement.triple.subject)].append(statement)
        items += [self.subject(subject, statements) for subject, statements in subjects.items()]
        return [change for _, change in sorted(items, key=lambda item: item[0])]

    def is_repetition(self, statement: Statement) -> bool:
        """Tell whether a statement without evidence repeats a symmetric one in reverse."""
        if statement.before or statement.after:
            return False
        match statement.triple:
            case Triple(subject=NamedNode() as subject, object=NamedNode() as target):
                predicate = statement.triple.predicate
                kinds = self.labels.values(predicate.value, RDF_TYPE)
                reverse = Triple(target, predicate, subject)
                return (
                    subject.value > target.value
                    and NamedNode(expand("owl:SymmetricProperty")) in kinds
                    and (reverse, statement.what) in self.differing
                )
        return False

    def is_relation(self, statement: Statement) -> bool:
        """Tell whether a statement links things, and does not describe a finding or a sentence."""
        subject, predicate = _key(statement.triple.subject), statement.triple.predicate.value
        if predicate == _LABEL or _DESCRIBED & self.labels.families(subject):
            return False
        if statement.before or statement.after:
            return True
        return bool(self.labels.values(predicate, expand("peel:isRelation")))

    def relation(self, statement: Statement) -> _Item:
        triple, labels = statement.triple, self.labels
        predicate = labels.term_label(triple.predicate.value)
        words = f"{labels.label(triple.subject)} {predicate} {labels.label(triple.object)}"
        before, after = statement.before or frozenset(), statement.after or frozenset()
        what = statement.what
        if before and after and not before & after:
            what = "moved"
        return self.item(what, "relation", _key(triple.subject), words, before, after)

    def subject(self, iri: str, statements: list[Statement]) -> _Item:
        """Describe all that changed about one finding, figure, sentence or other thing."""
        before, after = self.labels.before, self.labels.after
        is_new = _is_described(after, iri)
        if _is_described(before, iri) == is_new:
            return self.change(iri, statements)
        if is_new:
            return self.whole("added", iri, after)
        return self.whole("removed", iri, before)

    def whole(self, what: str, iri: str, store: Store) -> _Item:
        """Describe a thing that only one graph has, with its main values."""
        words = self.labels.label_of(iri)
        values = [value for predicate in _SUMMARY for value in _values(store, iri, predicate)]
        if values:
            words += f" ({', '.join(map(self.labels.label, values))})"
        before, after = self.evidence(iri)
        return self.item(what, self.labels.kind(iri), iri, words, before, after)

    def change(self, iri: str, statements: list[Statement]) -> _Item:
        """Describe what changed about a thing: its properties, or the sentences it rests on."""
        before, after = self.evidence(iri)
        details = tuple(self.details(statements))
        if not details and before == after:
            details = (self.moved_statements(statements),)
        what = "moved"
        if details:
            what = "changed"
        elif before & after:
            what = "evidence changed"
        kind, words = self.labels.kind(iri), self.labels.label_of(iri)
        return self.item(what, kind, iri, words, before, after, details)

    def evidence(self, iri: str) -> tuple[_Sentences, _Sentences]:
        """Return the sentences that a thing rests on in both graphs; a sentence is its own."""
        is_sentence = _SENTENCE in self.labels.values(iri, RDF_TYPE)
        evidence = _evidence
        if is_sentence:
            evidence = _sentence_itself
        return evidence(self.labels.before, iri), evidence(self.labels.after, iri)

    def details(self, statements: Sequence[Statement]) -> Iterator[Detail]:
        """Yield the values before and after of each property, but not the evidence."""
        values: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for statement in statements:
            predicate = statement.triple.predicate.value
            if statement.what != "evidence changed" and predicate != _QUOTED:
                before, after = values[self.labels.term_label(predicate)]
                column = {"removed": before, "added": after}[statement.what]
                column.append(self.labels.label(statement.triple.object))
        for words, (before, after) in sorted(values.items()):
            yield Detail(words, tuple(sorted(before)), tuple(sorted(after)))

    def moved_statements(self, statements: Sequence[Statement]) -> Detail:
        """Return the places of statements whose sentences changed."""
        before = {iri for statement in statements for iri in statement.before or ()}
        after = {iri for statement in statements for iri in statement.after or ()}
        places = self.labels.places
        return Detail(
            "stated in",
            tuple(item.place for item in places(before)),
            tuple(item.place for item in places(after)),
        )

    def item(
        self,
        what: str,
        kind: str,
        iri: str,
        words: str,
        before: _Sentences,
        after: _Sentences,
        details: tuple[Detail, ...] = (),
    ) -> _Item:
        """Return a change with its order: that of the first sentence that it has now, or had."""
        before_places, after_places = self.labels.places(before), self.labels.places(after)
        order: tuple[object, ...]
        if after or before:
            first = (after_places or before_places)[0]
            order, group = (0, *self.labels.order(first.iri)), first.place
        else:
            part = int(self.is_of_ontology(iri))
            order, group = (1 + part, "", 0, ""), ELSEWHERE[part]
        change = Change(
            what, kind, compress(iri), words, details, before_places, after_places, group
        )
        return (*order, kind, words, what, iri), change

    def is_of_ontology(self, iri: str) -> bool:
        kinds = map(_key, self.labels.values(iri, RDF_TYPE))
        is_owl = any(kind.startswith(PREFIXES["owl"]) for kind in kinds)
        return is_owl or iri.startswith((ONTOLOGY, VOCABULARY))


def _evidence(store: Store, iri: str) -> _Sentences:
    return frozenset(map(_key, _values(store, iri, _QUOTED)))


def _sentence_itself(store: Store, iri: str) -> _Sentences:
    if not _is_described(store, iri):
        return frozenset()
    return frozenset((iri,))


def _is_described(store: Store, iri: str) -> bool:
    """Tell whether a graph describes a thing, and does not only mention it."""
    return bool(_values(store, iri, RDF_TYPE) or _values(store, iri, _LABEL))


def _report(sentence: str) -> str:
    return REPORT + sentence.removeprefix(REPORT).partition("/")[0]


def _key(term: _Term) -> str:
    """Return an IRI, or how a blank node or quoted triple is written."""
    if isinstance(term, NamedNode | Literal):
        return term.value
    return str(term)


def _values(store: Store, iri: str, predicate: str) -> list[_Term]:
    if not is_iri(iri):  # a blank node or a triple term
        return []
    quads = store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None, None)
    values = {str(quad.object): quad.object for quad in quads}
    return [values[text] for text in sorted(values)]
