"""How things look: to be told apart by everybody, on light paper and on dark."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest

from graph.files import ontology_folder
from graph.layout.style import (
    GROUPS,
    OTHER,
    PAGE,
    PALETTE,
    POLARITIES,
    THEME,
    Style,
    edge_width,
    group_colour,
    node_radius,
)
from graph.namespaces import expand
from graph.store import Store, rows
from graph.terms import packaged

STYLE = Style(packaged())
LOOKS = {
    **{kind: STYLE.look(kind) for kind, known in STYLE.terms.kinds.items() if known.shape},
    **{f"Finding {polarity}": STYLE.look("Finding", polarity) for polarity in POLARITIES},
    "Theme": THEME,
}
BLIND = {  # severe colour vision deficiency in linear RGB: Machado, Oliveira and Fernandes, 2009
    "normal": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def _contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
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


def _lab(colour: str, eyes: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """CIE L*a*b* (D65) of a colour as seen by these eyes."""
    plain = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = BLIND[eyes] @ np.where(
        plain <= 0.04045, plain / 12.92, ((plain + 0.055) / 1.055) ** 2.4
    )
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    xyz = to_xyz @ np.clip(linear, 0, 1) / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def _grounds(dark: bool) -> list[str]:
    """The colours of the page and its panels."""
    return [PAGE[name][dark] for name in ("paper", "panel")]


@pytest.mark.parametrize("paper", ["light", "dark"])
def test_every_mark_stands_out_from_its_paper(paper: str) -> None:
    """Contrast of 3:1 at least for the whole palette and for groups, on the page and on its panels (WCAG 2.2, 1.4.11)."""
    dark = paper == "dark"
    colours = [pair[dark] for pair in (*PALETTE.values(), *GROUPS)]
    assert min(_contrast(colour, ground) for colour in colours for ground in _grounds(dark)) >= 3


@pytest.mark.parametrize("eyes", list(BLIND))
def test_kinds_of_one_shape_differ_in_colour_for_all_eyes(eyes: str) -> None:
    """Two kinds share a shape only if their colours can be told apart, for eyes without red, green or blue cones too."""
    kinds = {name: look for name, look in LOOKS.items() if name != "Finding"}
    for (name, one), (other_name, other) in itertools.combinations(kinds.items(), 2):
        if one.shape == other.shape:
            for colours in ((one.colour, other.colour), (one.dark, other.dark)):
                assert np.linalg.norm(_lab(colours[0], eyes) - _lab(colours[1], eyes)) > 9, (
                    name,
                    other_name,
                )


def test_families_differ_by_more_than_colour() -> None:
    """Relations of different families have different ends, but for plans, which are dashed."""
    ends = [look.end for name, look in STYLE.families.items() if name not in ("plan", "other")]
    assert len(ends) == len(set(ends))


def test_every_kind_of_the_graph_has_a_look(real: Store) -> None:
    """No class of things that a map may show falls back to “other”."""
    text = "SELECT DISTINCT ?class { ?thing a ?class . FILTER(STRSTARTS(STR(?thing), 'https://w3id.org/peelgraph/') && STRSTARTS(STR(?class), STR(peel:))) }"
    kinds = {row["class"].value.rpartition("#")[2] for row in rows(real, text)} - {
        "Sentence",
        "Paragraph",
        "Section",
        "Grade",
    }
    assert kinds <= LOOKS.keys()
    assert STYLE.look("Finding", "concern") != STYLE.look("Finding", "strength")
    assert STYLE.look("Nothing of the kind") is OTHER


def test_every_relation_of_the_graph_has_a_family(real: Store) -> None:
    """No relation between things falls back to “other”."""
    relations = {
        row["p"].value for row in rows(real, "SELECT DISTINCT ?p { ?p peel:isRelation true }")
    }
    assert {relation for relation in relations if STYLE.family(relation) == "other"} == set()


def test_the_shapes_allow_exactly_the_colours_of_the_palette() -> None:
    """A class may have any colour that can be drawn, and no other."""
    text = (ontology_folder() / "shapes" / "ontology.ttl").read_text("utf-8")
    (listing,) = re.findall(r'sh:in \( ("amber".*?) \)', text)
    assert re.findall(r'"([^"]+)"', listing) == sorted(PALETTE)


@pytest.mark.parametrize("dark", [False, True])
def test_text_of_pages_can_be_read(dark: bool) -> None:
    """Text, links and verdicts have a contrast of 4.5:1 at least on paper, panels and cards (WCAG 2.2, 1.4.3)."""
    texts = [PAGE[name][dark] for name in ("ink", "soft", "accent", "good", "bad", "comparator")]
    grounds = [*_grounds(dark), PAGE["raised"][dark]]
    assert min(_contrast(text, ground) for text in texts for ground in grounds) >= 4.5
    for number in (1, 2, 3, 4):
        ground, text = PAGE[f"shade{number}"][dark], PAGE[f"on-shade{number}"][dark]
        assert _contrast(ground, text) >= 4.5


def test_more_groups_than_colours_share_the_last_one() -> None:
    """No group is without a colour."""
    assert group_colour(0) == GROUPS[0]
    assert group_colour(len(GROUPS) - 1) == group_colour(500) == GROUPS[-1]


def test_more_is_larger() -> None:
    """More relations make a larger thing, more sentences a thicker line, up to a limit."""
    assert node_radius(0) < node_radius(1) < node_radius(9) < node_radius(16) == node_radius(500)
    assert edge_width(0) == edge_width(1) < edge_width(4) < edge_width(9) == edge_width(50)


@pytest.mark.parametrize(
    ("relations", "radius", "sentences", "line"),
    [
        (0, 9, 0, 1.0),
        (1, 12, 1, 1.0),
        (4, 15, 2, 2.2),
        (16, 21, 5, 3.4),
        (17, 21, 9, 1 + 1.2 * 8**0.5),
        (400, 21, 10, 1 + 1.2 * 8**0.5),
    ],
)
def test_sizes_grow_with_the_root(
    relations: int, radius: float, sentences: int, line: float
) -> None:
    """Four times as many relations or sentences are drawn twice as much larger."""
    assert node_radius(relations) == pytest.approx(radius)
    assert edge_width(sentences) == pytest.approx(line)


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        ("#ffffff", "#000000", 21.0),
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.478),
        ("#ff0000", "#ffffff", 3.998),
        ("#0a0a0a", "#000000", 1.0607),
    ],
)
def test_contrast_is_that_of_the_web_guidelines(first: str, second: str, ratio: float) -> None:
    """Known pairs have their known ratios, whichever comes first."""
    assert _contrast(first, second) == pytest.approx(ratio, abs=0.001)


def test_looks_are_those_that_the_ontology_names() -> None:
    """A relation has its family, an unknown one `other`; a finding looks by its polarity."""
    relations = [expand(name) for name in ("peel:worksWith", "peel:plans", "peel:about")]
    families = [STYLE.family(relation) for relation in (*relations, "urn:x#worksWith")]
    assert families == ["together", "plan", "about", "other"]
    assert [
        STYLE.look("Finding", "mixed").words,
        STYLE.look("Finding", "odd").words,
        STYLE.look("Unit", "strength").words,
    ] == ["mixed finding", "finding", "unit"]
