"""Refuse queries in which the engine would lose the variable of GRAPH, and say how to write them.

Inside `GRAPH ?g { ... }`, the engine (Oxigraph 0.5) hands ?g down to each triple pattern as a
variable of its own. What does not carry that variable on loses it: a subquery that does not select
it, rows of VALUES, another GRAPH; LIMIT then counts over all graphs, and MINUS takes away what
shares nothing but the graph. SPARQL 1.1, section 18.6, evaluates the pattern graph by graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph.errors import QueryError
from graph.query.algebra import (
    Part,
    certain_variables,
    children,
    name,
    parse_query,
    variables_of,
    walk,
)

_GRAPH = re.compile(r"\bGRAPH\s*[?$]\w+", re.IGNORECASE)
_RISKS = re.compile(r"\b(SELECT|MINUS|VALUES|GRAPH)\b", re.IGNORECASE)
_COUNTING = {"AggregateJoin", "Distinct", "Reduced", "Slice"}
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
    if query is None:
        return
    loss = next(_losses(query, "", _harmless(query)), None)
    if loss:
        graph, what = loss
        raise QueryError(
            f"this is SPARQL, but the engine would lose {graph} around {what} and answer wrongly.",
            hint=_HINTS[what].format(graph=graph),
        )


def _losses(part: Part, graph: str, harmless: list[Part]) -> Iterator[tuple[str, str]]:
    """Yield the variable of GRAPH that gets lost in a part of a query, and what loses it.

    Args:
        part: an operator.
        graph: the variable of the GRAPH around it, as in `?g`; "" without one.
        harmless: subqueries that may lose it.
    """
    match name(part):
        case "Graph":
            graph = "".join(f"?{variable}" for variable in variables_of(part.term))
            if graph and (what := _unbound(part.p, graph)):
                yield graph, what
        case "Slice" if graph:
            yield graph, "LIMIT"
        case "Project" if graph and graph not in {f"?{variable}" for variable in part.PV}:
            if not any(part is subquery for subquery in harmless):
                yield graph, "a subquery"
        case "Minus" if graph and not certain_variables(part.p1) & certain_variables(part.p2):
            yield graph, "MINUS"
    for child in (*children(part), *_exists(part.get("expr"))):
        yield from _losses(child, graph, harmless)


def _harmless(query: Part) -> list[Part]:
    """Return the subqueries whose rows are right without the variable of the GRAPH around them.

    Each is all that its GRAPH holds, neither counts rows nor drops any, and nothing else in the
    query uses the variable: the rows of all graphs, one after the other, are the answer.
    """
    subqueries = []
    for part in walk(query):
        if name(part) != "Graph" or not variables_of(part.term):
            continue
        subquery = _alone(part.p)
        is_plain = subquery is not None and not _COUNTING & set(map(name, walk(subquery)))
        if subquery is not None and is_plain and not _is_used(part.term, query, part):
            subqueries.append(subquery)
    return subqueries


def _alone(part: Part) -> Part | None:
    """Return the subquery that a part consists of; None for anything else."""
    match name(part):
        case "Project":
            return part
        case "ToMultiSet":
            return _alone(part.p)
        case "Join" if name(part.p1) == "BGP" and not part.p1.triples:
            return _alone(part.p2)
    return None


def _is_used(variable: object, value: object, but: Part) -> bool:
    """Tell whether a variable stands anywhere in a query but in one of its parts."""
    if value is but:
        return False
    if isinstance(value, Mapping):
        return any(_is_used(variable, value[key], but) for key in value if key != "_vars")
    if isinstance(value, list | tuple | set):
        return any(_is_used(variable, item, but) for item in value)
    return bool(variables_of(value) & variables_of(variable))


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
