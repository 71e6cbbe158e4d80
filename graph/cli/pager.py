"""Show long output of a command page by page, as git does, where it goes to a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from graph.cli.output import set_paged

_DEFAULT = "less -FRX"  # ends by itself where all fits on the screen


@contextmanager
def paged(*, wanted: bool) -> Iterator[None]:
    """Let standard output go through a pager within a block; PAGER names another one.

    Args:
        wanted: whether the command offers one; without a terminal, there is none in any case.
    """
    command = _command() if wanted and sys.stdout.isatty() and sys.stdin.isatty() else []
    if not command:
        yield
        return
    import subprocess  # here, so that the start of the command stays fast

    sys.stdout.flush()
    terminal = os.dup(1)
    with subprocess.Popen(command, stdin=subprocess.PIPE) as pager:  # noqa: S603 - the user's own
        assert pager.stdin is not None
        os.dup2(pager.stdin.fileno(), 1)
        pager.stdin.close()
        set_paged()
        try:
            yield
        finally:
            with suppress(OSError):
                sys.stdout.flush()
            os.dup2(terminal, 1)
            os.close(terminal)
            with suppress(KeyboardInterrupt):
                pager.wait()


def _command() -> list[str]:
    """Return the pager with its options; nothing where there is none."""
    import shlex
    import shutil

    words = shlex.split(os.environ.get("PAGER") or _DEFAULT)
    if not words or words == ["cat"] or shutil.which(words[0]) is None:
        return []
    return words
