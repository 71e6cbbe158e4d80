"""Queries cannot reach the network, whatever they are written like."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from command_processes import run_command
from conftest import ROOT

from benchmarks import sandbox_escape
from graph import sandbox
from graph.errors import QueryError
from graph.query import service_calls
from graph.query.service_calls import Reading


def _by_command(directory: Path, texts: Iterable[str]) -> list[str]:
    """Ask by command, as `sandbox_escape.by_command` does, in processes that need not load anything."""
    store = str(directory)
    calls = (run_command("query", "--store", store, text, environment=os.environ) for text in texts)
    return [done.stderr if done.returncode else "" for done in calls]


WAYS = {**sandbox_escape.WAYS, "command": _by_command}
STARTS = 6  # commands that are started, of the texts; the others are of one that has loaded all
SEEDS = 8  # of what is drawn by lot; `python -m benchmarks.sandbox_escape --seed` draws more


@pytest.mark.parametrize("way", WAYS)
def test_no_query_opens_a_connection(way: str, invented_directory: Path) -> None:
    """By command, in Python and for language-model clients, queries that call out reach nothing and are told so; the engine alone would."""
    with sandbox_escape.listener() as ear:
        texts = sandbox_escape.attempts(ear.address, 32 if way == "command" else 60)
        sandbox_escape.without_wall(texts)
        assert len(ear.connections) >= len(texts) * 9 // 10, "the listener sees no leaks"
        ear.connections.clear()
        said = WAYS[way](invented_directory, texts)
        if way == "command":
            step = len(texts) // STARTS
            said += sandbox_escape.by_command(invented_directory, texts[::step])
        assert ear.connections == []
    assert sum("SERVICE is refused" in words for words in said) >= len(said) - 4
    assert all("Traceback" not in words for words in said)


@pytest.mark.parametrize("way", WAYS)
def test_lawful_queries_are_answered(way: str, invented_directory: Path) -> None:
    """The word SERVICE may stand in texts, comments, addresses, variables and names, in every way of asking."""
    assert WAYS[way](invented_directory, sandbox_escape.LAWFUL) == [""] * len(sandbox_escape.LAWFUL)


def test_hidden_calls_reach_nothing_and_harmless_ones_are_answered(
    invented_directory: Path,
) -> None:
    """Calls hidden by lot in escapes, comments and texts open no connection; texts that only look like calls are never refused."""
    leaks = seen = 0
    with sandbox_escape.listener() as ear:
        for seed in range(SEEDS):
            texts, harmless = (
                sandbox_escape.attempts(ear.address, 60, seed=seed)[len(sandbox_escape.ATTEMPTS) :],
                sandbox_escape.lawful(40, seed=seed)[len(sandbox_escape.LAWFUL) :],
            )
            sandbox_escape.without_wall(texts[:3])
            leaks += len(ear.connections)
            ear.connections.clear()
            sandbox_escape.by_python(invented_directory, texts)
            refused = [
                words
                for words in sandbox_escape.by_python(invented_directory, harmless)
                if "SERVICE is refused" in words
            ]
            assert (ear.connections, refused) == ([], []), seed
            seen += len(texts) + len(harmless)
    assert leaks > SEEDS
    assert seen > 50 * SEEDS


def test_where_the_wall_is_taken_away_a_query_gets_out(invented_directory: Path) -> None:
    """The test above can fail: the same way of asking, without the wall and the readers, is seen by the listener."""
    code = (
        "import sys; from graph import sandbox; from graph.query import service_calls, sparql; from pathlib import Path\n"
        "if sys.argv[3] == 'open': sandbox.close_network = lambda: False\n"
        "service_calls.refuse_service = lambda text: None\n"
        "sandbox.close_network()\n"
        "try: sparql.select_values(Path(sys.argv[1]), sys.argv[2])\n"
        "except Exception as error: print(error)\n"
    )
    with sandbox_escape.listener() as ear:
        text = sandbox_escape.ATTEMPTS[0].replace("@", ear.address)
        for state in ("closed", "open"):
            ear.connections.clear()
            done = subprocess.run(
                [sys.executable, "-c", code, str(invented_directory), text, state],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=True,
            )
            assert bool(ear.connections) == (state == "open")
            assert (sandbox.REFUSAL in done.stdout) == (state == "closed")


@pytest.mark.parametrize("text", sandbox_escape.ATTEMPTS)
def test_without_a_wall_of_the_system_two_readers_find_every_call(text: str) -> None:
    """Where the system cannot close the network, no query that calls out is let through."""
    assert not sandbox.is_network_closed()
    with pytest.raises(QueryError, match=r"SERVICE is refused|may call out"):
        service_calls.refuse_service(text.replace("@", "http://127.0.0.1:9921/"))


@pytest.mark.parametrize("word", ["\\u0053\\u0045RVICE", "s\\U00000065rvice", "SERVIC\\u0045"])
def test_a_word_in_escapes_is_the_word(word: str) -> None:
    """A call is refused though its letters are escaped: an engine that follows the standard reads them."""
    with pytest.raises(QueryError, match="SERVICE is refused"):
        service_calls.refuse_service(
            f"SELECT * {{ {word} <http://127.0.0.1:9921/> {{ ?s ?p ?o }} }}"
        )


@pytest.mark.parametrize("seed", range(5))
def test_without_a_wall_hidden_calls_are_found(seed: int) -> None:
    """The two readers find what is hidden by lot, too."""
    for text in sandbox_escape.attempts("http://127.0.0.1:9921/", 60, seed=seed)[
        len(sandbox_escape.ATTEMPTS) :
    ]:
        with pytest.raises(QueryError, match=r"SERVICE is refused|may call out"):
            service_calls.refuse_service(text)


@pytest.mark.parametrize(
    ("text", "ours", "theirs"),
    [
        ("SELECT * { SERVICE <urn:x> { ?s ?p ?o } }", Reading.CALL, Reading.CALL),
        (
            'SELECT * { # \\u000A"""\n SERVICE <urn:x> { ?s ?p ?o } # """\n}',
            Reading.CALL,
            Reading.UNREADABLE,
        ),
        ("PREFIX x: <urn:> SELECT * { SERVICEx:y { ?s ?p ?o } }", Reading.CALL, Reading.UNREADABLE),
        ("SELECT * { # \\u000A SERVICE <urn:x> { ?s ?p ?o }\n}", Reading.NOTHING, Reading.CALL),
        ("SELECT ?service { ?service ?p 'SERVICE' }", Reading.NOTHING, Reading.NOTHING),
    ],
)
def test_the_readers_read_differently(text: str, ours: Reading, theirs: Reading) -> None:
    """One reads escapes as the engine, one as the standard says; so what fools one is seen by the other."""
    assert (service_calls.read_as_engine(text), service_calls.read_by_grammar(text)) == (
        ours,
        theirs,
    )


@pytest.mark.parametrize("text", ["SELECT * { ?s ?p '\\n'", "SELECT * { ?s ?p"])
def test_what_does_not_speak_of_a_service_is_not_looked_at(text: str) -> None:
    """A query that no reader can read is left to the engine, with an escape in it too."""
    assert not sandbox.is_network_closed()
    service_calls.refuse_service(text)
