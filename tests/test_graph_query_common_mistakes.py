"""What comes from other languages and editors is named, and lawful SPARQL is left alone."""

from __future__ import annotations

import pytest

from graph.query.common_mistakes import common_mistake


@pytest.mark.parametrize(
    ("query", "part", "says"),
    [
        ("ASK { ?a a <http://a b> }", "<http://a b>", "holds a blank"),
        ("ASK { ?a ?b “MASH” }", "“", 'Write ".'),
        ("ASK { ?a\u00a0a ?b }", "\u00a0", "no-break space"),
        ("# x\n @base <x> . ASK {}", "@base", "this is Turtle"),
        ("PREFIX ex ASK {}", "PREFIX ex", "a colon is missing"),
        ("ASK { FILTER(!isBlank(?n) && strlength(?n) == 1) }", "strlength", "mean STRLEN?"),
    ],
)
def test_the_first_mistake_is_named(query: str, part: str, says: str) -> None:
    """With its place and what to write."""
    mistake = common_mistake(query)
    assert mistake is not None
    assert query[mistake.start : mistake.start + mistake.length] == part
    assert says in mistake.message


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX ex: <urn:x> SELECT ?a { ?a ex:count(1 2) ; a (1) FILTER(?a<?b && ?b> ?c) }",
        "SELECT (COUNT(DISTINCT ?a) AS ?n) { VALUES (?a ?b) { (UNDEF 1) } } HAVING (sum(?a) != 1)",
        "SELECT REDUCED (TRIPLE(?a, ?b, ?c) AS ?t) { FILTER NOT EXISTS { ?a ?b ?c } }",
    ],
)
def test_lawful_words_are_no_mistakes(query: str) -> None:
    """Keywords and functions of any case before a bracket, and names like functions."""
    assert common_mistake(query) is None
