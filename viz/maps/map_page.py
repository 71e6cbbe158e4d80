"""Knows pyvis: turns a network with positions into one HTML file that asks nothing of any server.

Only this room imports pyvis. The page is our own template: the drawing library comes out of the installed pyvis wheel, data
stand in a block of JSON that is never markup, and a content security policy names the hash of every script and style.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from graph.layout.positions import network_positions
from graph.layout.style import edge_width, node_radius
from viz.maps.page_data import PageEdge, page_data, page_edges
from viz.page import TEMPLATES, content_policy, style_sheet

if TYPE_CHECKING:
    import networkx

    from viz.maps.panel_data import PanelData

_SCRIPTS = (
    "page",
    "state",
    "sift",
    "shapes",
    "labels",
    "drawing",
    "panel",
    "legend",
    "filters",
    "search",
    "keys",
    "table",
    "downloads",
    "share",
    "start",
)
_VIS = "lib/vis-9.1.2/vis-network.min.js"
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "keyboard": False,
        "dragNodes": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 10**9,
    },
    "nodes": {"borderWidth": 0},
    "edges": {
        "smooth": {"enabled": True, "type": "continuous", "roundness": 0.15},
        "selectionWidth": 1.5,
        "hoverWidth": 1,
    },
}
Item: TypeAlias = dict[str, object]


def page(
    network: networkx.MultiDiGraph[str],
    *,
    title: str,
    description: str,
    places: Mapping[str, tuple[float, float]] | None = None,
    details: PanelData | None = None,
    notice: str = "",
    shown: str = "",
) -> str:
    """Draw a network as an HTML page.

    Nodes and edges carry what `graph.analyse.networks.projection.project` gives them. Where `network.graph["grouping"]` names a grouping, colours follow
    `group` of nodes and edges; where `network.graph["directed"]` is false, no edge has an arrow.

    Args:
        network: what is drawn.
        title: of the page.
        description: one or two sentences below the title.
        places: of the nodes, in pixels; `graph.layout.positions.network_positions` by default.
        details: what the panel tells beside relations; `viz.maps.panel_data.read_panel_data` makes them.
        notice: a line above the map, such as what was left out of it.
        shown: what is shown at first, written as the fragment of a link to the page.
    """
    from pyvis.network import Network

    nodes, edges = sorted(network), page_edges(network)
    picture = Network(directed=True, cdn_resources="in_line")
    # pyvis's own add_node and add_edge look through all that is there already, each time
    picture.nodes = _nodes(network, nodes, places or network_positions(network))
    picture.edges = _edges(edges)
    picture.node_ids = list(range(len(nodes)))
    picture.set_options(json.dumps(_OPTIONS))
    told = {**page_data(network, nodes, edges, details), "title": title, "shown": shown}
    return _render(picture, told, title=title, description=description, notice=notice)


def _nodes(
    network: networkx.MultiDiGraph[str], nodes: list[str], places: Mapping[str, tuple[float, float]]
) -> list[Item]:
    drawn: list[Item] = []
    degrees = dict(network.degree())
    for number, iri in enumerate(nodes):
        x, y = places[iri]
        drawn.append(
            {
                "id": number,
                "label": network.nodes[iri]["label"],
                "size": round(node_radius(degrees[iri]), 1),
                "x": x,
                "y": y,
            }
        )
    return drawn


def _edges(edges: Iterable[PageEdge]) -> list[Item]:
    drawn: list[Item] = []
    pairs: dict[tuple[int, int], int] = {}
    for number, edge in enumerate(edges):
        pair = (min(edge.ends), max(edge.ends))
        pairs[pair] = pairs.get(pair, 0) + 1
        item: Item = {
            "id": number,
            "from": edge.ends[0],
            "to": edge.ends[1],
            "width": round(edge_width(edge.weight), 2),
        }
        if edge.planned:
            item["dashes"] = True
        if pairs[pair] > 1:
            item["smooth"] = _beside(pairs[pair], edge.ends == pair)
        drawn.append(item)
    return drawn


def _beside(turn: int, forward: bool) -> Item:
    """Bend the second and further edges between the same two nodes, alternately to both sides, so that each is seen."""
    left = (turn % 2 == 0) == forward
    return {
        "enabled": True,
        "type": "curvedCW" if left else "curvedCCW",
        "roundness": round(0.12 * (turn // 2), 2),
    }


def _render(
    picture: object, told: dict[str, object], *, title: str, description: str, notice: str
) -> str:
    """Let pyvis fill our template; scripts and styles are hashed for the content security policy."""
    import pyvis
    from pyvis.network import Network

    assert isinstance(picture, Network)
    library = (
        (Path(pyvis.__file__).parent / _VIS).read_text("utf-8").replace("</script", "<\\/script")
    )
    parts = "\n".join((TEMPLATES / "map" / f"{name}.js").read_text("utf-8") for name in _SCRIPTS)
    script = f'"use strict";\n(() => {{\n{parts}}})();\n'
    style = style_sheet("map")
    picture.set_template_dir(str(TEMPLATES), "map.html")
    environment = picture.templateEnv
    environment.autoescape = True
    environment.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
    policy = content_policy(scripts=[library, script], styles=[style])
    environment.globals.update(
        title=title,
        description=description,
        notice=notice,
        details=told,
        library=library,
        script=script,
        style=style,
        policy=policy,
    )
    return str(picture.generate_html())
