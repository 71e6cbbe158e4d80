"""The command that finds things by name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_that_there_are_more_hits_is_told(run: Run, invented_directory: Path, form: str) -> None:
    """Where hits are left out, a note says so beside every format; where all are shown, none does."""
    cut = run("find", "river", "--limit", "1", "--format", form, store=invented_directory)
    note = "note: there are more hits; --limit shows up to 500.\n"
    assert (cut.returncode, cut.stderr) == (0, note)
    whole = run("find", "river", "--limit", "500", "--format", form, store=invented_directory)
    assert (whole.returncode, whole.stderr) == (0, "")
    if form == "json":
        assert json.loads(cut.stdout) == json.loads(whole.stdout)[:1]
