"""Mutual statements that a sentence states from the end with the higher number.

The page holds a mutual statement once, from the end with the lower number; files that name the
sentence of a statement give it as that sentence has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graph import terms
from graph.evidence import read_evidence
from graph.namespaces import compress
from graph.queries import PackagedQuery
from graph.store import Store
from viz.explorer.graph_part import Part

_QUERY = Path(__file__).parents[1] / "graph_data" / "statements.rq"


def read_section(
    store: Store, numbers: Mapping[str, int], part: Part | None = None
) -> list[list[object]]:
    """Return source, property and target as the page has them, and the number of the sentence."""
    relations = terms.read(store).relations
    mutual = {iri for iri, relation in relations.items() if relation.is_symmetric}
    evidence = read_evidence(store, part.sentences if part else None)
    sentences = {iri: number for number, iri in enumerate(sorted(evidence))}
    turned: set[tuple[int, str, int, int]] = set()
    for row in part.rows() if part else PackagedQuery.read(_QUERY).rows(store):
        source, target = numbers.get(row["source"], -1), numbers.get(row["target"], -1)
        is_turned = row["property"] in mutual and source > target >= 0
        if is_turned and row["sentence"] in sentences:
            turned.add((target, compress(row["property"]), source, sentences[row["sentence"]]))
    return [list(item) for item in sorted(turned)]
