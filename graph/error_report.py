"""Turn any error into one message; write a report without data where the error is unexpected."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from graph import extras
from graph.errors import PeelgraphError

_ROOT = Path(__file__).resolve().parent.parent
_LONGEST = 200  # characters of an error's own text that a message repeats
_DAMAGED_STORE = "Corruption"  # the first word of the engine's message
_NO_MEMORY = (
    "there is not enough memory for this. Ask for a smaller part, "
    "or allow more with --memory (in Python, memory=)."
)
_MACHINE_HINT = "Check the place, its permissions and the room on the disk."
_REPORT_HINT = "please send it to the maintainers with what you did."


def error_message(error: BaseException, what: str) -> str:
    """Say what went wrong, where that is known, and what to do.

    Args:
        error: whatever was raised.
        what: what was being done, as in `find` or `the query`; a report repeats it, so it holds no
            data.
    """
    return _foreseen(error) or _unforeseen(error, what)


def _foreseen(error: BaseException) -> str:
    """Return the message for an error with a known cause, or ""."""
    match error:
        case PeelgraphError():
            return str(error)
        case ModuleNotFoundError():
            return str(extras.missing_library_error(error.name) or "")
        case MemoryError():
            return _NO_MEMORY
        case RecursionError():
            return "something is nested too deeply to be followed. Make it flatter."
        case OSError(errno=int()):
            return _machine_message(error)
        case RuntimeError() if str(error).startswith(_DAMAGED_STORE):
            from graph.store import evaluation_error

            return str(evaluation_error(error))
    return ""


def _machine_message(error: OSError) -> str:
    """Say what the operating system refused, and for which file."""
    message = f"the machine refused: {error.strerror}. {_MACHINE_HINT}"
    if isinstance(error.filename, str | bytes):
        return f"{os.fsdecode(error.filename)}: {message}"
    return message


def _unforeseen(error: BaseException, what: str) -> str:
    """Write a report and say where it is."""
    summary = ": ".join(filter(None, (type(error).__name__, _beginning(error))))
    message = f"something unforeseen went wrong in {what} ({summary})."
    path = _report(error, what)
    if path is None:
        return f"{message} No report could be written."
    return f"{message} A report without your data is in {path}; {_REPORT_HINT}"


def _beginning(error: BaseException) -> str:
    return " ".join(str(error).split())[:_LONGEST]


def _report(error: BaseException, what: str) -> Path | None:
    """Write what the maintainers need, without any value or message; None where no folder takes it.

    The report holds the command, the versions, and the places in the code.
    """
    import platform
    import tempfile

    system = f"Python {platform.python_version()} on {platform.platform()}"
    lines = [f"command: {what}", system, *_versions(), "", *_frames(error)]
    for folder in _folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            descriptor, path = tempfile.mkstemp(prefix="report-", suffix=".txt", dir=folder)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write("\n".join(lines) + "\n")
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
    """Yield file, line and function of an error and of its causes, with the project's own code."""
    import traceback

    previous: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in previous:
        previous.add(id(cause))
        yield f"{type(cause).__module__}.{type(cause).__qualname__}"
        for frame in traceback.extract_tb(cause.__traceback__):
            place = f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}"
            yield f"{place}: {frame.line}" if _is_own(Path(frame.filename)) else place
        cause = cause.__cause__ or cause.__context__


def _is_own(path: Path) -> bool:
    """Tell whether a file holds code of the project; a line of another may hold data."""
    own = (_ROOT / "graph", _ROOT / "viz", _ROOT / "peelgraph.py")
    return any(path.is_relative_to(place) for place in own)


def _short(filename: str) -> str:
    """Return the path of a module in the project or a library, without folders of this machine."""
    path = Path(filename)
    if path.is_relative_to(_ROOT):
        return path.relative_to(_ROOT).as_posix()
    return "/".join(path.parts[-3:])
