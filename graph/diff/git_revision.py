"""Check out the data of a git revision into a temporary folder."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from graph.errors import InputError
from graph.parse.parser import RDF_SUFFIXES

_HINT = "Name a store, an RDF file, a folder of data, or a revision such as HEAD~1 or a tag."


@contextmanager
def checkout(revision: str, data: Path) -> Iterator[tuple[Path, Path | None]]:
    """Give the folder of data as it was at a revision, and the ontology beside it, if any.

    Both are removed afterwards.

    Args:
        revision: as git names it, such as `HEAD~3`, `v1.0` or `main`.
        data: the folder of data now, in a working copy.

    Raises:
        InputError: where there is no git, no repository or no such revision, or for a file of it
            that cannot be parsed.
    """
    top, prefix = _repository(data, revision)
    commit = _commit(top, revision)
    ontology = prefix.parent / "ontology"
    folders = [folder for folder in (prefix, ontology) if _is_in(top, commit, folder)]
    if prefix not in folders:
        message = f"{prefix} is not in this revision."
        raise InputError(message, where=revision, hint="Name another revision.")
    with tempfile.TemporaryDirectory(prefix="peelgraph-") as temporary:
        target = Path(temporary)
        _unpack(_archive(top, commit, folders), target)
        ontology_copy = None
        if ontology in folders:
            ontology_copy = target / ontology
        try:
            yield target / prefix, ontology_copy
        except InputError as error:
            where = error.where.replace(f"{temporary}/", f"{revision}:")
            raise InputError(error.message, where=where, hint=error.hint) from None


def _commit(top: Path, revision: str) -> str:
    """Return the commit of a revision."""
    arguments = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = _git(top, *arguments)
    if not commit:
        message = (
            "is no file or folder here, and no revision of the repository that holds the data."
        )
        raise InputError(message, where=revision, hint=_HINT)
    return commit


def _is_in(top: Path, commit: str, folder: PurePosixPath) -> bool:
    """Tell whether a folder is in a commit; the top of the repository always is."""
    path = folder.as_posix()
    return path == "." or bool(_git(top, "ls-tree", "--name-only", commit, "--", path))


def _repository(data: Path, revision: str) -> tuple[Path, PurePosixPath]:
    """Return the top of the working copy that holds a folder, and the folder's path in it."""
    if not data.is_dir():
        hint = "Name a folder of data with --data DIR."
        raise InputError("there is no such folder.", where=str(data), hint=hint)
    top = _git(data, "rev-parse", "--show-toplevel")
    if not top:
        message = (
            f"is no file or folder here, and {data} is in no git repository "
            "that could have such a revision."
        )
        raise InputError(message, where=revision, hint=_HINT)
    return Path(top), PurePosixPath(_git(data, "rev-parse", "--show-prefix") or ".")


def _archive(top: Path, commit: str, folders: list[PurePosixPath]) -> bytes:
    paths = [folder.as_posix() for folder in folders]
    result = _run(top, "archive", "--format=tar", commit, "--", *paths)
    if result.returncode:
        reason = result.stderr.decode(errors="replace").strip().partition("\n")[0]
        message = f"git cannot read this revision ({reason})."
        raise InputError(message, where=commit, hint="Is the repository whole?")
    return result.stdout


def _unpack(archive: bytes, target: Path) -> None:
    """Write the RDF files of an archive; links and other things are left out."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as members:
        for member in members:
            if not member.isfile() or PurePosixPath(member.name).suffix not in RDF_SUFFIXES:
                continue
            content = members.extractfile(member)
            assert content is not None
            path = target / member.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.read())


def _git(folder: Path, *arguments: str) -> str:
    """Return what git answers, or "" where it refuses."""
    result = _run(folder, *arguments)
    if result.returncode:
        return ""
    return result.stdout.decode(errors="surrogateescape").strip("\n")


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder; the repository is that of the folder, whatever the environment says."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        return subprocess.run(  # noqa: S603 - no shell
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - the user's git
            capture_output=True,
            env=environment,
            check=False,
        )
    except FileNotFoundError:
        message = (
            "is no file or folder here; "
            "git, which could know a revision of that name, is not installed."
        )
        raise InputError(message, where=arguments[-1], hint=_HINT) from None
