"""Write a network for other programs: as GraphML, GEXF or node-link JSON.

Sources: GraphML (Brandes et al., 2002), GEXF 1.2draft with its viz module, as Gephi reads them;
node-link JSON as NetworkX writes it.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.analyse.networks.projection import Selection, project
from graph.escape import xml_text
from graph.export.formats import NETWORKS, export_format
from graph.extras import require_extra
from graph.files import save
from graph.layout.positions import network_positions
from graph.layout.style import Style, node_radius, style_of
from graph.namespaces import compress
from graph.store import Store

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]


def write_network(
    store: Store, name: str, path: Path, *, selection: Selection | None = None
) -> tuple[int, int]:
    """Write a network to a file; its suffix names the format.

    Nodes have what `project` gives them, a prefixed name, colour, size and position (y points up
    for Gephi, down in JSON); edges have relation, words, whether they are planned or mutual, their
    weight, and the places and addresses of their sentences. Lists are joined by semicolons.

    Args:
        store: a built store.
        name: of the projection.
        path: of the file, `.graphml`, `.gexf` or `.json`.
        selection: the part of the projection that is written.

    Returns:
        The numbers of nodes and of edges.

    Raises:
        PeelgraphError: for an unknown network or suffix, or a file that cannot be written.
    """
    serialize = SERIALIZERS[export_format(path, NETWORKS).name]
    require_extra("maps", "files of networks", ("networkx", "numpy", "scipy"))
    flat = flattened(project(store, name, selection))
    save(path, serialize(flat))
    return flat.number_of_nodes(), flat.number_of_edges()


def flattened(network: Network) -> Network:
    """Return a copy with colours and positions whose attributes are texts, numbers or truth values.

    Args:
        network: as `project` returns it; in the copy, each edge has a key of its own.
    """
    import networkx

    points, style = network_positions(network), style_of(network)
    flat: Network = networkx.MultiDiGraph(name=xml_text(network.name))
    for iri in sorted(network):
        x, y = points[iri]
        attributes = _node_attributes(iri, network.nodes[iri], style)
        flat.add_node(xml_text(iri), **attributes, size=node_radius(network.degree(iri)), x=x, y=y)
    edges = sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3])
    for number, (source, target, relation, attributes) in enumerate(edges):
        key = f"e{number}"
        flat.add_edge(
            xml_text(source), xml_text(target), key, **_edge_attributes(relation, attributes)
        )
    return flat


def _node_attributes(iri: str, attributes: Mapping[str, Any], style: Style) -> dict[str, Any]:
    flat = {key: _flat_value(value) for key, value in attributes.items()}
    colour = style.look(attributes["kind"]).colour
    return {**flat, "short": xml_text(compress(iri)), "colour": colour}


def _flat_value(value: int | str | Iterable[str]) -> int | str:
    """Return a number or truth value as it is, and texts as one text that XML can hold."""
    match value:
        case int():
            return value
        case str():
            return xml_text(value)
    return xml_text("; ".join(value))


def _edge_attributes(relation: str, attributes: Mapping[str, Any]) -> dict[str, Any]:
    sentences = attributes["sentences"]
    voices = sorted({voice for sentence in sentences for voice in sentence.voices})
    return {
        "label": xml_text(attributes["words"]),
        "relation": xml_text(compress(relation)),
        "voices": xml_text("; ".join(voices)),
        "planned": attributes["planned"],
        "both": attributes["both"],
        "weight": attributes["weight"],
        "place": xml_text("; ".join(sentence.place for sentence in sentences)),
        "address": xml_text("; ".join(sentence.address for sentence in sentences)),
    }


def _graphml(flat: Network) -> bytes:
    """Write GraphML with the attributes from which Gephi takes colours and positions."""
    import networkx

    for _, attributes in flat.nodes(data=True):
        colour = zip("rgb", _rgb(attributes["colour"]), strict=True)
        attributes.update(colour, y=-attributes["y"])
    buffer = io.BytesIO()
    networkx.write_graphml_xml(flat, buffer, prettyprint=True)
    return _with_line_ends(buffer.getvalue())


def _gexf(flat: Network) -> bytes:
    """Write GEXF without the date that NetworkX adds: the same network has the same bytes."""
    import networkx

    for _, attributes in flat.nodes(data=True):
        attributes["viz"] = {
            "color": dict(zip("rgb", _rgb(attributes["colour"]), strict=True)) | {"a": 1.0},
            "size": attributes.pop("size"),
            "position": {"x": attributes.pop("x"), "y": -attributes.pop("y"), "z": 0.0},
        }
    text = "\n".join(networkx.generate_gexf(flat, version="1.2draft"))
    return _with_line_ends((re.sub(r' lastmodifieddate="[^"]*"', "", text) + "\n").encode())


def _with_line_ends(content: bytes) -> bytes:
    """Keep carriage returns, which readers of XML turn into line feeds."""
    return content.replace(b"\r", b"&#13;")


def _json(flat: Network) -> bytes:
    import networkx

    links = networkx.node_link_data(flat, edges="edges")
    return (json.dumps(links, ensure_ascii=False, indent=1) + "\n").encode()


def _rgb(colour: str) -> tuple[int, int, int]:
    """Read a colour of the form #rrggbb.

    >>> _rgb("#0060a8")
    (0, 96, 168)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


SERIALIZERS: dict[str, Callable[[Network], bytes]] = {
    "GraphML": _graphml,
    "GEXF": _gexf,
    "node-link JSON": _json,
}
