"""The process that waits for look-ups: equal answers, the same limits and walls, never needed."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from conftest import ROOT

from graph.cli import helper_server

T = TypeVar("T")
COMMAND = [sys.executable, "-X", "importtime", str(ROOT / "peelgraph.py")]
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"  # takes time, not memory
NAMES = "SELECT ?x ?name { ?x a peel:Unit ; rdfs:label ?name } ORDER BY ?name"


def _hear_interrupts() -> None:
    """Let a command hear interrupts, which a shell's background or an earlier test may keep from it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT,))


class Desk:
    """Runs commands with and without the process that waits, in a folder of their own."""

    def __init__(self, runtime: Path, store: Path, folder: Path) -> None:
        self.runtime, self.folder, self.command = runtime, folder, COMMAND
        kept = {name: value for name, value in os.environ.items() if name != "PEELGRAPH_HELPER"}
        self.environment = {**kept, "PEELGRAPH_STORE": str(store), "COLUMNS": "90"}

    def open(self, *words: str, helped: bool = True, **more: str) -> subprocess.Popen[bytes]:
        """Start a command."""
        environment = {**self.environment, **more, "XDG_RUNTIME_DIR": str(self.runtime)}
        return subprocess.Popen(
            [*self.command, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**environment, "PEELGRAPH_HELPER": str(int(helped))},
            cwd=self.folder,
            preexec_fn=_hear_interrupts,  # noqa: PLW1509 - it asks for no lock
        )

    def run(
        self, *words: str, text: str = "", helped: bool = True, **more: str
    ) -> tuple[tuple[int, bytes, bytes], bool]:
        """Return code and outputs of a command, and whether the process that waits ran it."""
        with self.open(*words, helped=helped, **more) as command:
            output, errors = command.communicate(text.encode(), timeout=100)
        is_helped = re.search(rb"\| +click$", errors, re.MULTILINE) is None
        errors = re.sub(rb"^import time:.*\n", b"", errors, flags=re.MULTILINE)
        return (command.returncode, output, errors), is_helped

    def address(self) -> Path:
        """Wait for the socket of the process that waits, and return it."""
        for _ in range(400):
            for path in self.runtime.glob("peelgraph/*[!~]"):
                if path.is_socket():
                    return path
            time.sleep(0.05)
        raise AssertionError("no process waits")

    def process(self) -> int:
        """Return the number of the process that waits."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(self.address()))
            credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 4)
        return int.from_bytes(credentials, sys.byteorder)


@pytest.fixture
def runtime() -> Iterator[Path]:
    """A folder for sockets with a short path; what waits there is ended."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    for path in folder.glob("peelgraph/*[!~]"):
        if path.is_socket():
            _end(path)
    shutil.rmtree(folder)


def _end(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(str(path))
        except OSError:
            return
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 4)
    os.kill(int.from_bytes(credentials, sys.byteorder), signal.SIGKILL)


@pytest.fixture
def desk(runtime: Path, invented_directory: Path, tmp_path: Path) -> Desk:
    """Commands beside a process that waits."""
    desk = Desk(runtime, invented_directory, tmp_path)
    assert desk.run("find", "hub")[1] is False  # the first command starts it
    desk.address()
    return desk


def _ends(process: int) -> bool:
    """Tell whether a process ends within some seconds."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def _end_of(process: subprocess.Popen[bytes]) -> int:
    """Return the exit code of a process that ends by itself; one that does not is killed."""
    try:
        return process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _children(process: int) -> list[int]:
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(number) for number in path.read_text("utf-8").split()]


def _soon(call: Callable[[], T]) -> T:
    """Return what a call gives as soon as it is not empty, within a minute."""
    for _ in range(3000):
        if value := call():
            return value
        time.sleep(0.02)
    raise AssertionError("nothing happened in a minute")


def _with_work(waiting: int) -> tuple[list[int], list[int]]:
    """Return the processes that the one that waits has started, and what the first has started."""
    children = _soon(lambda: _children(waiting))
    return children, _soon(lambda: _children(children[0]))


def test_answers_are_equal(desk: Desk, invented_directory: Path) -> None:
    """Codes and outputs are byte for byte those of the command alone, for answers, errors, limits and files."""
    cases = (
        ("query", NAMES),
        ("query", NAMES, "--format", "md"),
        ("query", "CONSTRUCT WHERE { ?a peel:refersTo ?b }"),
        ("query", "SELECT ?x { ?x a peel:Nothing }"),
        ("query", "SELECT ?x { ?x a "),
        ("query", "-f", "-"),
        ("query", "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"),
        ("query", SLOW, "--timeout", "1"),
        ("query", NAMES, "--store", os.path.relpath(invented_directory, desk.folder)),
        ("query", NAMES, "--store", "nowhere"),
        ("Search", "rivver", "teem"),
        ("ask", "partners-of-unit", "--describe"),
        ("show", "river team", "--help"),
        ("compare", "nothing of this name"),
        ("path", "only one name"),
        ("query", NAMES, "-o", "answer.csv"),
    )
    for words in cases:
        alone, _ = desk.run(*words, text=NAMES, helped=False)
        (desk.folder / "answer.csv").unlink(missing_ok=True)
        assert desk.run(*words, text=NAMES) == (alone, True), words
    assert (desk.folder / "answer.csv").is_file()


def test_other_commands_run_alone(desk: Desk) -> None:
    """What is no look-up runs without the process that waits, and so does what begins otherwise than it."""
    assert desk.run("--version")[1] is False
    assert desk.run("nothing")[0][0] == 2
    assert desk.run("build", "--help")[1] is False
    assert desk.run("query", NAMES, PYTHONIOENCODING="latin-1")[1] is False
    assert desk.run("query", NAMES)[1] is True


def test_permissions_of_new_files_are_those_of_the_command(desk: Desk) -> None:
    """A file gets the permissions that the user's mask leaves, not those of another process."""
    before = os.umask(0o027)
    try:
        _, is_helped = desk.run("query", NAMES, "-o", "answer.csv")
    finally:
        os.umask(before)
    mode = (desk.folder / "answer.csv").stat().st_mode & 0o777
    assert (is_helped, mode) == (True, 0o640)


def test_a_command_that_is_gone_leaves_no_work(desk: Desk) -> None:
    """Where the command is killed, its work ends at once, and the process that waits goes on."""
    waiting = desk.process()
    with desk.open("query", SLOW, "--timeout", "300") as command:
        children = _soon(lambda: _children(waiting))
        command.kill()
    assert all(map(_ends, children))
    assert desk.run("query", NAMES)[1] is True


def test_an_interrupt_reaches_the_work(desk: Desk) -> None:
    """An interrupted command says that it was stopped, as it does alone."""
    waiting = desk.process()
    with desk.open("query", SLOW, "--timeout", "300") as command:
        children, _ = _with_work(waiting)
        command.send_signal(signal.SIGINT)
        _, errors = command.communicate(timeout=20)
    assert (command.returncode, errors.endswith(b"peelgraph: stopped.\n")) == (1, True)
    assert all(map(_ends, children))


def test_without_the_process_that_waits_commands_go_on(desk: Desk) -> None:
    """Where it is killed, a command that it runs says so, its work ends, and the next one runs alone."""
    waiting = desk.process()
    with desk.open("query", SLOW, "--timeout", "300") as command:
        children, work = _with_work(waiting)
        os.kill(waiting, signal.SIGKILL)
        _, errors = command.communicate(timeout=20)
    assert (command.returncode, b"helper process ended" in errors) == (1, True)
    assert all(map(_ends, [*children, *work]))
    assert desk.run("query", NAMES)[1] is False


def test_a_process_that_is_stopped_does_not_hold_up_commands(desk: Desk) -> None:
    """Where it does not accept a command, the command runs alone; nothing is done twice."""
    waiting = desk.process()
    os.kill(waiting, signal.SIGSTOP)
    try:
        alone, is_helped = desk.run("query", NAMES, "-o", "answer.csv")
        (desk.folder / "answer.csv").unlink()
    finally:
        os.kill(waiting, signal.SIGCONT)
    assert (alone[0], is_helped) == (0, False)
    assert desk.run("query", NAMES)[1] is True
    assert not (desk.folder / "answer.csv").exists()


def test_a_folder_that_others_can_enter_is_not_used(desk: Desk) -> None:
    """The socket is believed only where nobody else could have put it."""
    folder = desk.address().parent
    folder.chmod(0o755)
    assert desk.run("query", NAMES)[1] is False
    folder.chmod(0o700)
    assert desk.run("query", NAMES)[1] is True
    assert desk.address().stat().st_mode & 0o077 == 0


def test_changed_code_is_not_run(runtime: Path, invented_directory: Path, tmp_path: Path) -> None:
    """Once a file of its code has changed, the process that waits takes no command and ends."""
    code = tmp_path / "code.py"
    code.touch()
    desk = Desk(runtime, invented_directory, tmp_path)
    desk.run("find", "hub")
    address = desk.address()
    _end(address)
    address.unlink()
    start = (
        "from graph.cli import helper_server\n"
        f"helper_server._code_files = lambda: [{str(code)!r}]\n"
        f"helper_server.serve_commands({str(address)!r})"
    )
    with subprocess.Popen([sys.executable, "-c", start], cwd=ROOT) as process:
        assert desk.address() == address
        assert desk.run("query", NAMES)[1] is True
        code.write_text("x = 1", "utf-8")
        _, is_helped = desk.run("query", NAMES)
        code_of_end = _end_of(process)
    assert (is_helped, code_of_end) == (False, 0)


def test_it_ends_when_it_is_idle(runtime: Path) -> None:
    """Without a command for a while, it ends and leaves no socket; a second one ends at once."""
    address = runtime / "socket"
    start = f"from graph.cli import helper_server; helper_server.serve_commands({str(address)!r}, idle=1.5)"
    command = [sys.executable, "-c", start]
    with subprocess.Popen(command, cwd=ROOT) as process:
        _soon(lambda: address.exists() or process.poll() is not None)  # on a busy machine both pass
        assert subprocess.run(command, cwd=ROOT, timeout=30, check=False).returncode == 0
        assert _end_of(process) == 0
    assert not address.exists()
    assert helper_server.IDLE == 600


def test_its_socket_appears_once_it_listens(runtime: Path) -> None:
    """No command finds a socket at which nobody listens yet, however slow the machine is."""
    address = runtime / "socket"
    start = (
        "import socket, time\n"
        "from graph.cli import helper_server\n"
        "class Slow(socket.socket):\n"
        "    def listen(self):\n"
        "        time.sleep(1)\n"
        "        super().listen()\n"
        "helper_server.socket = Slow\n"
        f"helper_server.serve_commands({str(address)!r}, idle=1)"
    )
    with subprocess.Popen([sys.executable, "-c", start], cwd=ROOT) as process:
        _soon(lambda: address.exists() or process.poll() is not None)
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(address))
        assert _end_of(process) == 0
    assert not any(runtime.glob("socket*[!k]"))  # the lock is left


def test_it_runs_the_code_of_a_wheel(
    installed: Path, runtime: Path, invented_directory: Path, tmp_path: Path
) -> None:
    """An installed command is run by a process with the same installed code, beside files of any name."""
    (tmp_path / "graph.py").touch()
    desk = Desk(runtime, invented_directory, tmp_path)
    desk.command = [sys.executable, "-X", "importtime", "-m", "peelgraph"]
    desk.environment["PYTHONPATH"] = str(installed)
    alone, is_helped = desk.run("query", NAMES)
    desk.address()
    assert (alone[0], is_helped) == (0, False)
    assert desk.run("query", NAMES) == (alone, True)
