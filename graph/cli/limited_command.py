"""Run the body of a command in a process of its own, under limits and without a network.

The command starts a copy of itself before anything heavy is loaded. The copy does the work, with
the same input and output, and turns whatever goes wrong into a message; the first process only
waits, holds the limits, and ends as the copy has ended.
"""

from __future__ import annotations

import gc
import math
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, NoReturn

import click
from click.core import ParameterSource

from graph import process_limits, sandbox
from graph.cli import failure
from graph.cli.pager import paged
from graph.process_limits import Limits

QUERY = 30.0, process_limits.MEMORY  # a query
LOOK_UP = 60.0, process_limits.MEMORY  # a question to the store
WORK = 3600.0, "4GB"  # what reads and writes whole graphs
_YOUNG_OBJECTS, _COLLECTIONS = 100_000, 50  # networks hold many objects, and few are garbage
_PATIENCE = 1.0  # seconds for interrupted work to end by itself
_COPY = "PEELGRAPH_COPY"  # marks the copy where a process cannot be forked


def _in_environment(param: click.Parameter | None, ctx: click.Context | None) -> str | None:
    """Return the variable that a value comes from, for a message; None for an option."""
    if ctx is None or param is None or param.name is None:
        return None
    is_typed = ctx.get_parameter_source(param.name) is not ParameterSource.ENVIRONMENT
    return None if is_typed else f"'{param.envvar}'"


class _LimitType(click.ParamType[Any]):
    """The type of a limit, which names the variable of the environment that it comes from."""

    def fail(
        self, message: str, param: click.Parameter | None = None, ctx: click.Context | None = None
    ) -> NoReturn:
        """Refuse a value.

        Raises:
            click.BadParameter: always.
        """
        hint = _in_environment(param, ctx)
        raise click.BadParameter(message, ctx=ctx, param=param, param_hint=hint)


class Seconds(_LimitType, click.FloatRange):
    """A time of a tenth of a second to a day; anything but a number is refused."""

    def __init__(self) -> None:
        super().__init__(min=0.1, max=86_400)

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:
        """Read a number of seconds."""
        try:
            is_number = not math.isnan(float(value))  # which is in every range
        except ValueError:
            is_number = False
        if not is_number:
            self.fail(f"{value!r} is not a number of seconds.", param, ctx)
        return super().convert(value, param, ctx)


