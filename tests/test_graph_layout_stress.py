"""Layout by stress: distances on the map follow distances in the network."""

from __future__ import annotations

from typing import Any

import networkx
import numpy as np
import pytest

from graph.layout import stress
from graph.layout.stress import _pivots, adjacency_matrix, stress_layout

Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def _layout(network: networkx.Graph[int]) -> Array:
    named: networkx.Graph[str] = networkx.Graph()
    named.add_nodes_from(f"{node:04}" for node in network)
    named.add_edges_from((f"{source:04}", f"{target:04}") for source, target in network.edges())
    return stress_layout(adjacency_matrix(named, sorted(named)))


def test_a_chain_is_a_straight_line_across() -> None:
    """Six things in a row lie on a line, one unit apart, from side to side."""
    points = _layout(networkx.path_graph(6))
    steps = np.hypot(*np.diff(points, axis=0).T)
    assert steps == pytest.approx([1.0] * 5, abs=0.05)
    assert np.ptp(points[:, 0]) == pytest.approx(5.0, abs=0.1)
    assert np.ptp(points[:, 1]) < 0.5


def test_one_and_two_things_have_places() -> None:
    """A lone thing is at the origin, two things are one unit apart."""
    assert _layout(networkx.path_graph(1)).tolist() == [[0, 0]]
    assert _layout(networkx.path_graph(2)).tolist() == [[0, 0], [1, 0]]


@pytest.mark.parametrize("count", [60, 450])
def test_far_things_are_farther_apart_than_near_ones(count: int) -> None:
    """In a ring, small or too large for every pair to count, places two steps apart are farther than neighbours, and opposite ones the farthest."""
    points = _layout(networkx.cycle_graph(count))

    def mean_distance(steps: int) -> float:
        return float(np.hypot(*(points - np.roll(points, steps, axis=0)).T).mean())

    assert (
        mean_distance(1) < mean_distance(2) < mean_distance(count // 4) < mean_distance(count // 2)
    )


def test_pivots_are_far_from_each_other() -> None:
    """The second pivot of a chain is one of its ends, and the distances to each pivot are those of the network."""
    named: networkx.Graph[str] = networkx.Graph()
    networkx.add_path(named, "012345678")
    pivots, distances = _pivots(adjacency_matrix(named, sorted(named)))
    assert pivots[1] in (0, 8)
    assert distances.shape == (9, 9)
    assert distances[:, 0].tolist() == [abs(node - pivots[0]) for node in range(9)]


def test_the_same_network_has_the_same_places() -> None:
    """Two layouts have the same bytes, although points start with noise."""
    network = networkx.barabasi_albert_graph(80, 2, seed=3)
    assert _layout(network).tobytes() == _layout(network).tobytes()


def _links(network: networkx.Graph[int], length: float = 1.0) -> Any:
    networkx.set_edge_attributes(network, dict.fromkeys(network.edges(), length), "length")
    return networkx.to_scipy_sparse_array(
        network, weight="length", dtype=np.dtype(float), format="csr"
    )


@pytest.mark.parametrize(
    ("network", "wanted"),
    [
        (networkx.path_graph(1), []),
        (networkx.path_graph(2), [(0, 1, 1.0)]),
        (networkx.path_graph(5), [(0, 1, 1.0), (0, 4, 4.0), (1, 3, 2.0)]),
        (networkx.cycle_graph(4), [(0, 1, 1.1), (0, 2, 1.55)]),
        (networkx.grid_2d_graph(3, 5), [(0, 1, 1.13), (0, 4, 4.5), (0, 10, 2.3), (0, 14, 5.05)]),
    ],
)
def test_distances_on_the_picture_are_those_in_the_network(
    network: networkx.Graph[int], wanted: list[tuple[int, int, float]]
) -> None:
    """Neighbours stand about one apart, others as far as their steps; the longer axis lies across, and the middle is the origin."""
    points = stress_layout(_links(network))
    assert len(points) == len(network)
    for one, other, distance in wanted:
        assert np.hypot(*(points[one] - points[other])) == pytest.approx(distance, rel=0.06)
    if len(points) > 2:
        assert points.mean(axis=0) == pytest.approx([0, 0], abs=1e-6)
        assert np.ptp(points[:, 0]) >= np.ptp(points[:, 1]) - 1e-6


def test_large_networks_keep_the_distances_too() -> None:
    """Beyond four hundred nodes only some pairs count, and a long grid is still drawn as one, with neighbours about one apart."""
    network = networkx.convert_node_labels_to_integers(networkx.grid_2d_graph(6, 80))
    points = stress_layout(_links(network))
    edges = [float(np.hypot(*(points[one] - points[other]))) for one, other in network.edges()]
    assert np.mean(edges) == pytest.approx(1.0, rel=0.25)
    assert np.ptp(points[:, 0]) == pytest.approx(79, rel=0.1)
    assert np.ptp(points[:, 1]) < 12


def _plain_round(points: Array, pivots: Any, distances: Array, ends: tuple[Any, Any]) -> Array:
    """Majorise once, node by node, as the formula stands in the paper."""
    moved = np.empty_like(points)
    for node, point in enumerate(points):
        pulls = [
            (distance**-2.0, points[pivot], distance)
            for pivot, distance in zip(pivots, distances[node], strict=True)
            if distance
        ]
        pulls += [(1.0, points[near], 1.0) for at, near in zip(*ends, strict=True) if at == node]
        places = [
            weight * (place + distance * (point - place) / np.hypot(*(point - place)))
            for weight, place, distance in pulls
        ]
        moved[node] = np.sum(places, axis=0) / sum(weight for weight, *_ in pulls)
    return moved


def test_nodes_move_as_the_formula_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sums over whole arrays give what a plain loop gives, with pivots and with neighbours."""
    links = _links(networkx.barabasi_albert_graph(90, 2, seed=4))
    monkeypatch.setattr(stress, "_PIVOTS", 12)
    pivots, distances = stress._pivots(links)
    ends = stress._links(links, pivots)
    assert len(ends[0]) == links.nnz
    points = expected = stress._scaled(distances)
    monkeypatch.setattr(stress, "_ROUNDS", 3)
    for _ in range(3):
        expected = _plain_round(expected, pivots, distances, ends)
    moved = stress._majorised(points, pivots, distances, ends)
    assert moved == pytest.approx(expected, abs=1e-9)
