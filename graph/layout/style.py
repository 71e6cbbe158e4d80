"""Colours, shapes and sizes of things and relations, and the colours of pages.

There is one palette for light and for dark paper, safe for colour-blind readers. Its colours are
those of Okabe and Ito (Color Universal Design, 2008), darkened on light paper and lightened on
dark paper until every mark has a contrast of 3:1 (WCAG 2.2, 1.4.11). Colour is never alone: each
kind of thing has a shape, each family of relations an end.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Look:
    """How a kind of thing is drawn.

    Attributes:
        words: what it is called in a legend.
        colour: on light paper, `#rrggbb`.
        shape: one of vis-network's.
        dark: its colour on dark paper.
    """

    words: str
    colour: str
    shape: str
    dark: str


@dataclass(frozen=True)
class Family:
    """How relations of one family are drawn.

    Attributes:
        words: what they are called in a legend.
        colour: on light paper.
        dark: on dark paper.
        end: the mark at the far end, one of vis-network's kinds of arrow, or "" for none.
        relations: local names of the relations.
    """

    words: str
    colour: str
    dark: str
    end: str
    relations: frozenset[str]


# Blue: the police. Green: partners. Ochre: actions. Purple: means. Grey: places and functions.
# Vermilion: concerns.
KINDS: dict[str, Look] = {
    "Force": Look("police force", "#00548c", "star", "#8cc8f5"),
    "Collaboration": Look("collaboration of forces", "#1f4e9c", "hexagon", "#93b4f2"),
    "Unit": Look("unit", "#0072b2", "dot", "#56b4e9"),
    "Role": Look("role", "#3f86b5", "diamond", "#7cbce0"),
    "Inspectorate": Look("inspectorate", "#3a4048", "star", "#d5dae0"),
    "Partner": Look("partner", "#00795a", "square", "#2fbf93"),
    "OrganisationGroup": Look(
        "kind of partner, named collectively", "#2c8f6c", "hexagon", "#6fd3b0"
    ),
    "Organisation": Look("organisation", "#00795a", "triangleDown", "#2fbf93"),
    "InspectedBody": Look("inspected body", "#00548c", "triangle", "#8cc8f5"),
    "Operation": Look("operation", "#9a6700", "square", "#e69f00"),
    "Programme": Look("programme", "#a87200", "triangle", "#f0b93e"),
    "Event": Look("event", "#9a6700", "star", "#e69f00"),
    "Training": Look("training", "#a87200", "hexagon", "#f0b93e"),
    "Method": Look("method", "#a3407c", "square", "#dd8fbb"),
    "System": Look("system", "#a3407c", "hexagon", "#dd8fbb"),
    "Power": Look("power", "#8c2f68", "triangleDown", "#e8a5cb"),
    "Strategy": Look("strategy", "#b04f8a", "triangle", "#e8a5cb"),
    "Theme": Look("theme", "#6f6800", "dot", "#d9cf3c"),
    "Place": Look("place", "#5c6670", "star", "#a7b0ba"),
    "Function": Look("function", "#5c6670", "diamond", "#a7b0ba"),
    "Finding strength": Look("strength", "#007a4d", "triangle", "#35c28c"),
    "Finding concern": Look("concern", "#c43e00", "triangleDown", "#ff8a57"),
    "Finding mixed": Look("mixed finding", "#8f7400", "diamond", "#f2cf63"),
    "Finding neutral": Look("neutral finding", "#6a737d", "dot", "#a7b0ba"),
    "Finding": Look("finding", "#6a737d", "dot", "#a7b0ba"),
    "AreaForImprovement": Look("area for improvement", "#b33900", "hexagon", "#ff9b6e"),
    "Judgment": Look("judgment", "#6b3fa0", "square", "#b79ae6"),
    "Figure": Look("figure", "#3a4048", "dot", "#d5dae0"),
    "Conflict": Look("conflict", "#a32a00", "diamond", "#ff7d52"),
    "Inspection": Look("inspection", "#3a4048", "hexagon", "#d5dae0"),
    "Question": Look("question of the inspection", "#3a4048", "diamond", "#d5dae0"),
    "Report": Look("report", "#3a4048", "square", "#d5dae0"),
}
OTHER = Look("other", "#5c6670", "dot", "#a7b0ba")

FAMILIES: dict[str, Family] = {
    "together": Family(
        "work together",
        "#00795a",
        "#4bc7a0",
        "",
        frozenset({"worksWith", "sharesInformationWith", "jointlyProvides"}),
    ),
    "flow": Family(
        "refer, feed, fund, lead to",
        "#b04a00",
        "#ff9a5c",
        "arrow",
        frozenset({"refersTo", "feedsInto", "fundedBy", "resultedFrom", "produced"}),
    ),
    "belong": Family(
        "belong to",
        "#56697c",
        "#93a7ba",
        "diamond",
        frozenset(
            {
                "unitOf",
                "memberOf",
                "isPartOf",
                "staffedBy",
                "ledBy",
                "kindOf",
                "basedAt",
                "coversArea",
                "polices",
                "subUnitOf",
                "broader",
            }
        ),
    ),
    "guide": Family(
        "oversee, advise, help, train",
        "#0068a5",
        "#6bbbea",
        "vee",
        frozenset(
            {
                "oversees",
                "advises",
                "assists",
                "evaluates",
                "trainedIn",
                "providesTraining",
                "conformsTo",
                "supports",
            }
        ),
    ),
    "deliver": Family(
        "carry out and provide",
        "#8a6400",
        "#dfae3c",
        "circle",
        frozenset(
            {
                "carriedOut",
                "involves",
                "operates",
                "performs",
                "provides",
                "hasStrategy",
                "reduces",
                "targets",
            }
        ),
    ),
    "use": Family(
        "use", "#963a72", "#dd8fbb", "box", frozenset({"usesMethod", "usesPower", "usesSystem"})
    ),
    "plan": Family("plan", "#5c6670", "#a7b0ba", "vee", frozenset({"plans", "plannedFor"})),
    "about": Family(
        "concern, rest on",
        "#5c6670",
        "#a7b0ba",
        "bar",
        frozenset({"about", "concerns", "restsOn", "between", "comparedWith", "carriesForward"}),
    ),
}
OTHER_FAMILY = Family("other relations", "#5c6670", "#a7b0ba", "arrow", frozenset())

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


def look(kind: str, polarity: str = "") -> Look:
    """Return the look of a kind of thing; kinds without a look of their own share one.

    Args:
        kind: local name of a class, or `Theme`.
        polarity: of a finding.
    """
    return KINDS.get(f"{kind} {polarity}") or KINDS.get(kind, OTHER)


def group_colour(number: int) -> tuple[str, str]:
    """Return the colour of a group on light and on dark paper, by its number from 0."""
    return GROUPS[min(number, len(GROUPS) - 1)]


def family(relation: str) -> str:
    """Return the name of the family of a relation, `other` where it has none.

    >>> family("https://w3id.org/peelgraph/ontology#refersTo")
    'flow'
    """
    return _FAMILY_OF.get(relation.rpartition("#")[2].rpartition("/")[2], "other")


def node_radius(degree: int) -> float:
    """Return the radius of a node with a number of relations, in pixels."""
    return 9.0 + 3.0 * math.sqrt(min(degree, 16))


def edge_width(sentences: int) -> float:
    """Return the width of an edge that a number of sentences support, in pixels."""
    return 1.0 + 1.2 * math.sqrt(max(min(sentences, 9), 1) - 1)


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance).

    >>> round(contrast("#ffffff", "#000000"), 1)
    21.0
    """
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    """Turn a channel of sRGB into a linear one."""
    if channel <= 0.04045:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)


_FAMILY_OF = {relation: name for name, group in FAMILIES.items() for relation in group.relations}
