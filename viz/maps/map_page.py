"""Turn a network with positions into one HTML file that asks nothing of any server.

The page is our own template, filled by pyvis; see `viz.visjs_page`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from graph.layout.positions import network_positions
from graph.layout.style import edge_width, node_radius
from viz.maps.page_data import PageEdge, page_data, page_edges
from viz.visjs_page import Drawing, Item, drawing_options, fill_template

if TYPE_CHECKING:
    import networkx

    from viz.maps.panel_data import PanelData

_SMOOTH = {"enabled": True, "type": "continuous", "roundness": 0.15}
_OPTIONS = drawing_options(interaction={"dragNodes": False}, edges={"smooth": _SMOOTH})


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
    nodes, edges = sorted(network), page_edges(network)
    picture = Drawing(
        node_items(network, nodes, places or network_positions(network)),
        edge_items(edges),
        _OPTIONS,
    )
    data = {**page_data(network, nodes, edges, details), "title": title, "shown": shown}
    return fill_template(
        "map",
        picture,
        script="map",
        styles=["map"],
        details=data,
        title=title,
        description=description,
        notice=notice,
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
