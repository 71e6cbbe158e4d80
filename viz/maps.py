"""Knows the maps by name: which network each one draws, and what it tells its reader."""

from __future__ import annotations

from pathlib import Path

from graph.analyse import network as networks
from graph.files import save
from graph.store import Store
from viz.draw import page

NAMES = ("partnerships",)


def draw(store: Store, name: str, path: Path, *, question: int | None = None) -> tuple[int, int]:
    """Draw a map to an HTML file.

    Args:
        store: a built store.
        name: one of NAMES.
        path: of the file.
        question: take only sentences under this question of the report.

    Returns:
        The numbers of nodes and of edges.

    Raises:
        PeelgraphError: when the map would be empty, or the file cannot be written.
    """
    assert name in NAMES
    network = networks.project(store, name, networks.Choice(question=question))
    where = f"question {question} of the report" if question is not None else "the report"
    title = "Who works with whom"
    described = f"{network.number_of_nodes()} things and {network.number_of_edges()} relations that {where} states."
    save(path, page(network, title=title, description=described).encode())
    return network.number_of_nodes(), network.number_of_edges()
