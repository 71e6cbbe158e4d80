"""Find the files of the project and the directory of the store; replace files safely.

The project's files stand in a checkout or in the installed package.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import IO, NamedTuple
from urllib.parse import quote

from graph.errors import InputError, PeelgraphError
from graph.namespaces import GRAPH, REPORT

_STORE_LAYOUT = "8"  # raised by whoever changes what a store holds for the same files
_HERE = Path(__file__).resolve().parent
_SUFFIXES = (".ttl", ".trig")
_PART = 1_000_000  # bytes that are copied at once


def ontology_folder() -> Path:
    """Return the folder of the ontology."""
    return _project_folder("ontology")


def data_folder() -> Path:
    """Return the folder of the data."""
    return _project_folder("data")


def version() -> str:
    """Return the version of the project."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("peelgraph")
    except PackageNotFoundError:
        return "0"


def store_directory(choice: Path | None = None) -> Path:
    """Return the directory of the store: a choice, PEELGRAPH_STORE, or one in the user's cache."""
    if choice:
        return choice
    if os.environ.get("PEELGRAPH_STORE"):
        return Path(os.environ["PEELGRAPH_STORE"])
    from platformdirs import user_cache_path

    return user_cache_path("peelgraph") / "store"


def real_path(path: Path) -> Path:
    """Return a path with its links followed; one in a loop of links is returned as it is."""
    return Path(os.path.realpath(path))


