"""Describe the nodes and relations of a network as NetworkX holds them: in attributes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from typing import NamedTuple, TypedDict

from graph.query_tables import table_rows
from graph.store import Store
from graph.terms import Terms


class NamedThing(NamedTuple):
    """The label and the class of a thing."""

    label: str
    kind: str


class NodeAttributes(TypedDict):
    """What a network knows of a thing."""

    label: str
    kind: str
    names: list[str]
    sector: str
    polarity: str
    practice: str
    status: str
    voices: list[str]


class RelationAttributes(TypedDict):
    """How a relation reads in both directions, whether it is planned, and if it is symmetric."""

    words: str
    back: str
    planned: bool
    both: bool


def named_things(store: Store, terms: Terms, iris: Set[str] | None = None) -> dict[str, NamedThing]:
    """Return the labels and classes of things that may be nodes; others are left out.

    Args:
        store: that is asked.
        terms: of the ontology; of several classes of a thing, the most telling one counts.
        iris: of the things; all by default.
    """
    things: dict[str, NamedThing] = {}
    for row in table_rows(store, "things", iris):
        iri, kind = row["thing"], row["kind"]
        if iri not in things or terms.rank(kind) < terms.rank(things[iri].kind):
            things[iri] = NamedThing(row["label"], kind)
    return things


def things_attributes(store: Store, named: Mapping[str, NamedThing]) -> dict[str, NodeAttributes]:
    """Return the attributes of things that may be nodes.

    Args:
        store: that is asked.
        named: the things, by IRI.
    """
    things = {iri: node_attributes(*thing) for iri, thing in named.items()}
    for name in ("names", "concept_facts"):
        for row in table_rows(store, name, things):
            _add(things[row["thing"]], row["what"], row["value"])
    return things


def node_attributes(label: str, kind: str, names: Collection[str] = ()) -> NodeAttributes:
    """Return the attributes of a node of which nothing else is stated."""
    return {
        "label": label,
        "kind": kind,
        "names": sorted(names),
        "voices": [],
        "sector": "",
        "polarity": "",
        "practice": "",
        "status": "",
    }


def _add(thing: NodeAttributes, key: str, value: str) -> None:
    match key:
        case "names":
            thing["names"] = sorted({*thing["names"], value})
        case "basis":
            thing["voices"] = sorted({*thing["voices"], value})
        case "sector" | "polarity" | "practice" | "status":
            thing[key] = value


def relations_attributes(terms: Terms) -> dict[str, RelationAttributes]:
    """Return the attributes of edges of each relation of the ontology, by its IRI."""
    return {
        iri: {
            "words": relation.label,
            "back": relation.inverse_label,
            "planned": relation.is_planned,
            "both": relation.is_symmetric,
        }
        for iri, relation in terms.relations.items()
    }
