"""Remark on a query that gives nothing, or nothing in some column, without being wrong.

Nothing here refuses a query: it is legal and was answered. Remarks say what the data hold in place
of what was asked for: another kind of literal, another property, the other direction.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from graph.query.algebra import (
    NOTHING,
    Part,
    expressions,
    name,
    operators_of,
    parse_query,
    possible_variables,
    variables_of,
    walk,
)
from graph.query.unknown_names import similar_words, unknown_names
from graph.store import Store

MOST = 4  # remarks on one query
Stage: TypeAlias = Callable[[Store, Part], Iterator[str]]
_SECONDS = 3.0  # after which nothing more is looked for; a stage may take longer
_NO_VALUE = (None, "", 0, "0", False)
_VARIABLE = re.compile(r"[?$](\w+)")
_NESTED = r"(?is)\bSELECT\b.*\bSELECT\b"


def remarks_on(
    store: Store, text: str, columns: Sequence[str], values: Sequence[Sequence[object]]
) -> tuple[str, ...]:
    """Return remarks on a query that was answered, the most telling first.

    Args:
        store: that was asked.
        text: the query.
        columns: of its answer.
        values: the rows of its answer; those of ASK and CONSTRUCT in whatever form.
    """
    remarks = list(unknown_names(store, text))
    cells = [value for row in values for value in row if value not in _NO_VALUE]
    empty = _empty_columns(columns, values)
    if cells and not empty and not _may_lack_values(text):
        return tuple(remarks)
    query = parse_query(text)
    if query is None:
        return tuple(remarks)
    from graph.query.literal_remarks import comparison_remarks, literal_remarks
    from graph.query.pattern_remarks import combination_remarks, dataset_remarks, term_remarks

    remarks += _variables_without_value(query)
    stages: list[Stage] = []
    if query.get("datasetClause"):
        stages += [dataset_remarks] * (not cells)
    elif empty or not cells:
        stages += [term_remarks, literal_remarks]
    if not cells and not query.get("datasetClause"):
        stages += [comparison_remarks, combination_remarks]
    remarks = remarks or _first_remarks(stages, store, query)
    if not remarks and cells:
        remarks += [f"{column} has no value in any row." for column in empty]
    return tuple(dict.fromkeys(remarks))[:MOST]


def _first_remarks(stages: Iterable[Stage], store: Store, query: Part) -> list[str]:
    """Return the remarks of the first stage that has some, as long as there is time."""
    start = time.monotonic()
    for stage in stages:
        if time.monotonic() - start > _SECONDS:
            break
        if remarks := list(stage(store, query)):
            return remarks
    return []


def _empty_columns(columns: Sequence[str], values: Sequence[Sequence[object]]) -> list[str]:
    """Return the columns without any value, as in `?name`."""
    by_column = zip(columns, zip(*values, strict=True), strict=False)
    return [
        f"?{column}" for column, cells in by_column if all(cell in (None, "") for cell in cells)
    ]


def _may_lack_values(text: str) -> bool:
    """Tell at a glance whether a variable may be used that nothing gives a value.

    A variable that stands once in the whole query, or only in SELECT and between round brackets,
    may be one; so may any variable of a query with a subquery.
    """
    words = text.lower()  # a look at them spares most queries most of the expressions
    if words.count("select") > 1 and re.search(_NESTED, text):
        return True
    head, brace, body = text.partition("{")
    body = brace + body
    while "(" in body and (flat := re.sub(r"\([^()]*\)", " ", body)) != body:
        body = flat
    if "by" in words or "having" in words:
        body = re.sub(r"(?is)\b(?:ORDER|GROUP)\s+BY\b.*|\bHAVING\b.*", "", body)
    bindings = {*_VARIABLE.findall(body)}
    if "as" in words:
        bindings |= {*re.findall(r"(?i)\bAS\s+[?$](\w+)", text)}
    if "values" in words:
        rows = re.findall(r"(?i)\bVALUES\s*\([^)]*\)", text)
        bindings |= {*_VARIABLE.findall(" ".join(rows))}
    if {*_VARIABLE.findall(text)} - bindings:
        return True
    return "minus" in words and bool(re.search(r"(?i)\bMINUS\b", head + body))


def _variables_without_value(query: Part) -> Iterator[str]:
    """Remark on each variable that is selected or used and that no pattern gives a value."""
    uses = dict(_uses_without_value(query))
    names = sorted(
        {f"?{variable}" for part in walk(query) for variable in possible_variables(part)}
        - uses.keys()
    )
    for variable, use in uses.items():
        hint = f"; did you mean {near[0]}?" if (near := similar_words(variable, names)) else "."
        yield f"{variable} never has a value: {use}, but no pattern there gives it one{hint}"


def _uses_without_value(query: Part) -> Iterator[tuple[str, str]]:
    for part in walk(query):
        if name(part) == "Project":
            missing = set(map(str, part.PV)) - possible_variables(part.p)
            yield from ((f"?{variable}", "SELECT names it") for variable in sorted(missing))
    graphs = NOTHING.union(*(variables_of(part.get("term")) for part in walk(query)))
    for expression, scope in expressions(query):
        missing = _expression_variables(expression) - scope - graphs
        yield from ((f"?{variable}", "an expression uses it") for variable in sorted(missing))


def _expression_variables(expression: object) -> set[str]:
    """Return the variables of an expression, without those of EXISTS and BOUND."""
    variables = set(variables_of(expression))
    for operator in operators_of(expression):
        if name(operator) == "Builtin_BOUND":
            continue
        for value in operator.values():
            for item in value if isinstance(value, list) else [value]:
                variables |= variables_of(item)
    return variables
