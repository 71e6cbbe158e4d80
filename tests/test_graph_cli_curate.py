"""What read, outline and format do and say."""

from __future__ import annotations

import shutil
from pathlib import Path

from conftest import INVENTED, INVENTED_DATA, Run


def test_reading_writes_the_skeleton(run: Run, tmp_path: Path) -> None:
    """Read finds the report's folder by itself and says what it found."""
    done = run(
        "read", INVENTED, "--data", tmp_path, "--address", "https://example.org/exampleshire/"
    )
    assert "5 sections with 14 sentences" in done.stdout
    name = "exampleshire-2018-19-effectiveness/report.ttl"
    assert (tmp_path / name).read_bytes() == (INVENTED_DATA / name).read_bytes()


def test_check_finds_what_is_not_canonical(run: Run, tmp_path: Path) -> None:
    """A file in another form is named, and format mends it."""
    folder = tmp_path / "data"
    shutil.copytree(INVENTED_DATA, folder)
    path = folder / "register" / "register.ttl"
    path.write_text(path.read_text("utf-8").replace("    a peel", "  a peel"), "utf-8")
    assert "canonical-form" in run("check", "--data", folder).stderr
    assert run("format", "--check", "--data", folder).returncode == 1
    assert "1 changed" in run("format", "--data", folder).stdout
    assert run("check", "--data", folder).returncode == 0
