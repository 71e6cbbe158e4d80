"""An error says what is wrong, where, and what to do, in any process."""

from __future__ import annotations

import pickle

import pytest

from graph.errors import DataError, LimitError, PeelgraphError, Problem, QueryError


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (PeelgraphError("is empty."), "is empty."),
        (PeelgraphError("is empty.", where="a.ttl:3"), "a.ttl:3: is empty."),
        (PeelgraphError("is empty.", hint="Fill it."), "is empty. Fill it."),
        (PeelgraphError("is empty.", where="a.ttl", hint="Fill it."), "a.ttl: is empty. Fill it."),
    ],
)
def test_the_message_names_the_place_and_the_remedy(error: PeelgraphError, text: str) -> None:
    """Place, message and remedy stand in this order; what is not known is left out."""
    assert str(error) == text


def test_an_error_is_the_same_in_another_process() -> None:
    """An error that was pickled has its class, its message, its place and its remedy again."""
    error = LimitError("was stopped.", where="the query", hint="Narrow it.")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (type(copy), str(copy), copy.hint) == (LimitError, str(error), "Narrow it.")
    assert isinstance(copy, QueryError)


def test_many_problems_are_summed_up() -> None:
    """Each problem stands once, in order; after twenty the rest is counted."""
    problems = [Problem(f"{number:02}.ttl", "is wrong", "check") for number in range(25)]
    text = str(DataError([*reversed(problems), problems[0]]))
    assert text.startswith("25 problems in the data:\n  00.ttl: is wrong [check]\n  01.ttl")
    assert text.endswith("\n  ... and 5 more")
    assert text.count("\n") == 21


def test_one_problem_is_singular() -> None:
    """One problem is not problems, and a copy in another process has it too."""
    error = DataError([Problem("a.ttl", "is wrong", "check")])
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert str(copy) == str(error) == "1 problem in the data:\n  a.ttl: is wrong [check]"
    assert copy.problems == error.problems
