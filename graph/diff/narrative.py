"""Knows how to tell a difference in words: a finding or figure as one item, a relation as one sentence, by place in the report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from graph.diff.blank_nodes import NAMED
from graph.diff.statements import Difference, Statement
from graph.namespaces import (
    ONTOLOGY,
    PREFIXES,
    RDF_TYPE,
    REPORT,
    VOCABULARY,
    compress,
    expand,
)
from graph.store import BlankNode, Literal, NamedNode, Store, Triple
from graph.terms import read

_LABEL, _QUOTED = expand("rdfs:label"), expand("prov:wasQuotedFrom")
_TOLD = tuple(
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
class Place:
    """A sentence: its IRI, its place in words, and the address that opens the published page at it."""

    iri: str
    words: str
    address: str


@dataclass(frozen=True)
class Detail:
    """What one property of a thing was and is, in words."""

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
    """One thing that changed, as a reader would tell it.

    Attributes:
        what: `added`, `removed`, `changed`, `moved` to other sentences, or `evidence changed`.
        kind: `relation`, `finding`, `figure`, `sentence` and so on.
        id: prefixed name or IRI of its subject.
        words: its label, or the relation in words.
        details: what was and is, property by property.
        before: sentences in the first graph.
        after: sentences in the second.
        group: the place under which a reader looks for it.
    """

    what: str
    kind: str
    id: str
    words: str
    details: tuple[Detail, ...]
    before: tuple[Place, ...]
    after: tuple[Place, ...]
    group: str

    def __str__(self) -> str:
        told = "; ".join(map(str, self.details))
        return f"{self.kind} {self.what}: {self.words}" + (f": {told}" if told else "")

    def as_data(self) -> dict[str, object]:
        """Return everything as plain data for JSON."""
        return asdict(self)


def changes(found: Difference) -> list[Change]:
    """Tell a difference, in the order of the reports; what stands in no sentence comes last."""
    return _Teller(found).changes()


def summary(told: Sequence[Change]) -> dict[str, dict[str, int]]:
    """Count changes by kind: added, removed, and changed in any way."""
    table: dict[str, dict[str, int]] = {}
    for change in sorted(told, key=lambda change: change.kind):
        row = table.setdefault(change.kind, dict.fromkeys(("added", "removed", "changed"), 0))
        row[change.what if change.what in row else "changed"] += 1
    return table


class _Teller:
    """Looks up words in both graphs, the second first."""

    def __init__(self, found: Difference) -> None:
        self.statements = found.statements
        self.told = {(statement.triple, statement.what) for statement in found.statements}
        self.one, self.other = found.one.store, found.other.store
        self.terms = read(self.other)

    def changes(self) -> list[Change]:
        subjects: dict[str, list[Statement]] = defaultdict(list)
        told: list[tuple[tuple[object, ...], Change]] = []
        for statement in self.statements:
            if self.is_echo(statement):
                continue
            if self.is_relation(statement):
                told.append(self.relation(statement))
            else:
                subjects[_key(statement.triple.subject)].append(statement)
        told += [self.subject(subject, stated) for subject, stated in subjects.items()]
        return [change for _, change in sorted(told, key=lambda pair: pair[0])]

    def is_echo(self, statement: Statement) -> bool:
        """Tell whether a statement without evidence only repeats a symmetric one the other way round."""
        subject, predicate, target = (
            statement.triple.subject,
            statement.triple.predicate,
            statement.triple.object,
        )
        if (
            statement.before
            or statement.after
            or not isinstance(subject, NamedNode)
            or not isinstance(target, NamedNode)
            or subject.value <= target.value
        ):
            return False
        symmetric = NamedNode(expand("owl:SymmetricProperty")) in self.values(
            predicate.value, RDF_TYPE
        )
        return symmetric and (Triple(target, predicate, subject), statement.what) in self.told

    def is_relation(self, statement: Statement) -> bool:
        """Tell whether a statement is told by itself: it links things, and describes no finding and no part of a report."""
        subject, predicate = _key(statement.triple.subject), statement.triple.predicate
        if {"statement", "document"} & self.families(subject) or predicate.value == _LABEL:
            return False
        return bool(
            statement.before
            or statement.after
            or self.values(predicate.value, expand("peel:isRelation"))
        )

    def relation(self, statement: Statement) -> tuple[tuple[object, ...], Change]:
        triple = statement.triple
        words = f"{self.say(triple.subject)} {self.predicate(triple.predicate.value)} {self.say(triple.object)}"
        before, after = statement.before or frozenset(), statement.after or frozenset()
        what = (
            statement.what
            if statement.what != "evidence changed" or before & after or not (before and after)
            else "moved"
        )
        return self.placed(what, "relation", _key(triple.subject), words, (), before, after)

    def subject(self, iri: str, stated: list[Statement]) -> tuple[tuple[object, ...], Change]:
        """Tell all that changed about one finding, figure, sentence or other thing."""
        known, knows = self.known(self.one, iri), self.known(self.other, iri)
        kind, words = self.kind(iri), self.say_iri(iri)
        before, after = self.quoted(self.one, iri), self.quoted(self.other, iri)
        if NamedNode(expand("peel:Sentence")) in self.values(iri, RDF_TYPE):
            before, after = frozenset({iri} if known else ()), frozenset({iri} if knows else ())
        if known != knows:
            store = self.other if knows else self.one
            facts = ", ".join(
                self.say(value) for predicate in _TOLD for value in _values(store, iri, predicate)
            )
            return self.placed(
                "added" if knows else "removed",
                kind,
                iri,
                words + (f" ({facts})" if facts else ""),
                (),
                before,
                after,
            )
        details = tuple(
            self.details(
                [
                    one
                    for one in stated
                    if one.what != "evidence changed" and one.triple.predicate.value != _QUOTED
                ]
            )
        )
        if not details and before == after:
            details = (self.stated_in(stated),)
        what = "changed" if details else "evidence changed" if before & after else "moved"
        return self.placed(what, kind, iri, words, details, before, after)

    def details(self, stated: Sequence[Statement]) -> Iterator[Detail]:
        """Set what was against what is, one property after the other."""
        values: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for statement in stated:
            values[self.predicate(statement.triple.predicate.value)][
                statement.what == "added"
            ].append(self.say(statement.triple.object))
        for words, (before, after) in sorted(values.items()):
            yield Detail(words, tuple(sorted(before)), tuple(sorted(after)))

    def stated_in(self, stated: Sequence[Statement]) -> Detail:
        before, after = (
            tuple(
                self.place(sentence).words
                for sentence in sorted(frozenset().union(*sets), key=self.order)
            )
            for sets in (
                [one.before or frozenset() for one in stated],
                [one.after or frozenset() for one in stated],
            )
        )
        return Detail("stated in", before, after)

    def placed(
        self,
        what: str,
        kind: str,
        iri: str,
        words: str,
        details: tuple[Detail, ...],
        before: frozenset[str],
        after: frozenset[str],
    ) -> tuple[tuple[object, ...], Change]:
        """Put a change under the first sentence that it has now, or had."""
        sentences = sorted(after or before, key=self.order)
        part = int(
            iri.startswith((ONTOLOGY, VOCABULARY))
            or any(_key(kind).startswith(PREFIXES["owl"]) for kind in self.values(iri, RDF_TYPE))
        )
        group = self.place(sentences[0]).words if sentences else ELSEWHERE[part]
        was, now = (
            tuple(self.place(sentence) for sentence in sorted(found, key=self.order))
            for found in (before, after)
        )
        order = (0, *self.order(sentences[0])) if sentences else (1 + part, "", 0, "")
        return (*order, kind, words, what, iri), Change(
            what, kind, compress(iri), words, details, was, now, group
        )

    def order(self, sentence: str) -> tuple[str, int, str]:
        """Order sentences by report and place in it."""
        begin = self.values(sentence, expand("nif:beginIndex"))
        return (
            _report(sentence),
            int(begin[0].value)
            if begin and isinstance(begin[0], Literal) and begin[0].value.isdigit()
            else 0,
            sentence,
        )

    def place(self, sentence: str) -> Place:
        address = self.values(sentence, expand("schema:url"))
        report = self.values(_report(sentence), _LABEL)
        words = ", ".join([*(self.say(name) for name in report), self.say_iri(sentence)])
        return Place(sentence, words, _key(address[0]) if address else "")

    def families(self, iri: str) -> set[str]:
        """Return the families of the classes of a thing."""
        kinds = map(_key, self.values(iri, RDF_TYPE))
        return {self.terms.family(kind.removeprefix(ONTOLOGY)) for kind in kinds}

    def kind(self, iri: str) -> str:
        """Name the most telling class of a thing."""
        kinds = sorted(
            map(_key, self.values(iri, RDF_TYPE)),
            key=lambda kind: (self.terms.rank(kind.removeprefix(ONTOLOGY))[0], kind),
        )
        return self.predicate(kinds[0]) if kinds else "thing"

    def predicate(self, iri: str) -> str:
        """Say a property or class: its label, or its name taken apart."""
        label = self.values(iri, _LABEL)
        local = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.split(r"[#/]", iri)[-1]).lower()
        return _WORDS.get(iri) or (
            self.say(label[0]) if label and iri.startswith(ONTOLOGY) else local
        )

    def say(self, term: _Term) -> str:
        return term.value if isinstance(term, Literal) else self.say_iri(_key(term))

    def say_iri(self, iri: str) -> str:
        if iri.startswith((NAMED, "_:")):
            return "[something without a name]"
        label = self.values(iri, _LABEL) or self.values(iri, PREFIXES["skos"] + "prefLabel")
        return label[0].value if label and isinstance(label[0], Literal) else compress(iri)

    def values(self, iri: str, predicate: str) -> list[_Term]:
        return _values(self.other, iri, predicate) or _values(self.one, iri, predicate)

    def quoted(self, store: Store, iri: str) -> frozenset[str]:
        return frozenset(_key(value) for value in _values(store, iri, _QUOTED))

    def known(self, store: Store, iri: str) -> bool:
        """Tell whether a graph describes a thing, and does not only mention it."""
        return bool(_values(store, iri, RDF_TYPE) or _values(store, iri, _LABEL))


def _report(sentence: str) -> str:
    return REPORT + sentence.removeprefix(REPORT).partition("/")[0]


def _key(term: _Term) -> str:
    """Return an IRI, or how a blank node or quoted triple is written."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _values(store: Store, iri: str, predicate: str) -> list[_Term]:
    if iri.startswith(("_:", "<<")):
        return []
    found = store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None, None)
    return [value for _, value in sorted({str(quad.object): quad.object for quad in found}.items())]
