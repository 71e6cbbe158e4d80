"""Where nodes stand: by distance, in layers, in rings; apart, in the shape of a screen, the same for the same input."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Mapping

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analyse.networks.projection import Selection, project
from graph.layout.boxes import ASPECT
from graph.layout.positions import LAYOUTS, count_overlaps, network_positions, positions, wrap_label
from graph.layout.style import node_radius
from graph.store import Store

Places = Mapping[str, tuple[float, float]]


def _dressed(network: networkx.Graph[str]) -> tuple[dict[str, str], dict[str, float]]:
    labels = {
        node: wrap_label(str(network.nodes[node].get("label", f"the label of {node}")))
        for node in network
    }
    return labels, {node: node_radius(network.degree(node)) for node in network}


def _chain(*nodes: str) -> networkx.MultiDiGraph[str]:
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    networkx.add_path(network, nodes)
    return network


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=30), st.integers(0, 3))
def test_any_network_stands_apart_in_any_layout(
    layout: str, pairs: list[tuple[int, int]], lone: int
) -> None:
    """Cycles, loops, parallel edges, disconnected parts and lone nodes are all placed without overlap, twice the same, whatever the order of input."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    network.add_nodes_from(f"lone {n}" for n in range(lone))
    network.add_edges_from((f"node {a}", f"node {b}") for a, b in pairs)
    labels, radii = _dressed(network)
    placed = positions(network, labels, radii, layout=layout)
    assert set(placed) == set(network)
    assert count_overlaps(placed, labels, radii) == 0
    backwards: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    backwards.add_nodes_from(reversed(list(network)))
    backwards.add_edges_from(reversed([edge[:2] for edge in network.edges()]))
    assert positions(backwards, labels, radii, layout=layout) == placed


def test_neighbours_stand_nearer_than_strangers(real: Store) -> None:
    """By distance: on the real map of partnerships, connected things are on average less than three quarters as far apart as others."""
    network = project(real)
    labels, radii = _dressed(network)
    placed = positions(network, labels, radii)
    known = networkx.Graph(network.to_undirected())
    hub = max(known, key=known.degree)
    nodes = [node for node in sorted(known) if node != hub]
    near: list[float] = []
    far: list[float] = []
    for at, one in enumerate(nodes):
        for other in nodes[at + 1 :]:
            (near if known.has_edge(one, other) else far).append(
                float(np.hypot(*np.subtract(placed[one], placed[other])))
            )
    assert np.mean(near) < 0.75 * np.mean(far)


def test_the_real_map_is_as_compact_as_a_screen(real: Store) -> None:
    """The map of partnerships has about the shape of a screen, and boxes of nodes and labels fill two fifths of it or more."""
    from graph.layout.boxes import label_boxes

    network = project(real)
    labels, radii = _dressed(network)
    placed = positions(network, labels, radii)
    nodes = sorted(placed)
    halves, middles = label_boxes(nodes, labels, radii)
    points = np.array([placed[node] for node in nodes]) + middles
    across, down = (points + halves).max(axis=0) - (points - halves).min(axis=0)
    assert 0.65 * ASPECT < across / down < 1.5 * ASPECT
    assert (4 * halves.prod(axis=1)).sum() / (across * down) > 0.4


def test_layers_point_to_the_right(real: Store) -> None:
    """In layers, every relation of the real map of referrals that is on no cycle leads to the right."""
    network = project(real, "referrals")
    placed = positions(network, *_dressed(network), layout="layered")
    component = {
        node: number
        for number, nodes in enumerate(networkx.strongly_connected_components(network))
        for node in nodes
    }
    onward = [
        (source, target)
        for source, target in network.edges()
        if component[source] != component[target]
    ]
    assert len(onward) > 0.9 * network.number_of_edges()
    assert all(placed[source][0] < placed[target][0] for source, target in onward)


def test_what_ends_a_way_stands_next_to_where_it_comes_from() -> None:
    """In layers, a thing that nothing follows is not moved to the far right, and one that nothing leads to not to the far left."""
    network = _chain("a", "b", "c", "d")
    network.add_edges_from([("a", "end"), ("start", "d")])
    placed = positions(network, *_dressed(network), layout="layered")
    assert placed["end"][0] < placed["c"][0]
    assert placed["start"][0] > placed["b"][0]


