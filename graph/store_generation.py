"""Read, verify and replace the generations of a store on disk.

A store directory holds numbered generations and `current.json`, the pointer, which names the valid
one with the size, time and SHA-256 of each of its files.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import cast

from graph.errors import StoreError
from graph.files import save
from graph.store_locks import access_error, error_reason, remove_unread
from graph.store_manifest import GENERATION_NAME, seal, unseal

POINTER = "current.json"
MANIFEST = "manifest.json"
INDEX = "names.db"
TURTLE = "statements.ttl"
COMPANIONS = (INDEX, TURTLE)  # files beside those of the engine
BUILT = "built"  # key of the time of the build, in UTC and whole seconds, as `YYYY-MM-DDThh:mm:ssZ`
NOTE_KEYS = ("fingerprint", "counts", "loaded", BUILT)  # describe the content, not the files
_OF_MANIFEST = ("graphs", "sums", "digest")  # what the pointer does not repeat
REPAIR_HINT = (
    "`peelgraph check --store` says more. Restore the directory from a backup, "
    "or discard what it holds with `peelgraph build --force`."
)
_LOG = r"LOCK|LOG(\.old.*)?"  # of the engine, which never reads them
_PROJECT_FILE = (  # every file that the engine or this program writes
    r"CURRENT|IDENTITY|LOCK|LOG(\.old.*)?|(MANIFEST|OPTIONS)-[0-9]+"
    r"|(bulk-)?[0-9]+\.(sst|log|blob|dbtmp)|OPTIONS-[0-9]+\.dbtmp"
    r"|names\.db(-journal|-wal|-shm)?|statements\.ttl|manifest\.json"
    r"|\.peelgraph-[0-9a-f]+\.part"
)
_UNSETTLED = (".generation-*", "generation-*.tmp")  # folders, of this program and of the engine
_HASHED_ON_OPENING = 256_000_000  # bytes of a copied store up to which opening it hashes its files

FileRecord = tuple[int, int, str]


def read_pointer(directory: Path) -> dict[str, object]:
    """Return what `current.json` of a store directory says; empty where there is no store.

    Raises:
        StoreError: when it cannot be read, or does not say what it should.
    """
    path = directory / POINTER
    try:
        fault, pointer = unseal(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        message = f"the store cannot be read: {error_reason(error)}."
        raise StoreError(message, where=str(path), hint="Check the path.") from None
    if not fault and "digest" not in pointer and (_folder(directory, pointer) / MANIFEST).exists():
        fault = "lacks its digest"
    if fault:
        raise StoreError(f"the pointer of the store {fault}.", where=str(path), hint=REPAIR_HINT)
    return pointer


def damaged_files(
    directory: Path, pointer: Mapping[str, object], *, names: Iterable[str] | None = None
) -> list[tuple[str, str]]:
    """List the files of the current generation that have changed, each with what is wrong.

    Args:
        directory: of the store.
        pointer: what `read_pointer` returned for it.
        names: of the files to verify; all by default.

    Raises:
        StoreError: for a file that may not be read, which says nothing of what it holds.
    """
    records = file_records(pointer)
    folder = _folder(directory, pointer)
    chosen = records.keys() & (records if names is None else names)
    faults = ((name, _fault(folder / name, records[name])) for name in records if name in chosen)
    return [(name, fault) for name, fault in faults if fault]


def is_intact(directory: Path, pointer: Mapping[str, object], *, companion: str = "") -> bool:
    """Tell whether files are as they were written, by size and time, or else by digest.

    Args:
        directory: of the store.
        pointer: what `read_pointer` returned for it.
        companion: name of one file beside the store, to be checked alone; by default the files of
            the engine.

    Raises:
        StoreError: for a file that may not be read.
    """
    records = file_records(pointer)
    names = [companion]
    if not companion:
        names = [name for name in records if name not in COMPANIONS]
    total = sum(records[name][0] for name in names if name in records)
    folder = _folder(directory, pointer)
    return all(
        _has_record(folder / name, records.get(name), hashing=total <= _HASHED_ON_OPENING)
        for name in names
    )


def file_records(pointer: Mapping[str, object]) -> dict[str, FileRecord]:
    """Return size, time of change and SHA-256 of each file, as a pointer has them.

    An old store has none.
    """
    files = pointer.get("files")
    if not isinstance(files, dict):
        return {}
    return {name: (row[0], row[1], row[2]) for name, row in files.items()}


def measure_files(
    folder: Path, shared: Mapping[str, FileRecord] | None = None
) -> dict[str, FileRecord]:
    """Return the record of each file that the engine or its readers need; that of shared ones."""
    return {
        path.name: (shared or {}).get(path.name) or _record(path)
        for path in sorted(folder.iterdir())
        if path.is_file() and not re.fullmatch(_LOG, path.name)
    }


def is_engine_file(name: str) -> bool:
    """Tell whether a file of a store is one that the engine needs."""
    return name not in (*COMPANIONS, MANIFEST) and not re.fullmatch(_LOG, name)


def graph_records(directory: Path, pointer: Mapping[str, object]) -> dict[str, tuple[int, str]]:
    """Return number of statements and digest of each graph, as the manifest of a store has them.

    A store of an earlier version has none.
    """
    graphs = cast("dict[str, tuple[int, str]]", read_manifest(directory, pointer).get("sums", {}))
    return {name: (row[0], row[1]) for name, row in graphs.items()}


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_pointer(directory: Path, pointer: Mapping[str, object]) -> None:
    """Replace `current.json` in one step."""
    save(directory / POINTER, seal(pointer))


def restore_pointer(directory: Path) -> str:
    """Write a missing pointer again where a generation is intact, as after a kill at the last step.

    Args:
        directory: of a store that is locked.

    Returns:
        The name of the generation, or "".
    """
    for name, pointer in intact_generations(directory).items():
        write_pointer(directory, pointer)
        return name
    return ""


def intact_generations(directory: Path) -> dict[str, dict[str, object]]:
    """Return the pointer to each generation whose manifest and files are intact, newest first."""
    pointers: dict[str, dict[str, object]] = {}
    for number in sorted(generation_numbers(directory), reverse=True):
        name = _generation_name(number)
        manifest = read_manifest(directory, {"generation": name})
        if manifest.get("generation") != name:
            continue
        record = _record(directory / name / MANIFEST)
        pointer = {key: manifest[key] for key in manifest if key not in _OF_MANIFEST}
        pointer["files"] = {**file_records(manifest), MANIFEST: record}
        with suppress(StoreError):  # it may not be read
            if not damaged_files(directory, pointer):
                pointers[name] = pointer
    return pointers


def write_manifest(folder: Path, note: Mapping[str, object]) -> FileRecord:
    """Write the manifest of a generation, the last of its files, and return its record."""
    save(folder / MANIFEST, seal(note))
    return _record(folder / MANIFEST)


def read_manifest(directory: Path, pointer: Mapping[str, object]) -> dict[str, object]:
    """Return the manifest of a generation; empty for a store of an earlier version."""
    try:
        fault, manifest = unseal((_folder(directory, pointer) / MANIFEST).read_bytes())
    except OSError:
        return {}
    if fault:
        return {}
    return manifest


def generation_numbers(directory: Path) -> list[int]:
    """Return the numbers of all generations in a directory."""
    if not directory.is_dir():
        return []
    matches = (GENERATION_NAME.fullmatch(path.name) for path in directory.iterdir())
    return [int(match[1]) for match in matches if match]


def remove_generations(directory: Path, *, current: str) -> None:
    """Remove all generations but one and those that a process reads, and parts of broken writes.

    Args:
        directory: of a store that is locked.
        current: name of the generation that stays; "" for none.
    """
    for number in generation_numbers(directory):
        folder = directory / _generation_name(number)
        if folder.name != current and _is_generation(folder):
            remove_unread(folder)
    for pattern in _UNSETTLED:
        for part in filter(_is_generation, directory.glob(pattern)):
            remove_unread(part)
    for pattern in (".peelgraph-*.part", ".writable-*", ".current-*.json"):
        for part in directory.glob(pattern):
            with suppress(OSError):
                part.unlink()


def _folder(directory: Path, pointer: Mapping[str, object]) -> Path:
    return directory / str(pointer["generation"])


def _generation_name(number: int) -> str:
    return f"generation-{number}"


def _is_generation(folder: Path) -> bool:
    """Tell whether a folder holds only files of this program, so that no other is removed."""
    try:
        return not folder.is_symlink() and all(
            re.fullmatch(_PROJECT_FILE, path.name) and not path.is_dir()
            for path in folder.iterdir()
        )
    except OSError:
        return False


def _record(path: Path) -> FileRecord:
    state = path.stat()
    return state.st_size, state.st_mtime_ns, file_digest(path)


def _has_record(path: Path, record: FileRecord | None, *, hashing: bool) -> bool:
    """Tell whether a file has the size and time of its record, or its digest where hashing is set.

    A file without a record must not exist.
    """
    try:
        state = path.stat()
    except PermissionError as error:
        raise access_error(path, error) from None
    except OSError:
        return record is None
    if record is None or (state.st_size, state.st_mtime_ns) == record[:2]:
        return True
    return state.st_size == record[0] and not (hashing and _fault(path, record))


def _fault(path: Path, record: FileRecord) -> str:
    """Say what is wrong with a file; "" where it is as it was written."""
    try:
        size = path.stat().st_size
        if size != record[0]:
            return f"has {size:,} bytes in place of {record[0]:,}"
        if file_digest(path) != record[2]:
            return "has other bytes than were written"
    except FileNotFoundError:
        return "is missing"
    except PermissionError as error:
        raise access_error(path, error) from None
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    return ""
