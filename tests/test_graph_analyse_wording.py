"""Things and numbers read as words."""

from __future__ import annotations

import networkx
import pytest
from known_networks import stated

from graph.analyse.wording import (
    agreeing,
    enumeration,
    network_size,
    node_kind,
    node_label,
    pair_label,
)


def test_things_have_names_and_kinds() -> None:
    """A thing without a label shows its prefixed name; kinds are words."""
    network = stated("a r b 1", kinds={"a": "OrganisationGroup"})
    assert (node_label(network, "a"), node_kind(network, "a")) == ("A", "organisation group")
    assert pair_label(network, "a", "b") == "A \u2013 B"
    iri = "https://w3id.org/peelgraph/id/force/cambridgeshire"
    bare: networkx.Graph[str] = networkx.Graph([(iri, "x")])
    assert (node_label(bare, iri), node_kind(bare, iri)) == ("force:cambridgeshire", "thing")


def test_sizes_agree_with_their_numbers() -> None:
    """One relation is not relations."""
    assert network_size(stated("a r b 1")) == "example: 2 things, 1 relation"
    assert agreeing(1, "stands", "stand") == "stands"
    assert agreeing(0, "stands", "stand") == "stand"


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ("", "nothing"),
        ("a", "a"),
        ("ab", "a and b"),
        ("abcdef", "a, b, c, d, e and f"),
        ("abcdefgh", "a, b, c, d, e, f and 2 more"),
    ],
)
def test_names_are_enumerated(names: str, text: str) -> None:
    """Commas, one and, and a number of those that are not named."""
    assert enumeration(names) == text
