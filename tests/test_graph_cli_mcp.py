"""The command for language-model clients: its help, and what it needs."""

from __future__ import annotations

from pathlib import Path

from conftest import Run


def test_the_server_needs_a_store(run: Run, tmp_path: Path) -> None:
    """Without a store, the command ends with a message that leads to the build."""
    done = run("mcp", store=tmp_path / "none")
    assert (done.returncode, done.stdout) == (1, "")
    assert "peelgraph build" in done.stderr


def test_the_server_ends_with_its_input(run: Run, invented_directory: Path) -> None:
    """When the client closes the connection, the server ends without an error."""
    done = run("mcp", store=invented_directory, input="")
    assert (done.returncode, done.stdout) == (0, "")
