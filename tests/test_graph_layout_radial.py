"""Rings around a centre: one for each step, with wedges for what is behind."""

from __future__ import annotations

import math

import networkx
import numpy as np
import pytest

from graph.layout import boxes, radial
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


def test_a_crowded_ring_has_three_rows() -> None:
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


def _star() -> tuple[networkx.DiGraph[str], list[str]]:
    star: networkx.DiGraph[str] = networkx.DiGraph(
        [*(("m", end) for end in "abcd"), ("a", "e"), ("a", "f"), ("f", "g")]
    )
    return star, sorted(star)


def test_rings_go_around_the_middle() -> None:
    """The best-connected stands in the middle, each ring one step further out in the shape of a screen, what lies behind a node near its direction."""
    star, members = _star()
    points = dict(
        zip(
            members,
            radial.radial_layout(star, members, np.full((len(members), 2), [15.0, 8.0])).tolist(),
            strict=True,
        )
    )
    reach = {
        node: float(np.hypot(across / boxes.ASPECT, down))
        for node, (across, down) in points.items()
    }
    assert points["m"] == pytest.approx([0, 0], abs=1e-4)
    assert [reach[node] for node in "abcd"] == pytest.approx([95] * 4, abs=0.5)
    assert [reach[node] for node in "ef"] == pytest.approx([190] * 2, abs=0.5)
    assert reach["g"] == pytest.approx(285, abs=0.5)
    angle = {
        node: np.arctan2(down, across / boxes.ASPECT) for node, (across, down) in points.items()
    }
    turn = {
        (one, other): abs((angle[one] - angle[other] + np.pi) % (2 * np.pi) - np.pi)
        for one in "abcdefg"
        for other in "abcdefg"
    }
    assert turn["a", "e"] == pytest.approx(turn["a", "f"], abs=0.02)
    assert turn["e", "f"] == pytest.approx(2 * np.pi / 5, abs=0.02)  # five ends share the circle
    assert turn["f", "g"] == pytest.approx(0, abs=0.02)
    firsts = sorted(angle[node] for node in "abcd")
    gaps = sorted(np.diff([*firsts, firsts[0] + 2 * np.pi]).tolist())
    assert gaps == pytest.approx(
        [2 * np.pi / 5, 2 * np.pi / 5, 3 * np.pi / 5, 3 * np.pi / 5], abs=0.02
    )


def test_several_things_may_stand_in_the_middle() -> None:
    """They stand beside each other, those that are not here are left out, and every other node is as far out as its steps from the nearest."""
    star, members = _star()
    points = dict(
        zip(
            members,
            radial.radial_layout(
                star, members, np.full((len(members), 2), [15.0, 8.0]), centre=["b", "a", "x"]
            ).tolist(),
            strict=True,
        )
    )
    assert [points["a"], points["b"]] == [
        pytest.approx([-60, 0], abs=1e-3),
        pytest.approx([60, 0], abs=1e-3),
    ]
    reach = {
        node: float(np.hypot(across / boxes.ASPECT, down))
        for node, (across, down) in points.items()
    }
    assert [reach[node] for node in "mef"] == pytest.approx([95] * 3, abs=0.5)
    assert [reach[node] for node in "cdg"] == pytest.approx([190] * 3, abs=0.5)


def test_a_crowded_ring_is_staggered() -> None:
    """Where a ring has no room for its boxes it stands in three rows, one box behind the other, and nothing overlaps."""
    crowd: networkx.DiGraph[str] = networkx.DiGraph([("m", f"{number:02}") for number in range(40)])
    members, halves = sorted(crowd), np.full((41, 2), [60.0, 12.0])
    points = radial.radial_layout(crowd, members, halves)
    assert len(boxes.overlapping_pairs(points, halves)) == 0
    reach = sorted(np.hypot(points[:, 0] / boxes.ASPECT, points[:, 1]).tolist())
    assert reach[0] < 1
    assert reach[1] > 95
    assert reach[-1] - reach[1] > 100
