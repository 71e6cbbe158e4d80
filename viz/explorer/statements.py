"""Read the statements between things that a page holds, each with the graph that states it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from graph.analyse.networks.statements import projected_statements
from graph.load.infer import INFERRED
from graph.queries import PackagedQuery
from graph.statement_columns import Statement, in_order
from graph.store import Store
from viz.explorer.graph_part import Part

_QUERY = Path(__file__).parent / "graph_data" / "statements.rq"


def read_statements(
    store: Store, part: Part | None = None, *, relations: Collection[str] | None = None
) -> Iterable[Statement]:
    """Return subject, relation, object and graph of each statement that is more than inferred.

    Args:
        store: a built store.
        part: whose statements are taken; those of everything by default. The graph is "" where a
            statement of a part has no sentence.
        relations: IRIs of relations of the ontology to which those of everything are limited.
    """
    if part:
        return part.rows()
    query = PackagedQuery.read(_QUERY)
    if relations is not None:
        query = query.among("relation", relations)
    statements = in_order(projected_statements(store, query))
    return (row for row in statements if row[3] != INFERRED)
