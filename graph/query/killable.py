"""Knows how to run a query where it can be stopped: in a child process that is killed at the limit.

Oxigraph cannot cancel a query, and a thread cannot be stopped; a process can. The child follows its parent: whatever ends the
parent, no query runs on without anybody to answer.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, TypeVar

from graph.errors import PeelgraphError, QueryError
from graph.text import measured

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, ForkServerContext, SpawnContext

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
    context = _context()
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(call, sender), daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise QueryError(f"the query was stopped after {measured(seconds, 'seconds')}.", hint="Narrow it, add LIMIT, or allow a longer timeout.")
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


def _context() -> ForkContext | ForkServerContext | SpawnContext:
    """Choose how to start a process: by a fork, the fastest, unless threads could hold locks that the child would wait for."""
    known = multiprocessing.get_all_start_methods()
    if "fork" in known and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("forkserver") if "forkserver" in known else multiprocessing.get_context("spawn")


def _follow() -> None:
    """End this process when its parent has ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _answer(call: Callable[[], object], sender: Connection) -> None:
    threading.Thread(target=_follow, daemon=True).start()
    try:
        sender.send((True, call()))
    except PeelgraphError as error:
        sender.send((False, error))
