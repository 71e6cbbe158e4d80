"""Read the statements of a projection, from columns beside the store where these suffice."""

from __future__ import annotations

import re

from graph.queries import PackagedQuery, text_rows
from graph.statement_columns import Statement, column_statements
from graph.store import Store

# What such a query says of relations before it takes all that graphs state with them
_OF_RELATIONS = re.compile(
    r"WHERE \{(?P<pattern>.*)GRAPH \?sentence \{ \?one \?relation \?other \}\s*\}\s*", re.DOTALL
)
_OF_ENDS = re.compile(r"\?(one|other|sentence)\b")


def projected_statements(store: Store, query: PackagedQuery) -> set[Statement]:
    """Return subject, relation, object and sentence of each row of a projection's query.

    Args:
        store: that is asked.
        query: with these columns.
    """
    relations = _relations(store, query)
    if relations is not None:
        statements = column_statements(store, relations)
        if statements is not None:
            return statements
    return {
        (row["one"], row["relation"], row["other"], row["sentence"]) for row in query.rows(store)
    }


def _relations(store: Store, query: PackagedQuery) -> set[str] | None:
    """Return the relations of a query that says nothing else of its rows; None for any other."""
    match = _OF_RELATIONS.search(query.text)
    if match is None or match.end() != len(query.text) or _OF_ENDS.search(match["pattern"]):
        return None
    text = f"SELECT DISTINCT ?relation WHERE {{{match['pattern']}}}"
    return {row["relation"] for row in text_rows(store, text)}
