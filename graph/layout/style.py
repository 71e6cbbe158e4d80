"""Colours, shapes and sizes of things and relations, and the colours of pages.

There is one palette for light and for dark paper, safe for colour-blind readers. Its colours are
those of Okabe and Ito (Color Universal Design, 2008), darkened on light paper and lightened on
dark paper until every mark has a contrast of 3:1 (WCAG 2.2, 1.4.11). Colour is never alone: each
kind of thing has a shape, each family of relations an end. The ontology says which class or family
has which colour and shape.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graph.terms import Terms, of

if TYPE_CHECKING:
    import networkx

# Colours of pages, on light and on dark paper; style sheets use them as variables of these names.
PAGE: dict[str, tuple[str, str]] = {
    "paper": ("#fcfbf8", "#14171a"),
    "panel": ("#f4f2ed", "#1d2226"),
    "raised": ("#ffffff", "#262c31"),
    "ink": ("#1a1d21", "#eceff2"),
    "soft": ("#565d66", "#a9b1ba"),
    "line": ("#d9d5cc", "#3a4148"),
    "accent": ("#00548c", "#8cc8f5"),
    "mark": ("#0072b2", "#56b4e9"),
    "track": ("#e7e3da", "#333a41"),
    "good": ("#00704a", "#35c28c"),
    "bad": ("#b33900", "#ff8a57"),
    "comparator": ("#3a4048", "#d5dae0"),
    "after": ("#f6ead2", "#2b261a"),
    "notice": ("#fff4d6", "#3a3115"),
    "shade1": ("#dbe9f5", "#1d2f40"),
    "shade2": ("#a9cbe6", "#24517a"),
    "shade3": ("#4f8fc4", "#5d9fd6"),
    "shade4": ("#0060a8", "#9fd0ff"),
    "on-shade1": ("#1a1d21", "#eceff2"),
    "on-shade2": ("#1a1d21", "#eceff2"),
    "on-shade3": ("#101214", "#101214"),
    "on-shade4": ("#ffffff", "#101214"),
}

# Colours by the names that the ontology uses: on light paper, on dark paper.
PALETTE: dict[str, tuple[str, str]] = {
    "amber": ("#b04a00", "#ff9a5c"),
    "azure": ("#0068a5", "#6bbbea"),
    "blue": ("#0072b2", "#56b4e9"),
    "bright green": ("#007a4d", "#35c28c"),
    "deep blue": ("#00548c", "#8cc8f5"),
    "deep purple": ("#8c2f68", "#e8a5cb"),
    "deep vermilion": ("#a32a00", "#ff7d52"),
    "gold": ("#8f7400", "#f2cf63"),
    "green": ("#00795a", "#2fbf93"),
    "grey": ("#6a737d", "#a7b0ba"),
    "indigo": ("#1f4e9c", "#93b4f2"),
    "ink": ("#3a4048", "#d5dae0"),
    "mustard": ("#8a6400", "#dfae3c"),
    "ochre": ("#9a6700", "#e69f00"),
    "olive": ("#6f6800", "#d9cf3c"),
    "orange": ("#c43e00", "#ff8a57"),
    "pale blue": ("#3f86b5", "#7cbce0"),
    "pale green": ("#2c8f6c", "#6fd3b0"),
    "pale ochre": ("#a87200", "#f0b93e"),
    "pale purple": ("#b04f8a", "#e8a5cb"),
    "plum": ("#963a72", "#dd8fbb"),
    "purple": ("#a3407c", "#dd8fbb"),
    "sea green": ("#00795a", "#4bc7a0"),
    "slate": ("#5c6670", "#a7b0ba"),
    "steel": ("#56697c", "#93a7ba"),
    "vermilion": ("#b33900", "#ff9b6e"),
    "violet": ("#6b3fa0", "#b79ae6"),
}

# Of groups, on light and dark paper, in the order of use; further groups share the last one.
UNGROUPED = ("#6a737d", "#a7b0ba")
GROUPS = (
    ("#0072b2", "#56b4e9"),
    ("#c43e00", "#ff8a57"),
    ("#00795a", "#2fbf93"),
    ("#a3407c", "#dd8fbb"),
    ("#946300", "#e69f00"),
    ("#3a4048", "#d5dae0"),
    ("#6b3fa0", "#b79ae6"),
    ("#6f6800", "#d9cf3c"),
    ("#6a737d", "#a7b0ba"),
)
_PLAIN = "slate"  # what the ontology gives no colour, or one that is not in the palette


@dataclass(frozen=True)
class Look:
    """How a kind of thing is drawn.

    Attributes:
        words: what it is called in a legend.
        colour: on light paper, `#rrggbb`.
        shape: one of vis-network's.
        dark: its colour on dark paper.
        place: in a legend, the lowest number first.
    """

    words: str
    colour: str
    shape: str
    dark: str
    place: int = 0


@dataclass(frozen=True)
class FamilyLook:
    """How relations of one family are drawn.

    Attributes:
        words: what they are called in a legend.
        colour: on light paper.
        dark: on dark paper.
        end: the mark at the far end, one of vis-network's kinds of arrow, or "" for none.
    """

    words: str
    colour: str
    dark: str
    end: str


def _look(words: str, colour: str, shape: str, place: int) -> Look:
    light, dark = PALETTE.get(colour, PALETTE[_PLAIN])
    return Look(words, light, shape, dark, place)


_LAST = 1_000_000
OTHER = _look("other", _PLAIN, "dot", _LAST)
OTHER_FAMILY = FamilyLook("other relations", *PALETTE[_PLAIN], "arrow")
THEME = _look("theme", "olive", "dot", 650)  # a scheme of concepts, drawn like a class
POLARITIES = {  # of whatever has one: a word for a legend, colour, shape
    "strength": ("strength", "bright green", "triangle"),
    "concern": ("concern", "orange", "triangleDown"),
    "mixed": ("mixed finding", "gold", "diamond"),
    "neutral": ("neutral finding", "grey", "dot"),
}


@dataclass(frozen=True)
class Style:
    """The looks of things and relations, as the ontology describes them.

    Attributes:
        terms: of the ontology.
    """

    terms: Terms

    def look(self, kind: str, polarity: str = "") -> Look:
        """Return the look of a kind of thing; kinds that the ontology does not know share one.

        Args:
            kind: local name of a class, or `Theme`.
            polarity: of a finding.
        """
        if kind == "Theme":
            return THEME
        term = self.terms.kinds.get(kind)
        if term is None or not term.shape:
            return OTHER
        if term.family == "statement" and polarity in POLARITIES:
            place = term.precedence + list(POLARITIES).index(polarity)
            return _look(*POLARITIES[polarity], place)
        return _look(term.legend, term.colour, term.shape, term.precedence)

    def family(self, relation: str) -> str:
        """Return the name of the family of a relation, `other` where it has none."""
        term = self.terms.relations.get(relation)
        if term is None or term.family not in self.families:
            return "other"
        return term.family

    @cached_property
    def families(self) -> dict[str, FamilyLook]:
        """The looks of all families of relations by name, and that of `other`."""
        looks = {
            name: FamilyLook(
                family.label, *PALETTE.get(family.colour, PALETTE[_PLAIN]), family.shape
            )
            for name, family in self.terms.families.items()
            if family.colour
        }
        return looks | {"other": OTHER_FAMILY}


def style_of(network: networkx.MultiDiGraph[str]) -> Style:
    """Return the looks that belong to a network, of the ontology in its store."""
    return Style(of(network))


def group_colour(number: int) -> tuple[str, str]:
    """Return the colour of a group on light and on dark paper, by its number from 0."""
    return GROUPS[min(number, len(GROUPS) - 1)]


def node_radius(degree: int) -> float:
    """Return the radius of a node with a number of relations, in pixels."""
    return 9.0 + 3.0 * math.sqrt(min(degree, 16))


def edge_width(sentences: int) -> float:
    """Return the width of an edge that a number of sentences support, in pixels."""
    return 1.0 + 1.2 * math.sqrt(max(min(sentences, 9), 1) - 1)