class Memory(_LimitType):
    """An amount of memory, as in 500MB or 2GB."""

    name = "memory"

    def convert(
        self,
        value: str | int,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        """Read the amount."""
        try:
            amount = process_limits.parse_memory(str(value))
        except (ValueError, OverflowError):
            self.fail(
                f"{value!r} is not an amount of memory; write it as 500MB or 2GB.", param, ctx
            )
        if amount < process_limits.LEAST_MEMORY:
            least = process_limits.format_memory(process_limits.LEAST_MEMORY)
            self.fail(f"{value} is too little; {least} are needed at least.", param, ctx)
        return amount


def limit_options(seconds: float, memory: str, *, what: str = "it") -> list[click.Parameter]:
    """Return the options --timeout and --memory; the help says what is stopped."""
    return [
        click.Option(
            ["--timeout"],
            type=Seconds(),
            default=seconds,
            show_default=True,
            envvar="PEELGRAPH_TIMEOUT",
            help=f"Seconds after which {what} is stopped.",
        ),
        click.Option(
            ["--memory"],
            type=Memory(),
            default=memory,
            show_default=True,
            envvar="PEELGRAPH_MEMORY",
            help=f"Memory beyond which {what} is stopped, as in 500MB.",
        ),
    ]


class Limited(click.Command):
    """A command whose body runs in a process of its own, under limits."""

    def __init__(
        self,
        *arguments: Any,
        limit: tuple[float, str] = LOOK_UP,
        pager: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self.params += limit_options(*limit)
        self.seconds, _ = limit
        self.pager = pager

    def invoke(self, ctx: click.Context) -> Any:
        """Run the body in the copy; in the first process, wait and end as the copy does.

        Raises:
            LimitError: in the first process, when the copy reached a limit or broke.
            KeyboardInterrupt: there too, when the copy went on though it was interrupted.
        """
        what = "the query" if self.name == "query" else f"`{ctx.command_path}`"
        allowed = Limits(ctx.params.pop("timeout"), ctx.params.pop("memory"), what)
        if not hasattr(os, "fork"):
            if os.environ.get(_COPY):
                return super().invoke(ctx)
            ctx.exit(_rerun(allowed))
        body = partial(super().invoke, ctx)
        with paged(wanted=self.pager):
            code = self._run_copy(allowed, body)
        return ctx.exit(code)

    def _run_copy(self, allowed: Limits, body: Callable[[], object]) -> int:
        """Run the body in a copy of this process; return its exit code in the first process."""
        parent = os.getpid()
        gc.freeze()  # so that no collection in the copy touches, and thereby copies, these pages
        process_limits.hold_interrupts()
        try:
            copy = os.fork()
            if copy:
                return _supervise(copy, allowed)
            work = partial(_work, parent, allowed, body)
            # to take the interpreter apart would cost more than the fork
            os._exit(failure.guarded(work, self.name or "peelgraph"))
        finally:  # of the first process
            process_limits.release_interrupts()


def _work(parent: int, allowed: Limits, body: Callable[[], object]) -> None:
    """Do the work of the copy behind its limits and its wall."""
    process_limits.release_interrupts()
    process_limits.end_with_parent(parent)
    process_limits.confine(allowed.memory)
    sandbox.close_network()
    gc.set_threshold(_YOUNG_OBJECTS, _COLLECTIONS, _COLLECTIONS)
    # numpy's threads wait more than they work at matrices of the size of these networks
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    body()


def _supervise(copy: int, allowed: Limits) -> int:
    """Wait for the copy, hold its limits, and return the code with which it ended."""
    with _interrupts_passed_to(copy) as pass_on, _end_of(copy) as ready:
        kind = process_limits.watch(copy, allowed, ready, stopped=pass_on)
        if kind:
            os.kill(copy, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
    if kind == "stop":
        raise KeyboardInterrupt
    if kind:
        raise allowed.limit_error(kind)
    if code == -signal.SIGINT:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    if code < 0:
        raise allowed.process_error(code)
    return code


@contextmanager
def _end_of(copy: int) -> Iterator[Callable[[float], bool]]:
    """Yield a function that waits for the end of a process."""
    if not hasattr(os, "pidfd_open"):

        def has_ended(seconds: float) -> bool:
            time.sleep(min(seconds, process_limits.TICK))
            return os.waitid(os.P_PID, copy, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

        yield has_ended
        return
    descriptor = os.pidfd_open(copy)
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    try:
        yield lambda seconds: bool(poll.poll(seconds * 1000))
    finally:
        os.close(descriptor)


@contextmanager
def _interrupts_passed_to(copy: int) -> Iterator[Callable[[], bool]]:
    """Yield a function that passes an interrupt on, as this process holds them back.

    A terminal interrupts the copy too; what another process sends here alone has to be passed on.
    The function tells whether the copy goes on all the same, as it does while the engine works.
    """
    if not hasattr(signal, "sigtimedwait"):
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        yield lambda: False
        signal.signal(signal.SIGINT, before)
        return

    end = math.inf

    def pass_on() -> bool:
        nonlocal end
        interrupt = signal.sigtimedwait((signal.SIGINT,), 0)
        if interrupt is not None:
            end = min(end, time.monotonic() + _PATIENCE)
            if interrupt.si_pid:
                os.kill(copy, signal.SIGINT)
        return time.monotonic() > end

    yield pass_on


def _rerun(allowed: Limits) -> int:
    """Run the command line again where a process cannot be forked; only time is limited there."""
    import subprocess  # here, so that the start of the command stays fast

    environment = {**os.environ, _COPY: "1"}
    command = [sys.executable, *sys.orig_argv[1:]]
    with subprocess.Popen(command, env=environment) as copy:  # noqa: S603 - our own command line
        try:
            return copy.wait(allowed.seconds)
        except subprocess.TimeoutExpired:
            copy.kill()
            raise allowed.limit_error("time") from None
