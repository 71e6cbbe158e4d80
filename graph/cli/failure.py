"""Turn whatever goes wrong in a command into one message and an exit code; the unforeseen also into a report file."""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import click

from graph import escape
from graph.errors import PeelgraphError

_ROOT = Path(__file__).resolve().parent.parent.parent
_HANDLER = "peelgraph.escapes"


def guarded(call: Callable[[], object], commands: tuple[str, ...]) -> int:
    """Run a command, whatever happens.

    Args:
        call: runs the command; returns its exit code, or nothing.
        commands: the names that may stand in a report.

    Returns:
        The exit code.
    """
    _open_streams()
    try:
        code = _outcome(call, commands)
    except KeyboardInterrupt:
        code = 1
    return _flushed(code)


def _outcome(call: Callable[[], object], commands: tuple[str, ...]) -> int:
    try:
        code = call()
    except (SystemExit, KeyboardInterrupt):
        raise
    except click.Abort:
        return _message("stopped.")
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        text = io.StringIO()
        error.show(text)
        with suppress(OSError, ValueError):
            click.echo(escape.terminal(text.getvalue()), nl=False, err=True)
        return error.exit_code
    except BrokenPipeError:
        _discard(sys.stdout)
        return 1
    except BaseException as error:  # the engine's panics are no Exception
        return _message(_words(error, commands))
    return code if isinstance(code, int) else 0


def _words(error: BaseException, commands: tuple[str, ...]) -> str:
    """Say what went wrong."""
    if isinstance(error, PeelgraphError):
        return str(error)
    if isinstance(error, MemoryError):
        return "there is not enough memory for this. Ask for a smaller part."
    if isinstance(error, RecursionError):
        return "something is nested too deeply to be followed. Make it flatter."
    if isinstance(error, OSError) and error.errno is not None:
        place = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        return f"{place}the machine refused: {error.strerror}. Check the place, its permissions and the room on the disk."
    name = next((word for word in sys.argv[1:] if word in commands), "peelgraph")
    path = _report(error, name)
    where = f"A report without your data is in {path}; please send it to the maintainers with what you did." if path else "No report could be written."
    return f"something unforeseen went wrong in {name} ({type(error).__name__}). {where}"


def _message(text: str) -> int:
    with suppress(OSError, ValueError):
        click.echo(f"peelgraph: {escape.terminal(text)}", err=True)
    return 1


def _report(error: BaseException, name: str) -> Path | None:
    """Write what the maintainers need: the command's name, versions, and where it happened, without any value or message."""
    import platform
    import tempfile

    head = [f"command: {name}", f"Python {platform.python_version()} on {platform.platform()}", *_versions()]
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


def _open_streams() -> None:
    """Give every standard stream a place, so that no file gets its number, and a way to write any character."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    codecs.register_error(_HANDLER, _escaped)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - as long as the process lives
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Write what an encoding does not have as the escapes of JSON; half of a pair is replaced."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return escape.escapes(error.object[error.start : error.end]), error.end


def _flushed(code: int) -> int:
    """Write out what is still to be written; say so where that fails."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _discard(sys.stdout)
        code = code or 1
    except (OSError, ValueError) as error:
        _discard(sys.stdout)
        reason = getattr(error, "strerror", None) or str(error)
        code = _message(f"the output cannot be written: {reason}. Write it to another place.")
    try:
        sys.stderr.flush()
    except (OSError, ValueError):
        _discard(sys.stderr)
        code = code or 1
    return code


def _discard(stream: object) -> None:
    """Let a stream write to nowhere, so that nothing fails again when the process ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[attr-defined]
