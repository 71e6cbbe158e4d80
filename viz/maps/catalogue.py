"""Knows the maps by name: which network each one draws, in which layout, which question it answers, and what may be wanted of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import PeelgraphError

if TYPE_CHECKING:
    from graph.store import Store

MOST = 300  # things that a map shows unless more are asked for


@dataclass(frozen=True)
class Map:
    """A map in the catalogue.

    Attributes:
        name: by which it is asked for.
        title: of its page.
        question: that it answers.
        projection: the network that it draws, one of `graph.analyse.networks.projection.projections()`; "" for a page that is no network.
        layout: one of `graph.layout.positions.LAYOUTS`.
        around: the title where things are named, if it is another one.
        counts: what is counted of it.
        needs: what has to be named for it: "" for nothing, `about`, `two` (things) or `store`.
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
    one.name: one
    for one in (
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
class Wish:
    """What is wanted of a map; all of it by default.

    Attributes:
        about: IRIs of the things around which it is drawn, between which it finds a path, or of which figures and events are told.
        hops: how far from those things it reaches.
        theme: IRI of a theme of which the sentences have to speak.
        question: number of a question of the report under which the sentences have to stand.
        voices: in one of which the sentences have to speak, by label, as in `force data`.
        planned: whether plans are shown too.
        by: a grouping that gives colours, one of GROUPINGS.
        most: how many things are shown at once.
        other: a second store, for `compare`, with the names of both.
    """

    about: tuple[str, ...] = ()
    hops: int = 1
    theme: str = ""
    question: int | None = None
    voices: tuple[str, ...] = ()
    planned: bool = True
    by: str = ""
    most: int = MOST
    other: tuple[Store, str, str] | None = None


def find(name: str) -> Map:
    """Return a map of the catalogue.

    Raises:
        PeelgraphError: for an unknown name; the message says the nearest.
    """
    import difflib

    if name not in MAPS:
        near = difflib.get_close_matches(name, MAPS, 1, 0.4)
        meant = f"Did you mean {near[0]}? " if near else ""
        raise PeelgraphError(
            f"there is no map \u201c{name}\u201d.", hint=f"{meant}Maps: {', '.join(MAPS)}."
        )
    return MAPS[name]
