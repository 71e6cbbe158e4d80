"""Keep the generations of a store on disk: the pointer to the current one, the writers' lock, the digests of its files.

A store directory holds numbered generations and `current.json`, the pointer, which names the one that counts and the
size, time and SHA-256 of each of its files. Locks are those of the operating system, so they end with their process.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from graph.errors import StoreError
from graph.files import save

try:
    import fcntl
except ImportError:  # Windows: there, a file that is open cannot be removed, and one writer at a time is the user's care
    fcntl = None  # type: ignore[assignment]

POINTER = "current.json"
MANIFEST = "manifest.json"
INDEX = "names.db"
TURTLE = "statements.ttl"
BESIDE = (INDEX, TURTLE)
NOTE = ("fingerprint", "counts", "loaded")  # what a pointer says of the content, not of the files
WAIT = 30.0  # seconds that a writer waits for another
WAYS_OUT = "`peelgraph check --store` says more. Restore the directory from a backup, or discard what it holds with `peelgraph build --force`."
_PAUSE = 0.05
_NAME = re.compile(r"generation-([0-9]{1,18})")
_UNREAD = re.compile(r"LOCK|LOG(\.old.*)?")  # of the engine, which never reads them
_OURS = re.compile(
    r"CURRENT|IDENTITY|LOCK|LOG(\.old.*)?|(MANIFEST|OPTIONS)-[0-9]+|(bulk-)?[0-9]+\.(sst|log|blob|dbtmp)|OPTIONS-[0-9]+\.dbtmp"
    r"|names\.db(-journal|-wal|-shm)?|statements\.ttl|manifest\.json|\.peelgraph-[0-9a-f]+\.part"
)
_HASHED_ON_OPENING = (
    256_000_000  # bytes of a copied store up to which opening it verifies every digest
)
_readers: dict[
    str, int
] = {}  # generations that this process reads, by path, with the descriptor that holds the lock

FileRecord = tuple[int, int, str]


def current(directory: Path) -> dict[str, object]:
    """Return what `current.json` of a store directory says; empty where there is no store.

    Raises:
        StoreError: when it cannot be read, or does not say what it should.
    """
    path = directory / POINTER
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StoreError(
            f"the store cannot be read: {reason}.", where=str(path), hint="Check the path."
        ) from None
    fault, pointer = _parsed(content)
    if (
        not fault
        and "digest" not in pointer
        and (directory / str(pointer["generation"]) / MANIFEST).exists()
    ):
        fault = "lacks its digest"
    if fault:
        raise StoreError(f"the pointer of the store {fault}.", where=str(path), hint=WAYS_OUT)
    return pointer


def damage(
    directory: Path, pointer: Mapping[str, object], *, names: Iterable[str] | None = None
) -> list[tuple[str, str]]:
    """List the files of the current generation that are not as they were written, each with what is wrong.

    Args:
        directory: of the store.
        pointer: what `current` returned for it.
        names: of the files to verify; all by default.
    """
    known = records(pointer)
    folder = directory / str(pointer["generation"])
    faults = (
        (name, _fault(folder / name, known[name]))
        for name in (known if names is None else names)
        if name in known
    )
    return [(name, fault) for name, fault in faults if fault]


def is_whole(directory: Path, pointer: Mapping[str, object], *, beside: str = "") -> bool:
    """Tell by size and time of change, and where the time differs by digest, whether files are as they were written.

    Args:
        directory: of the store.
        pointer: what `current` returned for it.
        beside: name of one file beside the store, to be looked at alone; by default the files of the engine.
    """
    known = records(pointer)
    folder = directory / str(pointer["generation"])
    names = [beside] if beside else [name for name in known if name not in BESIDE]
    total = sum(known[name][0] for name in names if name in known)
    for name in names:
        size, changed, _ = known.get(name, (0, 0, ""))
        try:
            state = (folder / name).stat()
        except OSError:
            return name not in known
        if name not in known or (state.st_size, state.st_mtime_ns) == (size, changed):
            continue
        if state.st_size != size or (
            total <= _HASHED_ON_OPENING and _fault(folder / name, known[name])
        ):
            return False
    return True


def records(pointer: Mapping[str, object]) -> dict[str, FileRecord]:
    """Return size, time of change and SHA-256 of each file of a generation, as its pointer has them; {} for an old store."""
    files = pointer.get("files")
    return (
        {name: (row[0], row[1], row[2]) for name, row in files.items()}
        if isinstance(files, dict)
        else {}
    )


def measure(folder: Path) -> dict[str, FileRecord]:
    """Return size, time of change and SHA-256 of each file in a folder that the engine or its readers need."""
    found = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and not _UNREAD.fullmatch(path.name):
            state = path.stat()
            found[path.name] = (state.st_size, state.st_mtime_ns, digest(path))
    return found


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def point(directory: Path, pointer: Mapping[str, object]) -> None:
    """Let `current.json` say this, in one step."""
    save(directory / POINTER, _sealed(pointer))


def adopt(directory: Path) -> str:
    """Put the pointer back where it is missing and a generation is whole, as after a kill at the last moment.

    Args:
        directory: of a store that is locked.

    Returns:
        The name of the generation, or "" where there is none.
    """
    found = complete(directory)
    name = next(iter(found), "")
    if name:
        point(directory, found[name])
    return name


def complete(directory: Path) -> dict[str, dict[str, object]]:
    """Return the pointer to each generation that has a manifest and all files as they were written, the newest first."""
    found: dict[str, dict[str, object]] = {}
    for number in sorted(numbers(directory), reverse=True):
        folder = directory / f"generation-{number}"
        noted = manifest(directory, {"generation": folder.name})
        if noted.get("generation") != folder.name:
            continue
        files = {**records(noted), MANIFEST: _record(folder / MANIFEST)}
        pointer = {
            **{key: value for key, value in noted.items() if key not in ("graphs", "digest")},
            "files": files,
        }
        if not damage(directory, pointer):
            found[folder.name] = pointer
    return found


def write_manifest(folder: Path, note: Mapping[str, object]) -> FileRecord:
    """Write the manifest of a generation, the last of its files, and return its record."""
    save(folder / MANIFEST, _sealed(note))
    return _record(folder / MANIFEST)


def manifest(directory: Path, pointer: Mapping[str, object]) -> dict[str, object]:
    """Return the manifest of the current generation; empty for a store of an earlier version."""
    try:
        fault, found = _parsed((directory / str(pointer["generation"]) / MANIFEST).read_bytes())
    except OSError:
        return {}
    return {} if fault else found


def numbers(directory: Path) -> list[int]:
    """Return the numbers of all generations in a directory."""
    matches = (
        (_NAME.fullmatch(path.name) for path in directory.iterdir()) if directory.is_dir() else ()
    )
    return [int(match[1]) for match in matches if match]


@contextmanager
def locked(directory: Path, *, wait: float | None = None) -> Iterator[None]:
    """Hold the one lock for writing a store; wait a while for another writer.

    Args:
        directory: of the store; made where it is missing.
        wait: for so many seconds; WAIT by default.

    Raises:
        StoreError: when the directory is not writable, or another process goes on writing.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        probe = directory / f".writable-{os.urandom(8).hex()}"
        probe.touch(exist_ok=False)
        probe.unlink()
    except (OSError, ValueError) as error:
        hint = "Name another place with --store DIR or PEELGRAPH_STORE."
        reason = getattr(error, "strerror", None) or str(error)
        raise StoreError(
            f"the directory is not writable ({reason}).", where=str(directory), hint=hint
        ) from None
    if fcntl is None:
        yield
        return
    descriptor = _exclusive(directory, WAIT if wait is None else wait)
    try:
        yield
    finally:
        os.close(descriptor)


