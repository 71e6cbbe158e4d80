"""Knows how to take the data of a git revision out of the repository that holds them."""

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
from graph.store import RDF_SUFFIXES

_AGAIN = "Name a store, an RDF file, a folder of data, or a revision such as HEAD~1 or a tag."


@contextmanager
def checkout(revision: str, data: Path) -> Iterator[tuple[Path, Path | None]]:
    """Give the folder of data as it was at a revision, and the ontology beside it if there was one; both go away afterwards.

    Args:
        revision: as git names it, such as `HEAD~3`, `v1.0` or `main`.
        data: the folder of data now, in a working copy.

    Raises:
        InputError: where there is no git, no repository or no such revision, or for a file of it that cannot be parsed.
    """
    top, prefix = _repository(data, revision)
    commit = _git(
        top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if not commit:
        raise InputError(
            "is no file or folder here, and no revision of the repository that holds the data.",
            where=revision,
            hint=_AGAIN,
        )
    ontology = (prefix.parent / "ontology").as_posix()
    parts = [
        part
        for part in (prefix.as_posix(), ontology)
        if part == "." or _git(top, "ls-tree", "--name-only", commit, "--", part)
    ]
    if prefix.as_posix() not in parts:
        raise InputError(
            f"{prefix} is not in this revision.", where=revision, hint="Name another revision."
        )
    with tempfile.TemporaryDirectory(prefix="peelgraph-") as temporary:
        _unpack(_archive(top, commit, parts), Path(temporary))
        try:
            yield (
                Path(temporary) / prefix,
                Path(temporary) / ontology if ontology in parts else None,
            )
        except InputError as error:
            raise InputError(
                error.message,
                where=error.where.replace(f"{temporary}/", f"{revision}:"),
                hint=error.hint,
            ) from None


def _repository(data: Path, revision: str) -> tuple[Path, PurePosixPath]:
    """Return the top of the working copy that holds a folder, and the folder's path in it."""
    if not data.is_dir():
        raise InputError(
            "there is no such folder.",
            where=str(data),
            hint="Name a folder of data with --data DIR.",
        )
    top = _git(data, "rev-parse", "--show-toplevel")
    if not top:
        raise InputError(
            f"is no file or folder here, and {data} is in no git repository that could have such a revision.",
            where=revision,
            hint=_AGAIN,
        )
    return Path(top), PurePosixPath(_git(data, "rev-parse", "--show-prefix") or ".")


def _archive(top: Path, commit: str, parts: list[str]) -> bytes:
    done = _run(top, "archive", "--format=tar", commit, "--", *parts)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise InputError(
            f"git cannot read this revision ({said}).",
            where=commit,
            hint="Is the repository whole?",
        )
    return done.stdout


def _unpack(archive: bytes, target: Path) -> None:
    """Write the RDF files of an archive; links and other things are left out."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        for member in packed:
            content = packed.extractfile(member) if member.isfile() else None
            if content and PurePosixPath(member.name).suffix in RDF_SUFFIXES:
                path = target / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())


def _git(folder: Path, *arguments: str) -> str:
    """Return what git answers, or "" where it refuses."""
    done = _run(folder, *arguments)
    return "" if done.returncode else done.stdout.decode(errors="surrogateescape").strip("\n")


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
        raise InputError(
            "is no file or folder here; git, which could know a revision of that name, is not installed.",
            where=arguments[-1],
            hint=_AGAIN,
        ) from None
