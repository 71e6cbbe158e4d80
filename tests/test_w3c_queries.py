"""The test suites of the W3C for SPARQL queries, where they are given, but for what is named here."""

from __future__ import annotations

import pytest
from w3c_queries import SUITES, QueryCase, is_as_expected, load_case, query_cases
from w3c_suites import folder

from graph.errors import QueryError
from graph.query.answers import Answer
from graph.query.remarks import remarks_on
from graph.query.sparql import answer_query, select
from graph.store import Store, parse_text, store_in_memory

_FORM = (
    "the store has one form for each number and date, and derived types of integers are integers"
)
_GROUP_CONCAT = "the engine keeps the language of what it joins, where it is one"
_EMPTY = "the engine leaves out an end of a path of no steps that is not in the data"
_VALUE = "the engine has a value for ?g inside of GRAPH ?g"
_LOST = "refused, as the engine would lose the variable of GRAPH"
# answers that are not those of the suite, by name, with the reason
ANSWERS = {
    "sparql11/aggregates/COUNT: no GROUP BY inside of GRAPH": _LOST,
    "sparql11/bindings/VALUES inside GRAPH binding the same variable as the graph name": _LOST,
    "sparql11/negation/outer GRAPH operator does not affect MINUS disjointness": _LOST,
    "sparql11/aggregates/GROUP_CONCAT with same language tag": _GROUP_CONCAT,
    "sparql11/aggregates/GROUP_CONCAT with one element": _GROUP_CONCAT,
    "sparql11/csv-tsv-res/csv03 - CSV Result Format": _FORM,
    "sparql11/functions/BNODE(str)": "the engine makes one blank node of a text for all rows",
    "sparql11/property-path/* with end being a constant on the empty dataset": _EMPTY,
    "sparql11/property-path/* with start being a constant on the empty dataset": _EMPTY,
    "sparql11/property-path/? with end being a constant on the empty dataset": _EMPTY,
    "sparql11/property-path/? with start being a constant on the empty dataset": _EMPTY,
    "sparql10/distinct/Numbers: Distinct": _FORM,
    "sparql10/distinct/All: Distinct": _FORM,
    "sparql10/expr-builtin/str-1": _FORM,
    "sparql10/expr-builtin/str-2": _FORM,
    "sparql10/expr-builtin/sameTerm-eq": _FORM,
    "sparql10/expr-builtin/sameTerm-not-eq": _FORM,
    "sparql10/expr-builtin/sameTerm-simple": _FORM,
    "sparql10/expr-equals/Equality 1-1 -- graph": _FORM,
    "sparql10/expr-equals/Equality 1-2 -- graph": _FORM,
    "sparql10/open-world/open-eq-01": _FORM,
    "sparql12/grouping/Group-1": _FORM,
    "sparql10/open-world/date-2": "the engine compares dates with and without a time zone",
    "sparql10/expr-builtin/case-insensitive booleans": "the engine wants true and false in small letters",
    "sparql10/graph/graph-optional": _VALUE,
    "sparql10/graph/graph-variable-scope": _VALUE,
    "sparql10/optional-filter/dawg-optional-filter-005-simplified": "the engine keeps the scope of the inner group",
    "sparql10/reduced/SELECT REDUCED *": "REDUCED may leave out repeated rows, and does",
    "sparql10/reduced/SELECT REDUCED ?x with strings": "REDUCED may leave out repeated rows, and does",
    "sparql12/grouping/Reuse of SELECT variable in an aggregating query": "the engine does not take it",
}
# what is no query and is answered all the same, by name, with the reason
ACCEPTED = {
    "sparql10/syntax-sparql3/syn-bad-26.rq": "the engine reads <?a&&?b> as two comparisons",
    "sparql12/syntax/Nested aggregate functions": "the engine takes an aggregate of an aggregate",
    "sparql12/syntax-triple-terms-negative/Triple term in the subject position  of a triple term (expression)": "the engine takes it",
    "sparql12/syntax-triple-terms-negative/Literal in the subject position of a triple term (expression)": "the engine takes it",
}
CASES = [case for suite in SUITES for case in query_cases(suite)]
_without = pytest.mark.skipif(
    not CASES, reason="PEELGRAPH_W3C names no folder with the suites of the W3C"
)


