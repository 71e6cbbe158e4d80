"""Mutual statements that a sentence states from the end with the higher number.

The page holds a mutual statement once, from the end with the lower number; files that name the
sentence of a statement give it as that sentence has it.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph import terms
from graph.namespaces import compress
from graph.query_tables import table_rows
from graph.store import Store
from viz.explorer.graph_part import Part
from viz.explorer.statements import read_statements


def read_section(
    store: Store, numbers: Mapping[str, int], part: Part | None = None
) -> list[list[object]]:
    """Return source, property and target as the page has them, and the number of the sentence."""
    relations = terms.read(store).relations
    mutual = {iri for iri, relation in relations.items() if relation.is_symmetric}
    rows = table_rows(store, "sentences", part.sentences if part else None)
    iris = sorted({row["sentence"] for row in rows})
    sentences = {iri: number for number, iri in enumerate(iris)}
    turned: set[tuple[int, str, int, int]] = set()
    for subject, relation, other, sentence in read_statements(store, part, relations=mutual):
        source, target = numbers.get(subject, -1), numbers.get(other, -1)
        is_turned = relation in mutual and source > target >= 0
        if is_turned and sentence in sentences:
            turned.add((target, compress(relation), source, sentences[sentence]))
    return [list(item) for item in sorted(turned)]
