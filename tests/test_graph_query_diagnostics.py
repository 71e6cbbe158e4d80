"""Mistakes in queries: told with their place, and with what was perhaps meant."""

from __future__ import annotations

import pytest

from graph.errors import QueryError
from graph.query.sparql import answer_query
from graph.store import Store


@pytest.mark.parametrize(
    ("query", "place", "says"),
    [
        (
            "SELECT ?a\n{ ?a foaf:name ?n }",
            "line 2, column 6",
            "the prefix “foaf” is not declared. Declare it: PREFIX foaf:",
        ),
        ("SELECT ?a { ?a a peal:Unit }", "line 1, column 18", "Did you mean peel:?"),
        (
            "SELECT ?a { ?a dct:title ?n }",
            "line 1, column 16",
            "the prefix “dct” is not declared. Did you mean dcterms:?",
        ),
        (
            "SELECT ?a { ?a rdfs:label 'foaf:x' ; foo:bar ?b }",
            "line 1, column 38",
            "the prefix “foo”",
        ),
        (
            "SELECT ?a { ?a a <http://a b> }",
            "line 1, column 18",
            "an address holds a blank",
        ),
        (
            "SELECT ?a {\n?a rdfs:label \u201cMASH\u201d }",
            "line 2, column 15",
            'typographic quotation mark. Write ".',
        ),
        (
            "SELECT ?a { ?a rdfs:label \u2018MASH\u2019 }",
            "line 1, column 27",
            "typographic quotation mark. Write '.",
        ),
        ("SELECT ?a { ?a\u00a0a peel:Unit }", "line 1, column 15", "no-break space"),
        ("SELECT ?a { ?a ?p ?n FILTER(?n == 1) }", "line 1, column 32", "Write =."),
        (
            "# units\n@prefix ex: <urn:x> . SELECT ?a { ?a a ex:Unit }",
            "line 2, column 1",
            "this is Turtle. Write PREFIX",
        ),
        (
            "PREFIX ex <urn:x> SELECT ?a { ?a a ex:Unit }",
            "line 1, column 1",
            "a colon is missing behind the prefix",
        ),
        (
            'SELECT ?a { ?a rdfs:label ?n FILTER(CONTAIN(?n, "==")) }',
            "line 1, column 37",
            "there is no function “CONTAIN”. Did you mean CONTAINS?",
        ),
        (
            "SELECT ?a { ?a ?p ?n FILTER(!isBlank(?n) && startsWith(?n, 'a') && strlength(?n) > 1",
            "line 1, column 68",
            "Did you mean STRLEN?",
        ),
        (
            "SELCT ?a { ?a a peel:Unit }",
            "line 1, column 1",
            "does not begin with “SELCT”. Did you mean SELECT?",
        ),
        (
            "# about\n\n  FETCH ?a { ?a a peel:Unit }",
            "line 3, column 3",
            "It begins with SELECT, ASK, CONSTRUCT or DESCRIBE",
        ),
        (
            "SELECT ?a { ?a ?b ?c } ORDER ?a",
            "line 1, column 24",
            "this part cannot be read. It could continue with BY.",
        ),
        (
            "SELECT (COUNT(?a) AS ?n) ?b { ?a ?b ?c }",
            "line 1, column 41",
            "neither grouped nor aggregated",
        ),
        ("SELECT ?a { ?a ?b <a b> }", "line 1, column 24", "not a valid IRI"),
        (
            "SELECT ?a\nWHERE {\n ?a rdfs:label ?b\n FILTER(?a = )\n}",
            "line 4, column 2",
            "this part cannot be read",
        ),
        ("SELECT ?a { ?a ?b ?c", "line 1, column 21", "the query ends too early"),
        (
            "SELECT ?a { ?a peel:worksWith METHUB }",
            "line 1, column 31",
            "“METHUB” has no prefix. Write a prefixed name, as in unit:",
        ),
        (
            "SELECT ?a { ?a a unit }",
            "line 1, column 18",
            "“unit” has no prefix. Write a prefixed name, as in peel:Unit.",
        ),
        ("SELECT ?a {" + " " * 500 + "}}", "line 1, column 513", "this part cannot be read"),
    ],
)
def test_a_syntax_error_says_where_and_what(
    invented: Store, query: str, place: str, says: str
) -> None:
    """Line and column are given, the line is shown with a mark, and a missing prefix or keyword is suggested."""
    with pytest.raises(QueryError) as error:
        answer_query(invented, query)
    told = str(error.value)
    assert told.startswith(place), told
    assert says in told
    assert set(told.splitlines()[-1].strip()) == {"^"}
    assert all(len(line) < 200 for line in told.splitlines())


def test_a_legal_query_is_not_called_a_mistake(invented: Store) -> None:
    """What the engine alone refuses, as it does TRUE in capitals, is said to be perhaps legal, with its place and no mark."""
    with pytest.raises(QueryError) as error:
        answer_query(invented, "SELECT ?a {\n FILTER(TRUE) }")
    assert str(error.value).startswith("line 2, column 16: this may be legal SPARQL, but")


def test_the_mark_stands_below_the_mistake(invented: Store) -> None:
    """The mark points at the very name, in the line as it was written."""
    with pytest.raises(QueryError) as error:
        answer_query(invented, "SELECT ?a\nWHERE { ?a peal:worksWith ?b }")
    *_, line, mark = str(error.value).splitlines()
    assert line[mark.index("^") :].startswith("peal:worksWith")


@pytest.mark.parametrize("query", ["", " \n", "# SELECT * { ?s ?p ?o }"])
def test_an_empty_query_is_called_so(invented: Store, query: str) -> None:
    """Blank lines and comments are no query; the message shows a short one."""
    with pytest.raises(QueryError, match=r"the query is empty. As in SELECT"):
        answer_query(invented, query)
