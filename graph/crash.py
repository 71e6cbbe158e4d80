"""Say in one message what went wrong; write a report for the maintainers, without any data, where it was not foreseen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from graph import extras
from graph.errors import PeelgraphError

_ROOT = Path(__file__).resolve().parent.parent
_LONGEST = 200  # characters of an error's own text that are shown


def words(error: BaseException, what: str) -> str:
    """Say what went wrong, where that is known, and what to do.

    Args:
        error: whatever was raised.
        what: was being done, as in `find` or `the query`; it may stand in a report, so it holds no data.
    """
    if isinstance(error, PeelgraphError):
        return str(error)
    if isinstance(error, ModuleNotFoundError) and (absent := extras.missing(error.name)):
        return str(absent)
    if isinstance(error, MemoryError):
        return "there is not enough memory for this. Ask for a smaller part, or allow more with --memory (in Python, memory=)."
    if isinstance(error, RecursionError):
        return "something is nested too deeply to be followed. Make it flatter."
    if isinstance(error, OSError) and error.errno is not None:
        place = (
            f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        )
        return f"{place}the machine refused: {error.strerror}. Check the place, its permissions and the room on the disk."
    if isinstance(error, RuntimeError) and str(error).startswith(
        "Corruption"
    ):  # the engine's word for a damaged store
        from graph.store import failed

        return str(failed(error))
    path = _report(error, what)
    where = (
        f"A report without your data is in {path}; please send it to the maintainers with what you did."
        if path
        else "No report could be written."
    )
    return f"something unforeseen went wrong in {what} ({_named(error)}). {where}"


def _named(error: BaseException) -> str:
    """Name an error with the beginning of what it says."""
    said = " ".join(str(error).split())[:_LONGEST]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _report(error: BaseException, what: str) -> Path | None:
    """Write what the maintainers need: what was done, versions, and where it happened, without any value or message."""
    import platform
    import tempfile

    head = [
        f"command: {what}",
        f"Python {platform.python_version()} on {platform.platform()}",
        *_versions(),
    ]
    text = "\n".join([*head, "", *_frames(error)]) + "\n"
    for folder in _folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            descriptor, path = tempfile.mkstemp(prefix="report-", suffix=".txt", dir=folder)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
        except OSError:
            continue
        return Path(path)
    return None


def _folders() -> Iterator[Path]:
    import tempfile

    from platformdirs import user_log_path

    with suppress(OSError, RuntimeError):
        yield user_log_path("peelgraph")
    with suppress(OSError):
        yield Path(tempfile.gettempdir())


def _versions() -> Iterator[str]:
    from importlib.metadata import PackageNotFoundError, version

    for name in ("peelgraph", "pyoxigraph", "click", "rdflib"):
        with suppress(PackageNotFoundError):
            yield f"{name} {version(name)}"


def _frames(error: BaseException) -> Iterator[str]:
    """Yield the places of an error and of those behind it: file, line, function and code, which hold no data."""
    import traceback

    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield f"{type(cause).__module__}.{type(cause).__qualname__}"
        for frame in traceback.extract_tb(cause.__traceback__):
            yield f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}: {frame.line}"
        cause = cause.__cause__ or cause.__context__


def _short(filename: str) -> str:
    """Return the path of a module below the project or its library, without the folders of this machine."""
    path = Path(filename)
    if path.is_relative_to(_ROOT):
        return path.relative_to(_ROOT).as_posix()
    return "/".join(path.parts[-3:])
