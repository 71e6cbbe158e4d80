"""Wait for look-ups and run each in a fork of this process, in which everything is loaded.

It holds no store and no data, so no answer can be stale. A fork has the words, environment, folder,
permissions and standard streams of the command that asked (`graph.helper_client`), and runs it as
the command itself would: with its limits and without a network. The process ends when it was idle
for ten minutes, or when a file of the code that it has loaded has changed.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from selectors import EVENT_READ, DefaultSelector
from socket import AF_UNIX, recv_fds, socket
from typing import NamedTuple

from graph import helper_client, process_limits
from graph.cli.commands import COMMANDS, SYNONYMS, commands, import_command
from graph.cli.limited_command import LOOK_UP, Limited

IDLE = 600.0  # seconds
_PATIENCE = 2.0  # seconds for a request to arrive
_STREAMS = 3
_LOADED = (  # beside the modules of commands, what the look-ups load when they run
    "ctypes",
    "graph.query.comparisons",
    "graph.query.description",
    "graph.query.question_answers",
    "graph.query.search",
    "graph.query.sparql",
)
_PACKAGE = __name__.removesuffix("graph.cli.helper_server")  # in a wheel, `peelgraph.`


class Request(NamedTuple):
    """A command that is to be run.

    Attributes:
        words: of its command line.
        environment: of the process that asks.
        mask: of permissions of new files.
        files: descriptors of its standard streams and its folder.
    """

    words: list[str]
    environment: dict[str, str]
    mask: int
    files: list[int]


def serve_commands(address: str, *, idle: float = IDLE) -> None:
    """Answer until nobody has asked for a while, unless another process does so already.

    Args:
        address: of the socket.
        idle: seconds without a request after which it ends.
    """
    import fcntl

    os.umask(0o077)
    lock = os.open(f"{address}.lock", os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    os.chdir("/")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _load()
    before = f"{address}~"  # while it does not listen yet
    with suppress(FileNotFoundError):
        os.unlink(before)  # noqa: PTH108 - of one that was killed
    with socket(AF_UNIX) as listener:
        listener.bind(before)
        listener.listen()
        os.replace(before, address)  # noqa: PTH105 - faster than Path
        _Waiting(listener, address).run(idle)


def _load() -> None:
    """Load what look-ups need, once for all of them."""
    for name in COMMANDS:
        _is_look_up([name])
    for name in _LOADED:
        import_module(_PACKAGE + name if name.startswith("graph.") else name)
    gc.collect()
    gc.freeze()


class _Waiting:
    """The process that waits: its listener, and the connections of commands that run."""

    def __init__(self, listener: socket, address: str) -> None:
        self.listener, self.address = listener, address
        self.paths = _code_files()
        self.code = _states(self.paths)
        self.processes: set[int] = set()
        self.selector = DefaultSelector()
        self.selector.register(listener, EVENT_READ, self.accept)

    def run(self, idle: float) -> None:
        """Answer, until nobody has asked for a while or the code has changed."""
        while self.processes or self.code:
            events = self.selector.select(None if self.processes else idle)
            if not events:
                self.leave()
            for key, _ in events:
                handle: Callable[[], None] = key.data
                handle()

    def accept(self) -> None:
        """Take a command and start it, or refuse it."""
        connection, _ = self.listener.accept()
        connection.settimeout(_PATIENCE)
        request = _request(connection)
        if self.code != _states(self.paths):
            self.leave()
            request = None
        if request is None:
            with suppress(OSError):
                connection.sendall(helper_client.REFUSED)
            connection.close()
            return
        try:
            connection.sendall(helper_client.ACCEPTED)
        except OSError:  # it was not waited for
            _close(request.files)
            connection.close()
            return
        self.start(connection, request)

    def leave(self) -> None:
        """Take no more commands."""
        self.code = []
        self.selector.unregister(self.listener)
        os.unlink(self.address)  # noqa: PTH108 - faster than Path
        self.listener.close()

    def start(self, connection: socket, request: Request) -> None:
        """Run a command in a fork."""
        parent = os.getpid()
        process_limits.hold_interrupts()
        process = os.fork()
        if process:
            process_limits.release_interrupts()
            _close(request.files)
            self.watch(connection, process)
            return
        code = 1
        try:
            code = _run(request, parent)
        finally:
            os._exit(code)

    def watch(self, connection: socket, process: int) -> None:
        """Pass interrupts on to a command, and its exit code back; without its asker, end it."""
        ended = os.pidfd_open(process)

        def hear() -> None:
            if process not in self.processes:  # it has just ended
                return
            with suppress(OSError):
                if connection.recv(1) == helper_client.INTERRUPT:
                    os.kill(process, signal.SIGINT)
                    return
            self.selector.unregister(connection)
            os.kill(process, signal.SIGKILL)

        def finish() -> None:
            code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
            with suppress(OSError):
                connection.sendall(b"%d\n" % code)
            with suppress(KeyError):
                self.selector.unregister(connection)
            self.selector.unregister(ended)
            connection.close()
            os.close(ended)
            self.processes.remove(process)

        self.processes.add(process)
        self.selector.register(connection, EVENT_READ, hear)
        self.selector.register(ended, EVENT_READ, finish)


def _request(connection: socket) -> Request | None:
    """Read a request; None where it is not for this process, or from somebody else."""
    files: list[int] = []
    try:
        connection.sendall(helper_client.READY)
        head, files, _, _ = recv_fds(connection, helper_client.HEAD, _STREAMS + 1)
        content = helper_client.receive(connection, head)
        flags, mask, words, environment = helper_client.unpack_request(content)
        is_own = helper_client.owner(connection) == (os.getuid(), os.getgid())
        is_alike = (flags, *_start_values(environment)) == _START
        if is_own and is_alike and len(files) > _STREAMS and _is_look_up(words):
            return Request(words, environment, mask, files)
    except (OSError, ValueError):
        pass
    _close(files)
    return None


def _close(files: list[int]) -> None:
    for file in files:
        os.close(file)


def _is_look_up(words: list[str]) -> bool:
    """Tell whether some words begin with a command that asks and is soon done."""
    word = "".join(words[:1]).lower()
    name = SYNONYMS.get(word, word)
    command = import_command(name) if name in COMMANDS else None
    return isinstance(command, Limited) and command.seconds <= LOOK_UP[0]


def _start_values(environment: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what Python and the C library read of an environment when a process starts."""
    names = ("PYTHON", "LC_", "LANG", "LD_", "MALLOC_")
    return sorted(item for item in environment.items() if item[0].startswith(names))


