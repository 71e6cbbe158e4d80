"""List the maps: the network and layout of each, the question it answers, and the options."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.errors import PeelgraphError
from graph.options import Option, declare

if TYPE_CHECKING:
    import networkx

    from graph.analyse.networks.projection import Selection
    from graph.store import Store

MOST = 300  # things that a map shows by default
GROUPING_NAMES = ("sector", "community")
NEEDS = {  # what a map needs to be drawn, as its list says
    "": "",
    "about": " (--about THING)",
    "two": " (--from THING --to THING)",
    "store": " (--with STORE)",
}


@dataclass(frozen=True)
class MapOptions:
    """What a map shows; everything by default.

    Attributes:
        name: that the user gives.
        title: of its page.
        question: that it answers.
        projection: the network that it draws, one of
            `graph.analyse.networks.projection.projections()`; "" for a page without a network.
        layout: one of `graph.layout.positions.LAYOUTS`.
        needs: one of NEEDS: "" for nothing, `about`, `two` (things) or `store`.
        around: the title with the names of things, if it is another one.
        counts: nouns for the two numbers of its content.
    """

    name: str
    title: str
    question: str
    projection: str
    layout: str = "force"
    needs: str = ""
    around: str = ""
    counts: tuple[str, str] = ("things", "relations")


MAPS = {
    entry.name: entry
    for entry in (
        Map(
            "partnerships",
            "Who works with whom",
            "Which units, roles and partners work together, and how?",
            "partnerships",
        ),
        Map(
            "units",
            "How the force is built",
            "Which unit belongs where, who staffs and leads it?",
            "structure",
            "layered",
        ),
        Map(
            "operations",
            "What operations bring together",
            "Who carried out each operation, with whom, against and for what?",
            "operations",
        ),
        Map(
            "referrals",
            "Where people, cases and information go",
            "Who refers to whom, and what feeds into what?",
            "referrals",
            "layered",
        ),
        Map(
            "themes",
            "Who deals with which theme",
            "Which units and roles deal with which crimes, harms and groups of people?",
            "units-themes",
        ),
        Map(
            "findings",
            "What is praised and faulted",
            "Of which things and themes do the same findings speak, well or ill?",
            "findings",
        ),
        Map(
            "areas-for-improvement",
            "What must improve, and what that touches",
            "On which findings does each area for improvement rest, and what are both about?",
            "areas-for-improvement",
            "layered",
        ),
        Map(
            "ego",
            "What is around a thing",
            "With what is it connected, directly or over a few steps?",
            "everything",
            "radial",
            "about",
            "What is around {}",
        ),
        Map(
            "path",
            "How two things are connected",
            "Which is the shortest, and which the best-supported path?",
            "everything",
            "layered",
            "two",
            "How {} and {} are connected",
        ),
        Map(
            "communities",
            "Which circles work together",
            "Who is more connected with each other than with the rest?",
            "partnerships",
        ),
        Map(
            "compare",
            "What is only in one",
            "Which partnerships does only one of two stores state?",
            "partnerships",
            "force",
            "store",
        ),
        Map(
            "figures",
            "Every figure and what it is set against",
            "How good is each number, on whose word, compared with what?",
            "",
            counts=("figures", "comparisons"),
        ),
        Map(
            "timeline",
            "What happened when",
            "What came before, during and after the fieldwork?",
            "",
            counts=("events", "of them after the fieldwork"),
        ),
    )
}


@dataclass(frozen=True)
class MapOptions:
    """What a map shows; everything by default.

    Attributes:
        about: IRIs of things in its middle, between which it finds a path, or of which figures and
            events are shown.
        hops: how far from those things it reaches.
        theme: IRI of a theme of which the sentences have to speak.
        question: number of a question of the report under which the sentences have to stand.
        voices: in one of which the sentences have to speak, by label, as in `force data`.
        planned: whether plans are shown too.
        by: a grouping that gives colours, one of GROUPING_NAMES.
        most: how many things are shown at once.
        other: a second store, for `compare`, with the names of both.
    """

    about: tuple[str, ...] = field(
        default=(),
        metadata=declare(
            Option(
                "Only what is around this thing; twice for the path between two.",
                names=("--about", "--from", "--to"),
                metavar="THING",
                thing=True,
            )
        ),
    )
    hops: int = field(
        default=1, metadata=declare(Option("How far from that thing.", least=1, most=3))
    )
    theme: str = field(
        default="",
        metadata=declare(
            Option("Only sentences that speak of this theme.", metavar="THEME", thing=True)
        ),
    )
    question: int | None = field(
        default=None,
        metadata=declare(
            Option("Only sentences under this question of the report.", least=1, most=99)
        ),
    )
    voices: tuple[str, ...] = field(
        default=(),
        metadata=declare(
            Option(
                "Only sentences in this voice, as in “force data”; may be repeated.",
                names=("--voice",),
                metavar="VOICE",
            )
        ),
    )
    planned: bool = field(default=True, metadata=declare(Option("Whether plans are shown too.")))
    by: str = field(
        default="",
        metadata=declare(
            Option("Colour things by what they have in common.", choices=GROUPING_NAMES)
        ),
    )
    most: int = field(
        default=MOST,
        metadata=declare(Option("How many things are shown at once.", least=2, most=5000)),
    )
    other: tuple[Store, str, str] | None = None


def find_map(name: str) -> Map:
    """Return a map of the catalogue.

    Args:
        name: one of MAPS.

    Raises:
        PeelgraphError: for an unknown name; the message says the nearest.
    """
    import difflib

    if name in MAPS:
        return MAPS[name]
    hint = f"Maps: {', '.join(MAPS)}."
    for match in difflib.get_close_matches(name, MAPS, 1, 0.4):
        hint = f"Did you mean {match}? {hint}"
    raise PeelgraphError(f"there is no map \u201c{name}\u201d.", hint=hint)
