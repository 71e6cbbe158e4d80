"""Turn a network with positions into one HTML file that asks nothing of any server.

Only this module imports pyvis. The page is our own template: the drawing library comes out of the
installed pyvis wheel, the script of the map out of the modules in `viz/frontend`, bundled by
`viz/frontend/build.py`. Data stand in blocks of JSON that are never markup, and a content security
policy names the hash of every script and style.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from graph.errors import PeelgraphError
from graph.layout.positions import network_positions
from graph.layout.style import edge_width, node_radius
from viz.maps.page_data import PageEdge, page_data, page_edges
from viz.page import TEMPLATES, content_policy, style_sheet

if TYPE_CHECKING:
    import networkx
    from pyvis.network import Network

    from viz.maps.panel_data import PanelData

_SCRIPT = TEMPLATES / "map.js"
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


def render_map(
    network: networkx.MultiDiGraph[str],
    *,
    title: str,
    description: str,
    places: Mapping[str, tuple[float, float]] | None = None,
    details: PanelData | None = None,
    notice: str = "",
    shown: str = "",
) -> str:
    """Return a network as an HTML page.

    Nodes and edges carry what `graph.analyse.networks.projection.project` gives them. Where
    `network.graph["grouping"]` names a grouping, colours follow `group` of nodes and edges; where
    `network.graph["directed"]` is false, no edge has an arrow.

    Args:
        network: what is on the map.
        title: of the page.
        description: one or two sentences below the title.
        places: of the nodes, in pixels; `graph.layout.positions.network_positions` by default.
        details: data of the panel, as `viz.maps.panel_data.read_panel_data` gives them.
        notice: a line above the map, such as what was left out of it.
        shown: what is shown at first, as the fragment of a link to the page.

    Raises:
        PeelgraphError: when the script of the map has not been built.
    """
    from pyvis.network import Network

    nodes, edges = sorted(network), page_edges(network)
    picture = Network(directed=True, cdn_resources="in_line")
    # pyvis's own add_node and add_edge look through all that is there already, each time
    picture.nodes = node_items(network, nodes, places or network_positions(network))
    picture.edges = edge_items(edges)
    picture.node_ids = list(range(len(nodes)))
    picture.set_options(json.dumps(_OPTIONS))
    data = {**page_data(network, nodes, edges, details), "title": title, "shown": shown}
    return _fill_template(
        picture, details=data, title=title, description=description, notice=notice
    )


def node_items(
    network: networkx.MultiDiGraph[str],
    nodes: Iterable[str],
    places: Mapping[str, tuple[float, float]],
) -> list[Item]:
    """Return the nodes as the drawing library takes them, numbered in their order."""
    degrees = dict(network.degree())
    return [
        {
            "id": number,
            "label": network.nodes[iri]["label"],
            "size": round(node_radius(degrees[iri]), 1),
            "x": places[iri][0],
            "y": places[iri][1],
        }
        for number, iri in enumerate(nodes)
    ]


def edge_items(edges: Iterable[PageEdge]) -> list[Item]:
    """Return the edges as the drawing library takes them, numbered in their order."""
    items: list[Item] = []
    parallel: Counter[tuple[int, int]] = Counter()
    for number, edge in enumerate(edges):
        source, target = edge.ends
        pair = (min(edge.ends), max(edge.ends))
        parallel[pair] += 1
        item: Item = {"id": number, "from": source, "to": target}
        item["width"] = round(edge_width(edge.weight), 2)
        if edge.planned:
            item["dashes"] = True
        if parallel[pair] > 1:
            item["smooth"] = _bend(parallel[pair], forward=edge.ends == pair)
        items.append(item)
    return items


def _bend(turn: int, *, forward: bool) -> Item:
    """Bend the second and further edges between the same two nodes, alternately to each side."""
    clockwise = (turn % 2 == 0) == forward
    kind = {True: "curvedCW", False: "curvedCCW"}[clockwise]
    return {"enabled": True, "type": kind, "roundness": round(0.12 * (turn // 2), 2)}


def _fill_template(picture: Network, **values: object) -> str:
    """Let pyvis fill our template; the security policy names the hashes of scripts and styles."""
    library, script = _library(), _script()
    style = style_sheet("map")
    picture.set_template_dir(str(TEMPLATES), "map.html")
    environment = picture.templateEnv
    environment.autoescape = True
    environment.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
    environment.globals.update(
        values,
        library=library,
        script=script,
        style=style,
        policy=content_policy(scripts=[library, script], styles=[style]),
    )
    return str(picture.generate_html())


def _library() -> str:
    """Return the drawing library of the installed pyvis as text for a script element."""
    import pyvis

    path = Path(pyvis.__file__).parent / _VIS
    return path.read_text("utf-8").replace("</script", "<\\/script")


def _script() -> str:
    try:
        return _SCRIPT.read_text("utf-8")
    except FileNotFoundError:
        raise PeelgraphError(
            "the script of maps has not been built.",
            where=str(_SCRIPT),
            hint="Build it in the source tree with: python viz/frontend/build.py",
        ) from None
