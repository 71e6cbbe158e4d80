"""The command that compares two versions: statements, places and counts, to read and as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run


@pytest.fixture
def versions(tmp_path: Path) -> list[str]:
    """Two files that differ in a label."""
    paths = []
    for name in ("a", "b"):
        path = tmp_path / f"{name}.nt"
        path.write_text(
            f'<urn:x> <http://www.w3.org/2000/01/rdf-schema#label> "{name}" .\n', "utf-8"
        )
        paths.append(str(path))
    return paths


def test_a_difference_is_shown_counted_and_written(run: Run, versions: list[str]) -> None:
    """Words, counts, JSON and RDF Patch all say that one statement came and one went."""
    data = json.loads(run("diff", *versions, "--format", "json").stdout)
    assert data["counts"] == {"added": 1, "removed": 1, "evidence changed": 0}
    assert "changes" not in json.loads(run("diff", *versions, "--format", "json", "--stat").stdout)
    patch = run("diff", *versions, "--format", "patch").stdout
    assert [line[0] for line in patch.splitlines() if '"a"' in line or '"b"' in line] == ["D", "A"]
    assert "1 added, 1 removed, counted in single statements" in run("diff", *versions).stdout


def test_equal_versions_have_no_difference(run: Run, versions: list[str]) -> None:
    """The message says how many statements both state."""
    done = run("diff", versions[0], versions[0])
    assert done.stdout == "no difference: both state the same 1 statement\n"


def test_counts_and_a_patch_do_not_go_together(run: Run, versions: list[str]) -> None:
    """Two outputs at once are wrong usage."""
    done = run("diff", *versions, "--stat", "--format", "patch")
    assert (done.returncode, "not both" in done.stderr) == (2, True)
