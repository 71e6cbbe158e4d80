"""Draw a map as an SVG picture with selectable text, links, and a text for everything in it.

The picture has the positions and looks of the page, works without script, and follows the light or
dark scheme of its reader.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, Any, TypeAlias

from graph.escape import web_address, xml_text
from graph.layout.positions import wrap_label
from graph.layout.style import (
    PAGE,
    UNGROUPED,
    FamilyLook,
    Look,
    Style,
    edge_width,
    group_colour,
    node_radius,
    style_of,
)
from viz.maps.svg_shapes import Point, line_path, mark, short_number
from viz.page_template import TEMPLATES

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

Places: TypeAlias = Mapping[str, Point]
Attributes: TypeAlias = Mapping[str, Any]
_FONT = "system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
_LINE = 15.0  # pixels from one line of a label to the next
_MARGIN = 90.0  # pixels around the outermost nodes, for their labels
_ROW = 24.0  # pixels of a line of the heading or the legend
_INDENT = 20.0  # pixels before headings and legend
_NARROWEST = 720.0  # least pixels of width, so that heading and legend have space
_TITLE_CHARACTER, _CHARACTER = 13.0, 7.5  # pixels of a character of headings
_SWATCH = 7.0  # radius of a mark of the legend
_UNGROUPED = "g"


@dataclass(frozen=True)
class _Frame:
    """The part of the picture that nodes take, in pixels."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class _Entry:
    """An entry of the legend: what it says, the shape of its mark, and the class of its colour."""

    text: str
    shape: str
    style: str


def svg_picture(
    network: Network, places: Places, *, title: str, description: str, notice: str = ""
) -> str:
    """Draw a network as an SVG picture.

    Args:
        network: as `graph.analyse.networks.projection.project` makes it; `grouping` and `group`
            give the colours where it has them.
        places: of the nodes, in pixels.
        title: of the picture.
        description: one or two sentences below the title.
        notice: what was left out.
    """
    frame = _frame(places)
    headings = [
        *(("t", line) for line in wrap(title, int(frame.width / _TITLE_CHARACTER))),
        *(("s", line) for line in wrap(description, int(frame.width / _CHARACTER))),
        *(("s", line) for line in wrap(notice, int(frame.width / _CHARACTER))),
    ]
    legend, rows = _legend(network, frame.x, frame.y + frame.height, frame.width)
    top = frame.y - _ROW * (len(headings) + 1.5)
    height = frame.y + frame.height - top + _ROW * (rows + 1)
    x, y, *_ = box = tuple(map(short_number, (frame.x, top, frame.width, height)))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="en-GB" viewBox="{" ".join(box)}" '
            f'role="group" aria-labelledby="name" aria-describedby="told" font-family="{_FONT}">',
            f'<title id="name">{_text(title)}</title>',
            f'<desc id="told">{_text(" ".join(filter(None, (description, notice))))}</desc>',
            f"<style>{_style(network)}</style>",
            _arrow_heads(network),
            f'<rect class="paper" x="{x}" y="{y}" width="100%" height="100%"/>',
            *_headings(headings, frame.x + _INDENT, top),
            *_edges(network, places),
            *_nodes(network, places),
            *legend,
            "</svg>\n",
        ]
    )


def _frame(places: Places) -> _Frame:
    """Return the part of the picture that nodes and their labels take."""
    points = list(places.values()) or [(0.0, 0.0)]
    across, down = [x for x, _ in points], [y for _, y in points]
    width = max(max(across) - min(across) + 2 * _MARGIN, _NARROWEST)
    return _Frame(
        x=(min(across) + max(across) - width) / 2,
        y=min(down) - _MARGIN / 2,
        width=width,
        height=max(down) - min(down) + 1.5 * _MARGIN,
    )


def _headings(lines: Sequence[tuple[str, str]], x: float, top: float) -> Iterator[str]:
    for number, (style, line) in enumerate(lines, 1):
        place = f'x="{short_number(x)}" y="{short_number(top + _ROW * (number + 0.5))}"'
        yield f'<text class="{style}" {place}>{_text(line)}</text>'


