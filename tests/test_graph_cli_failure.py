"""Whatever happens, a command ends with one message, an exit code, and no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT, Run

from benchmarks.fuzz import ARGUMENTS, Case, cases
from graph.cli.commands import all_commands

FUZZ = os.environ.get(
    "PEELGRAPH_FUZZ", "60"
)  # cases to be tried; 0 for all, which takes some minutes


def test_every_command_withstands_every_kind_of_bad_input(tmp_path: Path) -> None:
    """Bad names, files, numbers, stores, outputs and encodings each end with one message."""
    command = [sys.executable, "-m", "benchmarks.fuzz", "--json", "--sample", FUZZ, "--seed", "7"]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert told["cases"] >= int(FUZZ)
    assert told["faults"] == []


def test_every_command_and_parameter_is_among_the_cases() -> None:
    """The calls follow from the commands that there are.

    A new command or option is tried without being added by hand.
    """
    commands = all_commands()
    assert set(ARGUMENTS) == set(commands)
    tried = {
        word.partition("=")[0]
        for case in cases()
        for word in case.arguments
        if word.startswith("--")
    }
    options = {
        parameter.opts[-1]
        for command in commands.values()
        for parameter in command.params
        if parameter.param_type_name == "option"
    }
    assert options <= tried
    assert {case.output for case in cases()} == {"file", "full", "closed", "broken"}
    assert Case(("show", "peel:works with")) in set(cases())


def _command(*words: str, store: Path, **environment: str) -> str:
    quoted = " ".join(f"'{word}'" for word in (sys.executable, str(ROOT / "peelgraph.py"), *words))
    variables = " ".join(f"{name}={value}" for name, value in environment.items())
    return f"{variables} PEELGRAPH_STORE={store} {quoted}"


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="a device that is always full is of Linux"
)
@pytest.mark.parametrize(
    "words",
    [
        ["find", "river"],
        ["show", "river team"],
        ["ask"],
        ["--help"],
        ["query", "SELECT * { ?s ?p ?o }"],
        ["analyse", "degree"],
    ],
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_output_is_told(invented_directory: Path, words: list[str], unbuffered: str) -> None:
    """When standard output takes no more, one message says so, and the exit code is 1."""
    command = _command(*words, store=invented_directory, PYTHONUNBUFFERED=unbuffered)
    done = subprocess.run(
        ["bash", "-c", f"{command} > /dev/full"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (
        1,
        "peelgraph: the output cannot be written: No space left on device."
        " Write it to another place.\n",
    )


@pytest.mark.parametrize("closing", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
@pytest.mark.parametrize(
    "words", [["find", "river"], ["build", "--data", "/nowhere"], ["query", "ASK {}"]]
)
def test_closed_streams_do_no_harm(
    invented_directory: Path, words: list[str], closing: str
) -> None:
    """A stream that is closed leads to no traceback."""
    done = subprocess.run(
        ["bash", "-c", f"{_command(*words, store=invented_directory)} {closing}"],
        capture_output=True,
        text=True,
        check=False,
    )
    fails = words[0] == "build" or ">&-" in closing.split()
    assert done.returncode == int(fails)
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["find", "river"],
        ["show", "river team"],
        ["query", "ASK {}"],
        ["export", "-o", "-", "--format", "nt"],
        ["export", "-o", "-", "--format", "csv", "--table", "figures"],
    ],
)
def test_output_on_a_closed_stream_is_not_called_written(
    invented_directory: Path, words: list[str]
) -> None:
    """Where standard output is closed, commands that write there say so, once, and fail."""
    done = subprocess.run(
        ["bash", "-c", f"{_command(*words, store=invented_directory)} >&-"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (
        1,
        "peelgraph: the output cannot be written: standard output is closed."
        " Write it to another place.\n",
    )


def test_work_on_files_needs_no_standard_output(invented_directory: Path, tmp_path: Path) -> None:
    """Where standard output is closed, a command that writes a file does so and succeeds."""
    words = ["export", "-o", str(tmp_path / "all.nt")]
    done = subprocess.run(
        ["bash", "-c", f"{_command(*words, store=invented_directory)} >&-"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "all.nt").stat().st_size > 1000


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "utf-16"},
    ],
)
def test_any_encoding_will_do(invented_directory: Path, environment: dict[str, str]) -> None:
    """What an encoding cannot write is written as an escape; JSON stays JSON."""
    command = _command("find", "river", "--format", "json", store=invented_directory, **environment)
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    encoding = environment.get("PYTHONIOENCODING", "utf-8").replace(
        "ascii", "utf-8"
    )  # click takes ascii for a mistake
    assert json.loads(done.stdout.decode(encoding))[0]["label"] == "river team"
    arrows = _command(
        "path", "river team", "angling trust", store=invented_directory, **environment
    )
    shown = subprocess.run(["bash", "-c", arrows], capture_output=True, check=False)
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert ("\\u2192" if encoding == "latin-1" else "\u2192") in shown.stdout.decode(encoding)


@pytest.mark.parametrize(
    "words",
    [
        ["ask", "partners-of-unit", "unit=" + "x" * 20_000],
        ["ask", "x" * 20_000],
        ["find", "x" * 20_000],
        ["show", "x" * 20_000],
    ],
)
def test_a_very_long_name_is_refused_at_once(
    run: Run, invented_directory: Path, words: list[str]
) -> None:
    """No name of a thing has 20,000 letters; that is said without looking for it."""
    start = time.perf_counter()
    done = run(*words, store=invented_directory)
    assert (done.returncode, done.stderr.startswith("peelgraph: "), len(done.stderr) < 600) == (
        1,
        True,
        True,
    )
    assert "1,000 are allowed" in done.stderr or "there is no question" in done.stderr
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize(
    "words",
    [
        ["show", "peel:works with"],
        ["cite", "peel:works with"],
        ["compare", "peel:works with"],
        ["path", "peel:works with", "river team"],
        ["export", "-o", "x.ttl", "--about", "peel:works with"],
        ["map", "partnerships", "--theme", "peel:works with"],
        ["map", "ego", "--about", "https://w3id.org/peelgraph/report/a b"],
        ["show", "\udcff"],
    ],
)
def test_what_is_no_iri_under_a_known_prefix_is_told(
    run: Run, invented_directory: Path, words: list[str]
) -> None:
    """The message says that it is no IRI, or no text, and how to look for the thing."""
    done = run(*words, store=invented_directory)
    assert (done.returncode, done.stderr.startswith("peelgraph: ")) == (1, True)
    assert "is not an IRI" in done.stderr or "is not UTF-8" in done.stderr


def test_the_unforeseen_becomes_a_message_and_a_report(
    tmp_path: Path, invented_directory: Path
) -> None:
    """The report holds place in the code, versions and command, and nothing that was typed."""
    code = (
        "import peelgraph, graph.query.search as search\n"
        "def fail(*_, **__): raise ValueError('secret: ' + repr(_))\n"
        "search.find_things = fail\npeelgraph.main()"
    )
    environment = {
        **os.environ,
        "PEELGRAPH_STORE": str(invented_directory),
        "XDG_STATE_HOME": str(tmp_path),
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", code, "find", "hidden words"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(
        "peelgraph: something unforeseen went wrong in find (ValueError: secret: "
    )
    assert "). A report without your data is in " in done.stderr
    (report,) = tmp_path.rglob("report-*.txt")
    assert str(report) in done.stderr
    text = report.read_text("utf-8")
    assert "command: find" in text
    assert "peelgraph 0" in text
    assert "graph/cli/find.py:" in text
    assert "ValueError" in text
    for hidden in ("secret", "hidden", str(invented_directory), str(ROOT)):
        assert hidden not in text


def test_a_report_that_cannot_be_written_is_no_second_failure(tmp_path: Path) -> None:
    """Where no folder takes it, the message stands alone."""
    code = (
        "import os, tempfile, graph.error_report as crash, graph.cli.failure as failure\n"
        "crash._folders = lambda: iter(())\n"
        "def fail(): raise KeyError('x')\n"
        "raise SystemExit(failure.guarded(fail, 'find'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stderr) == (
        1,
        "peelgraph: something unforeseen went wrong in find (KeyError: 'x')."
        " No report could be written.\n",
    )


@pytest.mark.parametrize(
    ("error", "says"),
    [
        ("MemoryError()", "not enough memory"),
        ("RecursionError()", "nested too deeply"),
        (
            "OSError(28, 'No space left on device', '/x')",
            "/x: the machine refused: No space left on device",
        ),
        ("KeyboardInterrupt()", ""),
    ],
)
def test_failures_of_the_machine_need_no_report(error: str, says: str) -> None:
    """Memory, depth, disk and Ctrl-C have a message of their own."""
    code = (
        f"import graph.cli.failure as failure\ndef fail(): raise {error}\n"
        "raise SystemExit(failure.guarded(fail, 'find'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.returncode, says in done.stderr, "report" in done.stderr) == (1, True, False)


COPY = {
    "raise ValueError('x')": "something unforeseen went wrong in find (ValueError: x)",
    "raise MemoryError": "there is not enough memory for this",
    "raise RuntimeError('Corruption: block')": "the store is damaged",
    "raise KeyboardInterrupt": "stopped.",
    "os.kill(os.getpid(), signal.SIGKILL)": (
        "`peelgraph find` broke the process that ran it (SIGKILL)"
    ),
    "time.sleep(60)": "`peelgraph find` was stopped after 1 second",
    "bytearray(180_000_000); time.sleep(60)": (
        "`peelgraph find` was stopped: it needs more memory than the limit of 100 MB"
    ),
}


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="a device that is always full is of Linux"
)
@pytest.mark.parametrize("output", [">/dev/null", ">/dev/full", ">&-", "| true"])
@pytest.mark.parametrize("body", COPY)
def test_whatever_ends_the_copy_is_one_message(tmp_path: Path, body: str, output: str) -> None:
    """An exception, a kill or a limit in the copy is one message, whatever the output is."""
    seconds = 1 if "after 1 second" in COPY[body] else 60  # the others end by themselves
    code = (
        "import os, signal, sys, time, peelgraph, graph.query.search as search\n"
        f"def fail(*_, **__):\n    kept = 1\n    {body.replace('bytearray', 'kept = bytearray')}\n"
        "search.find_things = fail\n"
        f"sys.argv = ['peelgraph', 'find', 'x', '--timeout', '{seconds}', '--memory', '100MB']\n"
        "peelgraph.main()"
    )
    (tmp_path / "code.py").write_text(code, "utf-8")
    command = f"set -o pipefail; PYTHONPATH={ROOT} {sys.executable} {tmp_path / 'code.py'} {output}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (
        done.returncode,
        done.stdout,
        done.stderr.count("peelgraph: "),
        done.stderr.count("\n"),
    ) == (1, "", 1, 1), done
    assert COPY[body] in done.stderr
