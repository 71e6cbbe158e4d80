"""Count the things of a store by kind, as in `sentences`."""

from __future__ import annotations

from pathlib import Path

from graph.queries import PackagedQuery
from graph.store import Store
from graph.terms import read
from graph.text import plural

_QUERIES = Path(__file__).with_suffix("")


def count_kinds(store: Store) -> dict[str, int]:
    """Count things by kind, in the default graph and the graphs of sentences."""
    queries = PackagedQuery.read_all(_QUERIES)
    counts = {row["what"]: int(row["number"]) for row in queries["totals"].rows(store)}
    names = {kind.iri: plural(kind.label) for kind in read(store).of_family("statement")}
    classes = queries["classes"].among("class", names).rows(store)
    numbers = {row["class"]: int(row["number"]) for row in classes}
    return counts | {name: numbers.get(iri, 0) for iri, name in names.items()}
