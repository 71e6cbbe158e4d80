"""Limits of time and memory for a process, held by the process that started it.

A limit of memory is one of resident memory, which is what a machine runs out of. The parent looks
every few milliseconds and kills. What grows between two looks stays small beside the limit; a
single wish for far more than the limit is refused by the system (RLIMIT_DATA).
"""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.errors import LimitError, QueryError
from graph.text import measured

MEMORY = 1_000_000_000  # bytes that a query or a look-up may take
LEAST = 64_000_000  # bytes; the interpreter and the engine alone take half of it
TICK = 0.005  # seconds between two looks
_SLOW_TICK = 0.2  # where a look starts a program
_UNITS = {
    "": 1_000_000,
    "KB": 1_000,
    "MB": 1_000_000,
    "GB": 1_000_000_000,
    "KIB": 2**10,
    "MIB": 2**20,
    "GIB": 2**30,
}
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_PARENT_DEATH_SIGNAL = 1  # prctl
_LINUX = sys.platform == "linux"


@dataclass(frozen=True)
class Limits:
    """How much a process may take.

    Attributes:
        seconds: from its start; None for as long as it likes.
        memory: resident bytes.
        what: it does, for messages, as in `the query`.
    """

    seconds: float | None
    memory: int = MEMORY
    what: str = "the query"

    def exceeded(self, kind: str) -> LimitError:
        """Return the error for a limit: `time`, `memory`, or `stop` where nobody waits any more."""
        if kind == "stop":
            return LimitError(f"{self.what} was cancelled.")
        if kind == "time":
            hint = "Narrow it, add LIMIT, or allow a longer timeout."
            return LimitError(
                f"{self.what} was stopped after {measured(self.seconds or 0, 'seconds')}.",
                hint=hint,
            )
        hint = "Narrow it, add LIMIT, or allow more with --memory (in Python, memory=)."
        return LimitError(
            f"{self.what} was stopped: it needs more memory than the limit of {in_words(self.memory)}.",
            hint=hint,
        )

    def broken(self, code: int) -> LimitError:
        """Return the error for a process that ended by itself; code as in `subprocess`."""
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(code)
        hint = "It may need too much memory, be nested too deeply, or have met a damaged file."
        return LimitError(f"{self.what} broke the process that ran it ({name}).", hint=hint)


def limits(what: str, seconds: float | None, memory: int | str) -> Limits:
    """Put limits together from what a program gives.

    Args:
        what: is limited, for messages.
        seconds: None for as long as it likes.
        memory: bytes, or a text as in `500MB`.

    Raises:
        QueryError: for what is no amount of memory, or too little.
    """
    try:
        amount = memory if isinstance(memory, int) else in_bytes(memory)
    except (ValueError, OverflowError):
        hint = "Give bytes, or a text as in 500MB."
        raise QueryError(f"{memory!r} is no amount of memory.", hint=hint) from None
    if amount < LEAST:
        hint = f"{in_words(LEAST)} are needed at least."
        raise QueryError(f"{in_words(amount)} of memory are too little.", hint=hint)
    return Limits(seconds, amount, what)


def watch(
    process: int,
    limits: Limits,
    ready: Callable[[float], bool],
    *,
    stopped: Callable[[], bool] = lambda: False,
) -> str:
    """Wait until a process is ready: return "", or which limit it reached, as `exceeded` takes it.

    Args:
        process: its number.
        limits: of it.
        ready: waits for so many seconds at most and says whether the process has ended or answered.
        stopped: says whether nobody waits for the answer any more.
    """
    end = None if limits.seconds is None else time.monotonic() + limits.seconds
    tick = TICK if _LINUX else _SLOW_TICK
    while True:
        left = tick if end is None else min(tick, end - time.monotonic())
        if ready(max(left, 0)):
            return ""
        if resident(process) > limits.memory:
            return "memory"
        if stopped():
            return "stop"
        if end is not None and time.monotonic() >= end:
            return "time"


def resident(process: int) -> int:
    """Return the resident memory of a process in bytes; 0 where nobody knows it."""
    try:
        if _LINUX:
            return int(Path(f"/proc/{process}/statm").read_bytes().split()[1]) * _PAGE
        import subprocess  # here, so that the start of the command stays fast

        command = ["ps", "-o", "rss=", "-p", str(process)]  # POSIX
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
        return int(done.stdout or 0) * 1024
    except (OSError, ValueError, IndexError):
        return 0


def confine(memory: int) -> None:
    """Let the system refuse this process far more memory than its limit, and a core file."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    ceiling = _ceiling(memory)
    resource.setrlimit(
        resource.RLIMIT_DATA,
        (ceiling if hard == resource.RLIM_INFINITY else min(ceiling, hard), hard),
    )
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def follow(parent: int) -> None:
    """End this process when the one that started it has ended.

    Args:
        parent: number of the process that started this one.
    """
    if _LINUX:
        import ctypes

        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    else:
        import threading

        threading.Thread(target=_follow, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it ended before
        os._exit(1)


def in_bytes(text: str) -> int:
    """Read an amount of memory: a number with KB, MB, GB, KiB, MiB or GiB; without a unit, MB.

    Raises:
        ValueError: for what is no amount.

    >>> in_bytes("1.5 GB"), in_bytes("512MiB"), in_bytes("200")
    (1500000000, 536870912, 200000000)
    """
    match = re.fullmatch(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([KMG]i?B)?\s*", text, re.IGNORECASE)
    if match is None:
        raise ValueError(text)
    return int(float(match[1]) * _UNITS[(match[2] or "").upper()])


def in_words(memory: int) -> str:
    """Return an amount of memory as a reader would write it.

    >>> in_words(1_000_000_000), in_words(536_870_912)
    ('1 GB', '537 MB')
    """
    return f"{memory / 1e9:.3g} GB" if memory >= 1_000_000_000 else f"{memory / 1e6:.0f} MB"


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_SLOW_TICK)
    os._exit(1)


def _ceiling(memory: int) -> int:
    """Return the bytes that the system may give; stacks and spare room are never all resident."""
    return min(memory * 4 + 256_000_000, sys.maxsize)