def _style(network: Network) -> str:
    """Return the rules of both schemes, with only the colours that the picture uses."""
    fixed = (TEMPLATES / "picture.css").read_text("utf-8")
    light, dark = _rules(network, 0), _rules(network, 1)
    return f"{fixed}{light}@media(prefers-color-scheme:dark){{{dark}}}.e{{fill:none}}"


def _rules(network: Network, scheme: int) -> str:
    paper, ink, soft = (PAGE[name][scheme] for name in ("paper", "ink", "soft"))
    rules = [
        f".paper{{fill:{paper}}}text{{fill:{ink};stroke:none}}.s,.k{{fill:{soft}}}",
        f".l{{stroke:{paper}}}",
    ]
    for name, colours in _colours(network).items():
        rules.append(f".{name}{{fill:{colours[scheme]};stroke:{colours[scheme]}}}")
    return "".join(rules)


def _colours(network: Network) -> dict[str, tuple[str, str]]:
    """Return a light and a dark colour for each class of things and relations in the picture."""
    if network.graph.get("grouping"):
        names = enumerate(_groups(network).values())
        return {name: group_colour(number) for number, name in names} | {_UNGROUPED: UNGROUPED}
    looks = sorted((_kinds(network) | _families(network)).items())
    return {name: (item.colour, item.dark) for name, item in looks}


def _groups(network: Network) -> dict[str, str]:
    """Return the class of each group, A to Z."""
    groups = {attributes.get("group", "") for _, attributes in network.nodes(data=True)}
    groups |= {attributes.get("group", "") for _, _, attributes in network.edges(data=True)}
    return {group: f"g{number}" for number, group in enumerate(sorted(groups - {""}))}


def _kind(attributes: Attributes) -> str:
    """Return the class of a kind of thing; whatever the kind is called, it is a plain name."""
    kind = f"{attributes['kind']} {attributes.get('polarity', '')}".strip()
    return "n-" + re.sub(r"[^A-Za-z0-9]+", "-", kind)


def _kinds(network: Network) -> dict[str, Look]:
    """Return the looks of the things in the picture, by class."""
    style = style_of(network)
    return {
        _kind(attributes): style.look(attributes["kind"], attributes.get("polarity", ""))
        for _, attributes in network.nodes(data=True)
    }


def _family(relation: str, attributes: Attributes, style: Style) -> str:
    """Return the class of a relation."""
    if attributes.get("planned"):
        return "f-plan"
    return f"f-{style.family(relation)}"


def _families(network: Network) -> dict[str, FamilyLook]:
    """Return the looks of the families of relations in the picture, by class."""
    style = style_of(network)
    looks = style.families
    names = {
        _family(str(relation), attributes, style)
        for _, _, relation, attributes in network.edges(keys=True, data=True)
    }
    return {name: looks.get(name.removeprefix("f-"), looks["other"]) for name in sorted(names)}


def _edges(network: Network, places: Places) -> Iterator[str]:
    groups, looks = _groups(network), style_of(network)
    turns: dict[frozenset[str], int] = defaultdict(int)
    edges = sorted(
        network.edges(keys=True, data=True), key=lambda edge: (edge[0], edge[1], str(edge[2]))
    )
    for source, target, relation, attributes in edges:
        pair = frozenset((source, target))
        turn = turns[pair]
        turns[pair] += 1
        if source > target:
            turn = -turn
        style = _family(str(relation), attributes, looks)
        if groups:
            style = groups.get(attributes.get("group", ""), _UNGROUPED)
        line = line_path(places[source], places[target], node_radius(network.degree(target)), turn)
        yield _edge(network, (source, target), attributes, line, style)


def _edge(
    network: Network, ends: tuple[str, str], attributes: Attributes, line: str, style: str
) -> str:
    source, target = ends
    sentences = attributes["sentences"]
    arrow = dashes = note = ""
    if network.graph.get("directed", True) and not attributes.get("both") and source != target:
        arrow = f' marker-end="url(#end-{style})"'
    if attributes.get("planned"):
        dashes, note = " p", " (planned)"
    labels = network.nodes[source]["label"], network.nodes[target]["label"]
    lines = [f"{labels[0]} {attributes['words']} {labels[1]}{note}"]
    lines += [f"{sentence.place} ({sentence.voice})" for sentence in sentences]
    width = short_number(edge_width(len(sentences)))
    path = (
        f'<path class="e {style}{dashes}" d="{line}" stroke-width="{width}"{arrow}>'
        f"<title>{_text(chr(10).join(lines))}</title></path>"
    )
    return _linked(path, next((sentence.address for sentence in sentences), ""))


