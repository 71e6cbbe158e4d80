"""Groups of nodes get one certificate where they are the same, whatever their labels and order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.diff.colours import Colours, Statement
from graph.store import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad

P = "<urn:p>"
_PAIRS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=9)


def _statements(pairs: list[tuple[int, int]], names: list[int]) -> list[Statement]:
    return [(BlankNode(f"n{names[a]}"), P, BlankNode(f"n{names[b]}")) for a, b in pairs]


def _canonical(pairs: list[tuple[int, int]]) -> set[Quad]:
    nodes = [BlankNode(f"n{number}") for number in range(5)]
    dataset = Dataset(Quad(nodes[a], NamedNode("urn:p"), nodes[b]) for a, b in pairs)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


@settings(deadline=None)
@given(_PAIRS, _PAIRS, st.permutations(range(5)))
def test_certificates_agree_with_rdfc(
    one: list[tuple[int, int]], two: list[tuple[int, int]], names: list[int]
) -> None:
    """Two graphs have one certificate exactly where RDFC-1.0 gives them the same canonical form."""
    first = Colours(list(set(_statements(one, list(range(5))))))
    renamed = Colours(list(set(_statements(one[::-1], names))))
    assert first.certificate() == renamed.certificate()
    assert len(set(first.of_nodes.values())) == len(first.of_nodes)
    second = Colours(list(set(_statements(two, names))))
    same = _canonical(one) == _canonical(two)
    assert (first.certificate() == second.certificate()) == same


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
def test_nodes_that_look_alike_are_told_apart(pairs: list[tuple[int, int]]) -> None:
    """Circles, long lists of one value and groups without any difference come to an end."""
    size = max(max(pair) for pair in pairs) + 1
    first = Colours(_statements(pairs, list(range(size))))
    second = Colours(_statements(pairs[::-1], list(range(size))[::-1]))
    assert first.certificate() == second.certificate()
    less = Colours(_statements(pairs[:-1], list(range(size))))
    assert first.certificate() != less.certificate()
