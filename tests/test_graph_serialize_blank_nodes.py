"""Blank nodes: the same data give the same names, whatever the names and the order were."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.serialize.blank_nodes import (
    canonical_components,
    canonical_names,
    has_blank_node,
    renamed_quads,
)
from graph.store import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    Triple,
)

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


_PAIRS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=9)


def _links(pairs: list[tuple[int, int]], order: Sequence[int]) -> list[Quad]:
    return [Quad(N[order[a]], P, N[order[b]]) for a, b in dict.fromkeys(pairs)]


def _by_rdfc(pairs: list[tuple[int, int]]) -> set[Quad]:
    dataset = Dataset(_links(pairs, range(5)))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


@settings(deadline=None)
@given(_PAIRS, _PAIRS, st.permutations(range(5)))
def test_data_are_the_same_exactly_where_rdfc_says_so(
    left: list[tuple[int, int]], right: list[tuple[int, int]], order: list[int]
) -> None:
    """Two graphs have one canonical form exactly where RDFC-1.0 gives them the same."""
    canonical = _canonical(_links(left, range(5)))
    assert canonical == _canonical(_links(left[::-1], order))
    assert (canonical == _canonical(_links(right, order))) == (_by_rdfc(left) == _by_rdfc(right))


@pytest.mark.parametrize(
    "pairs",
    [
        [(n, (n + 1) % 60) for n in range(60)],
        [(n, n + 1) for n in range(3_000)],
        [(0, n) for n in range(1, 60)],
        [(a, b) for a in range(9) for b in range(9) if a != b],
    ],
    ids=["circle", "long list", "star", "all linked"],
)
def test_nodes_that_look_alike_come_to_an_end(pairs: list[tuple[int, int]]) -> None:
    """Circles, long lists of one value and groups without any difference have canonical lines."""
    nodes = [BlankNode(f"k{number}") for number in range(3_001)]

    def lines(links: list[tuple[int, int]]) -> list[str]:
        quads = [Quad(nodes[a], P, nodes[b]) for a, b in links]
        (component,) = canonical_components(quads)
        return component.lines

    assert lines(pairs) == lines([(3_000 - a, 3_000 - b) for a, b in reversed(pairs)])
    assert lines(pairs) != lines(pairs[:-1])
