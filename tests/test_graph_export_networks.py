"""Networks for other programs: the same nodes and edges, in the same bytes every time."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx
import pytest
from conftest import Run

from graph.analyse.networks.projection import Selection, project
from graph.errors import PeelgraphError
from graph.export.formats import (
    EXPORT_FORMATS,
    NETWORKS,
    ExportOptions,
    export_file,
    suffixes,
)
from graph.export.networks import SERIALIZERS, flattened, write_network
from graph.layout.style import Style
from graph.store import Literal, NamedNode, Quad, Store, store_in_memory
from graph.terms import packaged

TEAM = "https://w3id.org/peelgraph/id/unit/exampleshire-river-team"
TRUST = "https://w3id.org/peelgraph/id/organisation/angling-trust"


def _read(path: Path) -> networkx.MultiDiGraph[str]:
    if path.suffix == ".json":
        again = networkx.node_link_graph(json.loads(path.read_text("utf-8")), edges="edges")
    else:
        again = (
            networkx.read_graphml(path) if path.suffix == ".graphml" else networkx.read_gexf(path)
        )
    return networkx.MultiDiGraph(
        again
    )  # readers give a plain graph where no relation is parallel to another


@pytest.mark.parametrize("suffix", suffixes(NETWORKS))
@pytest.mark.parametrize("name", ["partnerships", "referrals", "areas-for-improvement"])
def test_what_is_written_is_read_again(real: Store, tmp_path: Path, suffix: str, name: str) -> None:
    """NetworkX reads the same things and relations back, with their attributes."""
    path = tmp_path / f"x{suffix}"
    known = project(real, name)
    assert write_network(real, name, path) == (known.number_of_nodes(), known.number_of_edges())
    again = _read(path)
    assert set(again) == set(known)
    assert sorted((a, b) for a, b in again.edges()) == sorted((a, b) for a, b in known.edges())
    assert {iri: told["label"] for iri, told in again.nodes(data=True)} == {
        iri: told["label"] for iri, told in known.nodes(data=True)
    }
    weights = sorted(
        (one, other, told["label"], int(told["weight"]))
        for one, other, told in again.edges(data=True)
    )
    assert weights == sorted(
        (one, other, told["words"], told["weight"]) for one, other, told in known.edges(data=True)
    )
    assert all(
        told["address"].startswith("https://") and told["place"]
        for _, _, told in again.edges(data=True)
    )


def test_gephi_gets_colours_sizes_and_positions(real: Store, tmp_path: Path) -> None:
    """GEXF and GraphML agree on colours, sizes and positions, and no two things overlap."""
    gexf, graphml = tmp_path / "x.gexf", tmp_path / "x.graphml"
    write_network(real, "partnerships", gexf)
    write_network(real, "partnerships", graphml)
    space = {"g": "http://www.gexf.net/1.2draft", "viz": "http://www.gexf.net/1.2draft/viz"}
    nodes = ET.parse(gexf).getroot().findall(".//g:node", space)  # noqa: S314 - written by ourselves
    told = {}
    for node in nodes:
        colour, place = node.find("viz:color", space), node.find("viz:position", space)
        assert colour is not None
        assert place is not None
        assert node.find("viz:size", space) is not None
        told[node.get("id")] = (
            [int(colour.attrib[c]) for c in "rgb"],
            float(place.attrib["x"]),
            float(place.attrib["y"]),
        )
    again = _read(graphml)
    assert told == {
        iri: ([facts["r"], facts["g"], facts["b"]], facts["x"], facts["y"])
        for iri, facts in again.nodes(data=True)
    }
    assert len({place for _, *xy in told.values() for place in [tuple(xy)]}) == len(told)
    kinds = {facts["kind"] for _, facts in again.nodes(data=True)}
    assert all(
        "#{:02x}{:02x}{:02x}".format(*told[iri][0]) == Style(packaged()).look(facts["kind"]).colour
        for iri, facts in again.nodes(data=True)
    )
    assert len(kinds) > 4


@pytest.mark.parametrize("suffix", suffixes(NETWORKS))
def test_the_same_network_has_the_same_bytes(invented: Store, tmp_path: Path, suffix: str) -> None:
    """Nothing depends on the clock or the order of a set."""
    one, other = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    write_network(invented, "partnerships", one)
    write_network(invented, "partnerships", other)
    assert one.read_bytes() == other.read_bytes()
    assert b"lastmodified" not in one.read_bytes()


@pytest.mark.parametrize("suffix", suffixes(NETWORKS))
def test_any_label_survives(invented: Store, tmp_path: Path, suffix: str) -> None:
    """Markup, quotes and characters that XML cannot hold do not break a file."""
    label = "<b>&\"'\u202e \x07 \U0001f694 ]]>\r\n\rx"
    hostile = store_in_memory(
        quad
        for quad in invented
        if quad.subject != NamedNode(TRUST) or not quad.predicate.value.endswith("#label")
    )
    graphs = {quad.graph_name for quad in invented.quads_for_pattern(NamedNode(TRUST), None, None)}
    for graph in graphs:
        hostile.add(
            Quad(
                NamedNode(TRUST),
                NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
                Literal(label),
                graph,
            )
        )
    path = tmp_path / f"x{suffix}"
    write_network(hostile, "partnerships", path)
    assert _read(path).nodes[TRUST]["label"] == label.replace("\x07", "\ufffd")


def test_a_choice_narrows_what_is_written(real: Store) -> None:
    """Only relations of the chosen question are written."""
    assert (
        flattened(project(real, "partnerships", Selection(question=1))).number_of_edges()
        < flattened(project(real)).number_of_edges()
    )


def test_a_network_of_one_inspection_is_what_its_report_states(
    three_together: Store, tmp_path: Path
) -> None:
    """`export --inspection` writes the relations and sentences that an analysis of it would take."""
    inspection = "alddenshire-2018-effectiveness"
    path = tmp_path / "x.json"
    options = ExportOptions(inspection=inspection)
    expected = project(three_together, selection=Selection(inspection=inspection))
    size = f"{len(expected):,} things and {expected.number_of_edges():,} relations"
    assert export_file(three_together, path, options) == size
    addresses = {told["address"] for _, _, told in _read(path).edges(data=True)}
    assert addresses == {told["address"] for _, _, told in flattened(expected).edges(data=True)}
    assert all(inspection in address for address in addresses)
    with pytest.raises(PeelgraphError, match=r"Inspections: inspection:alddenshire-2018"):
        export_file(three_together, path, ExportOptions(inspection="alddens"))


def test_an_unknown_format_or_network_is_refused(
    invented: Store, tmp_path: Path, run: Run, invented_directory: Path
) -> None:
    """The message names what there is, in the library and at the command line."""
    with pytest.raises(PeelgraphError, match=r"Known are \.graphml \.gexf \.json"):
        write_network(invented, "partnerships", tmp_path / "x.dot")
    with pytest.raises(PeelgraphError, match="partnerships"):
        write_network(invented, "partnership", tmp_path / "x.gexf")
    done = run(
        "export", "-o", tmp_path / "x.gexf", "--network", "partnership", store=invented_directory
    )
    assert done.returncode == 1
    assert "partnerships" in done.stderr


def test_every_format_of_networks_can_be_written() -> None:
    """Each format of networks in the list of formats has its serializer, and no other has one."""
    assert set(SERIALIZERS) == {form.name for form in EXPORT_FORMATS if form.content == NETWORKS}
