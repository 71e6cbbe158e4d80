"""Let a process that waits run a command, so that nothing has to be loaded first.

Only where PEELGRAPH_HELPER is set. The process (`graph.cli.helper_server`) gets the words, the
environment, the folder and the standard streams of the command, and does with them what the
command would do. Whatever stands in the way, the command runs as it does without it. This module
imports little, because what it imports is all that such a command has to load.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as in typing, which takes long to import
if TYPE_CHECKING:
    from _socket import socket
    from collections.abc import Sequence

SWITCH = "PEELGRAPH_HELPER"
READY, ACCEPTED, REFUSED, INTERRUPT = b"r", b"y", b"n", b"i"
HEAD = 8  # bytes in front of a request: its length
_SEPARATOR = b"\0"  # which neither words nor the environment can hold
_LONGEST = 107  # bytes of the path of a socket
_MOST = 4_000_000  # bytes of a request
_START = (
    "import sys; sys.path[:] = {path!r}; from {package}.cli import helper_server; "
    "helper_server.serve_commands({address!r})"
)
_PATIENCE = 2.0  # seconds for the process that waits to accept a command
_TICK = 0.5  # seconds; an interrupt that comes just before a wait is heard after it
STOPPED = "peelgraph: stopped.\n"
_LOST = "peelgraph: the helper process ended before it had answered. Run the command again.\n"


def is_wanted() -> bool:
    """Tell whether the user wants commands to be run by the process that waits."""
    return os.environ.get(SWITCH, "") not in ("", "0")


def answer(words: Sequence[str]) -> int | None:
    """Let the process that waits run a command; start it for the next one where there is none.

    Args:
        words: of the command line, without the program.

    Returns:
        The exit code; None where the command has to be run here.
    """
    if sys.platform != "linux" or os.isatty(1):  # a reader may be shown pages, and stop them
        return None
    try:
        for number in (0, 1, 2):
            os.fstat(number)
        address = _address()
    except OSError:  # a stream is closed, or there is no place of our own
        return None
    from _socket import AF_UNIX, socket  # `socket` takes longer to import than all else here

    connection = socket(AF_UNIX)
    try:
        if not _is_connected(connection, address) or not _is_accepted(connection, words):
            return None
        return _exit_code(connection)
    except KeyboardInterrupt:
        sys.stderr.write(STOPPED)
        return 1
    finally:
        connection.close()


def owner(connection: socket) -> tuple[int, int]:
    """Return the user and the group of the process at the end of a connection (SO_PEERCRED)."""
    from _socket import SO_PEERCRED, SOL_SOCKET

    numbers = memoryview(connection.getsockopt(SOL_SOCKET, SO_PEERCRED, 12)).cast("i")
    return numbers[1], numbers[2]


def pack_request(words: Sequence[str], mask: int) -> bytes:
    """Write a request: how this interpreter was started, the command and its environment."""
    fields = [str(tuple(sys.flags)), str(mask), str(len(words)), *words]
    fields += [f"{name}={value}" for name, value in os.environ.items()]
    content = _SEPARATOR.join(map(os.fsencode, fields))
    return len(content).to_bytes(HEAD, "big") + content


def unpack_request(content: bytes) -> tuple[str, int, list[str], dict[str, str]]:
    """Read a request without its length: flags, mask of permissions, words, environment.

    Raises:
        ValueError: for what `pack_request` has not written.
    """
    flags, mask, count, *rest = map(os.fsdecode, content.split(_SEPARATOR))
    pairs = (field.partition("=") for field in rest[int(count) :])
    return flags, int(mask), rest[: int(count)], {name: value for name, _, value in pairs}


def receive(connection: socket, head: bytes) -> bytes:
    """Return the rest of a request of which the beginning has been received, without its length.

    Raises:
        ValueError: when it is too long, or ends too early.
    """
    content = bytearray(head)
    while len(content) < HEAD or len(content) < HEAD + int.from_bytes(content[:HEAD], "big"):
        part = connection.recv(65_536)
        if not part or len(content) > _MOST:
            raise ValueError("no request")
        content += part
    return bytes(content[HEAD:])


def _address() -> str:
    """Return the socket for this installation and interpreter, in a folder of the user alone.

    Raises:
        OSError: when there is no such folder, it belongs to somebody else or is open to others, or
            its path is too long for a socket.
    """
    base = os.environ.get("XDG_RUNTIME_DIR", "")
    is_absolute = base.startswith("/")  # others are to be ignored (XDG Base Directory)
    folder = f"{base}/peelgraph" if is_absolute else f"/tmp/peelgraph-{os.getuid()}"  # noqa: S108
    here, python = os.stat(__file__), os.stat(sys.executable)  # noqa: PTH116 - faster than Path
    name = f"{here.st_dev:x}-{here.st_ino:x}-{python.st_dev:x}-{python.st_ino:x}"
    address = f"{folder}/{name}"
    if len(os.fsencode(f"{address}~")) > _LONGEST:  # `~`, before the socket listens
        raise OSError
    try:
        os.mkdir(folder, 0o700)  # noqa: PTH102 - faster than Path
    except FileExistsError:
        state = os.lstat(folder)
        if state.st_mode != 0o040700 or state.st_uid != os.getuid():
            raise
    return address


def _start(address: str) -> None:
    """Start the process that waits, in a session of its own; it outlives this one.

    It never loads code from the folder in which the first command happens to be typed.

    Raises:
        OSError: when that folder is gone, or the machine takes no more processes.
    """
    root, package = __file__, str(__package__)
    for _ in f"{package}.helper_client".split("."):
        root = os.path.dirname(root)  # noqa: PTH120 - faster than Path
    here = os.getcwd()  # noqa: PTH109 - faster than Path
    path = [root, *(place for place in sys.path if place not in ("", here, root))]
    code = _START.format(path=path, package=package, address=address)
    streams = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
    arguments = [sys.executable, "-c", code]
    os.posix_spawn(sys.executable, arguments, os.environ, file_actions=streams, setsid=True)


def _is_connected(connection: socket, address: str) -> bool:
    """Connect with the process that waits; start it, for the next command, where there is none."""
    connection.settimeout(_PATIENCE)
    try:
        connection.connect(address)
    except TimeoutError:
        return False
    except OSError:
        from contextlib import suppress  # which takes long to import

        with suppress(OSError):  # the command runs all the same
            _start(address)
        return False
    return True


def _is_accepted(connection: socket, words: Sequence[str]) -> bool:
    """Hand over a command; tell whether it is run there."""
    from _socket import SCM_RIGHTS, SOL_SOCKET

    mask = os.umask(0o077)
    os.umask(mask)
    request = pack_request(words, mask)
    try:
        if owner(connection)[0] != os.getuid() or connection.recv(1) != READY:
            return False  # streams on their way to a process that does not answer would stay open
        folder = os.open(".", os.O_RDONLY | os.O_DIRECTORY)
        try:
            files = b"".join(file.to_bytes(4, sys.byteorder) for file in (0, 1, 2, folder))
            connection.sendmsg([request[:HEAD]], [(SOL_SOCKET, SCM_RIGHTS, files)])
        finally:
            os.close(folder)
        connection.sendall(request[HEAD:])
        return connection.recv(1) == ACCEPTED
    except OSError:
        return False


def _is_sent(connection: socket, content: bytes) -> bool:
    """Send something to the process that waits; tell whether it is still there."""
    try:
        connection.sendall(content)
    except OSError:
        return False
    return True


def _exit_code(connection: socket) -> int:
    """Wait for the end of a command; pass the first interrupt on to it.

    Raises:
        KeyboardInterrupt: at the second.
    """
    connection.settimeout(_TICK)
    content, interrupt = b"", INTERRUPT
    while not content.endswith(b"\n"):
        try:
            part = connection.recv(16)
        except KeyboardInterrupt:
            if not interrupt:
                raise
            if not _is_sent(connection, interrupt):
                sys.stderr.write(_LOST)
                return 1
            interrupt = b""
            continue
        except TimeoutError:
            continue
        except OSError:
            part = b""
        if not part:
            sys.stderr.write(_LOST)
            return 1
        content += part
    code = int(content)
    if code < 0:  # a signal ended it
        from contextlib import suppress
        from signal import SIG_DFL, signal

        with suppress(OSError):  # not of SIGKILL
            signal(-code, SIG_DFL)
        os.kill(os.getpid(), -code)
    return code
