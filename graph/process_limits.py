"""Limit the time and memory of a process; the process that started it watches them.

The limit of memory is one of resident memory, which is what a machine runs out of. The parent
measures it every few milliseconds and kills the process. What grows between two measurements stays
small beside the limit; the system refuses a single request for far more (RLIMIT_DATA).
"""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from graph.errors import LimitError, QueryError
from graph.text import format_amount

MEMORY = "1GB"  # that a query or a look-up may take by default
LEAST_MEMORY = 64_000_000  # bytes; the interpreter and the engine alone need half of it
TICK = 0.005  # seconds between two measurements
_SLOW_TICK = 0.2  # where a measurement starts a program
_UNITS = {
    "": 1_000_000,
    "KB": 1_000,
    "MB": 1_000_000,
    "GB": 1_000_000_000,
    "KIB": 2**10,
    "MIB": 2**20,
    "GIB": 2**30,
}
_PARENT_DEATH_SIGNAL = 1  # prctl
_GIGABYTE = 1_000_000_000
_LINUX = sys.platform == "linux"
_PAGE = os.sysconf("SC_PAGE_SIZE") if _LINUX else 0  # bytes


class Limits(NamedTuple):
    """How much a process may take.

    Attributes:
        seconds: from its start; None for no limit.
        memory: resident bytes.
        what: what the process does, for messages, as in `the query`.
    """

    seconds: float | None
    memory: int = _GIGABYTE  # as MEMORY says
    what: str = "the query"

    def limit_error(self, limit: str) -> LimitError:
        """Return the error for a limit that `watch` reports: `time`, `memory` or `stop`."""
        match limit:
            case "stop":
                return LimitError(f"{self.what} was cancelled.")
            case "time":
                seconds = format_amount(self.seconds or 0, "seconds")
                message = f"{self.what} was stopped after {seconds}."
                return LimitError(message, hint=f"{self._allow}a longer timeout.")
        memory = f"the limit of {format_memory(self.memory)}"
        message = f"{self.what} was stopped: it needs more memory than {memory}."
        return LimitError(message, hint=f"{self._allow}more with --memory (in Python, memory=).")

    @property
    def _allow(self) -> str:
        """The beginning of a hint; only a query has a LIMIT."""
        return f"Narrow it, {'add LIMIT, ' * (self.what == 'the query')}or allow "

    def process_error(self, code: int) -> LimitError:
        """Return the error for a process that ended by itself; the code is that of `subprocess`."""
        message = f"{self.what} broke the process that ran it ({_exit_name(code)})."
        hint = "It may need too much memory, be nested too deeply, or have met a damaged file."
        return LimitError(message, hint=hint)


def parse_limits(what: str, seconds: float | None, memory: int | str | None) -> Limits:
    """Make limits of what a user or program gives.

    Args:
        what: what is limited, for messages.
        seconds: None for no limit.
        memory: bytes, or a text as in `500MB`; None for MEMORY.

    Raises:
        QueryError: for what is not an amount of memory, or too little.
    """
    try:
        amount = _in_bytes(MEMORY if memory is None else memory)
    except (ValueError, OverflowError):
        hint = "Give bytes, or a text as in 500MB."
        raise QueryError(f"{memory!r} is not an amount of memory.", hint=hint) from None
    if amount < LEAST_MEMORY:
        hint = f"{format_memory(LEAST_MEMORY)} are needed at least."
        raise QueryError(f"{format_memory(amount)} of memory is too little.", hint=hint)
    return Limits(seconds, amount, what)


def watch(
    process: int,
    limits: Limits,
    ready: Callable[[float], bool],
    *,
    stopped: Callable[[], bool] = lambda: False,
) -> str:
    """Wait until a process is ready: return "", or the limit it reached, as `limit_error` takes it.

    Args:
        process: its number.
        limits: of the process.
        ready: waits for at most so many seconds and tells whether the process ended or answered.
        stopped: tells whether nobody waits for the answer any more.
    """
    end = time.monotonic() + (limits.seconds or 0)
    tick = TICK
    if not _LINUX:
        tick = _SLOW_TICK
    while True:
        wait = tick
        if limits.seconds is not None:
            wait = min(tick, end - time.monotonic())
        if ready(max(wait, 0)):
            return ""
        if resident_memory(process) > limits.memory:
            return "memory"
        if stopped():
            return "stop"
        if limits.seconds is not None and time.monotonic() >= end:
            return "time"


def resident_memory(process: int) -> int:
    """Return the resident memory of a process in bytes; 0 where it is not known."""
    try:
        if _LINUX:
            return _resident_pages(process) * _PAGE
        import subprocess  # here, so that the start of the command stays fast

        command = ["ps", "-o", "rss=", "-p", str(process)]  # POSIX
        result = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
        return int(result.stdout or 0) * 1024
    except (OSError, ValueError, IndexError):
        return 0


def _resident_pages(process: int) -> int:
    """Read the number of resident pages; by descriptor, as it is read every few milliseconds."""
    descriptor = os.open(f"/proc/{process}/statm", os.O_RDONLY)
    try:
        return int(os.read(descriptor, 256).split()[1])
    finally:
        os.close(descriptor)


def confine(memory: int) -> None:
    """Let the system refuse this process far more memory than its limit, and a core file."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    ceiling = _ceiling(memory)
    if hard != resource.RLIM_INFINITY:
        ceiling = min(ceiling, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (ceiling, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def end_with_parent(parent: int) -> None:
    """End this process when the one that started it has ended.

    Args:
        parent: number of the process that started this one.
    """
    if _LINUX:
        import ctypes

        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    else:
        import threading

        threading.Thread(target=_wait_for_end, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it ended before this call
        os._exit(1)


def hold_interrupts() -> None:
    """Hold interrupts back, in this process and in what it forks, until they are released there.

    Errors in what Python runs by itself around a fork (`os.register_at_fork`) are lost, and with
    them an interrupt that comes then.
    """
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))


def release_interrupts() -> None:
    """Let interrupts come again.

    Raises:
        KeyboardInterrupt: when one was held back.
    """
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT,))


def parse_memory(text: str) -> int:
    """Read an amount of memory: a number with KB, MB, GB, KiB, MiB or GiB; without a unit, MB.

    Raises:
        ValueError: for what is no amount.

    >>> parse_memory("1.5 GB"), parse_memory("512MiB"), parse_memory("200")
    (1500000000, 536870912, 200000000)
    """
    match = re.fullmatch(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([KMG]i?B)?\s*", text, re.IGNORECASE)
    if match is None:
        raise ValueError(text)
    return int(float(match[1]) * _UNITS[(match[2] or "").upper()])


def format_memory(memory: int) -> str:
    """Write an amount of memory in gigabytes or megabytes.

    >>> format_memory(1_000_000_000), format_memory(536_870_912)
    ('1 GB', '537 MB')
    """
    if memory >= _GIGABYTE:
        return f"{memory / _GIGABYTE:.3g} GB"
    return f"{memory / 1_000_000:.0f} MB"


def _in_bytes(memory: int | str) -> int:
    if isinstance(memory, str):
        return parse_memory(memory)
    return memory


def _exit_name(code: int) -> str:
    """Name the signal behind a negative exit code; other codes stay numbers."""
    try:
        return signal.Signals(-code).name
    except ValueError:
        return str(code)


def _wait_for_end(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_SLOW_TICK)
    os._exit(1)


def _ceiling(memory: int) -> int:
    """Return the bytes that the system may give; stacks and spare room are never all resident."""
    return min(memory * 4 + 256_000_000, sys.maxsize)
