"""Knows how to run a query where it can be stopped: in a child process that is killed at the limit.

Oxigraph cannot cancel a query, and a thread cannot be stopped; a process can.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

from graph.errors import PeelgraphError, QueryError

T = TypeVar("T")


def run(call: Callable[[], T], *, seconds: float) -> T:
    """Return what a call returns, or stop it.

    Args:
        call: a module-level function, or a partial of one; what it returns is passed between processes.
        seconds: after which the process is killed.

    Raises:
        QueryError: when the limit is reached, or the process dies by itself.
        PeelgraphError: whatever error of the project the call raises.
    """
    forks = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork") if forks else multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(call, sender), daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise QueryError(f"the query was stopped after {seconds:g} seconds.", hint="Narrow it, add LIMIT, or allow more with --timeout.")
        done, value = receiver.recv()
    except EOFError:
        raise QueryError("the query broke the process that ran it.", hint="It may need too much memory or be nested too deeply.") from None
    finally:
        process.kill()
        process.join()
        receiver.close()
    if not done:
        raise value
    result: T = value
    return result


def _answer(call: Callable[[], object], sender: Connection) -> None:
    try:
        sender.send((True, call()))
    except PeelgraphError as error:
        sender.send((False, error))
