"""The wall of the system around processes that evaluate queries."""

from __future__ import annotations

import os
import struct
import subprocess
import sys

import pytest
from conftest import ROOT

from graph import sandbox

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="THE WALL IS ONE OF LINUX")
PROGRAM = """
import ctypes, os, socket, subprocess, sys, threading
from graph import sandbox
go, said = threading.Event(), []
def attempt():
    try:
        socket.socket()
        return "open"
    except PermissionError:
        return "refused"
def wait():
    go.wait()
    said.append(attempt())
before = threading.Thread(target=wait)
before.start()
said.append(attempt())
said.append(str(sandbox.close_network()) + str(sandbox.is_network_closed()) + str(sandbox.close_network()))
go.set()
before.join()
after = threading.Thread(target=wait)
after.start()
after.join()
system = ctypes.CDLL(None, use_errno=True)
for number in map(int, sys.argv[1:]):
    ctypes.set_errno(0)
    said.append(str((system.syscall(ctypes.c_long(number), ctypes.c_long(2), ctypes.c_long(1), ctypes.c_long(0), ctypes.c_long(0)), ctypes.get_errno())))
child = subprocess.run([sys.executable, "-c", "import socket; socket.socket()"], capture_output=True, text=True)
said.append("PermissionError" in child.stderr)
print(said)
"""


@LINUX
def test_no_thread_and_no_child_gets_a_socket_any_more() -> None:
    """After the wall is closed, threads from before, threads from after and started programs are refused, and so is every way around."""
    numbers = [*sandbox._MACHINES[os.uname().machine].refused, 0x40000000 + 41]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, numbers)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    refused = ", ".join(["'(-1, 1)'"] * len(numbers))
    assert done.stdout == f"['open', 'TrueTrueTrue', 'refused', 'refused', {refused}, True]\n"


def _outcome(program: bytes, architecture: int, number: int) -> str:
    """Run the filter as the kernel does."""
    steps = list(struct.iter_unpack("=HBBI", program))
    place = value = 0
    while True:
        code, when_true, when_false, operand = steps[place]
        place += 1
        if code == sandbox._LOAD:
            value = number if operand == 0 else architecture
        elif code == sandbox._RETURN:
            return {sandbox._ALLOW: "allow", sandbox._REFUSE: "refuse", sandbox._KILL: "kill"}[
                operand
            ]
        else:
            met = value == operand if code == sandbox._EQUAL else value >= operand
            place += when_true if met else when_false


@pytest.mark.parametrize("name", sandbox._MACHINES)
def test_the_filter_refuses_exactly_what_it_names(name: str) -> None:
    """On each processor the calls of its list are refused, all others pass, and those of other architectures never do."""
    machine = sandbox._MACHINES[name]
    program = sandbox._program(machine)
    outcomes = {number: _outcome(program, machine.code, number) for number in range(600)}
    assert {number for number, outcome in outcomes.items() if outcome == "refuse"} == set(
        machine.refused
    )
    assert set(outcomes.values()) == {"allow", "refuse"}
    assert _outcome(program, machine.code, 0x40000000 + 41) == "refuse"
    for foreign in (
        0x40000003,
        0x40000028,
        0xC00000B7 if name == "x86_64" else 0xC000003E,
    ):  # i386, arm, the other one
        assert _outcome(program, foreign, 0) == "kill"


@pytest.mark.parametrize("name", sandbox._MACHINES)
def test_the_numbers_are_those_of_the_system(name: str) -> None:
    """socket, connect, sendto and sendmsg have the numbers that the kernel's tables give."""
    known = {"x86_64": {41, 42, 44, 46}, "aarch64": {198, 203, 206, 211}}
    assert known[name] <= set(sandbox._MACHINES[name].refused)


def test_a_system_without_such_a_filter_has_no_wall() -> None:
    """Where the processor is unknown or the system is another, nothing is closed and nothing is claimed."""
    for change in (
        "os.uname = lambda: type('U', (), {'machine': 'riscv64'})",
        "sys.platform = 'darwin'",
    ):
        code = f"import os, sys, socket; from graph import sandbox; {change}; print(sandbox.close_network(), sandbox.is_network_closed()); socket.socket().close()"
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert done.stdout == "False False\n"
