"""Read what the ontology says about its own classes and relations: families, networks, order, words and looks.

Every list of classes or relations in the program comes from here, so that a new term is known to networks, maps, tables, exports and
pages as soon as the ontology has it. Packaged queries use the same annotations in their patterns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from graph import files
from graph.namespaces import ONTOLOGY, VOCABULARY
from graph.store import QuerySolution, Store, memory, parse_file, rows

if TYPE_CHECKING:
    import networkx

_QUERY = Path(__file__).with_suffix(".rq")
_FAMILY = VOCABULARY + "family/"
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


@dataclass(frozen=True)
class Relation:
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
    relations: Mapping[str, Relation]
    families: Mapping[str, Family]

    def expand(self, names: Iterable[str]) -> frozenset[str]:
        """Return the local names of classes, with those of every family among the names in its place."""
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
    """Read the terms of the ontology in a store; those of the project's own where the store has no ontology."""
    return _read(store) or packaged()


def of(network: networkx.MultiDiGraph[str]) -> Terms:
    """Return the terms that a network brought from its store; the project's own for a network made by hand."""
    return network.graph.get("terms") or packaged()


@lru_cache(maxsize=1)
def packaged() -> Terms:
    """Read the terms of the project's own ontology from its files."""
    folder = files.ontology()
    paths = [*sorted(folder.glob("*.ttl")), folder / "vocabularies" / "family.ttl"]
    return _terms(memory(quad for path in paths for quad in parse_file(path)))


def _read(store: Store) -> Terms | None:
    terms = _terms(store)
    return terms if terms.kinds else None


def _terms(store: Store) -> Terms:
    kinds: dict[str, Kind] = {}
    relations: dict[str, Relation] = {}
    families: dict[str, Family] = {}
    for iri, group in groupby(
        rows(store, _QUERY.read_text("utf-8")), key=lambda row: str(row["term"].value)
    ):
        annotations = list(group)
        row = annotations[0]
        if _text(row, "back"):
            relations[iri] = _relation(iri, annotations)
        elif iri.startswith(ONTOLOGY):
            kind = _kind(iri.removeprefix(ONTOLOGY), row)
            kinds[kind.name] = kind
        elif iri.startswith(_FAMILY):
            name = iri.removeprefix(_FAMILY)
            families[name] = _family(name, row)
    order = sorted(families.values(), key=lambda family: (family.precedence, family.name))
    return Terms(kinds, relations, {family.name: family for family in order})


def _relation(iri: str, annotations: list[QuerySolution]) -> Relation:
    networks = {_text(row, "network").rpartition("/")[2] for row in annotations}
    row = annotations[0]
    return Relation(
        iri=iri,
        label=_text(row, "label"),
        inverse_label=_text(row, "back"),
        family=_text(row, "family").removeprefix(_FAMILY),
        networks=frozenset(networks - {""}),
        is_stated=_text(row, "stated") == "true",
        is_symmetric=_text(row, "symmetric") == "true",
    )


def _kind(name: str, row: QuerySolution) -> Kind:
    return Kind(
        name=name,
        label=_text(row, "label"),
        legend=_text(row, "legend") or _text(row, "label"),
        family=_text(row, "family").removeprefix(_FAMILY),
        precedence=_precedence(row),
        colour=_text(row, "colour"),
        shape=_text(row, "shape"),
        general=_text(row, "general") == "true",
    )


def _family(name: str, row: QuerySolution) -> Family:
    return Family(
        name=name,
        label=_text(row, "label"),
        precedence=_precedence(row),
        colour=_text(row, "colour"),
        shape=_text(row, "shape"),
    )


def _precedence(row: QuerySolution) -> int:
    return int(_text(row, "precedence") or _LAST)


def _text(row: QuerySolution, name: str) -> str:
    return "" if row[name] is None else str(row[name].value)
