"""Give things and relations their looks, safe for colour-blind readers, on light and dark paper.

Colours are those of Okabe and Ito (Color Universal Design, 2008), darkened on light paper and
lightened on dark paper until every mark keeps a contrast of 3:1 (WCAG 2.2, 1.4.11). Colour is never
alone: each kind of thing has a shape, each family of relations an end. Which class or family has
which colour and shape is said in the ontology.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graph.terms import Terms, of

if TYPE_CHECKING:
    import networkx

PAPER = {"light": ("#fcfbf8", "#f4f2ed"), "dark": ("#14171a", "#1d2226")}  # the page and its panels


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
# For maps coloured by group: light and dark, in the order of use; further groups share the last.
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
        """Give the look of a kind of thing; kinds that the ontology does not know share one.

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
        """Give the name of the family of a relation, `other` where it has none."""
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


def size(degree: int) -> float:
    """Give the radius of a node with this many relations, in pixels."""
    return 9.0 + 3.0 * math.sqrt(min(degree, 16))


def width(sentences: int) -> float:
    """Give the width of an edge that this many sentences support, in pixels."""
    return 1.0 + 1.2 * math.sqrt(max(min(sentences, 9), 1) - 1)


def contrast(mark: str, ground: str) -> float:
    """Give the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance).

    >>> round(contrast("#ffffff", "#000000"), 1)
    21.0
    """
    low, high = sorted((_luminance(mark), _luminance(ground)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
