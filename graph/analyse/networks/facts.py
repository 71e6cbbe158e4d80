"""Gather what networks tell of things, sentences and relations, and choose their statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from graph.analyse.networks.attributes import (
    NamedThing,
    NodeAttributes,
    RelationAttributes,
    named_things,
    node_attributes,
    relations_attributes,
    things_attributes,
)
from graph.evidence import Evidence, read_evidence
from graph.labels import foreign_relations, foreign_things
from graph.query.loaded_data import relation_words
from graph.query_tables import table_keys
from graph.statement_columns import Statement
from graph.store import Store
from graph.terms import Terms

if TYPE_CHECKING:
    from graph.analyse.networks.projection import Projection

_LOADED = Evidence("", "loaded data, which name no sentence", "")


@dataclass(frozen=True)
class Facts:
    """What a store tells of some statements, of which each kind is read when it is first asked for.

    Attributes:
        store: a built store.
        terms: of its ontology.
        ends: IRIs of subjects and objects; of everything where there are none.
        foreign_things: attributes of the other things of loaded data.
        foreign_relations: attributes of relations of loaded data.
    """

    store: Store
    terms: Terms
    ends: frozenset[str] | None = None
    foreign_things: Mapping[str, NodeAttributes] = field(default_factory=dict)
    foreign_relations: Mapping[str, RelationAttributes] = field(default_factory=dict)

    @cached_property
    def names(self) -> Mapping[str, NamedThing]:
        """The labels and classes of the things that may be nodes."""
        foreign = {
            iri: NamedThing(thing["label"], thing["kind"])
            for iri, thing in self.foreign_things.items()
        }
        return {**foreign, **named_things(self.store, self.terms, self.ends)}

    @cached_property
    def sentences(self) -> Set[str]:
        """IRIs of all sentences of the store."""
        return table_keys(self.store, "sentences")

    @cached_property
    def things(self) -> Mapping[str, NodeAttributes]:
        """The attributes of all these things."""
        return self.attributes(self.names)

    @cached_property
    def relations(self) -> Mapping[str, RelationAttributes]:
        """The attributes of relations."""
        return {**self.foreign_relations, **relations_attributes(self.terms)}

    def attributes(self, things: Iterable[str]) -> Mapping[str, NodeAttributes]:
        """Read the attributes of some of the things."""
        named = {iri: self.names[iri] for iri in things}
        foreign = self.foreign_things
        return {
            **things_attributes(self.store, named),
            **{iri: foreign[iri] for iri in named.keys() & foreign.keys()},
        }

    def evidence(self, sentences: Set[str]) -> Mapping[str, Evidence]:
        """Read the evidence that some sentences are, by their IRIs; "" for loaded data."""
        loaded = {_LOADED.iri: _LOADED} if _LOADED.iri in sentences else {}
        return {**read_evidence(self.store, sentences), **loaded}

    def of_ends(self, statement: Statement, key: Literal["polarity", "status"]) -> set[str]:
        """Return a fact of both ends of a statement."""
        subject, _, target, _ = statement
        return {self.things[subject][key], self.things[target][key]}

    def planned(self, statement: Statement) -> bool:
        """Tell whether a relation is planned, or one of its ends."""
        planned = self.relations[statement[1]]["planned"]
        return planned or "planned" in self.of_ends(statement, "status")


def drawn_statements(
    projection: Projection, statements: Iterable[Statement], facts: Facts
) -> tuple[list[Statement], Facts]:
    """Return the statements that a network draws, in no order, and facts with their things.

    Args:
        projection: the network, with classes in the place of families.
        statements: of its query.
        facts: of these.
    """
    drawn = _drawn(statements, projection, facts)
    if not projection.foreign and drawn:
        return drawn, facts
    facts, others = _with_foreign(projection, facts)
    return ([*{*drawn, *others}] if others else drawn), facts


def _drawn(
    statements: Iterable[Statement], projection: Projection, facts: Facts
) -> list[Statement]:
    """Return the statements of sentences whose ends may be nodes."""
    sides = {iri: projection.side(thing.kind) for iri, thing in facts.names.items()}
    pairs = {(0, 1), (1, 0)} if projection.sides else {(0, 0)}
    return [
        statement
        for statement in statements
        if statement[3] in facts.sentences
        and (sides.get(statement[0], -1), sides.get(statement[2], -1)) in pairs
    ]


def _with_foreign(projection: Projection, facts: Facts) -> tuple[Facts, list[Statement]]:
    """Return facts with the things of loaded data, and the relations between them.

    A network of two sides has no place for them.
    """
    store = facts.store
    relations = [] if projection.sides else foreign_relations(store)
    if not relations:
        return facts, []
    if facts.ends is not None:
        ends = {end for source, target, _ in relations for end in (source, target)}
        facts = replace(facts, ends=facts.ends | ends)
    things = {
        thing.iri: node_attributes(thing.label, thing.kind, thing.names)
        for thing in foreign_things(store)
        if thing.iri not in facts.names
    }
    words = {
        iri: RelationAttributes(words=forward, back=back, planned=False, both=False)
        for iri in {relation for _, _, relation in relations}
        for forward, back in [relation_words(store, iri)]
    }
    facts = replace(facts, foreign_things=things, foreign_relations=words)
    statements = [
        (source, relation, target, _LOADED.iri)
        for source, target, relation in relations
        if source in facts.names and target in facts.names
    ]
    return facts, statements
