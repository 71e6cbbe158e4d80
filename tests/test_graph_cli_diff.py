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
    assert "1 added, 1 removed, counted as single statements" in run("diff", *versions).stdout


def test_equal_versions_have_no_difference(run: Run, versions: list[str]) -> None:
    """The message says how many statements both state."""
    done = run("diff", versions[0], versions[0])
    assert done.stdout == "no difference: both state the same 1 statement\n"


def test_counts_and_a_patch_do_not_go_together(run: Run, versions: list[str]) -> None:
    """Two outputs at once are wrong usage."""
    done = run("diff", *versions, "--stat", "--format", "patch")
    assert (done.returncode, "not both" in done.stderr) == (2, True)


def test_the_exit_code_tells_a_difference_where_it_is_wanted(run: Run, versions: list[str]) -> None:
    """0 for the same, 1 for a difference, in every format; without the option always 0."""
    assert run("diff", *versions).returncode == 0
    assert run("diff", versions[0], versions[0], "--exit-code").returncode == 0
    for form in ("text", "json", "patch"):
        assert run("diff", *versions, "--exit-code", "--format", form).returncode == 1


def test_what_is_not_compared_is_told(run: Run, tmp_path: Path) -> None:
    """Another form of a value is no difference, but named; so are named graphs that only one has."""
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:b> 04 .", "utf-8")
    (tmp_path / "b.nq").write_text(
        '<urn:a> <urn:b> "4"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g> .', "utf-8"
    )
    done = run("diff", tmp_path / "a.ttl", tmp_path / "b.nq", "--exit-code")
    assert (done.returncode, "both state the same 1 statement" in done.stdout) == (0, True)
    assert "note: only one of the two has named graphs" in done.stderr
    assert "note: 1 value of literals in another form" in done.stderr


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("<urn:a> <urn:b> <urn:c> <urn:g> .", "<urn:a> <urn:b> <urn:c> <urn:h> .", False),
        ("<urn:a> <urn:b> <urn:c> <urn:g> .", "<urn:a> <urn:b> <urn:c> <urn:g> .", True),
        ("<urn:a> <urn:b> <urn:c> _:g .", "<urn:a> <urn:b> <urn:c> _:h .", True),
        ("_:a <urn:b> <<( _:a <urn:b> _:c )>> .", "_:x <urn:b> <<( _:x <urn:b> _:c )>> .", True),
        ("_:a <urn:b> <<( _:a <urn:b> _:c )>> .", "_:a <urn:b> <<( _:c <urn:b> _:a )>> .", False),
        ("_:a <urn:b> _:c .\n_:c <urn:b> _:a .", "_:c <urn:b> _:a .\n_:a <urn:b> _:c .", True),
    ],
)
def test_graphs_and_nodes_are_compared(
    run: Run, tmp_path: Path, before: str, after: str, same: bool
) -> None:
    """Named graphs count; labels of blank nodes do not, in circles, triple terms and names of graphs."""
    (tmp_path / "a.nq").write_text(before, "utf-8")
    (tmp_path / "b.nq").write_text(after, "utf-8")
    done = run("diff", tmp_path / "a.nq", tmp_path / "b.nq", "--exit-code")
    assert (done.returncode == 0, done.stderr) == (same, "")