def test_a_cycle_is_broken_once() -> None:
    """In layers, a ring of relations has one that leads back, and no more."""
    network = _chain("a", "b", "c", "d", "a")
    placed = positions(network, *_dressed(network), layout="layered")
    assert sum(placed[one][0] >= placed[other][0] for one, other in network.edges()) == 1


def test_layers_do_not_cross_where_they_need_not() -> None:
    """Three parallel chains that start in the wrong order are drawn without a crossing."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    network.add_edges_from(
        [("a", "z"), ("b", "y"), ("c", "x"), ("top", "a"), ("top", "b"), ("top", "c")]
    )
    placed = positions(network, *_dressed(network), layout="layered")
    assert sorted("abc", key=lambda node: placed[node][1]) == sorted(
        "abc", key=lambda node: placed[{"a": "z", "b": "y", "c": "x"}[node]][1]
    )


def test_labels_are_broken_into_even_lines() -> None:
    """A label has as few lines as its width allows, none much shorter than need be, four at most, and nothing is lost of a short one."""
    assert wrap_label("staff of the case file unit") == "staff of the\ncase file unit"
    assert wrap_label("x" * 10_000).count("\n") == 3
    assert wrap_label("x" * 10_000).endswith("\u2026")
    assert wrap_label("") == ""
    assert (
        wrap_label("multi-agency risk assessment conference").replace("\n", " ")
        == "multi-agency risk assessment conference"
    )


def test_five_hundred_nodes_are_placed_in_a_moment() -> None:
    """A layout of 500 nodes takes no more than a few seconds even on a busy machine, with nothing overlapping; benchmarks/maps.py measures it."""
    network = networkx.relabel_nodes(
        networkx.MultiDiGraph(networkx.barabasi_albert_graph(500, 2, seed=1)),
        {n: f"node {n}" for n in range(500)},
    )
    labels, radii = _dressed(network)
    begin = time.process_time()
    placed = positions(network, labels, radii)
    assert time.process_time() - begin < 6.0
    assert count_overlaps(placed, labels, radii) == 0


@pytest.mark.parametrize("question", [None, 1])
def test_labels_of_the_real_map_do_not_overlap(real: Store, question: int | None) -> None:
    """At most five of a hundred labels touch another node's box."""
    network = project(real, selection=Selection(question=question))
    labels = {iri: wrap_label(str(network.nodes[iri]["label"])) for iri in network}
    radii = {iri: node_radius(network.degree(iri)) for iri in network}
    assert count_overlaps(positions(network, labels, radii), labels, radii) <= 0.05 * len(labels)


def _wrapped_by_textwrap(label: str, characters: int) -> str:
    """Break a label by wrapping it anew for every width."""
    lines = textwrap.wrap(label, characters, break_long_words=True) or [""]
    if len(lines) > 4:
        return "\n".join([*lines[:3], lines[3][: characters - 1] + "\u2026"])
    for width in range(1, characters):
        narrower = textwrap.wrap(label, width, break_long_words=False)
        if 0 < len(narrower) <= len(lines) and max(map(len, narrower)) < max(map(len, lines)):
            return "\n".join(narrower)
    return "\n".join(lines)


WORDS = st.lists(st.from_regex(r"[a-z'(]{1,9}(-[a-z]{1,9})?[,.)]?", fullmatch=True), max_size=9)


@given(WORDS.map(" ".join), st.integers(5, 25))
def test_lines_are_those_of_the_narrowest_width_that_is_enough(label: str, characters: int) -> None:
    """A label is broken as wrapping it for every width would break it, at spaces and after hyphens."""
    assert wrap_label(label, characters=characters) == _wrapped_by_textwrap(label, characters)


def test_the_layout_may_follow_other_edges() -> None:
    """Sizes of things come from the network, order from the edges that are given with it."""
    network = _chain("a", "b", "c")
    for node in network:
        network.nodes[node]["label"] = node
    backwards = networkx.DiGraph([("c", "b"), ("b", "a")])
    forward = network_positions(network, layout="layered")
    backward = network_positions(network, layout="layered", edges=backwards)
    assert forward["a"][0] < forward["b"][0] < forward["c"][0]
    assert backward["a"][0] > backward["b"][0] > backward["c"][0]
    assert network_positions(networkx.MultiDiGraph()) == {}
