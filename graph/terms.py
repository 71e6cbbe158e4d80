"""Read what the ontology says about its classes and relations: families, networks, order and looks.

Lists of classes and relations come from here, so that networks, maps, tables, exports and pages
know a new term as soon as the ontology has it. Packaged queries use the same annotations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from graph import files
from graph.namespaces import ONTOLOGY, VOCABULARY, compress, expand
from graph.parse.parser import parse_file
from graph.store import DefaultGraph, Literal, NamedNode, Store, store_in_memory

if TYPE_CHECKING:
    import networkx

_FAMILY = VOCABULARY + "family/"
_SCHEME = NamedNode(VOCABULARY + "family")
_IN_SCHEME = NamedNode(expand("skos:inScheme"))
_HAS_FAMILY = NamedNode(expand("peel:family"))
_SYMMETRIC = expand("owl:SymmetricProperty")
Facts: TypeAlias = Mapping[str, Sequence[str]]  # values of a term by property
_LAST = 1_000_000  # the precedence of a class that the ontology does not know


@dataclass(frozen=True)
class Kind:
    """A class of things or statements.

    Attributes:
        name: its local name, as in `AreaForImprovement`.
        label: as in `area for improvement`.
        legend: what a legend calls it: its other name where it has one.
        family: local name of its family, as in `statement`.
        precedence: its place among all classes, the lowest number first.
        colour: its name in the palette, "" for a class that is not drawn.
        shape: of its nodes, "" for a class that is no node.
        general: whether it has classes below it.
    """

    name: str
    label: str
    legend: str
    family: str
    precedence: int
    colour: str
    shape: str
    general: bool

    @property
    def iri(self) -> str:
        """IRI of the class."""
        return ONTOLOGY + self.name


@dataclass(frozen=True)
class RelationTerm:
    """A relation between things, or a link from a statement to what it is about or rests on.

    Attributes:
        iri: of the property.
        label: how it reads forward.
        inverse_label: how it reads back.
        family: local name of its family, as in `flow`.
        networks: local names of the networks to which it belongs, as in `referrals`.
        is_stated: whether sentences state it between two things; false for a link of a statement.
        is_symmetric: whether it holds both ways.
    """

    iri: str
    label: str
    inverse_label: str
    family: str
    networks: frozenset[str]
    is_stated: bool
    is_symmetric: bool

    @property
    def is_planned(self) -> bool:
        """Whether it says only what is intended."""
        return self.family == "plan"


@dataclass(frozen=True)
class Family:
    """A family of classes or of relations.

    Attributes:
        name: its local name.
        label: what a legend calls it.
        precedence: its place among all families, the lowest number first.
        colour: its name in the palette; "" for families of classes.
        shape: the mark at the end of its relations, or "".
    """

    name: str
    label: str
    precedence: int
    colour: str
    shape: str


@dataclass(frozen=True)
class Terms:
    """The classes by local name, the relations by IRI, and the families by local name."""

    kinds: Mapping[str, Kind]
    relations: Mapping[str, RelationTerm]
    families: Mapping[str, Family]

    def expand(self, names: Iterable[str]) -> frozenset[str]:
        """Return local names of classes; a family among the names stands for its classes."""
        chosen = set(names)
        members = {kind.name for kind in self.kinds.values() if kind.family in chosen}
        return frozenset(chosen - self.families.keys() | members)

    def family(self, kind: str) -> str:
        """Return the family of a class, or "" where the ontology has no such class."""
        return self.kinds[kind].family if kind in self.kinds else ""

    def rank(self, kind: str) -> tuple[int, str]:
        """Return a key that sorts local names of classes, the most telling first."""
        return self.kinds[kind].precedence if kind in self.kinds else _LAST, kind

    def of_family(self, family: str) -> list[Kind]:
        """Return the classes of a family in their order."""
        members = (kind for kind in self.kinds.values() if kind.family == family)
        return sorted(members, key=lambda kind: self.rank(kind.name))


def read(store: Store) -> Terms:
    """Read the terms of the ontology in a store, or the project's own where it has no ontology."""
    terms = _terms(store)
    return terms if terms.kinds else packaged()


