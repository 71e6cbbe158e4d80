"""Small networks, invented, on which every analysis can be counted by hand."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, cast

import networkx

from graph.analyse.networks.attributes import NamedThing, NodeAttributes
from graph.analyse.networks.facts import Facts
from graph.analyse.networks.network_statements import NetworkStatements
from graph.analyse.networks.projection import projections
from graph.evidence import Evidence
from graph.namespaces import PREFIXES, REPORT
from graph.store import Store, parse_text, store_in_memory
from graph.terms import packaged

if TYPE_CHECKING:
    Network = networkx.MultiDiGraph[str]

#     hospital - alpha - school      kennel = farm (a part of its own)
#           \    |  \
#            beta - force - charity - hall
THEME = PREFIXES["theme"]
THINGS = {
    "force": ("Force", ""),
    "alpha": ("Unit", ""),
    "beta": ("Unit", ""),
    "charity": ("Partner", "voluntary"),
    "hall": ("OrganisationGroup", "council"),
    "hospital": ("Partner", "health"),
    "school": ("Partner", "education"),
    "kennel": ("Unit", ""),
    "farm": ("Partner", "business"),
}
RELATIONS = [  # one, words, back, other, numbers of sentences
    ("alpha", "works with", "works with", "hospital", (1, 2, 10)),
    ("alpha", "refers to", "receives referrals from", "school", (2,)),
    ("beta", "works with", "works with", "hospital", (3,)),
    ("beta", "works with", "works with", "alpha", (3, 4)),
    ("alpha", "is a unit of", "has the unit", "force", (4,)),
    ("beta", "is a unit of", "has the unit", "force", (4,)),
    ("force", "pays", "is paid by", "charity", (5,)),
    ("charity", "works with", "works with", "hall", (6,)),
    ("kennel", "works with", "works with", "farm", (7,)),
    ("farm", "feeds", "is fed by", "kennel", (7, 8)),
]
VOICES = {5: ["force states"], 6: ["force data", "force states"], 7: ["officers", "plan"]}


def sentence(number: int) -> Evidence:
    """Invent a sentence of a report."""
    iri = f"{REPORT}r/q1/all/1/{number}"
    voices = tuple(VOICES.get(number, ["inspectorate"]))
    return Evidence(iri, f"sentence {number}", f"https://example.org/{number}", voices)


def network() -> Network:
    """Return the network, as a projection gives it."""
    made: Network = networkx.MultiDiGraph(name="invented", directed=True, flow=False, sides=1)
    for name, (kind, sector) in THINGS.items():
        made.add_node(
            name,
            label=name,
            kind=kind,
            sector=sector,
            names=[],
            polarity="",
            practice="",
            status="",
            voices=[],
            side=int(kind != "Unit"),
        )
    for one, words, back, other, numbers in RELATIONS:
        sentences = [sentence(number) for number in numbers]
        made.add_edge(
            one,
            other,
            words,
            words=words,
            back=back,
            planned=False,
            both=words == back,
            weight=len(numbers),
            sentences=sentences,
        )
    return made


def two_sides() -> Network:
    """Return units on the one side and whom they work with on the other."""
    made: Network = networkx.MultiDiGraph(name="two sides", directed=True, flow=False, sides=2)
    for number, (unit, partner) in enumerate(
        map(tuple, ("ax", "ay", "az", "bx", "by", "cz", "dw")), start=1
    ):
        made.add_node(unit, label=f"unit {unit}", kind="Unit", side=0)
        made.add_node(partner, label=f"partner {partner}", kind="Partner", side=1)
        made.add_edge(
            unit,
            partner,
            "works with",
            words="works with",
            back="works with",
            weight=1,
            sentences=[sentence(number)],
        )
    return made


def findings() -> Network:
    """Return findings about units and a system: polarity, voices and the sentences behind each."""
    made: Network = networkx.MultiDiGraph(name="findings", directed=True, flow=False, sides=2)
    for name, kind in (
        ("alpha", "Unit"),
        ("beta", "Unit"),
        ("gamma", "Unit"),
        ("delta", "Unit"),
        ("zeta", "Unit"),
        ("radio", "System"),
    ):
        made.add_node(name, label=name, kind=kind, side=1)
    told: tuple[tuple[str, str, list[str]], ...] = (
        ("strength", "alpha beta", ["inspectorate"]),
        ("strength", "alpha", ["officers"]),
        ("concern", "alpha radio", ["force states"]),
        ("concern", "beta", ["force data"]),
        ("concern", "beta", ["force data", "force states"]),
        ("concern", "gamma zeta", ["inspectorate", "force data"]),
        ("mixed", "delta zeta", ["plan"]),
        ("neutral", "delta", []),
    )
    for number, (polarity, things, voices) in enumerate(told, start=1):
        made.add_node(
            f"finding {number}",
            label=f"finding {number}",
            kind="Finding",
            polarity=polarity,
            voices=voices,
            side=0,
        )
        for thing in things.split():
            made.add_edge(
                f"finding {number}",
                thing,
                "about",
                words="is about",
                weight=1,
                sentences=[sentence(number)],
            )
    return made


class FactsOfNetwork(Facts):
    """Facts that a network made by hand has, where no store has them."""

    made: Network

    @cached_property
    def names(self) -> dict[str, NamedThing]:
        """The labels and classes of nodes."""
        nodes = self.made.nodes
        return {node: NamedThing(nodes[node]["label"], nodes[node]["kind"]) for node in nodes}

    def attributes(self, things: Iterable[str]) -> dict[str, NodeAttributes]:
        """The attributes of nodes."""
        return {node: cast("NodeAttributes", self.made.nodes[node]) for node in things}

    def evidence(self, sentences: Set[str]) -> dict[str, Evidence]:
        """The sentences on edges."""
        edges = (attributes for *_, attributes in self.made.edges(data=True))
        on_edges = (item for attributes in edges for item in attributes["sentences"])
        return {item.iri: item for item in on_edges if item.iri in sentences}


def statements_of(made: Network) -> NetworkStatements:
    """Return the statements of a network made by hand."""
    facts = FactsOfNetwork(store_in_memory(), packaged())
    object.__setattr__(facts, "made", made)
    statements = [
        (source, relation, target, item.iri)
        for source, target, relation, attributes in made.edges(keys=True, data=True)
        for item in attributes["sentences"]
    ]
    projection = replace(projections()["findings"], name=made.graph["name"])
    return NetworkStatements(projection, statements, facts)


def themes() -> Network:
    """Return who deals with which theme; THEMES says which theme counts for which."""
    made: Network = networkx.MultiDiGraph(name="themes", directed=True, flow=False, sides=2)
    for number, (unit, theme, weight) in enumerate(
        (
            ("alpha", "knives", 1),
            ("beta", "crime", 3),
            ("alpha", "crime", 1),
            ("beta", "rivers", 0),
        ),
        start=1,
    ):
        made.add_node(unit, label=unit, kind="Unit", side=0)
        made.add_node(THEME + theme, label=theme, kind="Theme", side=1)
        made.add_edge(
            unit,
            THEME + theme,
            "deals with",
            words="deals with",
            weight=weight,
            sentences=[sentence(number)],
        )
    made.add_edge(
        THEME + "knives",
        THEME + "crime",
        "is part of",
        words="is part of",
        weight=1,
        sentences=[sentence(9)],
    )
    return made


def wider_themes() -> Store:
    """Return a store in which knives are a part of crime, crime concerns the young, and rivers stand alone."""
    scheme = f"<{PREFIXES['skos']}inScheme> <{THEME.removesuffix('/')}>"
    lines = [f"<{THEME}{name}> {scheme} ." for name in ("knives", "crime", "rivers", "young")]
    lines += [
        f"<{THEME}knives> <{PREFIXES['skos']}broader> <{THEME}crime> .",
        f"<{THEME}young> <{PREFIXES['skos']}related> <{THEME}crime> .",
    ]
    return store_in_memory(parse_text("\n".join(lines)))
