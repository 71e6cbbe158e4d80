"""Gather what networks tell of things, sentences and relations, and choose their statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from graph.analyse.networks.attributes import (
    NodeAttributes,
    RelationAttributes,
    node_attributes,
    relations_attributes,
    things_attributes,
)
from graph.evidence import Evidence, read_evidence
from graph.labels import foreign_relations, foreign_things
from graph.query.loaded_data import relation_words
from graph.statement_columns import Statement
from graph.store import Store
from graph.terms import Terms

if TYPE_CHECKING:
    from graph.analyse.networks.projection import Projection

_LOADED = Evidence("", "loaded data, which name no sentence", "")


@dataclass(frozen=True)
class Facts:
    """The terms of a store, and attributes of things, sentences and relations, by IRI."""

    terms: Terms
    things: Mapping[str, NodeAttributes]
    sentences: Mapping[str, Evidence]
    relations: Mapping[str, RelationAttributes]

    def of_ends(self, statement: Statement, key: Literal["polarity", "status"]) -> set[str]:
        """Return a fact of both ends of a statement."""
        subject, _, target, _ = statement
        return {self.things[subject][key], self.things[target][key]}

    def planned(self, statement: Statement) -> bool:
        """Tell whether a relation is planned, or one of its ends."""
        planned = self.relations[statement[1]]["planned"]
        return planned or "planned" in self.of_ends(statement, "status")


def read_facts(
    store: Store, terms: Terms, statements: Collection[Statement] | None = None
) -> Facts:
    """Read the attributes of the things, sentences and relations of some statements.

    Args:
        store: a built store.
        terms: of its ontology.
        statements: that may be drawn; all by default.
    """
    ends = sentences = None
    if statements is not None:
        ends = {end for subject, _, target, _ in statements for end in (subject, target)}
        sentences = {statement[3] for statement in statements}
    return Facts(
        terms,
        things_attributes(store, terms, ends),
        read_evidence(store, sentences),
        relations_attributes(terms),
    )


def drawn_statements(
    store: Store, projection: Projection, statements: Iterable[Statement], facts: Facts
) -> tuple[list[Statement], Facts]:
    """Return the statements that a network draws, in a fixed order, and facts with their things.

    Args:
        store: a built store.
        projection: the network, with classes in the place of families.
        statements: of its query.
        facts: of these.
    """
    drawn = _drawn(statements, projection, facts)
    if not projection.foreign and drawn:
        return drawn, facts
    facts, others = _with_foreign(store, projection, facts)
    return (sorted({*drawn, *others}) if others else drawn), facts


def _drawn(
    statements: Iterable[Statement], projection: Projection, facts: Facts
) -> list[Statement]:
    """Return the statements of sentences whose ends may be nodes, in a fixed order."""
    sides = {iri: projection.side(thing["kind"]) for iri, thing in facts.things.items()}
    pairs = {(0, 1), (1, 0)} if projection.sides else {(0, 0)}
    return sorted(
        statement
        for statement in statements
        if statement[3] in facts.sentences
        and (sides.get(statement[0], -1), sides.get(statement[2], -1)) in pairs
    )


def _with_foreign(
    store: Store, projection: Projection, facts: Facts
) -> tuple[Facts, list[Statement]]:
    """Return facts with the things of loaded data, and the relations between them.

    A network of two sides has no place for them.
    """
    relations = [] if projection.sides else foreign_relations(store)
    if not relations:
        return facts, []
    ends = {end for source, target, _ in relations for end in (source, target)}
    things = {
        thing.iri: node_attributes(thing.label, thing.kind, thing.names)
        for thing in foreign_things(store)
    } | things_attributes(store, facts.terms, ends)
    words = {
        iri: RelationAttributes(words=forward, back=back, planned=False, both=False)
        for iri in {relation for _, _, relation in relations}
        for forward, back in [relation_words(store, iri)]
    }
    facts = replace(
        facts,
        things={**things, **facts.things},
        relations={**words, **facts.relations},
        sentences={**facts.sentences, _LOADED.iri: _LOADED},
    )
    statements = [
        (source, relation, target, _LOADED.iri)
        for source, target, relation in relations
        if source in facts.things and target in facts.things
    ]
    return facts, statements
