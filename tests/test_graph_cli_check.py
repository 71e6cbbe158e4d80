"""What check finds and says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import INVENTED_DATA, Run

BAD = [
    ("a Turtle syntax error", "force:x a ; .", "register.ttl:1:"),
    ("an invalid IRI", "<urn:a b> a <urn:c> .", "register.ttl:1:"),
    ("no UTF-8", "\udcff", "register.ttl"),
]


@pytest.mark.parametrize(
    ("content", "names"), [bad[1:] for bad in BAD], ids=[bad[0] for bad in BAD]
)
@pytest.mark.parametrize("command", ["build", "check", "format"])
def test_bad_files_get_one_clear_message(
    run: Run, tmp_path: Path, command: str, content: str, names: str
) -> None:
    """File and line, what to do, exit code 1, no traceback, nothing half-written."""
    folder = tmp_path / "data"
    shutil.copytree(INVENTED_DATA, folder)
    (folder / "register" / "register.ttl").write_bytes(content.encode("utf-8", "surrogateescape"))
    done = run(command, "--data", folder)
    assert done.returncode == 1
    assert names in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "store" / "current.json").exists()


def test_check_reports_all_syntax_errors_at_once(run: Run, tmp_path: Path) -> None:
    """Two broken files are two messages in one run."""
    folder = tmp_path / "data"
    shutil.copytree(INVENTED_DATA, folder)
    (folder / "register" / "a.ttl").write_text("x", "utf-8")
    (folder / "register" / "b.ttl").write_text("y", "utf-8")
    done = run("check", "--data", folder)
    assert "a.ttl:1:" in done.stderr
    assert "b.ttl:1:" in done.stderr


def test_any_file_is_checked(run: Run, tmp_path: Path) -> None:
    """Against shapes that are given, or the project's own; options that do not fit are refused."""
    (tmp_path / "a.ttl").write_text("<urn:a> a <urn:c> .", "utf-8")
    (tmp_path / "s.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ;"
        " sh:targetClass <urn:c> ; sh:property [ sh:path <urn:p> ; sh:minCount 1 ] .",
        "utf-8",
    )
    done = run("check", tmp_path / "a.ttl")
    assert (
        done.stdout == "checked 1 file with 1 statement against the project's shapes: no problem\n"
    )
    done = run("check", tmp_path / "a.ttl", "--shapes", tmp_path / "s.ttl")
    assert (done.returncode, "urn:p: Less than 1 values" in done.stderr) == (1, True)
    assert run("check", "--shapes", tmp_path / "s.ttl").returncode == 2