_START = (str(tuple(sys.flags)), *_start_values(os.environ))  # of this process


def _code_files() -> list[str]:
    """Return the files of code that this process has loaded."""
    modules = [*sys.modules.values()]
    return sorted({file for module in modules if (file := getattr(module, "__file__", None))})


def _states(paths: list[str]) -> list[tuple[int, int]]:
    """Return size and time of change of some files; nothing where one is gone."""
    try:
        states = [os.stat(path) for path in paths]  # noqa: PTH116 - faster than Path
    except OSError:
        return []
    return [(state.st_size, state.st_mtime_ns) for state in states]


def _run(request: Request, parent: int) -> int:
    """Become the command in this fork of the process that waits; return its exit code."""
    process_limits.end_with_parent(parent)
    for number, file in enumerate(request.files[:_STREAMS]):
        os.dup2(file, number)
    os.fchdir(request.files[_STREAMS])
    os.closerange(_STREAMS, 1 << 20)
    os.umask(request.mask)
    os.environ.clear()
    os.environ.update(request.environment)
    time.tzset()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = ["peelgraph", *request.words]
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        _open_stream(number, name)
    try:
        process_limits.release_interrupts()
        commands(prog_name="peelgraph")
    except KeyboardInterrupt:  # before the command began
        sys.stderr.write(helper_client.STOPPED)
        return 1
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else 1
    return 0


def _open_stream(number: int, name: str) -> None:
    """Open a standard stream again as Python opens it where it is no terminal."""
    before = getattr(sys, name)
    stream = open(  # noqa: SIM115 - a standard stream
        number,
        "r" if name == "stdin" else "w",
        encoding=before.encoding,
        errors=before.errors,
        newline="\n",
        closefd=False,
    )
    stream.reconfigure(line_buffering=name == "stderr")
    setattr(sys, name, stream)
