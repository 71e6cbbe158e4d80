"""Things of a store are counted by kind."""

from __future__ import annotations

from graph.load.counts import count_kinds
from graph.queries import text_rows
from graph.store import Store


def test_counts_are_those_of_sparql(real: Store) -> None:
    """Each number is what a query of its own counts."""
    counts = count_kinds(real)
    for name, kind in {"findings": "Finding", "sentences": "Sentence", "reports": "Report"}.items():
        select = f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a peel:{kind} }}"
        assert text_rows(real, select) == [{"n": str(counts[name])}]
