"""Write a network for other programs: GraphML, GEXF and node-link JSON, with types, colours and positions.

Sources: GraphML (Brandes et al., 2002), GEXF 1.2draft with its viz module, as Gephi reads them; node-link JSON as NetworkX writes it.
"""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from graph.analyse.networks.projection import Choice, project
from graph.errors import PeelgraphError
from graph.escape import xml
from graph.extras import require
from graph.files import save
from graph.layout.positions import positions, wrapped
from graph.layout.style import size, style_of
from graph.namespaces import compress
from graph.store import Store

if TYPE_CHECKING:
    import networkx

SUFFIXES = (".graphml", ".gexf", ".json")


def write(store: Store, name: str, path: Path, *, choice: Choice | None = None) -> tuple[int, int]:
    """Write a network to a file; its suffix names the format.

    Nodes have what `project` gives them, a prefixed name, colour, size and position (y points up for Gephi, down in JSON); edges have relation,
    words, whether they are planned or mutual, their weight, and the places and addresses of their sentences. Lists are joined by semicolons.

    Args:
        store: a built store.
        name: of the projection.
        path: of the file, `.graphml`, `.gexf` or `.json`.
        choice: what is taken of the projection.

    Returns:
        The numbers of nodes and of edges.

    Raises:
        PeelgraphError: for an unknown network or suffix, or a file that cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise PeelgraphError(
            "no format of networks has this suffix.",
            where=str(path),
            hint=f"Known are {' '.join(SUFFIXES)}.",
        )
    require("maps", "files of networks", ("networkx", "numpy", "scipy"))
    flat = flattened(project(store, name, choice))
    save(path, {".graphml": _graphml, ".gexf": _gexf, ".json": _json}[suffix](flat))
    return flat.number_of_nodes(), flat.number_of_edges()


def flattened(network: networkx.MultiDiGraph[str]) -> networkx.MultiDiGraph[str]:
    """Return a copy whose attributes are texts, numbers and truth values only, with colours and positions, and a key of its own for each edge."""
    import networkx

    labels = {iri: wrapped(network.nodes[iri]["label"]) for iri in network}
    radii = {iri: size(network.degree(iri)) for iri in network}
    style = style_of(network)
    places = positions(network, labels, radii)
    flat: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name=xml(network.name))
    for iri in sorted(network):
        told, (x, y) = network.nodes[iri], places[iri]
        facts = {
            key: value
            if isinstance(value, int)
            else xml(value if isinstance(value, str) else "; ".join(value))
            for key, value in told.items()
        }
        flat.add_node(
            xml(iri),
            **facts,
            short=xml(compress(iri)),
            colour=style.look(told["kind"]).colour,
            size=radii[iri],
            x=x,
            y=y,
        )
    for number, (one, other, relation, told) in enumerate(
        sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3])
    ):
        evidence = {
            key: xml("; ".join(sentence[key] for sentence in told["sentences"]))
            for key in ("place", "address")
        }
        voices = xml(
            "; ".join(
                sorted({voice for sentence in told["sentences"] for voice in sentence["voices"]})
            )
        )
        flags = {key: told[key] for key in ("planned", "both", "weight")}
        words = {"label": xml(told["words"]), "relation": xml(compress(relation)), "voices": voices}
        flat.add_edge(xml(one), xml(other), f"e{number}", **words, **flags, **evidence)
    return flat


def _graphml(flat: networkx.MultiDiGraph[str]) -> bytes:
    """Write GraphML with the attributes from which Gephi takes colours and positions."""
    import networkx

    for _, told in flat.nodes(data=True):
        told.update(zip("rgb", _rgb(told["colour"]), strict=True), y=-told["y"])
    written = io.BytesIO()
    networkx.write_graphml_xml(flat, written, prettyprint=True)
    return written.getvalue()


def _gexf(flat: networkx.MultiDiGraph[str]) -> bytes:
    """Write GEXF; the date that NetworkX puts in is taken out, so that the same network has the same bytes."""
    import networkx

    for _, told in flat.nodes(data=True):
        told["viz"] = {
            "color": dict(zip("rgb", _rgb(told["colour"]), strict=True)) | {"a": 1.0},
            "size": told.pop("size"),
            "position": {"x": told.pop("x"), "y": -told.pop("y"), "z": 0.0},
        }
    text = "\n".join(networkx.generate_gexf(flat, version="1.2draft"))
    return (re.sub(r' lastmodifieddate="[^"]*"', "", text) + "\n").encode()


def _json(flat: networkx.MultiDiGraph[str]) -> bytes:
    import networkx

    return (
        json.dumps(networkx.node_link_data(flat, edges="edges"), ensure_ascii=False, indent=1)
        + "\n"
    ).encode()


def _rgb(colour: str) -> tuple[int, int, int]:
    """Read a colour of the form #rrggbb.

    >>> _rgb("#0060a8")
    (0, 96, 168)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
