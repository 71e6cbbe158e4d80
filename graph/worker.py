"""Run calls in a process of its own that has no network and is killed at its limits.

Oxigraph cannot cancel a query, and a thread cannot be stopped; a process can. A process that has
answered waits for the next call, so that only the first one pays for its start; one that was
stopped, broke or grew is replaced. It is a fresh interpreter, so it works beside threads and
never runs the caller's script. It ends with its parent, even in the middle of a query.
"""

from __future__ import annotations

import atexit
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from typing import TypeVar, cast

from graph import error_report, process_limits, sandbox
from graph.errors import PeelgraphError, QueryError
from graph.process_limits import Limits

T = TypeVar("T")
_START = (
    "import sys; sys.path[:] = {path!r}; from {package} import worker; "
    "worker.serve_calls({receiver}, {sender})"
)
_MOST_IDLE = 4
_KEPT = 4  # a process that holds more than the limit divided by this is not kept for the next call


def run(call: Callable[[], T], allowed: Limits, *, stopped: threading.Event | None = None) -> T:
    """Return what a call returns, or stop it.

    Args:
        call: a module-level function, or a partial of one; its value goes between processes.
        allowed: the limits, and what the call is, for messages.
        stopped: set by another thread when nobody waits for the answer any more.

    Raises:
        LimitError: when a limit is reached, the process dies by itself, or nobody waits any more.
        QueryError: when the call fails in a way that was not foreseen.
        PeelgraphError: whatever error of the project the call raises.
    """
    process = _take()
    try:
        value = process.answer(call, allowed, stopped or threading.Event())
    except BaseException:
        process.end()
        raise
    _give_back(process, allowed)
    if isinstance(value, BaseException):
        raise value
    return cast("T", value)


class _Process:
    """A process that answers one call after the other."""

    def __init__(self) -> None:
        receiver, their_sender = Pipe(duplex=False)
        their_receiver, sender = Pipe(duplex=False)
        self._receiver, self._sender = receiver, sender
        ends = (their_receiver.fileno(), their_sender.fileno())
        start = _START.format(path=sys.path, package=__package__, receiver=ends[0], sender=ends[1])
        nowhere = subprocess.DEVNULL
        self._process = subprocess.Popen(  # noqa: S603 - this very interpreter
            [sys.executable, "-c", start],
            pass_fds=ends,
            stdin=nowhere,
            stdout=nowhere,
            stderr=nowhere,
        )
        their_receiver.close()
        their_sender.close()

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    @property
    def resident(self) -> int:
        return process_limits.resident_memory(self._process.pid)

    def answer(
        self,
        call: Callable[[], object],
        allowed: Limits,
        stopped: threading.Event,
    ) -> object:
        """Return what a call returns, or the error that it raises."""
        try:
            self._sender.send((pickle.dumps(call), allowed.memory, allowed.what))
            ready, number = self._receiver.poll, self._process.pid
            kind = process_limits.watch(number, allowed, ready, stopped=stopped.is_set)
            if kind:
                raise allowed.limit_error(kind)
            return self._receiver.recv()
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise allowed.process_error(self._process.wait()) from None

    def end(self) -> None:
        """Kill it and close its pipes."""
        self._process.kill()
        self._process.wait()
        self.leave()

    def leave(self) -> None:
        """Close its pipes."""
        self._receiver.close()
        self._sender.close()


_idle: list[_Process] = []
_left: list[_Process] = []  # of a parent; kept because they are not ours to wait for


def _take() -> _Process:
    with suppress(IndexError):
        while True:
            process = _idle.pop()
            if process.lives:
                return process
            process.end()
    return _Process()


def _give_back(process: _Process, allowed: Limits) -> None:
    if len(_idle) < _MOST_IDLE and process.resident * _KEPT < allowed.memory:
        _idle.append(process)
    else:
        process.end()


@atexit.register
def end_idle() -> None:
    """End the processes that wait for a call; their time counts as that of children then."""
    with suppress(IndexError):  # another thread may take one at the same time
        while True:
            _idle.pop().end()


def _disown() -> None:
    """Leave the processes to the parent in a fork of it: two must not speak through one pipe."""
    _left.extend(_idle)
    for process in _idle:
        process.leave()
    _idle.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_disown)


def serve_calls(receiver: int, sender: int) -> None:
    """Answer calls until the parent is gone: the life of the process of its own.

    Args:
        receiver: file descriptor on which calls arrive.
        sender: file descriptor for answers.
    """
    sandbox.close_network()
    calls: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    calls_in = Connection(receiver, writable=False)
    threading.Thread(target=_receive, args=(calls_in, calls), daemon=True).start()
    answers = Connection(sender, readable=False)
    while True:
        content, memory, what = pickle.loads(calls.get())  # noqa: S301 - from the parent alone
        answers.send_bytes(_answer(content, memory, what))


def _receive(calls_in: Connection, calls: queue.SimpleQueue[bytes]) -> None:
    """Take calls in a thread, so that the end of the parent is seen while a query runs."""
    try:
        while True:
            calls.put(calls_in.recv_bytes())
    except (EOFError, OSError):
        os._exit(1)


def _answer(content: bytes, memory: int, what: str) -> bytes:
    """Load and run a call; return what it returns or raises, ready to be sent."""
    try:
        process_limits.confine(memory)
        call = pickle.loads(content)  # noqa: S301 - from the parent alone
        return pickle.dumps(call(), pickle.HIGHEST_PROTOCOL)
    except PeelgraphError as error:
        return pickle.dumps(error)
    except (KeyboardInterrupt, SystemExit):
        raise
    except (
        BaseException
    ) as error:  # the engine's panics are no Exception; the caller has to hear of all
        return pickle.dumps(QueryError(error_report.error_message(error, what)))
