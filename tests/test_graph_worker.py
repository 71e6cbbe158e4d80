"""Queries that can be stopped."""

from __future__ import annotations

import faulthandler
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from conftest import ROOT, Run

from graph import worker
from graph.errors import DataError, InputError, LimitError, Problem, QueryError
from graph.process_limits import Limits

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def _fail(error: BaseException) -> None:
    raise error


def _crash() -> None:
    faulthandler.disable()  # the report of this crash would look like one of the tests
    os.abort()


def test_an_answer_comes_back() -> None:
    """What the call returns is returned."""
    assert worker.run(partial(max, 3, 5), Limits(20)) == 5


def test_a_call_that_does_not_end_is_stopped() -> None:
    """At the limit the process is killed, and the message says how to go on."""
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0\.3 seconds.*timeout"):
        worker.run(partial(time.sleep, 60), Limits(0.3))
    assert time.monotonic() - start < 20


def test_one_second_is_not_many() -> None:
    """The limit is told in words that a reader would use."""
    with pytest.raises(QueryError, match=r"stopped after 1 second\."):
        worker.run(partial(time.sleep, 60), Limits(1))


def test_a_process_that_dies_is_a_message() -> None:
    """A crash of the engine does not take the caller along."""
    with pytest.raises(QueryError, match="broke the process"):
        worker.run(_crash, Limits(20))


@pytest.mark.parametrize(
    "error",
    [
        InputError("no", where="a.ttl:1", hint="Mend it."),
        DataError([Problem("a", "b", "c")]),
        QueryError("x"),
    ],
)
def test_errors_of_the_project_come_back_whole(error: Exception) -> None:
    """Kind, place and hint survive the way between processes."""
    with pytest.raises(type(error)) as caught:
        worker.run(partial(_fail, error), Limits(20))
    assert str(caught.value) == str(error)


def test_an_endless_query_stops_at_the_limit(run: Run, real_directory: Path) -> None:
    """The command ends with one message and leaves no process behind."""
    done = run("query", "--timeout", "0.5", ENDLESS, store=real_directory)
    assert (done.returncode, "stopped after 0.5 seconds" in done.stderr) == (1, True)
    living = [
        path for path in Path("/proc").glob("[0-9]*/cmdline") if ENDLESS.encode() in _words(path)
    ]
    assert living == []


def _number() -> int:
    return os.getpid()


def _hold(megabytes: int) -> int:
    held = bytearray(megabytes * 1_000_000)
    time.sleep(0.2)
    return len(held)


def test_a_process_answers_one_call_after_the_other() -> None:
    """Only the first call pays for the start of a process; after a call that was stopped another process answers."""
    first = worker.run(_number, Limits(20))
    assert first != os.getpid()
    assert worker.run(_number, Limits(20)) == first
    with pytest.raises(LimitError):
        worker.run(partial(time.sleep, 60), Limits(0.2))
    assert worker.run(_number, Limits(20)) != first


def test_a_call_that_takes_too_much_memory_is_stopped() -> None:
    """At the limit the process is killed, and the message names the limit; what stays below it is answered."""
    assert worker.run(partial(_hold, 20), Limits(20, 200_000_000)) == 20_000_000
    with pytest.raises(LimitError, match=r"more memory than the limit of 200 MB.*--memory"):
        worker.run(partial(_hold, 300), Limits(20, 200_000_000))


def test_a_call_that_nobody_waits_for_ends() -> None:
    """Where the one who asked goes, the process ends within a moment, not at its limit."""
    stopped = threading.Event()
    threading.Timer(0.3, stopped.set).start()
    start = time.monotonic()
    with pytest.raises(LimitError, match="cancelled"):
        worker.run(partial(time.sleep, 60), Limits(60), stopped=stopped)
    assert time.monotonic() - start < 10


def test_what_was_not_foreseen_says_what_failed() -> None:
    """An error that is not of the project comes back as a message with what failed and a report without data, not as a silent end."""
    with pytest.raises(
        QueryError, match=r"went wrong in `find` \(ZeroDivisionError: the divisor is nothing\)"
    ) as caught:
        worker.run(
            partial(_fail, ZeroDivisionError("the divisor is nothing")), Limits(20, what="`find`")
        )
    found = re.search(r"is in (\S+\.txt);", str(caught.value))
    assert found
    report = Path(found[1]).read_text("utf-8")
    assert (
        "command: `find`" in report,
        "tests/test_graph_worker.py:" in report,
        "divisor" in report,
    ) == (True, True, False)


class _Unloadable:
    """A call that the parent can send and that the child cannot load."""

    def __call__(self) -> None:
        """Do nothing."""

    def __reduce__(self) -> tuple[object, ...]:
        return _fail, (ImportError("no such module there"),)


def _unsendable() -> object:
    return lambda: None


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (_Unloadable(), r"ImportError: no such module there"),
        (_unsendable, r"Can't (?:pickle|get) local object|PicklingError"),
        (partial(_fail, BaseException("a panic of the engine")), "BaseException: a panic"),
    ],
)
def test_an_unexpected_error_has_one_message_wherever_it_happens(
    call: Callable[[], object], says: str
) -> None:
    """Before the call, in it and after it, an error of any kind is one message with a report, and the process answers on."""
    with pytest.raises(QueryError, match=r"went wrong in `find` \(") as caught:
        worker.run(call, Limits(20, what="`find`"))
    message = str(caught.value)
    assert re.search(says, message)
    assert len(re.findall(r"is in \S+\.txt;", message)) == 1
    assert worker.run(partial(max, 3, 5), Limits(20)) == 5


def test_failures_of_the_machine_are_told_as_commands_tell_them() -> None:
    """Memory, depth and disk have the same messages in a process of its own as in a command."""
    for error, said in (
        (MemoryError(), "not enough memory"),
        (RecursionError(), "nested too deeply"),
        (OSError(28, "No space left"), "refused: No space left"),
    ):
        with pytest.raises(QueryError, match=said):
            worker.run(partial(_fail, error), Limits(20))


def test_threads_ask_at_the_same_time() -> None:
    """Calls from several threads run beside each other and get their own answers."""
    with ThreadPoolExecutor(4) as pool:
        assert list(
            pool.map(lambda number: worker.run(partial(max, number, 0), Limits(20)), range(20))
        ) == list(range(20))


def test_a_script_with_threads_needs_no_guard(tmp_path: Path, invented_directory: Path) -> None:
    """A query in a script that has threads runs once, without `if __name__ == "__main__":`, and leaves no process behind."""
    script = tmp_path / "script.py"
    script.write_text(
        f"""import sys, threading
sys.path.insert(0, {str(ROOT)!r})
import peelgraph
threading.Thread(target=threading.Event().wait, args=(2,)).start()
print(peelgraph.open({str(invented_directory)!r}).query("ASK {{}}", timeout=20).values)
""",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stdout, done.stderr) == ("[(True,)]\n", "")


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
