"""Limits of time and memory around commands."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT, Run

from benchmarks import sandbox_escape
from graph import process_limits
from graph.cli.commands import all_commands
from graph.cli.limited_command import Limited

UNLIMITED = {"mcp"}  # its calls are limited, not the server
BOMBS = (
    "order of a cross product",
    "nested REPLACE",
    "REPLACE that squares",
    "doubling CONCAT",
    "many UNIONs",
    "VALUES",
)


@pytest.mark.parametrize("name", BOMBS)
def test_a_query_that_wants_endless_memory_is_stopped_at_the_limit(
    invented_directory: Path, name: str
) -> None:
    """The process never takes more than a fifth beyond its limit, and the message names the limit; no signal reaches the caller."""
    code, peak, said = sandbox_escape.explode(
        invented_directory, sandbox_escape.BOMBS[name], "200MB", seconds=60
    )
    assert (code, 0.5 < peak < 1.2) == (1, True), (peak, said)
    assert (
        "peelgraph: the query was stopped: it needs more memory than the limit of 200 MB." in said
    )


def test_the_default_of_memory_is_the_one_that_the_help_shows() -> None:
    """A process without a limit of its own has the limit that commands state."""
    default = process_limits.Limits(None).memory
    assert default == process_limits.parse_memory(process_limits.MEMORY)
    assert process_limits.parse_limits("the query", None, None).memory == default


@pytest.mark.parametrize("limit", ["time", "memory"])
def test_only_a_query_is_told_of_limit(limit: str) -> None:
    """A command has no LIMIT that could be added."""
    hints = {
        what: process_limits.Limits(5, what=what).limit_error(limit).hint
        for what in ("the query", "`peelgraph check`")
    }
    assert hints["the query"].startswith("Narrow it, add LIMIT, or allow ")
    assert hints["`peelgraph check`"].startswith("Narrow it, or allow ")


def test_others_are_unharmed(run: Run, invented_directory: Path) -> None:
    """Beside a query that is stopped for its memory, another one answers."""
    bomb = [
        *sandbox_escape.COMMAND,
        "query",
        "--store",
        str(invented_directory),
        "--memory",
        "300MB",
        sandbox_escape.BOMBS["order of a cross product"],
    ]
    with subprocess.Popen(bomb, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        assert run("query", "ASK {}", store=invented_directory).stdout == "yes\n"
        assert process.wait(60) == 1


def test_every_command_states_its_limits(run: Run) -> None:
    """Each command that parses, opens or asks runs under limits, and its help states both with their defaults."""
    said = run("--help").stdout
    names = re.findall(r"^  ([a-z]+)  +\w", said.partition("Commands:")[2], re.MULTILINE)
    assert len(names) > 15
    for name in names:
        said = " ".join(run(name, "--help").stdout.split())
        assert re.search(
            r"--timeout FLOAT RANGE Seconds after which .{2,9} is stopped\. \[default: [0-9.]+",
            said,
        ), name
        assert re.search(
            r"--memory MEMORY Memory beyond which .{2,9} is stopped, as in 500MB\. \[default: [0-9]GB\]",
            said,
        ), name
    commands = all_commands()
    assert sorted(commands) == sorted(names)
    assert {
        name for name, command in commands.items() if not isinstance(command, Limited)
    } == UNLIMITED


@pytest.mark.parametrize("value", ["much", "-5MB", "10MB", "1TB5", ""])
def test_what_is_no_amount_of_memory_is_refused(run: Run, value: str) -> None:
    """A wrong or hopeless limit is wrong usage, with an example."""
    done = run("query", "--memory", value, "ASK {}")
    assert (done.returncode, "500MB" in done.stderr or "64 MB" in done.stderr) == (2, True)


def test_the_limits_can_stand_in_the_environment(
    run: Run, invented_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PEELGRAPH_MEMORY and PEELGRAPH_TIMEOUT hold where no option is given."""
    monkeypatch.setenv("PEELGRAPH_MEMORY", "100MB")
    assert (
        "limit of 100 MB"
        in run("query", sandbox_escape.BOMBS["nested REPLACE"], store=invented_directory).stderr
    )
    monkeypatch.setenv("PEELGRAPH_TIMEOUT", "0.2")
    assert (
        "stopped after 0.2 seconds"
        in run(
            "query",
            "--memory",
            "2GB",
            sandbox_escape.BOMBS["property paths"],
            store=invented_directory,
        ).stderr
    )


@pytest.fixture
def damaged(invented_directory: Path, tmp_path: Path) -> Path:
    """A store of which every table has a block of zeros."""
    store = tmp_path / "damaged"
    shutil.copytree(invented_directory, store)
    for table in store.rglob("*.sst"):
        content = bytearray(table.read_bytes())
        middle = len(content) // 2
        content[middle : middle + 4_096] = bytes(min(4_096, len(content) - middle))
        table.write_bytes(content)
    return store


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "river team"),
        ("export", "-o", "@/a.trig"),
        ("query", "SELECT * { ?s ?p ?o }"),
        ("compare",),
    ],
)
def test_a_damaged_store_costs_no_more_than_the_limits(
    run: Run, damaged: Path, arguments: tuple[str, ...], tmp_path: Path
) -> None:
    """A store with blocks of zeros ends a command with a message, within its limits, and never by a signal."""
    done = run(
        *(word.replace("@", str(tmp_path)) for word in arguments),
        "--timeout",
        "20",
        "--memory",
        "300MB",
        store=damaged,
    )
    assert done.returncode in (0, 1)
    assert ("peelgraph: " in done.stderr) == (done.returncode == 1)


