"""Infer statements from stated ones with SPARQL rules, repeated until nothing new follows.

The rules are those of RDF Schema and OWL 2 RL that the ontology uses (rdfs9, rdfs7, prp-symp).
Inferred statements stand in a graph of their own and in the default graph.
"""

from __future__ import annotations

from pathlib import Path

from graph.namespaces import GRAPH, PREFIXES
from graph.store import Store

INFERRED = GRAPH + "inferred"
_RULES = Path(__file__).parent / "rules"


def infer(store: Store) -> int:
    """Add to a store what follows from its default graph.

    Args:
        store: whose default graph holds every stated statement once.

    Returns:
        The number of new statements.
    """
    rules = [path.read_text("utf-8") for path in sorted(_RULES.glob("*.ru"))]
    size = len(store)
    previous = -1
    while previous != len(store):
        previous = len(store)
        for rule in rules:
            store.update(rule, prefixes=PREFIXES)
    return (len(store) - size) // 2