def make_folder(path: Path) -> None:
    """Make a folder in one that is there, unless it is there itself.

    Raises:
        PeelgraphError: when it cannot be made.
    """
    hint = "Name a folder in one that is there."
    try:
        path.mkdir(exist_ok=True)
    except FileNotFoundError:
        raise PeelgraphError(
            f"there is no folder {path.parent}.", where=str(path), hint=hint
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise PeelgraphError(f"cannot be made: {reason}.", where=str(path), hint=hint) from None


def refuse_suffix(what: str, path: Path, suffixes: Iterable[str]) -> None:
    """Refuse the name of a file whose suffix stands for another format; it may have none.

    Args:
        what: the file would hold.
        path: of the file.
        suffixes: that it may have, in lower case.

    Raises:
        PeelgraphError: with the suffixes.
    """
    known = list(suffixes)
    if path.suffix and path.suffix.lower() not in known:
        message = f"{what} cannot be written as \u201c{path.suffix}\u201d."
        raise PeelgraphError(message, where=str(path), hint=f"Known: {' '.join(known)}.")


def save(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all, as `save_copy`.

    Raises:
        PeelgraphError: as there.
    """
    save_copy(path, BytesIO(content))


def save_copy(path: Path, content: IO[bytes]) -> None:
    """Write what a file holds to another one, as a whole or not at all.

    No folder is made, links are followed, permissions are kept. The content goes into a new
    file beside the target, with a name that nobody can guess, and takes the target's place in one
    step: several writers at once, a full disk or a kill leave one whole version.

    Args:
        path: of the file.
        content: the file, which is read from its place on.

    Raises:
        PeelgraphError: when the place is a folder, in no folder, or not writable.
    """
    hint = "Name another file."
    try:
        with suppress(FileNotFoundError):
            path.stat()  # raises for loops of links, and for names that no file can have
        if path.is_dir() or not path.name:
            raise PeelgraphError("is a folder.", where=str(path), hint=hint)
        if path.exists() and not path.is_file():  # a device or pipe is written to, never replaced
            with path.open("wb") as file:
                _copy(content, file)
            return
        target = path.resolve()
        if not target.parent.exists():
            raise PeelgraphError(
                f"there is no folder {path.parent}.",
                where=str(path),
                hint="Make the folder first, or name a file in one that is there.",
            )
        _replace(target, content)
    except OSError as error:
        raise PeelgraphError(
            f"cannot be written: {error.strerror or error}.", where=str(path), hint=hint
        ) from error
    except (RuntimeError, ValueError) as error:  # a loop of links, or a name that no file can have
        raise PeelgraphError(f"cannot be written: {error}.", where=str(path), hint=hint) from error


def _replace(target: Path, content: IO[bytes]) -> None:
    """Write a new file beside a target, and move it over the target."""
    part = target.with_name(f".peelgraph-{os.urandom(8).hex()}.part")
    with part.open("xb") as file:  # exclusively: neither a file nor a link may have this name
        try:
            _copy(content, file)
            file.flush()
            os.fsync(file.fileno())
            if target.exists():
                part.chmod(stat.S_IMODE(target.stat().st_mode))
            file.close()
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def _copy(content: IO[bytes], file: IO[bytes]) -> None:
    while part := content.read(_PART):
        file.write(part)


def sync(path: Path) -> None:
    """Wait until the disk has a file."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


class Source(NamedTuple):
    """A file of the ontology or the data.

    Attributes:
        path: where it is.
        name: its path from the folder ontology/ or data/ on, without suffix, as in
            `data/register/forces`.
    """

    path: Path
    name: str

    @property
    def graph(self) -> str:
        """IRI of the graph that holds a Turtle file's statements."""
        return GRAPH + quote(self.name)

    @property
    def base(self) -> str:
        """Address of the report to whose folder the file belongs, or ""."""
        return f"{REPORT}{quote(self.folder)}/" if self.folder else ""

    @property
    def folder(self) -> str:
        """Name of the folder of a report to which the file belongs; "" for what reports share."""
        match self.name.split("/"):
            case ["data", folder, _] if folder != "register":
                return folder
        return ""

    @property
    def is_shape(self) -> bool:
        """Whether the file holds SHACL shapes, which check the data and are not stored."""
        return self.name.startswith("ontology/shapes/")


def sources(
    data_directory: Path | None = None, ontology_directory: Path | None = None
) -> list[Source]:
    """List the files of the ontology and of the data, in a fixed order.

    Args:
        data_directory: the project's own by default.
        ontology_directory: the project's own by default.

    Raises:
        InputError: when the folder of the data does not exist or holds no RDF.
    """
    directory = data_directory or data_folder()
    hint = "Name a folder of data with --data DIR."
    if not directory.is_dir():
        raise InputError("there is no such folder.", where=str(directory), hint=hint)
    data = list(_sources_in(directory, "data"))
    if not data:
        message = "no .ttl or .trig file is in this folder."
        raise InputError(message, where=str(directory), hint=hint)
    return [*_sources_in(ontology_directory or ontology_folder(), "ontology"), *data]


def fingerprint(files: Iterable[Source]) -> str:
    """Return one SHA-256 of names and contents of files, of what is made of them, and the version.

    It is the same in a checkout and in an installed package, whose imports read otherwise.
    """
    return fingerprint_of(folder_digests(files))


def fingerprint_of(digests: Mapping[str, str]) -> str:
    """Return the fingerprint of the files of folders with these digests."""
    return hashlib.sha256(json.dumps(digests, sort_keys=True).encode()).hexdigest()


def folder_digests(files: Iterable[Source]) -> dict[str, str]:
    """Return one SHA-256 of the files of each report's folder, by its name.

    That of "" is of the files that reports share, and of what is made of files, as for
    `fingerprint`.
    """
    shared = hashlib.sha256(f"{version()} {_STORE_LAYOUT}".encode())
    for folder in ("load", "query_tables", "statement_columns"):
        for path in sorted((_HERE / folder).rglob("*.r[qu]")):
            shared.update(path.read_bytes())
    totals: dict[str, hashlib._Hash] = defaultdict(hashlib.sha256, {"": shared})
    for source in files:
        _add(totals[source.folder], source)
    return {folder: total.hexdigest() for folder, total in sorted(totals.items())}


def sources_digest(files: Iterable[Source]) -> str:
    """Return one SHA-256 of the names and contents of files."""
    total = hashlib.sha256()
    for source in files:
        _add(total, source)
    return total.hexdigest()


def are_validated(files: Iterable[Source]) -> bool:
    """Tell whether exactly these files were validated when the installed wheel was made."""
    stamp = _HERE / "validated"
    return stamp.is_file() and stamp.read_text("utf-8").strip() == sources_digest(files)


def _add(total: hashlib._Hash, source: Source) -> None:
    """Add name and content of a file to a digest."""
    total.update(f"\0{source.name}{source.path.suffix}\0".encode())
    total.update(source.path.read_bytes())


def files_below(folder: Path) -> list[Path]:
    """Return the files in a folder and below it, A to Z; links to folders are not followed.

    Raises:
        InputError: for a folder that cannot be read.
    """

    def refuse(error: OSError) -> None:
        message = f"this folder cannot be read: {error.strerror}."
        hint = "Change its permissions, or move it elsewhere."
        raise InputError(message, where=str(error.filename), hint=hint) from None

    walk = os.walk(folder, onerror=refuse)
    return sorted(Path(parent, name) for parent, _, names in walk for name in names)


def _sources_in(directory: Path, name: str) -> Iterator[Source]:
    for path in files_below(directory):
        if path.suffix in _SUFFIXES and path.is_file():
            inner = path.relative_to(directory)
            if not _is_utf8(str(inner)):
                hint = "Rename it; the name becomes part of an IRI."
                raise InputError("the name of this file is not UTF-8.", where=str(path), hint=hint)
            yield Source(path, f"{name}/{inner.with_suffix('').as_posix()}")


def _is_utf8(name: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _project_folder(name: str) -> Path:
    """Return a folder of the installed package, or else of the checkout."""
    folder = _HERE / name
    if folder.is_dir():
        return folder
    return _HERE.parent / name
