"""Headers of packaged queries, as they are written and as they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import QueryError
from graph.query_header import parse_header


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("#+ title: a\n#+ title: b", "x.rq:2: .*title stands there twice"),
        ("#+ title: Who: why", "x.rq:1: .*no plain text"),
        ("#+ title: a\n#+ kind", "x.rq:2: .*no key with a value"),
        ("#+ title:", "title has no value"),
        ("#+ title: a\n#+   more: b", "or more than one"),
        ("#+ list: [a, b", "has no end"),
        ("#+ list: [a, , b]", "no plain text"),
        ('#+ title: "a', "no text in double quotes"),
        ("#+ map:\n#+   key value", "no key with a value"),
    ],
)
def test_a_wrong_header_is_refused_with_its_place(header: str, message: str) -> None:
    """The message names file and line, what is wrong, and the form a header has."""
    with pytest.raises(QueryError, match=message) as error:
        parse_header(f"{header}\nSELECT * {{ ?s ?p ?o }}", Path("x.rq"))
    assert "`#+ key: value`" in str(error.value)


def test_what_is_no_header_is_left_alone() -> None:
    """Only the leading lines are read; an empty list and a text in quotes are what they say."""
    text = '#+ none: []\n#+ sign: "a: #b"\nSELECT ?s { ?s ?p ?o }\n#+ title: late'
    assert parse_header(text, Path("x.rq")) == {"none": (), "sign": "a: #b"}
    assert parse_header("SELECT ?s { ?s ?p ?o }", Path("x.rq")) == {}
