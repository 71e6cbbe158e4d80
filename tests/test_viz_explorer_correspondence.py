"""Things of two reports that are called the same, but for the names of their forces."""

from __future__ import annotations

from typing import Any

from viz.explorer.correspondence import corresponding

CLASSES = {"name": ["Force", "Unit", "Finding"], "family": ["thing", "thing", "statement"]}


def _side(*things: tuple[str, int, str, list[str]]) -> dict[str, Any]:
    columns = zip(*things, strict=True)
    nodes = dict(zip(("iri", "class", "label", "names"), map(list, columns), strict=True))
    return {"nodes": nodes, "classes": CLASSES, "reports": [{"bodies": [things[0][0]]}]}


HERE = _side(
    ("force:a", 0, "Anyshire Police", ["Anyshire"]),
    ("unit:mash", 1, "Anyshire MASH", []),
    ("unit:one", 1, "team", []),
    ("unit:two", 1, "Anyshire team", []),
    ("finding:a", 2, "It works.", []),
    ("unit:shared", 1, "national unit", []),
)
THERE = _side(
    ("force:b", 0, "Beeshire Police", []),
    ("unit:hub", 1, "safeguarding hub", ["mash"]),
    ("unit:three", 1, "team", []),
    ("finding:b", 2, "It works.", []),
    ("unit:shared", 1, "national unit", []),
)


def test_names_without_those_of_forces_pair_things() -> None:
    """Forces correspond, and units by any of their names."""
    pairs = corresponding(HERE, THERE, shared={"unit:shared"})
    assert pairs == [("force:a", "force:b"), ("unit:mash", "unit:hub")]


def test_what_several_are_called_pairs_nothing() -> None:
    """Two teams on one side have no counterpart; nor have findings, nor what both graphs have."""
    paired = {name for pair in corresponding(HERE, THERE, shared={"unit:shared"}) for name in pair}
    assert not paired & {"unit:one", "unit:two", "unit:three", "finding:a", "unit:shared"}