def _program(body: str) -> list[str]:
    """Return a command line that runs `peelgraph query` with another body."""
    return [
        sys.executable,
        "-c",
        f"import sys\nimport peelgraph\nfrom graph.query import sparql\n{body}\nsys.argv = ['peelgraph', 'query', 'x']\npeelgraph.main()",
    ]


@pytest.mark.parametrize("death", ["signal.SIGSEGV", "signal.SIGABRT", "signal.SIGKILL"])
def test_a_body_that_dies_is_a_message(death: str) -> None:
    """Whatever ends the process that does the work, the command ends with code 1 and says so."""
    body = (
        f"import os, signal\nsparql.write_answer = lambda *_, **__: os.kill(os.getpid(), {death})"
    )
    done = subprocess.run(_program(body), cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        f"peelgraph: the query broke the process that ran it ({death.removeprefix('signal.')})."
        in done.stderr
    )


def test_memory_that_the_system_refuses_is_a_message() -> None:
    """A single wish for far more than the limit is refused at once, with a message and code 1."""
    done = subprocess.run(
        _program("sparql.write_answer = lambda *_, **__: bytearray(10**12)"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (
        done.returncode,
        done.stdout,
        "--memory" in done.stderr,
        "Traceback" in done.stderr,
    ) == (1, "", True, False)


def test_an_interrupt_ends_what_the_engine_does(invented_directory: Path) -> None:
    """The engine hears no interrupt; the command ends all the same, and its work with it."""
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        f"sys.argv = ['peelgraph', 'query', {query!r}, '--timeout', '100'];"
        "import peelgraph; peelgraph.main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PEELGRAPH_STORE": str(invented_directory)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while not (work := children.read_text("utf-8").split()) or _seconds(work[0]) < 1:
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors.strip()) == (1, "peelgraph: stopped.")
    assert not Path(f"/proc/{work[0]}").exists()


def _seconds(process: str) -> float:
    """Return the processor seconds of a process, of the user alone."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return int(fields[11]) / os.sysconf("SC_CLK_TCK")


def test_an_interrupt_reaches_the_work() -> None:
    """An interrupt sent to the command alone ends it and its process."""
    body = "import signal, time\nsignal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background of a shell\nsparql.write_answer = lambda *_, **__: (print('begun', flush=True), time.sleep(60))"
    with subprocess.Popen(
        _program(body), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        process.send_signal(signal.SIGINT)
        start = time.monotonic()
        _, errors = process.communicate(timeout=20)
    assert (process.returncode, "Traceback" in errors, time.monotonic() - start < 15) == (
        1,
        False,
        True,
    )


@pytest.mark.parametrize("hook", ["after_in_parent", "after_in_child"])
def test_an_interrupt_amid_the_fork_is_not_lost(hook: str) -> None:
    """What Python runs around a fork loses errors; an interrupt that comes then waits for its end."""
    body = (
        "import os, signal, time\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"os.register_at_fork({hook}=lambda: (os.write(1, b'fork\\n'), time.sleep(0.4)))\n"
        "sparql.write_answer = lambda *_, **__: time.sleep(60)"
    )
    with subprocess.Popen(
        _program(body), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "fork\n"
        process.send_signal(signal.SIGINT)
        try:
            _, errors = process.communicate(timeout=20)
        finally:
            process.kill()
    assert (process.returncode, errors) == (1, "peelgraph: stopped.\n")


def test_the_work_ends_with_the_command() -> None:
    """When the command is killed, the process that does the work ends too."""
    body = "import os, time\nsparql.write_answer = lambda *_, **__: (print(os.getpid(), flush=True), time.sleep(60))"
    with subprocess.Popen(_program(body), cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        work = int(process.stdout.readline())
        process.kill()
        process.wait()
    end = time.monotonic() + 10
    while Path(f"/proc/{work}").exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert work != process.pid
    assert not Path(f"/proc/{work}").exists()


def test_without_a_fork_the_time_is_limited_all_the_same() -> None:
    """Where a process cannot be forked, the command line runs again in another one, with the same answer, code and limit of time."""
    start = "import os; del os.fork; import sys; import peelgraph; sys.argv = ['peelgraph', {}]; peelgraph.main()"

    def call(words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", start.format(words)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    assert (
        call("'ask', 'no-such'").returncode,
        "there is no question" in call("'ask', 'no-such'").stderr,
    ) == (1, True)
    assert call("'ask'").stdout.startswith("name,question,kind,asked by\n")
    assert "stopped after 0.1 seconds" in call("'ask', '--timeout', '0.1'").stderr


def test_no_setting_takes_the_limits_away(
    run: Run, invented_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What marks the second process where none can be forked has no power elsewhere."""
    monkeypatch.setenv("PEELGRAPH_COPY", "1")
    assert (
        "limit of 100 MB"
        in run(
            "query",
            "--memory",
            "100MB",
            sandbox_escape.BOMBS["nested REPLACE"],
            store=invented_directory,
        ).stderr
    )


def test_usage_is_checked_before_anything_starts(run: Run) -> None:
    """Wrong usage inside a command keeps its message and code 2."""
    done = run("query")
    assert (done.returncode, "Give a query" in done.stderr) == (2, True)


def test_memory_of_a_process_is_seen() -> None:
    """The memory of a process is that of the system's own account, and none where there is no process."""
    assert 10_000_000 < process_limits.resident_memory(os.getpid()) < 10_000_000_000
    assert process_limits.resident_memory(2**22 + 1) == 0


def test_where_the_system_has_no_proc_another_way_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside Linux the memory of a process is asked of `ps`, which says about the same."""
    told = process_limits.resident_memory(os.getpid())
    monkeypatch.setattr(process_limits, "_LINUX", False)
    assert 0.5 < process_limits.resident_memory(os.getpid()) / told < 2
    assert process_limits.resident_memory(2**22 + 1) == 0
