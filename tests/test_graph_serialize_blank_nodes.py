"""Blank nodes: the same data give the same names, whatever the names and the order were."""

from __future__ import annotations

import itertools
import random

import pytest

from graph.serialize.blank_nodes import canonical_names, has_blank_node, renamed_quads
from graph.store import BlankNode, Literal, NamedNode, Quad, Triple

P, Q = NamedNode("urn:p"), NamedNode("urn:q")
REIFIES = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")
N = [BlankNode(f"n{number}") for number in range(400)]


def _cycle(start: int, size: int) -> list[Quad]:
    nodes = N[start : start + size]
    return [Quad(node, P, nodes[(n + 1) % size]) for n, node in enumerate(nodes)]


def _list(start: int, size: int) -> list[Quad]:
    cells = N[start : start + size]
    items = [Quad(cell, P, Literal(1)) for cell in cells]
    return [*items, *(Quad(cell, Q, after) for cell, after in itertools.pairwise(cells))]


def _clique(size: int) -> list[Quad]:
    return [
        Quad(source, P, target) for source in N[:size] for target in N[:size] if source != target
    ]


CASES = {
    "nothing": [Quad(P, P, Q)],
    "twins": [Quad(NamedNode("urn:x"), P, node) for node in N[:5]],
    "copies": [quad for n in range(0, 60, 3) for quad in _list(n, 3)],
    "list of equal items": _list(0, 300),
    "cycle": _cycle(0, 7),
    "cycles of two sizes": [*_cycle(0, 3), *_cycle(3, 4), *_cycle(7, 3)],
    "clique": _clique(5),
    "cycles of two sizes about a hub": [
        *_cycle(1, 3),
        *_cycle(4, 6),
        *_cycle(10, 3),
        *(Quad(N[0], Q, node) for node in N[1:13]),
    ],
    "star": [Quad(N[0], P, node) for node in N[1:90]],
    "two stars that share a leaf": [Quad(N[n], P, N[n + k]) for n in (0, 1) for k in (1, 2, 3)],
    "reified": [
        Quad(N[0], REIFIES, Triple(N[1], P, Triple(N[2], P, Literal("x")))),
        Quad(N[1], P, N[0]),
        Quad(N[2], P, N[2]),
    ],
    "graphs": [Quad(N[0], P, N[1], N[2]), Quad(N[1], P, N[0], N[3]), Quad(N[3], P, N[3], N[0])],
}


def _shuffled(quads: list[Quad], seed: int) -> list[Quad]:
    """Return the statements in another order, with other names of the blank nodes."""
    order = random.Random(seed)  # noqa: S311 - no secret
    labels = [f"m{n}" for n in range(len(N))]
    order.shuffle(labels)
    names = dict(zip(N, map(BlankNode, labels), strict=True))
    return order.sample(list(renamed_quads(quads, names)), len(quads))


def _canonical(quads: list[Quad]) -> set[Quad]:
    return set(renamed_quads(quads, canonical_names(quads)))


@pytest.mark.parametrize("name", CASES)
def test_order_and_names_do_not_matter(name: str) -> None:
    """The statements are the same to the last name after any change of order and names."""
    quads = CASES[name]
    expected = _canonical(quads)
    assert len(expected) == len(set(quads))
    for seed in range(8):
        assert _canonical(_shuffled(quads, seed)) == expected


def test_different_data_stay_different() -> None:
    """Two triangles are no hexagon, though each node of both has one neighbour on either side."""
    assert _canonical([*_cycle(0, 3), *_cycle(3, 3)]) != _canonical(_cycle(0, 6))


def test_every_blank_node_gets_a_name_of_its_own() -> None:
    """Nodes that look alike remain as many as they are."""
    for quads in CASES.values():
        names = canonical_names(quads)
        assert len(set(names.values())) == len(names)
        assert bool(names) == any(map(has_blank_node, quads))