def of(network: networkx.MultiDiGraph[str]) -> Terms:
    """Return the terms of the store behind a network; the project's own for one made by hand."""
    return network.graph.get("terms") or packaged()


def packaged() -> Terms:
    """Return the terms of the project's own ontology, which are read from its files once."""
    return _of_files(files.ontology_folder())


@lru_cache(maxsize=1)
def _of_files(folder: Path) -> Terms:
    paths = [*sorted(folder.glob("*.ttl")), folder / "vocabularies" / "family.ttl"]
    return _terms(store_in_memory(quad for path in paths for quad in parse_file(path)))


def _terms(store: Store) -> Terms:
    subjects = {
        quad.subject
        for property_name, value in ((_HAS_FAMILY, None), (_IN_SCHEME, _SCHEME))
        for quad in store.quads_for_pattern(None, property_name, value, DefaultGraph())
        if isinstance(quad.subject, NamedNode)
    }
    annotations = {term.value: _facts(store, term) for term in sorted(subjects, key=str)}
    above = {iri for facts in annotations.values() for iri in facts.get("rdfs:subClassOf", ())}
    kinds = [
        _kind(iri.removeprefix(ONTOLOGY), facts, general=iri in above)
        for iri, facts in annotations.items()
        if "peel:precedence" in facts and iri.startswith(ONTOLOGY)
    ]
    relations = [
        _relation(iri, facts) for iri, facts in annotations.items() if "peel:inverseLabel" in facts
    ]
    families = [
        _family(iri.removeprefix(_FAMILY), facts)
        for iri, facts in annotations.items()
        if iri.startswith(_FAMILY)
    ]
    families.sort(key=lambda family: (family.precedence, family.name))
    return Terms(
        {kind.name: kind for kind in kinds},
        {relation.iri: relation for relation in relations},
        {family.name: family for family in families},
    )


def _facts(store: Store, term: NamedNode) -> Facts:
    """Return what the ontology says of a term: its values by property, each list in order."""
    facts: dict[str, list[str]] = defaultdict(list)
    for quad in store.quads_for_pattern(term, None, None, DefaultGraph()):
        if isinstance(quad.object, NamedNode | Literal):
            facts[compress(quad.predicate.value)].append(quad.object.value)
    return {name: sorted(values) for name, values in facts.items()}


def _relation(iri: str, facts: Facts) -> RelationTerm:
    return RelationTerm(
        iri=iri,
        label=_first(facts, "rdfs:label"),
        inverse_label=_first(facts, "peel:inverseLabel"),
        family=_first(facts, "peel:family").removeprefix(_FAMILY),
        networks=frozenset(name.rpartition("/")[2] for name in facts.get("peel:inNetwork", ())),
        is_stated=_first(facts, "peel:isRelation") == "true",
        is_symmetric=_SYMMETRIC in facts.get("rdf:type", ()),
    )


def _kind(name: str, facts: Facts, *, general: bool) -> Kind:
    label = _first(facts, "rdfs:label")
    return Kind(
        name=name,
        label=label,
        legend=_first(facts, "skos:altLabel") or label,
        family=_first(facts, "peel:family").removeprefix(_FAMILY),
        precedence=_precedence(facts),
        colour=_first(facts, "peel:colour"),
        shape=_first(facts, "peel:shape"),
        general=general,
    )


def _family(name: str, facts: Facts) -> Family:
    return Family(
        name=name,
        label=_first(facts, "rdfs:label"),
        precedence=_precedence(facts),
        colour=_first(facts, "peel:colour"),
        shape=_first(facts, "peel:shape"),
    )


def _precedence(facts: Facts) -> int:
    number = _first(facts, "peel:precedence")
    return int(number) if number.isdigit() else _LAST


def _first(facts: Facts, name: str) -> str:
    return next(iter(facts.get(name, ())), "")
