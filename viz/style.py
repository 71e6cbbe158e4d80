"""Knows how each kind of thing looks: one palette, safe for colour-blind readers, with a shape for each kind as well.

Colours are those of Okabe and Ito (Color Universal Design, 2008), darkened until white or near-black text on the page's
background keeps a contrast of 3:1 for graphics (WCAG 2.2, 1.4.11).
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """Words, colour and shape of a kind of thing; the shape is one of vis-network's."""

    words: str
    colour: str
    shape: str


KINDS: dict[str, Look] = {
    "Force": Look("police force", "#0060a8", "star"),
    "Unit": Look("unit", "#0072b2", "dot"),
    "Collaboration": Look("collaboration", "#b34700", "hexagon"),
    "Role": Look("role", "#56789a", "square"),
    "Operation": Look("operation", "#8a6d00", "diamond"),
    "Partner": Look("partner", "#00795a", "triangle"),
    "OrganisationGroup": Look("kind of partner, named collectively", "#3f8f4f", "triangleDown"),
    "Inspectorate": Look("inspectorate", "#a3407c", "star"),
}
OTHER = Look("other", "#5c6670", "dot")


def look(kind: str) -> Look:
    """Give the look of a kind of thing; kinds without one of their own share one."""
    return KINDS.get(kind, OTHER)


def size(degree: int) -> float:
    """Give the radius of a node with this many relations, in pixels."""
    return 9.0 + 3.0 * math.sqrt(min(degree, 16))


def width(sentences: int) -> float:
    """Give the width of an edge that this many sentences support, in pixels."""
    return 1.0 + 1.2 * math.sqrt(min(sentences, 9) - 1)