def _nodes(network: Network, places: Places) -> Iterator[str]:
    groups, looks = _groups(network), style_of(network)
    for iri in sorted(network):
        attributes, (x, y) = network.nodes[iri], places[iri]
        radius, label = node_radius(network.degree(iri)), str(attributes["label"])
        kind = looks.look(attributes["kind"], attributes.get("polarity", ""))
        style = _kind(attributes)
        if groups:
            style = groups.get(attributes.get("group", ""), _UNGROUPED)
        title = f"{label}: {_node_description(kind.words, attributes)}"
        yield _linked(
            f"<g><title>{_text(title)}</title>{mark(kind.shape, (x, y), radius, style)}"
            f'<text class="l">{_label(label, x, y + radius + 13)}</text></g>',
            iri,
        )


def _node_description(kind: str, attributes: Attributes) -> str:
    names = "; ".join(attributes.get("names") or ())
    if names:
        names = f"also called {names}"
    parts = (kind, attributes.get("sector", ""), attributes.get("group", ""), names)
    return ", ".join(filter(None, parts))


def _label(label: str, x: float, y: float) -> str:
    return "".join(
        f'<tspan x="{short_number(x)}" y="{short_number(y + _LINE * number)}">{_text(line)}</tspan>'
        for number, line in enumerate(wrap_label(label).split("\n"))
    )


def _arrow_heads(network: Network) -> str:
    """Return an arrow head in the colour of each kind of relation."""
    names = sorted(name for name in _colours(network) if name.startswith(("f-", _UNGROUPED)))
    heads = "".join(
        f'<marker id="end-{name}" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="9" '
        'markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path class="{name}" d="M0 1.5L9 5L0 8.5z"/></marker>'
        for name in names
    )
    return f"<defs>{heads}</defs>"


def _legend(network: Network, edge: float, top: float, width: float) -> tuple[list[str], int]:
    """Explain colours and shapes, in rows as wide as the picture.

    Returns:
        The elements, and the number of rows.
    """
    elements, start, row = ['<g role="group" aria-label="Legend">'], edge + _INDENT, 0
    x = start
    for entry in _entries(network):
        space = 40 + 7.2 * len(entry.text)
        if x + space > edge + width and x > start:
            x, row = start, row + 1
        elements.append(_legend_entry(entry, x, top + _ROW * row))
        x += space
    return [*elements, "</g>"], row + 1


def _entries(network: Network) -> list[_Entry]:
    """Return the entries of the legend: kinds, then groups or else families of relations."""
    groups = _groups(network)
    order = sorted(_kinds(network).items(), key=lambda item: item[1].words)
    if groups:
        entries = [_Entry(kind.words, kind.shape, _UNGROUPED) for _, kind in order]
        return entries + [_Entry(group, "dot", style) for group, style in groups.items()]
    entries = [_Entry(kind.words, kind.shape, style) for style, kind in order]
    families = _families(network).items()
    return entries + [_Entry(relations.words, "line", style) for style, relations in families]


def _legend_entry(entry: _Entry, x: float, y: float) -> str:
    if entry.shape == "line":
        line = f"M{short_number(x - 8)} {short_number(y)}h16"
        swatch = f'<path class="e {entry.style}" d="{line}" stroke-width="3"/>'
    else:
        swatch = mark(entry.shape, (x, y), _SWATCH, entry.style)
    place = f'x="{short_number(x + 14)}" y="{short_number(y + 4.5)}"'
    return f'{swatch}<text class="k" {place}>{_text(entry.text)}</text>'


def _linked(element: str, address: str) -> str:
    """Make a link of a part of the picture, where the address is one of the web."""
    if not web_address(address):
        return element
    attributes = 'target="_blank" rel="noopener noreferrer"'
    return f'<a href="{_text(address)}" {attributes}>{element}</a>'


def _text(text: str) -> str:
    return escape(xml_text(text))