def read_lock(folder: Path) -> bool:
    """Keep a generation from being removed until this process ends; tell whether it is still there."""
    if fcntl is None or str(folder) in _readers:
        return folder.is_dir()
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return False
    if _shared(descriptor, folder):
        _readers[str(folder)] = descriptor
        return True
    os.close(descriptor)
    return False


def release(directory: Path) -> None:
    """Give up the generations of a store that this process has read, once nothing reads them any more."""
    for name in [name for name in _readers if Path(name).parent == directory]:
        os.close(_readers.pop(name))


def clear(directory: Path, keep: str) -> None:
    """Remove all generations but one and those that somebody reads, and what killed writers left.

    Args:
        directory: of a store that is locked.
        keep: name of the generation that stays; "" for none.
    """
    for number in numbers(directory):
        folder = directory / f"generation-{number}"
        if folder.name != keep and _is_generation(folder):
            _remove_unread(folder)
    for pattern in (".peelgraph-*.part", ".writable-*", ".current-*.json"):
        for rest in directory.glob(pattern):
            with suppress(OSError):
                rest.unlink()


def _shared(descriptor: int, folder: Path) -> bool:
    """Lock an opened generation for reading; tell whether it is still there."""
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


def _exclusive(directory: Path, wait: float) -> int:
    """Return a descriptor of the directory that holds its lock."""
    descriptor = os.open(directory, os.O_RDONLY)
    end = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() < end:
                time.sleep(_PAUSE)
                continue
            os.close(descriptor)
            hint = "Wait until it is done, or name another place with --store DIR."
            message = (
                f"another process is writing this store, and was not done after {wait:g} seconds."
            )
            raise StoreError(message, where=str(directory), hint=hint) from None
        except OSError as error:
            os.close(descriptor)
            hint = "Keep the store on a local disk; name another place with --store DIR."
            raise StoreError(
                f"the store cannot be locked ({error.strerror}).", where=str(directory), hint=hint
            ) from None
        return descriptor


