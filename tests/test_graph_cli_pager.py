"""A pager is used in front of a terminal only, and where there is one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from graph.cli import output, pager


def _be_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both streams look like a terminal."""
    for name in ("stdin", "stdout"):
        monkeypatch.setattr(getattr(sys, name), "isatty", lambda: True)
    monkeypatch.setattr(output, "_terminal", {})


def test_output_of_a_block_goes_through_the_pager(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What PAGER names gets all of it, its options are kept, and afterwards the terminal is back."""
    _be_terminal(monkeypatch)
    monkeypatch.setenv("PAGER", f"tee {tmp_path / 'seen'}")
    with pager.paged(wanted=True):
        os.write(1, b"one line\n")
        assert output.is_terminal()
    assert (tmp_path / "seen").read_text("utf-8") == "one line\n"
    os.write(1, b"another\n")
    assert capfd.readouterr().out == "one line\nanother\n"


@pytest.mark.parametrize("name", ["cat", "no-such-pager-anywhere"])
def test_without_a_pager_nothing_is_lost(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    """A missing program, and `cat`, are the same as none."""
    _be_terminal(monkeypatch)
    monkeypatch.setenv("PAGER", name)
    with pager.paged(wanted=True):
        os.write(1, b"one line\n")
    assert capfd.readouterr().out == "one line\n"


def test_a_pipe_has_no_pager(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Where standard output is no terminal, or none is wanted, no pager starts."""
    monkeypatch.setenv("PAGER", f"tee {tmp_path / 'seen'}")
    with pager.paged(wanted=True):
        os.write(1, b"one line\n")
    assert capfd.readouterr().out == "one line\n"
    assert not (tmp_path / "seen").exists()
