"""Lock the directory of a store for its one writer, and its generations for those who read them.

Locks are those of the operating system, so they end with their process.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreError

try:
    import fcntl
except ImportError:  # Windows: an open file cannot be removed; the user lets one process write
    fcntl = None  # type: ignore[assignment]

WAIT = 30.0  # seconds that a writer waits for another
_PAUSE = 0.05
_readers: dict[str, int] = {}  # by path, each generation this process reads, with its locked file


@contextmanager
def write_lock(directory: Path, *, wait: float | None = None) -> Iterator[None]:
    """Hold the one lock for writing a store; wait a while for another writer.

    Args:
        directory: of the store; made where it is missing.
        wait: for so many seconds; WAIT by default.

    Raises:
        StoreError: when the directory is not writable, or another process goes on writing.
    """
    _check_writable(directory)
    if fcntl is None:
        yield
        return
    if wait is None:
        wait = WAIT
    descriptor = _exclusive_lock(directory, wait)
    try:
        yield
    finally:
        os.close(descriptor)


def read_lock(folder: Path) -> bool:
    """Protect a generation from removal until this process ends; tell whether it still exists.

    Raises:
        StoreError: when it may not be read.
    """
    if fcntl is None or str(folder) in _readers:
        return folder.is_dir()
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError as error:
        raise access_error(folder, error) from None
    except OSError:
        return False
    if _shared_lock(descriptor, folder):
        _readers[str(folder)] = descriptor
        return True
    os.close(descriptor)
    return False


def release_read_locks(directory: Path) -> None:
    """Give up the locks of this process on the generations of a store, once it reads none."""
    for name in [name for name in _readers if Path(name).parent == directory]:
        os.close(_readers.pop(name))


def remove_unread(folder: Path) -> None:
    """Remove a generation unless a process reads it; a later writer removes it then."""
    import shutil  # here, so that the start of the command stays fast

    if fcntl is None:
        shutil.rmtree(folder, ignore_errors=True)
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    except OSError:
        pass
    finally:
        os.close(descriptor)


def _check_writable(directory: Path) -> None:
    """Make a directory and a file in it, which goes at once.

    Raises:
        StoreError: when that is not possible.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        probe = directory / f".writable-{os.urandom(8).hex()}"
        probe.touch(exist_ok=False)
        probe.unlink(missing_ok=True)  # another writer may have cleared it away
    except (OSError, ValueError) as error:
        message = f"the directory is not writable ({error_reason(error)})."
        hint = "Name another place with --store DIR or PEELGRAPH_STORE."
        raise StoreError(message, where=str(directory), hint=hint) from None


def _shared_lock(descriptor: int, folder: Path) -> bool:
    """Lock an opened generation for reading; tell whether it still exists."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:  # it is being removed
        return False
    except OSError:  # a file system without locks
        return folder.is_dir()
    try:
        return os.path.samestat(os.fstat(descriptor), folder.stat())
    except OSError:
        return False


def _exclusive_lock(directory: Path, wait: float) -> int:
    """Return a descriptor of the directory that holds its lock."""
    descriptor = os.open(directory, os.O_RDONLY)
    end = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if isinstance(error, BlockingIOError) and time.monotonic() < end:
                time.sleep(_PAUSE)
                continue
            os.close(descriptor)
            raise _lock_error(error, directory, wait) from None
        return descriptor


def _lock_error(error: OSError, directory: Path, wait: float) -> StoreError:
    """Return the error for a lock that another process holds, or that the disk does not offer."""
    if isinstance(error, BlockingIOError):
        message = f"another process is writing this store, and was not done after {wait:g} seconds."
        hint = "Wait until it is done, or name another place with --store DIR."
    else:
        message = f"the store cannot be locked ({error.strerror})."
        hint = "Keep the store on a local disk; name another place with --store DIR."
    return StoreError(message, where=str(directory), hint=hint)


def access_error(path: Path, error: PermissionError) -> StoreError:
    """Return the error for a folder or file of a store that may not be read."""
    hint = "Change its permissions, or name another place with --store DIR."
    message = f"the store cannot be read: {error.strerror}."
    return StoreError(message, where=str(path), hint=hint)


def error_reason(error: Exception) -> str:
    """Return what the operating system says of an error, or else the error."""
    return getattr(error, "strerror", None) or str(error)
