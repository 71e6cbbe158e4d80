"""Remark on literals that the data write otherwise: language, type, capitals, property."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.namespaces import PREFIXES, compress
from graph.query.algebra import (
    Part,
    Pattern,
    expressions,
    name,
    operators_of,
    patterns,
    variables_of,
    walk,
)
from graph.store import Literal, NamedNode, Store, is_iri, rows

if TYPE_CHECKING:
    import rdflib.term

_XSD = PREFIXES["xsd"]
_NUMBERS = {f"{_XSD}{name}" for name in ("integer", "decimal", "double", "float")}
_TEXT_TESTS = ("Builtin_CONTAINS", "Builtin_STRSTARTS", "Builtin_STRENDS", "Builtin_REGEX")
_PLAIN_NUMBER = re.compile(rf'"([+-]?[0-9.]+)"\^\^<{re.escape(_XSD)}(integer|decimal)>')
_EVERYWHERE = "{ ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }"
_EXAMPLES = 3


def literal_remarks(store: Store, query: Part) -> Iterator[str]:
    """Remark on each literal that no statement has with the property beside it.

    Args:
        store: that was asked.
        query: as `parse_query` gives it.
    """
    for pattern in patterns(query):
        if property_iri := _property(pattern):
            for literal in _literals_of(query, pattern):
                if remark := _literal_remark(store, property_iri, store_literal(literal)):
                    yield remark


def comparison_remarks(store: Store, query: Part) -> Iterator[str]:
    """Remark on each comparison in FILTER of a variable with a literal of another kind.

    Args:
        store: that was asked.
        query: as `parse_query` gives it.
    """
    properties = {
        str(pattern.target): _property(pattern)
        for pattern in patterns(query)
        if variables_of(pattern.target) and _property(pattern)
    }
    for expression, _ in expressions(query):
        for operator in operators_of(expression):
            for variable, literal in _compared(operator):
                if variable in properties:
                    yield from _comparison_remark(
                        store, operator, variable, properties[variable], literal
                    )


def store_literal(literal: rdflib.term.Literal) -> Literal:
    """Return a literal of a parsed query as the store has it."""
    if literal.language:
        return Literal(str(literal), language=literal.language)
    if literal.datatype:
        return Literal(str(literal), datatype=NamedNode(str(literal.datatype)))
    return Literal(str(literal))


def shown_literal(literal: object) -> str:
    """Write a literal as in a query: numbers without quotes, other datatypes with their prefix.

    >>> shown_literal('"14"^^<http://www.w3.org/2001/XMLSchema#decimal>'), shown_literal('"a"@en')
    ('14.0', '"a"@en')
    """
    if number := _PLAIN_NUMBER.fullmatch(str(literal)):
        return number[1] + ".0" * (number[2] == "decimal" and "." not in number[1])
    return re.sub(r"\^\^<([^>]*)>$", lambda match: f"^^{compress(match[1])}", str(literal))


def _property(pattern: Pattern) -> str:
    """Return the IRI of the property of a pattern; "" of a variable or a path."""
    iri = str(pattern.predicate)
    return iri if is_iri(iri) and not variables_of(pattern.predicate) else ""


def _literals_of(query: Part, pattern: Pattern) -> Iterator[rdflib.term.Literal]:
    """Yield the literals that the object of a pattern is, or is given by VALUES or BIND."""
    from rdflib.term import Literal as Parsed

    values = [pattern.target]
    if variables_of(pattern.target):
        for part in walk(query):
            if name(part) == "values":
                values += [row[pattern.target] for row in part.res if pattern.target in row]
            if name(part) == "Extend" and part.var == pattern.target:
                values.append(part.expr)
    yield from (value for value in values if isinstance(value, Parsed))


def _literal_remark(store: Store, property_iri: str, literal: Literal) -> str:
    """Say what the data have in place of a literal; "" where they have it."""
    if next(iter(store.quads_for_pattern(None, NamedNode(property_iri), literal, None)), None):
        return ""
    absence = f"no {compress(property_iri)} is {shown_literal(literal)}"
    if matches := _alike(store, literal, f"?p = <{property_iri}>"):
        values = " or ".join(shown_literal(value) for _, value in matches)
        return f"{absence}: the data have {values}. Language tags, types and capitals matter."
    if matches := _alike(store, literal, "true"):
        values = " or ".join(f"{compress(p)} {shown_literal(value)}" for p, value in matches)
        return f"{absence}: the data have {values}."
    return f"{absence}, whatever its language or type; `peelgraph find` looks for similar names."


def _alike(store: Store, literal: Literal, condition: str) -> list[tuple[str, Literal]]:
    """Return literals of the same text or number, whatever their language, type and capitals."""
    tests = [f"LCASE(STR(?o)) = LCASE({Literal(literal.value)})"]
    if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", literal.value):
        tests.append(f"?o = {Literal(literal.value, datatype=NamedNode(_XSD + 'double'))}")
    text = (
        f"SELECT DISTINCT ?p ?o {{ {{ {_EVERYWHERE} }} FILTER(isLiteral(?o) && {condition}"
        f" && ({' || '.join(tests)})) }} ORDER BY ?p ?o LIMIT {_EXAMPLES}"
    )
    return [(row["p"].value, row["o"]) for row in rows(store, text)]


def _compared(operator: Part) -> Iterator[tuple[str, rdflib.term.Literal]]:
    """Yield the variable and the literals that an operator compares."""
    from rdflib.term import Literal as Parsed

    if name(operator) == "RelationalExpression":
        first, second = operator.expr, operator.other
    elif name(operator) == "Builtin_REGEX":
        first, second = operator.text, operator.pattern
    elif name(operator) in _TEXT_TESTS:
        first, second = operator.arg1, operator.arg2
    else:
        return
    for one, other in ((first, second), (second, first)):
        for literal in other if isinstance(other, list) else [other]:
            if isinstance(literal, Parsed) and variables_of(one):
                yield str(one), literal


def _comparison_remark(
    store: Store, operator: Part, variable: str, property_iri: str, literal: rdflib.term.Literal
) -> Iterator[str]:
    constant = store_literal(literal)
    values = _examples(store, property_iri)
    kinds = {_kind(value) for value in values}
    if not values:
        return
    example = "a thing"
    if isinstance(values[0], Literal):
        example = f"{shown_literal(values[0])} and the like"
    if name(operator) in _TEXT_TESTS:
        if kinds == {"thing"}:
            yield f"?{variable} is a thing, not a text: look into its rdfs:label."
        elif not _contained(store, property_iri, constant, "STR(?o)") and _contained(
            store, property_iri, constant, "LCASE(STR(?o))"
        ):
            text = constant.value.lower()
            yield f"capitals count: compare LCASE(STR(?{variable})) with {text!r}."
    elif _kind(constant) not in kinds:
        yield (
            f"?{variable} is {example}, which is never {operator.op}"
            f" {shown_literal(constant)}{_advice(variable, constant, kinds)}."
        )
    elif operator.op in ("=", "IN") and (remark := _literal_remark(store, property_iri, constant)):
        yield remark


def _advice(variable: str, literal: Literal, kinds: set[str]) -> str:
    if kinds == {"thing"}:
        return f"; compare the rdfs:label of ?{variable}"
    if _kind(literal) == "text" and "number" in kinds:
        return "; write a number without quotes"
    if _kind(literal) == "text" and (kind := next((k for k in kinds if ":" in k), "")):
        return f"; write {literal}^^{kind}"
    return f"; write it so, or compare STR(?{variable})"


def _examples(store: Store, property_iri: str) -> list[object]:
    """Return one object of each kind that a property has."""
    text = (
        f"SELECT (SAMPLE(?o) AS ?example) {{ {{ ?s <{property_iri}> ?o }} UNION"
        f" {{ GRAPH ?g {{ ?s <{property_iri}> ?o }} }} }}"
        " GROUP BY (isIRI(?o)) (COALESCE(DATATYPE(?o), 0)) (COALESCE(LANG(?o), 0)) LIMIT 9"
    )
    return [row["example"] for row in rows(store, text)]


def _kind(term: object) -> str:
    """Return with what a term can be compared: `thing`, `text`, `number`, `@en` or a datatype."""
    if not isinstance(term, Literal):
        return "thing"
    if term.language:
        return f"@{term.language}"
    datatype = term.datatype.value
    if datatype in _NUMBERS:
        return "number"
    return "text" if datatype == f"{_XSD}string" else compress(datatype)


def _contained(store: Store, property_iri: str, literal: Literal, value: str) -> bool:
    text = Literal(literal.value if value == "STR(?o)" else literal.value.lower())
    query = (
        f"SELECT ?o {{ {{ ?s <{property_iri}> ?o }} FILTER(CONTAINS({value}, {text})) }} LIMIT 1"
    )
    return next(iter(rows(store, query)), None) is not None
