"""Knows how a map becomes an SVG picture: text that can be selected, links, and a word on everything for who cannot see it.

The picture has the positions and looks of the page, works without script, and follows the light or dark scheme of its reader.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import count
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from graph.escape import web, xml
from graph.layout.positions import wrapped
from graph.layout.style import GROUPS, PAPER, FamilyLook, Style, size, style_of, width

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]
    Places = Mapping[str, tuple[float, float]]

_FONT = "system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
_INK = {"light": ("#1a1d21", "#565d66"), "dark": ("#eceff2", "#a9b1ba")}
_LINE = 15.0  # pixels from one line of a label to the next
_MARGIN = 90.0  # pixels around the outermost nodes, for their labels
_ROW = 24.0  # pixels of a line of the heading or the legend
_LEAST = 720.0  # pixels of width, so that heading and legend have room
_CORNERS = {
    "triangle": (3, -90.0),
    "triangleDown": (3, 90.0),
    "square": (4, 45.0),
    "diamond": (4, 0.0),
    "hexagon": (6, 0.0),
}
_SWATCH = 7.0


def svg(network: Network, places: Places, *, title: str, description: str, notice: str = "") -> str:
    """Draw a network as an SVG picture.

    Args:
        network: as `graph.analyse.networks.projection.project` makes it; `grouping` and `group` give the colours where they are there.
        places: of the nodes, in pixels.
        title: of the picture.
        description: one or two sentences below the title.
        notice: what was left out.
    """
    left, across, top, down = _frame(places)
    heading = [
        (name, line)
        for name, words, wide in (("t", title, 13), ("s", description, 7.5), ("s", notice, 7.5))
        for line in wrap(words, int(across / wide))
    ]
    legend, rows = _legend(network, left, top + down, across)
    above = _ROW * (len(heading) + 1.5)
    box = tuple(map(_number, (left, top - above, across, down + above + _ROW * (rows + 1))))
    told = _text(" ".join(filter(None, (description, notice))))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="en-GB" viewBox="{" ".join(box)}" '
            f'role="group" aria-labelledby="name" aria-describedby="told" font-family="{_FONT}">',
            f'<title id="name">{_text(title)}</title>',
            f'<desc id="told">{told}</desc>',
            f"<style>{_style(network)}</style>",
            *_ends(network),
            f'<rect class="paper" x="{box[0]}" y="{box[1]}" width="100%" height="100%"/>',
            *(
                f'<text class="{name}" x="{_number(left + 20)}" y="{_number(top - above + _ROW * (at + 0.5))}">{_text(line)}</text>'
                for at, (name, line) in enumerate(heading, 1)
            ),
            *_edges(network, places),
            *_nodes(network, places),
            *legend,
            "</svg>\n",
        ]
    )


def _frame(places: Places) -> tuple[float, float, float, float]:
    """Give left, width, top and height of the drawing."""
    across, down = ([place[axis] for place in places.values()] or [0.0] for axis in (0, 1))
    wide = max(max(across) - min(across) + 2 * _MARGIN, _LEAST)
    return (
        (min(across) + max(across) - wide) / 2,
        wide,
        min(down) - _MARGIN / 2,
        max(down) - min(down) + 1.5 * _MARGIN,
    )


def _style(network: Network) -> str:
    """Give the rules of both schemes; only what the picture uses."""

    def rules(scheme: int) -> str:
        name = ("light", "dark")[scheme]
        ink, soft = _INK[name]
        base = f".paper{{fill:{PAPER[name][0]}}}text{{fill:{ink};stroke:none}}.s,.k{{fill:{soft}}}.l{{stroke:{PAPER[name][0]}}}"
        return base + "".join(
            f".{one}{{fill:{pair[scheme]};stroke:{pair[scheme]}}}"
            for one, pair in _colours(network).items()
        )

    fixed = (Path(__file__).parent.parent / "templates" / "picture.css").read_text("utf-8")
    return f"{fixed}{rules(0)}@media(prefers-color-scheme:dark){{{rules(1)}}}.e{{fill:none}}"


def _colours(network: Network) -> dict[str, tuple[str, str]]:
    """Give a light and a dark colour for each class of things and relations that the picture uses."""
    if network.graph.get("grouping"):
        return {
            name: GROUPS[min(at, len(GROUPS) - 1)]
            for at, name in enumerate(_groups(network).values())
        } | {"g": ("#6a737d", "#a7b0ba")}
    style = style_of(network)
    looks = {
        _kind(told): style.look(told["kind"], told.get("polarity", ""))
        for _, told in network.nodes(data=True)
    }
    families = _families(network, style)
    return {name: (one.colour, one.dark) for name, one in sorted((looks | families).items())}


def _groups(network: Network) -> dict[str, str]:
    """Give the class of each group, A to Z."""
    found = {told.get("group", "") for _, told in network.nodes(data=True)} | {
        told.get("group", "") for _, _, told in network.edges(data=True)
    }
    return {group: f"g{at}" for at, group in enumerate(sorted(found - {""}))}


def _kind(told: Mapping[str, object]) -> str:
    """Give the class of a kind of thing; whatever the kind is called, it is a plain name."""
    return "n-" + re.sub(
        r"[^A-Za-z0-9]+", "-", f"{told['kind']} {told.get('polarity', '')}".strip()
    )


def _family(relation: str, told: Mapping[str, object], style: Style) -> str:
    return "f-plan" if told.get("planned") else f"f-{style.family(relation)}"


def _families(network: Network, style: Style) -> dict[str, FamilyLook]:
    """Give the looks of the families of relations in a network, by the classes of edges."""
    looks = style.families
    names = {
        _family(str(key), told, style) for _, _, key, told in network.edges(keys=True, data=True)
    }
    return {name: looks.get(name.removeprefix("f-"), looks["other"]) for name in sorted(names)}


def _edges(network: Network, places: Places) -> Iterator[str]:
    groups = _groups(network)
    style = style_of(network)
    bends: dict[frozenset[str], Iterator[int]] = {}
    for one, other, key, told in sorted(
        network.edges(keys=True, data=True), key=lambda edge: (edge[0], edge[1], str(edge[2]))
    ):
        pair = frozenset((one, other))
        turn = next(bends.setdefault(pair, count()))
        name = groups.get(told.get("group", ""), "g") if groups else _family(str(key), told, style)
        path = _path(
            places[one], places[other], size(network.degree(other)), turn if one <= other else -turn
        )
        arrow = (
            ""
            if told.get("both") or not network.graph.get("directed", True) or one == other
            else f' marker-end="url(#end-{name})"'
        )
        dashes = " p" if told.get("planned") else ""
        words = f"{network.nodes[one]['label']} {told['words']} {network.nodes[other]['label']}{' (planned)' if dashes else ''}"
        evidence = "".join(
            f"\n{sentence['place']} ({', '.join(sentence['voices'])})"
            for sentence in told["sentences"]
        )
        thick = _number(width(len(told["sentences"])))
        drawn = f'<path class="e {name}{dashes}" d="{path}" stroke-width="{thick}"{arrow}><title>{_text(words + evidence)}</title></path>'
        yield _linked(drawn, told["sentences"][0]["address"] if told["sentences"] else "")


def _path(one: tuple[float, float], other: tuple[float, float], short: float, turn: int) -> str:
    """Draw from one node to the rim of the other, bent where several relations connect the two; a relation to itself is a loop."""
    across, down = other[0] - one[0], other[1] - one[1]
    length = math.hypot(across, down)
    if length < 1.0:
        return f"M{_number(one[0] - 6)} {_number(one[1] - 6)}c-40 -50 52 -50 12 0"
    stop = (other[0] - across / length * (short + 4), other[1] - down / length * (short + 4))
    bend = 0.12 * ((abs(turn) + 1) // 2) * (1 if turn > 0 else -1) * (1 if abs(turn) % 2 else -1)
    middle = ((one[0] + other[0]) / 2 - down * bend, (one[1] + other[1]) / 2 + across * bend)
    start, end = (f"{_number(x)} {_number(y)}" for x, y in (one, stop))
    return (
        f"M{start}L{end}"
        if turn == 0
        else f"M{start}Q{_number(middle[0])} {_number(middle[1])} {end}"
    )


def _nodes(network: Network, places: Places) -> Iterator[str]:
    groups = _groups(network)
    style = style_of(network)
    for iri in sorted(network):
        told, (x, y), radius = network.nodes[iri], places[iri], size(network.degree(iri))
        looks = style.look(told["kind"], told.get("polarity", ""))
        name = groups.get(told.get("group", ""), "g") if groups else _kind(told)
        facts = ", ".join(
            filter(
                None,
                (
                    looks.words,
                    told.get("sector", ""),
                    told.get("group", ""),
                    f"also called {'; '.join(told['names'])}" if told.get("names") else "",
                ),
            )
        )
        lines = "".join(
            f'<tspan x="{_number(x)}" y="{_number(y + radius + 13 + _LINE * at)}">{_text(line)}</tspan>'
            for at, line in enumerate(wrapped(str(told["label"])).split("\n"))
        )
        title = f"<title>{_text(': '.join((str(told['label']), facts)))}</title>"
        yield _linked(
            f'<g>{title}{_shape(looks.shape, x, y, radius, name)}<text class="l">{lines}</text></g>',
            iri,
        )


def _shape(shape: str, x: float, y: float, radius: float, name: str) -> str:
    if shape == "dot":
        return f'<circle class="{name}" cx="{_number(x)}" cy="{_number(y)}" r="{_number(radius)}"/>'
    number, first = _CORNERS.get(shape, (10, -90.0))
    reach = [
        radius
        * (1.15 if number in (3, 4, 10) else 1.0)
        * (0.45 if number == 10 and corner % 2 else 1.0)
        for corner in range(number)
    ]
    turns = [math.radians(first + 360.0 / number * corner) for corner in range(number)]
    corners = " ".join(
        f"{_number(x + far * math.cos(turn))},{_number(y + far * math.sin(turn))}"
        for far, turn in zip(reach, turns, strict=True)
    )
    return f'<polygon class="{name}" points="{corners}"/>'


def _ends(network: Network) -> Iterator[str]:
    """Give an arrow head in the colour of each kind of relation."""
    names = sorted(name for name in _colours(network) if name.startswith(("f-", "g")))
    heads = "".join(
        f'<marker id="end-{name}" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path class="{name}" d="M0 1.5L9 5L0 8.5z"/></marker>'
        for name in names
    )
    yield f"<defs>{heads}</defs>"


def _legend(network: Network, left: float, top: float, across: float) -> tuple[list[str], int]:
    """Say what colours and shapes mean, in rows as wide as the picture; give the drawing and the number of rows."""
    entries: list[tuple[str, str, str]] = []
    style = style_of(network)
    kinds = {
        _kind(told): style.look(told["kind"], told.get("polarity", ""))
        for _, told in network.nodes(data=True)
    }
    groups = _groups(network)
    entries += [
        (one.words, one.shape, "g" if groups else name)
        for name, one in sorted(kinds.items(), key=lambda item: item[1].words)
    ]
    entries += [(group, "dot", name) for group, name in groups.items()]
    if not groups:
        entries += [
            (family.words, "line", name) for name, family in _families(network, style).items()
        ]
    drawn, x, row = ['<g role="group" aria-label="Legend">'], left + 20, 0
    for words, shape, name in entries:
        wide = 40 + 7.2 * len(words)
        if x + wide > left + across and x > left + 20:
            x, row = left + 20, row + 1
        y = top + _ROW * row
        mark = (
            f'<path class="e {name}" d="M{_number(x - 8)} {_number(y)}h16" stroke-width="3"/>'
            if shape == "line"
            else _shape(shape, x, y, _SWATCH, name)
        )
        drawn.append(
            f'{mark}<text class="k" x="{_number(x + 14)}" y="{_number(y + 4.5)}">{_text(words)}</text>'
        )
        x += wide
    return [*drawn, "</g>"], row + 1


def _linked(drawn: str, address: str) -> str:
    """Make a link of a part of the picture, where the address is one of the web."""
    return (
        f'<a href="{_text(address)}" target="_blank" rel="noopener noreferrer">{drawn}</a>'
        if web(address)
        else drawn
    )


def _text(words: str) -> str:
    return escape(xml(words))


def _number(value: float) -> str:
    """Write a number short, as in `12.5` or `12`."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")
