"""Refuse queries in which the engine would lose the variable of GRAPH, and say how to write them.

Inside `GRAPH ?g { ... }`, the engine (Oxigraph 0.5) hands ?g down to each triple pattern as a
variable of its own. What does not carry that variable on loses it: a subquery that does not select
it, rows of VALUES, another GRAPH; LIMIT then counts over all graphs, and MINUS takes away what
shares nothing but the graph. SPARQL 1.1, section 18.6, evaluates the pattern graph by graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.errors import QueryError
from graph.query.algebra import Part, certain_variables, children, name, parse_query, variables_of

_GRAPH = re.compile(r"\bGRAPH\s*[?$]\w+", re.IGNORECASE)
_RISKS = re.compile(r"\b(SELECT|MINUS|VALUES|GRAPH)\b", re.IGNORECASE)
_HINTS = {
    "a subquery": (
        "Put GRAPH into the subquery and select {graph} there:"
        " {{ SELECT {graph} ... {{ GRAPH {graph} {{ ... }} }} }}, with GROUP BY {graph} for counts."
    ),
    "LIMIT": "Put GRAPH into the subquery, or leave LIMIT out: it would count over all graphs.",
    "MINUS": (
        "Let both sides share a variable that always has a value, or write FILTER NOT EXISTS"
        " {{ ... }} in its place."
    ),
    "VALUES": "Put VALUES outside of GRAPH {graph} {{ ... }}.",
    "another GRAPH": "Put it outside of GRAPH {graph} {{ ... }}.",
}


def refuse_lost_graphs(text: str, bare: str = "") -> None:
    """Refuse a query in which the variable of a GRAPH would get lost.

    Args:
        text: the query.
        bare: the same without comments, texts and IRIs, for a first look.

    Raises:
        QueryError: that names the variable, what loses it, and how to write it.

    >>> refuse_lost_graphs("SELECT * { GRAPH ?g { ?a ?b ?c } }")
    >>> refuse_lost_graphs("SELECT * { GRAPH ?g { SELECT ?a { ?a ?b ?c } } }")
    ... # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    graph.errors.QueryError: this is SPARQL, but the engine would lose ?g around a subquery ...
    """
    match = _GRAPH.search(bare or text)
    if not match or not _RISKS.search(bare or text, match.end()):
        return
    query = parse_query(text)
    loss = next(_losses(query, ""), None) if query is not None else None
    if loss:
        graph, what = loss
        raise QueryError(
            f"this is SPARQL, but the engine would lose {graph} around {what} and answer wrongly.",
            hint=_HINTS[what].format(graph=graph),
        )


def _losses(part: Part, graph: str) -> Iterator[tuple[str, str]]:
    """Yield the variable of GRAPH that gets lost in a part of a query, and what loses it.

    Args:
        part: an operator.
        graph: the variable of the GRAPH around it, as in `?g`; "" without one.
    """
    match name(part):
        case "Graph":
            graph = "".join(f"?{variable}" for variable in variables_of(part.term))
            if graph and (what := _unbound(part.p, graph)):
                yield graph, what
        case "Slice" if graph:
            yield graph, "LIMIT"
        case "Project" if graph and graph not in {f"?{variable}" for variable in part.PV}:
            yield graph, "a subquery"
        case "Minus" if graph and not certain_variables(part.p1) & certain_variables(part.p2):
            yield graph, "MINUS"
    for child in (*children(part), *_exists(part.get("expr"))):
        yield from _losses(child, graph)


def _unbound(part: Part, graph: str) -> str:
    """Say what leaves the variable of the GRAPH around a part without a value; or ""."""
    match name(part):
        case "values":
            return "VALUES"
        case "Graph":
            return "another GRAPH"
        case "Join":
            losses = [_unbound(child, graph) for child in children(part)]
            return losses[0] if all(losses) else ""
        case "Union":
            return next(filter(None, (_unbound(child, graph) for child in children(part))), "")
        case "LeftJoin" | "Minus":
            return _unbound(part.p1, graph)
        case "Project" | "BGP":
            return ""
    return next((_unbound(child, graph) for child in children(part)), "")


def _exists(expression: object) -> Iterator[Part]:
    """Yield the patterns of EXISTS in an expression."""
    if isinstance(expression, list):
        for item in expression:
            yield from _exists(item)
    elif name(expression):
        if "EXISTS" in name(expression):
            yield expression.graph  # type: ignore[attr-defined]
        else:
            for value in expression.values():  # type: ignore[attr-defined]
                yield from _exists(value)
