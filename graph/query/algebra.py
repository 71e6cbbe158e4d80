"""Read the structure of a SPARQL query: its patterns, and which variables they bind.

The structure is the algebra of SPARQL 1.1, section 18, as rdflib's parser gives it. A part is one
of its operators. It serves remarks and refusals only; the engine reads a query for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from graph.namespaces import PREFIXES

if TYPE_CHECKING:
    from rdflib.term import Node

Part: TypeAlias = Any  # an operator of rdflib's algebra, which has no types
Variables: TypeAlias = frozenset[str]
NOTHING: Variables = frozenset()


class Pattern(NamedTuple):
    """A triple pattern and where it stands.

    Attributes:
        subject: a term or a variable.
        predicate: a term, a variable or a path.
        target: the object.
        graph: the term or variable of the GRAPH around it, or None.
        optional: whether an answer may do without it.
    """

    subject: Node
    predicate: Node
    target: Node
    graph: Node | None
    optional: bool


def parse_query(text: str) -> Part | None:
    """Return the outermost operator of a query; None where rdflib cannot read it.

    Args:
        text: the query; the project's prefixes need no declaration.
    """
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        return translateQuery(parseQuery(text), initNs=PREFIXES).algebra
    except Exception:  # rdflib raises whatever comes, and RecursionError where it is nested deeply
        return None


def name(part: Part) -> str:
    """Return the name of an operator, as in `BGP`; "" for anything else."""
    return getattr(part, "name", "") or ""


def children(part: Part) -> list[Part]:
    """Return the operators directly below one."""
    return [child for key in ("p", "p1", "p2") if name(child := part.get(key))]


def walk(part: Part) -> Iterator[Part]:
    """Yield an operator and all below it."""
    yield part
    for child in children(part):
        yield from walk(child)


def possible_variables(part: Part) -> Variables:
    """Return the variables that may have a value in the answer of an operator."""
    match name(part):
        case "BGP":
            return _triple_variables(part)
        case "values":
            return NOTHING.union(*map(_given, part.res))
        case "Minus":
            return possible_variables(part.p1)
        case "Graph":
            return possible_variables(part.p) | variables_of(part.term)
        case "Extend":
            return possible_variables(part.p) | _extension(part)
        case "AggregateJoin":
            return _aggregates(part)
        case "Project":
            return possible_variables(part.p) & set(map(str, part.PV))
    return NOTHING.union(*map(possible_variables, children(part)))


def certain_variables(part: Part) -> Variables:
    """Return the variables that have a value in every row of the answer of an operator."""
    match name(part):
        case "BGP":
            return _triple_variables(part)
        case "values":
            rows = list(map(_given, part.res))
            return rows[0].intersection(*rows) if rows else NOTHING
        case "LeftJoin" | "Minus":
            return certain_variables(part.p1)
        case "Union":
            return certain_variables(part.p1) & certain_variables(part.p2)
        case "Graph":
            return certain_variables(part.p) | variables_of(part.term)
        case "AggregateJoin":
            return NOTHING
        case "Project":
            return certain_variables(part.p) & set(map(str, part.PV))
    return NOTHING.union(*map(certain_variables, children(part)))


def variables_of(term: object) -> Variables:
    """Return the variable that a term is, if it is one."""
    from rdflib.term import BNode, Variable

    return frozenset({str(term)}) if isinstance(term, Variable | BNode) else NOTHING


def patterns(part: Part, graph: Node | None = None, *, optional: bool = False) -> Iterator[Pattern]:
    """Yield the triple patterns of a query that may add to its answer: not those of MINUS.

    Args:
        part: an operator.
        graph: the term or variable of the GRAPH around it.
        optional: whether it stands in OPTIONAL or UNION.
    """
    if name(part) == "BGP":
        for subject, predicate, target in part.triples:
            yield Pattern(subject, predicate, target, graph, optional)
    for key in ("p", "p1", "p2"):
        child = part.get(key)
        if not name(child) or (name(part), key) == ("Minus", "p2"):
            continue
        may_lack = optional or name(part) == "Union" or (name(part), key) == ("LeftJoin", "p2")
        around = part.term if name(part) == "Graph" else graph
        yield from patterns(child, around, optional=may_lack)


def expressions(part: Part) -> Iterator[tuple[Part, Variables]]:
    """Yield each expression of FILTER and ORDER BY with the variables that may have a value there.

    Args:
        part: an operator.
    """
    for operator in walk(part):
        if name(operator) == "Filter":
            yield operator.expr, possible_variables(operator.p)
        if name(operator) == "OrderBy":
            scope = possible_variables(operator.p)
            yield from ((condition.expr, scope) for condition in operator.expr)


def operators_of(expression: object) -> Iterator[Part]:
    """Yield the operators and functions of an expression, the outermost first; not of EXISTS."""
    if isinstance(expression, list):
        for item in expression:
            yield from operators_of(item)
    elif name(expression) and "EXISTS" not in name(expression):
        yield expression
        for value in expression.values():  # type: ignore[attr-defined]
            yield from operators_of(value)


def _given(row: Mapping[Node, object]) -> Variables:
    """Return the variables to which a row of VALUES gives a value."""
    return frozenset(str(variable) for variable, value in row.items() if type(value) is not str)


def _triple_variables(part: Part) -> Variables:
    return NOTHING.union(*(variables_of(term) for triple in part.triples for term in triple))


def _extension(part: Part) -> Variables:
    """Return the variable of BIND or AS; none where it renames one that never has a value."""
    source = variables_of(part.expr)
    if source and not source <= possible_variables(part.p):
        return NOTHING
    return frozenset({str(part.var)})


def _aggregates(part: Part) -> Variables:
    """Return the results of aggregates; a sample of what never has a value is none."""
    scope = possible_variables(part.p)
    return frozenset(
        str(aggregate.res)
        for aggregate in part.A
        if not (source := variables_of(aggregate.vars)) or source <= scope
    )
