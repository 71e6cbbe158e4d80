"""Find the project's files, in a checkout or in the installed package, and the store in the cache; replace files safely."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from graph.errors import InputError, PeelgraphError
from graph.namespaces import GRAPH, REPORT

_HERE = Path(__file__).resolve().parent
_SUFFIXES = (".ttl", ".trig")


def ontology() -> Path:
    """Return the folder of the ontology."""
    return _either("ontology")


def data() -> Path:
    """Return the folder of the data."""
    return _either("data")


def version() -> str:
    """Return the version of the project."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("peelgraph")
    except PackageNotFoundError:
        return "0"


def store_directory(named: Path | None = None) -> Path:
    """Return the directory of the store: the one named, PEELGRAPH_STORE, or one in the user's cache."""
    if named:
        return named
    if os.environ.get("PEELGRAPH_STORE"):
        return Path(os.environ["PEELGRAPH_STORE"])
    from platformdirs import user_cache_path

    return user_cache_path("peelgraph") / "store"


def real(path: Path) -> Path:
    """Return where a path leads, links followed; one that goes round in a loop is returned as it is."""
    return Path(os.path.realpath(path))


def save(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all; missing folders are made, links are followed, permissions are kept.

    The content goes into a file of its own beside the target, with a name that nobody can guess, and takes the target's
    place in one step: several writers at once, a full disk or a kill leave one whole version.

    Raises:
        PeelgraphError: when the place is a folder or not writable.
    """
    hint = "Name another file."
    try:
        if path.is_dir() or not path.name:
            raise PeelgraphError("is a folder.", where=str(path), hint=hint)
        if path.exists() and not path.is_file():  # a device or pipe is written to, never replaced
            path.write_bytes(content)
            return
        place = path.resolve()
        place.parent.mkdir(parents=True, exist_ok=True)
        _replace(place, content)
    except OSError as error:
        raise PeelgraphError(
            f"cannot be written: {error.strerror or error}.", where=str(path), hint=hint
        ) from error
    except (RuntimeError, ValueError) as error:  # a loop of links, or a name that no file can have
        raise PeelgraphError(f"cannot be written: {error}.", where=str(path), hint=hint) from error


def _replace(place: Path, content: bytes) -> None:
    """Write a new file beside a place and let it take the place."""
    fresh = place.with_name(f".peelgraph-{secrets.token_hex(8)}.part")
    with fresh.open(
        "xb"
    ) as file:  # exclusively: neither a file nor a link of this name may be there
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            if place.exists():
                shutil.copymode(place, fresh)
            file.close()
            fresh.replace(place)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise


@dataclass(frozen=True)
class Source:
    """A file of the ontology or the data.

    Attributes:
        path: where it is.
        name: its path below ontology/ or data/ with that folder's name, without suffix, as in `data/register/forces`.
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
        parts = self.name.split("/")
        return (
            f"{REPORT}{quote(parts[1])}/"
            if len(parts) == 3 and parts[0] == "data" and parts[1] != "register"
            else ""
        )

    @property
    def is_shape(self) -> bool:
        """Whether the file holds SHACL shapes, which check the store but do not enter it."""
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
    directory = data_directory or data()
    if not directory.is_dir():
        raise InputError(
            "there is no such folder.",
            where=str(directory),
            hint="Name a folder of data with --data DIR.",
        )
    found = list(_below(directory, "data"))
    if not found:
        raise InputError(
            "no .ttl or .trig file is in this folder.",
            where=str(directory),
            hint="Name a folder of data with --data DIR.",
        )
    return [*_below(ontology_directory or ontology(), "ontology"), *found]


def fingerprint(files: Iterable[Source]) -> str:
    """Return one SHA-256 over the names and contents of files and the version of the project."""
    whole = hashlib.sha256(version().encode())
    for rule in sorted((_HERE / "load").rglob("*.r[qu]")):
        whole.update(rule.read_bytes())
    return _with(whole, files)


def digest(files: Iterable[Source]) -> str:
    """Return one SHA-256 over the names and contents of files."""
    return _with(hashlib.sha256(), files)


def validated(files: Iterable[Source]) -> bool:
    """Return whether these very files were validated against the shapes when the installed wheel was made."""
    stamp = _HERE / "validated"
    return stamp.is_file() and stamp.read_text("utf-8").strip() == digest(files)


def _with(whole: hashlib._Hash, files: Iterable[Source]) -> str:
    for source in files:
        whole.update(f"\0{source.name}{source.path.suffix}\0".encode())
        whole.update(source.path.read_bytes())
    return whole.hexdigest()


def _below(directory: Path, name: str) -> Iterable[Source]:
    for path in sorted(directory.rglob("*")):
        if path.suffix in _SUFFIXES and path.is_file():
            if not _is_utf8(str(path.relative_to(directory))):
                raise InputError(
                    "the name of this file is not UTF-8.",
                    where=str(path),
                    hint="Rename it; the name becomes part of an IRI.",
                )
            yield Source(path, f"{name}/{path.relative_to(directory).with_suffix('').as_posix()}")


def _is_utf8(name: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _either(name: str) -> Path:
    packaged = _HERE / name
    return packaged if packaged.is_dir() else _HERE.parent / name