def _is_generation(folder: Path) -> bool:
    """Tell whether a folder holds nothing but what the engine and this program write, so that no folder of others is removed."""
    try:
        return not folder.is_symlink() and all(
            _OURS.fullmatch(path.name) and not path.is_dir() for path in folder.iterdir()
        )
    except OSError:
        return False


def _remove_unread(folder: Path) -> None:
    """Remove a generation, unless a reader holds it; a later writer removes it then."""
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


def _record(path: Path) -> FileRecord:
    state = path.stat()
    return state.st_size, state.st_mtime_ns, digest(path)


def _fault(path: Path, record: FileRecord) -> str:
    """Say what is wrong with a file; "" where it is as it was written."""
    try:
        size = path.stat().st_size
        if size != record[0]:
            return f"has {size:,} bytes in place of {record[0]:,}"
        return "" if digest(path) == record[2] else "has other bytes than were written"
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read ({error.strerror})"


def _sealed(note: Mapping[str, object]) -> bytes:
    """Write a pointer or manifest with a digest of itself."""
    content = {key: value for key, value in note.items() if key != "digest"}
    return (
        json.dumps({**content, "digest": _digest_of(content)}, indent=1, sort_keys=True) + "\n"
    ).encode()


def _digest_of(content: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _parsed(content: bytes) -> tuple[str, dict[str, object]]:
    """Read a pointer or manifest: what is wrong with it, or "", and what it says."""
    if not content.strip():
        return "is empty", {}
    try:
        pointer = json.loads(content)
    except (ValueError, RecursionError):
        return "is damaged: it is not JSON", {}
    if not isinstance(pointer, dict):
        return "is damaged: it is not a JSON object", {}
    if not _NAME.fullmatch(str(pointer.get("generation"))):
        return "is damaged: it names no generation", {}
    for key, is_valid in _VALID.items():
        if key in pointer and not is_valid(pointer[key]):
            return f"is damaged: “{key}” has a value of the wrong type", {}
    if "digest" in pointer and pointer["digest"] != _digest_of(
        {k: v for k, v in pointer.items() if k != "digest"}
    ):
        return "is damaged: its digest does not fit what it says", {}
    return "", pointer


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_counts(value: object) -> bool:
    return isinstance(value, dict) and all(type(number) is int for number in value.values())


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_files(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(row, list)
        and [type(part) for part in row] == [int, int, str]
        and name == Path(name).name
        for name, row in value.items()
    )


def _is_graphs(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(row, list) and [type(part) for part in row] == [int, str]
        for row in value.values()
    )


_VALID = {
    "generation": _is_text,
    "fingerprint": _is_text,
    "counts": _is_counts,
    "loaded": _is_texts,
    "files": _is_files,
    "graphs": _is_graphs,
    "digest": _is_text,
}
