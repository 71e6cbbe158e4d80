"""Rings around a centre: one for each step, with wedges for what is behind."""

from __future__ import annotations

import math

import networkx
import numpy as np
import pytest

from graph.layout import radial
from graph.layout.boxes import ASPECT
from graph.layout.positions import positions, wrap_label
from graph.layout.style import node_radius


def _labels(network: networkx.Graph[str]) -> tuple[dict[str, str], dict[str, float]]:
    """Label nodes with their names, and give them the radius of their degree."""
    labels = {node: wrap_label(f"the label of {node}") for node in network}
    return labels, {node: node_radius(network.degree(node)) for node in network}


def test_rings_are_as_far_as_the_steps() -> None:
    """Around a middle, what takes more steps stands farther out, seen in the shape of the picture."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    network.add_edges_from(
        (("m", f"{n}"), (f"{n}", f"{n}{k}"))[k] for n in "abcdef" for k in (0, 1)
    )
    network.add_edges_from((f"{n}", f"{n}{k}") for n in "abcdef" for k in (2, 3))
    placed = positions(network, *_labels(network), layout="radial", centre=["m"])
    steps = networkx.single_source_shortest_path_length(networkx.Graph(network), "m")
    reach = {
        node: float(np.hypot((x - placed["m"][0]) / ASPECT, y - placed["m"][1]))
        for node, (x, y) in placed.items()
    }
    assert max(reach[node] for node in reach if steps[node] == 1) < min(
        reach[node] for node in reach if steps[node] == 2
    )


def test_each_thing_is_in_the_ring_of_its_steps() -> None:
    """A tree has the centre, then neighbours in the order of their directions, then theirs in the order of their parents."""
    network = networkx.Graph(
        [("m", "a"), ("m", "b"), ("a", "c"), ("b", "d"), ("b", "e"), ("c", "d")]
    )
    angles = {"m": 0.0, "a": 1.0, "b": -1.0, "c": 0.5, "d": 0.4, "e": 0.3}
    parents, rings = radial._tree(network, ["m"], angles)
    assert rings == [["m"], ["b", "a"], ["e", "d", "c"]]
    assert parents == {"m": "", "a": "m", "b": "m", "c": "a", "d": "b", "e": "b"}


def test_wedges_are_as_wide_as_their_leaves_need() -> None:
    """A branch with three ends has three quarters of the circle beside a branch with one, and children share the wedge of their parent."""
    parents = {"m": "", "a": "m", "b": "m", "c": "b", "d": "b", "e": "b"}
    rings = [["m"], ["a", "b"], ["c", "d", "e"]]
    assert radial._leaves(parents, rings) == {"m": 4, "a": 1, "b": 3, "c": 1, "d": 1, "e": 1}
    angles = radial._wedges(parents, rings)
    assert angles["a"] == pytest.approx(-math.pi + math.pi / 4)
    assert angles["b"] == pytest.approx(math.pi / 4)
    assert angles["d"] == pytest.approx(angles["b"])
    assert angles["e"] - angles["c"] == pytest.approx(math.pi)


def test_a_crowded_ring_is_staggered() -> None:
    """A few boxes stand in one ring; more than fit around it take three rows, at the same radius every third."""
    sizes = {f"{n:02}": np.array([40.0, 12.0]) for n in range(30)}
    angles = {node: 2 * math.pi * n / 30 for n, node in enumerate(sizes)}
    places: dict[str, tuple[float, float]] = {}
    assert radial._place_ring(["00", "15"], angles, sizes, places, reach=0.0) == 95.0
    places = {}
    radial._place_ring(list(sizes), angles, sizes, places, reach=0.0)
    reach = [math.hypot(x / ASPECT, y) for x, y in places.values()]
    assert reach[0] == pytest.approx(reach[3]) != pytest.approx(reach[1])
    assert reach[1] - reach[0] == pytest.approx(95.0 * 0.75)


def test_several_things_share_the_centre() -> None:
    """Two things in the middle stand beside each other, and what is around stands around both."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    network.add_edges_from([("a", "b"), ("a", "c"), ("b", "d"), ("d", "e")])
    places = positions(network, *_labels(network), layout="radial", centre=["a", "b"])
    assert places["a"][1] == pytest.approx(places["b"][1], abs=1)
    steps = {"c": 1, "d": 1, "e": 2}
    middle = np.mean([places["a"], places["b"]], axis=0)
    reach = {
        node: float(np.hypot(*(np.subtract(places[node], middle) / [ASPECT, 1]))) for node in steps
    }
    assert reach["e"] > max(reach["c"], reach["d"])
