"""Two versions of the graph set against each other, and told in words."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import INVENTED_DATA, REPORT, Run

from graph.diff.narrative import Change, describe_changes
from graph.diff.snapshot import read_snapshot, snapshot_of_quads
from graph.diff.statements import Difference, difference
from graph.export.rdf import write_rdf
from graph.store import Store, parse_text

BASE = f"https://w3id.org/peelgraph/report/{REPORT}/"
FINDING, FIGURE = (
    f"<{BASE}finding/supervision-not-yet-routine>",
    f"<{BASE}figure/crimes-filed-without-suspect>",
)


def told(one: Path, other: Path) -> list[Change]:
    """Tell the difference of two places."""
    return describe_changes(difference(read_snapshot(str(one)), read_snapshot(str(other))))


def test_a_file_with_another_name_is_no_difference(tmp_path: Path) -> None:
    """The graphs of files are no evidence: renaming one changes nothing that is stated, and the patch still says it exactly."""
    copy = tmp_path / "data"
    shutil.copytree(INVENTED_DATA, copy)
    (copy / "register" / "register.ttl").rename(copy / "register" / "things.ttl")
    found = difference(read_snapshot(str(INVENTED_DATA)), read_snapshot(str(copy)))
    assert (describe_changes(found), found.refiled > 40) == ([], True)
    assert found.refiled == len(found.removed) == len(found.added)


def _of(one: str, other: str) -> Difference:
    return difference(
        snapshot_of_quads("one", parse_text(one)), snapshot_of_quads("other", parse_text(other))
    )


def test_the_command_says_when_there_is_no_difference(
    run: Run, real: Store, real_directory: Path, tmp_path: Path
) -> None:
    """A store against itself, its data and each of its exports: no difference, exit code 0; the patch has no rows."""
    for name in ("x.ttl", "x.trig"):
        write_rdf(real, tmp_path / name)
        done = run("diff", real_directory, tmp_path / name)
        assert (done.returncode, done.stdout[:35]) == (0, "no difference: both state the same "), (
            done
        )
    assert "no difference" in run("diff", real_directory, "data").stdout
    assert run("diff", real_directory, real_directory, "--format", "patch").stdout.splitlines()[
        1:
    ] == ["TX .", "TC ."]
    assert (
        json.loads(run("diff", real_directory, real_directory, "--format", "json").stdout)[
            "changes"
        ]
        == []
    )


def test_the_command_tells_counts_and_data(run: Run, tmp_path: Path) -> None:
    """Text names each change under its place, --stat counts, JSON has changes and statements; a label cannot steer a terminal."""
    copy = tmp_path / "data"
    shutil.copytree(INVENTED_DATA, copy)
    path = copy / "exampleshire-2018-19-effectiveness" / "question-1.trig"
    text = path.read_text("utf-8").replace("peel:value 2.0", "peel:value 3.0")
    path.write_text(
        text.replace('"officers in the river team"', '"officers \\u001B[31m\\u202E river team"'),
        "utf-8",
    )
    done = run("diff", INVENTED_DATA, copy)
    assert (
        "  figure changed: officers \ufffd[31m\ufffd river team: label officers in the river team \u2192 "
        in done.stdout
    )
    assert "; value 2 \u2192 3\n" in done.stdout
    assert "question 1, Watching the river, paragraph 1, sentence 1\n" in done.stdout
    assert done.stdout.endswith("2 added, 2 removed, counted as single statements\n")
    stat = run("diff", INVENTED_DATA, copy, "--stat").stdout
    assert stat.splitlines()[1].split() == ["0", "0", "1", "figure"]
    data = json.loads(run("diff", INVENTED_DATA, copy, "--format", "json").stdout)
    assert (data["counts"], len(data["changes"]), len(data["statements"])) == (
        {"added": 2, "removed": 2, "evidence changed": 0},
        1,
        4,
    )
    assert data["changes"][0]["after"][0]["address"].startswith("https://")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere.nq", "data"], "no such file"),
        (["data", "v9.9"], "no revision"),
        (["broken.nq", "data"], "broken.nq:1:"),
        (["notes.txt", "data"], "no RDF format"),
        (["plain.ttl", "data", "--format", "patch"], "no patch can lead"),
    ],
)
def test_bad_input_is_answered_kindly(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    """One message that says what is wrong and where, exit code 1, no traceback."""
    shutil.copytree(INVENTED_DATA, tmp_path / "data")
    for name, text in {
        "broken.nq": "<urn:a",
        "notes.txt": "x",
        "plain.ttl": "<urn:a> <urn:b> <urn:c> .",
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    done = run("diff", *arguments)
    assert (done.returncode, says in done.stderr, "Traceback" in done.stderr, done.stdout) == (
        1,
        True,
        False,
        "",
    ), done
    assert run("diff", "data", "data", "--stat", "--format", "patch").returncode == 2


def test_graphs_that_are_empty_can_be_compared(tmp_path: Path) -> None:
    """Nothing against nothing is no difference; nothing against something is all of it."""
    (tmp_path / "empty.nq").write_text("", "utf-8")
    assert told(tmp_path / "empty.nq", tmp_path / "empty.nq") == []
    assert len(_of("", "<urn:a> <urn:b> 1 .").statements) == 1
