"""Knows pyvis: turns a network with positions into one HTML file that asks nothing of any server.

Only this room imports pyvis. The page is our own template: the drawing library comes out of the installed pyvis wheel, data
stand in a block of JSON that is never markup, and a content security policy names the hash of every script and style.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from viz.layout import positions, wrapped
from viz.style import KINDS, size, width

if TYPE_CHECKING:
    import networkx

_TEMPLATES = Path(__file__).parent / "templates"
_VIS = "lib/vis-9.1.2/vis-network.min.js"
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "keyboard": False, "multiselect": False, "tooltipDelay": 10**9},
    "nodes": {"font": {"size": 13, "face": "system-ui, sans-serif", "vadjust": -2}, "borderWidth": 1.5},
    "edges": {"smooth": {"enabled": True, "type": "continuous", "roundness": 0.15}, "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}}},
}


def page(network: networkx.MultiDiGraph[str], *, title: str, description: str) -> str:
    """Draw a network as an HTML page.

    Args:
        network: with `label` and `kind` on nodes, `words`, `planned` and `sentences` on edges.
        title: of the page.
        description: one or two sentences below the title.
    """
    from pyvis.network import Network

    names = {iri: f"n{hashlib.sha256(iri.encode()).hexdigest()[:12]}" for iri in network}
    labels = {iri: wrapped(str(network.nodes[iri]["label"])) for iri in network}
    radii = {iri: size(network.degree(iri)) for iri in network}
    places = positions(network, labels, radii)
    picture = Network(directed=True, cdn_resources="in_line")
    for iri in sorted(network):
        look, (x, y) = KINDS[network.nodes[iri]["kind"]], places[iri]
        picture.add_node(names[iri], label=labels[iri], shape=look.shape, color=look.colour, size=radii[iri], x=x, y=y)
    for one, other, relation, data in _edges(network):
        edge_id = f"e{hashlib.sha256(f'{one} {relation} {other}'.encode()).hexdigest()[:12]}"
        look_of_edge = {"width": width(len(data["sentences"])), "dashes": data["planned"], **({"arrows": ""} if data["both"] else {})}
        picture.add_edge(names[one], names[other], id=edge_id, **look_of_edge)
    picture.set_options(json.dumps(_OPTIONS))
    return _render(picture, title=title, description=description, details=_details(network, names))


def _edges(network: networkx.MultiDiGraph[str]) -> list[tuple[str, str, str, dict[str, Any]]]:
    return [(one, other, str(key), network.edges[one, other, key]) for one, other, key in sorted(network.edges(keys=True))]


def _details(network: networkx.MultiDiGraph[str], names: dict[str, str]) -> dict[str, object]:
    """What the page tells of nodes and edges, as plain data."""
    nodes = {}
    for iri in sorted(network):
        data = network.nodes[iri]
        told = {key: data[key] for key in ("label", "kind", "names", "sector")}
        nodes[names[iri]] = {"iri": iri, "kindWords": KINDS[data["kind"]].words, **told}
    edges = [
        {"from": names[one], "to": names[other], "words": data["words"], "planned": data["planned"], "sentences": data["sentences"]}
        for one, other, _, data in _edges(network)
    ]
    used = {network.nodes[iri]["kind"] for iri in network}
    kinds = {kind: {"words": look.words, "colour": look.colour, "shape": look.shape} for kind, look in KINDS.items() if kind in used}
    return {"nodes": nodes, "edges": edges, "kinds": kinds}


def _render(picture: object, *, title: str, description: str, details: dict[str, object]) -> str:
    """Let pyvis fill our template; scripts and styles are hashed for the content security policy."""
    import pyvis
    from pyvis.network import Network

    assert isinstance(picture, Network)
    library = (Path(pyvis.__file__).parent / _VIS).read_text("utf-8").replace("</script", "<\\/script")
    script, style = ((_TEMPLATES / name).read_text("utf-8") for name in ("map.js", "map.css"))
    picture.set_template_dir(str(_TEMPLATES), "map.html")
    environment = picture.templateEnv
    environment.autoescape = True
    environment.globals.update(
        title=title,
        description=description,
        details=details,
        library=library,
        script=script,
        style=style,
        policy=_policy([library, script], [style]),
    )
    return str(picture.generate_html())


def _policy(scripts: list[str], styles: list[str]) -> str:
    """Content security policy (level 2): only these inline scripts and styles, and nothing from anywhere."""

    def hashes(texts: list[str]) -> str:
        return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts)

    return f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes(styles)}; img-src data: blob:; base-uri 'none'; form-action 'none'"
