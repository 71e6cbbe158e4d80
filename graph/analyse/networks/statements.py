"""Read the statements of a projection, from columns beside the store where these suffice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection

from graph.queries import PackagedQuery, text_rows
from graph.statement_columns import Near, Statement, column_statements
from graph.store import Store

# What such a query says of relations before it takes all that graphs state with them
_OF_RELATIONS = re.compile(
    r"WHERE \{(?P<pattern>.*)GRAPH \?sentence \{ \?one \?relation \?other \}\s*\}\s*", re.DOTALL
)
_OF_ENDS = re.compile(r"\?(one|other|sentence)\b")


def projected_statements(
    store: Store, query: PackagedQuery, near: Near | None = None
) -> Collection[Statement]:
    """Return subject, relation, object and sentence of each row of a projection's query, once.

    Args:
        store: that is asked.
        query: with these columns.
        near: only between things near some, by the statements of the query.
    """
    relations = _relations(store, query)
    if relations is not None:
        statements = column_statements(store, relations, near)
        if statements is not None:
            return statements
    rows = {
        (row["one"], row["relation"], row["other"], row["sentence"]) for row in query.rows(store)
    }
    return rows if near is None else _near(rows, near)


def _near(statements: Collection[Statement], near: Near) -> list[Statement]:
    """Return the statements between things near some."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    for subject, _, target, _ in statements:
        neighbours[subject].add(target)
        neighbours[target].add(subject)
    nodes = set(near.things)
    for _ in range(near.hops):
        nodes |= {neighbour for node in nodes for neighbour in neighbours.get(node, ())}
    return [item for item in statements if item[0] in nodes and item[2] in nodes]


def _relations(store: Store, query: PackagedQuery) -> set[str] | None:
    """Return the relations of a query that says nothing else of its rows; None for any other."""
    match = _OF_RELATIONS.search(query.text)
    if match is None or match.end() != len(query.text) or _OF_ENDS.search(match["pattern"]):
        return None
    text = f"SELECT DISTINCT ?relation WHERE {{{match['pattern']}}}"
    return {row["relation"] for row in text_rows(store, text)}
