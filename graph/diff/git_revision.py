"""Check out the data of a git revision into a temporary folder."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
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
        for name, content in _files(top, commit, folders):
            path = target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
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
    answer = _run(data, "rev-parse", "--show-toplevel")
    if answer.returncode:
        reason = _reason(answer)
        message = f"is no file or folder here, and git refuses the repository of {data} ({reason})."
        if "not a git repository" in reason:
            message = (
                f"is no file or folder here, and {data} is in no git repository "
                "that could have such a revision."
            )
        raise InputError(message, where=revision, hint=_HINT)
    prefix = PurePosixPath(_git(data, "rev-parse", "--show-prefix") or ".")
    return Path(_text(answer)), prefix


def _files(top: Path, commit: str, folders: list[PurePosixPath]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each RDF file of a commit in some folders; links are left out.

    The objects themselves are read, as attributes keep files out of an archive or change them.
    """
    paths = [folder.as_posix() for folder in folders]
    entries = _bytes(top, commit, "ls-tree", "-r", "-z", commit, "--", *paths).split(b"\0")
    names: dict[str, bytes] = {}
    for entry in filter(None, entries):
        head, _, path = entry.partition(b"\t")
        mode, _, identifier = head.split()
        name = os.fsdecode(path)
        if mode.startswith(b"100") and PurePosixPath(name).suffix in RDF_SUFFIXES:
            names[name] = identifier
    wanted = b"".join(b"%s\n" % identifier for identifier in names.values())
    objects = BytesIO(_bytes(top, commit, "cat-file", "--batch", content=wanted))
    for name in names:
        size = int(objects.readline().split()[2])
        yield name, objects.read(size)
        objects.readline()


def _bytes(top: Path, commit: str, *arguments: str, content: bytes = b"") -> bytes:
    """Return what git writes of a commit."""
    answer = _run(top, *arguments, content=content)
    if answer.returncode:
        message = f"git cannot read this revision ({_reason(answer)})."
        raise InputError(message, where=commit, hint="Is the repository whole?")
    return answer.stdout


def _reason(answer: subprocess.CompletedProcess[bytes]) -> str:
    """Return the first line of what git says of a failure."""
    return answer.stderr.decode(errors="replace").strip().partition("\n")[0]


def _text(answer: subprocess.CompletedProcess[bytes]) -> str:
    return answer.stdout.decode(errors="surrogateescape").strip("\n")


def _git(folder: Path, *arguments: str) -> str:
    """Return what git answers, or "" where it refuses."""
    answer = _run(folder, *arguments)
    return "" if answer.returncode else _text(answer)


def _run(folder: Path, *arguments: str, content: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder; the repository is that of the folder, whatever the environment says."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment["LC_ALL"] = "C"  # for the words of its refusals
    try:
        return subprocess.run(  # noqa: S603 - no shell
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - the user's git
            input=content,
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
