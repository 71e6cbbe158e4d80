"""Turn whatever goes wrong in a command into one message and an exit code."""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress

import click

from graph import escape

_HANDLER = "peelgraph.escapes"


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
    except OSError as error:  # of the output, perhaps, which is then said by `_flushed`
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

    Otherwise a file could get the number of a closed stream.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    codecs.register_error(_HANDLER, _escaped)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            null = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the end
            setattr(sys, name, null)
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


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
