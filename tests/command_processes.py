"""Run commands in processes of their own that need not load anything first.

A process that has loaded the modules of all commands waits for requests, and forks for each: the
fork becomes the command, with its words, environment, folder and streams, and ends with it. It
differs from a process that is started in what a start decides: encodings, seeds of hashes, and
memory that is there at the beginning. Where a test is about those, or about the start, it starts
a process (`fresh`). So does every call where the environment says something of Python itself.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from socket import AF_UNIX, recv_fds, send_fds, socket, socketpair

ROOT = Path(__file__).resolve().parent.parent
COMMAND = (sys.executable, str(ROOT / "peelgraph.py"))
SECONDS = 120.0  # after which a command hangs
_LARGEST = 1_000_000  # bytes of a request
_OF_THE_START = ("PYTHON", "LC_", "LANG", "LD_", "MALLOC_", "PEELGRAPH_HELPER")
_LIBRARIES = (  # what commands import when they run
    "graph.analyse.algorithms.centrality",
    "graph.analyse.algorithms.communities",
    "graph.export.formats",
    "graph.query.comparisons",
    "graph.query.description",
    "graph.query.question_answers",
    "graph.query.search",
    "graph.query.sparql",
    "rdflib.plugins.sparql",
    "rich.table",
    "viz.explorer.explorer_page",
    "viz.maps.builder",
)


def run_command(
    *words: str,
    environment: Mapping[str, str],
    input: str | None = None,  # noqa: A002 - as in subprocess.run
    cwd: Path | None = None,
    fresh: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run the command, and return its exit code and what it wrote.

    Args:
        words: of the command line, without the program.
        environment: all of it.
        input: for its standard input.
        cwd: the folder in which it is run.
        fresh: whether a process is started for it, as tests of memory and of a start need it.

    Raises:
        subprocess.TimeoutExpired: when it hangs.
    """
    if fresh or not hasattr(os, "fork") or _start_values(environment) != _start_values(os.environ):
        return subprocess.run(
            [*COMMAND, *words],
            capture_output=True,
            text=True,
            env=environment,
            timeout=SECONDS,
            input=input,
            cwd=cwd,
            check=False,
        )
    request = {"words": words, "environment": dict(environment), "folder": str(cwd or Path.cwd())}
    connection = _connection()
    with tempfile.TemporaryFile() as given, ThreadPoolExecutor(2) as readers:
        given.write((input or "").encode())
        given.seek(0)
        (output, their_output), (errors, their_errors) = os.pipe(), os.pipe()
        files = [given.fileno(), their_output, their_errors]
        send_fds(connection, [json.dumps(request).encode()], files)
        os.close(their_output)
        os.close(their_errors)
        texts = [readers.submit(_text, file) for file in (output, errors)]
        code = _exit_code(connection, words)
        return subprocess.CompletedProcess(words, code, *(text.result() for text in texts))


def _start_values(environment: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what is read of an environment when a process starts."""
    return sorted(item for item in environment.items() if item[0].startswith(_OF_THE_START))


def _text(descriptor: int) -> str:
    """Return all that is written to a pipe, as `subprocess` decodes it."""
    with open(descriptor, encoding="utf-8") as file:
        return file.read()


def _exit_code(connection: socket, words: Sequence[str]) -> int:
    """Wait for the end of a command; kill one that hangs."""
    connection.settimeout(SECONDS)
    process = json.loads(connection.recv(_LARGEST))
    try:
        return int(json.loads(connection.recv(_LARGEST)))
    except TimeoutError:
        os.kill(process, signal.SIGKILL)
        connection.recv(_LARGEST)  # its code
        raise subprocess.TimeoutExpired(words, SECONDS) from None


@cache
def _connection() -> socket:
    """Return the connection to the process that waits, which ends when it is closed."""
    ours, theirs = socketpair(AF_UNIX, _message_socket())
    command = [sys.executable, __file__, str(theirs.fileno())]
    process = subprocess.Popen(command, pass_fds=[theirs.fileno()], cwd=ROOT)
    theirs.close()
    atexit.register(process.wait)
    atexit.register(ours.close)  # before the wait: the last is the first
    return ours


def _message_socket() -> int:
    """Return the kind of socket that keeps messages apart."""
    from socket import SOCK_SEQPACKET

    return SOCK_SEQPACKET


def _serve(connection: socket) -> None:
    """Run one command after the other, until nobody can ask any more."""
    _load()
    while True:
        content, files, _, _ = recv_fds(connection, _LARGEST, 3)
        if not content:
            return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # libraries have idle threads
            process = os.fork()
        if not process:
            connection.close()
            _become(json.loads(content), files)
        for file in files:
            os.close(file)
        connection.send(json.dumps(process).encode())
        status = os.waitpid(process, 0)[1]
        connection.send(json.dumps(os.waitstatus_to_exitcode(status)).encode())


def _load() -> None:
    """Load what commands need, of what is installed."""
    from graph.cli.commands import COMMANDS, import_command

    for name in COMMANDS:
        with suppress(ImportError):
            import_command(name)
    for name in _LIBRARIES:
        with suppress(ImportError):
            import_module(name)
    gc.collect()
    gc.freeze()


def _become(request: dict[str, object], files: list[int]) -> None:
    """Become a command in this fork, and end with it."""
    import peelgraph

    words, environment = request["words"], request["environment"]
    assert isinstance(words, list)
    assert isinstance(environment, dict)
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
        _open_stream(number)
    os.chdir(str(request["folder"]))
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv = [COMMAND[1], *words]
    sys.orig_argv = [*COMMAND, *words]
    try:
        peelgraph.run()
    except BaseException:  # which no command lets pass
        traceback.print_exc()
    finally:
        os._exit(70)


def _open_stream(number: int) -> None:
    """Open a standard stream anew, as Python does at its start."""
    name = ("stdin", "stdout", "stderr")[number]
    before = getattr(sys, name)
    stream = open(  # noqa: SIM115 - a standard stream
        number,
        "w" if number else "r",
        encoding=before.encoding,
        errors=before.errors,
        newline="\n" if number else None,
        closefd=False,
    )
    stream.reconfigure(line_buffering=name == "stderr", write_through=before.write_through)
    setattr(sys, name, stream)


if __name__ == "__main__":
    sys.path[0] = str(ROOT)
    _serve(socket(fileno=int(sys.argv[1])))
