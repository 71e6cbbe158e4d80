"""Handing a command to the process that waits: requests, and when none is made."""

from __future__ import annotations

import os
import pty
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import ROOT

from graph import helper_client


@pytest.fixture
def runtime() -> Iterator[Path]:
    """A folder for sockets with a short path."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    shutil.rmtree(folder)


def test_a_request_comes_out_as_it_went_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words and environment survive whatever they hold, also what is no UTF-8."""
    words = ["query", "", "é\udcff", "a=b\n", "5"]
    monkeypatch.setenv("PEELGRAPH_STORE", "/é\udcff=x")
    content = helper_client.pack_request(words, 0o27)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(content[3:])
        received = helper_client.receive(theirs, content[:3])
    assert helper_client.unpack_request(received) == (
        str(tuple(sys.flags)),
        0o27,
        words,
        dict(os.environ),
    )


@pytest.mark.parametrize(
    "content", [b"", b"\0\0", (9).to_bytes(8, "big") + b"12345678", b"\xff" * 5_000_000]
)
def test_what_is_no_request_is_refused(content: bytes) -> None:
    """What ends too early, or does not end, is not waited for and not kept."""
    ours, theirs = socket.socketpair()

    def send() -> None:
        with ours, suppress(OSError):
            ours.sendall(content)

    sender = threading.Thread(target=send)
    sender.start()
    with theirs, pytest.raises(ValueError, match="no request"):
        helper_client.receive(theirs, b"")
    sender.join()


@pytest.mark.parametrize(
    ("value", "wanted"), [(None, False), ("", False), ("0", False), ("1", True)]
)
def test_only_who_asks_for_it_gets_it(
    monkeypatch: pytest.MonkeyPatch, value: str | None, wanted: bool
) -> None:
    """Without PEELGRAPH_HELPER, nothing is started and nothing is connected to."""
    monkeypatch.delenv(helper_client.SWITCH, raising=False)
    if value is not None:
        monkeypatch.setenv(helper_client.SWITCH, value)
    assert helper_client.is_wanted() is wanted


def test_output_to_a_terminal_is_written_by_the_command_itself(tmp_path: Path) -> None:
    """A reader at a terminal is shown pages and can stop them, which only the command itself can do."""
    keyboard, screen = pty.openpty()
    environment = {**os.environ, "PEELGRAPH_HELPER": "1", "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, str(ROOT / "peelgraph.py"), "find", "--help"],
        stdout=screen,
        env=environment,
        check=False,
    )
    os.close(screen)
    os.close(keyboard)
    assert (done.returncode, list(tmp_path.iterdir())) == (0, [])


def test_code_of_the_working_folder_is_not_kept(tmp_path: Path) -> None:
    """The process that waits takes no module from the folder in which the first command was typed."""
    (tmp_path / "fcntl.py").write_text("open('taken', 'w').close(); raise SystemExit", "utf-8")
    folder = Path(tempfile.mkdtemp())
    environment = {**os.environ, "PEELGRAPH_HELPER": "1", "XDG_RUNTIME_DIR": str(folder)}
    start = "import sys; sys.path[1:1] = [{!r}]; import peelgraph; peelgraph.main()"
    subprocess.run(
        [sys.executable, "-c", start.format(str(ROOT)), "version"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    for _ in range(400):
        sockets = [path for path in folder.glob("peelgraph/*[!~]") if path.is_socket()]
        if sockets:
            break
        time.sleep(0.05)
    assert len(sockets) == 1
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(sockets[0]))
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 4)
    os.kill(int.from_bytes(credentials, sys.byteorder), 9)
    assert not (tmp_path / "taken").exists()


def test_a_command_in_a_folder_that_is_gone_runs_alone(tmp_path: Path) -> None:
    """Where the folder of the command has been removed, no process is started, and it answers."""
    command = f'mkdir d && cd d && rmdir ../d && "{sys.executable}" "{ROOT}/peelgraph.py" version'
    runtime = tmp_path / "r"
    runtime.mkdir()
    environment = {**os.environ, "PEELGRAPH_HELPER": "1", "XDG_RUNTIME_DIR": str(runtime)}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert done.stdout.startswith("peelgraph ")


def _refused(*_: object, **__: object) -> int:
    raise BlockingIOError(11, "Resource temporarily unavailable")


def test_where_no_process_can_be_started_the_command_runs_alone(
    monkeypatch: pytest.MonkeyPatch, runtime: Path
) -> None:
    """That the machine takes no more processes is no failure of the command."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setattr(os, "posix_spawn", _refused)
    assert helper_client.answer(["version"]) is None


class _Gone(socket.socket):
    """A connection that is interrupted while its other end has just gone."""

    def recv(self, *_: int) -> bytes:
        raise KeyboardInterrupt


def test_an_interrupt_of_a_process_that_is_gone_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Where Ctrl-C cannot be passed on any more, the message is that the connection was lost."""
    ours, theirs = socket.socketpair()
    theirs.close()
    with ours, _Gone(fileno=ours.detach()) as connection:
        assert helper_client._exit_code(connection) == 1
    assert "the helper process ended before it had answered" in capsys.readouterr().err


def test_a_runtime_folder_that_cannot_be_used_starts_nothing(
    monkeypatch: pytest.MonkeyPatch, runtime: Path
) -> None:
    """A path too long for a socket is told before a process is started in vain at each command."""
    folder = runtime / ("x" * 80)
    folder.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setattr(os, "posix_spawn", lambda *_, **__: pytest.fail("a process was started"))
    assert helper_client.answer(["version"]) is None
    assert list(folder.iterdir()) == []


def test_a_relative_runtime_folder_is_ignored(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The XDG rules have relative paths ignored; no folder is made in the one of the command."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_RUNTIME_DIR", ".")
    assert Path(helper_client._address()).is_absolute()
    assert list(tmp_path.iterdir()) == []
