"""Close the network for this process by a seccomp filter of Linux.

The filter holds for the rest of the process's life, in all its threads and in whatever it
starts, and needs no privilege. Calls that make or use sockets fail as not permitted; io_uring and
the calls that borrow a socket of another process do too, as do calls of the 32-bit ABIs.

Source: Linux, Documentation/userspace-api/seccomp_filter.rst; numbers of calls from
include/uapi/asm-generic/unistd.h and arch/x86/entry/syscalls/syscall_64.tbl.
"""

from __future__ import annotations

import errno
import os
import struct
import sys
from typing import NamedTuple

REFUSAL = "SERVICE is refused: a query here asks this store only and calls nothing outside."
_NO_NEW_PRIVILEGES = 38  # prctl
_FILTER_MODE, _ALL_THREADS = 1, 1  # seccomp
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # of the classic Berkeley packet filter
_NUMBER, _ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
_X32 = 0x40000000  # numbers from here on are calls of the x32 ABI
# the same everywhere: io_uring_setup, io_uring_enter, io_uring_register, pidfd_getfd
_EVERYWHERE = (425, 426, 427, 438)


class _Machine(NamedTuple):
    """What differs between processors: code, number of seccomp, refused calls (socket first)."""

    code: int
    seccomp: int
    refused: tuple[int, ...]


_MACHINES = {
    # socket, connect, accept, sendto, recvfrom, sendmsg, recvmsg, bind, listen, socketpair, ptrace,
    # accept4, sendmmsg, process_vm_writev
    "x86_64": _Machine(
        0xC000003E,
        317,
        (*range(41, 48), 49, 50, 53, 101, 288, 307, 311, *_EVERYWHERE),
    ),
    # socket, socketpair, bind, listen, accept, connect, ptrace, sendto, recvfrom, sendmsg, recvmsg,
    # accept4, sendmmsg, process_vm_writev
    "aarch64": _Machine(
        0xC00000B7,
        277,
        (*range(198, 204), 117, 206, 207, 211, 212, 242, 269, 271, *_EVERYWHERE),
    ),
}
_is_closed = False


def close_network() -> bool:
    """Close the network for this process where the system can; return whether it is closed.

    Where it returns false, nothing has changed: the system is not Linux, its kernel has no such
    filter, or the processor is another.
    """
    global _is_closed  # noqa: PLW0603 - the filter is one of the whole process
    if not _is_closed and sys.platform == "linux" and sys.maxsize > 2**32:
        machine = _MACHINES.get(os.uname().machine)
        _is_closed = machine is not None and _install(machine) and _is_refused(machine)
    return _is_closed


def is_network_closed() -> bool:
    """Return whether the network is closed for this process."""
    return _is_closed


def _install(machine: _Machine) -> bool:
    """Install the filter in every thread of this process."""
    import ctypes  # here, so that the start of the command stays fast

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))

    code = _program(machine)
    program = Program(len(code) // 8, code)
    system = ctypes.CDLL(None, use_errno=True)
    if system.prctl(_NO_NEW_PRIVILEGES, *map(ctypes.c_ulong, (1, 0, 0, 0))):
        return False
    numbers = (
        ctypes.c_long(machine.seccomp),
        ctypes.c_ulong(_FILTER_MODE),
        ctypes.c_ulong(_ALL_THREADS),
    )
    return bool(system.syscall(*numbers, ctypes.byref(program)) == 0)


def _program(machine: _Machine) -> bytes:
    """Write the filter: refused calls fail, the rest pass; another architecture kills."""
    refused = len(machine.refused)
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, machine.code),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, refused + 1, 0, _X32),
        *((_EQUAL, refused - place, 0, number) for place, number in enumerate(machine.refused)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _is_refused(machine: _Machine) -> bool:
    """Request a socket, which must fail now."""
    import ctypes

    system = ctypes.CDLL(None, use_errno=True)
    internet, stream = 2, 1
    result = system.syscall(
        ctypes.c_long(machine.refused[0]),
        ctypes.c_long(internet),
        ctypes.c_long(stream),
        ctypes.c_long(0),
    )
    return bool(result == -1 and ctypes.get_errno() == errno.EPERM)
