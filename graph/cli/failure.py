"""Turn whatever goes wrong in a command into one message and an exit code."""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from graph import escape

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_HANDLER = "peelgraph.escapes"
_STDOUT = 1  # its descriptor


class _Output(io.FileIO):
    """Standard output, which remembers why it could not be written.

    Attributes:
        is_open: whether it is; otherwise each write fails.
        before: in whose place it stands; it may close the descriptor when it is gone.
        failure: the last error of a write.
    """

    def __init__(self, before: io.TextIOWrapper | None) -> None:
        super().__init__(_STDOUT, "w", closefd=False)
        self.is_open = before is not None
        self.before = before
        self.failure: OSError | None = None

    def write(self, content: ReadableBuffer, /) -> int:
        """Write bytes.

        Raises:
            OSError: when the output is closed, full or gone.
        """
        if not self.is_open:
            self.failure = OSError(errno.EBADF, "standard output is closed")
            raise self.failure
        try:
            return super().write(content)
        except OSError as error:
            self.failure = error
            raise


def has_output() -> bool:
    """Tell whether standard output is open."""
    output = _output()
    return output is None or output.is_open


def guarded(call: Callable[[], object], name: str) -> int:
    """Run a command, whatever happens.

    Args:
        call: runs the command; returns its exit code, or nothing.
        name: of the command, for messages and reports.

    Returns:
        The exit code.
    """
    _open_streams()
    return _flushed(_outcome(call, name))


def _outcome(call: Callable[[], object], name: str) -> int:
    try:
        code = call()
    except SystemExit as leave:
        code = leave.code
    except (click.Abort, KeyboardInterrupt):
        return _message("stopped.")
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        text = io.StringIO()
        error.show(text)
        with suppress(OSError, ValueError):
            click.echo(escape.terminal_text(text.getvalue()), nl=False, err=True)
        return error.exit_code
    except BrokenPipeError:
        _discard(sys.stdout)
        return 1
    except OSError as error:
        if (output := _output()) and error is output.failure:
            return _unwritten(error)
        return _flushed(0) or _reported(error, name)
    except BaseException as error:  # the engine's panics are no Exception
        return _reported(error, name)
    if isinstance(code, int):
        return code
    return 0


def _reported(error: BaseException, name: str) -> int:
    from graph import error_report  # here, so that the start of the command stays fast

    return _message(error_report.error_message(error, name))


def _message(text: str) -> int:
    with suppress(OSError, ValueError):
        click.echo(f"peelgraph: {escape.terminal_text(text)}", err=True)
    return 1


def _open_streams() -> None:
    """Open each closed standard stream, and let all write any character.

    Otherwise a file could get the number of a closed stream. Output that is written to a closed one
    is an error at the end; messages are not.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    codecs.register_error(_HANDLER, _escaped)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None and name == "stdout":
            sys.stdout = io.TextIOWrapper(io.BufferedWriter(_Output(None)), "utf-8", _HANDLER)
        elif stream is None:
            sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the end
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)
    _remember_failures()


def _remember_failures() -> None:
    """Let standard output tell its own errors from those of other files."""
    stream = sys.stdout
    if not isinstance(stream, io.TextIOWrapper) or _output():
        return
    raw = getattr(stream.buffer, "raw", stream.buffer)  # without a buffer for PYTHONUNBUFFERED
    if type(raw) is not io.FileIO or raw.fileno() != _STDOUT:  # a console, or a program's own
        return
    stream.flush()
    attributes = stream.encoding, stream.errors, None, stream.line_buffering
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(_Output(stream)), *attributes)


def _output() -> _Output | None:
    """Return standard output, where it remembers its errors."""
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    return raw if isinstance(raw, _Output) else None


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Write what an encoding does not have as the escapes of JSON; half of a pair is replaced."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return escape.json_escapes(error.object[error.start : error.end]), error.end


def _flushed(code: int) -> int:
    """Write out what is still to be written; say so where that fails."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _discard(sys.stdout)
        code = code or 1
    except (OSError, ValueError) as error:
        code = _unwritten(error)
    try:
        sys.stderr.flush()
    except (OSError, ValueError):
        _discard(sys.stderr)
        code = code or 1
    return code


def _unwritten(error: OSError | ValueError) -> int:
    """Say once why the output cannot be written."""
    _discard(sys.stdout)
    reason = getattr(error, "strerror", None) or str(error)
    return _message(f"the output cannot be written: {reason}. Write it to another place.")


def _discard(stream: object) -> None:
    """Let a stream write to nowhere, so that nothing fails again when the process ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[attr-defined]
    if (output := _output()) and stream is sys.stdout:
        output.is_open = True