def _answer(store: Store, case: QueryCase) -> Answer | str:
    """Return the answer of a query that is read against its address, or the error."""
    text = f"BASE <{case.base}>\n{case.path.read_text('utf-8')}"
    try:
        return answer_query(store, text)
    except QueryError as error:
        return str(error)


def _of(*kinds: str) -> list[QueryCase]:
    return [case for case in CASES if case.kind in kinds]


@_without
@pytest.mark.parametrize("case", _of("evaluation"), ids=lambda case: case.name)
def test_queries_are_answered_as_the_w3c_has_them(case: QueryCase) -> None:
    """The answer is the expected one; what is named as another is another indeed."""
    root = folder("PEELGRAPH_W3C")
    assert root is not None
    answer = _answer(load_case(root, case), case)
    is_right = not isinstance(answer, str) and is_as_expected(root, case, answer)
    assert is_right == (case.name.removeprefix("sparql/") not in ANSWERS), answer


@_without
@pytest.mark.parametrize("case", _of("valid"), ids=lambda case: case.name)
def test_a_legal_query_is_never_called_a_mistake(case: QueryCase) -> None:
    """It is answered, or the error says that the engine lacks a function."""
    answer = _answer(store_in_memory(), case)
    assert not isinstance(answer, str) or "custom function" in answer, answer


@_without
@pytest.mark.parametrize("case", _of("invalid"), ids=lambda case: case.name)
def test_what_is_no_query_is_refused(case: QueryCase) -> None:
    """With an error of the project."""
    is_refused = isinstance(_answer(store_in_memory(), case), str)
    assert is_refused == (case.name.removeprefix("sparql/") not in ACCEPTED)


DATA = "<urn:a> <urn:p> 1 , 2 . <urn:b> <urn:p> 3 ; <urn:q> 'x'@en . <urn:g> { <urn:a> <urn:q> 4 }"
SMALL = {
    "SELECT (SUM(?o) AS ?n) { ?s <urn:p> ?o } GROUP BY ?s ORDER BY ?s": [(3,), (3,)],
    "SELECT ?s { ?s <urn:p> ?o } GROUP BY ?s HAVING(COUNT(*) > 1)": [("urn:a",)],
    "SELECT ?o { <urn:b> (<urn:p>|<urn:q>) ?o } ORDER BY ?o": [(3,), ("x",)],
    "SELECT ?o { ?s <urn:p> ?o MINUS { ?s <urn:q> ?x } } ORDER BY ?o": [(1,), (2,)],
    "SELECT ?o { GRAPH ?g { SELECT ?o { ?s ?p ?o } } }": [(4,)],
    "SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } }": [("urn:g", 4)],
    "SELECT ?o FROM <urn:g> { ?s ?p ?o }": [(4,)],
    "SELECT ?y { VALUES ?x { 1 UNDEF } BIND(COALESCE(?x, 9) AS ?y) } ORDER BY ?y": [(1,), (9,)],
    "ASK { ?s <urn:q> 'X'@EN }": [(False,)],
    "CONSTRUCT { ?o <urn:r> ?s } { ?s <urn:q> <urn:none> }": [],
}


@pytest.mark.parametrize("text", SMALL)
def test_small_queries_are_answered(text: str) -> None:
    """Aggregates, paths, MINUS, graphs, FROM, VALUES, ASK and CONSTRUCT; a remark takes no answer away."""
    store = store_in_memory(parse_text(DATA))
    columns, rows = select(store, text)
    assert rows == SMALL[text]
    remarks_on(store, text, columns, rows)
