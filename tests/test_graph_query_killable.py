"""Queries that can be stopped."""

from __future__ import annotations

import faulthandler
import os
import time
from functools import partial
from pathlib import Path

import pytest
from conftest import Run

from graph.errors import DataError, InputError, Problem, QueryError
from graph.query import killable

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def _fail(error: Exception) -> None:
    raise error


def _crash() -> None:
    faulthandler.disable()  # the report of this crash would look like one of the tests
    os.abort()


def test_an_answer_comes_back() -> None:
    """What the call returns is returned."""
    assert killable.run(partial(max, 3, 5), seconds=20) == 5


def test_a_call_that_does_not_end_is_stopped() -> None:
    """At the limit the process is killed, and the message says how to go on."""
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0\.3 seconds.*timeout"):
        killable.run(partial(time.sleep, 60), seconds=0.3)
    assert time.monotonic() - start < 20


def test_one_second_is_not_many() -> None:
    """The limit is told in words that a reader would use."""
    with pytest.raises(QueryError, match=r"stopped after 1 second\."):
        killable.run(partial(time.sleep, 60), seconds=1)


def test_a_process_that_dies_is_a_message() -> None:
    """A crash of the engine does not take the caller along."""
    with pytest.raises(QueryError, match="broke the process"):
        killable.run(_crash, seconds=20)


@pytest.mark.parametrize("error", [InputError("no", where="a.ttl:1", hint="Mend it."), DataError([Problem("a", "b", "c")]), QueryError("x")])
def test_errors_of_the_project_come_back_whole(error: Exception) -> None:
    """Kind, place and hint survive the way between processes."""
    with pytest.raises(type(error)) as caught:
        killable.run(partial(_fail, error), seconds=20)
    assert str(caught.value) == str(error)


def test_an_endless_query_stops_at_the_limit(run: Run, real_directory: Path) -> None:
    """The command ends with one message and leaves no process behind."""
    done = run("query", "--timeout", "0.5", ENDLESS, store=real_directory)
    assert (done.returncode, "stopped after 0.5 seconds" in done.stderr) == (1, True)
    living = [path for path in Path("/proc").glob("[0-9]*/cmdline") if ENDLESS.encode() in _words(path)]
    assert living == []


def _words(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_a_query_that_breaks_the_engine_is_a_message(run: Run, real_directory: Path) -> None:
    """A flat query that overflows the engine's stack ends as an error, not as a crash."""
    done = run("query", f"SELECT * {{ ?s ?p ?o FILTER({'!' * 9_900}?o) }}", store=real_directory)
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr
